/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-kpi-bridge.h"

#include "draw-axis.h"
#include "draw-layer.h"
#include "draw-series.h"

#include <glib/gi18n-lib.h>

#define DIGITS 2

/* The columns while they are collected. */
typedef struct
{
  GPtrArray *names; /* (owned): the last one NULL */
  GArray *amounts;  /* (owned) (element-type gint64) */
} Columns;

static void
add_column (Columns *self, const char *name, gint64 amount)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_array_append_val (self->amounts, amount);
}

static void
add_causes (Columns *self, const BizKpiBridge *bridge)
{
  for (guint i = 0; i < BIZ_KPI_BRIDGE_N_CAUSES; i++)
    {
      gint64 amount = biz_kpi_bridge_get_cause (bridge, (BizKpiBridgeCause)i);

      if (amount != 0)
        add_column (self, biz_kpi_bridge_cause_get_short_label ((BizKpiBridgeCause)i), amount);
    }
}

static void
add_customers (Columns *self, const BizKpiBridge *bridge, guint most)
{
  g_autoptr (GArray) rows = biz_kpi_bridge_list_customers (bridge);
  gint64 others = 0;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const BizKpiBridgePart *row = &g_array_index (rows, BizKpiBridgePart, i);
      gboolean is_cause = row->cause == BIZ_KPI_BRIDGE_SALES || row->cause == BIZ_KPI_BRIDGE_OTHER;

      if (is_cause)
        {
          if (others != 0)
            add_column (self, _ ("Others"), others);
          others = 0;
          add_column (self, biz_kpi_bridge_cause_get_short_label (row->cause), row->hundredths);
        }
      else if (n++ < most)
        add_column (self, row->partner != NULL ? row->partner : _ ("Nobody named"),
                    row->hundredths);
      else
        others += row->hundredths;
    }
  if (others != 0)
    add_column (self, _ ("Others"), others);
}

/**
 * draw_kpi_bridge_new:
 * @bridge: the movement in parts
 * @before: the earlier day
 * @after: the later one
 * @most: customers with a column of their own; 0 for a column a cause
 *
 * Returns: (transfer full): a waterfall from the earlier figure to the later one
 */
DrawChart *
draw_kpi_bridge_new (const BizKpiBridge *bridge,
                     const GDate *before,
                     const GDate *after,
                     guint most)
{
  const DrawUnit unit = draw_unit_days (DIGITS);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DrawSeries) series = draw_series_new ("change", _ ("Change"), &unit);
  g_autoptr (DrawLayer) fall = draw_layer_new (DRAW_LAYER_WATERFALL);
  g_autoptr (DrawAxis) x = NULL;
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, &unit);
  Columns columns = { names, amounts };
  DrawChart *chart;
  char day[64];

  g_date_strftime (day, sizeof day, "%x", before);
  add_column (&columns, day, bridge->before);
  if (most > 0)
    add_customers (&columns, bridge, most);
  else
    add_causes (&columns, bridge);
  g_date_strftime (day, sizeof day, "%x", after);
  add_column (&columns, day, bridge->after);
  g_ptr_array_add (names, NULL);

  x = draw_axis_new_category (NULL, (const char *const *)names->pdata);
  chart = draw_chart_new (_ ("Why days sales outstanding moved"), x, y);
  for (guint i = 0; i < amounts->len; i++)
    draw_series_add (series, i, g_array_index (amounts, gint64, i));
  draw_layer_add (fall, series);
  draw_layer_set_total (fall, 0);
  draw_layer_set_total (fall, amounts->len - 1);
  draw_chart_add (chart, fall);

  return chart;
}
