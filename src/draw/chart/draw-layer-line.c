/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-layer-private.h"
#include "draw-thin.h"

#include <math.h>

/* Pixels that a point needs for a mark of its own. */
#define MARK_ROOM 14.0
#define MARK 3.0
/* More points a pixel than this are drawn column by column. */
#define DENSE 1.0
/* Points of a line that are drawn in one stroke. */
#define PIECE 64

typedef struct
{
  DrawLayer *layer;
  const DrawPlot *plot;
  guint index;
  double factor, offset; /* of y */
  double zero;           /* pixels of 0, within the plot */
} Pen;

static double
get_y (const Pen *pen, double amount)
{
  return amount * pen->factor + pen->offset;
}

/* A stroke costs the more the more crosses itself: long lines are drawn in pieces. */
static void
end_piece (const Pen *pen, double x, double y)
{
  cairo_stroke (pen->plot->cr);
  cairo_move_to (pen->plot->cr, x, y);
}

/* One run without a gap, beginning at @i; where the next one begins. */
static guint
trace_run (const Pen *pen, GArray *spans, guint i, gboolean closed)
{
  cairo_t *cr = pen->plot->cr;
  const gboolean stepped = pen->layer->kind == DRAW_LAYER_STEP;
  const double begin = g_array_index (spans, DrawSpan, i).x;
  double x = begin, y = get_y (pen, g_array_index (spans, DrawSpan, i).first);

  if (closed)
    cairo_move_to (cr, x, pen->zero);
  if (closed)
    cairo_line_to (cr, x, y);
  else
    cairo_move_to (cr, x, y);
  for (i = i + 1; i < spans->len; i++)
    {
      const DrawSpan *span = &g_array_index (spans, DrawSpan, i);

      if (span->begins)
        break;
      if (stepped)
        cairo_line_to (cr, span->x, y);
      x = span->x;
      y = get_y (pen, span->last);
      cairo_line_to (cr, x, y);
      if (!closed && i % PIECE == 0)
        end_piece (pen, x, y);
    }
  if (closed)
    {
      cairo_line_to (cr, x, pen->zero);
      cairo_close_path (cr);
    }

  return i;
}

/* Columns of pixels, each as high as its extremes and joined to the one before. */
static void
trace_columns (const Pen *pen, GArray *spans, double thickness, gboolean closed)
{
  double before = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const DrawSpan *span = &g_array_index (spans, DrawSpan, i);
      double top = get_y (pen, span->most), bottom = get_y (pen, span->least);

      if (closed)
        {
          top = MIN (top, pen->zero);
          bottom = MAX (bottom, pen->zero);
        }
      else
        {
          if (!span->begins)
            {
              top = MIN (top, before);
              bottom = MAX (bottom, before);
            }
          before = get_y (pen, span->last);
          top -= thickness / 2;
          bottom += thickness / 2;
        }
      cairo_rectangle (pen->plot->cr, (double)span->column, floor (top), 1,
                       MAX (ceil (bottom) - floor (top), 1));
    }
}

static void
draw_marks (const Pen *pen, GArray *spans, gboolean all)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const DrawSpan *span = &g_array_index (spans, DrawSpan, i);
      const gboolean ends = i + 1 == spans->len || g_array_index (spans, DrawSpan, i + 1).begins;

      /* a point that no line reaches would not be seen */
      if (span->n == 1 && (all || (span->begins && ends)))
        draw_plot_mark (pen->plot, pen->index, span->x, get_y (pen, span->last), MARK);
    }
}

static void
draw_columns (const Pen *pen, GArray *spans)
{
  cairo_t *cr = pen->plot->cr;
  const DrawColour *hue = draw_plot_get_hue (pen->plot, pen->index);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  if (pen->layer->kind == DRAW_LAYER_AREA)
    {
      draw_colour_set_faded (hue, cr, 0.25);
      trace_columns (pen, spans, 0, TRUE);
      cairo_fill (cr);
    }
  draw_colour_set (hue, cr);
  trace_columns (pen, spans, pen->plot->palette->stroke - 1, FALSE);
  cairo_fill (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void
draw_strokes (const Pen *pen, GArray *spans)
{
  cairo_t *cr = pen->plot->cr;
  const DrawColour *hue = draw_plot_get_hue (pen->plot, pen->index);

  if (pen->layer->kind == DRAW_LAYER_AREA)
    {
      for (guint i = 0; i < spans->len;)
        i = trace_run (pen, spans, i, TRUE);
      draw_colour_set_faded (hue, cr, 0.25);
      cairo_fill (cr);
    }
  draw_colour_set (hue, cr);
  cairo_set_line_width (cr, pen->plot->palette->stroke);
  cairo_set_line_join (cr, spans->len > PIECE ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, spans->len > PIECE ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  draw_plot_set_dash (pen->plot, pen->index);
  for (guint i = 0; i < spans->len;)
    i = trace_run (pen, spans, i, FALSE);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_marks (pen, spans, spans->len * MARK_ROOM <= pen->plot->area.width);
}

void
draw_layer_draw_lines (DrawLayer *self, const DrawPlot *plot)
{
  const double margin = plot->palette->stroke + MARK;
  double factor, offset, from, to, side;

  /* marks at the ends may stand out a little; a line that goes on beyond what is seen does not */
  draw_axis_get_view (plot->x, &from, &to);
  side = to - from < 1 - 1e-9 ? 0 : margin;
  cairo_rectangle (plot->cr, plot->area.x - side, plot->area.y - margin,
                   plot->area.width + 2 * side, plot->area.height + 2 * margin);
  cairo_clip (plot->cr);
  draw_plot_get_x_scale (plot, &factor, &offset);
  for (guint s = 0; s < self->series->len; s++)
    {
      DrawSeries *series = g_ptr_array_index (self->series, s);
      g_autoptr (GArray) spans = NULL;
      Pen pen = { self, plot, s, 0, 0, 0 };
      guint first, end;

      draw_layer_get_range (self, plot, s, &first, &end);
      if (first >= end)
        continue;
      draw_plot_get_y_scale (plot, &pen.factor, &pen.offset);
      pen.zero = CLAMP (pen.offset, plot->area.y, plot->area.y + plot->area.height);
      spans = draw_thin (draw_series_get_points (series) + first, end - first, factor, offset);
      if (end - first > DENSE * plot->area.width)
        draw_columns (&pen, spans);
      else
        draw_strokes (&pen, spans);
    }
}
