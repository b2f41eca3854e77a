/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-ledger.h"

#include "biz-kpi-value-private.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define NONE G_MAXUINT

typedef struct
{
  BizKpiItem item;
  guint first_match; /* of a chain, NONE at its end */
} Entry;

typedef struct
{
  GDate date;
  gint64 signed_minor; /* as it changes the open amount */
  guint next;
} Match;

struct _BizKpiLedger
{
  BizMoney zero;
  GArray *entries; /* (owned) (element-type Entry) */
  GArray *items;   /* (owned) (nullable) (element-type BizKpiItem): the same in a row, when asked */
  GArray *matches; /* (owned) (element-type Match) */
  GArray *sales;   /* (owned) (element-type BizKpiSale) */
};

static gboolean
check_currency (BizKpiLedger *self, const BizMoney *amount, GError **error)
{
  if (g_str_equal (amount->currency, self->zero.currency) && amount->digits == self->zero.digits)
    return TRUE;
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("An amount in %s cannot be added to receivables in %s."), amount->currency,
               self->zero.currency);

  return FALSE;
}

static gboolean
take_money (BizKpiLedger *self, __int128 minor, BizMoney *money, GError **error)
{
  if (minor > G_MAXINT64 || minor < -G_MAXINT64)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The amount is too large to be computed exactly."));
      return FALSE;
    }
  *money = self->zero;
  money->minor = (gint64)minor;

  return TRUE;
}

static const GDate *
get_due (const BizKpiItem *item)
{
  return g_date_valid (&item->due) ? &item->due : &item->date;
}

static __int128
count_open (BizKpiLedger *self, const Entry *entry, const GDate *date)
{
  __int128 open = entry->item.balance.minor;

  if (g_date_compare (&entry->item.date, date) > 0)
    return 0;
  for (guint i = entry->first_match; i != NONE;)
    {
      const Match *match = &g_array_index (self->matches, Match, i);

      if (g_date_compare (&match->date, date) <= 0)
        open += match->signed_minor;
      i = match->next;
    }

  return open;
}

/**
 * biz_kpi_ledger_new:
 * @zero: nothing in the company's currency
 *
 * Returns: (transfer full): no items, no sales
 */
BizKpiLedger *
biz_kpi_ledger_new (const BizMoney *zero)
{
  BizKpiLedger *self = g_new0 (BizKpiLedger, 1);

  self->zero = *zero;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  self->sales = g_array_new (FALSE, FALSE, sizeof (BizKpiSale));

  return self;
}

void
biz_kpi_ledger_free (BizKpiLedger *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->matches);
  g_array_unref (self->sales);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/**
 * biz_kpi_ledger_add_item:
 * @self: a ledger
 * @item: one more entry; its date must be valid
 * @index: (out) (optional): its number
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for another currency or no date
 */
gboolean
biz_kpi_ledger_add_item (BizKpiLedger *self, const BizKpiItem *item, guint *index, GError **error)
{
  Entry entry = { .item = *item, .first_match = NONE };

  if (!check_currency (self, &item->balance, error))
    return FALSE;
  if (!g_date_valid (&item->date))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("A posted entry has no date."));
      return FALSE;
    }
  if (index != NULL)
    *index = self->entries->len;
  g_array_append_val (self->entries, entry);
  g_clear_pointer (&self->items, g_array_unref);

  return TRUE;
}

/**
 * biz_kpi_ledger_add_match:
 * @self: a ledger
 * @debit: which item is settled
 * @credit: by which
 * @date: the later date of both
 * @amount: positive
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for another currency, an unknown item or no date
 */
gboolean
biz_kpi_ledger_add_match (BizKpiLedger *self,
                          guint debit,
                          guint credit,
                          const GDate *date,
                          const BizMoney *amount,
                          GError **error)
{
  const guint sides[] = { debit, credit };

  if (!check_currency (self, amount, error))
    return FALSE;
  if (debit >= self->entries->len || credit >= self->entries->len || !g_date_valid (date))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("A match names an entry that is not there."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, sides[i]);
      Match match = { .date = *date,
                      .signed_minor = i == 0 ? -amount->minor : amount->minor,
                      .next = entry->first_match };

      entry->first_match = self->matches->len;
      g_array_append_val (self->matches, match);
    }

  return TRUE;
}

gboolean
biz_kpi_ledger_add_sale (BizKpiLedger *self, const BizKpiSale *sale, GError **error)
{
  if (!check_currency (self, &sale->total, error))
    return FALSE;
  g_array_append_vals (self->sales, sale, 1);

  return TRUE;
}

/**
 * biz_kpi_ledger_get_items:
 * @self: a ledger
 * @n: (out): how many
 *
 * Returns: (array length=n): the items by their numbers, until one is added
 */
const BizKpiItem *
biz_kpi_ledger_get_items (BizKpiLedger *self, guint *n)
{
  *n = self->entries->len;
  if (self->items == NULL)
    {
      self->items = g_array_sized_new (FALSE, FALSE, sizeof (BizKpiItem), *n);
      for (guint i = 0; i < *n; i++)
        g_array_append_val (self->items, g_array_index (self->entries, Entry, i).item);
    }

  return (const BizKpiItem *)(gpointer)self->items->data;
}

BizMoney
biz_kpi_ledger_get_open (BizKpiLedger *self, guint index, const GDate *date)
{
  BizMoney open = self->zero;

  g_return_val_if_fail (index < self->entries->len, open);

  take_money (self, count_open (self, &g_array_index (self->entries, Entry, index), date), &open,
              NULL);

  return open;
}

/**
 * biz_kpi_ledger_get_cash:
 * @self: a ledger
 * @frame: the period
 * @cash: (out): its sums
 * @error: return location
 *
 * Receivables are sums of balances, as the ledger account has them; what is not due is the sum of
 * what is open. Both agree, because a match changes two items by the same amount.
 *
 * Returns: FALSE where a sum is beyond all bounds
 */
gboolean
biz_kpi_ledger_get_cash (BizKpiLedger *self,
                         const BizKpiFrame *frame,
                         BizKpiCash *cash,
                         GError **error)
{
  __int128 begin = 0, end = 0, current = 0, sales = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const BizKpiItem *item = &entry->item;

      if (!biz_kpi_frame_has_tags (frame, &item->tags))
        continue;
      if (g_date_compare (&item->date, &frame->from) < 0)
        begin += item->balance.minor;
      if (g_date_compare (&item->date, &frame->to) <= 0)
        end += item->balance.minor;
      if (g_date_compare (get_due (item), &frame->to) >= 0)
        current += count_open (self, entry, &frame->to);
    }
  for (guint i = 0; i < self->sales->len; i++)
    {
      const BizKpiSale *sale = &g_array_index (self->sales, BizKpiSale, i);

      if (biz_kpi_frame_has_tags (frame, &sale->tags)
          && biz_kpi_frame_has_date (frame, &sale->date))
        sales += sale->total.minor;
    }

  return take_money (self, begin, &cash->begin, error) && take_money (self, end, &cash->end, error)
         && take_money (self, current, &cash->current, error)
         && take_money (self, sales, &cash->sales, error);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const BizKpiDay *)a)->date, &((const BizKpiDay *)b)->date);
}

GArray *
biz_kpi_ledger_list_days (BizKpiLedger *self, const BizKpiFrame *frame)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BizKpiDay));

  for (guint i = 0; i < self->sales->len; i++)
    {
      const BizKpiSale *sale = &g_array_index (self->sales, BizKpiSale, i);
      BizKpiDay day = { sale->date, sale->total };

      if (biz_kpi_frame_has_tags (frame, &sale->tags)
          && biz_kpi_frame_has_date (frame, &sale->date))
        g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);

  return g_steal_pointer (&days);
}

static guint
find_bucket (int overdue, const guint *limits, guint n_limits)
{
  guint bucket = 1;

  if (overdue <= 0)
    return 0;
  while (bucket <= n_limits && (guint)overdue > limits[bucket - 1])
    bucket++;

  return bucket;
}

/**
 * biz_kpi_ledger_get_ageing:
 * @self: a ledger
 * @frame: as of its last day
 * @limits: (array length=n_limits): the last day of each bucket, ascending: 30, 60, 90
 * @n_limits: how many, at most 14
 * @sums: (out) (array): @n_limits + 2 sums
 * @error: return location
 *
 * Returns: FALSE where a sum is beyond all bounds
 */
gboolean
biz_kpi_ledger_get_ageing (BizKpiLedger *self,
                           const BizKpiFrame *frame,
                           const guint *limits,
                           guint n_limits,
                           BizMoney *sums,
                           GError **error)
{
  __int128 wide[16] = { 0 };

  g_return_val_if_fail (n_limits + 2 <= G_N_ELEMENTS (wide), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      int overdue = g_date_days_between (get_due (&entry->item), &frame->to);

      if (biz_kpi_frame_has_tags (frame, &entry->item.tags))
        wide[find_bucket (overdue, limits, n_limits)] += count_open (self, entry, &frame->to);
    }
  for (guint i = 0; i < n_limits + 2; i++)
    {
      if (!take_money (self, wide[i], &sums[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_kpi_ledger_paid_late:
 * @self: a ledger
 * @frame: the period in which items were settled
 *
 * Returns: (transfer full): days by amount, negative where customers pay early
 */
BizKpiValue *
biz_kpi_ledger_paid_late (BizKpiLedger *self, const BizKpiFrame *frame)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_DELINQUENT_PAID, frame);
  __int128 weighted = 0, amount = 0;
  gint64 n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->item.balance.minor <= 0 || !biz_kpi_frame_has_tags (frame, &entry->item.tags))
        continue;
      for (guint j = entry->first_match; j != NONE;)
        {
          const Match *match = &g_array_index (self->matches, Match, j);
          int late = g_date_days_between (get_due (&entry->item), &match->date);

          j = match->next;
          if (match->signed_minor >= 0 || !biz_kpi_frame_has_date (frame, &match->date))
            continue;
          weighted += -(__int128)match->signed_minor * late;
          amount += -(__int128)match->signed_minor;
          n++;
        }
    }
  biz_kpi_value_add_money (value, _ ("Matched"), amount);
  biz_kpi_value_add_number (value, _ ("Matches"), n);
  if (amount == 0)
    biz_kpi_value_take_reason (value, _ ("Nothing was matched in the period."));
  else
    biz_kpi_value_take_ratio (value, weighted, amount);

  return value;
}
