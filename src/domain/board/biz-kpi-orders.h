/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-pages.h"

G_BEGIN_DECLS

/* Reads the orders of a scope with their deliveries, invoices and payments: from them lag, cycle,
 * fill rate, returns and backlog are made. Those placed since the first day the scope looks back
 * on, and older ones that are still open. Errors as erp_client_call_async (); ERP_ERROR_ACCESS or
 * ERP_ERROR_MISSING where the user may not see deliveries or the server has none. */
void biz_kpi_orders_read_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                const BizKpiScope *scope,
                                BizKpiProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
BizKpiRows *biz_kpi_orders_read_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The zone of the signed-in user. */
GTimeZone *biz_kpi_dup_zone (ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;
/* Midnight at the beginning of @day, as the server writes times. */
char *biz_kpi_format_midnight (const GDate *day, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
