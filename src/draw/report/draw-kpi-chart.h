/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-parts.h"
#include "draw-chart.h"

G_BEGIN_DECLS

/**
 * DrawKpiLevel:
 * @name: for people, translated
 * @minor: of the figure's unit: cents, or hundredths
 *
 * A level that a figure is compared with: a target, or what it was when somebody froze it.
 */
typedef struct
{
  const char *name;
  gint64 minor;
} DrawKpiLevel;

/* How the amounts of a figure are told. */
DrawUnit draw_kpi_chart_get_unit (BizKpi kpi, const BizMoney *zero);
/* The figure in that unit; DRAW_GAP where there is none. */
gint64 draw_kpi_chart_get_amount (BizKpiValue *value);
/* @values: the newest first, NULL where a point is not known. */
DrawChart *draw_kpi_chart_new (BizKpi kpi,
                               BizKpiValue *const *values,
                               guint n_values,
                               const DrawKpiLevel *target,
                               const DrawKpiLevel *baseline) G_GNUC_WARN_UNUSED_RESULT;
/* How many points have an amount. */
guint draw_kpi_chart_count_known (BizKpiValue *const *values, guint n_values);
DrawChart *draw_kpi_chart_new_sparkline (BizKpi kpi,
                                         BizKpiValue *const *values,
                                         guint n_values) G_GNUC_WARN_UNUSED_RESULT;

/* A part of a figure over time. */
typedef struct
{
  const char *key;
  const char *name;
  const gint64 *amounts; /* of each day, DRAW_GAP where it is not known */
} DrawKpiPart;

/* Parts on top of each other, the first one lowest. */
DrawChart *draw_kpi_chart_new_stack (const char *title,
                                     const DrawUnit *unit,
                                     const GDate *days,
                                     guint n_days,
                                     const DrawKpiPart *parts,
                                     guint n_parts) G_GNUC_WARN_UNUSED_RESULT;
/* The same of what is known of a figure. */
DrawChart *draw_kpi_chart_new_parts (const BizKpiParts *parts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
