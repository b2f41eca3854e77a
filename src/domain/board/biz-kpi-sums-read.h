/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-sums.h"

G_BEGIN_DECLS

/* Reads the sums of a scope from the server: at most twelve requests, whatever the number of
 * documents; nothing is kept. Points beside the last one and that one period before it are read
 * when somebody asks for them. Errors as erp_client_call_async (); ERP_ERROR_ACCESS where the user
 * sees only some entries; ERP_ERROR_MISSING where the server cannot choose the scope's part. */
void biz_kpi_sums_read_async (ErpSession *session,
                              BizCurrencyTable *currencies,
                              const BizKpiScope *scope,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) */
BizKpiSums *biz_kpi_sums_read_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sums of one more point, for figures that biz_kpi_sums_is_by_point () names: four requests,
 * none where they are there. */
void biz_kpi_sums_read_point_async (ErpSession *session,
                                    BizKpiSums *sums,
                                    guint point,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean biz_kpi_sums_read_point_finish (GAsyncResult *result, GError **error);
/* Of these only what biz_kpi_sums_needs_due () names: two requests. */
void biz_kpi_sums_read_due_async (ErpSession *session,
                                  BizKpiSums *sums,
                                  guint point,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_kpi_sums_read_due_finish (GAsyncResult *result, GError **error);
/* What biz_kpi_sums_get_ages () asks for, of a point: at most eight requests, and two more with the
 * first one. */
void biz_kpi_sums_read_ages_async (ErpSession *session,
                                   BizKpiSums *sums,
                                   guint point,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_kpi_sums_read_ages_finish (GAsyncResult *result, GError **error);

G_END_DECLS
