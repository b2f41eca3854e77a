/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-plan.h"
#include "biz-item-undo.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Reads items to be matched as they are now, and matches them by the journal. Signal "changed"
 * after something was written. */
#define BIZ_TYPE_ITEM_STORE (biz_item_store_get_type ())
G_DECLARE_FINAL_TYPE (BizItemStore, biz_item_store, BIZ, ITEM_STORE, GObject)

BizItemStore *biz_item_store_new (ErpSession *session,
                                  BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;

/* At most @limit open items of @domain, those of one customer together: (element-type BizItem). */
void biz_item_store_read_async (BizItemStore *self,
                                ErpDomain *domain,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *biz_item_store_read_finish (BizItemStore *self, GAsyncResult *result, GError **error);

/* What matching these would do. ERP_ERROR_VALIDATION says why they cannot be: who is matched
 * already is named with the number and with what. */
void biz_item_store_plan_async (BizItemStore *self,
                                const gint64 *ids,
                                guint n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BizItemPlan *biz_item_store_plan_finish (BizItemStore *self, GAsyncResult *result, GError **error);

/* What taking back their matches would do; ERP_ERROR_VALIDATION says why it cannot be done. */
void biz_item_store_undo_plan_async (BizItemStore *self,
                                     const gint64 *ids,
                                     guint n_ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BizItemUndo *
biz_item_store_undo_plan_finish (BizItemStore *self, GAsyncResult *result, GError **error);

/* Both happen once, by the journal; errors as erp_journal_run_async () has them. */
void biz_item_store_match_async (BizItemStore *self,
                                 const BizItemPlan *plan,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void biz_item_store_unmatch_async (BizItemStore *self,
                                   const BizItemUndo *undo,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_item_store_write_finish (BizItemStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
