/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-book.h"

G_BEGIN_DECLS

/* Records a request, and those of each kind that are read at most; beyond them the book is cut. */
#define BIZ_COLLECT_PAGE 5000
#define BIZ_COLLECT_MAX_ITEMS 100000
#define BIZ_COLLECT_MAX_PAYMENTS 60000
#define BIZ_COLLECT_MAX_ACTIONS 5000

/* What is read so far; a number for people who wait. */
typedef void (*BizCollectProgress) (guint n_items, gpointer user_data);

/* Reads the worklist of the companies seen: open items, what was paid in a year, the notes, what is
 * planned, and the rates where books are in several currencies; side by side, in slices, none a
 * customer. It is put together in a worker thread. Errors as erp_client_call_async (),
 * ERP_ERROR_ACCESS for who sees some entries only. @tolerance: days, as the policy says. */
void biz_collect_read_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             const GDate *today,
                             guint tolerance,
                             BizCollectProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Reads what tells whether promises were kept, and nothing else: open items and payments of what
 * and who has one, and the notes; in the time of one round trip. Not judged yet, so that the
 * tolerance may become known meanwhile. */
void biz_collect_read_promised_async (ErpSession *session,
                                      BizCurrencyTable *currencies,
                                      const GDate *today,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
BizCollectInput *biz_collect_read_promised_finish (GAsyncResult *result, GError **error);
/* (transfer full) */
BizCollectBook *biz_collect_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
