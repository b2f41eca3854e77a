/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "draw-kpi-chart.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One figure as a card: its value, the change, the target, a line of its past. Actions of the page
 * arrange it: "overview.move" (ib), "overview.hide" (i), "overview.retry" (i). */
#define PAGE_TYPE_KPI_CARD (page_kpi_card_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiCard, page_kpi_card, PAGE, KPI_CARD, GtkFlowBoxChild)

GtkWidget *page_kpi_card_new (BizKpi kpi) G_GNUC_WARN_UNUSED_RESULT;
BizKpi page_kpi_card_get_kpi (PageKpiCard *self);
/* What @board knows of it; @target: (nullable): where it is to be */
void page_kpi_card_show (PageKpiCard *self, BizKpiBoard *board, const DrawKpiLevel *target);

G_END_DECLS
