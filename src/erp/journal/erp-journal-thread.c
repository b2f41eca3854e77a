/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-journal-thread.h"

/* Ended jobs are told for thirty days. */
#define KEEP (30 * G_TIME_SPAN_DAY)

struct _ErpJournalThread
{
  GObject parent_instance;

  GThreadPool *pool; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ErpJournalThread, erp_journal_thread, G_TYPE_OBJECT)

typedef enum
{
  INSERT,
  UPDATE,
  POLL,
  RELEASE,
} Verb;

typedef struct
{
  Verb verb;
  ErpJournalRecord *record; /* (owned) (nullable) */
  char *id;                 /* (owned) (nullable) */
  gboolean take;
  gboolean always;
  gint64 now;
  gint64 lease_until;
} Order;

/* The thread's own; the pool ends before it is freed. */
typedef struct
{
  ErpJournalStore *store; /* (owned) */
  gboolean is_open;
  gboolean was_pruned;
} Desk;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->record, erp_journal_record_free);
  g_free (order->id);
  g_free (order);
}

void
erp_journal_news_free (ErpJournalNews *news)
{
  g_clear_pointer (&news->taken, g_ptr_array_unref);
  g_clear_pointer (&news->records, g_ptr_array_unref);
  g_free (news);
}

static ErpJournalNews *
poll_store (Desk *desk, const Order *order, GError **error)
{
  g_autoptr (ErpJournalNews) news = g_new0 (ErpJournalNews, 1);
  gboolean changed;

  if (!erp_journal_store_renew (desk->store, order->lease_until, error))
    return NULL;
  if (!desk->was_pruned && !erp_journal_store_prune (desk->store, order->now - KEEP, error))
    return NULL;
  desk->was_pruned = TRUE;

  changed = erp_journal_store_has_changed (desk->store);
  if (order->take)
    news->taken =
        erp_journal_store_take (desk->store, order->id, order->now, order->lease_until, error);
  else
    news->taken = g_ptr_array_new ();
  if (news->taken == NULL)
    return NULL;
  if (order->always || changed || news->taken->len > 0)
    {
      news->records = erp_journal_store_load (desk->store, error);
      if (news->records == NULL)
        return NULL;
    }

  return g_steal_pointer (&news);
}

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  const Order *order = g_task_get_task_data (task);
  Desk *desk = user_data;
  GError *error = NULL;
  ErpJournalNews *news;
  gboolean done = FALSE;

  if (!desk->is_open)
    desk->is_open = erp_journal_store_open (desk->store, &error);
  if (!desk->is_open)
    {
      g_task_return_error (task, error);
      return;
    }

  if (order->verb == POLL)
    {
      news = poll_store (desk, order, &error);
      if (news != NULL)
        g_task_return_pointer (task, news, (GDestroyNotify)erp_journal_news_free);
      else
        g_task_return_error (task, error);
      return;
    }

  if (order->verb == INSERT)
    done = erp_journal_store_insert (desk->store, order->record, order->lease_until, &error);
  else if (order->verb == UPDATE)
    done = erp_journal_store_update (desk->store, order->record, order->lease_until, &error);
  else
    done = erp_journal_store_release (desk->store, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
push (ErpJournalThread *self, Order *order, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, order, order_free);
  if (self->pool != NULL)
    {
      g_thread_pool_push (self->pool, task, NULL);
      return;
    }

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The journal is closed");
  g_clear_object (&task);
}

static Order *
order_new (Verb verb, const ErpJournalRecord *record, gint64 lease_until)
{
  Order *order = g_new0 (Order, 1);

  order->verb = verb;
  order->record = record != NULL ? erp_journal_record_copy (record) : NULL;
  order->lease_until = lease_until;

  return order;
}

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  g_clear_object (&desk->store);
  g_free (desk);
}

static void
erp_journal_thread_finalize (GObject *object)
{
  erp_journal_thread_stop (ERP_JOURNAL_THREAD (object));

  G_OBJECT_CLASS (erp_journal_thread_parent_class)->finalize (object);
}

static void
erp_journal_thread_class_init (ErpJournalThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_journal_thread_finalize;
}

static void
erp_journal_thread_init (ErpJournalThread *self)
{
}

ErpJournalThread *
erp_journal_thread_new (ErpJournalStore *store)
{
  ErpJournalThread *self = g_object_new (ERP_TYPE_JOURNAL_THREAD, NULL);
  Desk *desk = g_new0 (Desk, 1);

  desk->store = store;
  self->pool = g_thread_pool_new_full (work, desk, g_object_unref, 1, FALSE, NULL);
  g_object_set_data_full (G_OBJECT (self), "desk", desk, desk_free);

  return self;
}

void
erp_journal_thread_insert_async (ErpJournalThread *self,
                                 const ErpJournalRecord *record,
                                 gint64 lease_until,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  push (self, order_new (INSERT, record, lease_until), callback, user_data);
}

void
erp_journal_thread_update_async (ErpJournalThread *self,
                                 const ErpJournalRecord *record,
                                 gint64 lease_until,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  push (self, order_new (UPDATE, record, lease_until), callback, user_data);
}

gboolean
erp_journal_thread_write_finish (ErpJournalThread *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
erp_journal_thread_poll_async (ErpJournalThread *self,
                               const char *id,
                               gboolean take,
                               gboolean always,
                               gint64 now,
                               gint64 lease_until,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Order *order = order_new (POLL, NULL, lease_until);

  order->id = g_strdup (id);
  order->take = take;
  order->always = always;
  order->now = now;
  push (self, order, callback, user_data);
}

ErpJournalNews *
erp_journal_thread_poll_finish (ErpJournalThread *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
erp_journal_thread_stop (ErpJournalThread *self)
{
  if (self->pool == NULL)
    return;

  push (self, order_new (RELEASE, NULL, 0), NULL, NULL);
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}
