/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-book.h"

G_BEGIN_DECLS

/* Reads what is to invoice. Value × days is nothing a server can sort by: every candidate line is
 * read, in slices, the oldest orders first. */
#define BIZ_TYPE_DUE_STORE (biz_due_store_get_type ())
G_DECLARE_FINAL_TYPE (BizDueStore, biz_due_store, BIZ, DUE_STORE, GObject)

/* Lines of a slice, and lines at most; beyond them the book says that it is cut. */
#define BIZ_DUE_SLICE 1000
#define BIZ_DUE_MAX_LINES 40000

BizDueStore *biz_due_store_new (ErpSession *session,
                                BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;

/* @book grows; called after each slice in the main thread. */
typedef void (*BizDueProgress) (BizDueBook *book, gpointer user_data);

void biz_due_store_read_async (BizDueStore *self,
                               const GDate *today,
                               BizDueProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
BizDueBook *biz_due_store_read_finish (BizDueStore *self, GAsyncResult *result, GError **error);

/* How many orders the server has to invoice, one small request; what the sidebar counts. */
ErpCall *biz_due_new_count_call (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
