/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-kpi-chart.h"

#include "draw-axis.h"
#include "draw-layer.h"
#include "draw-series.h"

#include <glib/gi18n-lib.h>

/* Of what is not money: days, hours and percent have two places. */
#define DIGITS 2
/* Days beside the first and the last point, half a month. */
#define MARGIN 12

/**
 * draw_kpi_chart_get_unit:
 * @kpi: a figure
 * @zero: nothing in the currency of its company
 *
 * Returns: how its amounts are told
 */
DrawUnit
draw_kpi_chart_get_unit (BizKpi kpi, const BizMoney *zero)
{
  switch (biz_kpi_get_unit (kpi))
    {
    case BIZ_KPI_UNIT_MONEY:
      return draw_unit_money (zero->currency, zero->digits);
    case BIZ_KPI_UNIT_DAYS:
      return draw_unit_days (DIGITS);
    case BIZ_KPI_UNIT_PERCENT:
      return draw_unit_percent (DIGITS);
    case BIZ_KPI_UNIT_HOURS:
      return draw_unit_hours (DIGITS);
    case BIZ_KPI_UNIT_COUNT:
    default:
      return draw_unit_number (0);
    }
}

/**
 * draw_kpi_chart_get_amount:
 * @value: (nullable): a figure
 *
 * Returns: its amount in the unit's least parts, %DRAW_GAP where there is none
 */
gint64
draw_kpi_chart_get_amount (BizKpiValue *value)
{
  BizDecimal number;
  BizMoney money;
  guint digits;

  if (value == NULL)
    return DRAW_GAP;
  if (biz_kpi_value_get_money (value, &money))
    return money.minor;
  digits = biz_kpi_get_unit (biz_kpi_value_get_kpi (value)) == BIZ_KPI_UNIT_COUNT ? 0 : DIGITS;
  if (!biz_kpi_value_get_number (value, &number)
      || !biz_decimal_rescale (&number, digits, BIZ_ROUND_HALF_UP, &number, NULL))
    return DRAW_GAP;

  return number.mantissa;
}

guint
draw_kpi_chart_count_known (BizKpiValue *const *values, guint n_values)
{
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    n += draw_kpi_chart_get_amount (values[i]) != DRAW_GAP;

  return n;
}

/* What is seen before the first figure and behind the last is not drawn. */
static DrawSeries *
create_series (BizKpi kpi, const DrawUnit *unit, BizKpiValue *const *values, guint n_values)
{
  DrawSeries *series = draw_series_new (biz_kpi_get_key (kpi), biz_kpi_get_title (kpi), unit);

  for (guint i = 0; i < n_values; i++)
    if (values[i] != NULL)
      draw_series_add_day (series, &biz_kpi_value_get_frame (values[i])->to,
                           draw_kpi_chart_get_amount (values[i]));

  return series;
}

static DrawUnit
find_unit (BizKpi kpi, BizKpiValue *const *values, guint n_values)
{
  static const BizMoney nothing = { 0 };

  for (guint i = 0; i < n_values; i++)
    if (values[i] != NULL)
      return draw_kpi_chart_get_unit (kpi, &biz_kpi_value_get_frame (values[i])->zero);

  return draw_kpi_chart_get_unit (kpi, &nothing);
}

static void
add_level (DrawChart *chart, const DrawUnit *unit, const DrawKpiLevel *level, gboolean is_target)
{
  g_autoptr (DrawLayer) layer = NULL;

  if (level == NULL)
    return;
  layer = is_target ? draw_layer_new_target (level->name, unit, level->minor)
                    : draw_layer_new_band (level->name, unit, level->minor, level->minor);
  draw_chart_add (chart, layer);
}

/**
 * draw_kpi_chart_new:
 * @kpi: which figure
 * @values: (array length=n_values): its points, in any order; %NULL where one is not known
 * @n_values: how many
 * @target: (nullable): where it is to be
 * @baseline: (nullable): where it was
 *
 * Returns: (transfer full): the chart of a figure over time
 */
DrawChart *
draw_kpi_chart_new (BizKpi kpi,
                    BizKpiValue *const *values,
                    guint n_values,
                    const DrawKpiLevel *target,
                    const DrawKpiLevel *baseline)
{
  const DrawUnit unit = find_unit (kpi, values, n_values);
  const gboolean is_bar =
      biz_kpi_get_unit (kpi) == BIZ_KPI_UNIT_MONEY || biz_kpi_get_unit (kpi) == BIZ_KPI_UNIT_COUNT;
  g_autoptr (DrawSeries) series = create_series (kpi, &unit, values, n_values);
  g_autoptr (DrawLayer) layer = draw_layer_new (is_bar ? DRAW_LAYER_BARS : DRAW_LAYER_LINE);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
  g_autoptr (DrawAxis) y =
      draw_axis_new_value (biz_kpi_get_unit (kpi) == BIZ_KPI_UNIT_HOURS ? _ ("Hours") : NULL,
                           &unit);
  DrawChart *chart;

  draw_axis_set_margin (x, MARGIN);
  chart = draw_chart_new (biz_kpi_get_title (kpi), x, y);
  add_level (chart, &unit, baseline, FALSE);
  draw_layer_add (layer, series);
  draw_chart_add (chart, layer);
  add_level (chart, &unit, target, TRUE);

  return chart;
}

/**
 * draw_kpi_chart_new_sparkline:
 * @kpi: which figure
 * @values: (array length=n_values): its points
 * @n_values: how many
 *
 * Returns: (transfer full): a line as small as a word; an empty one where nothing is known
 */
DrawChart *
draw_kpi_chart_new_sparkline (BizKpi kpi, BizKpiValue *const *values, guint n_values)
{
  const DrawUnit unit = find_unit (kpi, values, n_values);
  g_autoptr (DrawSeries) series = NULL;
  g_autoptr (DrawAxis) x = NULL;

  series = create_series (kpi, &unit, values, n_values);
  x = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);

  return draw_chart_new_sparkline (biz_kpi_get_title (kpi), x, series);
}

/**
 * draw_kpi_chart_new_stack:
 * @title: what it shows
 * @unit: of its amounts
 * @days: (array length=n_days): the points
 * @n_days: how many
 * @parts: (array length=n_parts): what stands on top of each other
 * @n_parts: how many
 *
 * Returns: (transfer full): the chart of a figure’s parts over time
 */
DrawChart *
draw_kpi_chart_new_stack (const char *title,
                          const DrawUnit *unit,
                          const GDate *days,
                          guint n_days,
                          const DrawKpiPart *parts,
                          guint n_parts)
{
  g_autoptr (DrawLayer) layer = draw_layer_new (DRAW_LAYER_STACK);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, unit);
  DrawChart *chart;

  draw_axis_set_margin (x, MARGIN);
  chart = draw_chart_new (title, x, y);
  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr (DrawSeries) series = draw_series_new (parts[i].key, parts[i].name, unit);

      for (guint j = 0; j < n_days; j++)
        draw_series_add_day (series, &days[j], parts[i].amounts[j]);
      draw_layer_add (layer, series);
    }
  draw_chart_add (chart, layer);

  return chart;
}

/**
 * draw_kpi_chart_new_parts:
 * @parts: a figure over time in its parts
 *
 * Returns: (transfer full): the parts on top of each other
 */
DrawChart *
draw_kpi_chart_new_parts (const BizKpiParts *parts)
{
  const DrawUnit unit = draw_kpi_chart_get_unit (parts->kpi, &parts->zero);
  DrawKpiPart list[BIZ_KPI_MAX_PARTS];

  /* what is not known is the same number in both */
  G_STATIC_ASSERT (DRAW_GAP == G_MININT64);

  for (guint i = 0; i < parts->n_parts; i++)
    list[i] = (DrawKpiPart){ parts->parts[i].key, parts->parts[i].name, parts->parts[i].amounts };

  return draw_kpi_chart_new_stack (parts->title, &unit, parts->days, parts->n_days, list,
                                   parts->n_parts);
}
