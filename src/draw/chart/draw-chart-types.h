/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-unit.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _DrawAxis DrawAxis;
typedef struct _DrawChart DrawChart;
typedef struct _DrawLayer DrawLayer;
typedef struct _DrawSeries DrawSeries;

/* No amount: the place is known, what is there is not. */
#define DRAW_GAP G_MININT64

/* A point: both are whole numbers in the least parts of their axis (days: the Julian day of GDate;
 * categories: the index), so that what is shown, copied and exported is exact. */
typedef struct
{
  gint64 x;
  gint64 y; /* or DRAW_GAP */
} DrawDatum;

typedef struct
{
  double x, y, width, height;
} DrawArea;

G_END_DECLS
