/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-outbox-item.h"

struct _BizOutboxItem
{
  GObject parent_instance;

  BizThread *thread;         /* (owned) */
  BizReply *reply;           /* (owned) */
  char *mark;                /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint64 due;
  BizOutboxState state;
};

G_DEFINE_FINAL_TYPE (BizOutboxItem, biz_outbox_item, G_TYPE_OBJECT)

static void
biz_outbox_item_finalize (GObject *object)
{
  BizOutboxItem *self = BIZ_OUTBOX_ITEM (object);

  g_clear_object (&self->thread);
  g_clear_object (&self->reply);
  g_free (self->mark);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (biz_outbox_item_parent_class)->finalize (object);
}

static void
biz_outbox_item_class_init (BizOutboxItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_outbox_item_finalize;
}

static void
biz_outbox_item_init (BizOutboxItem *self)
{
  self->cancellable = g_cancellable_new ();
}

BizOutboxItem *
biz_outbox_item_new (BizThread *thread, BizReply *reply, gint64 due)
{
  BizOutboxItem *self;

  g_return_val_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply), NULL);

  self = g_object_new (BIZ_TYPE_OUTBOX_ITEM, NULL);
  self->thread = g_object_ref (thread);
  self->reply = g_object_ref (reply);
  self->mark = g_strdup (biz_reply_get_mark (reply));
  self->due = due;

  return self;
}

BizThread *
biz_outbox_item_get_thread (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), NULL);

  return self->thread;
}

BizReply *
biz_outbox_item_get_reply (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), NULL);

  return self->reply;
}

const char *
biz_outbox_item_get_mark (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), NULL);

  return self->mark;
}

GCancellable *
biz_outbox_item_get_cancellable (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), NULL);

  return self->cancellable;
}

gboolean
biz_outbox_item_may_take_back (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), FALSE);

  return self->state == BIZ_OUTBOX_HELD
         || (self->state == BIZ_OUTBOX_SENDING && biz_reply_is_moving (self->reply));
}

gint64
biz_outbox_item_get_due (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), 0);

  return self->due;
}

guint
biz_outbox_item_get_seconds (BizOutboxItem *self)
{
  gint64 left;

  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), 0);

  left = self->due - g_get_monotonic_time ();
  if (self->state != BIZ_OUTBOX_HELD || left <= 0)
    return 0;

  return (guint)((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
}

BizOutboxState
biz_outbox_item_get_state (BizOutboxItem *self)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX_ITEM (self), BIZ_OUTBOX_HELD);

  return self->state;
}

void
biz_outbox_item_set_state (BizOutboxItem *self, BizOutboxState state)
{
  g_return_if_fail (BIZ_IS_OUTBOX_ITEM (self));

  self->state = state;
}
