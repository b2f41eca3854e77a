/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-private.h"

#include <math.h>

#define SIGN_WIDTH 18.0
#define SIGN_GAP 5.0
#define ENTRY_GAP 16.0

/* Entries are written one after the other; what does not fit begins a line. */
typedef struct
{
  DrawChart *chart;
  cairo_t *cr; /* (nullable) */
  const DrawArea *area;
  double x, y;
} Row;

static void
draw_reference (DrawChart *self, cairo_t *cr, DrawLayer *layer, double x, double y, double size)
{
  static const double dash[] = { 4, 3 };

  if (draw_layer_get_kind (layer) == DRAW_LAYER_BAND)
    {
      draw_colour_set (&self->palette->band, cr);
      cairo_rectangle (cr, x, y + 2, SIGN_WIDTH, size - 4);
      cairo_fill_preserve (cr);
      draw_colour_set (&self->palette->dim, cr);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      return;
    }
  draw_colour_set (&self->palette->target, cr);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_move_to (cr, x, round (y + size / 2) + 0.5);
  cairo_line_to (cr, x + SIGN_WIDTH, round (y + size / 2) + 0.5);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The place of the next entry, of @width without its sign. */
static void
place_entry (Row *row, const char *name, double *x, double *y)
{
  double width;

  draw_chart_measure (row->chart, name, &width);
  width += SIGN_WIDTH + SIGN_GAP;
  if (row->x > 0 && row->x + width > row->area->width)
    {
      row->x = 0;
      row->y += row->chart->line + 2;
    }
  *x = row->area->x + row->x;
  if (row->chart->mirrored)
    *x = row->area->x + row->area->width - row->x - MIN (width, row->area->width);
  *y = row->area->y + row->y;
  row->x += width + ENTRY_GAP;
}

static void
write_name (Row *row, const char *name, double x, double y)
{
  DrawChart *self = row->chart;
  const double room = row->area->width - SIGN_WIDTH - SIGN_GAP;

  draw_colour_set (&self->palette->ink, row->cr);
  if (self->mirrored)
    draw_chart_write (self, row->cr, name, x, y, DRAW_CHART_LEFT, MAX (room, 0), FALSE);
  else
    draw_chart_write (self, row->cr, name, x + SIGN_WIDTH + SIGN_GAP, y, DRAW_CHART_LEFT,
                      MAX (room, 0), FALSE);
}

/* Where the sign of an entry at @x is: before the name as one reads. */
static double
get_sign_x (Row *row, const char *name, double x)
{
  double width;

  if (!row->chart->mirrored)
    return x;
  draw_chart_measure (row->chart, name, &width);

  return x + MIN (width, row->area->width - SIGN_WIDTH - SIGN_GAP) + SIGN_GAP;
}

void
draw_chart_draw_sign (DrawChart *self, cairo_t *cr, guint track, double x, double y, double size)
{
  guint index, series;
  DrawLayer *layer = draw_chart_resolve (self, track, &index, &series);
  DrawPlot plot;
  DrawArea box = { x + 3, y + 3, SIGN_WIDTH - 6, size - 6 };

  g_return_if_fail (layer != NULL);

  plot = draw_chart_make_plot (self, cr, index);
  if (draw_layer_get_kind (layer) == DRAW_LAYER_WATERFALL)
    {
      /* its colours say up and down */
      draw_colour_set (&self->palette->dim, cr);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      cairo_fill (cr);
      return;
    }
  if (draw_layer_get_kind (layer) > DRAW_LAYER_STEP)
    {
      draw_plot_fill (&plot, series, draw_plot_get_hue (&plot, series), &box);
      return;
    }
  draw_colour_set (draw_plot_get_hue (&plot, series), cr);
  cairo_set_line_width (cr, self->palette->stroke);
  draw_plot_set_dash (&plot, series);
  cairo_move_to (cr, x, y + size / 2);
  cairo_line_to (cr, x + SIGN_WIDTH, y + size / 2);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_plot_mark (&plot, series, x + SIGN_WIDTH / 2, y + size / 2, 3.5);
}

/* One series alone is named by the title; a waterfall's colours say up and down. */
gboolean
draw_chart_has_legend (DrawChart *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      if (draw_layer_is_reference (g_ptr_array_index (self->layers, i)))
        return TRUE;
    }

  return draw_chart_get_n_tracks (self) > 1;
}

/**
 * draw_chart_legend:
 * @self: a chart
 * @cr: (nullable): where to draw; %NULL measures only
 * @area: its place; the height is not looked at
 *
 * Returns: the height it takes, 0 where none is needed
 */
double
draw_chart_legend (DrawChart *self, cairo_t *cr, const DrawArea *area)
{
  Row row = { self, cr, area, 0, 0 };
  guint track = 0;
  double x, y;

  if (!draw_chart_has_legend (self) || area->width <= SIGN_WIDTH + SIGN_GAP)
    return 0;
  for (; track < draw_chart_get_n_tracks (self); track++)
    {
      const char *name = draw_series_get_name (draw_chart_get_track (self, track));

      place_entry (&row, name, &x, &y);
      if (cr == NULL)
        continue;
      draw_chart_draw_sign (self, cr, track, get_sign_x (&row, name, x), y, self->line);
      write_name (&row, name, x, y);
    }
  for (guint i = 0; i < self->layers->len; i++)
    {
      DrawLayer *layer = g_ptr_array_index (self->layers, i);

      if (!draw_layer_is_reference (layer))
        continue;
      place_entry (&row, draw_layer_get_name (layer), &x, &y);
      if (cr == NULL)
        continue;
      draw_reference (self, cr, layer, get_sign_x (&row, draw_layer_get_name (layer), x), y,
                      self->line);
      write_name (&row, draw_layer_get_name (layer), x, y);
    }

  return row.y + self->line;
}
