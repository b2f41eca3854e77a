/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-private.h"
#include "draw-chart-words.h"

#include <math.h>

#define TIP_PADDING 9.0
#define TIP_DISTANCE 12.0
#define SIGN_WIDTH 18.0
#define SIGN_ROOM 26.0
#define COLUMN_GAP 14.0
/* Sideways counts more than up and down: one points at a place first. */
#define SIDEWAYS 4.0
#define RING 5.5

typedef struct
{
  double width, names; /* of all; of the column of names */
  guint n_rows;
} Tip;

static double
get_distance (const DrawArea *area, double x, double y)
{
  const double dx = MAX (MAX (area->x - x, x - area->x - area->width), 0);
  const double dy = MAX (MAX (area->y - y, y - area->y - area->height), 0);

  return SIDEWAYS * dx + dy;
}

static gint64
get_place (DrawChart *self, const DrawCursor *cursor)
{
  return draw_series_get_points (draw_chart_get_track (self, cursor->track))[cursor->point].x;
}

static gboolean
exists (DrawChart *self, const DrawCursor *cursor)
{
  DrawSeries *series = draw_chart_get_track (self, cursor->track);

  return series != NULL && cursor->point < draw_series_get_n_points (series);
}

/* The point of the other series that is nearest to the place. */
static gboolean
go_to_track (DrawChart *self, DrawCursor *cursor, guint track)
{
  const gint64 x = get_place (self, cursor);
  DrawSeries *series = draw_chart_get_track (self, track);
  const guint n = series != NULL ? draw_series_get_n_points (series) : 0;
  const DrawDatum *points;
  guint at;

  if (n == 0)
    return FALSE;
  points = draw_series_get_points (series);
  at = MIN (draw_series_search (series, x), n - 1);
  if (at > 0 && (double)x - (double)points[at - 1].x < (double)points[at].x - (double)x)
    at--;
  *cursor = (DrawCursor){ track, at };

  return TRUE;
}

static gboolean
change_track (DrawChart *self, DrawCursor *cursor, gboolean down)
{
  const guint n = draw_chart_get_n_tracks (self);

  if (down)
    {
      for (guint track = cursor->track + 1; track < n; track++)
        if (go_to_track (self, cursor, track))
          return TRUE;
    }
  else
    {
      for (guint track = cursor->track; track > 0; track--)
        if (go_to_track (self, cursor, track - 1))
          return TRUE;
    }

  return FALSE;
}

static void
draw_ring (DrawChart *self, cairo_t *cr, const DrawArea *area)
{
  cairo_set_line_width (cr, 2);
  /* a bar may be of the colour of focus itself */
  draw_colour_set (area->width > 0 ? &self->palette->ink : &self->palette->focus, cr);
  if (area->width > 0)
    cairo_rectangle (cr, area->x - 1, area->y - 1, area->width + 2, area->height + 2);
  else
    cairo_arc (cr, area->x, area->y, RING, 0, 2 * G_PI);
  cairo_stroke (cr);
}

/* What a track has at the place; NULL where it has no point. */
static char *
format_value (DrawChart *self, guint track, gint64 x)
{
  DrawSeries *series = draw_chart_get_track (self, track);
  gint64 y;

  return draw_series_lookup (series, x, &y) ? draw_chart_format_amount (series, y) : NULL;
}

static Tip
measure_tip (DrawChart *self, const char *head, gint64 x)
{
  g_autoptr (PangoLayout) layout = draw_chart_create_text (self, head, TRUE);
  Tip tip = { 0 };
  double values = 0;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  for (guint i = 0; i < draw_chart_get_n_tracks (self); i++)
    {
      g_autofree char *value = format_value (self, i, x);
      double name_width, value_width;

      if (value == NULL)
        continue;
      draw_chart_measure (self, draw_series_get_name (draw_chart_get_track (self, i)), &name_width);
      draw_chart_measure (self, value, &value_width);
      tip.names = MAX (tip.names, name_width);
      /* it may be bold */
      values = MAX (values, value_width * 1.15);
      tip.n_rows++;
    }
  tip.names *= 1.15;
  tip.width = MAX (width, SIGN_ROOM + tip.names + COLUMN_GAP + values) + 2 * TIP_PADDING;

  return tip;
}

static void
draw_box (DrawChart *self, cairo_t *cr, const DrawArea *box)
{
  const double r = 6;

  cairo_new_path (cr);
  cairo_arc (cr, box->x + r, box->y + r, r, G_PI, 1.5 * G_PI);
  cairo_arc (cr, box->x + box->width - r, box->y + r, r, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, box->x + box->width - r, box->y + box->height - r, r, 0, 0.5 * G_PI);
  cairo_arc (cr, box->x + r, box->y + box->height - r, r, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  draw_colour_set_faded (&self->palette->paper, cr, 0.96);
  cairo_fill_preserve (cr);
  draw_colour_set (&self->palette->dim, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Beside the place, on the side where there is room. */
static void
draw_tip (
    DrawChart *self, cairo_t *cr, const DrawCursor *cursor, double left, double right, double y)
{
  const gint64 place = get_place (self, cursor);
  g_autofree char *head = draw_chart_format_place (self, place);
  const Tip tip = measure_tip (self, head, place);
  const double height = (tip.n_rows + 1) * (self->line + 3) + 2 * TIP_PADDING - 3;
  DrawArea box = { right + TIP_DISTANCE, y - height / 2, tip.width, height };
  const gboolean reads_left = self->mirrored;
  double top, begin, end;

  if (box.x + box.width > self->width)
    box.x = left - TIP_DISTANCE - box.width;
  box.x = round (CLAMP (box.x, 1, MAX (self->width - box.width - 1, 1))) + 0.5;
  box.y = round (CLAMP (box.y, 1, MAX (self->height - height - 1, 1))) + 0.5;
  draw_box (self, cr, &box);
  top = box.y + TIP_PADDING;
  begin = box.x + TIP_PADDING;
  end = box.x + box.width - TIP_PADDING;
  draw_colour_set (&self->palette->ink, cr);
  draw_chart_write (self, cr, head, reads_left ? end : begin, top,
                    reads_left ? DRAW_CHART_RIGHT : DRAW_CHART_LEFT, -1, TRUE);
  for (guint i = 0; i < draw_chart_get_n_tracks (self); i++)
    {
      const char *name = draw_series_get_name (draw_chart_get_track (self, i));
      g_autofree char *value = format_value (self, i, place);

      if (value == NULL)
        continue;
      top += self->line + 3;
      draw_chart_draw_sign (self, cr, i, reads_left ? end - SIGN_WIDTH : begin, top, self->line);
      draw_colour_set (&self->palette->ink, cr);
      draw_chart_write (self, cr, name, reads_left ? end - SIGN_ROOM : begin + SIGN_ROOM, top,
                        reads_left ? DRAW_CHART_RIGHT : DRAW_CHART_LEFT, tip.names,
                        i == cursor->track);
      draw_chart_write (self, cr, value, reads_left ? begin : end, top,
                        reads_left ? DRAW_CHART_LEFT : DRAW_CHART_RIGHT, -1, i == cursor->track);
    }
}

/**
 * draw_chart_locate:
 * @self: a chart that is laid out
 * @cursor: a point
 * @area: (out): where it is; a bar has a size
 *
 * Returns: FALSE where there is no such point, or nothing is known there
 */
gboolean
draw_chart_locate (DrawChart *self, const DrawCursor *cursor, DrawArea *area)
{
  guint index, series;
  DrawLayer *layer;
  DrawPlot plot;

  g_return_val_if_fail (DRAW_IS_CHART (self) && cursor != NULL && area != NULL, FALSE);

  layer = draw_chart_resolve (self, cursor->track, &index, &series);
  if (layer == NULL)
    return FALSE;
  plot = draw_chart_make_plot (self, NULL, index);

  return draw_layer_locate (layer, &plot, series, cursor->point, area);
}

/**
 * draw_chart_find:
 * @self: a chart that is laid out
 * @x: pixels
 * @y: pixels
 * @cursor: (out): the point that is meant
 *
 * Returns: FALSE where nothing is in sight
 */
gboolean
draw_chart_find (DrawChart *self, double x, double y, DrawCursor *cursor)
{
  double best = G_MAXDOUBLE, place;
  gint64 amount;

  g_return_val_if_fail (DRAW_IS_CHART (self) && cursor != NULL, FALSE);

  if (self->plot.width <= 0)
    return FALSE;
  place = (x - self->plot.x) / self->plot.width;
  amount = draw_axis_amount_at (self->x, self->mirrored ? 1 - place : place);
  for (guint track = 0; track < draw_chart_get_n_tracks (self); track++)
    {
      DrawSeries *series = draw_chart_get_track (self, track);
      const guint n = draw_series_get_n_points (series);
      const guint at = draw_series_search (series, amount);

      for (guint i = at > 0 ? at - 1 : 0; i <= at && i < n; i++)
        {
          const DrawCursor candidate = { track, i };
          DrawArea area;

          if (draw_chart_locate (self, &candidate, &area) && get_distance (&area, x, y) < best)
            {
              best = get_distance (&area, x, y);
              *cursor = candidate;
            }
        }
    }

  return best < G_MAXDOUBLE;
}

/**
 * draw_chart_step:
 * @self: a chart
 * @cursor: (inout): where one is; a point that is not there is the beginning
 * @step: where to go
 *
 * Gaps are points too: who cannot see the chart has to come across them.
 *
 * Returns: whether the cursor moved
 */
gboolean
draw_chart_step (DrawChart *self, DrawCursor *cursor, DrawStep step)
{
  guint n;

  g_return_val_if_fail (DRAW_IS_CHART (self) && cursor != NULL, FALSE);

  if (!exists (self, cursor))
    {
      for (guint track = 0; track < draw_chart_get_n_tracks (self); track++)
        {
          n = draw_series_get_n_points (draw_chart_get_track (self, track));
          *cursor = (DrawCursor){ track, step == DRAW_STEP_LAST && n > 0 ? n - 1 : 0 };
          if (n > 0)
            return TRUE;
        }
      return FALSE;
    }
  n = draw_series_get_n_points (draw_chart_get_track (self, cursor->track));
  switch (step)
    {
    case DRAW_STEP_BACK:
    case DRAW_STEP_FIRST:
      if (cursor->point == 0)
        return FALSE;
      cursor->point = step == DRAW_STEP_FIRST ? 0 : cursor->point - 1;
      return TRUE;
    case DRAW_STEP_ON:
    case DRAW_STEP_LAST:
      if (cursor->point + 1 >= n)
        return FALSE;
      cursor->point = step == DRAW_STEP_LAST ? n - 1 : cursor->point + 1;
      return TRUE;
    case DRAW_STEP_UP:
    case DRAW_STEP_DOWN:
    default:
      return change_track (self, cursor, step == DRAW_STEP_DOWN);
    }
}

/**
 * draw_chart_reveal:
 * @self: a chart
 * @cursor: a point
 *
 * Returns: whether what is seen had to move
 */
gboolean
draw_chart_reveal (DrawChart *self, const DrawCursor *cursor)
{
  double from, to, place, shift;

  g_return_val_if_fail (DRAW_IS_CHART (self) && cursor != NULL, FALSE);

  if (!exists (self, cursor))
    return FALSE;
  place = draw_axis_place (self->x, get_place (self, cursor));
  if (place >= 0 && place <= 1)
    return FALSE;
  draw_axis_get_view (self->x, &from, &to);
  /* into the middle */
  shift = (place - 0.5) * (to - from);
  draw_axis_set_view (self->x, from + shift, to + shift);
  self->laid_out = FALSE;

  return TRUE;
}

/**
 * draw_chart_draw_cursor:
 * @self: a chart that is laid out
 * @cr: where the chart is drawn
 * @cursor: a point
 * @tip: whether what is known there is written beside it
 *
 * A gap has a cross hair and no ring.
 */
void
draw_chart_draw_cursor (DrawChart *self, cairo_t *cr, const DrawCursor *cursor, gboolean tip)
{
  const DrawPlot plot = draw_chart_make_plot (self, cr, 0);
  DrawArea area;
  gboolean known;
  double x, y;

  g_return_if_fail (DRAW_IS_CHART (self) && cursor != NULL);

  if (!exists (self, cursor))
    return;
  known = draw_chart_locate (self, cursor, &area);
  x = known ? area.x + area.width / 2 : draw_plot_get_x (&plot, get_place (self, cursor));
  y = known ? area.y : self->plot.y + self->plot.height / 2;
  if (x < self->plot.x - 1 || x > self->plot.x + self->plot.width + 1)
    return;
  cairo_save (cr);
  draw_colour_set_faded (&self->palette->ink, cr, 0.45);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (x) + 0.5, self->plot.y);
  cairo_line_to (cr, floor (x) + 0.5, self->plot.y + self->plot.height);
  if (known && area.width <= 0)
    {
      cairo_move_to (cr, self->plot.x, floor (y) + 0.5);
      cairo_line_to (cr, self->plot.x + self->plot.width, floor (y) + 0.5);
    }
  cairo_stroke (cr);
  if (known)
    draw_ring (self, cr, &area);
  if (tip)
    draw_tip (self, cr, cursor, known ? area.x : x, known ? area.x + area.width : x, y);
  cairo_restore (cr);
}
