/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-plot.h"

#include <math.h>

#define N_SHAPES 4
#define HATCH 6.0

/**
 * draw_plot_get_x_scale:
 * @self: a plot
 * @factor: (out): pixels a part
 * @offset: (out): pixels of 0
 */
void
draw_plot_get_x_scale (const DrawPlot *self, double *factor, double *offset)
{
  double f, o;

  draw_axis_get_scale (self->x, &f, &o);
  if (self->mirrored)
    {
      f = -f;
      o = 1 - o;
    }
  *factor = f * self->area.width;
  *offset = self->area.x + o * self->area.width;
}

/**
 * draw_plot_get_y_scale:
 * @self: a plot
 * @factor: (out): pixels a part; negative, more is higher
 * @offset: (out): pixels of 0
 */
void
draw_plot_get_y_scale (const DrawPlot *self, double *factor, double *offset)
{
  double f, o;

  draw_axis_get_scale (self->y, &f, &o);
  *factor = -f * self->area.height;
  *offset = self->area.y + (1 - o) * self->area.height;
}

double
draw_plot_get_x (const DrawPlot *self, gint64 amount)
{
  double factor, offset;

  draw_plot_get_x_scale (self, &factor, &offset);

  return (double)amount * factor + offset;
}

double
draw_plot_get_y (const DrawPlot *self, gint64 amount)
{
  double factor, offset;

  draw_plot_get_y_scale (self, &factor, &offset);

  return (double)amount * factor + offset;
}

const DrawColour *
draw_plot_get_hue (const DrawPlot *self, guint index)
{
  return &self->palette->hues[(self->hue + index) % DRAW_N_HUES];
}

/**
 * draw_plot_set_dash:
 * @self: a plot
 * @index: a series of the layer
 *
 * Lines of different series are dashed differently where the palette wants patterns.
 */
void
draw_plot_set_dash (const DrawPlot *self, guint index)
{
  static const double dashes[][4] = { { 0 }, { 8, 5 }, { 2, 4 }, { 10, 4, 2, 4 } };
  static const int lengths[] = { 0, 2, 2, 4 };
  const guint i = self->palette->patterns ? (self->hue + index) % G_N_ELEMENTS (dashes) : 0;

  cairo_set_dash (self->cr, dashes[i], lengths[i], 0);
}

/**
 * draw_plot_mark:
 * @self: a plot
 * @index: a series of the layer
 * @x: pixels
 * @y: pixels
 * @radius: pixels
 *
 * Fills a shape of that series, in the colour that is set: circle, square, triangle, diamond.
 */
void
draw_plot_mark (const DrawPlot *self, guint index, double x, double y, double radius)
{
  cairo_t *cr = self->cr;

  cairo_new_path (cr);
  switch ((self->hue + index) % N_SHAPES)
    {
    case 1:
      cairo_rectangle (cr, x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
      break;
    case 2:
      cairo_move_to (cr, x, y - radius * 1.2);
      cairo_line_to (cr, x + radius * 1.15, y + radius * 0.9);
      cairo_line_to (cr, x - radius * 1.15, y + radius * 0.9);
      cairo_close_path (cr);
      break;
    case 3:
      cairo_move_to (cr, x, y - radius * 1.3);
      cairo_line_to (cr, x + radius * 1.3, y);
      cairo_line_to (cr, x, y + radius * 1.3);
      cairo_line_to (cr, x - radius * 1.3, y);
      cairo_close_path (cr);
      break;
    case 0:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      break;
    }
  cairo_fill (cr);
}

/**
 * draw_plot_fill:
 * @self: a plot
 * @index: a series of the layer: gives the hatch
 * @colour: what it is filled with
 * @area: where
 */
void
draw_plot_fill (const DrawPlot *self, guint index, const DrawColour *colour, const DrawArea *area)
{
  cairo_t *cr = self->cr;
  const guint hatch = self->palette->patterns ? (self->hue + index) % 4 : 0;

  draw_colour_set (colour, cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_fill (cr);
  if (hatch == 0 || area->width < 3 || area->height < 3)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  draw_colour_set (&self->palette->paper, cr);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, NULL, 0, 0);
  /* upwards, downwards, level */
  for (double d = -area->height; d < area->width + area->height && hatch < 3; d += HATCH)
    {
      cairo_move_to (cr, area->x + d, area->y + (hatch == 1 ? area->height : 0));
      cairo_line_to (cr, area->x + d + area->height, area->y + (hatch == 1 ? 0 : area->height));
    }
  for (double d = HATCH / 2; d < area->height && hatch == 3; d += HATCH)
    {
      cairo_move_to (cr, area->x, area->y + d);
      cairo_line_to (cr, area->x + area->width, area->y + d);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}
