/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-book.h"

G_BEGIN_DECLS

/* Reads the sums from which the figures of cash and billing are made: seven requests, whatever the
 * number of documents; nothing is kept.
 *
 * @months: of the trailing period that ends with @as_of. @company_id: 0 for all companies seen.
 * Errors as erp_client_call_async (). */
void biz_kpi_read_async (ErpSession *session,
                         BizCurrencyTable *currencies,
                         const GDate *as_of,
                         guint months,
                         gint64 company_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* (transfer full) */
BizKpiBook *biz_kpi_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
