/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static void
append_span (DrawChart *self, GString *text, GArray *places)
{
  g_autofree char *first = draw_chart_format_place (self, g_array_index (places, gint64, 0));
  g_autofree char *last =
      draw_chart_format_place (self, g_array_index (places, gint64, places->len - 1));

  g_string_append_c (text, ' ');
  if (places->len == 1)
    /* Translators: a chart of a single point; %s is its place, such as a month */
    g_string_append_printf (text, _ ("One point: %s."), first);
  else
    /* Translators: a chart: how many points, the place of the first and of the last */
    g_string_append_printf (
        text, ngettext ("%u point from %s to %s.", "%u points from %s to %s.", places->len),
        places->len, first, last);
}

static void
append_series (DrawChart *self, GString *text, DrawSeries *series)
{
  const DrawDatum *points = draw_series_get_points (series);
  const DrawUnit *unit = draw_series_get_unit (series);
  g_autofree char *low = NULL, *low_place = NULL, *high = NULL, *high_place = NULL;
  g_autofree char *last = NULL;
  guint least, most, n_gaps = 0;

  g_string_append_c (text, ' ');
  if (!draw_series_get_extremes (series, &least, &most))
    {
      /* Translators: %s is the name of a series */
      g_string_append_printf (text, _ ("%s: no data."), draw_series_get_name (series));
      return;
    }
  low = draw_unit_format (unit, points[least].y);
  low_place = draw_chart_format_place (self, points[least].x);
  high = draw_unit_format (unit, points[most].y);
  high_place = draw_chart_format_place (self, points[most].x);
  last = draw_chart_format_amount (series, points[draw_series_get_n_points (series) - 1].y);
  /* Translators: a series: its name; the lowest amount and where; the highest and where; the last
   */
  g_string_append_printf (text, _ ("%s: lowest %s (%s), highest %s (%s), last %s."),
                          draw_series_get_name (series), low, low_place, high, high_place, last);
  for (guint i = 0; i < draw_series_get_n_points (series); i++)
    n_gaps += points[i].y == DRAW_GAP;
  if (n_gaps > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u point has no data.", "%u points have no data.", n_gaps),
                              n_gaps);
    }
}

static void
append_reference (GString *text, DrawLayer *layer)
{
  g_autofree char *low = NULL, *high = NULL;
  gint64 from, to;

  draw_layer_get_levels (layer, &from, &to);
  low = draw_unit_format (draw_layer_get_unit (layer), from);
  high = draw_unit_format (draw_layer_get_unit (layer), to);
  g_string_append_c (text, ' ');
  if (from == to)
    /* Translators: a target or the like: its name and its amount */
    g_string_append_printf (text, _ ("%s: %s."), draw_layer_get_name (layer), low);
  else
    /* Translators: a baseline or the like: its name, from which amount to which */
    g_string_append_printf (text, _ ("%s: %s to %s."), draw_layer_get_name (layer), low, high);
}

/**
 * draw_chart_describe:
 * @self: a chart
 *
 * Returns: (transfer full): what it says, in sentences
 */
char *
draw_chart_describe (DrawChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) places = NULL;

  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  places = draw_chart_create_places (self);
  g_string_append (text, draw_chart_get_title (self));
  if (text->len > 0 && strchr (".?!", text->str[text->len - 1]) == NULL)
    g_string_append_c (text, '.');
  if (places->len == 0)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, _ ("No data."));
    }
  else
    append_span (self, text, places);
  for (guint i = 0; i < draw_chart_get_n_tracks (self) && places->len > 0; i++)
    append_series (self, text, draw_chart_get_track (self, i));
  for (guint i = 0; i < draw_chart_get_n_layers (self); i++)
    {
      if (draw_layer_is_reference (draw_chart_get_layer (self, i)))
        append_reference (text, draw_chart_get_layer (self, i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * draw_chart_describe_point:
 * @self: a chart
 * @cursor: one of its points
 *
 * Returns: (transfer full): series, place and amount; empty where there is no such point
 */
char *
draw_chart_describe_point (DrawChart *self, const DrawCursor *cursor)
{
  DrawSeries *series;
  const DrawDatum *point;
  g_autofree char *place = NULL, *amount = NULL;

  g_return_val_if_fail (DRAW_IS_CHART (self) && cursor != NULL, NULL);

  series = draw_chart_get_track (self, cursor->track);
  if (series == NULL || cursor->point >= draw_series_get_n_points (series))
    return g_strdup ("");
  point = draw_series_get_points (series) + cursor->point;
  place = draw_chart_format_place (self, point->x);
  amount = draw_chart_format_amount (series, point->y);

  /* Translators: a point of a chart: the name of its series, its place, its amount */
  return g_strdup_printf (C_ ("point", "%s, %s: %s"), draw_series_get_name (series), place, amount);
}

/**
 * draw_chart_format_place:
 * @self: a chart
 * @place: where one of its points is
 *
 * Returns: (transfer full): the place in full
 */
char *
draw_chart_format_place (DrawChart *self, gint64 place)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  for (guint i = 0; i < draw_chart_get_n_layers (self); i++)
    {
      DrawLayer *layer = draw_chart_get_layer (self, i);
      const gint64 bin = draw_layer_get_bin (layer);

      if (draw_layer_get_kind (layer) == DRAW_LAYER_HISTOGRAM && bin > 1
          && place <= G_MAXINT64 - bin)
        {
          DrawAxis *axis = draw_chart_get_x_axis (self);
          g_autofree char *from = draw_axis_format (axis, place);
          g_autofree char *to = draw_axis_format (axis, place + bin - 1);

          /* Translators: from one amount to another, both included */
          return g_strdup_printf (C_ ("place", "%s to %s"), from, to);
        }
    }

  return draw_axis_format (draw_chart_get_x_axis (self), place);
}

/**
 * draw_chart_format_amount:
 * @series: a series
 * @amount: one of its amounts, or %DRAW_GAP
 *
 * Returns: (transfer full): the amount in full, or that there are no data
 */
char *
draw_chart_format_amount (DrawSeries *series, gint64 amount)
{
  g_return_val_if_fail (DRAW_IS_SERIES (series), NULL);

  return amount == DRAW_GAP ? g_strdup (C_ ("amount", "no data"))
                            : draw_unit_format (draw_series_get_unit (series), amount);
}

/**
 * draw_chart_create_places:
 * @self: a chart
 *
 * Returns: (transfer full) (element-type gint64): where any series has a point, in rising order:
 *   the rows of its table
 */
GArray *
draw_chart_create_places (DrawChart *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;

  g_return_val_if_fail (DRAW_IS_CHART (self), places);

  for (guint i = 0; i < draw_chart_get_n_tracks (self); i++)
    {
      DrawSeries *series = draw_chart_get_track (self, i);
      const DrawDatum *points = draw_series_get_points (series);

      for (guint j = 0; j < draw_series_get_n_points (series); j++)
        g_array_append_val (places, points[j].x);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const gint64 place = g_array_index (places, gint64, i);

      if (n == 0 || g_array_index (places, gint64, n - 1) != place)
        g_array_index (places, gint64, n++) = place;
    }

  return g_array_set_size (places, n);
}
