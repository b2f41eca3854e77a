/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-wish.h"

#include "biz-collect-job.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
  g_autoptr (JsonObject) body = NULL;
  const char *model, *name;
  ErpJournal *journal;
  gint64 id;

  g_return_if_fail (ERP_IS_SESSION (session) && wish != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_collect_write_async);
  journal = erp_session_get_journal (session);
  if (journal == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               _ ("Nothing can be written here."));
      return;
    }
  note = biz_collect_wish_new_note (wish);
  body = note != NULL ? biz_collect_wish_new_planned_note (wish)
                      : biz_collect_wish_new_activity (wish);
  if (body != NULL)
    {
      erp_journal_run_async (journal, note != NULL ? BIZ_JOB_PLANNED_NOTE : BIZ_JOB_ACTIVITY, body,
                             cancellable, written_cb, g_object_ref (task));
      return;
    }
  g_return_if_fail (note != NULL);
  biz_collect_wish_get_record (wish, &model, &id, &name);
  biz_decision_note_post_async (note, session, model, id, name, 0, cancellable, noted_cb,
                                g_object_ref (task));
}

gboolean
biz_collect_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
