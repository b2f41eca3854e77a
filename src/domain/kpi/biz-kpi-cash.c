/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-cash.h"

#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  __int128 begin, end, current, sales;
} Sums;

/* FALSE, with the reason in @value, where there is no figure. */
static gboolean
take_sums (BizKpiValue *value, const BizKpiCash *cash, Sums *sums)
{
  *sums = (Sums){ 0 };

  return biz_kpi_value_sum (value, &sums->begin, &cash->begin)
         && biz_kpi_value_sum (value, &sums->end, &cash->end)
         && biz_kpi_value_sum (value, &sums->current, &cash->current)
         && biz_kpi_value_sum (value, &sums->sales, &cash->sales);
}

/* @amount / sales x days of the period */
static BizKpiValue *
divide_by_sales (BizKpi kpi,
                 const BizKpiFrame *frame,
                 const BizKpiCash *cash,
                 const char *name,
                 __int128 (*get_amount) (const Sums *sums))
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  guint days = biz_kpi_frame_get_days (frame);
  Sums sums;

  if (!take_sums (value, cash, &sums))
    return value;

  biz_kpi_value_add_money (value, name, get_amount (&sums));
  biz_kpi_value_add_money (value, _ ("Credit sales"), sums.sales);
  biz_kpi_value_add_number (value, _ ("Days of the period"), days);
  if (sums.sales == 0)
    biz_kpi_value_take_reason (value, _ ("There were no credit sales in the period."));
  else if (sums.sales < 0)
    biz_kpi_value_take_reason (value, _ ("The period has more credit notes than invoices."));
  else
    biz_kpi_value_take_ratio (value, get_amount (&sums) * days, sums.sales);

  return value;
}

static __int128
get_end (const Sums *sums)
{
  return sums->end;
}

static __int128
get_current (const Sums *sums)
{
  return sums->current;
}

static __int128
get_overdue (const Sums *sums)
{
  return sums->end - sums->current;
}

/**
 * biz_kpi_cash_receivable:
 * @frame: as of when
 * @cash: the sums
 *
 * Returns: (transfer full): AR(D)
 */
BizKpiValue *
biz_kpi_cash_receivable (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_RECEIVABLE, frame);
  Sums sums;

  if (take_sums (value, cash, &sums))
    biz_kpi_value_take_money (value, sums.end);

  return value;
}

/**
 * biz_kpi_cash_overdue:
 * @frame: as of when
 * @cash: the sums
 *
 * Returns: (transfer full): receivables less those not yet due
 */
BizKpiValue *
biz_kpi_cash_overdue (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_OVERDUE, frame);
  Sums sums;

  if (!take_sums (value, cash, &sums))
    return value;
  biz_kpi_value_add_money (value, _ ("Receivables"), sums.end);
  biz_kpi_value_add_money (value, _ ("Not yet due"), sums.current);
  biz_kpi_value_take_money (value, sums.end - sums.current);

  return value;
}

/**
 * biz_kpi_cash_dso:
 * @frame: the period
 * @cash: the sums
 *
 * Simple over any period; over the trailing 3 or 12 months it is the rolling variant.
 *
 * Returns: (transfer full): the days, not computable without sales
 */
BizKpiValue *
biz_kpi_cash_dso (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  return divide_by_sales (BIZ_KPI_DSO, frame, cash, _ ("Receivables at the end"), get_end);
}

BizKpiValue *
biz_kpi_cash_best (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  return divide_by_sales (BIZ_KPI_DSO_BEST, frame, cash, _ ("Not yet due"), get_current);
}

/**
 * biz_kpi_cash_delinquent:
 * @frame: the period
 * @cash: the sums
 *
 * Returns: (transfer full): the difference of the two exact figures, rounded once
 */
BizKpiValue *
biz_kpi_cash_delinquent (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  return divide_by_sales (BIZ_KPI_DELINQUENT, frame, cash, _ ("Overdue"), get_overdue);
}

/**
 * biz_kpi_cash_cei:
 * @frame: a period of whole months
 * @cash: the sums
 *
 * Returns: (transfer full): percent; not computable where there was nothing to collect
 */
BizKpiValue *
biz_kpi_cash_cei (const BizKpiFrame *frame, const BizKpiCash *cash)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_CEI, frame);
  guint months = biz_kpi_frame_get_months (frame);
  __int128 collectable, collected;
  Sums sums;

  if (!take_sums (value, cash, &sums))
    return value;

  biz_kpi_value_add_money (value, _ ("Receivables at the beginning"), sums.begin);
  biz_kpi_value_add_money (value, _ ("Credit sales"), sums.sales);
  biz_kpi_value_add_number (value, _ ("Months of the period"), months);
  biz_kpi_value_add_money (value, _ ("Receivables at the end"), sums.end);
  biz_kpi_value_add_money (value, _ ("Not yet due"), sums.current);
  if (months == 0)
    {
      biz_kpi_value_take_reason (value, _ ("The period is not one of whole months."));
      return value;
    }

  /* times N above and below, so that the sales are not rounded */
  collected = (sums.begin - sums.end) * months + sums.sales;
  collectable = (sums.begin - sums.current) * months + sums.sales;
  if (collectable == 0)
    biz_kpi_value_take_reason (value, _ ("There was nothing to collect in the period."));
  else if (collectable < 0)
    biz_kpi_value_take_reason (
        value, _ ("What is not yet due is more than there was to collect in the period."));
  else
    biz_kpi_value_take_ratio (value, collected * 100, collectable);

  return value;
}

/**
 * biz_kpi_cash_cei_without_begin:
 * @frame: a period that begins amid a month
 *
 * Sums of a part of the company are known as of the ends of months only.
 *
 * Returns: (transfer full): not computable, with the reason
 */
BizKpiValue *
biz_kpi_cash_cei_without_begin (const BizKpiFrame *frame)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_CEI, frame);

  biz_kpi_value_take_reason (
      value, _ ("What a part of the company was owed is known for the ends of months only: choose "
                "the last day of a month."));

  return value;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const BizKpiDay *)b)->date, &((const BizKpiDay *)a)->date);
}

/* The days of the period, the last one first. */
static GArray *
sort_days (const BizKpiFrame *frame, const BizKpiDay *days, gsize n_days)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (BizKpiDay), (guint)n_days);

  for (gsize i = 0; i < n_days; i++)
    {
      if (biz_kpi_frame_has_date (frame, &days[i].date))
        g_array_append_val (sorted, days[i]);
    }
  g_array_sort (sorted, compare_days);

  return sorted;
}

static void
take_countback (BizKpiValue *value, const BizKpiFrame *frame, GArray *days, __int128 left)
{
  guint i = 0;

  while (i < days->len && left > 0)
    {
      GDate date = g_array_index (days, BizKpiDay, i).date;
      gint64 before = g_date_days_between (&date, &frame->to);
      __int128 sales = 0;

      for (; i < days->len && g_date_compare (&g_array_index (days, BizKpiDay, i).date, &date) == 0;
           i++)
        {
          if (!biz_kpi_value_sum (value, &sales, &g_array_index (days, BizKpiDay, i).amount))
            return;
        }
      if (sales >= left)
        {
          biz_kpi_value_take_ratio (value, before * sales + left, sales);
          return;
        }
      left -= sales;
    }
  if (left == 0)
    biz_kpi_value_take_ratio (value, 0, 1);
  else
    biz_kpi_value_take_reason (value, left < 0 ? _ ("Customers have paid more than they owe.")
                                               : _ ("The credit sales of the period are less than "
                                                    "the receivables: take a longer period."));
}

/**
 * biz_kpi_cash_countback:
 * @frame: as of when, and since when sales are known
 * @receivable: at the end of the period
 * @days: (array length=n_days): the sales; a day may stand there more than once
 * @n_days: how many
 *
 * Returns: (transfer full): days; not computable where the sales do not reach far enough
 */
BizKpiValue *
biz_kpi_cash_countback (const BizKpiFrame *frame,
                        const BizMoney *receivable,
                        const BizKpiDay *days,
                        gsize n_days)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_DSO_COUNTBACK, frame);
  g_autoptr (GArray) sorted = sort_days (frame, days, n_days);
  __int128 left = 0;

  if (!biz_kpi_value_sum (value, &left, receivable))
    return value;
  biz_kpi_value_add_money (value, _ ("Receivables at the end"), left);
  biz_kpi_value_add_number (value, _ ("Days with sales"), sorted->len);
  take_countback (value, frame, sorted, left);

  return value;
}
