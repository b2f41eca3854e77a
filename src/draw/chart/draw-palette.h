/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart-types.h"

G_BEGIN_DECLS

#define DRAW_N_HUES 8

typedef struct
{
  double red, green, blue, alpha;
} DrawColour;

/* What a chart is painted with. Hues are told apart with any kind of colour vision; where contrast
 * is high, dashes and hatches tell them apart as well. */
typedef struct
{
  DrawColour paper, ink, dim, grid, focus;
  DrawColour target, band;
  DrawColour good, bad; /* of a waterfall: more and less */
  DrawColour hues[DRAW_N_HUES];
  gboolean patterns; /* dashes and hatches */
  double stroke;     /* width of a line */
} DrawPalette;

const DrawPalette *draw_palette_get (gboolean dark, gboolean high_contrast);
void draw_colour_set (const DrawColour *self, cairo_t *cr);
void draw_colour_set_faded (const DrawColour *self, cairo_t *cr, double alpha);
/* Of WCAG, 1 to 21. */
double draw_colour_get_contrast (const DrawColour *a, const DrawColour *b);

G_END_DECLS
