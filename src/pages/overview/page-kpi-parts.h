/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "draw-chart.h"

G_BEGIN_DECLS

/* What a figure is made of over time, beside the figure itself. */

/* Whether the figure has parts. */
gboolean page_kpi_parts_has (BizKpi kpi);
/* Asks for them; the board tells of the figure as they come. */
void page_kpi_parts_want (BizKpiBoard *board, BizKpi kpi);
/* (nullable): NULL while nothing of them is known */
DrawChart *page_kpi_parts_new_chart (BizKpiBoard *board, BizKpi kpi) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
