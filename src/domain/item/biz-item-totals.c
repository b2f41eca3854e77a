/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-totals.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-json.h"

struct _BizItemTotals
{
  GObject parent_instance;

  guint64 count;
  GArray *open;  /* (owned) (element-type BizMoney) */
  GArray *books; /* (owned) (element-type BizItemSum) */
};

G_DEFINE_FINAL_TYPE (BizItemTotals, biz_item_totals, G_TYPE_OBJECT)

const char *const biz_item_totals_groupby[] = { "currency_id", "company_id", NULL };

const char *const biz_item_totals_aggregates[] = {
  "__count", "debit:sum", "credit:sum", "amount_residual:sum", "amount_residual_currency:sum", NULL
};

static gboolean
add_open (BizItemTotals *self, const BizMoney *money, GError **error)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      BizMoney *sum = &g_array_index (self->open, BizMoney, i);

      if (g_str_equal (sum->currency, money->currency))
        return biz_money_add (sum, money, sum, error);
    }
  g_array_append_val (self->open, *money);

  return TRUE;
}

static gboolean
add_books (BizItemTotals *self, const BizItemSum *more, GError **error)
{
  for (guint i = 0; i < self->books->len; i++)
    {
      BizItemSum *sum = &g_array_index (self->books, BizItemSum, i);

      if (g_str_equal (sum->open.currency, more->open.currency))
        return biz_money_add (&sum->debit, &more->debit, &sum->debit, error)
               && biz_money_add (&sum->credit, &more->credit, &sum->credit, error)
               && biz_money_add (&sum->open, &more->open, &sum->open, error);
    }
  g_array_append_val (self->books, *more);

  return TRUE;
}

static void
biz_item_totals_finalize (GObject *object)
{
  BizItemTotals *self = BIZ_ITEM_TOTALS (object);

  g_array_unref (self->open);
  g_array_unref (self->books);

  G_OBJECT_CLASS (biz_item_totals_parent_class)->finalize (object);
}

static void
biz_item_totals_class_init (BizItemTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_item_totals_finalize;
}

static void
biz_item_totals_init (BizItemTotals *self)
{
  self->open = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  self->books = g_array_new (FALSE, FALSE, sizeof (BizItemSum));
}

BizItemTotals *
biz_item_totals_new (void)
{
  return g_object_new (BIZ_TYPE_ITEM_TOTALS, NULL);
}

/**
 * biz_item_totals_add_item:
 * @self: sums
 * @item: one more
 * @error: return location for an amount beyond all bounds
 *
 * Returns: FALSE where the sum cannot be told
 */
gboolean
biz_item_totals_add_item (BizItemTotals *self, BizItem *item, GError **error)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  BizItemSum sum = { facts->debit, facts->credit, facts->open };

  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), FALSE);

  if (!add_open (self, &facts->residual, error) || !add_books (self, &sum, error))
    return FALSE;
  self->count++;

  return TRUE;
}

guint64
biz_item_totals_get_count (BizItemTotals *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), 0);

  return self->count;
}

/**
 * biz_item_totals_get_open:
 * @self: sums
 * @n: (out): how many
 *
 * Returns: (array length=n): signed, debits positive
 */
const BizMoney *
biz_item_totals_get_open (BizItemTotals *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), NULL);

  *n = self->open->len;
  return (const BizMoney *)(gpointer)self->open->data;
}

/**
 * biz_item_totals_get_books:
 * @self: sums
 * @n: (out): how many
 *
 * Returns: (array length=n): one for each currency that companies keep their books in
 */
const BizItemSum *
biz_item_totals_get_books (BizItemTotals *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), NULL);

  *n = self->books->len;
  return (const BizItemSum *)(gpointer)self->books->data;
}

/* An aggregate over nothing is false. */
static gboolean
read_sum (JsonObject *row, const char *member, const BizMoney *zero, BizMoney *sum, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);

  *sum = *zero;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return TRUE;

  return biz_money_from_json (row, member, zero, sum, error);
}

/**
 * biz_item_totals_add_row:
 * @self: sums
 * @row: one group of the server's answer
 * @currencies: the currencies of the server
 * @capabilities: which company keeps its books in what
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where the row is not understood
 */
gboolean
biz_item_totals_add_row (BizItemTotals *self,
                         JsonObject *row,
                         BizCurrencyTable *currencies,
                         ErpCapabilities *capabilities,
                         GError **error)
{
  gint64 count, currency_id, company_id;
  BizMoney zero, open;
  BizItemSum books;
  ErpCompany *company;

  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), FALSE);

  if (!erp_json_get_int (row, "__count", &count, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, NULL, error)
      || !erp_json_get_many2one (row, "company_id", &company_id, NULL, error)
      || !biz_currency_table_lookup (currencies, currency_id, &zero, error)
      || !read_sum (row, "amount_residual_currency:sum", &zero, &open, error)
      || !add_open (self, &open, error))
    return FALSE;
  self->count += (guint64)MAX (count, 0);

  company = erp_capabilities_get_company (capabilities, company_id);
  if (company == NULL)
    return TRUE;

  return biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero, error)
         && read_sum (row, "debit:sum", &zero, &books.debit, error)
         && read_sum (row, "credit:sum", &zero, &books.credit, error)
         && read_sum (row, "amount_residual:sum", &zero, &books.open, error)
         && add_books (self, &books, error);
}

typedef struct
{
  BizCurrencyTable *currencies;  /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_clear_object (&decoding->capabilities);
  g_free (decoding);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (BizItemTotals) totals = biz_item_totals_new ();
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !biz_item_totals_add_row (totals, row, decoding->currencies, decoding->capabilities,
                                       error))
        return NULL;
    }

  return g_steal_pointer (&totals);
}

/**
 * biz_item_totals_new_call:
 * @capabilities: what the server has
 * @currencies: its currencies
 * @domain: which items
 *
 * Returns: (transfer full): a read whose answer is a #BizItemTotals
 */
ErpCall *
biz_item_totals_new_call (ErpCapabilities *capabilities,
                          BizCurrencyTable *currencies,
                          ErpDomain *domain)
{
  Decoding *decoding = g_new0 (Decoding, 1);
  ErpCall *call =
      erp_capabilities_new_aggregate_call (capabilities, "account.move.line", domain,
                                           biz_item_totals_groupby, biz_item_totals_aggregates);

  decoding->currencies = biz_currency_table_ref (currencies);
  decoding->capabilities = g_object_ref (capabilities);
  erp_call_add_decoder (call, decode, decoding, decoding_free, g_object_unref);

  return call;
}
