/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart.h"

G_BEGIN_DECLS

/* Pixels between things. */
#define DRAW_CHART_GAP 6.0

struct _DrawChart
{
  GObject parent_instance;

  char *title;       /* (owned) */
  DrawAxis *x;       /* (owned) */
  DrawAxis *y;       /* (owned) */
  GPtrArray *layers; /* (owned) (element-type DrawLayer) */
  const DrawPalette *palette;
  PangoContext *context;      /* (owned) */
  PangoFontDescription *font; /* (owned) */
  gboolean bare, mirrored, title_shown;
  gboolean covered;  /* whether the axes know the data */
  gboolean laid_out; /* whether what follows holds */
  double width, height;
  double line; /* height of a line of text */
  DrawArea plot;
  DrawArea legend; /* without height where there is none */
  GArray *x_ticks; /* (owned) (nullable) (element-type DrawTick) */
  GArray *y_ticks; /* (owned) (nullable) (element-type DrawTick) */
};

typedef enum
{
  DRAW_CHART_LEFT,
  DRAW_CHART_CENTRE,
  DRAW_CHART_RIGHT,
} DrawChartAlign;

PangoLayout *draw_chart_create_text (DrawChart *self, const char *text, gboolean bold);
void draw_chart_measure (DrawChart *self, const char *text, double *width);
/* One line whose upper edge is @y, from, around or up to @x; at most @width wide where that is not
 * negative. */
void draw_chart_write (DrawChart *self,
                       cairo_t *cr,
                       const char *text,
                       double x,
                       double y,
                       DrawChartAlign align,
                       double width,
                       gboolean bold);
/* Where a layer is drawn; cr may be NULL. */
DrawPlot draw_chart_make_plot (DrawChart *self, cairo_t *cr, guint layer);
/* The layer of a track, and the number of the track in it. */
DrawLayer *draw_chart_resolve (DrawChart *self, guint track, guint *layer, guint *series);

/* The frame: axes and legend. */
void draw_chart_frame_lay_out (DrawChart *self);
void draw_chart_frame_draw_grid (DrawChart *self, cairo_t *cr);
void draw_chart_frame_draw_labels (DrawChart *self, cairo_t *cr);
/* Returns the height; draws where there is a @cr. */
double draw_chart_legend (DrawChart *self, cairo_t *cr, const DrawArea *area);
gboolean draw_chart_has_legend (DrawChart *self);
/* The sign of a track, @size high. */
void
draw_chart_draw_sign (DrawChart *self, cairo_t *cr, guint track, double x, double y, double size);

G_END_DECLS
