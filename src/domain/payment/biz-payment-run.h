/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "biz-payment-batch.h"

G_BEGIN_DECLS

/* How the payments are made; the same for all. */
typedef struct
{
  GDate date;
  gint64 journal_id; /* 0: the server's choice */
  gint64 method_id;  /* 0: the server's choice */
  gboolean has_modes;
} BizPaymentManner;

/* Makes payments one after another, each once, through the journal; every batch is told what
 * became of it. After one whose outcome is not known, or when the server is not to be reached, the
 * rest is not sent. Property "n-done" (uint, notified). */
#define BIZ_TYPE_PAYMENT_RUN (biz_payment_run_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentRun, biz_payment_run, BIZ, PAYMENT_RUN, GObject)

/* Only those of @batches that are ready or were not sent, and are not held by an equal payment. */
BizPaymentRun *biz_payment_run_new (BizInvoiceStore *store,
                                    GListModel *batches,
                                    const BizPaymentManner *manner) G_GNUC_WARN_UNUSED_RESULT;
guint biz_payment_run_get_n_total (BizPaymentRun *self);
guint biz_payment_run_get_n_done (BizPaymentRun *self);
/* Before the next one; what is sent goes on. */
void biz_payment_run_stop (BizPaymentRun *self);
void biz_payment_run_start_async (BizPaymentRun *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* FALSE only where the waiting was cancelled. */
gboolean biz_payment_run_start_finish (BizPaymentRun *self, GAsyncResult *result, GError **error);
/* For tests: what the journal is told. */
JsonObject *biz_payment_run_make_body (BizPaymentBatch *batch,
                                       const BizPaymentManner *manner) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
