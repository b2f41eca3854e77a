/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-bin.h"

#include "erp-job.h"
#include "erp-session.h"

#define KEY "biz-file-bin"

/* One file; it has no conversation of its own, as that would keep the session. */
typedef struct
{
  BizAttachment *file; /* (owned) */
  char *model;         /* (owned) */
  gint64 id;
  char *name; /* (owned) */
  gint64 company_id;
  gint64 due; /* monotonic, µs; 0: it is being deleted */
} Entry;

struct _BizFileBin
{
  GObject parent_instance;

  ErpSession *session; /* weak (nullable): which owns this */
  GHashTable *entries; /* (owned): id of a file -> Entry */
  guint delay;         /* ms */
  guint tick;
};

G_DEFINE_FINAL_TYPE (BizFileBin, biz_file_bin, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DELETED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule (BizFileBin *self);

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->file);
  g_free (entry->model);
  g_free (entry->name);
  g_free (entry);
}

static void
biz_file_bin_finalize (GObject *object)
{
  BizFileBin *self = BIZ_FILE_BIN (object);

  g_clear_weak_pointer (&self->session);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (biz_file_bin_parent_class)->finalize (object);
}

static void
biz_file_bin_class_init (BizFileBinClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = biz_file_bin_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DELETED] = g_signal_new ("deleted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
biz_file_bin_init (BizFileBin *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_entry);
  self->delay = BIZ_FILE_BIN_DELAY_MS;
}

BizFileBin *
biz_file_bin_get (ErpSession *session)
{
  BizFileBin *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), KEY);
  if (self == NULL)
    {
      self = g_object_new (BIZ_TYPE_FILE_BIN, NULL);
      g_set_weak_pointer (&self->session, session);
      g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
    }

  return self;
}

void
biz_file_bin_set_delay (BizFileBin *self, guint milliseconds)
{
  g_return_if_fail (BIZ_IS_FILE_BIN (self));

  self->delay = milliseconds;
}

static Entry *
find (BizFileBin *self, gint64 file_id)
{
  return g_hash_table_lookup (self->entries, &file_id);
}

/* A deletion on its way. */
typedef struct
{
  BizFileBin *bin; /* (owned) */
  gint64 file_id;
} Deletion;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Deletion *deletion = user_data;
  g_autoptr (BizFileBin) self = deletion->bin;
  g_autoptr (BizThread) thread = g_object_ref (BIZ_THREAD (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (thread, result, &error);
  Entry *entry = find (self, deletion->file_id);
  g_autofree char *name = g_strdup (entry != NULL ? biz_attachment_get_name (entry->file) : "");

  g_hash_table_remove (self->entries, &deletion->file_id);
  if (job != NULL)
    g_signal_emit (self, signals[DELETED], 0, biz_thread_get_model (thread),
                   biz_thread_get_id (thread));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, biz_thread_get_model (thread),
                   biz_thread_get_id (thread), name, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void delete (BizFileBin *self, Entry *entry)
{
  g_autoptr (BizThread) thread =
      biz_thread_new (self->session, entry->model, entry->id, entry->name, entry->company_id);
  Deletion *deletion = g_new0 (Deletion, 1);

  entry->due = 0;
  deletion->bin = g_object_ref (self);
  deletion->file_id = biz_attachment_get_id (entry->file);
  biz_thread_delete_file_async (thread, entry->file, NULL, deleted_cb, deletion);
}

static gboolean
tick_cb (gpointer user_data)
{
  BizFileBin *self = user_data;
  g_autoptr (BizFileBin) kept = g_object_ref (self);
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GPtrArray) due = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  self->tick = 0;
  if (self->session == NULL)
    return G_SOURCE_REMOVE;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *)value)->due > 0 && ((Entry *)value)->due <= now)
      g_ptr_array_add (due, value);
  for (guint i = 0; i < due->len; i++)
    delete (self, g_ptr_array_index (due, i));
  schedule (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Every second, and when the next one is due. */
static void
schedule (BizFileBin *self)
{
  const gint64 now = g_get_monotonic_time ();
  gint64 wait = G_USEC_PER_SEC;
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->tick, g_source_remove);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *)value)->due > 0)
      {
        any = TRUE;
        wait = MIN (wait, MAX (((Entry *)value)->due - now, 0));
      }
  if (any)
    self->tick = g_timeout_add ((guint)(wait / 1000) + 1, tick_cb, self);
}

/**
 * biz_file_bin_throw:
 * @self: the session's bin
 * @thread: of the record the file is on
 * @file: a file of it
 *
 * It is deleted when its time is over, once, through the journal.
 */
void
biz_file_bin_throw (BizFileBin *self, BizThread *thread, BizAttachment *file)
{
  gint64 file_id;
  Entry *entry;

  g_return_if_fail (BIZ_IS_FILE_BIN (self));
  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_ATTACHMENT (file));

  file_id = biz_attachment_get_id (file);
  if (find (self, file_id) != NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->file = g_object_ref (file);
  entry->model = g_strdup (biz_thread_get_model (thread));
  entry->id = biz_thread_get_id (thread);
  entry->name = g_strdup (biz_thread_get_name (thread));
  entry->company_id = biz_thread_get_company_id (thread);
  entry->due = g_get_monotonic_time () + (gint64)self->delay * 1000;
  g_hash_table_insert (self->entries, g_memdup2 (&file_id, sizeof file_id), entry);
  schedule (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
biz_file_bin_take_back (BizFileBin *self, gint64 file_id)
{
  Entry *entry;

  g_return_val_if_fail (BIZ_IS_FILE_BIN (self), FALSE);

  entry = find (self, file_id);
  if (entry == NULL || entry->due == 0)
    return FALSE;
  g_hash_table_remove (self->entries, &file_id);
  schedule (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

gboolean
biz_file_bin_has (BizFileBin *self, gint64 file_id)
{
  g_return_val_if_fail (BIZ_IS_FILE_BIN (self), FALSE);

  return find (self, file_id) != NULL;
}

guint
biz_file_bin_get_seconds (BizFileBin *self, gint64 file_id)
{
  Entry *entry;
  gint64 left;

  g_return_val_if_fail (BIZ_IS_FILE_BIN (self), 0);

  entry = find (self, file_id);
  if (entry == NULL || entry->due == 0)
    return 0;
  left = MAX (entry->due - g_get_monotonic_time (), 0);

  return (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}
