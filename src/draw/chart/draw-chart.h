/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-layer.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A point: of which series, counted over all layers, and which of its points. */
typedef struct
{
  guint track;
  guint point;
} DrawCursor;

typedef enum
{
  DRAW_STEP_BACK, /* to the point before */
  DRAW_STEP_ON,
  DRAW_STEP_FIRST,
  DRAW_STEP_LAST,
  DRAW_STEP_UP, /* to the series before, at the same place */
  DRAW_STEP_DOWN,
} DrawStep;

/* Two axes, layers between them, a legend; knows no store and no widget. */
#define DRAW_TYPE_CHART (draw_chart_get_type ())
G_DECLARE_FINAL_TYPE (DrawChart, draw_chart, DRAW, CHART, GObject)

DrawChart *draw_chart_new (const char *title, DrawAxis *x, DrawAxis *y) G_GNUC_WARN_UNUSED_RESULT;
/* A line as small as a word: no axes, no legend, its last point marked. */
DrawChart *draw_chart_new_sparkline (const char *title,
                                     DrawAxis *x,
                                     DrawSeries *series) G_GNUC_WARN_UNUSED_RESULT;
const char *draw_chart_get_title (DrawChart *self);
DrawAxis *draw_chart_get_x_axis (DrawChart *self);
DrawAxis *draw_chart_get_y_axis (DrawChart *self);
gboolean draw_chart_is_bare (DrawChart *self);

/* From the back to the front. */
void draw_chart_add (DrawChart *self, DrawLayer *layer);
guint draw_chart_get_n_layers (DrawChart *self);
DrawLayer *draw_chart_get_layer (DrawChart *self, guint index);
/* The series of all layers. */
guint draw_chart_get_n_tracks (DrawChart *self);
DrawSeries *draw_chart_get_track (DrawChart *self, guint track);
/* Whether no series has an amount. */
gboolean draw_chart_is_empty (DrawChart *self);
/* When points were added or changed. */
void draw_chart_update (DrawChart *self);

/* How it looks; each makes a new layout necessary. */
void draw_chart_set_palette (DrawChart *self, const DrawPalette *palette);
const DrawPalette *draw_chart_get_palette (DrawChart *self);
void draw_chart_set_font (DrawChart *self, const PangoFontDescription *font);
void draw_chart_set_mirrored (DrawChart *self, gboolean mirrored);
gboolean draw_chart_get_mirrored (DrawChart *self);
/* For pictures that stand alone. */
void draw_chart_set_title_shown (DrawChart *self, gboolean shown);

/* In pixels; cheap where nothing has changed. */
void draw_chart_lay_out (DrawChart *self, double width, double height);
/* As it was laid out; leaves what is behind it. */
void draw_chart_draw (DrawChart *self, cairo_t *cr);
DrawArea draw_chart_get_plot (DrawChart *self);

/* What is seen of the x axis. */
void draw_chart_zoom (DrawChart *self, double factor, double x);
void draw_chart_pan (DrawChart *self, double pixels);
void draw_chart_show_all (DrawChart *self);
gboolean draw_chart_is_zoomed (DrawChart *self);

/* Points; FALSE where there is none. */
gboolean draw_chart_locate (DrawChart *self, const DrawCursor *cursor, DrawArea *area);
gboolean draw_chart_find (DrawChart *self, double x, double y, DrawCursor *cursor);
gboolean draw_chart_step (DrawChart *self, DrawCursor *cursor, DrawStep step);
/* Moves what is seen so that the point is in it; whether that was necessary. */
gboolean draw_chart_reveal (DrawChart *self, const DrawCursor *cursor);
/* Cross hair, ring, and what is known at that place; without words for the eye alone. */
void draw_chart_draw_cursor (DrawChart *self, cairo_t *cr, const DrawCursor *cursor, gboolean tip);

G_END_DECLS
