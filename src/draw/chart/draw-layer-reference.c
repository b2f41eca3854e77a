/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-layer-private.h"

#include <math.h>

static const double dash[] = { 6, 4 };

static DrawLayer *
new_reference (DrawLayerKind kind, const char *name, const DrawUnit *unit, gint64 low, gint64 high)
{
  DrawLayer *self = draw_layer_new (kind);

  self->name = g_strdup (name);
  self->unit = *unit;
  self->low = MIN (low, high);
  self->high = MAX (low, high);

  return self;
}

static void
draw_level (const DrawPlot *plot, gint64 amount)
{
  const double y = round (draw_plot_get_y (plot, amount)) + 0.5;

  cairo_move_to (plot->cr, plot->area.x, y);
  cairo_line_to (plot->cr, plot->area.x + plot->area.width, y);
  cairo_stroke (plot->cr);
}

void
draw_layer_draw_reference (DrawLayer *self, const DrawPlot *plot)
{
  cairo_t *cr = plot->cr;

  cairo_rectangle (cr, plot->area.x, plot->area.y - 1, plot->area.width, plot->area.height + 2);
  cairo_clip (cr);
  cairo_set_line_width (cr, plot->palette->patterns ? 2 : 1);
  if (self->kind == DRAW_LAYER_BAND)
    {
      const double top = draw_plot_get_y (plot, self->high);

      draw_colour_set (&plot->palette->band, cr);
      cairo_rectangle (cr, plot->area.x, top, plot->area.width,
                       draw_plot_get_y (plot, self->low) - top);
      cairo_fill (cr);
      draw_colour_set (&plot->palette->dim, cr);
      draw_level (plot, self->low);
      draw_level (plot, self->high);
      return;
    }
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  draw_colour_set (&plot->palette->target, cr);
  draw_level (plot, self->low);
}

/**
 * draw_layer_new_target:
 * @name: what it is, translated
 * @unit: of the amount
 * @amount: the level
 *
 * Returns: (transfer full): a dashed line across the chart
 */
DrawLayer *
draw_layer_new_target (const char *name, const DrawUnit *unit, gint64 amount)
{
  g_return_val_if_fail (name != NULL && unit != NULL && amount != DRAW_GAP, NULL);

  return new_reference (DRAW_LAYER_TARGET, name, unit, amount, amount);
}

/**
 * draw_layer_new_band:
 * @name: what it is, translated
 * @unit: of the amounts
 * @low: one level
 * @high: the other
 *
 * Returns: (transfer full): a tint from one level to the other
 */
DrawLayer *
draw_layer_new_band (const char *name, const DrawUnit *unit, gint64 low, gint64 high)
{
  g_return_val_if_fail (name != NULL && unit != NULL, NULL);
  g_return_val_if_fail (low != DRAW_GAP && high != DRAW_GAP, NULL);

  return new_reference (DRAW_LAYER_BAND, name, unit, low, high);
}
