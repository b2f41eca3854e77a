/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart-types.h"

G_BEGIN_DECLS

typedef enum
{
  DRAW_AXIS_VALUE,
  DRAW_AXIS_TIME, /* days of the ledger */
  DRAW_AXIS_CATEGORY,
} DrawAxisKind;

/* The span that one point of a time axis stands for. */
typedef enum
{
  DRAW_GRAIN_DAY,
  DRAW_GRAIN_WEEK, /* ISO 8601: from Monday */
  DRAW_GRAIN_MONTH,
  DRAW_GRAIN_QUARTER,
  DRAW_GRAIN_YEAR,
} DrawGrain;

typedef struct
{
  double place; /* 0 to 1 along what is seen of the axis */
  char *label;  /* (owned) */
} DrawTick;

/* Turns amounts into places. This is where money becomes a double, and nowhere else. */
#define DRAW_TYPE_AXIS (draw_axis_get_type ())
G_DECLARE_FINAL_TYPE (DrawAxis, draw_axis, DRAW, AXIS, GObject)

/* @title: (nullable) */
DrawAxis *draw_axis_new_value (const char *title, const DrawUnit *unit) G_GNUC_WARN_UNUSED_RESULT;
DrawAxis *draw_axis_new_time (const char *title, DrawGrain grain) G_GNUC_WARN_UNUSED_RESULT;
DrawAxis *draw_axis_new_category (const char *title,
                                  const char *const *names) G_GNUC_WARN_UNUSED_RESULT;

DrawAxisKind draw_axis_get_kind (DrawAxis *self);
const char *draw_axis_get_title (DrawAxis *self);
const DrawUnit *draw_axis_get_unit (DrawAxis *self);
guint draw_axis_get_n_categories (DrawAxis *self);

/* The data: forget all, add one place, then fit. */
void draw_axis_clear (DrawAxis *self);
void draw_axis_cover (DrawAxis *self, gint64 amount);
/* Room on both sides of the data, in the axis's own numbers (days, categories). */
void draw_axis_set_margin (DrawAxis *self, double margin);
/* Ends the axis where ticks are, @most of them. */
void draw_axis_fit (DrawAxis *self, guint most);
gboolean draw_axis_is_empty (DrawAxis *self);

/* What is seen of it, as shares of the whole; 0 and 1 are all. */
void draw_axis_set_view (DrawAxis *self, double from, double to);
void draw_axis_get_view (DrawAxis *self, double *from, double *to);

/* place = amount x factor + offset; 0 to 1 is what is seen. */
void draw_axis_get_scale (DrawAxis *self, double *factor, double *offset);
double draw_axis_place (DrawAxis *self, gint64 amount);
gint64 draw_axis_amount_at (DrawAxis *self, double place);
/* (element-type DrawTick): at most so many in sight */
GArray *draw_axis_create_ticks (DrawAxis *self, guint most) G_GNUC_WARN_UNUSED_RESULT;
/* In full, for tooltips, tables and speech. */
char *draw_axis_format (DrawAxis *self, gint64 amount) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
