/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* Tasks, which are the cases of a company without a help desk. */

#define HOURS_BETWEEN(a, b)                                                                        \
  "COALESCE(CAST((JULIANDAY(" a ") - JULIANDAY(" b ")) * 24 AS INTEGER) * 1000000, 0)"

static const DemoField fields[] = {
  F_CHAR ("name", "Title", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_ACTIVE,
  F_HTML ("description", "Description"),
  F_SELECT ("priority",
            "Priority",
            "0:Low|1:High",
            .flags = DEMO_ONLY_THERE,
            .value = "\"0\"",
            .until = 18),
  F_SELECT ("priority",
            "Priority",
            "0:Low priority|1:Medium priority|2:High priority|3:Urgent",
            .flags = DEMO_ONLY_THERE,
            .value = "\"0\"",
            .since = 19),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("stage_id", "Stage", "project.task.type", .flags = DEMO_INDEX),
  F_SELECT (
      "state",
      "State",
      "01_in_progress:In Progress|02_changes_requested:Changes Requested|03_approved:Approved|"
      "1_done:Done|1_canceled:Cancelled|04_waiting_normal:Waiting",
      .flags = DEMO_REQUIRED | DEMO_NO_COPY | DEMO_INDEX,
      .value = "\"01_in_progress\""),
  F_BOOL ("is_closed", "Closed state", .sql = "$.state IN ('1_done', '1_canceled')"),
  F_M2O ("project_id", "Project", "project.project", .flags = DEMO_INDEX),
  F_M2M ("user_ids", "Assignees", "res.users", "project_task_user_rel", "task_id", "user_id"),
  F_M2O ("partner_id", "Customer", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_INDEX),
  F_M2M ("tag_ids",
         "Tags",
         "project.tags",
         "project_tags_project_task_rel",
         "project_task_id",
         "project_tags_id"),
  F_TIME ("date_assign", "Assigning Date", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_TIME ("date_last_stage_update", "Last Stage Update", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_JSON ("duration_tracking", "Status time", .compute = demo_case_compute_durations),
  F_TIME ("date_end", "Ending Date", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_TIME ("date_deadline", "Deadline", .flags = DEMO_INDEX),
  F_CHAR ("email_cc", "Email cc"),
  F_CHAR ("email_from", "Email From", .since = 19),
  F_CHAR ("partner_phone", "Contact Number", .since = 19),
  F_FLOAT ("allocated_hours", "Allocated Time"),
  F_FLOAT ("working_hours_open",
           "Working Hours to Assign",
           .sql = HOURS_BETWEEN ("$.date_assign", "$.create_date")),
  F_FLOAT ("working_hours_close",
           "Working Hours to Close",
           .sql = HOURS_BETWEEN ("$.date_end", "$.create_date")),
  F_M2O ("parent_id", "Parent Task", "project.task", .flags = DEMO_INDEX),
  F_O2M ("child_ids", "Sub-tasks", "project.task", "parent_id"),
  F_M2O ("sale_order_id", "Sales Order", "sale.order", .flags = DEMO_READONLY | DEMO_INDEX),
  F_M2O ("sale_line_id", "Sales Order Item", "sale.order.line"),
  F_BOOL ("display_in_project", "Display In Project", .value = "true"),
  F_INT ("color", "Color Index"),
  F_O2M ("attachment_ids",
         "Attachments",
         "ir.attachment",
         "res_id",
         .domain = "[[\"res_model\", \"=\", \"project.task\"]]"),
  DEMO_THREAD_FIELDS ("project.task"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static gint64
first_stage (DemoEnv *env, gint64 project)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT s.id FROM project_task_type s JOIN project_task_type_rel r"
                      " ON r.type_id = s.id WHERE r.project_id = ? AND s.active AND NOT s.fold"
                      " ORDER BY s.sequence, s.id LIMIT 1",
                      "i", project);
}

/* The order of a line, where the customer is the same and the project's work is billed; else there
 * is neither of them. */
static void
follow_line (DemoEnv *env, JsonObject *vals, gint64 project, gint64 partner)
{
  gint64 line = demo_vals_int (vals, "sale_line_id");
  gint64 order;

  if (line == 0)
    return;
  order = demo_db_int (demo_env_get_db (env), NULL,
                       "SELECT l.order_id FROM sale_order_line l JOIN sale_order o ON o.id ="
                       " l.order_id JOIN res_partner a ON a.id = o.partner_id JOIN res_partner b ON"
                       " b.id = ?2 JOIN project_project p ON p.id = ?3 WHERE l.id = ?1 AND"
                       " a.commercial_partner_id = b.commercial_partner_id AND p.allow_billable",
                       "iii", line, partner, project);
  if (order > 0)
    json_object_set_int_member (vals, "sale_order_id", order);
  else
    {
      json_object_set_boolean_member (vals, "sale_line_id", FALSE);
      json_object_set_boolean_member (vals, "sale_order_id", FALSE);
    }
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 project = demo_vals_int (vals, "project_id");
  g_autoptr (DemoIds) users = demo_vals_ids (vals, "user_ids");
  gint64 company =
      project > 0 ? demo_env_get_int (env, "project.project", project, "company_id") : 0;

  if (demo_vals_int (vals, "company_id") == 0 && company > 0)
    json_object_set_int_member (vals, "company_id", company);
  if (demo_vals_int (vals, "stage_id") == 0 && project > 0 && first_stage (env, project) > 0)
    json_object_set_int_member (vals, "stage_id", first_stage (env, project));
  if (demo_vals_int (vals, "stage_id") > 0)
    json_object_set_string_member (vals, "date_last_stage_update", demo_env_now (env));
  if (users->len > 0 && demo_vals_text (vals, "date_assign") == NULL)
    json_object_set_string_member (vals, "date_assign", demo_env_now (env));
  follow_line (env, vals, project, demo_vals_int (vals, "partner_id"));

  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_thread_post (env, model->name, id,
                           "<div summary=\"o_mail_notification\"><p>Task opened</p></div>",
                           "notification", demo_env_ref (env, "project.mt_task_new"), error)
             > 0
         && demo_thread_follow (
             env, model->name, id,
             demo_env_get_int (env, "res.users", demo_env_get_uid (env), "partner_id"), error);
}

/* What kind of news a state is; the words for it are administrators' own. */
static const char *
find_subtype (const char *state)
{
  static const struct
  {
    const char *state, *subtype;
  } kinds[] = {
    { "1_done", "project.mt_task_done" },
    { "1_canceled", "project.mt_task_canceled" },
    { "01_in_progress", "project.mt_task_in_progress" },
    { "03_approved", "project.mt_task_approved" },
    { "02_changes_requested", "project.mt_task_changes_requested" },
    { "04_waiting_normal", "project.mt_task_waiting" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (state, kinds[i].state) == 0)
      return kinds[i].subtype;
  return "mail.mt_note";
}

static gboolean
log_state (DemoEnv *env, gint64 id, const char *state, GError **error)
{
  g_autofree char *before = demo_env_get_text (env, "project.task", id, "state");
  gint64 message;

  if (state == NULL || g_strcmp0 (state, before) == 0)
    return TRUE;
  message = demo_thread_post (env, "project.task", id, "", "notification",
                              demo_env_ref (env, find_subtype (state)), error);

  return message > 0
         && demo_thread_track (env, message, "project.task", "state", "State", before, state,
                               error);
}

static gboolean
log_changes (DemoEnv *env, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      /* Of a stage and a state that change at once one line tells. */
      if (json_object_has_member (vals, "stage_id"))
        {
          if (!demo_case_log_link (env, "project.task", id, "stage_id", "Stage",
                                   "project.task.type", demo_vals_int (vals, "stage_id"),
                                   "project.mt_task_stage", error))
            return FALSE;
        }
      else if (!log_state (env, id, demo_vals_text (vals, "state"), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_any_closed (DemoEnv *env, const DemoIds *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "project.task", demo_ids_get (ids, i), "state");

      if (g_str_has_prefix (state, "1_"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 stage = demo_vals_int (vals, "stage_id");
  g_autoptr (DemoIds) users = demo_vals_ids (vals, "user_ids");

  if (stage == 0 && demo_vals_int (vals, "project_id") > 0)
    stage = first_stage (env, demo_vals_int (vals, "project_id"));
  if (stage > 0)
    {
      json_object_set_int_member (vals, "stage_id", stage);
      json_object_set_string_member (vals, "date_last_stage_update", demo_env_now (env));
      if (demo_env_get_int (env, "project.task.type", stage, "fold"))
        json_object_set_string_member (vals, "date_end", demo_env_now (env));
      else
        json_object_set_boolean_member (vals, "date_end", FALSE);
    }
  if (users->len > 0 && demo_vals_text (vals, "date_assign") == NULL)
    json_object_set_string_member (vals, "date_assign", demo_env_now (env));
  if (ids->len == 1)
    follow_line (env, vals,
                 demo_env_get_int (env, "project.task", demo_ids_get (ids, 0), "project_id"),
                 demo_env_get_int (env, "project.task", demo_ids_get (ids, 0), "partner_id"));
  if (!log_changes (env, ids, vals, error))
    return FALSE;
  /* Whatever is open goes on in its new stage. */
  if (stage > 0 && demo_vals_text (vals, "state") == NULL && !is_any_closed (env, ids))
    json_object_set_string_member (vals, "state", "01_in_progress");

  return TRUE;
}

const DemoModel demo_task_model = {
  .name = "project.task",
  .label = "Task",
  .table = "project_task",
  .order = "priority desc, sequence, date_deadline asc, id desc",
  .company_field = "company_id",
  .fields = fields,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
};
