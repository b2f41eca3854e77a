/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart-types.h"

G_BEGIN_DECLS

/* Pictures without letters, because fonts differ from machine to machine. */
cairo_t *chart_picture_begin (int width, int height);
/* Ends and frees @cr. Fails where the picture is not that of tests/data/chart/NAME.png but for what
 * versions of the rasteriser differ in; CHART_PICTURES=write writes it instead. */
void chart_picture_end (cairo_t *cr, const char *name);
/* Whether any pixel in the area is not @rgb. */
gboolean chart_picture_has_ink (cairo_t *cr, int x, int y, int width, int height, guint32 rgb);
guint32 chart_picture_get (cairo_t *cr, int x, int y);

G_END_DECLS
