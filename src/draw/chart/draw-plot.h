/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-axis.h"
#include "draw-palette.h"

G_BEGIN_DECLS

/* Where layers are drawn: a part of a picture with its axes; a plain value. */
typedef struct
{
  cairo_t *cr; /* NULL where places are only asked for */
  DrawArea area;
  DrawAxis *x;
  DrawAxis *y;
  const DrawPalette *palette;
  gboolean mirrored; /* time runs to the left, where people read that way */
  guint hue;         /* of the first series of the layer */
} DrawPlot;

double draw_plot_get_x (const DrawPlot *self, gint64 amount);
double draw_plot_get_y (const DrawPlot *self, gint64 amount);
/* pixels = amount x factor + offset */
void draw_plot_get_x_scale (const DrawPlot *self, double *factor, double *offset);
void draw_plot_get_y_scale (const DrawPlot *self, double *factor, double *offset);
/* The series @index of the layer. */
const DrawColour *draw_plot_get_hue (const DrawPlot *self, guint index);
void draw_plot_set_dash (const DrawPlot *self, guint index);
void draw_plot_mark (const DrawPlot *self, guint index, double x, double y, double radius);
/* An area in a hue, hatched where patterns are wanted. */
void
draw_plot_fill (const DrawPlot *self, guint index, const DrawColour *colour, const DrawArea *area);

G_END_DECLS
