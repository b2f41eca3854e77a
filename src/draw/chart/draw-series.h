/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart-types.h"

G_BEGIN_DECLS

/* Named points in rising order of x; exact. */
#define DRAW_TYPE_SERIES (draw_series_get_type ())
G_DECLARE_FINAL_TYPE (DrawSeries, draw_series, DRAW, SERIES, GObject)

/* @key: the head in CSV, the same in all languages; @name: for people, translated */
DrawSeries *
draw_series_new (const char *key, const char *name, const DrawUnit *unit) G_GNUC_WARN_UNUSED_RESULT;
const char *draw_series_get_key (DrawSeries *self);
const char *draw_series_get_name (DrawSeries *self);
const DrawUnit *draw_series_get_unit (DrawSeries *self);
/* Kept in order; a second one at the same place replaces the first. @y may be DRAW_GAP. */
void draw_series_add (DrawSeries *self, gint64 x, gint64 y);
void draw_series_add_day (DrawSeries *self, const GDate *day, gint64 y);
/* FALSE where it is not of the series's currency: nothing is added. */
gboolean draw_series_add_money (DrawSeries *self, gint64 x, const BizMoney *money);
guint draw_series_get_n_points (DrawSeries *self);
/* (nullable): where there are none */
const DrawDatum *draw_series_get_points (DrawSeries *self);
/* The first point at or after @x; the number of points where there is none. */
guint draw_series_search (DrawSeries *self, gint64 x);
/* Whether there is a point at @x; DRAW_GAP is one. */
gboolean draw_series_lookup (DrawSeries *self, gint64 x, gint64 *y);
/* The points of the least and the greatest amount; FALSE where all are gaps. */
gboolean draw_series_get_extremes (DrawSeries *self, guint *least, guint *most);
/* The smallest step from one place to the next; 0 with fewer than two. */
gint64 draw_series_get_least_step (DrawSeries *self);

G_END_DECLS
