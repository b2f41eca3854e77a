/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-hint.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

struct _BizCustomer
{
  GObject parent_instance;

  BizCustomerFacts facts;
};

G_DEFINE_FINAL_TYPE (BizCustomer, biz_customer, G_TYPE_OBJECT)

static void
free_contact (gpointer data)
{
  BizCustomerContact *contact = data;

  g_free (contact->name);
  g_free (contact->role);
  g_free (contact->email);
  g_free (contact->phone);
  g_free (contact->mobile);
  g_free (contact);
}

static void
biz_customer_finalize (GObject *object)
{
  BizCustomerFacts *facts = &BIZ_CUSTOMER (object)->facts;

  g_free (facts->name);
  g_free (facts->reference);
  g_free (facts->tax_number);
  g_free (facts->address);
  g_free (facts->website);
  g_free (facts->group);
  g_free (facts->salesperson);
  g_free (facts->tags);
  g_free (facts->language);
  g_free (facts->terms);
  g_free (facts->price_list);
  g_free (facts->trust);
  g_strfreev (facts->banks);
  g_strfreev (facts->accounts);
  g_ptr_array_unref (facts->contacts);
  g_ptr_array_unref (facts->members);

  G_OBJECT_CLASS (biz_customer_parent_class)->finalize (object);
}

static void
biz_customer_class_init (BizCustomerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_customer_finalize;
}

static void
biz_customer_init (BizCustomer *self)
{
  self->facts.contacts = g_ptr_array_new_with_free_func (free_contact);
  self->facts.members = g_ptr_array_new_with_free_func (free_contact);
}

/* What this user may not see was not asked for. */
static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value = NULL;

  if (json_object_has_member (row, member) && !erp_json_get_string (row, member, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;
  *text = g_strstrip (g_strdup (value));
  if (**text == '\0')
    g_clear_pointer (text, g_free);

  return TRUE;
}

static gboolean
read_name (JsonObject *row, const char *member, gint64 *id, char **name, GError **error)
{
  gint64 unused;

  return !json_object_has_member (row, member)
         || erp_json_get_many2one (row, member, id != NULL ? id : &unused, name, error);
}

static const char *
describe_type (const char *type)
{
  if (g_strcmp0 (type, "invoice") == 0)
    return _ ("Invoice address");
  if (g_strcmp0 (type, "delivery") == 0)
    return _ ("Delivery address");
  if (g_strcmp0 (type, "other") == 0)
    return _ ("Other address");

  return NULL;
}

static BizCustomerContact *
read_contact (JsonObject *row, gboolean *is_company, GError **error)
{
  BizCustomerContact *contact = g_new0 (BizCustomerContact, 1);
  g_autofree char *type = NULL;

  if (!erp_json_get_int (row, "id", &contact->id, error)
      || !read_text (row, "name", &contact->name, error)
      || !read_text (row, "function", &contact->role, error)
      || !read_text (row, "email", &contact->email, error)
      || !read_text (row, "phone", &contact->phone, error)
      || !read_text (row, "mobile", &contact->mobile, error)
      || !read_text (row, "type", &type, error)
      || !erp_json_get_bool (row, "is_company", is_company, error))
    {
      free_contact (contact);
      return NULL;
    }
  if (contact->role == NULL)
    contact->role = g_strdup (describe_type (type));
  if (contact->name == NULL)
    contact->name = g_strdup (contact->role != NULL ? contact->role : _ ("Contact"));

  return contact;
}

static gboolean
read_children (BizCustomerFacts *facts, JsonObject *row, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (json_object_get_member (row, "child_ids"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizCustomerContact *contact;
      gboolean is_company;
      JsonObject *child;

      /* Beyond the limit there are ids alone. */
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (rows, i)))
        continue;
      child = json_array_get_object_element (rows, i);
      if (!json_object_has_member (child, "name"))
        continue;
      contact = read_contact (child, &is_company, error);
      if (contact == NULL)
        return FALSE;
      g_ptr_array_add (is_company ? facts->members : facts->contacts, contact);
    }

  return TRUE;
}

static gboolean
read_names (JsonObject *row, const char *member, char **joined, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *rows;

  if (!json_object_has_member (row, member))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (row, member), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *one;
      const char *name;

      if (!erp_json_get_object (json_array_get_element (rows, i), &one, error)
          || !erp_json_get_string (one, "display_name", &name, error))
        return FALSE;
      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  if (text->len > 0)
    *joined = g_strdup (text->str);

  return TRUE;
}

static gboolean
read_banks (BizCustomerFacts *facts, JsonObject *row, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  JsonArray *rows = NULL;

  if (json_object_has_member (row, "bank_ids")
      && !erp_json_get_array (json_object_get_member (row, "bank_ids"), &rows, error))
    return FALSE;
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      g_autofree char *bank = NULL;
      g_autofree char *text = NULL;
      g_autofree char *compact = NULL;
      JsonObject *one;
      const char *number;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &one, error)
          || !erp_json_get_string (one, "acc_number", &number, error)
          || !erp_json_get_many2one (one, "bank_id", &id, &bank, error))
        return FALSE;
      if (number == NULL)
        continue;
      text = bank != NULL ? g_strdup_printf ("%s (%s)", number, bank) : g_strdup (number);
      g_strv_builder_add (builder, text);
      compact = biz_hint_compact (number);
      if (compact[0] != '\0')
        g_strv_builder_add (accounts, compact);
    }
  facts->banks = g_strv_builder_end (builder);
  facts->accounts = g_strv_builder_end (accounts);

  return TRUE;
}

static gboolean
read_address (BizCustomerFacts *facts, JsonObject *row, GError **error)
{
  g_autofree char *street = NULL;
  g_autofree char *street2 = NULL;
  g_autofree char *zip = NULL;
  g_autofree char *city = NULL;
  g_autofree char *country = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_text (row, "street", &street, error) || !read_text (row, "street2", &street2, error)
      || !read_text (row, "zip", &zip, error) || !read_text (row, "city", &city, error)
      || !read_name (row, "country_id", NULL, &country, error))
    return FALSE;
  place = zip != NULL && city != NULL ? g_strdup_printf ("%s %s", zip, city)
                                      : g_strdup (zip != NULL ? zip : city);
  for (guint i = 0; i < 4; i++)
    {
      const char *part = (const char *[]){ street, street2, place, country }[i];

      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  if (text->len > 0)
    facts->address = g_strdup (text->str);

  return TRUE;
}

static gboolean
read_limit (BizCustomerFacts *facts, JsonObject *row, const BizMoney *zero, GError **error)
{
  facts->limit = *zero;
  facts->may_see_limit = json_object_has_member (row, "credit_limit");
  if (!facts->may_see_limit)
    return TRUE;
  if (!biz_money_from_json_rounded (row, "credit_limit", zero, &facts->limit, error))
    return FALSE;
  facts->has_limit = facts->limit.minor > 0;

  return !json_object_has_member (row, "use_partner_credit_limit")
         || erp_json_get_bool (row, "use_partner_credit_limit", &facts->has_limit, error);
}

/* The customer's own number and address stand first. */
static gboolean
read_self (BizCustomerFacts *facts, JsonObject *row, GError **error)
{
  BizCustomerContact *own;
  gboolean is_company;

  own = read_contact (row, &is_company, error);
  if (own == NULL)
    return FALSE;
  if (own->email != NULL || own->phone != NULL || own->mobile != NULL)
    g_ptr_array_add (facts->contacts, own);
  else
    free_contact (own);

  return TRUE;
}

/**
 * biz_customer_new_from_json:
 * @row: a record as biz_customer_new_call () asks for
 * @zero: in the currency of limits
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the customer
 */
BizCustomer *
biz_customer_new_from_json (JsonObject *row, const BizMoney *zero, GError **error)
{
  g_autoptr (BizCustomer) self = g_object_new (BIZ_TYPE_CUSTOMER, NULL);
  BizCustomerFacts *facts = &self->facts;

  g_return_val_if_fail (row != NULL && zero != NULL, NULL);

  if (!erp_json_get_int (row, "id", &facts->id, error)
      || !read_name (row, "commercial_partner_id", &facts->commercial_id, NULL, error)
      || !read_text (row, "name", &facts->name, error)
      || !read_text (row, "ref", &facts->reference, error)
      || !read_text (row, "vat", &facts->tax_number, error)
      || !read_text (row, "website", &facts->website, error)
      || !read_text (row, "lang", &facts->language, error)
      || !read_text (row, "trust", &facts->trust, error)
      || !read_name (row, "parent_id", &facts->group_id, &facts->group, error)
      || !read_name (row, "user_id", NULL, &facts->salesperson, error)
      || !read_name (row, "property_payment_term_id", NULL, &facts->terms, error)
      || !read_name (row, "property_product_pricelist", NULL, &facts->price_list, error)
      || !read_names (row, "category_id", &facts->tags, error) || !read_address (facts, row, error)
      || !read_limit (facts, row, zero, error) || !read_banks (facts, row, error)
      || !read_self (facts, row, error) || !read_children (facts, row, error))
    return NULL;
  if (facts->name == NULL)
    facts->name = g_strdup_printf ("%lld", (long long)facts->id);
  if (facts->commercial_id == 0)
    facts->commercial_id = facts->id;

  return g_steal_pointer (&self);
}

const BizCustomerFacts *
biz_customer_get_facts (BizCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER (self), NULL);

  return &self->facts;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  JsonObject *answer, *row;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The customer is not on the server any more, or you may not see "
                              "him."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error))
    return NULL;

  return biz_customer_new_from_json (row, user_data, error);
}

/* (transfer full): only what the server has and this user sees: one field too many fails all. */
static char *
make_specification (ErpCapabilities *capabilities)
{
  static const struct
  {
    const char *field;
    const char *value; /* (nullable) */
  } wanted[] = {
    { "name", NULL },
    { "is_company", NULL },
    { "type", NULL },
    { "ref", NULL },
    { "vat", NULL },
    { "email", NULL },
    { "phone", NULL },
    { "mobile", NULL },
    { "function", NULL },
    { "street", NULL },
    { "street2", NULL },
    { "zip", NULL },
    { "city", NULL },
    { "country_id", NAMED },
    { "website", NULL },
    { "lang", NULL },
    { "trust", NULL },
    { "credit_limit", NULL },
    { "use_partner_credit_limit", NULL },
    { "commercial_partner_id", NAMED },
    { "parent_id", NAMED },
    { "user_id", NAMED },
    { "category_id", NAMED },
    { "property_payment_term_id", NAMED },
    { "property_product_pricelist", NAMED },
    { "bank_ids", "{\"fields\":{\"acc_number\":{},\"bank_id\":" NAMED "}}" },
  };
  GString *text = g_string_new ("{");

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (erp_capabilities_has_field (capabilities, "res.partner", wanted[i].field))
      g_string_append_printf (text, "\"%s\":%s,", wanted[i].field,
                              wanted[i].value != NULL ? wanted[i].value : "{}");
  g_string_append_printf (
      text,
      "\"child_ids\":{\"fields\":{\"name\":{},\"is_company\":{},\"type\":{},\"function\":{},"
      "\"email\":{},\"phone\":{}%s},\"limit\":%d}}",
      erp_capabilities_has_field (capabilities, "res.partner", "mobile") ? ",\"mobile\":{}" : "",
      BIZ_CUSTOMER_MAX_CONTACTS);

  return g_string_free (text, FALSE);
}

/**
 * biz_customer_new_call:
 * @capabilities: what this server has and this user may see
 * @currencies: the currencies of the server
 * @company_id: the first active company: whose limit and terms are read
 * @id: a partner
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the call; %NULL with %ERP_ERROR_ACCESS where the user may
 * not read customers
 */
ErpCall *
biz_customer_new_call (ErpCapabilities *capabilities,
                       BizCurrencyTable *currencies,
                       gint64 company_id,
                       gint64 id,
                       GError **error)
{
  ErpCompany *company;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *specification = NULL;
  ErpCall *call;
  BizMoney zero;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities) && currencies != NULL, NULL);

  if ((erp_capabilities_get_rights (capabilities, "res.partner") & ERP_RIGHT_READ) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                           _ ("You may not read customers. Somebody who manages the users can "
                              "give you the right."));
      return NULL;
    }
  company = erp_capabilities_get_company (capabilities, company_id);
  if (company == NULL
      || !biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero,
                                     error))
    zero = biz_money_zero ("", 2);
  if (error != NULL)
    g_clear_error (error);
  specification = make_specification (capabilities);
  erp_domain_add_int (domain, "id", "=", id);
  /* An archived one has papers, too. */
  erp_domain_add_literal (domain, "active", "in", "[true,false]");
  call = erp_call_new_read ("res.partner", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_int (call, "limit", 1);
  erp_call_set_decoder (call, decode, g_memdup2 (&zero, sizeof zero), g_free, g_object_unref);

  return call;
}
