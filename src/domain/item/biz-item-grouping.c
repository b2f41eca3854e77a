/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-grouping.h"

#include "biz-currency-table.h"
#include "biz-item-listing.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *label;
  const char *none; /* what items without a value are called */
  const char *field;
  const char *groupby;
} subjects[] = {
  [BIZ_ITEM_GROUP_PARTNER] = { "customer", N_ ("Customer or Vendor"), N_ ("Nobody named"),
                               "partner_id", "partner_id" },
  [BIZ_ITEM_GROUP_ACCOUNT] = { "account", N_ ("Account"), N_ ("No account"), "account_id",
                               "account_id" },
  [BIZ_ITEM_GROUP_DUE_MONTH] = { "due-month", N_ ("Due Month"), N_ ("No due date"), "date_maturity",
                                 "date_maturity:month" },
  [BIZ_ITEM_GROUP_CURRENCY] = { "currency", N_ ("Currency"), N_ ("No currency"), "currency_id",
                                "currency_id" },
  [BIZ_ITEM_GROUP_COMPANY] = { "company", N_ ("Company"), N_ ("No company"), "company_id",
                               "company_id" },
};

/* What the calls of a grouping need. */
typedef struct
{
  ErpClient *client;             /* (owned) (nullable) */
  ErpCapabilities *capabilities; /* (owned) */
  BizCurrencyTable *currencies;  /* (owned) */
  BizItemGroupBy by;
} Context;

typedef struct
{
  char *label;           /* (owned) */
  ErpDomain *domain;     /* (owned) */
  BizItemTotals *totals; /* (owned) */
} Found;

static Context *
context_new (ErpCapabilities *capabilities, BizCurrencyTable *currencies, BizItemGroupBy by)
{
  Context *context = g_new0 (Context, 1);

  context->capabilities = g_object_ref (capabilities);
  context->currencies = biz_currency_table_ref (currencies);
  context->by = by;

  return context;
}

static void
context_free (gpointer data)
{
  Context *context = data;

  g_clear_object (&context->client);
  g_clear_object (&context->capabilities);
  biz_currency_table_unref (context->currencies);
  g_free (context);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->label);
  g_clear_pointer (&found->domain, erp_domain_unref);
  g_clear_object (&found->totals);
  g_free (found);
}

const char *
biz_item_group_by_get_name (BizItemGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

gboolean
biz_item_group_by_from_name (const char *name, BizItemGroupBy *by)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      if (g_ascii_strcasecmp (name, subjects[i].name) == 0)
        {
          *by = (BizItemGroupBy)i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
biz_item_group_by_get_label (BizItemGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

/* "2026-11-01" as "November 2026", and the month as conditions. */
static gboolean
read_month (const char *field, const char *day, ErpDomain *domain, char **label)
{
  GDate first, next;
  int year, month;
  char text[64];

  if (sscanf (day, "%4d-%2d", &year, &month) != 2 || !g_date_valid_year ((GDateYear)year)
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

static gboolean
read_relation (
    const char *field, JsonNode *node, char **key, char **label, ErpDomain *domain, GError **error)
{
  g_autoptr (JsonObject) row = json_object_new ();
  gint64 id;

  json_object_set_member (row, field, json_node_copy (node));
  if (!erp_json_get_many2one (row, field, &id, label, error))
    return FALSE;
  *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (*label == NULL)
    *label = g_strdup (*key);
  erp_domain_add_int (domain, field, "=", id);

  return TRUE;
}

/* The value of the group in @row: [id, "name"], ["2026-11-01", "label"] or false. */
static gboolean
read_value (
    BizItemGroupBy by, JsonObject *row, char **key, char **label, ErpDomain *domain, GError **error)
{
  const char *field = subjects[by].field;
  JsonNode *node = json_object_get_member (row, subjects[by].groupby);
  const char *day = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN))
    {
      *key = g_strdup ("");
      *label = g_strdup (_ (subjects[by].none));
      erp_domain_add_bool (domain, field, "=", FALSE);
      return TRUE;
    }
  if (by != BIZ_ITEM_GROUP_DUE_MONTH)
    return read_relation (field, node, key, label, domain, error);
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    day = json_node_get_string (node);
  if (day == NULL || !read_month (field, day, domain, label))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("The server’s groups are not understood. Show the list without groups."));
      return FALSE;
    }
  *key = g_strdup (day);

  return TRUE;
}

/* Names in their order, months with the earliest first, what has no value last. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ErpGroup *first = *(ErpGroup *const *)a;
  ErpGroup *second = *(ErpGroup *const *)b;
  const char *first_key = erp_group_get_key (first);
  const char *second_key = erp_group_get_key (second);

  if ((*first_key == '\0') != (*second_key == '\0'))
    return *first_key == '\0' ? 1 : -1;
  if (GPOINTER_TO_UINT (user_data) == BIZ_ITEM_GROUP_DUE_MONTH)
    return strcmp (first_key, second_key);

  return g_utf8_collate (erp_group_get_label (first), erp_group_get_label (second));
}

static gboolean
take_row (const Context *context, GHashTable *table, JsonObject *row, GError **error)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  Found *found;

  if (!read_value (context->by, row, &key, &label, domain, error))
    return FALSE;
  found = g_hash_table_lookup (table, key);
  if (found == NULL)
    {
      found = g_new0 (Found, 1);
      found->label = g_steal_pointer (&label);
      found->domain = g_steal_pointer (&domain);
      found->totals = biz_item_totals_new ();
      g_hash_table_insert (table, g_steal_pointer (&key), found);
    }

  return biz_item_totals_add_row (found->totals, row, context->currencies, context->capabilities,
                                  error);
}

/* Rows of one group, currency and company into groups; in a worker thread. */
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

      g_ptr_array_add (groups,
                       erp_group_new (key, found->label, biz_item_totals_get_count (found->totals),
                                      found->domain, G_OBJECT (found->totals)));
    }
  g_ptr_array_sort_with_data (groups, compare_groups, GUINT_TO_POINTER (context->by));

  return g_steal_pointer (&groups);
}

/**
 * biz_item_grouping_new_call:
 * @capabilities: what the server has
 * @currencies: its currencies
 * @by: what the groups are
 * @domain: which items
 *
 * Returns: (transfer full): a read whose answer is a #GPtrArray of #ErpGroup
 */
ErpCall *
biz_item_grouping_new_call (ErpCapabilities *capabilities,
                            BizCurrencyTable *currencies,
                            BizItemGroupBy by,
                            ErpDomain *domain)
{
  g_autoptr (GPtrArray) groupby = g_ptr_array_new ();
  ErpCall *call;

  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  g_ptr_array_add (groupby, (gpointer)subjects[by].groupby);
  for (gsize i = 0; biz_item_totals_groupby[i] != NULL; i++)
    {
      if (!g_str_equal (biz_item_totals_groupby[i], subjects[by].groupby))
        g_ptr_array_add (groupby, (gpointer)biz_item_totals_groupby[i]);
    }
  g_ptr_array_add (groupby, NULL);
  call = erp_capabilities_new_aggregate_call (capabilities, "account.move.line", domain,
                                              (const char *const *)groupby->pdata,
                                              biz_item_totals_aggregates);
  erp_call_add_decoder (call, decode, context_new (capabilities, currencies, by), context_free,
                        (GDestroyNotify)g_ptr_array_unref);

  return call;
}

static ErpCall *
new_call (guint level, ErpDomain *domain, gpointer user_data)
{
  const Context *context = user_data;

  return biz_item_grouping_new_call (context->capabilities, context->currencies, context->by,
                                     domain);
}

static ErpListing *
new_listing (gpointer user_data)
{
  const Context *context = user_data;

  return biz_item_listing_new (context->client, context->currencies);
}

/**
 * biz_item_grouping_new:
 * @client: who asks
 * @capabilities: what the server has
 * @currencies: its currencies
 * @by: what the groups are
 *
 * Returns: (transfer full): the list; it asks nothing before erp_paged_load()
 */
ErpGrouping *
biz_item_grouping_new (ErpClient *client,
                       ErpCapabilities *capabilities,
                       BizCurrencyTable *currencies,
                       BizItemGroupBy by)
{
  static const ErpGroupSource source = { 1, new_call, new_listing };
  Context *context;

  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  context = context_new (capabilities, currencies, by);
  context->client = g_object_ref (client);

  return erp_grouping_new (client, &source, context, context_free);
}
