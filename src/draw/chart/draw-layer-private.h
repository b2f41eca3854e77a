/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-layer.h"

G_BEGIN_DECLS

struct _DrawLayer
{
  GObject parent_instance;

  DrawLayerKind kind;
  GPtrArray *series;  /* (owned) (element-type DrawSeries) */
  GPtrArray *bases;   /* (owned) (element-type GArray): of each series what its points stand on */
  GHashTable *totals; /* (owned): points of a waterfall */
  char *name;         /* (owned) (nullable): of a reference */
  DrawUnit unit;      /* of a reference */
  gint64 low, high;   /* of a reference */
  gint64 bin;         /* of a histogram */
};

/* What a point stands on: 0 but in stacks and waterfalls. */
gint64 draw_layer_get_base (DrawLayer *self, guint series, guint point);
/* Where it ends: its amount above that, as far as numbers go. */
gint64 draw_layer_get_end (DrawLayer *self, guint series, guint point);
/* The points in sight and one more on each side: from @first to before @end. */
void draw_layer_get_range (
    DrawLayer *self, const DrawPlot *plot, guint series, guint *first, guint *end);

void draw_layer_draw_lines (DrawLayer *self, const DrawPlot *plot);
void draw_layer_draw_bars (DrawLayer *self, const DrawPlot *plot);
void draw_layer_draw_reference (DrawLayer *self, const DrawPlot *plot);
/* How far apart the bars of the layer are, in parts of x. */
gint64 draw_layer_get_slot (DrawLayer *self);
gboolean draw_layer_locate_bar (
    DrawLayer *self, const DrawPlot *plot, guint series, guint point, DrawArea *area);

G_END_DECLS
