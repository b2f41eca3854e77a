/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-ageing-chart.h"

#include <glib/gi18n-lib.h>

static void
add_series (DrawLayer *layer,
            const char *key,
            const char *name,
            const DrawUnit *unit,
            const gint64 *amounts,
            guint n)
{
  g_autoptr (DrawSeries) series = draw_series_new (key, name, unit);

  for (guint i = 0; i < n; i++)
    draw_series_add (series, i, amounts[i]);
  draw_layer_add (layer, series);
}

static DrawAxis *
create_axis (const BizAgeingPlan *plan)
{
  const guint n = biz_ageing_plan_get_n_buckets (plan);
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = biz_ageing_plan_describe_bucket (plan, i);

  return draw_axis_new_category (NULL, (const char *const *)names);
}

/**
 * draw_ageing_chart_new:
 * @sheet: an ageing
 * @sum: one of its sums, whose currency the chart is of
 *
 * Returns: (transfer full): a chart
 */
DrawChart *
draw_ageing_chart_new (BizAgeingSheet *sheet, const BizAgeingRow *sum)
{
  gint64 owed[BIZ_AGEING_MAX_BUCKETS], credit[BIZ_AGEING_MAX_BUCKETS];
  g_autoptr (DrawAxis) x = NULL;
  g_autoptr (DrawAxis) y = NULL;
  g_autoptr (DrawLayer) stack = NULL;
  g_autofree char *title = NULL;
  const BizAgeingPlan *plan;
  DrawChart *chart;
  DrawUnit unit;
  guint n;

  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (sheet) && sum != NULL, NULL);

  plan = biz_ageing_sheet_get_plan (sheet);
  n = biz_ageing_plan_get_n_buckets (plan);
  unit = draw_unit_money (sum->total.currency, sum->total.digits);
  biz_ageing_sheet_split (sheet, sum, owed, credit);
  /* Translators: the title of a chart; a currency */
  title = g_strdup_printf (_ ("Open items by age, %s"), sum->total.currency);
  x = create_axis (plan);
  y = draw_axis_new_value (NULL, &unit);
  chart = draw_chart_new (title, x, y);
  stack = draw_layer_new (DRAW_LAYER_STACK);
  add_series (stack, "owed", _ ("Owed to us"), &unit, owed, n);
  add_series (stack, "credit", _ ("Credits and payments on account"), &unit, credit, n);
  draw_chart_add (chart, stack);

  return chart;
}
