/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  DRAW_CHART_PNG,
  DRAW_CHART_SVG,
  DRAW_CHART_PDF,
  DRAW_CHART_CSV, /* the exact amounts, a row a place */
} DrawChartFormat;

/* By the end of the name of a file; FALSE where it is none of them. */
gboolean draw_chart_format_from_name (const char *name, DrawChartFormat *format);
const char *draw_chart_format_get_ending (DrawChartFormat format);
/* The chart on white with its title, as large as @width by @height pixels of a screen. */
GBytes *draw_chart_export (DrawChart *self,
                           DrawChartFormat format,
                           double width,
                           double height,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as pixels, @scale a unit; NULL where it is too large. */
cairo_surface_t *draw_chart_create_picture (DrawChart *self,
                                            double width,
                                            double height,
                                            double scale) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
