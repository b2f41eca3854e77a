/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-merge-run.h"

#include "biz-case-ties.h"
#include "biz-job-tools.h"
#include "biz-merge-job.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_LOOK_DUPLICATE,
  STEP_READ_DUPLICATE,
  STEP_LIST_FILES,
  STEP_NOTE_DUPLICATE,
  STEP_LOOK_TARGET,
  STEP_NOTE_TARGET,
  STEP_CLOSE,
  STEP_END,
} Step;

typedef struct
{
  ErpSession *session; /* (owned) */
  BizMergeWish wish;
  char *name;   /* (owned): of the duplicate */
  char *target; /* (owned): of what stays */
  Step step;
  BizMergeTrace *trace; /* (owned) (nullable): what is on the duplicate's note */
  char *was;            /* (owned) (nullable): its stage or state, as read */
  gboolean without_files;
} Run;

void
biz_merge_wish_clear (BizMergeWish *self)
{
  g_clear_object (&self->duplicate);
  g_clear_object (&self->target);
}

static void
free_run (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->session);
  biz_merge_wish_clear (&run->wish);
  biz_merge_trace_free (run->trace);
  g_free (run->was);
  g_free (run->name);
  g_free (run->target);
  g_free (run);
}

/**
 * biz_merge_check:
 * @duplicate: the case that would be closed
 * @target: the case that would stay
 *
 * Returns: (nullable): why not
 */
const char *
biz_merge_check (BizTicket *duplicate, BizTicket *target)
{
  const BizTicketFacts *from = biz_ticket_get_facts (duplicate);
  const BizTicketFacts *into = biz_ticket_get_facts (target);

  if (!g_str_equal (from->model, into->model))
    return _ ("Cases of different kinds cannot be merged.");
  if (from->id == into->id)
    return _ ("A case cannot be merged with itself.");
  if (from->company_id != 0 && into->company_id != 0 && from->company_id != into->company_id)
    return _ ("The cases are of different companies.");
  if (into->closed)
    return _ ("The case that stays is closed: open it again first, or let the other one stay.");

  return NULL;
}

static void go_on (GTask *task);

/* Takes @error. */
static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
}

static void
next (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  run->step++;
  go_on (task);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    fail (task, error);
  else
    next (task);
}

static void
note (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const gboolean is_target = run->step == STEP_NOTE_TARGET;
  BizTicket *on = is_target ? run->wish.target : run->wish.duplicate;
  BizTicket *of = is_target ? run->wish.duplicate : run->wish.target;
  const BizTicketFacts *facts = biz_ticket_get_facts (on);
  g_autoptr (BizDecisionNote) decision =
      biz_case_ties_new_merge (is_target ? BIZ_TIE_FROM : BIZ_TIE_INTO, facts->model,
                               biz_ticket_get_id (of), is_target ? run->name : run->target,
                               BIZ_MERGE_DONE, is_target ? NULL : run->trace);

  biz_decision_note_post_async (decision, run->session, facts->model, facts->id,
                                is_target ? run->target : run->name, facts->company_id,
                                g_task_get_cancellable (task), noted_cb, g_object_ref (task));
}

static void
tell_where_it_is (GTask *task, const BizTie *tie)
{
  /* Translators: the number of a case. */
  g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT,
                           _ ("The case was merged into %s meanwhile."), tie->name);
}

/* What stands already is skipped; the duplicate of another one is none of this one. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  const gboolean is_target = run->step == STEP_LOOK_TARGET;
  const char *model = biz_ticket_get_model (run->wish.target);
  GError *error = NULL;
  g_autoptr (BizCaseTies) ties = biz_case_ties_load_finish (result, &error);
  const BizTie *into;

  if (ties == NULL)
    {
      fail (task, error);
      return;
    }
  into = biz_case_ties_find (ties, BIZ_TIE_INTO);
  if (into != NULL && (is_target || into->id != biz_ticket_get_id (run->wish.target)))
    {
      tell_where_it_is (task, into);
      return;
    }
  if (into != NULL && into->parting)
    {
      /* Translators: the number of a case. */
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("The case is being parted from %s: finish that first."),
                               into->name);
      return;
    }
  if (!is_target && into != NULL)
    {
      /* only what the note names goes over: a parting brings back no more than that */
      if (into->trace != NULL)
        run->trace = biz_merge_trace_new (into->trace->was, into->trace->ended, into->trace->files);
      run->step = into->trace != NULL && into->trace->files->len > 0 ? STEP_READ_DUPLICATE
                                                                     : STEP_NOTE_DUPLICATE;
    }
  if (is_target
      && biz_case_ties_get (ties, BIZ_TIE_FROM, model, biz_ticket_get_id (run->wish.duplicate))
             != NULL)
    run->step++;
  next (task);
}

/* What closes it: of this stage, or done. */
static char *
make_end (const Run *run)
{
  return run->wish.stage_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, run->wish.stage_id)
                                 : g_strdup ("1_done");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *row = rows != NULL ? biz_job_nth (rows, 0) : NULL;

  if (rows == NULL)
    {
      fail (task, error);
      return;
    }
  if (row == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("The case is not on the server any more."));
      return;
    }
  run->was = biz_merge_dup_place (row, run->wish.stage_id != 0);
  next (task);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GArray) files = NULL;
  g_autofree char *end = make_end (run);

  if (rows == NULL)
    {
      fail (task, error);
      return;
    }
  files = biz_merge_list_ids (rows);
  if (run->trace != NULL)
    {
      /* a note moves what hangs on the case, and no file of another record */
      g_array_unref (run->trace->files);
      run->trace->files = g_steal_pointer (&files);
      run->step = STEP_NOTE_DUPLICATE;
    }
  else
    /* a case without a stage has none to go back to */
    run->trace = biz_merge_trace_new (run->was != NULL ? run->was : end, end, files);
  next (task);
}

static void
look (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  BizTicket *ticket = run->step == STEP_LOOK_TARGET ? run->wish.target : run->wish.duplicate;

  biz_case_ties_load_async (erp_session_get_client (run->session), biz_ticket_get_model (ticket),
                            biz_ticket_get_id (ticket), g_task_get_cancellable (task), looked_cb,
                            g_object_ref (task));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job != NULL)
    next (task);
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS) && !run->without_files)
    {
      g_clear_error (&error);
      run->without_files = TRUE;
      go_on (task);
    }
  else
    fail (task, error);
}

static BizMergeEnds
get_ends (const Run *run)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (run->wish.duplicate);

  return (BizMergeEnds){ .model = facts->model,
                         .id = facts->id,
                         .name = run->name,
                         .target_id = biz_ticket_get_id (run->wish.target),
                         .target = run->target,
                         .company_id = facts->company_id };
}

static void
close_duplicate (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const BizMergeEnds ends = get_ends (run);
  g_autofree char *end = make_end (run);
  g_autoptr (JsonObject) body =
      biz_job_body_new_merge (&ends, end,
                              run->trace != NULL && !run->without_files ? run->trace->files : NULL);

  erp_journal_run_async (erp_session_get_journal (run->session), BIZ_JOB_MERGE, body,
                         g_task_get_cancellable (task), closed_cb, g_object_ref (task));
}

static void
go_on (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ErpClient *client = erp_session_get_client (run->session);
  g_autoptr (ErpCall) call = NULL;
  BizMergeEnds ends;

  switch (run->step)
    {
    case STEP_LOOK_DUPLICATE:
    case STEP_LOOK_TARGET:
      look (task);
      break;
    case STEP_READ_DUPLICATE:
      ends = get_ends (run);
      call = biz_merge_new_place_call (&ends, run->wish.stage_id != 0);
      erp_client_call_async (client, call, g_task_get_cancellable (task), read_cb,
                             g_object_ref (task));
      break;
    case STEP_LIST_FILES:
      ends = get_ends (run);
      call =
          biz_merge_new_files_call (&ends, ends.id, run->trace != NULL ? run->trace->files : NULL);
      erp_client_call_async (client, call, g_task_get_cancellable (task), files_cb,
                             g_object_ref (task));
      break;
    case STEP_NOTE_DUPLICATE:
    case STEP_NOTE_TARGET:
      note (task);
      break;
    case STEP_CLOSE:
      close_duplicate (task);
      break;
    case STEP_END:
    default:
      g_task_return_boolean (task, TRUE);
      break;
    }
}

/**
 * biz_merge_run_async:
 * @session: who merges
 * @wish: what; biz_merge_check () found nothing against it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_merge_run_async (ErpSession *session,
                     const BizMergeWish *wish,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *refusal;
  Run *run;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (wish != NULL && BIZ_IS_TICKET (wish->duplicate)
                    && BIZ_IS_TICKET (wish->target));

  run = g_new0 (Run, 1);
  run->session = g_object_ref (session);
  run->wish.duplicate = g_object_ref (wish->duplicate);
  run->wish.target = g_object_ref (wish->target);
  run->wish.stage_id = wish->stage_id;
  run->name = biz_ticket_dup_number (wish->duplicate);
  run->target = biz_ticket_dup_number (wish->target);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_merge_run_async);
  g_task_set_task_data (task, run, free_run);
  refusal = biz_merge_check (wish->duplicate, wish->target);
  if (refusal != NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s", refusal);
  else if (erp_session_get_journal (session) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written here."));
  else
    go_on (task);
}

gboolean
biz_merge_run_finish (GAsyncResult *result, char **remark, GError **error)
{
  Run *run;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  run = g_task_get_task_data (G_TASK (result));
  if (remark != NULL)
    /* Translators: the number of a case. */
    *remark = run->without_files
                  ? g_strdup_printf (_ ("The files stay with %s, as you may not change them; they "
                                        "are shown here all the same."),
                                     run->name)
                  : NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}
