/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-layer-private.h"

#include <math.h>

/* The share of its place that a bar, or a group of them, takes. */
#define FILLING 0.72
/* A bar that is alone does not fill the plot. */
#define MOST_WIDTH 72.0
/* Narrower bars are drawn column by column. */
#define LEAST_WIDTH 2.0

/* How the bars of a plot lie, in pixels; one way to compute it for drawing and for finding. */
typedef struct
{
  double x_factor, x_offset;
  double y_factor, y_offset;
  double slot;         /* from bar to bar */
  double width, shift; /* of a bar; from its place to its left edge */
} Measure;

static void
measure (DrawLayer *self, const DrawPlot *plot, guint series, Measure *m)
{
  const guint n = self->kind == DRAW_LAYER_BARS ? MAX (self->series->len, 1) : 1;
  const guint at = plot->mirrored ? n - 1 - MIN (series, n - 1) : series;
  double group;

  draw_plot_get_x_scale (plot, &m->x_factor, &m->x_offset);
  draw_plot_get_y_scale (plot, &m->y_factor, &m->y_offset);
  m->slot = (double)draw_layer_get_slot (self) * fabs (m->x_factor);
  if (self->kind == DRAW_LAYER_HISTOGRAM)
    {
      m->width = MAX (m->slot - 1, MIN (m->slot, 1));
      m->shift = plot->mirrored ? -m->width : 0;
      return;
    }
  group = MIN (m->slot * FILLING, MOST_WIDTH * n);
  m->width = group / n;
  m->shift = -group / 2 + (self->kind == DRAW_LAYER_BARS ? at * m->width : 0);
}

static void
get_ends (DrawLayer *self, const Measure *m, guint series, guint point, double *top, double *bottom)
{
  const double base = (double)draw_layer_get_base (self, series, point);
  const double end = (double)draw_layer_get_end (self, series, point);
  const double a = base * m->y_factor + m->y_offset;
  const double b = end * m->y_factor + m->y_offset;

  *top = MIN (a, b);
  *bottom = MAX (a, b);
}

static void
get_area (DrawLayer *self, const Measure *m, guint series, guint point, DrawArea *area)
{
  const DrawDatum *points = draw_series_get_points (g_ptr_array_index (self->series, series));
  const double x = (double)points[point].x * m->x_factor + m->x_offset + m->shift;
  double top, bottom;

  get_ends (self, m, series, point, &top, &bottom);
  *area = (DrawArea){ round (x), round (top), MAX (round (x + m->width) - round (x), 1),
                      MAX (round (bottom) - round (top), 0) };
}

static const DrawColour *
get_colour (DrawLayer *self, const DrawPlot *plot, guint series, guint point)
{
  const DrawDatum *points = draw_series_get_points (g_ptr_array_index (self->series, series));

  if (self->kind != DRAW_LAYER_WATERFALL)
    return draw_plot_get_hue (plot, series);
  if (draw_layer_is_total (self, point))
    return &plot->palette->dim;

  return points[point].y < 0 ? &plot->palette->bad : &plot->palette->good;
}

/* Where bars are narrower than pixels, each column shows the extremes of its bars. */
static void
draw_columns (DrawLayer *self, const DrawPlot *plot, guint series, guint first, guint end)
{
  const DrawDatum *points = draw_series_get_points (g_ptr_array_index (self->series, series));
  Measure m;
  double column = 0, top = 0, bottom = 0;
  gboolean any = FALSE;

  measure (self, plot, series, &m);
  for (guint i = first; i < end; i++)
    {
      const double at = floor ((double)points[i].x * m.x_factor + m.x_offset);
      double a, b;

      if (points[i].y == DRAW_GAP)
        continue;
      get_ends (self, &m, series, i, &a, &b);
      if (any && at != column)
        cairo_rectangle (plot->cr, column, floor (top), 1, ceil (bottom) - floor (top));
      top = any && at == column ? MIN (top, a) : a;
      bottom = any && at == column ? MAX (bottom, b) : b;
      column = at;
      any = TRUE;
    }
  if (any)
    cairo_rectangle (plot->cr, column, floor (top), 1, ceil (bottom) - floor (top));
  cairo_set_antialias (plot->cr, CAIRO_ANTIALIAS_NONE);
  draw_colour_set (draw_plot_get_hue (plot, series), plot->cr);
  cairo_fill (plot->cr);
  cairo_set_antialias (plot->cr, CAIRO_ANTIALIAS_DEFAULT);
}

/* From where one bar of a waterfall ends to where the next begins. */
static void
draw_link (const DrawPlot *plot, const DrawArea *from, const DrawArea *to, double level)
{
  const gboolean onward = from->x < to->x;
  const double begin = onward ? from->x + from->width : from->x;
  const double end = onward ? to->x : to->x + to->width;

  draw_colour_set (&plot->palette->dim, plot->cr);
  cairo_set_line_width (plot->cr, 1);
  cairo_move_to (plot->cr, begin, round (level) + 0.5);
  cairo_line_to (plot->cr, end, round (level) + 0.5);
  cairo_stroke (plot->cr);
}

static void
draw_each (DrawLayer *self, const DrawPlot *plot, guint series, guint first, guint end)
{
  const DrawDatum *points = draw_series_get_points (g_ptr_array_index (self->series, series));
  DrawArea before = { 0 };
  double level = 0;
  gboolean any = FALSE;
  Measure m;

  measure (self, plot, series, &m);
  for (guint i = first; i < end; i++)
    {
      DrawArea area;

      if (points[i].y == DRAW_GAP)
        continue;
      get_area (self, &m, series, i, &area);
      if (self->kind == DRAW_LAYER_WATERFALL && any)
        draw_link (plot, &before, &area, level);
      /* nothing is seen as a thin line, not as nothing */
      if (area.height < 1)
        area.height = 1;
      draw_plot_fill (plot, self->kind == DRAW_LAYER_WATERFALL ? points[i].y < 0 : series,
                      get_colour (self, plot, series, i), &area);
      level = (double)draw_layer_get_end (self, series, i) * m.y_factor + m.y_offset;
      before = area;
      any = TRUE;
    }
}

gint64
draw_layer_get_slot (DrawLayer *self)
{
  gint64 slot = 0;

  if (self->kind == DRAW_LAYER_HISTOGRAM)
    return MAX (self->bin, 1);
  for (guint i = 0; i < self->series->len; i++)
    {
      const gint64 step = draw_series_get_least_step (g_ptr_array_index (self->series, i));

      if (step > 0 && (slot == 0 || step < slot))
        slot = step;
    }

  return MAX (slot, 1);
}

gboolean
draw_layer_locate_bar (
    DrawLayer *self, const DrawPlot *plot, guint series, guint point, DrawArea *area)
{
  Measure m;

  measure (self, plot, series, &m);
  get_area (self, &m, series, point, area);

  return TRUE;
}

void
draw_layer_draw_bars (DrawLayer *self, const DrawPlot *plot)
{
  Measure m;

  cairo_rectangle (plot->cr, plot->area.x, plot->area.y - 1, plot->area.width,
                   plot->area.height + 2);
  cairo_clip (plot->cr);
  measure (self, plot, 0, &m);
  /* from the last on: in a column of pixels, the parts of a stack lie over what stands on them */
  for (guint i = self->series->len; i > 0; i--)
    {
      guint first, end;

      draw_layer_get_range (self, plot, i - 1, &first, &end);
      if (m.slot < LEAST_WIDTH && self->kind != DRAW_LAYER_WATERFALL)
        draw_columns (self, plot, i - 1, first, end);
      else
        draw_each (self, plot, i - 1, first, end);
    }
}
