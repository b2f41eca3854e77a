/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart-types.h"

G_BEGIN_DECLS

/* What one column of pixels shows of a run of points without a gap. */
typedef struct
{
  gint64 column;
  double first, last; /* the amounts it is entered and left with */
  double least, most; /* the extremes: none is hidden */
  double x;           /* of its only point, else the middle of the column */
  gboolean begins;    /* nothing before it: the start, or behind a gap */
  guint n;            /* points in it */
} DrawSpan;

/* One span a column, of points in rising order; places in pixels are x * factor + offset.
 * (element-type DrawSpan) */
GArray *draw_thin (const DrawDatum *points, guint n_points, double factor, double offset)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
