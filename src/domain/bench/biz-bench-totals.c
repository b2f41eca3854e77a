/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-totals.h"

static void
clear_total (gpointer data)
{
  g_clear_pointer (&((BizBenchTotal *)data)->account, g_free);
}

static void
add (GArray *totals, gint64 account_id, const char *name, const BizMoney *amount, gboolean off)
{
  BizBenchTotal fresh = { account_id, NULL, 1, *amount, off };

  for (guint i = 0; i < totals->len; i++)
    {
      BizBenchTotal *total = &g_array_index (totals, BizBenchTotal, i);

      if (total->account_id == account_id && total->writes_off == off
          && biz_money_add (&total->amount, amount, &total->amount, NULL))
        {
          total->n++;
          return;
        }
    }
  fresh.account = g_strdup (name);
  g_array_append_val (totals, fresh);
}

static void
add_line (GArray *totals, BizBenchLine *line)
{
  BizMatchDesk *desk = biz_bench_line_get_desk (line);

  if (biz_bench_line_get_n_parts (line) == 0)
    {
      add (totals, biz_bench_line_get_account_id (line), biz_bench_line_get_account_name (line),
           biz_bench_line_get_amount (line), FALSE);
      return;
    }
  for (guint i = 0; i < biz_bench_line_get_n_parts (line); i++)
    {
      const BizMatchPart *part = biz_bench_line_get_part (line, i);
      const BizOpenItem *open = biz_match_desk_find_item (desk, part->item_id);
      const gint64 account = open != NULL ? open->account_id : 0;
      BizMoney cleared, off = biz_money_negate (&part->writeoff);

      if (!biz_money_add (&part->amount, &part->writeoff, &cleared, NULL))
        continue;
      add (totals, account, biz_match_desk_get_account_name (desk, account), &cleared, FALSE);
      if (off.minor != 0)
        add (totals, biz_bench_line_get_writeoff_account_id (line),
             biz_bench_line_get_writeoff_account_name (line), &off, TRUE);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BizBenchTotal *one = a, *other = b;
  int order = one->writes_off - other->writes_off;

  if (order == 0)
    order = g_strcmp0 (one->account, other->account);

  return order != 0 ? order : g_strcmp0 (one->amount.currency, other->amount.currency);
}

/**
 * biz_bench_totals_new:
 * @lines: (element-type BizBenchLine): what is to be written
 *
 * The sum of all amounts is what the lines bring, as far as they are given away.
 *
 * Returns: (transfer full) (element-type BizBenchTotal): claims first, then differences
 */
GArray *
biz_bench_totals_new (GPtrArray *lines)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (BizBenchTotal));

  g_array_set_clear_func (totals, clear_total);
  g_return_val_if_fail (lines != NULL, totals);

  for (guint i = 0; i < lines->len; i++)
    add_line (totals, g_ptr_array_index (lines, i));
  g_array_sort (totals, compare);

  return totals;
}

GArray *
biz_bench_totals_sum_lines (GPtrArray *lines)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));

  g_return_val_if_fail (lines != NULL, sums);

  for (guint i = 0; i < lines->len; i++)
    {
      const BizMoney *amount = biz_bench_line_get_amount (g_ptr_array_index (lines, i));
      gboolean added = FALSE;

      for (guint k = 0; k < sums->len && !added; k++)
        {
          BizMoney *sum = &g_array_index (sums, BizMoney, k);

          added = biz_money_add (sum, amount, sum, NULL);
        }
      if (!added)
        g_array_append_vals (sums, amount, 1);
    }

  return sums;
}
