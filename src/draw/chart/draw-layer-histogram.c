/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-layer-private.h"

/* However far apart the values are. */
#define MOST_BINS 1000

/* 1, 2 or 5 times a power of ten, so that about @most of them cover @span. */
static gint64
find_bin (unsigned __int128 span, guint most)
{
  static const guint steps[] = { 1, 2, 5 };
  gint64 power = 1;

  for (guint digits = 0; digits < 19; digits++, power *= 10)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          if ((unsigned __int128)power * steps[i] * most >= span)
            return (gint64)MIN ((unsigned __int128)power * steps[i], G_MAXINT64);
        }
      if (power > G_MAXINT64 / 10)
        break;
    }

  return G_MAXINT64;
}

/* The edge at or below @value. */
static gint64
find_edge (gint64 value, gint64 bin)
{
  gint64 edge = value / bin * bin;

  if (edge > value)
    edge = edge < G_MININT64 + 1 + bin ? G_MININT64 + 1 : edge - bin;

  return edge;
}

static void
count_values (
    DrawLayer *self, DrawSeries *series, const gint64 *values, gsize n_values, gint64 least)
{
  const gint64 first = find_edge (least, self->bin);
  g_autofree gint64 *counts = g_new0 (gint64, MOST_BINS + 2);
  guint n_bins = 0;

  for (gsize i = 0; i < n_values; i++)
    {
      guint bin;

      if (values[i] == DRAW_GAP)
        continue;
      /* a bin is chosen so that there are no more */
      bin = (guint)MIN (((__int128)values[i] - first) / self->bin, MOST_BINS + 1);
      counts[bin]++;
      n_bins = MAX (n_bins, bin + 1);
    }
  for (guint i = 0; i < n_bins; i++)
    draw_series_add (series, (gint64)((__int128)i * self->bin + first), counts[i]);
}

/**
 * draw_layer_new_histogram:
 * @key: of its series, the same in all languages
 * @name: of its series, translated
 * @unit: of the values
 * @values: (array length=n_values): in least parts of @unit; gaps are not counted
 * @n_values: how many
 * @most: about so many bars
 *
 * Counts values between round edges; an edge belongs to the bar above it. The series has a point
 * at the lower edge of each bar, empty ones between included.
 *
 * Returns: (transfer full): a layer with one series
 */
DrawLayer *
draw_layer_new_histogram (const char *key,
                          const char *name,
                          const DrawUnit *unit,
                          const gint64 *values,
                          gsize n_values,
                          guint most)
{
  const DrawUnit count = draw_unit_number (0);
  g_autoptr (DrawSeries) series = NULL;
  DrawLayer *self;
  gint64 low = G_MAXINT64, high = G_MININT64;

  g_return_val_if_fail (key != NULL && name != NULL && unit != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  self = draw_layer_new (DRAW_LAYER_HISTOGRAM);
  self->unit = *unit;
  self->bin = 1;
  series = draw_series_new (key, name, &count);
  for (gsize i = 0; i < n_values; i++)
    {
      if (values[i] == DRAW_GAP)
        continue;
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  if (low <= high)
    {
      self->bin =
          find_bin ((unsigned __int128)((__int128)high - low) + 1, CLAMP (most, 1, MOST_BINS));
      count_values (self, series, values, n_values, low);
    }
  draw_layer_add (self, series);

  return self;
}
