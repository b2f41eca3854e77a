/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-thin.h"

#include <math.h>

/**
 * draw_thin:
 * @points: (array length=n_points) (nullable): in rising order of x
 * @n_points: how many
 * @factor: pixels a part of x
 * @offset: pixels of x = 0
 *
 * Gathers the points of each column of pixels: where it is entered and left, its least and its
 * greatest amount. A line through that looks as one through all of them, however many they are. A
 * gap ends a run.
 *
 * Returns: (transfer full) (element-type DrawSpan): columns in rising order; two of the same column
 *   where there is a gap within
 */
GArray *
draw_thin (const DrawDatum *points, guint n_points, double factor, double offset)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DrawSpan));
  DrawSpan span = { .n = 0 };
  gboolean begins = TRUE;

  for (guint i = 0; i < n_points; i++)
    {
      const double x = (double)points[i].x * factor + offset;
      const double y = (double)points[i].y;
      const gint64 column = (gint64)floor (CLAMP (x, -1e15, 1e15));

      if (span.n > 0 && (points[i].y == DRAW_GAP || column != span.column))
        {
          g_array_append_val (spans, span);
          span.n = 0;
        }
      if (points[i].y == DRAW_GAP)
        {
          begins = TRUE;
          continue;
        }
      if (span.n == 0)
        {
          span = (DrawSpan){ .column = column, .first = y, .least = y, .most = y, .x = x };
          span.begins = begins;
          begins = FALSE;
        }
      else
        span.x = (double)column + 0.5;
      span.last = y;
      span.least = MIN (span.least, y);
      span.most = MAX (span.most, y);
      span.n++;
    }
  if (span.n > 0)
    g_array_append_val (spans, span);

  return spans;
}
