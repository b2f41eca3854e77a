/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chart-samples.h"

#include <math.h>

static gint64
get_month (int year, int month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth)month, (GDateYear)year);

  return g_date_get_julian (&date);
}

static DrawSeries *
new_year (const char *key, const char *name, const gint64 *amounts)
{
  const DrawUnit unit = draw_unit_days (1);
  DrawSeries *series = draw_series_new (key, name, &unit);

  for (int i = 0; i < 12; i++)
    draw_series_add (series, get_month (2026, i + 1), amounts[i]);

  return series;
}

DrawChart *
chart_samples_new_dso (void)
{
  static const gint64 now[] = { 452, 448, 461, 470, DRAW_GAP, 466, 431, 425, 418, 402, 396, 391 };
  static const gint64 before[] = { 481, 479, 490, 488, 476, 470, 463, 467, 471, 459, 455, 458 };
  const DrawUnit unit = draw_unit_days (1);
  g_autoptr (DrawSeries) dso = new_year ("dso", "2026", now);
  g_autoptr (DrawSeries) last = new_year ("dso_before", "2025", before);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_MONTH);
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, &unit);
  g_autoptr (DrawLayer) lines = draw_layer_new (DRAW_LAYER_LINE);
  g_autoptr (DrawLayer) target = draw_layer_new_target ("Target", &unit, 400);
  g_autoptr (DrawLayer) band = draw_layer_new_band ("Baseline", &unit, 440, 460);
  DrawChart *chart = draw_chart_new ("Days sales outstanding", x, y);

  draw_layer_add (lines, dso);
  draw_layer_add (lines, last);
  draw_chart_add (chart, band);
  draw_chart_add (chart, lines);
  draw_chart_add (chart, target);

  return chart;
}

DrawChart *
chart_samples_new_ageing (void)
{
  static const char *const keys[] = { "not_due", "due_30", "due_60", "over_60" };
  static const char *const names[] = { "Not due", "1–30 days", "31–60 days", "Over 60 days" };
  const DrawUnit unit = draw_unit_money ("EUR", 2);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_QUARTER);
  g_autoptr (DrawAxis) y = draw_axis_new_value ("Open items", &unit);
  g_autoptr (DrawLayer) stack = draw_layer_new (DRAW_LAYER_STACK);
  DrawChart *chart = draw_chart_new ("Open items by age", x, y);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (DrawSeries) series = draw_series_new (keys[i], names[i], &unit);

      for (int q = 0; q < 4; q++)
        draw_series_add (series, get_month (2026, 3 * q + 1),
                         (gint64)(130000000 - 28000000 * (int)i + 7000000 * q * ((int)i % 3 - 1)));
      draw_layer_add (stack, series);
    }
  draw_chart_add (chart, stack);

  return chart;
}

DrawChart *
chart_samples_new_bridge (void)
{
  static const char *const names[] = { "September", "New sales", "Slow payers", "Disputes",
                                       "Collected", "October",   NULL };
  static const gint64 amounts[] = { 418, 21, 34, 12, -83, 402 };
  const DrawUnit unit = draw_unit_days (1);
  g_autoptr (DrawSeries) series = draw_series_new ("change", "Change", &unit);
  g_autoptr (DrawAxis) x = draw_axis_new_category (NULL, names);
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, &unit);
  g_autoptr (DrawLayer) fall = draw_layer_new (DRAW_LAYER_WATERFALL);
  DrawChart *chart = draw_chart_new ("Why did DSO move?", x, y);

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    draw_series_add (series, i, amounts[i]);
  draw_layer_add (fall, series);
  draw_layer_set_total (fall, 0);
  draw_layer_set_total (fall, 5);
  draw_chart_add (chart, fall);

  return chart;
}

DrawChart *
chart_samples_new_lag (void)
{
  static const gint64 days[] = { 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 7, 9, 11, 12, 12, 18, 24 };
  const DrawUnit unit = draw_unit_days (0), count = draw_unit_number (0);
  g_autoptr (DrawAxis) x = draw_axis_new_value ("From delivery to invoice", &unit);
  g_autoptr (DrawAxis) y = draw_axis_new_value ("Invoices", &count);
  g_autoptr (DrawLayer) bars =
      draw_layer_new_histogram ("invoices", "Invoices", &unit, days, G_N_ELEMENTS (days), 6);
  DrawChart *chart = draw_chart_new ("Invoice lag", x, y);

  draw_chart_add (chart, bars);

  return chart;
}

DrawChart *
chart_samples_new_sparkline (void)
{
  static const gint64 now[] = { 452, 448, 461, 470, 468, 466, 431, 425, 418, 402, 396, 391 };
  g_autoptr (DrawSeries) dso = new_year ("dso", "2026", now);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_MONTH);

  return draw_chart_new_sparkline ("Days sales outstanding", x, dso);
}

DrawChart *
chart_samples_new_long (guint n_points)
{
  const DrawUnit unit = draw_unit_money ("EUR", 2);
  g_autoptr (DrawSeries) series = draw_series_new ("open", "Open items", &unit);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, &unit);
  g_autoptr (DrawLayer) line = draw_layer_new (DRAW_LAYER_LINE);
  DrawChart *chart = draw_chart_new ("Open items", x, y);
  guint32 noise = 12345;

  for (guint i = 0; i < n_points; i++)
    {
      noise = noise * 1664525 + 1013904223;
      draw_series_add (series, 600000 + i,
                       (gint64)(2e8 * (2 + sin (i / 9000.0)) + (noise >> 8) * 2.0));
    }
  draw_layer_add (line, series);
  draw_chart_add (chart, line);

  return chart;
}
