/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-part-run.h"

#include "biz-job-tools.h"
#include "biz-merge-job.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* The pointer on the merged case goes last: as long as it stands, it can be seen that something is
 * left to do. */
typedef enum
{
  STEP_LOOK,
  STEP_MARK,
  STEP_READ,
  STEP_LIST_FILES,
  STEP_WORK,
  STEP_LOOK_TARGET,
  STEP_NOTE_TARGET,
  STEP_NOTE,
  STEP_END,
} Step;

typedef struct
{
  ErpSession *session; /* (owned) */
  char *model;         /* (owned) */
  char *name;          /* (owned) */
  char *target;        /* (owned) */
  char *otherwise;     /* (owned) (nullable) */
  BizMergeEnds ends;   /* of these */
  Step step;
  BizMergeTrace *trace; /* (owned) (nullable) */
  char *place;          /* (owned) (nullable): where the case stands now */
  GArray *files;        /* (owned) (nullable): those that come back */
  gboolean without_files;
} Run;

static void go_on (GTask *task);

static void
free_run (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->session);
  biz_merge_trace_free (run->trace);
  g_clear_pointer (&run->files, g_array_unref);
  g_free (run->place);
  g_free (run->model);
  g_free (run->name);
  g_free (run->target);
  g_free (run->otherwise);
  g_free (run);
}

static void
next (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  run->step++;
  go_on (task);
}

/* Stages have numbers, states do not. */
static gboolean
is_by_stage (const Run *run)
{
  const char *value = run->trace != NULL ? run->trace->ended : run->otherwise;
  gint64 stage;

  return value != NULL && g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &stage, NULL);
}

/* @into: what the merged case's own notes say */
static void
take_tie (GTask *task, const BizTie *into)
{
  Run *run = g_task_get_task_data (task);

  if (into == NULL)
    run->step = STEP_END; /* somebody else finished it, or a second click did */
  else if (into->id != run->ends.target_id)
    {
      /* Translators: the number of a case. */
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("The case was merged into %s meanwhile."), into->name);
      return;
    }
  else
    {
      if (into->trace != NULL)
        run->trace = biz_merge_trace_new (into->trace->was, into->trace->ended, into->trace->files);
      run->step = into->parting ? STEP_READ : STEP_MARK;
      if (run->trace == NULL && run->otherwise == NULL)
        {
          g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                                   _ ("There is no stage in which the case would be open."));
          return;
        }
    }
  go_on (task);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizCaseTies) ties = biz_case_ties_load_finish (result, &error);

  if (ties == NULL)
    g_task_return_error (task, error);
  else if (run->step == STEP_LOOK)
    take_tie (task, biz_case_ties_find (ties, BIZ_TIE_INTO));
  else
    {
      if (biz_case_ties_get (ties, BIZ_TIE_FROM, run->model, run->ends.id) == NULL)
        run->step++;
      next (task);
    }
}

static void
look (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  biz_case_ties_load_async (erp_session_get_client (run->session), run->model,
                            run->step == STEP_LOOK ? run->ends.id : run->ends.target_id,
                            g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error) == 0)
    g_task_return_error (task, error);
  else
    next (task);
}

static void
note (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const gboolean on_target = run->step == STEP_NOTE_TARGET;
  const gboolean begins = run->step == STEP_MARK;
  g_autoptr (BizDecisionNote) decision = biz_case_ties_new_merge (
      on_target ? BIZ_TIE_FROM : BIZ_TIE_INTO, run->model,
      on_target ? run->ends.id : run->ends.target_id, on_target ? run->name : run->target,
      begins ? BIZ_MERGE_PARTING : BIZ_MERGE_PARTED, begins ? run->trace : NULL);

  biz_decision_note_post_async (decision, run->session, run->model,
                                on_target ? run->ends.target_id : run->ends.id,
                                on_target ? run->target : run->name, run->ends.company_id,
                                g_task_get_cancellable (task), noted_cb, g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else if (run->step == STEP_READ && biz_job_nth (rows, 0) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                             _ ("The case is not on the server any more."));
  else
    {
      if (run->step == STEP_READ)
        run->place = biz_merge_dup_place (biz_job_nth (rows, 0), is_by_stage (run));
      else
        run->files = biz_merge_list_ids (rows);
      next (task);
    }
}

static void
ask (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;

  if (run->step == STEP_LIST_FILES && (run->trace == NULL || run->trace->files->len == 0))
    {
      next (task);
      return;
    }
  call = run->step == STEP_READ
             ? biz_merge_new_place_call (&run->ends, is_by_stage (run))
             : biz_merge_new_files_call (&run->ends, run->ends.target_id, run->trace->files);
  erp_client_call_async (erp_session_get_client (run->session), call, g_task_get_cancellable (task),
                         answered_cb, g_object_ref (task));
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job != NULL)
    next (task);
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS) && run->files != NULL
           && run->files->len > 0 && !run->without_files)
    {
      run->without_files = TRUE;
      go_on (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* What was given to it since it was merged stays: only what the merge gave it is taken back. */
static const char *
get_value (const Run *run)
{
  if (run->trace == NULL)
    return run->otherwise;

  return g_strcmp0 (run->place, run->trace->ended) == 0
                 && !g_str_equal (run->trace->was, run->trace->ended)
             ? run->trace->was
             : NULL;
}

static void
work (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const char *value = get_value (run);
  GArray *files = run->without_files ? NULL : run->files;
  g_autoptr (JsonObject) body = NULL;

  if (value == NULL && (files == NULL || files->len == 0))
    {
      next (task);
      return;
    }
  body = biz_job_body_new_merge (&run->ends, value != NULL ? value : run->place, files);
  erp_journal_run_async (erp_session_get_journal (run->session), BIZ_JOB_PART, body,
                         g_task_get_cancellable (task), worked_cb, g_object_ref (task));
}

static void
go_on (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  switch (run->step)
    {
    case STEP_LOOK:
    case STEP_LOOK_TARGET:
      look (task);
      break;
    case STEP_MARK:
    case STEP_NOTE_TARGET:
    case STEP_NOTE:
      note (task);
      break;
    case STEP_READ:
    case STEP_LIST_FILES:
      ask (task);
      break;
    case STEP_WORK:
      work (task);
      break;
    case STEP_END:
    default:
      g_task_return_boolean (task, TRUE);
      break;
    }
}

/**
 * biz_part_run_async:
 * @session: who parts them
 * @wish: which
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_part_run_async (ErpSession *session,
                    const BizPartWish *wish,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (wish != NULL && wish->id > 0 && wish->target_id > 0);

  run = g_new0 (Run, 1);
  run->session = g_object_ref (session);
  run->model = g_strdup (wish->model);
  run->name = g_strdup (wish->name);
  run->target = g_strdup (wish->target);
  run->otherwise = g_strdup (wish->otherwise);
  run->ends = (BizMergeEnds){ run->model,      wish->id,    run->name,
                              wish->target_id, run->target, wish->company_id };
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_part_run_async);
  g_task_set_task_data (task, run, free_run);
  if (erp_session_get_journal (session) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written here."));
  else
    go_on (task);
}

gboolean
biz_part_run_finish (GAsyncResult *result, char **remark, GError **error)
{
  Run *run;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  run = g_task_get_task_data (G_TASK (result));
  if (remark != NULL)
    /* Translators: the number of a case. */
    *remark = run->without_files
                  ? g_strdup_printf (_ ("The files stay with %s, as you may not change them."),
                                     run->target)
                  : NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}
