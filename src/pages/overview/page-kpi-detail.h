/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "draw-kpi-chart.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One figure with all that defends it: its past as a chart, its definition, what it was made of.
 * Signal "rows-requested" (guint point): the rows behind a point are wanted. */
#define PAGE_TYPE_KPI_DETAIL (page_kpi_detail_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiDetail, page_kpi_detail, PAGE, KPI_DETAIL, AdwBin)

GtkWidget *page_kpi_detail_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @has_rows: whether some list has its rows */
void page_kpi_detail_show (PageKpiDetail *self,
                           BizKpiBoard *board,
                           BizKpi kpi,
                           const DrawKpiLevel *target,
                           const DrawKpiLevel *baseline,
                           gboolean has_rows);

G_END_DECLS
