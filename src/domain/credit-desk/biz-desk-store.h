/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-book.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Orders of a slice, and orders at most; beyond them the book says that it is cut. */
#define BIZ_DESK_SLICE 1000
#define BIZ_DESK_MAX_ORDERS 40000
/* What was delivered longer ago than this is not looked at again. */
#define BIZ_DESK_PAST_DAYS 90

/* Reads what is to decide. Everything that is held comes with one round trip: orders with a
 * decision in their log, and the decisions. What the policy would hold follows in slices. */
#define BIZ_TYPE_DESK_STORE (biz_desk_store_get_type ())
G_DECLARE_FINAL_TYPE (BizDeskStore, biz_desk_store, BIZ, DESK_STORE, GObject)

BizDeskStore *biz_desk_store_new (ErpSession *session,
                                  BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;

/* @book grows; called in the main thread when there is more to show. */
typedef void (*BizDeskProgress) (BizDeskBook *book, gpointer user_data);

void biz_desk_store_read_async (BizDeskStore *self,
                                const GDate *today,
                                GDateTime *seen,
                                BizDeskProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
BizDeskBook *biz_desk_store_read_finish (BizDeskStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
