/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-capabilities-private.h"

#include "erp-aggregate.h"
#include "erp-call.h"
#include "erp-company.h"
#include "erp-currency.h"

#include <stdlib.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ErpCapabilities, erp_capabilities, G_TYPE_OBJECT)

static void
model_free (gpointer data)
{
  ErpCapabilitiesModel *model = data;

  g_clear_pointer (&model->fields, g_hash_table_unref);
  g_free (model);
}

static guint
major_of (const char *version)
{
  while (version != NULL && *version != '\0' && !g_ascii_isdigit (*version))
    version++;
  return version != NULL && *version != '\0' ? (guint)strtoul (version, NULL, 10) : 19;
}

static void
erp_capabilities_finalize (GObject *object)
{
  ErpCapabilities *self = ERP_CAPABILITIES (object);

  g_free (self->version);
  g_free (self->database_uuid);
  g_free (self->name);
  g_free (self->login);
  g_free (self->zone);
  g_free (self->language);
  g_clear_pointer (&self->company_ids, g_array_unref);
  g_clear_object (&self->companies);
  g_clear_pointer (&self->currencies, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->models, g_hash_table_unref);
  g_string_free (self->created, TRUE);

  G_OBJECT_CLASS (erp_capabilities_parent_class)->finalize (object);
}

static void
erp_capabilities_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, ERP_CAPABILITIES (object)->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_capabilities_class_init (ErpCapabilitiesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_capabilities_get_property;
  object_class->finalize = erp_capabilities_finalize;

  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_capabilities_init (ErpCapabilities *self)
{
  self->companies = g_list_store_new (ERP_TYPE_COMPANY);
  self->currencies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, model_free);
  self->created = g_string_new (NULL);
}

/* For loading (private) */

ErpCapabilities *
erp_capabilities_new (gint64 uid, const char *version)
{
  ErpCapabilities *self = g_object_new (ERP_TYPE_CAPABILITIES, NULL);

  self->uid = uid;
  self->version = g_strdup (version != NULL ? version : "");
  self->major = major_of (version);

  return self;
}

ErpCapabilitiesModel *
erp_capabilities_ensure_model (ErpCapabilities *self, const char *name)
{
  ErpCapabilitiesModel *model = g_hash_table_lookup (self->models, name);

  if (model == NULL)
    {
      model = g_new0 (ErpCapabilitiesModel, 1);
      g_hash_table_insert (self->models, g_strdup (name), model);
    }
  return model;
}

void
erp_capabilities_set_complete (ErpCapabilities *self)
{
  if (self->complete)
    return;
  self->complete = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/**
 * erp_capabilities_get_complete:
 * @self: capabilities
 *
 * Returns: whether nothing is to come any more
 */
gboolean
erp_capabilities_get_complete (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), FALSE);

  return self->complete;
}

/**
 * erp_capabilities_get_server_version:
 * @self: capabilities
 *
 * Returns: the server's version, "19.0"
 */
const char *
erp_capabilities_get_server_version (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->version;
}

/**
 * erp_capabilities_get_database_uuid:
 * @self: capabilities
 *
 * Returns: the database's uuid where this user may read it, else a SHA-256 of when and as what this
 *   user was made, which every user may read and a server that was set up anew does not repeat. Use
 *   it together with the address and the name of the database.
 */
const char *
erp_capabilities_get_database_uuid (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->database_uuid;
}

/**
 * erp_capabilities_get_uid:
 * @self: capabilities
 *
 * Returns: the user's id
 */
gint64
erp_capabilities_get_uid (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), 0);

  return self->uid;
}

/**
 * erp_capabilities_get_user_name:
 * @self: capabilities
 *
 * Returns: the user's name
 */
const char *
erp_capabilities_get_user_name (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->name;
}

/**
 * erp_capabilities_get_login:
 * @self: capabilities
 *
 * Returns: the user's login
 */
const char *
erp_capabilities_get_login (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->login;
}

/**
 * erp_capabilities_get_time_zone:
 * @self: capabilities
 *
 * Returns: (nullable): the user's time zone on the server, "Europe/Berlin"
 */
const char *
erp_capabilities_get_time_zone (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->zone;
}

/**
 * erp_capabilities_get_language:
 * @self: capabilities
 *
 * Returns: (nullable): the user's language on the server, "de_DE"
 */
const char *
erp_capabilities_get_language (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return self->language;
}

/**
 * erp_capabilities_has_model:
 * @self: capabilities
 * @model: a model of the trade
 *
 * Returns: whether the server has it; its rights are another question
 */
gboolean
erp_capabilities_has_model (ErpCapabilities *self, const char *model)
{
  ErpCapabilitiesModel *known;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), FALSE);
  g_return_val_if_fail (model != NULL, FALSE);

  known = g_hash_table_lookup (self->models, model);
  return known != NULL && (known->fields != NULL || (!self->complete && known->rights != 0));
}

/**
 * erp_capabilities_has_field:
 * @self: capabilities
 * @model: a model of the trade
 * @field: a field
 *
 * Returns: whether the server has it and shows it to this user
 */
gboolean
erp_capabilities_has_field (ErpCapabilities *self, const char *model, const char *field)
{
  ErpCapabilitiesModel *known;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), FALSE);
  g_return_val_if_fail (model != NULL && field != NULL, FALSE);

  known = g_hash_table_lookup (self->models, model);
  return known != NULL && known->fields != NULL && g_hash_table_contains (known->fields, field);
}

void
erp_capabilities_relation_free (ErpRelation *relation)
{
  if (relation == NULL)
    return;
  g_free (relation->field);
  g_free (relation->model);
  g_free (relation);
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  const ErpRelation *const *first = a;
  const ErpRelation *const *second = b;

  return strcmp ((*first)->field, (*second)->field);
}

/**
 * erp_capabilities_list_relations:
 * @self: capabilities
 * @model: a model of the trade
 *
 * Returns: (transfer container) (element-type ErpRelation): the fields that this user sees whose
 *   values are other records, by name; none where the model is not there
 */
GPtrArray *
erp_capabilities_list_relations (ErpCapabilities *self, const char *model)
{
  GPtrArray *found = g_ptr_array_new ();
  ErpCapabilitiesModel *known;
  GHashTableIter iter;
  gpointer relation;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self) && model != NULL, found);

  known = g_hash_table_lookup (self->models, model);
  if (known == NULL || known->fields == NULL)
    return found;
  g_hash_table_iter_init (&iter, known->fields);
  while (g_hash_table_iter_next (&iter, NULL, &relation))
    if (relation != NULL)
      g_ptr_array_add (found, relation);
  g_ptr_array_sort (found, compare_relations);

  return found;
}

/**
 * erp_capabilities_get_rights:
 * @self: capabilities
 * @model: a model of the trade
 *
 * Returns: what this user may do with its records in general; single records may say no
 */
ErpRights
erp_capabilities_get_rights (ErpCapabilities *self, const char *model)
{
  ErpCapabilitiesModel *known;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), 0);
  g_return_val_if_fail (model != NULL, 0);

  known = g_hash_table_lookup (self->models, model);
  return known != NULL ? known->rights : 0;
}

/**
 * erp_capabilities_has_group:
 * @self: capabilities
 * @xml_id: "account.group_account_invoice"
 *
 * Returns: whether this user is in the group, itself or by another group
 */
gboolean
erp_capabilities_has_group (ErpCapabilities *self, const char *xml_id)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), FALSE);
  g_return_val_if_fail (xml_id != NULL, FALSE);

  return g_hash_table_contains (self->groups, xml_id);
}

/**
 * erp_capabilities_get_companies:
 * @self: capabilities
 *
 * Returns: (transfer none): the user's companies, of type ErpCompany
 */
GListModel *
erp_capabilities_get_companies (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return G_LIST_MODEL (self->companies);
}

/**
 * erp_capabilities_get_company:
 * @self: capabilities
 * @id: a company
 *
 * Returns: (transfer none) (nullable): the company, where it is one of the user's
 */
ErpCompany *
erp_capabilities_get_company (ErpCapabilities *self, gint64 id)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->companies)); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);

      if (erp_company_get_id (company) == id)
        return company;
    }
  return NULL;
}

/**
 * erp_capabilities_get_default_company_id:
 * @self: capabilities
 *
 * Returns: the company the user starts in
 */
gint64
erp_capabilities_get_default_company_id (ErpCapabilities *self)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), 0);

  return self->company_id;
}

/**
 * erp_capabilities_get_currency:
 * @self: capabilities
 * @id: a currency
 *
 * Returns: (transfer none) (nullable): the currency, active or not
 */
ErpCurrency *
erp_capabilities_get_currency (ErpCapabilities *self, gint64 id)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return g_hash_table_lookup (self->currencies, &id);
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_strcmp0 (erp_currency_get_code ((ErpCurrency *)a),
                    erp_currency_get_code ((ErpCurrency *)b));
}

/**
 * erp_capabilities_list_active_currencies:
 * @self: capabilities
 *
 * Returns: (transfer full) (element-type ErpCurrency): those in use, by code
 */
GListModel *
erp_capabilities_list_active_currencies (ErpCapabilities *self)
{
  GListStore *list = g_list_store_new (ERP_TYPE_CURRENCY);
  GHashTableIter iter;
  gpointer currency;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  g_hash_table_iter_init (&iter, self->currencies);
  while (g_hash_table_iter_next (&iter, NULL, &currency))
    if (erp_currency_get_active (currency))
      g_list_store_insert_sorted (list, currency, compare_codes, NULL);

  return G_LIST_MODEL (list);
}

/**
 * erp_capabilities_new_rights_call:
 * @self: capabilities
 * @model: a model
 * @operation: "read", "create", "write" or "unlink"
 *
 * Returns: (transfer full): a read whose answer is a JSON boolean
 */
ErpCall *
erp_capabilities_new_rights_call (ErpCapabilities *self, const char *model, const char *operation)
{
  ErpCall *call;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);
  g_return_val_if_fail (model != NULL && operation != NULL, NULL);

  if (self->major >= 18)
    {
      call = erp_call_new_read (model, "has_access");
      erp_call_set_ids (call, NULL, 0);
    }
  else
    {
      call = erp_call_new_read (model, "check_access_rights");
      erp_call_set_arg_bool (call, "raise_exception", FALSE);
    }
  erp_call_set_arg_string (call, "operation", operation);
  return call;
}

/**
 * erp_capabilities_new_aggregate_call:
 * @self: capabilities
 * @model: a model
 * @domain: which records
 * @groupby: (array zero-terminated=1): fields, dates as "invoice_date:month"
 * @aggregates: (array zero-terminated=1): "field:function", and "__count"
 *
 * Returns: (transfer full): a read whose answer has one shape on every version
 */
ErpCall *
erp_capabilities_new_aggregate_call (ErpCapabilities *self,
                                     const char *model,
                                     ErpDomain *domain,
                                     const char *const *groupby,
                                     const char *const *aggregates)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (self), NULL);

  return erp_aggregate_new_call (self->major, model, domain, groupby, aggregates);
}

/**
 * erp_capabilities_set_first_groups:
 * @self: capabilities
 * @call: of erp_capabilities_new_aggregate_call ()
 * @aggregate: one of its aggregates
 * @descending: whether the largest ones come first
 * @n: how many groups are wanted
 *
 * Only the first groups by a sum: what is asked stays small, however many there are.
 */
void
erp_capabilities_set_first_groups (
    ErpCapabilities *self, ErpCall *call, const char *aggregate, gboolean descending, guint n)
{
  g_return_if_fail (ERP_IS_CAPABILITIES (self) && aggregate != NULL && n > 0);

  erp_aggregate_set_first (self->major, call, aggregate, descending, n);
}
