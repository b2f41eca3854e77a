/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-run.h"

#include "biz-activity.h"
#include "biz-choice.h"
#include "biz-decision-job.h"
#include "biz-decision-steps.h"
#include "biz-enums.h"
#include "biz-job-body.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizDecisionRun
{
  GObject parent_instance;

  BizDecisionDesk *desk;     /* (owned) */
  BizDecisionTarget *target; /* (owned) */
  BizDecisionWish wish;
  BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];
  guint n_steps;
  guint index;      /* the step that is next */
  guint n_tasks;    /* that were ended */
  guint n_states;   /* that were changed */
  gint64 made;      /* the invoice that was made */
  GError *problem;  /* (owned) (nullable): of a step, while it is looked at what it did */
  gboolean written; /* the decision itself stands */
  gboolean is_repair;
  gboolean limit_is_set; /* and its note is missing */
  BizDecisionRunState state;
  char *words;     /* (owned) (nullable) */
  GString *remark; /* (owned): what went wrong beside it */
};

G_DEFINE_FINAL_TYPE (BizDecisionRun, biz_decision_run, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_WORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void go_on (GTask *task);

static void
biz_decision_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BizDecisionRun *self = BIZ_DECISION_RUN (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_WORDS:
      g_value_set_string (value, biz_decision_run_get_words (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
biz_decision_run_finalize (GObject *object)
{
  BizDecisionRun *self = BIZ_DECISION_RUN (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->target);
  biz_decision_wish_clear (&self->wish);
  g_clear_pointer (&self->words, g_free);
  g_clear_error (&self->problem);
  g_string_free (self->remark, TRUE);

  G_OBJECT_CLASS (biz_decision_run_parent_class)->finalize (object);
}

static void
biz_decision_run_class_init (BizDecisionRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_decision_run_get_property;
  object_class->finalize = biz_decision_run_finalize;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BIZ_TYPE_DECISION_RUN_STATE, BIZ_DECISION_RUN_WAITING,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORDS] =
      g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_decision_run_init (BizDecisionRun *self)
{
  self->remark = g_string_new (NULL);
}

/**
 * biz_decision_run_new:
 * @desk: reads what is to be known
 * @target: what is decided on
 * @wish: what is decided; copied
 *
 * Returns: (transfer full): a run that has done nothing yet
 */
BizDecisionRun *
biz_decision_run_new (BizDecisionDesk *desk, BizDecisionTarget *target, const BizDecisionWish *wish)
{
  BizDecisionRun *self;

  g_return_val_if_fail (BIZ_IS_DECISION_DESK (desk), NULL);
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (target), NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DECISION_RUN, NULL);
  self->desk = g_object_ref (desk);
  self->target = g_object_ref (target);
  biz_decision_wish_copy (&self->wish, wish);

  return self;
}

/* (nullable): of a colleague */
static char *
dup_name (BizDecisionDesk *desk, gint64 user_id)
{
  GListModel *people = biz_decision_desk_get_people (desk);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizChoice) person = g_list_model_get_item (people, i);

      if (biz_choice_get_id (person) == user_id)
        return g_strdup (biz_choice_get_name (person));
    }

  return NULL;
}

/**
 * biz_decision_run_new_repair:
 * @desk: reads what is to be known
 * @target: a record whose facts were read
 *
 * Returns: (transfer full) (nullable): what completes its newest decision; %NULL where nothing is
 *   missing
 */
BizDecisionRun *
biz_decision_run_new_repair (BizDecisionDesk *desk, BizDecisionTarget *target)
{
  BizDecisionNote *cut_off = NULL;
  const BizDecisionGaps gaps = biz_decision_target_find_gaps (target, &cut_off);
  BizDecisionRun *self;
  g_auto (BizDecisionWish) wish = { 0 };

  if (gaps == 0)
    return NULL;
  biz_decision_wish_init (&wish, biz_decision_note_get_kind (cut_off));
  wish.text = g_strdup (biz_decision_note_get_text (cut_off));
  biz_decision_note_get_date (cut_off, "review", &wish.until);
  wish.user_id = biz_decision_note_get_int (cut_off, "user");
  wish.user = dup_name (desk, wish.user_id);
  self = biz_decision_run_new (desk, target, &wish);
  self->is_repair = TRUE;
  self->written = TRUE;
  self->n_steps = biz_decision_steps_of_gaps (wish.kind, gaps, self->steps);

  return self;
}

BizDecisionTarget *
biz_decision_run_get_target (BizDecisionRun *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_RUN (self), NULL);

  return self->target;
}

BizDecisionRunState
biz_decision_run_get_state (BizDecisionRun *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_RUN (self), BIZ_DECISION_RUN_WAITING);

  return self->state;
}

const char *
biz_decision_run_get_words (BizDecisionRun *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_RUN (self), "");

  return self->words != NULL ? self->words : "";
}

gboolean
biz_decision_run_can_go_on (BizDecisionRun *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_RUN (self), FALSE);

  return self->state == BIZ_DECISION_RUN_WAITING || self->state == BIZ_DECISION_RUN_PARTLY
         || self->state == BIZ_DECISION_RUN_REFUSED;
}

static void
set_state (BizDecisionRun *self, BizDecisionRunState state, char *words)
{
  self->state = state;
  g_free (self->words);
  self->words = words;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static char *
describe_error (const GError *error)
{
  const char *server = erp_error_get_server_message (error);

  return server != NULL && *server != '\0' && !g_str_equal (server, error->message)
             ? g_strdup_printf ("%s\n%s", error->message, server)
             : g_strdup (error->message);
}

static void
remark (BizDecisionRun *self, const char *what, const GError *error)
{
  g_autofree char *words = describe_error (error);

  g_string_append_printf (self->remark, "%s%s %s", self->remark->len > 0 ? "\n" : "", what, words);
}

static void
end (GTask *task)
{
  BizDecisionRun *self = g_task_get_source_object (task);

  if (self->remark->len > 0)
    set_state (self, BIZ_DECISION_RUN_PARTLY,
               g_strdup_printf (_ ("Decided and noted. %s"), self->remark->str));
  else
    set_state (self, BIZ_DECISION_RUN_DONE,
               g_strdup (self->is_repair ? _ ("Completed") : _ ("Decided and noted")));
  g_task_return_boolean (task, TRUE);
}

/* A step that had to succeed did not: what follows is not tried. */
static void
fail (GTask *task, const GError *error)
{
  BizDecisionRun *self = g_task_get_source_object (task);
  g_autofree char *words = describe_error (error);

  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    set_state (self, BIZ_DECISION_RUN_UNKNOWN,
               g_strdup (_ ("It was sent, and the answer was lost. The journal looks for it; look "
                            "at the record before you decide again.")));
  else if (self->written)
    set_state (self, BIZ_DECISION_RUN_PARTLY,
               g_strdup_printf (_ ("The decision is noted; what follows is missing: %s"), words));
  else if (self->limit_is_set)
    set_state (self, BIZ_DECISION_RUN_PARTLY,
               g_strdup_printf (_ ("The limit is set; the note is missing: %s"), words));
  else if (self->made != 0)
    set_state (self, BIZ_DECISION_RUN_PARTLY,
               g_strdup_printf (_ ("The invoice is drafted; the note is missing: %s"), words));
  else
    set_state (self, BIZ_DECISION_RUN_REFUSED, g_steal_pointer (&words));
  g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
next (GTask *task)
{
  BizDecisionRun *self = g_task_get_source_object (task);

  self->index++;
  go_on (task);
}

/* A limit and its note are one job, and what failed is told by the customer alone: nothing that was
 * written is said to be not. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDecisionRun *self = g_task_get_source_object (task);
  g_autoptr (GError) problem = g_steal_pointer (&self->problem);
  g_autoptr (GError) error = NULL;
  const gboolean loaded =
      biz_decision_desk_load_finish (BIZ_DECISION_DESK (source), result, &error);

  if (loaded && biz_decision_target_get_facts (self->target)->has_exposure)
    self->limit_is_set = biz_decision_target_has_limit (self->target, &self->wish);
  else
    remark (self, _ ("Whether the limit is set could not be read; look at the customer."), problem);
  if (self->remark->len > 0)
    {
      set_state (self, BIZ_DECISION_RUN_PARTLY, g_strdup (self->remark->str));
      g_task_return_boolean (task, TRUE);
    }
  else
    fail (task, problem);
}

/* Takes @task and @problem. */
static void
look_at_limit (GTask *task, GError *problem)
{
  BizDecisionRun *self = g_task_get_source_object (task);
  g_autoptr (GListStore) targets = g_list_store_new (BIZ_TYPE_DECISION_TARGET);

  g_clear_error (&self->problem);
  self->problem = problem;
  g_list_store_append (targets, self->target);
  biz_decision_desk_load_async (self->desk, G_LIST_MODEL (targets), g_task_get_cancellable (task),
                                looked_cb, task);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDecisionRun *self = g_task_get_source_object (task);
  const BizDecisionStep step = self->steps[self->index];
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  const gboolean conflict = g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT);

  /* the task is there, or gone, already: that is what was wanted */
  if (job == NULL && conflict
      && (step == BIZ_DECISION_STEP_TASK || step == BIZ_DECISION_STEP_UNDO_TASK))
    g_clear_error (&error);
  if (error != NULL && step == BIZ_DECISION_STEP_LIMIT && !conflict
      && !g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    {
      look_at_limit (g_steal_pointer (&task), g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (step == BIZ_DECISION_STEP_NOTE || step == BIZ_DECISION_STEP_LIMIT)
    self->written = TRUE;
  if (step == BIZ_DECISION_STEP_INVOICE && job != NULL)
    self->made = erp_job_get_result_id (job);
  if (step == BIZ_DECISION_STEP_UNDO_TASK)
    {
      self->n_tasks++;
      go_on (g_steal_pointer (&task));
      return;
    }
  if (step == BIZ_DECISION_STEP_STATE
      && ++self->n_states < biz_decision_steps_count_states (self->target, self->wish.kind))
    go_on (g_steal_pointer (&task));
  else
    next (g_steal_pointer (&task));
}

/* Takes @task and @body. */
static void
run_job (GTask *task, const char *kind, JsonObject *body)
{
  BizDecisionRun *self = g_task_get_source_object (task);
  g_autoptr (JsonObject) owned = body;

  erp_journal_run_async (erp_session_get_journal (biz_decision_desk_get_session (self->desk)), kind,
                         owned, g_task_get_cancellable (task), job_cb, task);
}

static void
tagged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDecisionRun *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* the tag is for those who look in a browser: a decision stands without it */
  if (!biz_decision_steps_tag_finish (result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      remark (self,
              self->steps[self->index] == BIZ_DECISION_STEP_TAG
                  ? _ ("The tag could not be set:")
                  : _ ("The tag could not be taken away:"),
              error);
    }
  next (g_steal_pointer (&task));
}

static JsonObject *
new_limit_body (BizDecisionRun *self)
{
  g_autoptr (BizDecisionNote) note = biz_decision_target_make_note (self->target, &self->wish);
  g_autofree char *text = biz_decision_note_to_text (note);

  return biz_decision_steps_new_limit (self->target, &self->wish, text);
}

static JsonObject *
new_note_body (BizDecisionRun *self)
{
  g_autoptr (BizDecisionNote) note = biz_decision_target_make_note (self->target, &self->wish);
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self->target);
  const guint rivals = (BIZ_DECISION_BITS_OF_HOLD & BIZ_DECISION_BIT (self->wish.kind)) != 0
                           ? BIZ_DECISION_BITS_OF_HOLD
                           : BIZ_DECISION_BIT (self->wish.kind);
  BizDecisionNote *seen =
      facts->log != NULL
          ? biz_decision_log_get_newest (facts->log, biz_decision_target_get_model (self->target),
                                         biz_decision_target_get_id (self->target), rivals)
          : NULL;
  g_autofree char *text = NULL;

  if (self->made != 0)
    biz_decision_note_set_int (note, "invoice", self->made);
  text = biz_decision_note_to_text (note);

  return biz_job_body_new_decision (biz_decision_target_get_model (self->target),
                                    biz_decision_target_get_id (self->target),
                                    biz_decision_target_get_name (self->target),
                                    biz_decision_target_get_company_id (self->target),
                                    biz_decision_kind_get_name (self->wish.kind), text,
                                    seen != NULL ? biz_decision_note_get_id (seen) : 0);
}

/* Ends the next of the open tasks; takes @task. */
static void
undo_task (GTask *task)
{
  BizDecisionRun *self = g_task_get_source_object (task);
  GArray *tasks = biz_decision_target_get_facts (self->target)->tasks;

  if (tasks == NULL || self->n_tasks >= tasks->len)
    next (task);
  else
    run_job (task, BIZ_JOB_ACTIVITY_DONE,
             biz_decision_steps_new_done (self->desk, self->target, &self->wish,
                                          &g_array_index (tasks, BizDecisionTask, self->n_tasks)));
}

/* A down payment whose answer was lost may still be on its way: who asks again would have two. */
static gboolean
check_journal (BizDecisionRun *self, GError **error)
{
  GListModel *jobs =
      G_LIST_MODEL (erp_session_get_journal (biz_decision_desk_get_session (self->desk)));

  for (guint i = 0;
       self->wish.kind == BIZ_DECISION_PREPAYMENT && i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (jobs, i);

      if (erp_job_is_ended (job) || !g_str_equal (erp_job_get_kind (job), BIZ_JOB_ORDER_INVOICE)
          || !erp_job_is_about (job, "order_ids", biz_decision_target_get_id (self->target)))
        continue;
      g_set_error_literal (
          error, ERP_ERROR, ERP_ERROR_CONFLICT,
          _ ("An invoice of this order was sent already, and whether it was drafted "
             "is not known yet. Look at it in the journal before asking for "
             "another."));
      return FALSE;
    }

  return TRUE;
}

/* Whether it may be done now, by what was read just before. Lists the steps. */
static gboolean
check (BizDecisionRun *self, GError **error)
{
  const BizDecisionDown *down;
  BizAuthorityPerson me;

  biz_decision_desk_get_me (self->desk, &me);
  if (!biz_decision_target_check (self->target, &self->wish, biz_decision_desk_get_uid (self->desk),
                                  &me, NULL, error)
      || !check_journal (self, error))
    return FALSE;
  down = biz_decision_target_find_down (self->target, &self->wish);
  self->made = down != NULL ? down->id : 0;
  self->n_steps = biz_decision_steps_of_wish (self->target, &self->wish, self->steps);

  return TRUE;
}

/* Does the next step, or ends. Takes @task. */
static void
go_on (GTask *task)
{
  BizDecisionRun *self = g_task_get_source_object (task);

  if (self->index >= self->n_steps)
    {
      end (task);
      g_clear_object (&task);
      return;
    }
  switch (self->steps[self->index])
    {
    case BIZ_DECISION_STEP_NOTE:
      run_job (task, BIZ_JOB_DECISION, new_note_body (self));
      break;
    case BIZ_DECISION_STEP_TASK:
      run_job (task, BIZ_JOB_ACTIVITY,
               biz_decision_steps_new_task (self->desk, self->target, &self->wish));
      break;
    case BIZ_DECISION_STEP_UNDO_TASK:
      undo_task (task);
      break;
    case BIZ_DECISION_STEP_TAG:
    case BIZ_DECISION_STEP_UNTAG:
      biz_decision_steps_tag_async (self->desk, self->target,
                                    self->steps[self->index] == BIZ_DECISION_STEP_TAG,
                                    g_task_get_cancellable (task), tagged_cb, task);
      break;
    case BIZ_DECISION_STEP_STATE:
      run_job (task, BIZ_JOB_STATE,
               biz_decision_steps_new_state (self->target, self->wish.kind, self->n_states));
      break;
    case BIZ_DECISION_STEP_INVOICE:
      run_job (task, BIZ_JOB_ORDER_INVOICE,
               biz_decision_steps_new_invoice (self->target, &self->wish));
      break;
    case BIZ_DECISION_STEP_LIMIT:
      run_job (task, BIZ_JOB_LIMIT, new_limit_body (self));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * biz_decision_run_start_async:
 * @self: a run
 * @cancellable: (nullable): to stop waiting, never what was sent
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_decision_run_start_async (BizDecisionRun *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BIZ_IS_DECISION_RUN (self));
  g_return_if_fail (biz_decision_run_can_go_on (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_decision_run_start_async);
  if (self->index == 0 && !self->is_repair && !check (self, &error))
    {
      fail (task, error);
      return;
    }
  self->limit_is_set = FALSE;
  g_string_truncate (self->remark, 0);
  set_state (self, BIZ_DECISION_RUN_BUSY, g_strdup (_ ("Being written…")));
  go_on (g_steal_pointer (&task));
}

gboolean
biz_decision_run_start_finish (BizDecisionRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
