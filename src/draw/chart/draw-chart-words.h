/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart.h"

G_BEGIN_DECLS

/* The chart in sentences, for who does not see it: what from when to when, the least, the greatest
 * and the last amount of each series, targets and baselines. */
char *draw_chart_describe (DrawChart *self) G_GNUC_WARN_UNUSED_RESULT;
/* "DSO, November 2026: 45.2 days" */
char *draw_chart_describe_point (DrawChart *self,
                                 const DrawCursor *cursor) G_GNUC_WARN_UNUSED_RESULT;
/* An amount, or that there is none. */
char *draw_chart_format_amount (DrawSeries *series, gint64 amount) G_GNUC_WARN_UNUSED_RESULT;

/* Where a point is: a day, a month, a category; of a histogram, from which amount to which. */
char *draw_chart_format_place (DrawChart *self, gint64 place) G_GNUC_WARN_UNUSED_RESULT;
/* All places of all series, in rising order. (element-type gint64) */
GArray *draw_chart_create_places (DrawChart *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
