/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-span.h"

#include "biz-kpi-rank.h"
#include "biz-kpi-value-private.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define MAX_LIMITS 14

static const GDate *
get_aged (const BizKpiSpan *row)
{
  return g_date_valid (&row->aged) ? &row->aged : &row->since;
}

GDate
biz_kpi_span_get_aged (const BizKpiSpan *self)
{
  return *get_aged (self);
}

/* At the end of the day: what ended on it is no longer open. */
static gboolean
is_open (const BizKpiFrame *frame, const BizKpiSpan *row)
{
  return biz_kpi_frame_has_tags (frame, &row->tags) && biz_kpi_frame_is_past (frame, &row->since)
         && !biz_kpi_frame_is_past (frame, &row->until);
}

/**
 * biz_kpi_span_list_open:
 * @frame: as of its last day
 * @rows: (array length=n_rows): spans
 * @n_rows: how many
 *
 * Returns: (transfer container) (element-type BizKpiSpan): the open ones, of each id the one whose
 *   age is highest; they are of @rows
 */
GPtrArray *
biz_kpi_span_list_open (const BizKpiFrame *frame, const BizKpiSpan *rows, gsize n_rows)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *open = g_ptr_array_new ();

  for (gsize i = 0; i < n_rows; i++)
    {
      const BizKpiSpan *row = &rows[i];
      gpointer place;

      if (!is_open (frame, row))
        continue;
      if (!g_hash_table_lookup_extended (places, &row->id, NULL, &place))
        {
          g_hash_table_insert (places, (gpointer)&row->id, GUINT_TO_POINTER (open->len));
          g_ptr_array_add (open, (gpointer)row);
        }
      else if (g_date_compare (get_aged (row),
                               get_aged (g_ptr_array_index (open, GPOINTER_TO_UINT (place))))
               < 0)
        g_ptr_array_index (open, GPOINTER_TO_UINT (place)) = (gpointer)row;
    }

  return open;
}

static void
take_median (BizKpiValue *value, GArray *days)
{
  __int128 sum;
  gint64 n;

  biz_kpi_rank_median (days, &sum, &n);
  biz_kpi_value_take_ratio (value, sum, n);
}

/**
 * biz_kpi_span_count:
 * @kpi: what is counted
 * @frame: as of its last day
 * @rows: (array length=n_rows): spans
 * @n_rows: how many
 *
 * Returns: (transfer full): how many ids have one that is open
 */
BizKpiValue *
biz_kpi_span_count (BizKpi kpi, const BizKpiFrame *frame, const BizKpiSpan *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  g_autoptr (GPtrArray) open = biz_kpi_span_list_open (frame, rows, n_rows);

  biz_kpi_value_take_count (value, open->len);

  return value;
}

BizKpiValue *
biz_kpi_span_value (BizKpi kpi, const BizKpiFrame *frame, const BizKpiSpan *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  g_autoptr (GPtrArray) open = biz_kpi_span_list_open (frame, rows, n_rows);
  __int128 sum = 0;

  for (guint i = 0; i < open->len; i++)
    {
      const BizKpiSpan *row = g_ptr_array_index (open, i);

      if (!biz_kpi_value_sum (value, &sum, &row->value))
        return value;
    }
  biz_kpi_value_add_number (value, _ ("Number"), open->len);
  biz_kpi_value_take_money (value, sum);

  return value;
}

/**
 * biz_kpi_span_age:
 * @kpi: what is counted
 * @frame: as of its last day
 * @rows: (array length=n_rows): spans
 * @n_rows: how many
 *
 * Returns: (transfer full): the median of days; its inputs say how many and how old the oldest is
 */
BizKpiValue *
biz_kpi_span_age (BizKpi kpi, const BizKpiFrame *frame, const BizKpiSpan *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  g_autoptr (GPtrArray) open = biz_kpi_span_list_open (frame, rows, n_rows);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 oldest = 0;

  for (guint i = 0; i < open->len; i++)
    {
      gint64 age = g_date_days_between (get_aged (g_ptr_array_index (open, i)), &frame->to);

      oldest = MAX (oldest, age);
      g_array_append_val (days, age);
    }
  biz_kpi_value_add_number (value, _ ("Number"), days->len);
  biz_kpi_value_add_number (value, _ ("Days of the oldest"), oldest);
  if (days->len == 0)
    biz_kpi_value_take_reason (value, _ ("None was open."));
  else
    take_median (value, days);

  return value;
}

gboolean
biz_kpi_span_get_length (const BizKpiSpan *self, const BizKpiFrame *frame, gint64 *days)
{
  if (!biz_kpi_frame_has_tags (frame, &self->tags) || !biz_kpi_frame_has_date (frame, &self->until)
      || !biz_kpi_frame_is_past (frame, &self->since))
    return FALSE;
  *days = MAX (g_date_days_between (&self->since, &self->until), 0);

  return TRUE;
}

BizKpiValue *
biz_kpi_span_length (BizKpi kpi, const BizKpiFrame *frame, const BizKpiSpan *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_rows; i++)
    {
      gint64 length;

      if (biz_kpi_span_get_length (&rows[i], frame, &length))
        g_array_append_val (days, length);
    }
  biz_kpi_value_add_number (value, _ ("Number"), days->len);
  if (days->len == 0)
    biz_kpi_value_take_reason (value, _ ("None ended in the period."));
  else
    take_median (value, days);

  return value;
}

static gboolean
check_currency (const BizKpiFrame *frame, const BizMoney *amount, GError **error)
{
  if (g_str_equal (amount->currency, frame->zero.currency) && amount->digits == frame->zero.digits)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("Its amounts are in several currencies."));

  return FALSE;
}

/**
 * biz_kpi_span_get_ageing:
 * @frame: as of its last day
 * @rows: (array length=n_rows): spans
 * @n_rows: how many
 * @limits: (array length=n_limits): the last day of each bucket, ascending
 * @n_limits: how many, at most 14
 * @sums: (out) (array): @n_limits + 2 sums
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for several currencies or a sum beyond all bounds
 */
gboolean
biz_kpi_span_get_ageing (const BizKpiFrame *frame,
                         const BizKpiSpan *rows,
                         gsize n_rows,
                         const guint *limits,
                         guint n_limits,
                         BizMoney *sums,
                         GError **error)
{
  g_autoptr (GPtrArray) open = biz_kpi_span_list_open (frame, rows, n_rows);

  g_return_val_if_fail (n_limits <= MAX_LIMITS, FALSE);

  for (guint i = 0; i < n_limits + 2; i++)
    sums[i] = frame->zero;
  for (guint i = 0; i < open->len; i++)
    {
      const BizKpiSpan *row = g_ptr_array_index (open, i);
      int age = g_date_days_between (get_aged (row), &frame->to);
      guint bucket = age > 0 ? 1 : 0;

      while (bucket > 0 && bucket <= n_limits && (guint)age > limits[bucket - 1])
        bucket++;
      if (!check_currency (frame, &row->value, error)
          || !biz_money_add (&sums[bucket], &row->value, &sums[bucket], error))
        return FALSE;
    }

  return TRUE;
}
