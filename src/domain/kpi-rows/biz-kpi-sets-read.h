/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "biz-kpi-set.h"

G_BEGIN_DECLS

/* Corrections of invoices that are read at most. */
#define BIZ_KPI_MAX_CORRECTIONS 5000

/* Reads the rows behind a figure that @board has made: those that it was made of, in the chosen
 * part and as of the day of @point. What is on the board costs nothing; what was open on a day is
 * read, and sales stay on the server. The first set is of the figure itself or its first sum.
 *
 * ERP_ERROR_VALIDATION where there is no figure; else as erp_client_call_async (). */
void biz_kpi_sets_read_async (ErpSession *session,
                              BizCurrencyTable *currencies,
                              BizKpiBoard *board,
                              BizKpi kpi,
                              guint point,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (element-type BizKpiSet) (transfer full) */
GPtrArray *biz_kpi_sets_read_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
