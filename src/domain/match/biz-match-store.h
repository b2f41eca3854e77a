/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-job.h"

G_BEGIN_DECLS

/* Writes what is wanted of bank lines, and takes it back. */
#define BIZ_TYPE_MATCH_STORE (biz_match_store_get_type ())
G_DECLARE_FINAL_TYPE (BizMatchStore, biz_match_store, BIZ, MATCH_STORE, GObject)

BizMatchStore *biz_match_store_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Both calls, through the journal. Where the second is refused, what the first did is taken back,
 * and the error tells why. Errors as erp_journal_run_async (). */
void biz_match_store_accept_async (BizMatchStore *self,
                                   BizMatchDesk *desk,
                                   guint position,
                                   const BizMatchWish *wish,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_match_store_accept_finish (BizMatchStore *self, GAsyncResult *result, GError **error);

/* Takes back what stands on the line at @position of @desk, by whoever it was said. Refused with
 * ERP_ERROR_VALIDATION in a closed period. */
void biz_match_store_undo_async (BizMatchStore *self,
                                 BizMatchDesk *desk,
                                 guint position,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean biz_match_store_undo_finish (BizMatchStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
