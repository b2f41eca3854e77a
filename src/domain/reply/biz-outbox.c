/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-outbox-private.h"

#include "biz-say.h"
#include "erp-session.h"

#define KEY "biz-outbox"

struct _BizOutbox
{
  GObject parent_instance;

  ErpSession *session; /* which owns this */
  GPtrArray *items;    /* (owned): BizOutboxItem */
  guint delay;         /* ms */
  guint timeout;
  GPtrArray *waiting;   /* (owned): GTask: what waits for the end of all */
  GHashTable *returned; /* (owned): "model:id" -> BizReply */
  GError *failure;      /* (owned) (nullable): the first since somebody waits */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BizOutbox,
                               biz_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  SENT,
  RETURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule (BizOutbox *self);

static gboolean
remove_item (BizOutbox *self, BizOutboxItem *item)
{
  guint index;

  if (!g_ptr_array_find (self->items, item, &index))
    return FALSE;
  g_ptr_array_remove_index (self->items, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);

  return TRUE;
}

static void
end_waiting (BizOutbox *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (self->items->len > 0 || self->waiting->len == 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    if (self->failure != NULL)
      g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (self->failure));
    else
      g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
  g_clear_error (&self->failure);
}

static char *
make_key (const char *model, gint64 id)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, model, id);
}

/* It could not be sent, or it is not known whether it was: the journal has it in the second case,
 * and refuses the same wish until it knows. */
static void
give_back (BizOutbox *self, BizOutboxItem *item, const GError *error)
{
  BizThread *thread = biz_outbox_item_get_thread (item);

  /* who shows the draft takes its files over */
  g_hash_table_replace (self->returned,
                        make_key (biz_thread_get_model (thread), biz_thread_get_id (thread)),
                        g_object_ref (biz_outbox_item_get_reply (item)));
  biz_outbox_make_draft (thread, biz_outbox_item_get_reply (item), biz_outbox_item_get_mark (item));
  if (error != NULL && self->failure == NULL)
    self->failure = g_error_copy (error);
  g_signal_emit (self, signals[RETURNED], 0, item, error);
  end_waiting (self);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizOutboxItem) item = user_data;
  BizThread *thread = BIZ_THREAD (source);
  g_autoptr (BizOutbox) self = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean said = biz_say_finish (thread, result, &error);

  self = biz_outbox_peek (biz_thread_get_session (thread));
  if (self == NULL)
    return;
  g_object_ref (self);
  if (!remove_item (self, item))
    return;
  if (biz_outbox_item_get_state (item) == BIZ_OUTBOX_STOPPED && !said)
    give_back (self, item, NULL);
  /* The journal ends with the program and goes on with it the next time. */
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_waiting (self);
  else if (said)
    {
      biz_outbox_forget_held (thread, biz_outbox_item_get_mark (item));
      g_signal_emit (self, signals[SENT], 0, item);
      end_waiting (self);
    }
  else
    give_back (self, item, error);
}

static void
send_item (BizOutbox *self, BizOutboxItem *item)
{
  if (biz_outbox_item_get_state (item) != BIZ_OUTBOX_HELD)
    return;
  biz_outbox_item_set_state (item, BIZ_OUTBOX_SENDING);
  biz_say_async (biz_outbox_item_get_thread (item), biz_outbox_item_get_reply (item),
                 biz_outbox_item_get_cancellable (item), posted_cb, g_object_ref (item));
}

static gboolean
due_cb (gpointer user_data)
{
  BizOutbox *self = user_data;
  const gint64 now = g_get_monotonic_time ();

  self->timeout = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      BizOutboxItem *item = g_ptr_array_index (self->items, i);

      if (biz_outbox_item_get_due (item) <= now)
        send_item (self, item);
    }
  schedule (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (BizOutbox *self)
{
  gint64 next = G_MAXINT64;

  g_clear_handle_id (&self->timeout, g_source_remove);
  for (guint i = 0; i < self->items->len; i++)
    {
      BizOutboxItem *item = g_ptr_array_index (self->items, i);

      if (biz_outbox_item_get_state (item) == BIZ_OUTBOX_HELD)
        next = MIN (next, biz_outbox_item_get_due (item));
    }
  if (next != G_MAXINT64)
    {
      const gint64 left = MAX (next - g_get_monotonic_time (), 0);

      self->timeout = g_timeout_add ((guint)(left / 1000 + 1), due_cb, self);
    }
}

static GType
get_item_type (GListModel *model)
{
  return BIZ_TYPE_OUTBOX_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BIZ_OUTBOX (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BizOutbox *self = BIZ_OUTBOX (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
biz_outbox_finalize (GObject *object)
{
  BizOutbox *self = BIZ_OUTBOX (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->returned);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (biz_outbox_parent_class)->finalize (object);
}

static void
biz_outbox_class_init (BizOutboxClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = biz_outbox_finalize;
  signals[SENT] = g_signal_new ("sent", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, BIZ_TYPE_OUTBOX_ITEM);
  signals[RETURNED] = g_signal_new ("returned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, BIZ_TYPE_OUTBOX_ITEM, G_TYPE_ERROR);
}

static void
biz_outbox_init (BizOutbox *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->returned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->delay = BIZ_OUTBOX_DELAY_MS;
}

BizOutbox *
biz_outbox_peek (ErpSession *session)
{
  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  return g_object_get_data (G_OBJECT (session), KEY);
}

BizOutbox *
biz_outbox_get (ErpSession *session)
{
  BizOutbox *self = biz_outbox_peek (session);

  if (self == NULL)
    {
      self = g_object_new (BIZ_TYPE_OUTBOX, NULL);
      self->session = session;
      g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
    }

  return self;
}

void
biz_outbox_set_delay (BizOutbox *self, guint milliseconds)
{
  g_return_if_fail (BIZ_IS_OUTBOX (self));

  self->delay = milliseconds;
}

BizOutboxItem *
biz_outbox_find (BizOutbox *self, const char *model, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_OUTBOX (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      BizOutboxItem *item = g_ptr_array_index (self->items, i);
      BizThread *thread = biz_outbox_item_get_thread (item);

      if (biz_thread_get_id (thread) == id && g_str_equal (biz_thread_get_model (thread), model))
        return item;
    }

  return NULL;
}

static BizOutboxItem *
find_mark (BizOutbox *self, const char *mark)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (biz_outbox_item_get_mark (g_ptr_array_index (self->items, i)), mark))
      return g_ptr_array_index (self->items, i);

  return NULL;
}

gboolean
biz_outbox_has (BizOutbox *self, const char *mark)
{
  return find_mark (self, mark) != NULL;
}

/**
 * biz_outbox_hold:
 * @self: an outbox
 * @thread: where it is said; of the same session
 * @reply: what is said
 *
 * The same draft may be shown in two windows, and be sent from both: it waits once.
 *
 * Returns: (transfer none): what waits now
 */
BizOutboxItem *
biz_outbox_hold (BizOutbox *self, BizThread *thread, BizReply *reply)
{
  BizOutboxItem *former;
  BizOutboxItem *item;

  g_return_val_if_fail (BIZ_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply), NULL);
  g_return_val_if_fail (biz_thread_get_session (thread) == self->session, NULL);

  former = find_mark (self, biz_reply_get_mark (reply));
  if (former != NULL && biz_reply_says_same (biz_outbox_item_get_reply (former), reply))
    {
      biz_outbox_keep_held (thread, reply);
      return former;
    }
  if (former != NULL)
    biz_reply_renew_mark (reply);
  former = biz_outbox_find (self, biz_thread_get_model (thread), biz_thread_get_id (thread));
  if (former != NULL)
    send_item (self, former);
  biz_outbox_keep_held (thread, reply);
  item = biz_outbox_item_new (thread, reply, g_get_monotonic_time () + (gint64)self->delay * 1000);
  g_ptr_array_add (self->items, item);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  schedule (self);

  return item;
}

gboolean
biz_outbox_take_back (BizOutbox *self, BizOutboxItem *item)
{
  g_autoptr (BizOutboxItem) held = NULL;

  g_return_val_if_fail (BIZ_IS_OUTBOX (self) && BIZ_IS_OUTBOX_ITEM (item), FALSE);

  if (!biz_outbox_item_may_take_back (item))
    return FALSE;
  held = g_object_ref (item);
  if (biz_outbox_item_get_state (item) == BIZ_OUTBOX_SENDING)
    {
      /* It comes back when its files have stopped. */
      biz_outbox_item_set_state (item, BIZ_OUTBOX_STOPPED);
      g_cancellable_cancel (biz_outbox_item_get_cancellable (item));
      return TRUE;
    }
  if (!remove_item (self, item))
    return FALSE;
  schedule (self);
  give_back (self, item, NULL);

  return TRUE;
}

void
biz_outbox_take_all_back (BizOutbox *self)
{
  g_return_if_fail (BIZ_IS_OUTBOX (self));

  for (guint i = self->items->len; i > 0; i--)
    biz_outbox_take_back (self, g_ptr_array_index (self->items, i - 1));
}

BizReply *
biz_outbox_steal_returned (BizOutbox *self, const char *model, gint64 id)
{
  g_autofree char *key = NULL;
  g_autofree char *stolen_key = NULL;
  gpointer reply = NULL;

  g_return_val_if_fail (BIZ_IS_OUTBOX (self) && model != NULL, NULL);

  key = make_key (model, id);
  g_hash_table_steal_extended (self->returned, key, (gpointer *)&stolen_key, &reply);

  return reply;
}

void
biz_outbox_send_now (BizOutbox *self, BizOutboxItem *item)
{
  g_return_if_fail (BIZ_IS_OUTBOX (self) && BIZ_IS_OUTBOX_ITEM (item));

  send_item (self, item);
  schedule (self);
}

guint
biz_outbox_get_n_held (BizOutbox *self)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_OUTBOX (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    if (biz_outbox_item_get_state (g_ptr_array_index (self->items, i)) == BIZ_OUTBOX_HELD)
      n++;

  return n;
}

void
biz_outbox_finish_async (BizOutbox *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BIZ_IS_OUTBOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_outbox_finish_async);
  g_ptr_array_add (self->waiting, task);
  g_clear_error (&self->failure);
  for (guint i = 0; i < self->items->len; i++)
    send_item (self, g_ptr_array_index (self->items, i));
  schedule (self);
  end_waiting (self);
}

gboolean
biz_outbox_finish_finish (BizOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
