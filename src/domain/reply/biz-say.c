/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-say.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define KEY "biz-say-marks"

/* What is being said and the journal need not have yet, as its files travel first: the same may be
 * shown in another window, or be shown again. */
static GHashTable *
get_marks (BizThread *thread)
{
  GObject *session = G_OBJECT (biz_thread_get_session (thread));
  GHashTable *marks = g_object_get_data (session, KEY);

  if (marks == NULL)
    {
      marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (session, KEY, marks, (GDestroyNotify)g_hash_table_unref);
    }

  return marks;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!JSON_NODE_HOLDS_VALUE (answer) || json_node_get_value_type (answer) != G_TYPE_INT64)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_PROTOCOL, "%s",
                             _ ("The server answered something that is not understood."));
  else
    g_task_return_int (task, (gssize)json_node_get_int (answer));
}

void
biz_say_look_async (BizThread *thread,
                    BizReply *reply,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("mail.message", "search_count");
  GTask *task;

  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply));

  task = g_task_new (thread, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_say_look_async);
  erp_domain_add_string (domain, "model", "=", biz_thread_get_model (thread));
  erp_domain_add_int (domain, "res_id", "=", biz_thread_get_id (thread));
  erp_domain_add_string (domain, "message_id", "ilike", biz_reply_get_mark (reply));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (thread)), call,
                         cancellable, counted_cb, task);
}

gint64
biz_say_look_finish (BizThread *thread, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, thread), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * biz_say_is_open:
 * @thread: where it was said
 * @reply: what was said
 *
 * Returns: whether it is on its way, or a job of the journal carries its mark and has not ended
 */
gboolean
biz_say_is_open (BizThread *thread, BizReply *reply)
{
  ErpJournal *journal;
  guint n;

  g_return_val_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply), FALSE);

  if (g_hash_table_contains (get_marks (thread), biz_reply_get_mark (reply)))
    return TRUE;
  journal = erp_session_get_journal (biz_thread_get_session (thread));
  n = journal != NULL ? g_list_model_get_n_items (G_LIST_MODEL (journal)) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (G_LIST_MODEL (journal), i);

      if (!erp_job_is_ended (job) && erp_job_says (job, "mark", biz_reply_get_mark (reply)))
        return TRUE;
    }

  return FALSE;
}

static void
end_try (GTask *task)
{
  g_hash_table_remove (get_marks (g_task_get_source_object (task)),
                       biz_reply_get_mark (g_task_get_task_data (task)));
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  end_try (task);
  if (job != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
post (GTask *task)
{
  BizReply *reply = g_task_get_task_data (task);

  biz_reply_note_try (reply);
  biz_thread_post_async (g_task_get_source_object (task), reply, g_task_get_cancellable (task),
                         posted_cb, g_object_ref (task));
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_thread_load_finish (BIZ_THREAD (source), result, &error))
    g_debug ("the conversation was not loaded again: %s", error->message);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *thread = BIZ_THREAD (source);
  BizReply *reply = g_task_get_task_data (task);
  GError *error = NULL;
  const gint64 n = biz_say_look_finish (thread, result, &error);

  if (n == 0)
    {
      post (task);
      return;
    }
  end_try (task);
  if (n < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_thread_load_async (thread, g_task_get_cancellable (task), reloaded_cb, NULL);
  if (biz_reply_is_as_tried (reply))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  biz_reply_renew_mark (reply);
  g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT, "%s",
                           _ ("An earlier version of this was sent already; it stands in the "
                              "conversation. Keep here what is new, and send it again."));
}

/**
 * biz_say_async:
 * @thread: a conversation
 * @reply: what is said; it is not to be changed until it is done
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_say_async (BizThread *thread,
               BizReply *reply,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply));

  task = g_task_new (thread, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_say_async);
  g_task_set_task_data (task, g_object_ref (reply), g_object_unref);
  if (biz_say_is_open (thread, reply))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT, "%s",
                               _ ("The same is under way already. Look at it in the journal before "
                                  "doing it again."));
      return;
    }
  g_hash_table_add (get_marks (thread), g_strdup (biz_reply_get_mark (reply)));
  if (!biz_reply_was_tried (reply))
    post (task);
  else
    biz_say_look_async (thread, reply, cancellable, looked_cb, g_steal_pointer (&task));
}

gboolean
biz_say_finish (BizThread *thread, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, thread), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
