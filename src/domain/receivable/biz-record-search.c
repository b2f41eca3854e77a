/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-record-search.h"

#include "biz-choice.h"
#include "biz-filter-value.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <string.h>

#define MAX_FIELDS 4

/* What is searched, and how. */
typedef struct
{
  const char *model;
  const char *specification;
  const char *fields[MAX_FIELDS]; /* any of them has the text */
  const char *only;               /* (nullable): a field that must be true */
  const char *never;              /* (nullable): a field that must be false */
  gpointer (*make_record) (JsonObject *row, GError **error);
  GType (*get_type) (void);
} Subject;

static gpointer
make_partner (JsonObject *row, GError **error)
{
  return biz_partner_new_from_json (row, error);
}

static gpointer
make_product (JsonObject *row, GError **error)
{
  return biz_product_new_from_json (row, error);
}

static const Subject partners = {
  "res.partner", BIZ_PARTNER_SPECIFICATION, { "name", "ref", "email", "vat" }, NULL, NULL,
  make_partner,  biz_partner_get_type
};

static const Subject products = { "product.product",
                                  BIZ_PRODUCT_SPECIFICATION,
                                  { "name", "default_code", "barcode", NULL },
                                  "sale_ok",
                                  NULL,
                                  make_product,
                                  biz_product_get_type };

static gpointer
make_user (JsonObject *row, GError **error)
{
  const char *name;
  const char *login;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, "display_name", &name, error)
      || !erp_json_get_string (row, "login", &login, error))
    return NULL;

  return biz_choice_new (id, name != NULL ? name : "", login);
}

static const Subject users = { "res.users",
                               "{\"display_name\":{},\"login\":{}}",
                               { "name", "login", NULL },
                               NULL,
                               "share",
                               make_user,
                               biz_choice_get_type };

struct _BizRecordSearch
{
  GObject parent_instance;

  const Subject *subject;
  ErpClient *client; /* (owned) */
  gint64 company_id;
  char *text;                /* (owned) */
  GPtrArray *records;        /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the search that runs */
  GError *error;             /* (owned) (nullable) */
  gboolean more;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_LOADING,
  PROP_ERROR_MESSAGE,
  PROP_MORE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
biz_record_search_get_item_type (GListModel *model)
{
  return BIZ_RECORD_SEARCH (model)->subject->get_type ();
}

static guint
biz_record_search_get_n_items (GListModel *model)
{
  return BIZ_RECORD_SEARCH (model)->records->len;
}

static gpointer
biz_record_search_get_item (GListModel *model, guint position)
{
  BizRecordSearch *self = BIZ_RECORD_SEARCH (model);

  return position < self->records->len ? g_object_ref (g_ptr_array_index (self->records, position))
                                       : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = biz_record_search_get_item_type;
  iface->get_n_items = biz_record_search_get_n_items;
  iface->get_item = biz_record_search_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BizRecordSearch,
                               biz_record_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Shows @records, or none with @error; both are taken. */
static void
take_answer (BizRecordSearch *self, GPtrArray *records, GError *error)
{
  guint removed = self->records->len;

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error;
  g_ptr_array_unref (self->records);
  self->records = records != NULL ? records : g_ptr_array_new_with_free_func (g_object_unref);
  self->more = self->records->len > BIZ_RECORD_SEARCH_LIMIT;
  if (self->more)
    g_ptr_array_set_size (self->records, BIZ_RECORD_SEARCH_LIMIT);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->records->len);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MORE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* {"length", "records"} into records of the trade; runs in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Subject *subject = user_data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gpointer record;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      record = subject->make_record (row, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

static ErpDomain *
make_domain (BizRecordSearch *self)
{
  const Subject *subject = self->subject;
  ErpDomain *domain = erp_domain_new ();
  ErpDomain *any[MAX_FIELDS];
  gsize n = 0;

  if (subject->only != NULL)
    erp_domain_add_bool (domain, subject->only, "=", TRUE);
  if (subject->never != NULL)
    erp_domain_add_bool (domain, subject->never, "=", FALSE);
  for (; n < MAX_FIELDS && subject->fields[n] != NULL; n++)
    {
      any[n] = erp_domain_new ();
      biz_filter_add_text (any[n], subject->fields[n], self->text);
    }
  erp_domain_add_any (domain, any, n);
  while (n > 0)
    erp_domain_unref (any[--n]);
  if (self->company_id != 0)
    {
      any[0] = erp_domain_new ();
      any[1] = erp_domain_new ();
      erp_domain_add_bool (any[0], "company_id", "=", FALSE);
      /* A branch works with what belongs to the company above it. */
      erp_domain_add_int (any[1], "company_id", "parent_of", self->company_id);
      erp_domain_add_any (domain, any, 2);
      erp_domain_unref (any[0]);
      erp_domain_unref (any[1]);
    }

  return domain;
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizRecordSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  /* An older search is always cancelled before a newer one starts. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_answer (self, records, g_steal_pointer (&error));
}

static void
start (BizRecordSearch *self)
{
  g_autoptr (ErpCall) call = erp_call_new_read (self->subject->model, "web_search_read");
  g_autoptr (ErpDomain) domain = make_domain (self);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", self->subject->specification);
  erp_call_set_arg_int (call, "limit", BIZ_RECORD_SEARCH_LIMIT + 1);
  erp_call_set_arg_int (call, "count_limit", BIZ_RECORD_SEARCH_LIMIT + 1);
  erp_call_set_decoder (call, decode, (gpointer)self->subject, NULL,
                        (GDestroyNotify)g_ptr_array_unref);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  erp_client_call_async (self->client, call, self->cancellable, search_cb, g_object_ref (self));
}

static void
cancel (BizRecordSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
biz_record_search_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizRecordSearch *self = BIZ_RECORD_SEARCH (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
      break;
    case PROP_MORE:
      g_value_set_boolean (value, self->more);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_record_search_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BizRecordSearch *self = BIZ_RECORD_SEARCH (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      biz_record_search_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_record_search_dispose (GObject *object)
{
  BizRecordSearch *self = BIZ_RECORD_SEARCH (object);

  cancel (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (biz_record_search_parent_class)->dispose (object);
}

static void
biz_record_search_finalize (GObject *object)
{
  BizRecordSearch *self = BIZ_RECORD_SEARCH (object);

  g_free (self->text);
  g_ptr_array_unref (self->records);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_record_search_parent_class)->finalize (object);
}

static void
biz_record_search_class_init (BizRecordSearchClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_record_search_get_property;
  object_class->set_property = biz_record_search_set_property;
  object_class->dispose = biz_record_search_dispose;
  object_class->finalize = biz_record_search_finalize;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  properties[PROP_ERROR_MESSAGE] =
      g_param_spec_string ("error-message", NULL, NULL, NULL, readable);
  properties[PROP_MORE] = g_param_spec_boolean ("more", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_record_search_init (BizRecordSearch *self)
{
  self->text = g_strdup ("");
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

static BizRecordSearch *
make_search (ErpClient *client, const Subject *subject)
{
  BizRecordSearch *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  self = g_object_new (BIZ_TYPE_RECORD_SEARCH, NULL);
  self->client = g_object_ref (client);
  self->subject = subject;

  return self;
}

/**
 * biz_record_search_new_partners:
 * @client: who asks
 *
 * Returns: (transfer full): a search for customers by name, reference, e-mail or tax number; a
 *   list of BizPartner
 */
BizRecordSearch *
biz_record_search_new_partners (ErpClient *client)
{
  return make_search (client, &partners);
}

/**
 * biz_record_search_new_products:
 * @client: who asks
 *
 * Returns: (transfer full): a search for what is sold, by name, code or bar code; a list of
 *   BizProduct
 */
BizRecordSearch *
biz_record_search_new_products (ErpClient *client)
{
  return make_search (client, &products);
}

/**
 * biz_record_search_new_users:
 * @client: who asks
 *
 * Returns: (transfer full): a search for colleagues by name or login; a list of BizChoice
 */
BizRecordSearch *
biz_record_search_new_users (ErpClient *client)
{
  return make_search (client, &users);
}

/**
 * biz_record_search_set_company:
 * @self: a search
 * @company_id: whose records and shared ones are found; 0 for all that are seen
 *
 * A search that is shown runs again.
 */
void
biz_record_search_set_company (BizRecordSearch *self, gint64 company_id)
{
  g_return_if_fail (BIZ_IS_RECORD_SEARCH (self));

  if (company_id == self->company_id)
    return;
  self->company_id = company_id;
  if (*self->text != '\0')
    {
      cancel (self);
      start (self);
    }
}

/**
 * biz_record_search_set_text:
 * @self: a search
 * @text: (nullable): what was typed; spaces around it do not count
 *
 * The latest text wins. An empty one empties the list. After a failure the same text asks again.
 */
void
biz_record_search_set_text (BizRecordSearch *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_return_if_fail (BIZ_IS_RECORD_SEARCH (self));

  if (strcmp (stripped, self->text) == 0 && self->error == NULL)
    return;

  cancel (self);
  g_free (self->text);
  self->text = g_steal_pointer (&stripped);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (*self->text != '\0')
    start (self);
  else
    take_answer (self, NULL, NULL);
}

/**
 * biz_record_search_get_text:
 * @self: a search
 *
 * Returns: what is searched for
 */
const char *
biz_record_search_get_text (BizRecordSearch *self)
{
  g_return_val_if_fail (BIZ_IS_RECORD_SEARCH (self), NULL);

  return self->text;
}

/**
 * biz_record_search_get_loading:
 * @self: a search
 *
 * Returns: whether an answer is on its way
 */
gboolean
biz_record_search_get_loading (BizRecordSearch *self)
{
  g_return_val_if_fail (BIZ_IS_RECORD_SEARCH (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * biz_record_search_get_more:
 * @self: a search
 *
 * Returns: whether there are more than are shown
 */
gboolean
biz_record_search_get_more (BizRecordSearch *self)
{
  g_return_val_if_fail (BIZ_IS_RECORD_SEARCH (self), FALSE);

  return self->more;
}

/**
 * biz_record_search_get_error:
 * @self: a search
 *
 * Returns: (nullable): why nothing was found out
 */
const GError *
biz_record_search_get_error (BizRecordSearch *self)
{
  g_return_val_if_fail (BIZ_IS_RECORD_SEARCH (self), NULL);

  return self->error;
}
