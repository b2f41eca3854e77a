/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-module.h"
#include "biz-return-store-private.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* What is done about a return, each once through the journal, and what is noted on it. */
typedef struct
{
  BizReturnPlan *again;  /* (owned) (nullable): what is sent again */
  JsonObject *body;      /* (owned) (nullable): of that job */
  BizDecisionNote *note; /* (owned) (nullable): what follows */
  gint64 company_id;
  gint64 id;     /* of the transfer */
  char *name;    /* (owned) (nullable) */
  char *warning; /* (owned) (nullable) */
} Doing;

static void
free_doing (gpointer data)
{
  Doing *doing = data;

  g_clear_object (&doing->again);
  g_clear_pointer (&doing->body, json_object_unref);
  g_clear_object (&doing->note);
  g_free (doing->name);
  g_free (doing->warning);
  g_free (doing);
}

static GTask *
new_task (BizReturnStore *self,
          BizTransfer *transfer,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Doing *doing = g_new0 (Doing, 1);

  doing->company_id = biz_transfer_get_company_id (transfer);
  doing->id = biz_transfer_get_id (transfer);
  doing->name = g_strdup (biz_transfer_get_name (transfer));
  g_task_set_task_data (task, doing, free_doing);

  return task;
}

static ErpSession *
get_session (GTask *task)
{
  return biz_return_store_get_session (g_task_get_source_object (task));
}

static void
run (GTask *task, const char *kind, JsonObject *body, GAsyncReadyCallback callback)
{
  erp_journal_run_async (erp_session_get_journal (get_session (task)), kind, body,
                         g_task_get_cancellable (task), callback, task);
}

/* A case and a key of letters: the return is found from its case, and by a person. */
static BizDecisionNote *
make_note (const char *state, const BizReturnTerms *terms)
{
  BizDecisionNote *note = biz_decision_note_new (BIZ_DECISION_RETURN);

  biz_decision_note_set (note, "state", state);
  biz_decision_note_set (note, "reason", terms->reason);
  biz_decision_note_set (note, "condition", terms->condition);
  if (terms->case_model != NULL && terms->case_id != 0)
    {
      g_autofree char *text =
          g_strdup_printf ("%s/%" G_GINT64_FORMAT, terms->case_model, terms->case_id);

      biz_decision_note_set (note, "case", text);
    }
  biz_decision_note_set_text (note, terms->text);

  return note;
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Doing *doing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    doing->warning =
        g_strdup_printf ("%s %s", _ ("What was said about it was not noted."), error->message);
  g_task_return_int (task, doing->id);
}

/* the records of what is sent again */

/* Takes @task. */
static void
end_telling (GTask *task, const GError *error)
{
  Doing *doing = g_task_get_task_data (task);

  if (error != NULL)
    doing->warning =
        g_strdup_printf ("%s %s", _ ("It is sent again; the returns module was not told."),
                         error->message);
  g_task_return_int (task, doing->id);
  g_object_unref (task);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  biz_return_store_tell_finish (BIZ_RETURN_STORE (source), result, &error);
  end_telling (user_data, error);
}

static void
sent_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Doing *doing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReturnBook) book =
      biz_return_store_load_finish (BIZ_RETURN_STORE (source), result, &error);
  BizTransfer *transfer =
      book != NULL ? biz_return_book_find_transfer (
          book, biz_transfer_get_id (biz_return_plan_get_transfer (doing->again)))
                   : NULL;

  if (transfer == NULL)
    end_telling (g_steal_pointer (&task), error);
  else
    biz_return_store_tell_async (BIZ_RETURN_STORE (source), book, transfer,
                                 g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

static void
tell_records (GTask *task)
{
  BizReturnStore *self = g_task_get_source_object (task);
  Doing *doing = g_task_get_task_data (task);

  biz_return_store_load_async (self, "stock.picking",
                               biz_transfer_get_id (biz_return_plan_get_transfer (doing->again)),
                               g_task_get_cancellable (task), sent_again_cb, g_object_ref (task));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Doing *doing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  doing->id = erp_job_get_result_id (job);
  g_free (doing->name);
  doing->name = g_strdup (erp_job_get_result_name (job));
  if (doing->again != NULL
      && biz_return_store_has_rma (BIZ_RETURN_STORE (g_task_get_source_object (task))))
    {
      tell_records (task);
      return;
    }
  if (doing->note == NULL)
    {
      g_task_return_int (task, doing->id);
      return;
    }
  biz_decision_note_post_async (doing->note, get_session (task), "stock.picking", doing->id,
                                doing->name != NULL ? doing->name : "", doing->company_id,
                                g_task_get_cancellable (task), noted_cb, g_object_ref (task));
}

/* The same wish on what is known by now: credit notes are no business of the wizard's, nor of a
 * look at the moves alone. */
static gboolean
fits_now (BizReturnPlan *plan, BizReturnBook *book, GError **error)
{
  BizTransfer *transfer =
      biz_return_book_find_transfer (book,
                                     biz_transfer_get_id (biz_return_plan_get_transfer (plan)));
  g_autoptr (BizReturnPlan) now = NULL;
  GListModel *lines = biz_return_plan_get_lines (plan);

  if (transfer != NULL)
    now = biz_return_plan_new (book, transfer, BIZ_RETURN_PURPOSE_REPLACE);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      const gint64 id = biz_return_line_get_id (line);
      const BizDecimal wanted = biz_return_plan_get_quantity (plan, id);

      if (biz_return_is_positive (&wanted)
          && (now == NULL || !biz_return_plan_set_quantity (now, id, &wanted, NULL)))
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("The same goods have been credited or sent again meanwhile. Look "
                                  "at the return again."));
          return FALSE;
        }
    }

  return TRUE;
}

static void
looked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Doing *doing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReturnBook) book =
      biz_return_store_load_finish (BIZ_RETURN_STORE (source), result, &error);

  if (book == NULL || !fits_now (doing->again, book, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run (g_object_ref (task), BIZ_JOB_RETURN, doing->body, made_cb);
}

/* Takes @task. */
static void
send_again (GTask *task, BizReturnPlan *plan, JsonObject *body)
{
  Doing *doing = g_task_get_task_data (task);

  doing->again = g_object_ref (plan);
  doing->body = json_object_ref (body);
  biz_return_store_load_async (g_task_get_source_object (task), "stock.picking", doing->id,
                               g_task_get_cancellable (task), looked_again_cb, task);
}

/**
 * biz_return_store_make_async:
 * @self: a store
 * @plan: what comes back, or is sent again
 * @terms: (nullable): what is noted on it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * What is sent again is no new record of the returns module: the record of what came back is told
 * by which moves it is replaced, and says so itself once they have gone out. Where it cannot be
 * told the transfer stands all the same.
 */
void
biz_return_store_make_async (BizReturnStore *self,
                             BizReturnPlan *plan,
                             const BizReturnTerms *terms,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  BizReturnWizard wizard;
  gboolean rma;

  g_return_if_fail (BIZ_IS_RETURN_STORE (self));
  g_return_if_fail (BIZ_IS_RETURN_PLAN (plan));

  task = new_task (self, biz_return_plan_get_transfer (plan), cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_return_store_make_async);
  wizard =
      biz_return_wizard_of (erp_session_get_capabilities (biz_return_store_get_session (self)));
  rma = biz_return_store_has_rma (self)
        && biz_return_plan_get_purpose (plan) == BIZ_RETURN_PURPOSE_RETURN;
  if (biz_return_plan_check (plan, &error))
    body = biz_job_body_new_return (plan, &wizard, rma, &error);
  if (body == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (terms != NULL && biz_return_plan_get_purpose (plan) == BIZ_RETURN_PURPOSE_RETURN)
    ((Doing *)g_task_get_task_data (task))->note = make_note ("expected", terms);
  if (biz_return_plan_get_purpose (plan) == BIZ_RETURN_PURPOSE_REPLACE)
    send_again (g_steal_pointer (&task), plan, body);
  else
    run (g_steal_pointer (&task), BIZ_JOB_RETURN, body, made_cb);
}

gint64
biz_return_store_make_finish (BizReturnStore *self,
                              GAsyncResult *result,
                              char **warning,
                              GError **error)
{
  Doing *doing;
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  doing = g_task_get_task_data (G_TASK (result));
  id = g_task_propagate_int (G_TASK (result), error);
  if (warning != NULL)
    *warning = g_strdup (doing->warning);

  return MAX (id, 0);
}

/**
 * biz_return_store_receive_async:
 * @self: a store
 * @plan: what came of a return
 * @rest: what becomes of what did not
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_return_store_receive_async (BizReturnStore *self,
                                BizReturnPlan *plan,
                                BizReturnRest rest,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BIZ_IS_RETURN_STORE (self));
  g_return_if_fail (BIZ_IS_RETURN_PLAN (plan));

  task = new_task (self, biz_return_plan_get_transfer (plan), cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_return_store_receive_async);
  if (!biz_return_plan_check (plan, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (rest == BIZ_RETURN_REST_NONE && biz_return_plan_is_partial (plan))
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                             _ ("Less came than is expected: say whether the rest comes later."));
  else
    {
      body = biz_job_body_new_receive (plan, rest);
      run (g_steal_pointer (&task), BIZ_JOB_RECEIVE, body, made_cb);
    }
}

gboolean
biz_return_store_receive_finish (BizReturnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_int (G_TASK (result), error) > 0;
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, 1);
}

/**
 * biz_return_store_inspect_async:
 * @self: a store
 * @transfer: a return that came
 * @terms: in what condition
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_return_store_inspect_async (BizReturnStore *self,
                                BizTransfer *transfer,
                                const BizReturnTerms *terms,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  g_autoptr (BizDecisionNote) note = NULL;

  g_return_if_fail (BIZ_IS_RETURN_STORE (self));
  g_return_if_fail (BIZ_IS_TRANSFER (transfer) && terms != NULL);

  task = new_task (self, transfer, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_return_store_inspect_async);
  note = make_note ("inspected", terms);
  biz_decision_note_post_async (note, get_session (task), "stock.picking",
                                biz_transfer_get_id (transfer), biz_transfer_get_name (transfer),
                                biz_transfer_get_company_id (transfer), cancellable, inspected_cb,
                                task);
}

gboolean
biz_return_store_inspect_finish (BizReturnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_int (G_TASK (result), error) > 0;
}
