/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-private.h"

#include <math.h>

#define GAP DRAW_CHART_GAP
/* Lines of text from one tick of the y axis to the next. */
#define Y_ROOM 2.4
#define MOST_Y_TICKS 10
/* Between two labels of the x axis. */
#define X_ROOM 14.0
/* From the plot to the labels below it: the lowest label of the y axis needs its half line. */
#define BELOW 9.0
#define MOST_X_TICKS 40

/* Where a tick of the x axis is. */
static double
get_tick_x (DrawChart *self, const DrawTick *tick)
{
  const double place = self->mirrored ? 1 - tick->place : tick->place;

  return self->plot.x + place * self->plot.width;
}

static double
get_tick_y (DrawChart *self, const DrawTick *tick)
{
  return self->plot.y + (1 - tick->place) * self->plot.height;
}

static double
measure_widest (DrawChart *self, GArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      double width;

      draw_chart_measure (self, g_array_index (ticks, DrawTick, i).label, &width);
      widest = MAX (widest, width);
    }

  return widest;
}

/* Whether each label has its place; they stay within the picture. */
static gboolean
labels_fit (DrawChart *self, GArray *ticks)
{
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < ticks->len; i++)
    {
      const DrawTick *tick = &g_array_index (ticks, DrawTick, i);
      const double x = tick->place * self->plot.width;
      double width;

      draw_chart_measure (self, tick->label, &width);
      if (x - width / 2 < end + X_ROOM)
        return FALSE;
      end = x + width / 2;
    }

  return TRUE;
}

/* As many ticks as labels fit beside each other. */
static void
choose_x_ticks (DrawChart *self)
{
  guint most = (guint)CLAMP (self->plot.width / 28, 1, MOST_X_TICKS);

  g_clear_pointer (&self->x_ticks, g_array_unref);
  draw_axis_fit (self->x, most);
  for (;; most--)
    {
      self->x_ticks = draw_axis_create_ticks (self->x, most);
      if (most <= 1 || labels_fit (self, self->x_ticks))
        return;
      g_clear_pointer (&self->x_ticks, g_array_unref);
    }
}

static void
choose_y_ticks (DrawChart *self)
{
  const double room = self->plot.height / MAX (self->line * Y_ROOM, 1);
  const guint most = (guint)CLAMP (room, 1, MOST_Y_TICKS);

  g_clear_pointer (&self->y_ticks, g_array_unref);
  draw_axis_fit (self->y, most);
  self->y_ticks = draw_axis_create_ticks (self->y, most);
}

/* The titles of axes stand level, where they are read: above the y axis, below the x axis. */
static void
write_titles (DrawChart *self, cairo_t *cr)
{
  const char *x_title = draw_axis_get_title (self->x);
  const char *y_title = draw_axis_get_title (self->y);

  draw_colour_set (&self->palette->ink, cr);
  if (self->title_shown)
    draw_chart_write (self, cr, self->title, self->mirrored ? self->width - GAP : GAP, GAP,
                      self->mirrored ? DRAW_CHART_RIGHT : DRAW_CHART_LEFT, self->width - 2 * GAP,
                      TRUE);
  draw_colour_set (&self->palette->dim, cr);
  if (y_title != NULL)
    draw_chart_write (self, cr, y_title, self->mirrored ? self->width - GAP : GAP,
                      self->plot.y - 1.7 * self->line,
                      self->mirrored ? DRAW_CHART_RIGHT : DRAW_CHART_LEFT, self->width - 2 * GAP,
                      FALSE);
  if (x_title != NULL)
    draw_chart_write (self, cr, x_title, self->plot.x + self->plot.width / 2,
                      self->plot.y + self->plot.height + BELOW + self->line, DRAW_CHART_CENTRE,
                      self->plot.width, FALSE);
}

/**
 * draw_chart_frame_lay_out:
 * @self: a chart whose axes know their data
 *
 * Gives title, legend and labels their room; what is left is the plot.
 */
void
draw_chart_frame_lay_out (DrawChart *self)
{
  g_autoptr (PangoLayout) sample = draw_chart_create_text (self, "0", FALSE);
  double top = GAP, bottom, side;
  int height;

  pango_layout_get_pixel_size (sample, NULL, &height);
  self->line = height;
  if (self->title_shown)
    top += self->line + GAP;
  self->legend = (DrawArea){ GAP, top, MAX (self->width - 2 * GAP, 0), 0 };
  self->legend.height = draw_chart_legend (self, NULL, &self->legend);
  top += self->legend.height + (self->legend.height > 0 ? GAP : 0);
  top += draw_axis_get_title (self->y) != NULL ? 1.7 * self->line : self->line / 2;
  bottom = self->line + BELOW + (draw_axis_get_title (self->x) != NULL ? self->line : 0) + GAP / 2;

  self->plot = (DrawArea){ 0, top, self->width, MAX (self->height - top - bottom, 0) };
  choose_y_ticks (self);
  side = measure_widest (self, self->y_ticks) + 2 * GAP;
  self->plot.x = self->mirrored ? 2 * GAP : side;
  self->plot.width = MAX (self->width - side - 2 * GAP, 0);
  choose_x_ticks (self);
}

void
draw_chart_frame_draw_grid (DrawChart *self, cairo_t *cr)
{
  cairo_set_line_width (cr, 1);
  draw_colour_set (&self->palette->grid, cr);
  for (guint i = 0; i < self->y_ticks->len; i++)
    {
      const double y = round (get_tick_y (self, &g_array_index (self->y_ticks, DrawTick, i))) + 0.5;

      cairo_move_to (cr, self->plot.x, y);
      cairo_line_to (cr, self->plot.x + self->plot.width, y);
    }
  cairo_stroke (cr);
}

/* The line of nothing, where it is within the plot, else the lower edge. */
static void
draw_base (DrawChart *self, cairo_t *cr)
{
  const double zero = draw_axis_place (self->y, 0);
  const double place = zero >= 0 && zero <= 1 ? zero : 0;
  const double y = round (self->plot.y + (1 - place) * self->plot.height) + 0.5;

  draw_colour_set (&self->palette->dim, cr);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, self->plot.x, y);
  cairo_line_to (cr, self->plot.x + self->plot.width, y);
  cairo_stroke (cr);
}

void
draw_chart_frame_draw_labels (DrawChart *self, cairo_t *cr)
{
  const double below = self->plot.y + self->plot.height;
  const gboolean names = draw_axis_get_kind (self->x) == DRAW_AXIS_CATEGORY;

  draw_base (self, cr);
  draw_colour_set (&self->palette->dim, cr);
  for (guint i = 0; i < self->y_ticks->len; i++)
    {
      const DrawTick *tick = &g_array_index (self->y_ticks, DrawTick, i);
      const double x = self->mirrored ? self->plot.x + self->plot.width : self->plot.x;

      /* figures are read by their ends, on either side */
      draw_chart_write (self, cr, tick->label, self->mirrored ? self->width - GAP : x - GAP,
                        get_tick_y (self, tick) - self->line / 2, DRAW_CHART_RIGHT, -1, FALSE);
    }
  for (guint i = 0; i < self->x_ticks->len; i++)
    {
      const DrawTick *tick = &g_array_index (self->x_ticks, DrawTick, i);
      double x = get_tick_x (self, tick), width, room = self->plot.width;

      if (!names)
        {
          cairo_move_to (cr, round (x) + 0.5, below);
          cairo_line_to (cr, round (x) + 0.5, below + 4);
          cairo_stroke (cr);
        }
      draw_chart_measure (self, tick->label, &width);
      /* one name alone may be longer than its place */
      if (self->x_ticks->len > 1 || !names)
        room = -1;
      else
        width = MIN (width, room);
      x = CLAMP (x, width / 2 + 1, MAX (self->width - width / 2 - 1, width / 2 + 1));
      draw_chart_write (self, cr, tick->label, x, below + BELOW, DRAW_CHART_CENTRE, room, FALSE);
    }
  write_titles (self, cr);
  draw_chart_legend (self, cr, &self->legend);
}
