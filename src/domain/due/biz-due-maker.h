/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-batch.h"
#include "biz-invoice-store.h"
#include "biz-job-body.h"

G_BEGIN_DECLS

/* More orders than this are not invoiced by one wish. */
#define BIZ_DUE_MAKE_MAX 200

/* Makes invoices of orders, each wish once through the journal, one after the other, each with its
 * own result. Signal "changed": something came a step further. */
#define BIZ_TYPE_DUE_MAKER (biz_due_maker_get_type ())
G_DECLARE_FINAL_TYPE (BizDueMaker, biz_due_maker, BIZ, DUE_MAKER, GObject)

BizDueMaker *biz_due_maker_new (ErpSession *session,
                                BizInvoiceStore *invoices,
                                GPtrArray *orders) G_GNUC_WARN_UNUSED_RESULT;
void biz_due_maker_set_together (BizDueMaker *self, gboolean together);
gboolean biz_due_maker_get_together (BizDueMaker *self);
/* (element-type BizDueBatch) */
GPtrArray *biz_due_maker_get_batches (BizDueMaker *self);
GPtrArray *biz_due_maker_get_orders (BizDueMaker *self);

/* How the orders stand now, one round trip: what a colleague does from here on is noticed. */
void biz_due_maker_load_async (BizDueMaker *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean biz_due_maker_load_finish (BizDueMaker *self, GAsyncResult *result, GError **error);
/* Drafts that the orders have already: their names, NULL for none. After loading. */
const char *biz_due_maker_get_drafts (BizDueMaker *self);
/* What the first order comes to with taxes; for a down payment. */
gboolean biz_due_maker_get_total (BizDueMaker *self, BizMoney *total);
/* Whether something was paid down on one of them that may be taken off. */
gboolean biz_due_maker_has_down_payments (BizDueMaker *self);

/* @how: a down payment is for one order. @post: credit notes above the company's limit stay drafts
 * for a second person. Cancelling stops before the next one. */
void biz_due_maker_run_async (BizDueMaker *self,
                              const BizOrderInvoicing *how,
                              gboolean post,
                              const GDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean biz_due_maker_run_finish (BizDueMaker *self, GAsyncResult *result, GError **error);
gboolean biz_due_maker_is_running (BizDueMaker *self);
guint biz_due_maker_count (BizDueMaker *self, BizDueBatchState state);

G_END_DECLS
