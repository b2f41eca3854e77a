/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_OUTBOX_HELD,    /* nothing was sent: it may be taken back */
  BIZ_OUTBOX_SENDING, /* in the hands of the journal, once its files are on the server */
  BIZ_OUTBOX_STOPPED, /* taken back while its files were on their way */
} BizOutboxState;

/* A message that was given to BizOutbox. Immutable but for its state. */
#define BIZ_TYPE_OUTBOX_ITEM (biz_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (BizOutboxItem, biz_outbox_item, BIZ, OUTBOX_ITEM, GObject)

/* @due: of g_get_monotonic_time () */
BizOutboxItem *
biz_outbox_item_new (BizThread *thread, BizReply *reply, gint64 due) G_GNUC_WARN_UNUSED_RESULT;
BizThread *biz_outbox_item_get_thread (BizOutboxItem *self);
BizReply *biz_outbox_item_get_reply (BizOutboxItem *self);
/* That of the reply as it was given; what became an earlier version of it has a new one. */
const char *biz_outbox_item_get_mark (BizOutboxItem *self);
/* (transfer none) */
GCancellable *biz_outbox_item_get_cancellable (BizOutboxItem *self);
/* Whether nothing was said yet. */
gboolean biz_outbox_item_may_take_back (BizOutboxItem *self);
gint64 biz_outbox_item_get_due (BizOutboxItem *self);
/* Whole seconds until it goes, rounded up; 0 where it is on its way. */
guint biz_outbox_item_get_seconds (BizOutboxItem *self);
BizOutboxState biz_outbox_item_get_state (BizOutboxItem *self);
void biz_outbox_item_set_state (BizOutboxItem *self, BizOutboxState state);

G_END_DECLS
