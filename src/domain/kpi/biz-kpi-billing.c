/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-billing.h"

#include "biz-kpi-rank.h"
#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/**
 * biz_kpi_delivery_get_lag:
 * @self: a delivery
 * @frame: the period of the invoice dates
 * @days: (out): between delivery and invoice; 0 where it was invoiced ahead
 *
 * What was invoiced ahead counts when it is delivered.
 *
 * Returns: whether it is one of those that were invoiced in the period
 */
gboolean
biz_kpi_delivery_get_lag (const BizKpiDelivery *self, const BizKpiFrame *frame, gint64 *days)
{
  if (!biz_kpi_frame_has_tags (frame, &self->tags) || !g_date_valid (&self->delivered)
      || !g_date_valid (&self->invoiced))
    return FALSE;
  *days = MAX (g_date_days_between (&self->delivered, &self->invoiced), 0);

  return biz_kpi_frame_has_date (frame, *days > 0 ? &self->invoiced : &self->delivered);
}

/**
 * biz_kpi_delivery_get_age:
 * @self: a delivery
 * @frame: as of its last day
 * @days: (out): since the delivery
 *
 * What was invoiced later than the day waits, as it did then.
 *
 * Returns: whether it waits for its invoice
 */
gboolean
biz_kpi_delivery_get_age (const BizKpiDelivery *self, const BizKpiFrame *frame, gint64 *days)
{
  if (!biz_kpi_frame_has_tags (frame, &self->tags)
      || !biz_kpi_frame_is_past (frame, &self->delivered)
      || biz_kpi_frame_is_past (frame, &self->invoiced))
    return FALSE;
  *days = g_date_days_between (&self->delivered, &frame->to);

  return TRUE;
}

static GArray *
list_lags (const BizKpiFrame *frame, const BizKpiDelivery *rows, gsize n_rows)
{
  GArray *lags = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_rows; i++)
    {
      gint64 lag;

      if (biz_kpi_delivery_get_lag (&rows[i], frame, &lag))
        g_array_append_val (lags, lag);
    }

  return lags;
}

static void
take_median (BizKpiValue *value, GArray *days)
{
  __int128 sum;
  gint64 n;

  biz_kpi_rank_median (days, &sum, &n);
  biz_kpi_value_take_ratio (value, sum, n);
}

static BizKpiValue *
start_lag (BizKpi kpi, const BizKpiFrame *frame, GArray *lags)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);

  biz_kpi_value_add_number (value, _ ("Deliveries invoiced"), lags->len);
  if (lags->len == 0)
    biz_kpi_value_take_reason (value, _ ("Nothing delivered was invoiced in the period."));

  return value;
}

/**
 * biz_kpi_lag_median:
 * @frame: the period of the invoice dates
 * @rows: (array length=n_rows): deliveries
 * @n_rows: how many
 *
 * Returns: (transfer full): days
 */
BizKpiValue *
biz_kpi_lag_median (const BizKpiFrame *frame, const BizKpiDelivery *rows, gsize n_rows)
{
  g_autoptr (GArray) lags = list_lags (frame, rows, n_rows);
  BizKpiValue *value = start_lag (BIZ_KPI_LAG_MEDIAN, frame, lags);

  if (lags->len > 0)
    take_median (value, lags);

  return value;
}

BizKpiValue *
biz_kpi_lag_p90 (const BizKpiFrame *frame, const BizKpiDelivery *rows, gsize n_rows)
{
  g_autoptr (GArray) lags = list_lags (frame, rows, n_rows);
  BizKpiValue *value = start_lag (BIZ_KPI_LAG_P90, frame, lags);

  if (lags->len > 0)
    biz_kpi_value_take_ratio (value, biz_kpi_rank_percentile (lags, 90), 1);

  return value;
}

/**
 * biz_kpi_lag_open:
 * @frame: as of its last day
 * @rows: (array length=n_rows): deliveries
 * @n_rows: how many
 *
 * What was invoiced later than the day counts as open, as it was then.
 *
 * Returns: (transfer full): days; its inputs say how much waits and for how long at most
 */
BizKpiValue *
biz_kpi_lag_open (const BizKpiFrame *frame, const BizKpiDelivery *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_LAG_OPEN, frame);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 oldest = 0;
  __int128 sum = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      const BizKpiDelivery *row = &rows[i];
      gint64 age;

      if (!biz_kpi_delivery_get_age (row, frame, &age))
        continue;
      if (!biz_kpi_value_sum (value, &sum, &row->value))
        return value;
      oldest = MAX (oldest, age);
      g_array_append_val (days, age);
    }
  biz_kpi_value_add_number (value, _ ("Deliveries not invoiced"), days->len);
  biz_kpi_value_add_money (value, _ ("Their value"), sum);
  biz_kpi_value_add_number (value, _ ("Days of the oldest"), oldest);
  if (days->len == 0)
    biz_kpi_value_take_reason (value, _ ("All that was delivered is invoiced."));
  else
    take_median (value, days);

  return value;
}

static BizKpiValue *
divide_credits (const BizKpiFrame *frame, __int128 invoiced, __int128 credited)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_CREDIT_RATE, frame);

  biz_kpi_value_add_money (value, _ ("Credit notes"), credited);
  biz_kpi_value_add_money (value, _ ("Invoices"), invoiced);
  if (invoiced <= 0)
    biz_kpi_value_take_reason (value, _ ("There were no invoices in the period."));
  else
    biz_kpi_value_take_ratio (value, credited * 100, invoiced);

  return value;
}

BizKpiValue *
biz_kpi_credit_rate_of_sums (const BizKpiFrame *frame,
                             const BizMoney *invoiced,
                             const BizMoney *credited)
{
  g_autoptr (BizKpiValue) check = biz_kpi_value_new (BIZ_KPI_CREDIT_RATE, frame);
  __int128 above = 0, below = 0;

  if (!biz_kpi_value_sum (check, &below, invoiced) || !biz_kpi_value_sum (check, &above, credited))
    return g_steal_pointer (&check);

  return divide_credits (frame, below, above);
}

/**
 * biz_kpi_credit_rate:
 * @frame: the period
 * @rows: (array length=n_rows): invoices and credit notes
 * @n_rows: how many
 * @reason: (nullable): of this reason only
 *
 * The rates of all reasons add up to the rate of all.
 *
 * Returns: (transfer full): percent
 */
BizKpiValue *
biz_kpi_credit_rate (const BizKpiFrame *frame,
                     const BizKpiDocument *rows,
                     gsize n_rows,
                     const char *reason)
{
  g_autoptr (BizKpiValue) check = biz_kpi_value_new (BIZ_KPI_CREDIT_RATE, frame);
  __int128 invoiced = 0, credited = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      const BizKpiDocument *row = &rows[i];
      const char *its_reason = row->reason != NULL ? row->reason : "";

      if (!biz_kpi_frame_has_tags (frame, &row->tags)
          || !biz_kpi_frame_has_date (frame, &row->date))
        continue;
      if (row->is_credit && reason != NULL && !g_str_equal (reason, its_reason))
        continue;
      if (!biz_kpi_value_sum (check, row->is_credit ? &credited : &invoiced, &row->total))
        return g_steal_pointer (&check);
    }

  return divide_credits (frame, invoiced, credited);
}

/* @hits of the invoices of the period, or the others. */
static BizKpiValue *
make_share (BizKpi kpi, const BizKpiFrame *frame, gint64 invoices, gint64 hits, const char *name)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  gint64 counted = kpi == BIZ_KPI_FIRST_TIME_RIGHT ? invoices - hits : hits;

  biz_kpi_value_add_number (value, name, hits);
  biz_kpi_value_add_number (value, _ ("Number of invoices"), invoices);
  if (invoices <= 0)
    biz_kpi_value_take_reason (value, _ ("There were no invoices in the period."));
  else
    biz_kpi_value_take_ratio (value, (__int128)counted * 100, invoices);

  return value;
}

static const GDate *
get_corrected (const BizKpiDocument *row)
{
  return &row->corrected;
}

static const GDate *
get_disputed (const BizKpiDocument *row)
{
  return &row->disputed;
}

static void
count_invoices (const BizKpiFrame *frame,
                const BizKpiDocument *rows,
                gsize n_rows,
                const GDate *(*get_date) (const BizKpiDocument *row),
                gint64 *invoices,
                gint64 *hits)
{
  *invoices = *hits = 0;
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].is_credit || !biz_kpi_frame_has_tags (frame, &rows[i].tags)
          || !biz_kpi_frame_has_date (frame, &rows[i].date))
        continue;
      (*invoices)++;
      if (biz_kpi_frame_is_past (frame, get_date (&rows[i])))
        (*hits)++;
    }
}

BizKpiValue *
biz_kpi_first_time_right_of_counts (const BizKpiFrame *frame, gint64 invoices, gint64 corrected)
{
  return make_share (BIZ_KPI_FIRST_TIME_RIGHT, frame, invoices, corrected,
                     _ ("Reversed or corrected"));
}

/**
 * biz_kpi_first_time_right:
 * @frame: the period of the invoices; corrections count until its end
 * @rows: (array length=n_rows): invoices; credit notes are passed over
 * @n_rows: how many
 *
 * Returns: (transfer full): percent
 */
BizKpiValue *
biz_kpi_first_time_right (const BizKpiFrame *frame, const BizKpiDocument *rows, gsize n_rows)
{
  gint64 invoices, hits;

  count_invoices (frame, rows, n_rows, get_corrected, &invoices, &hits);

  return biz_kpi_first_time_right_of_counts (frame, invoices, hits);
}

BizKpiValue *
biz_kpi_dispute_rate_of_counts (const BizKpiFrame *frame, gint64 invoices, gint64 disputed)
{
  return make_share (BIZ_KPI_DISPUTE_RATE, frame, invoices, disputed, _ ("Disputed"));
}

BizKpiValue *
biz_kpi_dispute_rate (const BizKpiFrame *frame, const BizKpiDocument *rows, gsize n_rows)
{
  gint64 invoices, hits;

  count_invoices (frame, rows, n_rows, get_disputed, &invoices, &hits);

  return biz_kpi_dispute_rate_of_counts (frame, invoices, hits);
}
