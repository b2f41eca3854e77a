/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-thread.h"

static const DemoField type_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("summary", "Default Summary"),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_ACTIVE,
  F_INT ("delay_count", "Schedule"),
  F_CHAR ("icon", "Icon"),
  F_CHAR ("res_model", "Model"),
  F_SELECT ("category",
            "Action",
            "default:None|upload_file:Upload Document|phonecall:Phonecall",
            .value = "\"default\""),
  { 0 },
};

static const DemoAccessRow type_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

const DemoModel demo_activity_type_model = {
  .name = "mail.activity.type",
  .label = "Activity Type",
  .table = "mail_activity_type",
  .order = "sequence, id",
  .fields = type_fields,
  .access = type_access,
};

static gboolean
compute_res_name (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *model = demo_env_get_text (env, "mail.activity", id, "res_model");
      g_autofree char *name = model != NULL ? demo_env_display_name (
                                  env, model, demo_env_get_int (env, "mail.activity", id, "res_id"))
                                            : NULL;

      values[i] = demo_json_text (name);
    }
  return TRUE;
}

static const DemoField fields[] = {
  F_CHAR ("res_model", "Related Document Model", .flags = DEMO_INDEX | DEMO_READONLY),
  F_M2O ("res_model_id",
         "Document Model",
         "ir.model",
         .sql = "(SELECT m.id FROM ir_model m WHERE m.model = $.res_model)"),
  DEMO_FIELD (DEMO_MANY2ONE_REFERENCE, "res_id", "Related Document ID", .flags = DEMO_INDEX),
  F_CHAR ("res_name", "Document Name", .compute = compute_res_name),
  F_M2O ("activity_type_id", "Activity Type", "mail.activity.type"),
  F_CHAR ("summary", "Summary"),
  F_HTML ("note", "Note"),
  F_DATE ("date_deadline", "Due Date", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_DATE ("date_done", "Done Date"),
  F_TEXT ("feedback", "Feedback"),
  F_BOOL ("automated", "Automated activity"),
  F_M2O ("user_id", "Assigned to", "res.users", .flags = DEMO_INDEX),
  F_SELECT ("state",
            "State",
            "overdue:Overdue|today:Today|planned:Planned|done:Done",
            .sql =
                "CASE WHEN NOT $.active THEN 'done' WHEN $.date_deadline < {today} THEN 'overdue'"
                " WHEN $.date_deadline = {today} THEN 'today' ELSE 'planned' END"),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "date_deadline"))
    json_object_set_string_member (vals, "date_deadline", demo_env_today (env));
  if (!demo_vals_has (vals, "activity_type_id"))
    json_object_set_int_member (vals, "activity_type_id",
                                demo_env_ref (env, "mail.mail_activity_data_todo"));
  return TRUE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 model_id = demo_vals_int (vals, "res_model_id");
  g_autoptr (DemoIds) record = NULL;

  if (model_id > 0)
    {
      g_autofree char *name = demo_env_get_text (env, "ir.model", model_id, "model");

      if (name != NULL)
        json_object_set_string_member (vals, "res_model", name);
      json_object_remove_member (vals, "res_model_id");
    }
  if (demo_vals_text (vals, "res_model") == NULL || demo_vals_int (vals, "res_id") == 0)
    {
      if (demo_vals_int (vals, "user_id") > 0)
        return TRUE;
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "An activity needs a record or a person it is for.");
      return FALSE;
    }
  record = demo_ids_new_one (demo_vals_int (vals, "res_id"));
  return demo_env_check_access (env, demo_vals_text (vals, "res_model"), record, DEMO_READ, error);
}

/* Who made it or is to do it; beyond them, whoever may speak on its record, for which reading is
 * enough on all records of this company. */
static gboolean
check_may_change (DemoEnv *env, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *model = demo_env_get_text (env, "mail.activity", id, "res_model");
      g_autoptr (DemoIds) record =
          demo_ids_new_one (demo_env_get_int (env, "mail.activity", id, "res_id"));

      if (demo_env_is_su (env) || model == NULL
          || demo_env_get_int (env, "mail.activity", id, "user_id") == demo_env_get_uid (env)
          || demo_env_get_int (env, "mail.activity", id, "create_uid") == demo_env_get_uid (env))
        continue;
      if (!demo_env_check_access (env, model, record, DEMO_READ, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  return check_may_change (env, ids, error);
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  return check_may_change (env, ids, error);
}

static gboolean
finish (DemoEnv *env, gint64 id, const char *feedback, gint64 *message, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *model = demo_env_get_text (env, "mail.activity", id, "res_model");
  gint64 record = demo_env_get_int (env, "mail.activity", id, "res_id");
  g_autofree char *type =
      demo_env_display_name (env, "mail.activity.type",
                             demo_env_get_int (env, "mail.activity", id, "activity_type_id"));
  g_autofree char *summary = demo_env_get_text (env, "mail.activity", id, "summary");
  g_autofree char *text = g_strdup_printf ("%s done%s%s", type, summary != NULL ? ": " : "",
                                           summary != NULL ? summary : "");
  g_autofree char *head = demo_thread_escape (text);
  g_autofree char *more = feedback != NULL ? demo_thread_escape (feedback) : g_strdup ("");
  g_autofree char *html = g_strconcat ("<div>", head, more, "</div>", NULL);

  if (model != NULL && record > 0)
    {
      *message = demo_thread_post (env, model, record, html, "notification",
                                   demo_env_ref (env, "mail.mt_activities"), error);
      if (*message == 0
          || !demo_env_set_int (env, "mail.message", *message, "mail_activity_type_id",
                                demo_env_get_int (env, "mail.activity", id, "activity_type_id"),
                                error))
        return FALSE;
    }
  if (demo_env_get_series (env) < 18)
    return demo_db_exec (db, error, "DELETE FROM mail_activity WHERE id = ?", "i", id);
  return demo_db_exec (db, error,
                       "UPDATE mail_activity SET active = 0, date_done = ?2, feedback = ?3,"
                       " write_uid = ?4, write_date = ?5 WHERE id = ?1",
                       "issis", id, demo_env_today (env), feedback, demo_env_get_uid (env),
                       demo_env_now (env));
}

static JsonNode *
action_feedback (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gint64 first = 0;

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error)
      || !check_may_change (env, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 message = 0;

      if (!finish (env, demo_ids_get (ids, i), demo_vals_text (args, "feedback"), &message, error))
        return NULL;
      if (first == 0)
        first = message;
    }
  return first > 0 ? demo_json_int (first) : demo_json_false ();
}

static const DemoMethod methods[] = {
  { "action_feedback", action_feedback, "feedback attachment_ids" },
  { "action_done", action_feedback, "" },
  { 0 },
};

const DemoModel demo_activity_model = {
  .name = "mail.activity",
  .label = "Activity",
  .table = "mail_activity",
  .order = "date_deadline ASC, id ASC",
  .display_sql = "COALESCE($.summary, (SELECT t.name FROM mail_activity_type t"
                 " WHERE t.id = $.activity_type_id), '')",
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .defaults = defaults,
  .before_create = before_create,
  .before_write = before_write,
  .before_unlink = before_unlink,
};

/**
 * demo_activity_schedule: (skip)
 *
 * `activity_schedule` of every record with activities: one on each record.
 *
 * Returns: (transfer full): their ids
 */
JsonNode *
demo_activity_schedule (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  static const char *const passed[] = { "date_deadline", "note", "user_id" };
  const char *xmlid = demo_vals_text (args, "act_type_xmlid");
  gint64 type =
      xmlid != NULL ? demo_env_ref (env, xmlid) : demo_vals_int (args, "activity_type_id");
  g_autoptr (DemoIds) made = demo_ids_new ();

  if (!demo_env_check_access (env, model->name, ids, demo_thread_find_needed_access (model->name),
                              error))
    return NULL;
  if (type == 0)
    type = demo_env_ref (env, "mail.mail_activity_data_todo");
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JsonObject) vals = json_object_new ();
      const char *summary = demo_vals_text (args, "summary");
      gint64 id;

      for (guint p = 0; p < G_N_ELEMENTS (passed); p++)
        if (demo_vals_has (args, passed[p]))
          json_object_set_member (vals, passed[p], json_object_dup_member (args, passed[p]));
      if (summary != NULL)
        json_object_set_string_member (vals, "summary", summary);
      json_object_set_string_member (vals, "res_model", model->name);
      json_object_set_int_member (vals, "res_id", demo_ids_get (ids, i));
      json_object_set_int_member (vals, "activity_type_id", type);
      json_object_set_boolean_member (vals, "automated", TRUE);
      id = demo_env_create (env, "mail.activity", vals, error);
      if (id == 0)
        return NULL;
      demo_ids_add (made, id);
    }
  return demo_ids_to_json (made);
}
