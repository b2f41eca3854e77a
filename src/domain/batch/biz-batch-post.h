/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-batch-item.h"
#include "biz-invoice-store.h"

G_BEGIN_DECLS

/* More documents than this are not posted by one wish. */
#define BIZ_BATCH_MAX 500

/* Several drafts posted one after the other, each with its own result: what is refused does not
 * hold up the rest, and above the company's limit a credit note is left to a second person.
 * Signal "changed": an item, or the run, came a step further. */
#define BIZ_TYPE_BATCH_POST (biz_batch_post_get_type ())
G_DECLARE_FINAL_TYPE (BizBatchPost, biz_batch_post, BIZ, BATCH_POST, GObject)

BizBatchPost *biz_batch_post_new (ErpSession *session,
                                  BizInvoiceStore *store,
                                  const gint64 *ids,
                                  gsize n_ids) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type BizBatchItem): in the order of the ids; empty until it is loaded */
GListModel *biz_batch_post_get_items (BizBatchPost *self);
guint biz_batch_post_count (BizBatchPost *self, BizBatchState state);
/* How many the next run posts. */
guint biz_batch_post_count_wanted (BizBatchPost *self);
/* Chosen, and not to be found any more. */
guint biz_batch_post_count_missing (BizBatchPost *self);

/* Reads the documents as they are now, in one round trip. */
void biz_batch_post_load_async (BizBatchPost *self,
                                const GDate *today,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean biz_batch_post_load_finish (BizBatchPost *self, GAsyncResult *result, GError **error);

/* Posts what is wanted. Ends when all were tried, or after the one under way when it is stopped,
 * or when the server cannot be reached: then the rest waits as it was. */
void biz_batch_post_run_async (BizBatchPost *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean biz_batch_post_run_finish (BizBatchPost *self, GAsyncResult *result, GError **error);
void biz_batch_post_stop (BizBatchPost *self);
gboolean biz_batch_post_is_running (BizBatchPost *self);
gboolean biz_batch_post_is_stopping (BizBatchPost *self);

G_END_DECLS
