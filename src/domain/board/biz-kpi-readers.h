/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-orders.h"

G_BEGIN_DECLS

/* The other readers of rows; each is a task whose result is a BizKpiRows, to be taken by
 * biz_kpi_read_rows_finish (). Errors as erp_client_call_async (); ERP_ERROR_ACCESS or
 * ERP_ERROR_MISSING where the user may not see such records or the server has none. */
typedef void (*BizKpiReadRows) (ErpSession *session,
                                BizCurrencyTable *currencies,
                                const BizKpiScope *scope,
                                BizKpiProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* What was matched since the scope's first day, and how late. */
void biz_kpi_settled_read_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 const BizKpiScope *scope,
                                 BizKpiProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Inventory adjustments since then. */
void biz_kpi_stock_read_async (ErpSession *session,
                               BizCurrencyTable *currencies,
                               const BizKpiScope *scope,
                               BizKpiProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* What is wrong with orders today. */
void biz_kpi_exceptions_read_async (ErpSession *session,
                                    BizCurrencyTable *currencies,
                                    const BizKpiScope *scope,
                                    BizKpiProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Holds of orders, promises and disputes of invoices: the notes of decisions. */
void biz_kpi_notes_read_async (ErpSession *session,
                               BizCurrencyTable *currencies,
                               const BizKpiScope *scope,
                               BizKpiProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Tickets of a helpdesk, or tasks, with their replies. */
void biz_kpi_cases_read_async (ErpSession *session,
                               BizCurrencyTable *currencies,
                               const BizKpiScope *scope,
                               BizKpiProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Credit notes with their reasons. */
void biz_kpi_credits_read_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 const BizKpiScope *scope,
                                 BizKpiProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (nullable): the reason that the reference of a reversal tells, a part of @reference */
const char *biz_kpi_find_reason (const char *reference, const char *reversed);
/* (transfer full) */
BizKpiRows *biz_kpi_read_rows_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
