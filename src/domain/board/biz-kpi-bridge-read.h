/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-bridge.h"
#include "biz-kpi-rows.h"
#include "biz-kpi-sums.h"

G_BEGIN_DECLS

/* Reads what was open on the day of @point and on the scope's last one, and tells why days sales
 * outstanding moved between them: of the part that @sums was read of. @notes: (nullable): with the
 * disputes. ERP_ERROR_VALIDATION for a period without sales, ERP_ERROR_MISSING where the part
 * cannot be chosen. */
void biz_kpi_bridge_read_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                BizKpiSums *sums,
                                BizKpiRows *notes,
                                guint point,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) @cut: (out): there were too many items to read all of them */
BizKpiBridge *biz_kpi_bridge_read_finish (GAsyncResult *result,
                                          gboolean *cut,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
