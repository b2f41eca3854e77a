/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Why days sales outstanding moved since a point of its series: a waterfall by cause or customer,
 * and the same as a list. A window of its own. */
#define PAGE_TYPE_KPI_BRIDGE (page_kpi_bridge_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiBridge, page_kpi_bridge, PAGE, KPI_BRIDGE, AdwWindow)

/* @board: with its sums read; of that scope */
GtkWindow *
page_kpi_bridge_new (ErpSession *session, BizCurrencyTable *currencies, BizKpiBoard *board);

G_END_DECLS
