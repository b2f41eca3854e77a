/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-message-files.h"

#include "biz-file-pack.h"
#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* What is laid down twice shows nowhere, so that it may be tried again. */
#define MAX_TRIES 3

typedef struct
{
  ErpClient *client; /* (owned) */
  gint64 company_id;
  GPtrArray *files; /* (owned): of BizNewFile */
  guint next;       /* of them */
  guint n_tries;
  BizFilePack *pack; /* (owned) (nullable): the last one */
} Work;

static void send (GTask *task);
static void go_on (GTask *task);

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->client);
  g_clear_object (&work->pack);
  g_ptr_array_unref (work->files);
  g_free (work);
}

static void
set_moving (GPtrArray *files, gboolean is_moving)
{
  for (guint i = 0; i < files->len; i++)
    biz_new_file_set_is_moving (g_ptr_array_index (files, i), is_moving);
}

/* Takes @error. */
static void
fail (GTask *task, GError *error)
{
  Work *work = g_task_get_task_data (task);

  set_moving (work->files, FALSE);
  g_task_return_error (task, error);
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_TIMEOUT)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const gint64 id = answer != NULL ? biz_job_first_id (answer) : 0;

  if (id != 0)
    {
      biz_new_file_set_server_id (g_ptr_array_index (work->files, work->next), id);
      work->n_tries = 0;
      work->next++;
      go_on (task);
      return;
    }
  if (error != NULL && !is_lost (error))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  if (++work->n_tries < MAX_TRIES)
    send (task);
  else
    fail (task, g_error_new_literal (ERP_ERROR, ERP_ERROR_UNREACHABLE,
                                     _ ("The connection broke before anything was done. Try again "
                                        "when the server can be reached.")));
}

static void
progress_cb (BizNewFile *file, guint64 n, guint64 n_all)
{
  biz_new_file_set_fraction (file, n_all > 0 ? MIN ((double)n / (double)n_all, 1) : 0);
}

static void
send (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = biz_file_pack_new_call (work->pack, NULL, work->company_id);

  g_signal_connect_object (call, "progress", G_CALLBACK (progress_cb),
                           g_ptr_array_index (work->files, work->next), G_CONNECT_SWAPPED);
  erp_client_call_async (work->client, call, g_task_get_cancellable (task), sent_cb,
                         g_object_ref (task));
}

static void
packed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  /* Not before: the call that sent the last one is gone only now. */
  g_clear_object (&work->pack);
  work->pack = biz_file_pack_finish (result, &error);
  if (work->pack == NULL)
    fail (task, error);
  else
    send (task);
}

static void
finish (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < work->files->len; i++)
    {
      const gint64 id = biz_new_file_get_server_id (g_ptr_array_index (work->files, i));

      g_array_append_val (ids, id);
    }
  set_moving (work->files, FALSE);
  g_task_return_pointer (task, ids, (GDestroyNotify)g_array_unref);
}

static void
go_on (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  BizNewFile *file;

  while (work->next < work->files->len
         && biz_new_file_get_server_id (g_ptr_array_index (work->files, work->next)) != 0)
    work->next++;
  if (work->next == work->files->len)
    {
      finish (task);
      return;
    }
  file = g_ptr_array_index (work->files, work->next);
  if (biz_new_file_get_content (file) == NULL)
    {
      fail (task, g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION,
                                       _ ("It can be sent when all of its files are there. Remove "
                                          "what is missing, or attach it again.")));
      return;
    }
  biz_file_pack_bytes_async (biz_new_file_get_content (file), biz_new_file_get_name (file),
                             g_task_get_cancellable (task), packed_cb, g_object_ref (task));
}

static gboolean
is_any_moving (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (biz_new_file_get_is_moving (g_ptr_array_index (files, i)))
      return TRUE;

  return FALSE;
}

/**
 * biz_message_files_lay_down_async:
 * @thread: of the record the message is for
 * @files: of BizNewFile; read now
 * @cancellable: (nullable): to stop
 * @callback: called when all are there, or one is not
 * @user_data: for @callback
 */
void
biz_message_files_lay_down_async (BizThread *thread,
                                  GListModel *files,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (BIZ_IS_THREAD (thread) && G_IS_LIST_MODEL (files));

  task = g_task_new (thread, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_message_files_lay_down_async);
  work = g_new0 (Work, 1);
  work->client = g_object_ref (erp_session_get_client (biz_thread_get_session (thread)));
  work->company_id = biz_thread_get_company_id (thread);
  work->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (work->files, g_list_model_get_item (files, i));
  g_task_set_task_data (task, work, free_work);
  if (is_any_moving (work->files))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT, "%s",
                               _ ("The same is under way already. Look at it in the journal before "
                                  "doing it again."));
      return;
    }
  set_moving (work->files, TRUE);
  go_on (task);
}

GArray *
biz_message_files_lay_down_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_message_files_note_error:
 * @files: of BizNewFile
 * @error: why the message was not posted, or not known to be
 *
 * While it is not known, the same message keeps the same ids: only then the journal sees that it
 * is the same.
 */
void
biz_message_files_note_error (GListModel *files, const GError *error)
{
  g_return_if_fail (G_IS_LIST_MODEL (files) && error != NULL);

  if (is_lost (error) || g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BizNewFile) file = g_list_model_get_item (files, i);

      biz_new_file_set_server_id (file, 0);
    }
}
