/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread-private.h"

#include "biz-thread-load.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-session.h"

#include <string.h>

/* How what hangs on the record comes, and is taken over into the lists that are shown. */

#define PAGE_LENGTH 40

/* One load: two answers. */
typedef struct
{
  guint n_running;
  GError *error; /* (owned) (nullable): the first */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_error (&load->error);
  g_free (load);
}

static ErpCall *
new_read (BizThread *self, const char *model, const char *method)
{
  ErpCall *call = erp_call_new_read (model, method);

  if (self->company_id != 0)
    erp_call_set_companies (call, &self->company_id, 1);

  return call;
}

static gint64
get_entry_id (GListModel *entries, guint i)
{
  g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

  return entry != NULL ? biz_log_entry_get_id (entry) : 0;
}

/* How many of @fresh are newer than all that is shown; -1 where the two do not go on in each
 * other. */
static int
count_newer (GListModel *shown, GListModel *fresh)
{
  guint n_fresh = g_list_model_get_n_items (fresh);
  guint n_shown = g_list_model_get_n_items (shown);
  guint newer = 0;

  while (newer < n_fresh && get_entry_id (fresh, newer) != get_entry_id (shown, 0))
    newer++;
  if (newer == n_fresh)
    return -1;
  for (guint i = newer; i < n_fresh; i++)
    if (i - newer >= n_shown || get_entry_id (fresh, i) != get_entry_id (shown, i - newer))
      return -1;
  return (int)newer;
}

static void
splice (GListStore *list, guint position, guint n_removed, GListModel *from, guint n_added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (items, g_list_model_get_item (from, i));
  g_list_store_splice (list, position, n_removed, items->pdata, items->len);
}

static void
replace (GListStore *list, GListModel *by)
{
  splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), by,
          g_list_model_get_n_items (by));
}

static gboolean
has_same_pictures (BizLogEntry *a, BizLogEntry *b)
{
  GPtrArray *mine = biz_log_entry_get_parts (a);
  GPtrArray *theirs = biz_log_entry_get_parts (b);
  guint n = mine != NULL ? mine->len : 0;

  if (n != (theirs != NULL ? theirs->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (((const BizHtmlPart *)g_ptr_array_index (mine, i))->picture
        != ((const BizHtmlPart *)g_ptr_array_index (theirs, i))->picture)
      return FALSE;
  return TRUE;
}

/* Whether a message reads as it did before: its words and files, and who may read it. */
static gboolean
says_same (BizLogEntry *a, BizLogEntry *b)
{
  guint n;
  guint n_before;
  const gint64 *files = biz_log_entry_get_files (a, &n);
  const gint64 *before = biz_log_entry_get_files (b, &n_before);

  return biz_log_entry_get_kind (a) == biz_log_entry_get_kind (b)
         && g_str_equal (biz_log_entry_get_markup (a), biz_log_entry_get_markup (b))
         && biz_log_entry_get_n_changes (a) == biz_log_entry_get_n_changes (b) && n == n_before
         && (n == 0 || memcmp (files, before, n * sizeof *files) == 0) && has_same_pictures (a, b);
}

/* Somebody wrote a message anew, or took back what it said. */
static void
renew (GListStore *shown, GListModel *fresh, guint newer)
{
  for (guint i = newer; i < g_list_model_get_n_items (fresh); i++)
    {
      g_autoptr (BizLogEntry) before = g_list_model_get_item (G_LIST_MODEL (shown), i - newer);
      g_autoptr (BizLogEntry) now = g_list_model_get_item (fresh, i);
      gpointer item = now;

      if (!says_same (before, now))
        g_list_store_splice (shown, i - newer, 1, &item, 1);
    }
}

/* The newest page; older ones that were read stay where they go on in it. What the person reads
 * does not jump. */
static void
take_entries (BizThread *self, GListModel *fresh, guint n_all)
{
  int newer = self->is_loaded ? count_newer (G_LIST_MODEL (self->entries), fresh) : -1;

  if (newer >= 0)
    renew (self->entries, fresh, (guint)newer);
  if (newer > 0)
    splice (self->entries, 0, 0, fresh, (guint)newer);
  else if (newer < 0)
    replace (self->entries, fresh);
  self->n_older = n_all - MIN (n_all, g_list_model_get_n_items (G_LIST_MODEL (self->entries)));
}

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
know (BizThread *self, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      BizAttachment *file = g_list_model_get_item (files, i);

      g_hash_table_insert (self->known, copy_id (biz_attachment_get_id (file)), file);
    }
}

/* Ids of files of messages that were not asked for yet. */
static GArray *
list_unknown (BizThread *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      guint n;
      const gint64 *files = biz_log_entry_get_files (entry, &n);

      for (guint k = 0; k < n; k++)
        if (!g_hash_table_contains (self->known, &files[k]))
          g_array_append_val (ids, files[k]);
    }
  return ids;
}

static void
more_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizThread) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (files == NULL)
    {
      g_debug ("the files of messages are not known: %s", error->message);
      return;
    }
  know (self, files);
  biz_thread_emit_changed (self);
}

/* A message may have files that are not the record's own. */
static void
ask_for_more_files (BizThread *self, GCancellable *cancellable)
{
  g_autoptr (GArray) ids = list_unknown (self);
  g_autoptr (ErpCall) call = NULL;

  if (ids->len == 0)
    return;
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (self->known, copy_id (g_array_index (ids, gint64, i)), NULL);
  call = new_read (self, "ir.attachment", "web_search_read");
  biz_thread_load_set_files_by_id (call, (const gint64 *)(gpointer)ids->data, ids->len);
  erp_call_set_decoder (call, biz_thread_decode_files, NULL, NULL, g_object_unref);
  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, more_files_cb,
                         g_object_ref (self));
}

static void
end_one (GTask *task, GError *error)
{
  BizThread *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_running > 0)
    return;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      ask_for_more_files (self, g_task_get_cancellable (task));
      biz_thread_emit_changed (self);
    }
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (BizThreadRecord) record = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (record != NULL)
    {
      if (self->records->len == 1)
        take_entries (self, G_LIST_MODEL (record->entries), record->n_entries);
      replace (self->activities, G_LIST_MODEL (record->activities));
      replace (self->followers, G_LIST_MODEL (record->followers));
      self->is_following = record->is_following;
      self->main_file = record->main_file;
      self->written = record->written;
      self->writer_uid = record->writer_uid;
      g_free (self->writer);
      self->writer = g_steal_pointer (&record->writer);
      self->is_loaded = TRUE;
    }
  end_one (task, error);
}

/* Of several records there is no list that one of them has. */
static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (BizThreadPage) page = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (page != NULL)
    take_entries (self, G_LIST_MODEL (page->entries), page->n_all);
  end_one (task, error);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GListModel) files = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (files != NULL)
    {
      know (self, files);
      replace (self->files, files);
    }
  end_one (task, error);
}

static void
older_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizThreadPage) page = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  gint64 *last = g_task_get_task_data (task);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Meanwhile the list may have been another. */
  if (n > 0 && get_entry_id (G_LIST_MODEL (self->entries), n - 1) == *last)
    {
      guint n_page = g_list_model_get_n_items (G_LIST_MODEL (page->entries));

      splice (self->entries, n, 0, G_LIST_MODEL (page->entries), n_page);
      self->n_older = page->n_all - MIN (page->n_all, n_page);
      ask_for_more_files (self, g_task_get_cancellable (task));
      biz_thread_emit_changed (self);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * biz_thread_prime:
 * @self: a conversation
 * @entries: (nullable): of BizLogEntry, newest first
 * @n_older: how many there are beyond them
 *
 * Shows what came with the record, until the conversation itself is loaded; does nothing
 * afterwards.
 */
void
biz_thread_prime (BizThread *self, GListModel *entries, guint n_older)
{
  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (entries == NULL || G_IS_LIST_MODEL (entries));

  if (self->is_loaded || entries == NULL)
    return;
  replace (self->entries, entries);
  self->n_older = n_older;
}

static void
ask_for_record (BizThread *self, GTask *task)
{
  g_autoptr (ErpCall) call = new_read (self, self->model, "web_read");
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  erp_call_set_id (call, self->id);
  erp_call_take_arg (call, "specification",
                     biz_thread_load_specification (
                         self->model, PAGE_LENGTH,
                         erp_capabilities_has_group (capabilities, "base.group_system")));
  erp_call_set_decoder (call, biz_thread_decode_record, NULL, NULL,
                        (GDestroyNotify)biz_thread_record_free);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), record_cb, g_object_ref (task));
}

static void
ask_for_page (BizThread *self, GTask *task)
{
  g_autoptr (ErpCall) call = new_read (self, "mail.message", "web_search_read");

  biz_thread_load_set_older (
      call, self->model, self->records, G_MAXINT32, PAGE_LENGTH,
      erp_capabilities_has_group (erp_session_get_capabilities (self->session),
                                  "base.group_system"));
  erp_call_set_decoder (call, biz_thread_decode_page, NULL, NULL,
                        (GDestroyNotify)biz_thread_page_free);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

static void
ask_for_files (BizThread *self, GTask *task)
{
  g_autoptr (ErpCall) call = new_read (self, "ir.attachment", "web_search_read");

  biz_thread_load_set_files (call, self->model, self->records);
  erp_call_set_decoder (call, biz_thread_decode_files, NULL, NULL, g_object_unref);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), files_cb, g_object_ref (task));
}

/**
 * biz_thread_load_async:
 * @self: a conversation
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Loads the newest page of what was said, and all that hangs on the record.
 */
void
biz_thread_load_async (BizThread *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (BIZ_IS_THREAD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_load_async);
  load = g_new0 (Load, 1);
  load->n_running = self->records->len > 1 ? 3 : 2;
  g_task_set_task_data (task, load, free_load);
  ask_for_record (self, task);
  ask_for_files (self, task);
  if (self->records->len > 1)
    ask_for_page (self, task);
}

gboolean
biz_thread_load_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * biz_thread_load_older_async:
 * @self: a loaded conversation
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Adds the next page at the end of the entries.
 */
void
biz_thread_load_older_async (BizThread *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  GTask *task;
  gint64 last;
  guint n;

  g_return_if_fail (BIZ_IS_THREAD (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  last = n > 0 ? get_entry_id (G_LIST_MODEL (self->entries), n - 1) : G_MAXINT32;
  call = new_read (self, "mail.message", "web_search_read");
  biz_thread_load_set_older (
      call, self->model, self->records, last, PAGE_LENGTH,
      erp_capabilities_has_group (erp_session_get_capabilities (self->session),
                                  "base.group_system"));
  erp_call_set_decoder (call, biz_thread_decode_page, NULL, NULL,
                        (GDestroyNotify)biz_thread_page_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_load_older_async);
  g_task_set_task_data (task, g_memdup2 (&last, sizeof last), g_free);
  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, older_cb, task);
}

gboolean
biz_thread_load_older_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
