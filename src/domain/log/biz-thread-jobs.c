/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread.h"

#include "biz-job-body.h"
#include "biz-message-files.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* What BizThread writes. */

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_thread_load_finish (BIZ_THREAD (source), result, &error))
    g_debug ("the conversation was not loaded again: %s", error->message);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  /* Also where its end is not known: perhaps it shows. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    biz_thread_load_async (self, g_task_get_cancellable (task), ignore_cb, NULL);
  if (job != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes @body. */
static void
run (BizThread *self,
     const char *kind,
     JsonObject *body,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  ErpJournal *journal = erp_session_get_journal (biz_thread_get_session (self));
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, run);
  if (journal == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written here."));
  else
    erp_journal_run_async (journal, kind, body, cancellable, job_cb, g_steal_pointer (&task));
  json_object_unref (body);
}

/**
 * biz_thread_say_async:
 * @self: a conversation
 * @text: what is said; lines stay lines
 * @is_reply: whether the followers get it, else it is a note
 * @partners: (array length=n_partners) (nullable): who gets it beside them
 * @n_partners: how many
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_thread_say_async (BizThread *self,
                      const char *text,
                      gboolean is_reply,
                      const gint64 *partners,
                      gsize n_partners,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  JsonObject *body;

  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (text != NULL);

  body = biz_job_body_new_message (biz_thread_get_model (self), biz_thread_get_id (self),
                                   biz_thread_get_name (self), biz_thread_get_company_id (self),
                                   text, is_reply);
  biz_job_body_set_partners (body, partners, n_partners);
  run (self, BIZ_JOB_MESSAGE, body, cancellable, callback, user_data);
}

/**
 * biz_thread_can_leave_out:
 * @self: a conversation
 *
 * Returns: whether the server can be told to send a message to some of the followers only
 */
gboolean
biz_thread_can_leave_out (BizThread *self)
{
  const char *version;

  g_return_val_if_fail (BIZ_IS_THREAD (self), FALSE);

  version = erp_capabilities_get_server_version (
      erp_session_get_capabilities (biz_thread_get_session (self)));

  /* an argument of a method cannot be asked for */
  return version != NULL && g_ascii_strtoull (version, NULL, 10) >= 19;
}

/* A message whose files are laid down first. */
typedef struct
{
  JsonObject *body;  /* (owned) */
  GListModel *files; /* (owned): as they were: what is written may be another by then */
} Posting;

static void
free_posting (gpointer data)
{
  Posting *posting = data;

  json_object_unref (posting->body);
  g_clear_object (&posting->files);
  g_free (posting);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Posting *posting = g_task_get_task_data (task);
  GError *error = NULL;
  ErpJob *job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  if (job != NULL)
    {
      g_task_return_pointer (task, job, g_object_unref);
      return;
    }
  biz_message_files_note_error (posting->files, error);
  g_task_return_error (task, error);
}

static void
laid_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Posting *posting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) ids = biz_message_files_lay_down_finish (result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_job_body_set_file_ids (posting->body, (const gint64 *)(gpointer)ids->data, ids->len);
  run (BIZ_THREAD (source), BIZ_JOB_MESSAGE, json_object_ref (posting->body),
       g_task_get_cancellable (task), posted_cb, g_object_ref (task));
}

/* Takes @body. */
static void
post_with_files (BizThread *self,
                 JsonObject *body,
                 GListModel *files,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GListStore *copy = g_list_store_new (BIZ_TYPE_NEW_FILE);
  Posting *posting = g_new0 (Posting, 1);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BizNewFile) file = g_list_model_get_item (files, i);

      g_list_store_append (copy, file);
    }
  posting->body = body;
  posting->files = G_LIST_MODEL (copy);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, posting, free_posting);
  if (erp_session_get_journal (biz_thread_get_session (self)) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written here."));
  else
    biz_message_files_lay_down_async (self, posting->files, cancellable, laid_down_cb,
                                      g_object_ref (task));
}

static void
add_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  g_array_append_val (ids, id);
}

/* Where somebody is left out, everybody else is named. */
static GArray *
list_recipients (BizThread *self, BizReply *reply, gboolean by_name)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GListModel *people = G_LIST_MODEL (biz_reply_get_people (reply));
  GListModel *followers = biz_thread_get_followers (self);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (people, i);

      add_id (ids, biz_partner_get_id (partner));
    }
  for (guint i = 0; by_name && i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);
      const gint64 id = biz_follower_get_partner_id (follower);

      if (biz_follower_gets_messages (follower) && !biz_reply_leaves_out (reply, id))
        add_id (ids, id);
    }

  return ids;
}

/**
 * biz_thread_post_async:
 * @self: a conversation
 * @reply: what is said; it is read now
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * The same wish is refused while it is open, however often it is made.
 */
void
biz_thread_post_async (BizThread *self,
                       BizReply *reply,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GArray) ids = NULL;
  const gboolean is_message = biz_reply_is_message (reply);
  gboolean by_name;
  GListModel *files;
  JsonObject *body;

  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (BIZ_IS_REPLY (reply));

  by_name = is_message && biz_reply_get_n_left_out (reply) > 0 && biz_thread_can_leave_out (self);
  ids = list_recipients (self, reply, by_name);
  body = biz_job_body_new_message (biz_thread_get_model (self), biz_thread_get_id (self),
                                   biz_thread_get_name (self), biz_thread_get_company_id (self),
                                   biz_reply_get_text (reply), is_message);
  biz_job_body_set_partners (body, (const gint64 *)(gpointer)ids->data, ids->len);
  biz_job_body_set_mark (body, biz_reply_get_mark (reply));
  if (by_name)
    biz_job_body_set_named_only (body);
  files = G_LIST_MODEL (biz_reply_get_files (reply));
  if (g_list_model_get_n_items (files) == 0)
    run (self, BIZ_JOB_MESSAGE, body, cancellable, callback, user_data);
  else
    post_with_files (self, body, files, cancellable, callback, user_data);
}

static JsonObject *
new_removal (BizThread *self, const char *model, gint64 id, const char *what)
{
  return biz_job_body_new_remove (model, id, what, biz_thread_get_model (self),
                                  biz_thread_get_id (self), biz_thread_get_name (self),
                                  biz_thread_get_company_id (self));
}

void
biz_thread_delete_file_async (BizThread *self,
                              BizAttachment *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (BIZ_IS_ATTACHMENT (file));

  run (self, BIZ_JOB_REMOVE,
       new_removal (self, "ir.attachment", biz_attachment_get_id (file),
                    biz_attachment_get_name (file)),
       cancellable, callback, user_data);
}

/**
 * biz_thread_plan_async:
 * @self: a conversation
 * @type_id: what kind of thing, 0: to do
 * @summary: in a line
 * @note: (nullable): more about it
 * @user: who
 * @deadline: until when
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * The same for the same person is refused while it is open.
 */
void
biz_thread_plan_async (BizThread *self,
                       gint64 type_id,
                       const char *summary,
                       const char *note,
                       BizChoice *user,
                       const GDate *deadline,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  JsonObject *body;

  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (summary != NULL && BIZ_IS_CHOICE (user));
  g_return_if_fail (deadline != NULL && g_date_valid (deadline));

  body =
      biz_job_body_new_activity (biz_thread_get_model (self), biz_thread_get_id (self),
                                 biz_thread_get_company_id (self), summary, note, user, deadline);
  biz_job_body_set_activity_type (body, type_id);
  run (self, BIZ_JOB_ACTIVITY, body, cancellable, callback, user_data);
}

void
biz_thread_finish_activity_async (BizThread *self,
                                  BizActivity *activity,
                                  const char *feedback,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ErpCapabilities *capabilities;

  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (BIZ_IS_ACTIVITY (activity));

  capabilities = erp_session_get_capabilities (biz_thread_get_session (self));
  run (self, BIZ_JOB_ACTIVITY_DONE,
       biz_job_body_new_activity_done (activity, erp_capabilities_get_uid (capabilities), feedback,
                                       biz_thread_get_model (self), biz_thread_get_id (self),
                                       biz_thread_get_name (self),
                                       biz_thread_get_company_id (self)),
       cancellable, callback, user_data);
}

void
biz_thread_cancel_activity_async (BizThread *self,
                                  BizActivity *activity,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (BIZ_IS_ACTIVITY (activity));

  run (self, BIZ_JOB_REMOVE,
       new_removal (self, "mail.activity", biz_activity_get_id (activity),
                    biz_activity_get_title (activity)),
       cancellable, callback, user_data);
}

ErpJob *
biz_thread_job_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Following is the same once or twice, so it needs no journal. */
typedef struct
{
  gint64 partner_id; /* 0 until it is known who the user is */
  gboolean follows;
} Follow;

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_thread_load_finish (BIZ_THREAD (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizThread *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    biz_thread_load_async (self, g_task_get_cancellable (task), reloaded_cb, g_object_ref (task));
}

static void
write_follows (GTask *task)
{
  BizThread *self = g_task_get_source_object (task);
  Follow *follow = g_task_get_task_data (task);
  g_autoptr (ErpCall) call =
      erp_call_new_write (biz_thread_get_model (self),
                          follow->follows ? "message_subscribe" : "message_unsubscribe");
  g_autofree char *ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", follow->partner_id);
  gint64 company = biz_thread_get_company_id (self);

  if (company != 0)
    erp_call_set_companies (call, &company, 1);
  erp_call_set_id (call, biz_thread_get_id (self));
  erp_call_take_arg (call, "partner_ids", erp_json_literal (ids));
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (self)), call,
                         g_task_get_cancellable (task), followed_cb, g_object_ref (task));
}

static void
me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows;
  JsonObject *row;

  if (answer == NULL || !erp_json_get_array (answer, &rows, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (json_array_get_length (rows) == 0
      || !erp_json_get_object (json_array_get_element (rows, 0), &row, NULL)
      || !erp_json_get_many2one (row, "partner_id", &follow->partner_id, NULL, NULL)
      || follow->partner_id == 0)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_PROTOCOL, "%s",
                               _ ("The server answered something that is not understood."));
      return;
    }
  write_follows (task);
}

/**
 * biz_thread_set_follows_async:
 * @self: a conversation
 * @partner_id: who, 0: the user
 * @follows: whether that one hears of what is said here
 * @cancellable: (nullable): to stop
 * @callback: called when done and loaded again
 * @user_data: for @callback
 *
 * Oneself may always follow what one may see; others take the right to write.
 */
void
biz_thread_set_follows_async (BizThread *self,
                              gint64 partner_id,
                              gboolean follows,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const char *const fields[] = { "partner_id", NULL };
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) call = NULL;
  ErpSession *session;
  Follow *follow;

  g_return_if_fail (BIZ_IS_THREAD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_set_follows_async);
  follow = g_new0 (Follow, 1);
  follow->partner_id = partner_id;
  follow->follows = follows;
  g_task_set_task_data (task, follow, g_free);
  if (partner_id != 0)
    {
      write_follows (task);
      return;
    }
  session = biz_thread_get_session (self);
  call = erp_call_new_read ("res.users", "read");
  erp_call_set_id (call, erp_capabilities_get_uid (erp_session_get_capabilities (session)));
  erp_call_set_arg_strv (call, "fields", fields);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, me_cb,
                         g_steal_pointer (&task));
}

gboolean
biz_thread_set_follows_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
