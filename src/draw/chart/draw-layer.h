/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-plot.h"
#include "draw-series.h"

G_BEGIN_DECLS

typedef enum
{
  DRAW_LAYER_LINE,
  DRAW_LAYER_AREA,
  DRAW_LAYER_STEP,      /* holds until the next point */
  DRAW_LAYER_BARS,      /* several series stand beside each other */
  DRAW_LAYER_STACK,     /* on top of each other; less than nothing hangs below */
  DRAW_LAYER_HISTOGRAM, /* how many fall between two edges */
  DRAW_LAYER_WATERFALL, /* changes from one total to the next */
  DRAW_LAYER_TARGET,    /* a level across the chart */
  DRAW_LAYER_BAND,      /* from one level to another */
} DrawLayerKind;

/* One way to draw series. It knows no other layer and no text. */
#define DRAW_TYPE_LAYER (draw_layer_get_type ())
G_DECLARE_FINAL_TYPE (DrawLayer, draw_layer, DRAW, LAYER, GObject)

/* Of the first seven kinds. */
DrawLayer *draw_layer_new (DrawLayerKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* Counts @values between round edges; about @most bars. */
DrawLayer *draw_layer_new_histogram (const char *key,
                                     const char *name,
                                     const DrawUnit *unit,
                                     const gint64 *values,
                                     gsize n_values,
                                     guint most) G_GNUC_WARN_UNUSED_RESULT;
DrawLayer *draw_layer_new_target (const char *name,
                                  const DrawUnit *unit,
                                  gint64 amount) G_GNUC_WARN_UNUSED_RESULT;
DrawLayer *draw_layer_new_band (const char *name, const DrawUnit *unit, gint64 low, gint64 high)
    G_GNUC_WARN_UNUSED_RESULT;

DrawLayerKind draw_layer_get_kind (DrawLayer *self);
/* A line or a band beside the data, which has no points of its own. */
gboolean draw_layer_is_reference (DrawLayer *self);
/* Of a target or a band. */
const char *draw_layer_get_name (DrawLayer *self);
const DrawUnit *draw_layer_get_unit (DrawLayer *self);
void draw_layer_get_levels (DrawLayer *self, gint64 *low, gint64 *high);

void draw_layer_add (DrawLayer *self, DrawSeries *series);
guint draw_layer_get_n_series (DrawLayer *self);
DrawSeries *draw_layer_get_series (DrawLayer *self, guint index);
/* Of a waterfall: the amount of this point is where it stands, not what it adds. */
void draw_layer_set_total (DrawLayer *self, guint point);
gboolean draw_layer_is_total (DrawLayer *self, guint point);
/* Of a histogram: from one edge to the next. */
gint64 draw_layer_get_bin (DrawLayer *self);

/* Reads the series anew and tells the axes what they have to show. */
void draw_layer_cover (DrawLayer *self, DrawAxis *x, DrawAxis *y);
void draw_layer_draw (DrawLayer *self, const DrawPlot *plot);
/* Where a point is: of a bar its area, of a line an area without size; FALSE at a gap. */
gboolean draw_layer_locate (
    DrawLayer *self, const DrawPlot *plot, guint series, guint point, DrawArea *area);

G_END_DECLS
