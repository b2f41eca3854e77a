/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-axis.h"

G_BEGIN_DECLS

struct _DrawAxis
{
  GObject parent_instance;

  DrawAxisKind kind;
  DrawGrain grain;
  DrawUnit unit;
  char *title;  /* (owned) (nullable) */
  char **names; /* (owned) (nullable): categories */
  guint n_names;
  gboolean covered;   /* whether there are data */
  double least, most; /* of the data, in the axis's own numbers */
  double margin;
  double first, last; /* the whole axis as fitted */
  double from, to;    /* the part that is seen, as shares of it */
};

/* What is seen, in the axis's own numbers. */
void draw_axis_get_seen (DrawAxis *self, double *low, double *high);
void draw_axis_add_tick (DrawAxis *self, GArray *ticks, double value, char *label);

/* One kind each. */
void draw_axis_value_fit (DrawAxis *self, guint most);
void draw_axis_value_add_ticks (DrawAxis *self, GArray *ticks, guint most);
void draw_axis_time_add_ticks (DrawAxis *self, GArray *ticks, guint most);
char *draw_axis_time_format (DrawAxis *self, gint64 day);

G_END_DECLS
