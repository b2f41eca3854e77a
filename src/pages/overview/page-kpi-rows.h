/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The rows behind a figure as a ledger list: of each sum that it is made of, with what they come
 * to. Signal "open-requested" (model, id) for the record of a row. */
#define PAGE_TYPE_KPI_ROWS (page_kpi_rows_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiRows, page_kpi_rows, PAGE, KPI_ROWS, AdwBin)

GtkWidget *page_kpi_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Once, before anything is shown. */
void
page_kpi_rows_set_session (PageKpiRows *self, ErpSession *session, BizCurrencyTable *currencies);
/* Reads at once; @point: as of which day of @board. */
void page_kpi_rows_show (PageKpiRows *self, BizKpiBoard *board, BizKpi kpi, guint point);
/* Lets go of what was read. */
void page_kpi_rows_clear (PageKpiRows *self);

G_END_DECLS
