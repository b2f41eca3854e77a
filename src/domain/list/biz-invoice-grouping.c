/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-grouping.h"

#include "biz-currency-table.h"
#include "biz-invoice-listing.h"
#include "biz-invoice-totals.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  KIND_RELATION,
  KIND_MONTH,
  KIND_STATE,
  KIND_PAYMENT,
} Kind;

static const struct
{
  const char *name;
  const char *label;
  const char *none; /* what records without a value are called */
  const char *field;
  const char *groupby;
  Kind kind;
} subjects[] = {
  [BIZ_GROUP_CUSTOMER] = { "customer", N_ ("Customer"), N_ ("No customer"), "partner_id",
                           "partner_id", KIND_RELATION },
  [BIZ_GROUP_MONTH] = { "month", N_ ("Month"), N_ ("No date"), "invoice_date", "invoice_date:month",
                        KIND_MONTH },
  [BIZ_GROUP_DUE_MONTH] = { "due-month", N_ ("Due Month"), N_ ("No due date"), "invoice_date_due",
                            "invoice_date_due:month", KIND_MONTH },
  [BIZ_GROUP_STATE] = { "state", N_ ("State"), "", "state", "state", KIND_STATE },
  [BIZ_GROUP_PAYMENT] = { "payment", N_ ("Payment State"), N_ ("No payment state"), "payment_state",
                          "payment_state", KIND_PAYMENT },
  [BIZ_GROUP_SALESPERSON] = { "salesperson", N_ ("Salesperson"), N_ ("No salesperson"),
                              "invoice_user_id", "invoice_user_id", KIND_RELATION },
  [BIZ_GROUP_JOURNAL] = { "journal", N_ ("Journal"), N_ ("No journal"), "journal_id", "journal_id",
                          KIND_RELATION },
  [BIZ_GROUP_COMPANY] = { "company", N_ ("Company"), N_ ("No company"), "company_id", "company_id",
                          KIND_RELATION },
  [BIZ_GROUP_CURRENCY] = { "currency", N_ ("Currency"), N_ ("No currency"), "currency_id",
                           "currency_id", KIND_RELATION },
};

#define MAX_LEVELS 2

/* What the calls of a grouping need. */
typedef struct
{
  ErpClient *client;             /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
  BizCurrencyTable *currencies;  /* (owned) */
  BizInvoiceGroupBy levels[MAX_LEVELS];
} Context;

static void
context_free (gpointer data)
{
  Context *context = data;

  g_clear_object (&context->client);
  g_clear_object (&context->capabilities);
  biz_currency_table_unref (context->currencies);
  g_free (context);
}

static Context *
context_new (ErpCapabilities *capabilities, BizCurrencyTable *currencies)
{
  Context *context = g_new0 (Context, 1);

  context->capabilities = g_object_ref (capabilities);
  context->currencies = biz_currency_table_ref (currencies);

  return context;
}

const char *
biz_invoice_group_by_get_name (BizInvoiceGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

const char *
biz_invoice_group_by_get_field (BizInvoiceGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].groupby;
}

gboolean
biz_invoice_group_by_from_name (const char *name, BizInvoiceGroupBy *by)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      if (g_ascii_strcasecmp (name, subjects[i].name) == 0)
        {
          *by = (BizInvoiceGroupBy)i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
biz_invoice_group_by_get_label (BizInvoiceGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

/* The server's words are the ones of the wire; they are shown as elsewhere in the program. */
static char *
label_of_word (Kind kind, const char *word)
{
  static const struct
  {
    const char *word;
    BizInvoiceState state;
  } states[] = { { "draft", BIZ_STATE_DRAFT },
                 { "posted", BIZ_STATE_POSTED },
                 { "cancel", BIZ_STATE_CANCELLED } };
  static const struct
  {
    const char *word;
    BizPaymentState state;
  } payments[] = { { "not_paid", BIZ_PAYMENT_NOT_PAID }, { "in_payment", BIZ_PAYMENT_IN_PAYMENT },
                   { "paid", BIZ_PAYMENT_PAID },         { "partial", BIZ_PAYMENT_PARTIAL },
                   { "reversed", BIZ_PAYMENT_REVERSED }, { "blocked", BIZ_PAYMENT_BLOCKED } };

  for (gsize i = 0; kind == KIND_STATE && i < G_N_ELEMENTS (states); i++)
    {
      if (g_str_equal (word, states[i].word))
        return g_strdup (biz_invoice_state_to_label (states[i].state));
    }
  for (gsize i = 0; kind == KIND_PAYMENT && i < G_N_ELEMENTS (payments); i++)
    {
      if (g_str_equal (word, payments[i].word))
        return g_strdup (biz_payment_state_to_label (payments[i].state));
    }

  return g_strdup (word);
}

/* "2026-11-01" as "November 2026", and the month as conditions. */
static gboolean
read_month (const char *field, const char *day, ErpDomain *domain, char **label)
{
  guint64 year = g_ascii_strtoull (day, NULL, 10);
  guint64 month = strlen (day) > 5 ? g_ascii_strtoull (day + 5, NULL, 10) : 0;
  GDate first, next;
  char text[64];

  if (year > 9999 || !g_date_valid_year ((GDateYear)year) || month > 12
      || !g_date_valid_month ((GDateMonth)month))
    return FALSE;
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, (GDateMonth)month, (GDateYear)year);
  next = first;
  g_date_add_months (&next, 1);
  erp_domain_add_date (domain, field, ">=", &first);
  erp_domain_add_date (domain, field, "<", &next);
  /* Translators: a month and its year, as strftime () has it */
  g_date_strftime (text, sizeof text, _ ("%B %Y"), &first);
  *label = g_strdup (text);

  return TRUE;
}

/* The value of the group in @row: [id, "name"], ["2026-11-01", "label"], "word" or false. */
static gboolean
read_value (BizInvoiceGroupBy by,
            JsonObject *row,
            char **key,
            char **label,
            ErpDomain *domain,
            GError **error)
{
  const char *field = subjects[by].field;
  JsonNode *node = json_object_get_member (row, subjects[by].groupby);
  const char *word = NULL;
  const char *name = NULL;
  gint64 id;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN))
    {
      *key = g_strdup ("");
      *label = g_strdup (_ (subjects[by].none));
      erp_domain_add_bool (domain, field, "=", FALSE);
      return TRUE;
    }
  if (subjects[by].kind == KIND_RELATION)
    {
      g_autofree char *read = NULL;

      if (!erp_json_get_many2one (row, subjects[by].groupby, &id, &read, error))
        return FALSE;
      *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      *label = read != NULL ? g_steal_pointer (&read) : g_strdup (*key);
      erp_domain_add_int (domain, field, "=", id);
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    word = name = json_node_get_string (node);
  if (word == NULL || (subjects[by].kind == KIND_MONTH && !read_month (field, word, domain, label)))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("The server’s groups are not understood. Show the list without groups."));
      return FALSE;
    }
  *key = g_strdup (name);
  if (subjects[by].kind == KIND_MONTH)
    return TRUE;
  *label = label_of_word (subjects[by].kind, word);
  erp_domain_add_string (domain, field, "=", word);

  return TRUE;
}

/* Names in their order, months with the latest first, what has no value last. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ErpGroup *first = *(ErpGroup *const *)a;
  ErpGroup *second = *(ErpGroup *const *)b;
  const char *first_key = erp_group_get_key (first);
  const char *second_key = erp_group_get_key (second);

  if ((*first_key == '\0') != (*second_key == '\0'))
    return *first_key == '\0' ? 1 : -1;
  if (subjects[GPOINTER_TO_UINT (user_data)].kind == KIND_MONTH)
    return strcmp (second_key, first_key);

  return g_utf8_collate (erp_group_get_label (first), erp_group_get_label (second));
}

typedef struct
{
  char *label;              /* (owned) */
  ErpDomain *domain;        /* (owned) */
  BizInvoiceTotals *totals; /* (owned) */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->label);
  g_clear_pointer (&found->domain, erp_domain_unref);
  g_clear_object (&found->totals);
  g_free (found);
}

static gboolean
take_row (const Context *context, GHashTable *table, JsonObject *row, GError **error)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  Found *found;

  if (!read_value (context->levels[0], row, &key, &label, domain, error))
    return FALSE;
  found = g_hash_table_lookup (table, key);
  if (found == NULL)
    {
      found = g_new0 (Found, 1);
      found->label = g_steal_pointer (&label);
      found->domain = g_steal_pointer (&domain);
      found->totals = biz_invoice_totals_new ();
      g_hash_table_insert (table, g_steal_pointer (&key), found);
    }

  return biz_invoice_totals_add_row (found->totals, row, context->currencies, context->capabilities,
                                     error);
}

/* Rows of one group and one currency, type, state and company into groups; in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Context *context = user_data;
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, value;
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !take_row (context, table, row, error))
        return NULL;
    }
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Found *found = value;

      g_ptr_array_add (groups, erp_group_new (key, found->label,
                                              biz_invoice_totals_get_count (found->totals),
                                              found->domain, G_OBJECT (found->totals)));
    }
  g_ptr_array_sort_with_data (groups, compare_groups, GUINT_TO_POINTER (context->levels[0]));

  return g_steal_pointer (&groups);
}

/**
 * biz_invoice_grouping_new_call:
 * @capabilities: what the server has
 * @currencies: its currencies
 * @by: what the groups are
 * @domain: which invoices
 *
 * Returns: (transfer full): a read whose answer is a #GPtrArray of #ErpGroup
 */
ErpCall *
biz_invoice_grouping_new_call (ErpCapabilities *capabilities,
                               BizCurrencyTable *currencies,
                               BizInvoiceGroupBy by,
                               ErpDomain *domain)
{
  g_autoptr (GPtrArray) groupby = g_ptr_array_new ();
  Context *context = context_new (capabilities, currencies);
  ErpCall *call;

  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  context->levels[0] = by;
  g_ptr_array_add (groupby, (gpointer)subjects[by].groupby);
  for (gsize i = 0; biz_invoice_totals_groupby[i] != NULL; i++)
    {
      if (!g_str_equal (biz_invoice_totals_groupby[i], subjects[by].groupby))
        g_ptr_array_add (groupby, (gpointer)biz_invoice_totals_groupby[i]);
    }
  g_ptr_array_add (groupby, NULL);
  call = erp_capabilities_new_aggregate_call (capabilities, "account.move", domain,
                                              (const char *const *)groupby->pdata,
                                              biz_invoice_totals_aggregates);
  erp_call_add_decoder (call, decode, context, context_free, (GDestroyNotify)g_ptr_array_unref);

  return call;
}

static ErpCall *
new_call (guint level, ErpDomain *domain, gpointer user_data)
{
  const Context *context = user_data;

  return biz_invoice_grouping_new_call (context->capabilities, context->currencies,
                                        context->levels[level], domain);
}

static ErpListing *
new_listing (gpointer user_data)
{
  const Context *context = user_data;

  return biz_invoice_listing_new (context->client, context->currencies);
}

/**
 * biz_invoice_grouping_new:
 * @client: who asks
 * @capabilities: what the server has
 * @currencies: its currencies
 * @levels: (array length=n_levels): what the groups are, from the outside
 * @n_levels: 1 or 2
 *
 * Returns: (transfer full): the list; it asks nothing before erp_paged_load ()
 */
ErpGrouping *
biz_invoice_grouping_new (ErpClient *client,
                          ErpCapabilities *capabilities,
                          BizCurrencyTable *currencies,
                          const BizInvoiceGroupBy *levels,
                          guint n_levels)
{
  static const ErpGroupSource sources[MAX_LEVELS] = { { 1, new_call, new_listing },
                                                      { 2, new_call, new_listing } };
  Context *context;

  g_return_val_if_fail (n_levels > 0 && n_levels <= MAX_LEVELS, NULL);

  context = context_new (capabilities, currencies);
  context->client = g_object_ref (client);
  for (guint i = 0; i < n_levels; i++)
    context->levels[i] = levels[i];

  return erp_grouping_new (client, &sources[n_levels - 1], context, context_free);
}
