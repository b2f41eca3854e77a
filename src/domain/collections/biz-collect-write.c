/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-wish.h"

#include "biz-job-body.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* One wish, two writes: each is a job of its own, so that either is found again. */
typedef struct
{
  ErpSession *session;  /* (owned) */
  JsonObject *activity; /* (owned) (nullable) */
  gboolean has_note;
  char *not_planned; /* (owned) (nullable) */
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  g_clear_object (&writing->session);
  g_clear_pointer (&writing->activity, json_object_unref);
  g_free (writing->not_planned);
  g_free (writing);
}

/* Without a note what is planned is all that was wished. */
static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL && !writing->has_note)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* The same is planned already: that is what was wanted. */
  if (job == NULL && !g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
    writing->not_planned = g_strdup (error->message);
  g_task_return_boolean (task, TRUE);
}

static void
plan (GTask *task)
{
  Writing *writing = g_task_get_task_data (task);

  if (writing->activity == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  erp_journal_run_async (erp_session_get_journal (writing->session), BIZ_JOB_ACTIVITY,
                         writing->activity, g_task_get_cancellable (task), planned_cb,
                         g_object_ref (task));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    g_task_return_error (task, error);
  else
    plan (task);
}

gboolean
biz_collect_may_write (ErpSession *session)
{
  ErpCapabilities *capabilities;

  g_return_val_if_fail (ERP_IS_SESSION (session), FALSE);

  capabilities = erp_session_get_capabilities (session);

  return erp_session_get_journal (session) != NULL
         && (erp_capabilities_get_rights (capabilities, "res.partner") & ERP_RIGHT_READ) != 0
         && (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_WRITE) != 0;
}

/**
 * biz_collect_write_async:
 * @session: who is signed in
 * @wish: what was checked
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_collect_write_async (ErpSession *session,
                         const BizCollectWish *wish,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (BizDecisionNote) note = NULL;
  Writing *writing;
  const char *model, *name;
  gint64 id;

  g_return_if_fail (ERP_IS_SESSION (session) && wish != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_collect_write_async);
  if (erp_session_get_journal (session) == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               _ ("Nothing can be written here."));
      return;
    }
  note = biz_collect_wish_new_note (wish);
  writing = g_new0 (Writing, 1);
  writing->session = g_object_ref (session);
  writing->activity = biz_collect_wish_new_activity (wish);
  writing->has_note = note != NULL;
  g_task_set_task_data (task, writing, free_writing);
  if (note == NULL)
    {
      plan (task);
      return;
    }
  biz_collect_wish_get_record (wish, &model, &id, &name);
  biz_decision_note_post_async (note, session, model, id, name, 0, cancellable, noted_cb,
                                g_object_ref (task));
}

gboolean
biz_collect_write_finish (GAsyncResult *result, char **not_planned, GError **error)
{
  Writing *writing = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (not_planned != NULL)
    *not_planned = g_steal_pointer (&writing->not_planned);

  return TRUE;
}
