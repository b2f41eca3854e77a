/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-goals.h"

#include "biz-kpi-goal-job.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* Older ones than so many are not asked for. */
#define LIMIT 2000

struct _BizKpiGoals
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  GPtrArray *goals;    /* (owned) (element-type BizKpiGoal): the newest first */
  char *users;         /* (owned) (nullable): the field that shares; NULL before it is read */
};

G_DEFINE_FINAL_TYPE (BizKpiGoals, biz_kpi_goals, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_kpi_goals_finalize (GObject *object)
{
  BizKpiGoals *self = BIZ_KPI_GOALS (object);

  g_clear_object (&self->session);
  g_ptr_array_unref (self->goals);
  g_free (self->users);

  G_OBJECT_CLASS (biz_kpi_goals_parent_class)->finalize (object);
}

static void
biz_kpi_goals_class_init (BizKpiGoalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_kpi_goals_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_kpi_goals_init (BizKpiGoals *self)
{
  self->goals = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_kpi_goal_free);
}

/**
 * biz_kpi_goals_new:
 * @session: who is signed in
 *
 * Returns: (transfer full): none, until they are read
 */
BizKpiGoals *
biz_kpi_goals_new (ErpSession *session)
{
  BizKpiGoals *self = g_object_new (BIZ_TYPE_KPI_GOALS, NULL);

  g_return_val_if_fail (ERP_IS_SESSION (session), self);

  self->session = g_object_ref (session);

  return self;
}

/* What anybody wrote under such a name and is none is passed over. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) goals = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_kpi_goal_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *text;
      BizKpiGoal *goal;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_string (row, "context", &text, error))
        return NULL;
      goal = biz_kpi_goal_new_from_text (text);
      if (goal != NULL)
        g_ptr_array_add (goals, goal);
    }

  return g_steal_pointer (&goals);
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizKpiGoals *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *goals = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (goals == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_unref (self->goals);
  self->goals = goals;
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
ask_rows (GTask *task)
{
  static const char *const fields[] = { "context", NULL };
  BizKpiGoals *self = g_task_get_source_object (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("ir.filters", "search_read");

  erp_domain_add_string (domain, "model_id", "=", BIZ_KPI_GOAL_MODEL);
  erp_domain_add_string (domain, "name", "=like", BIZ_KPI_GOAL_NAME "%");
  erp_domain_add_bool (domain, self->users, "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", LIMIT);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), rows_cb, g_object_ref (task));
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizKpiGoals *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *fields;

  if (answer == NULL || !erp_json_get_object (answer, &fields, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (self->users);
  self->users = g_strdup (json_object_has_member (fields, "user_ids") ? "user_ids" : "user_id");
  ask_rows (task);
}

/**
 * biz_kpi_goals_load_async:
 * @self: goals
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * One request; the first time two.
 */
void
biz_kpi_goals_load_async (BizKpiGoals *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const char *const names[] = { "user_id", "user_ids", NULL };
  static const char *const attributes[] = { "type", NULL };
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) call = NULL;

  g_return_if_fail (BIZ_IS_KPI_GOALS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_goals_load_async);
  if (self->users != NULL)
    {
      ask_rows (task);
      return;
    }
  call = erp_call_new_read ("ir.filters", "fields_get");
  erp_call_set_arg_strv (call, "allfields", names);
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, fields_cb,
                         g_steal_pointer (&task));
}

gboolean
biz_kpi_goals_load_finish (BizKpiGoals *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
biz_kpi_goals_is_loaded (BizKpiGoals *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_GOALS (self), FALSE);

  return self->users != NULL;
}

/**
 * biz_kpi_goals_find:
 * @self: goals
 * @kind: target or baseline
 * @kpi: of which figure
 * @scope: of what
 *
 * Returns: (transfer none) (nullable): the one that counts, until they are read again
 */
const BizKpiGoal *
biz_kpi_goals_find (BizKpiGoals *self, BizKpiGoalKind kind, BizKpi kpi, const BizKpiScope *scope)
{
  g_return_val_if_fail (BIZ_IS_KPI_GOALS (self), NULL);

  for (guint i = 0; i < self->goals->len; i++)
    {
      const BizKpiGoal *goal = g_ptr_array_index (self->goals, i);

      if (biz_kpi_goal_fits (goal, kind, kpi, scope))
        return goal->has_level ? goal : NULL;
    }

  return NULL;
}

static void
reload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* It is written, whether it can be seen now or not. */
  if (!biz_kpi_goals_load_finish (BIZ_KPI_GOALS (source), result, &error))
    g_debug ("Targets were not read again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizKpiGoals *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    biz_kpi_goals_load_async (self, cancellable, reload_cb, g_steal_pointer (&task));
}

/**
 * biz_kpi_goals_set_async:
 * @self: goals that were read
 * @goal: what is to count from now on
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_goals_set_async (BizKpiGoals *self,
                         const BizKpiGoal *goal,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) body = NULL;
  ErpJournal *journal;

  g_return_if_fail (BIZ_IS_KPI_GOALS (self) && goal != NULL && self->users != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_goals_set_async);
  journal = erp_session_get_journal (self->session);
  if (journal == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               _ ("Nothing can be written here."));
      return;
    }
  body = biz_job_body_new_kpi_goal (goal, self->users);
  erp_journal_run_async (journal, BIZ_JOB_KPI_GOAL, body, cancellable, written_cb,
                         g_steal_pointer (&task));
}

gboolean
biz_kpi_goals_set_finish (BizKpiGoals *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
