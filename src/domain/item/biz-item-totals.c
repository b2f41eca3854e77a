/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-totals.h"

#include "biz-totals.h"

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
  BizTotalsRow head;
  BizMoney open;
  BizItemSum books;

  g_return_val_if_fail (BIZ_IS_ITEM_TOTALS (self), FALSE);

  if (!biz_totals_row_read (&head, row, currencies, capabilities, error)
      || !biz_totals_read_sum (row, "amount_residual_currency:sum", &head.zero, &open, error)
      || !add_open (self, &open, error))
    return FALSE;
  self->count += head.count;
  if (!head.booked)
    return TRUE;

  return biz_totals_read_sum (row, "debit:sum", &head.books, &books.debit, error)
         && biz_totals_read_sum (row, "credit:sum", &head.books, &books.credit, error)
         && biz_totals_read_sum (row, "amount_residual:sum", &head.books, &books.open, error)
         && add_books (self, &books, error);
}

static gboolean
add_row (gpointer totals,
         JsonObject *row,
         BizCurrencyTable *currencies,
         ErpCapabilities *capabilities,
         GError **error)
{
  return biz_item_totals_add_row (totals, row, currencies, capabilities, error);
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
  static const BizTotalsKind kind = { "account.move.line", biz_item_totals_groupby,
                                      biz_item_totals_aggregates, biz_item_totals_get_type,
                                      add_row };

  return biz_totals_new_call (&kind, capabilities, currencies, domain);
}
