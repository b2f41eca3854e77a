/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-outbox-item.h"

G_BEGIN_DECLS

/* Messages that were sent and can still be taken back: each waits a moment, sealed on the disk as
 * drafts are, and then goes through the journal, once. One of a record at a time. A GListModel of
 * BizOutboxItem, the newest last. Signals: "sent" (item); "returned" (item, GError or NULL): it is
 * a draft of its record again, as it was taken back or could not be sent. */
#define BIZ_TYPE_OUTBOX (biz_outbox_get_type ())
G_DECLARE_FINAL_TYPE (BizOutbox, biz_outbox, BIZ, OUTBOX, GObject)

#define BIZ_OUTBOX_DELAY_MS 10000

/* (transfer none): the one of a session, made when it is asked for the first time */
BizOutbox *biz_outbox_get (ErpSession *session);
/* (transfer none) (nullable): the same, where it was made */
BizOutbox *biz_outbox_peek (ErpSession *session);
/* For those that follow. */
void biz_outbox_set_delay (BizOutbox *self, guint milliseconds);
/* (transfer none): what waits for the same record is sent at once. @reply is not changed any more.
 */
BizOutboxItem *biz_outbox_hold (BizOutbox *self, BizThread *thread, BizReply *reply);
/* FALSE where it is on its way already. */
gboolean biz_outbox_take_back (BizOutbox *self, BizOutboxItem *item);
void biz_outbox_send_now (BizOutbox *self, BizOutboxItem *item);
/* Those that may still be taken back. */
guint biz_outbox_get_n_held (BizOutbox *self);
/* (transfer none) (nullable): of this record, whatever its state */
BizOutboxItem *biz_outbox_find (BizOutbox *self, const char *model, gint64 id);
/* Sends everything now and waits for its end; fails with the first that could not be sent. */
void biz_outbox_finish_async (BizOutbox *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean biz_outbox_finish_finish (BizOutbox *self, GAsyncResult *result, GError **error);
/* (transfer full) (nullable): what came back of a record and nobody has taken over yet, with its
 * files. */
BizReply *biz_outbox_steal_returned (BizOutbox *self, const char *model, gint64 id);
/* All of them are drafts again: nothing of what waits is sent. */
void biz_outbox_take_all_back (BizOutbox *self);

/* What an earlier run of the program held when it ended badly, unless the server or the journal has
 * it: it is a draft of its record again before anybody is told, a BizReply, or NULL. Asks the
 * server only where there is one. */
void biz_outbox_recover_async (BizOutbox *self,
                               BizThread *thread,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) (nullable) */
BizReply *biz_outbox_recover_finish (BizOutbox *self, GAsyncResult *result, GError **error);

G_END_DECLS
