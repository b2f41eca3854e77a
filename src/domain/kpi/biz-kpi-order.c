/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-order.h"

#include "biz-kpi-rank.h"
#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/* From where to where a leg goes. */
static void
find_leg (BizKpi leg, const BizKpiOrder *row, const GDate **start, const GDate **end)
{
  *start = &row->ordered;
  *end = &row->paid;
  if (leg == BIZ_KPI_CYCLE_DELIVERY)
    *end = &row->delivered;
  else if (leg == BIZ_KPI_CYCLE_INVOICE)
    {
      *start = &row->delivered;
      *end = &row->invoiced;
    }
  else if (leg == BIZ_KPI_CYCLE_PAID)
    *start = &row->invoiced;
}

/**
 * biz_kpi_order_get_leg:
 * @self: an order
 * @leg: which of the four
 * @frame: the period in which the leg ended
 * @start: (out): from when
 * @end: (out): until when
 * @days: (out): between both; 0 where it ended before it began
 *
 * A leg that ended before it began (invoiced ahead) counts on the day of its beginning.
 *
 * Returns: whether the order came to its end in the period
 */
gboolean
biz_kpi_order_get_leg (const BizKpiOrder *self,
                       BizKpi leg,
                       const BizKpiFrame *frame,
                       GDate *start,
                       GDate *end,
                       gint64 *days)
{
  const GDate *from, *until;

  find_leg (leg, self, &from, &until);
  if (!biz_kpi_frame_has_tags (frame, &self->tags) || !g_date_valid (from) || !g_date_valid (until))
    return FALSE;
  *start = *from;
  *end = *until;
  *days = MAX (g_date_days_between (from, until), 0);

  return biz_kpi_frame_has_date (frame, *days > 0 ? until : from);
}

/**
 * biz_kpi_order_cycle:
 * @leg: which of the four
 * @frame: the period in which the leg ended
 * @rows: (array length=n_rows): orders
 * @n_rows: how many
 *
 * A leg that ended before it began (invoiced ahead) counts 0, on the day of its beginning; one of
 * which an end is not known is passed over.
 *
 * Returns: (transfer full): the median of days
 */
BizKpiValue *
biz_kpi_order_cycle (BizKpi leg, const BizKpiFrame *frame, const BizKpiOrder *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (leg, frame);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  __int128 sum;
  gint64 n;

  g_return_val_if_fail (leg >= BIZ_KPI_CYCLE_DELIVERY && leg <= BIZ_KPI_CYCLE_TOTAL, value);

  for (gsize i = 0; i < n_rows; i++)
    {
      GDate start, end;
      gint64 lag;

      if (biz_kpi_order_get_leg (&rows[i], leg, frame, &start, &end, &lag))
        g_array_append_val (days, lag);
    }
  biz_kpi_value_add_number (value, _ ("Orders"), days->len);
  if (days->len == 0)
    {
      biz_kpi_value_take_reason (value, _ ("No order came so far in the period."));
      return value;
    }
  biz_kpi_rank_median (days, &sum, &n);
  biz_kpi_value_take_ratio (value, sum, n);

  return value;
}

gboolean
biz_kpi_order_line_is_filled (const BizKpiOrderLine *self)
{
  return biz_decimal_compare (&self->delivered, &self->ordered) >= 0;
}

gboolean
biz_kpi_order_line_is_counted (const BizKpiOrderLine *self, const BizKpiFrame *frame)
{
  return self->ordered.mantissa > 0 && biz_kpi_frame_has_tags (frame, &self->tags)
         && biz_kpi_frame_has_date (frame, &self->first);
}

static void
take_share (BizKpiValue *value, gint64 filled, gint64 all)
{
  if (all == 0)
    biz_kpi_value_take_reason (value, _ ("No order had its first delivery in the period."));
  else
    biz_kpi_value_take_ratio (value, (__int128)filled * 100, all);
}

/**
 * biz_kpi_fill_lines:
 * @frame: the period of the first deliveries
 * @rows: (array length=n_rows): order lines of goods; such of no quantity are passed over
 * @n_rows: how many
 *
 * Returns: (transfer full): percent
 */
BizKpiValue *
biz_kpi_fill_lines (const BizKpiFrame *frame, const BizKpiOrderLine *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_FILL_LINES, frame);
  gint64 all = 0, filled = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!biz_kpi_order_line_is_counted (&rows[i], frame))
        continue;
      all++;
      filled += biz_kpi_order_line_is_filled (&rows[i]) ? 1 : 0;
    }
  biz_kpi_value_add_number (value, _ ("Lines in full"), filled);
  biz_kpi_value_add_number (value, _ ("Lines ordered"), all);
  take_share (value, filled, all);

  return value;
}

BizKpiValue *
biz_kpi_fill_orders (const BizKpiFrame *frame, const BizKpiOrderLine *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_FILL_ORDERS, frame);
  g_autoptr (GHashTable) orders = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) short_ones = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 all, filled;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!biz_kpi_order_line_is_counted (&rows[i], frame))
        continue;
      g_hash_table_add (orders, (gpointer)&rows[i].order);
      if (!biz_kpi_order_line_is_filled (&rows[i]))
        g_hash_table_add (short_ones, (gpointer)&rows[i].order);
    }
  all = g_hash_table_size (orders);
  filled = all - g_hash_table_size (short_ones);
  biz_kpi_value_add_number (value, _ ("Orders in full"), filled);
  biz_kpi_value_add_number (value, _ ("Orders"), all);
  take_share (value, filled, all);

  return value;
}

/**
 * biz_kpi_return_rate:
 * @frame: the period of the movements
 * @rows: (array length=n_rows): what went out and came back
 * @n_rows: how many
 *
 * Returns: (transfer full): percent; above 100 where more came back than went out
 */
BizKpiValue *
biz_kpi_return_rate (const BizKpiFrame *frame, const BizKpiMove *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_RETURN_RATE, frame);
  BizDecimal delivered = { 0 }, returned = { 0 };
  guint digits;
  BizDecimal above, below;

  for (gsize i = 0; i < n_rows; i++)
    {
      BizDecimal *sum = rows[i].is_return ? &returned : &delivered;

      if (!biz_kpi_frame_has_tags (frame, &rows[i].tags)
          || !biz_kpi_frame_has_date (frame, &rows[i].date))
        continue;
      if (!biz_decimal_add (sum, &rows[i].quantity, sum, NULL))
        biz_kpi_value_take_reason (value, _ ("A quantity is too large to be computed exactly."));
    }
  biz_kpi_value_add_decimal (value, _ ("Returned"), &returned);
  biz_kpi_value_add_decimal (value, _ ("Delivered"), &delivered);
  digits = MAX (delivered.digits, returned.digits);
  if (!biz_decimal_rescale (&returned, digits, BIZ_ROUND_DOWN, &above, NULL)
      || !biz_decimal_rescale (&delivered, digits, BIZ_ROUND_DOWN, &below, NULL))
    biz_kpi_value_take_reason (value, _ ("A quantity is too large to be computed exactly."));
  else if (below.mantissa <= 0)
    biz_kpi_value_take_reason (value, _ ("Nothing was delivered in the period."));
  else
    biz_kpi_value_take_ratio (value, (__int128)above.mantissa * 100, below.mantissa);

  return value;
}

BizKpiValue *
biz_kpi_adjustments (const BizKpiFrame *frame, const BizKpiAdjustment *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_ADJUSTMENTS, frame);
  gint64 n = 0;

  for (gsize i = 0; i < n_rows; i++)
    n += biz_kpi_frame_has_tags (frame, &rows[i].tags)
         && biz_kpi_frame_has_date (frame, &rows[i].date);
  biz_kpi_value_take_count (value, n);

  return value;
}

/**
 * biz_kpi_adjustments_value:
 * @frame: the period
 * @rows: (array length=n_rows): adjustments
 * @n_rows: how many
 *
 * Losses and gains do not make up for each other; the inputs say what of it was which.
 *
 * Returns: (transfer full): money
 */
BizKpiValue *
biz_kpi_adjustments_value (const BizKpiFrame *frame, const BizKpiAdjustment *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_ADJUSTMENTS_VALUE, frame);
  __int128 gains = 0, losses = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!biz_kpi_frame_has_tags (frame, &rows[i].tags)
          || !biz_kpi_frame_has_date (frame, &rows[i].date))
        continue;
      if (!biz_kpi_value_sum (value, rows[i].value.minor < 0 ? &losses : &gains, &rows[i].value))
        return value;
    }
  biz_kpi_value_add_money (value, _ ("Found"), gains);
  biz_kpi_value_add_money (value, _ ("Lost"), -losses);
  biz_kpi_value_take_money (value, gains - losses);

  return value;
}
