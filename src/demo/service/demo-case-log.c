/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-service.h"
#include "demo-thread.h"

/**
 * demo_case_log_link: (skip)
 * @field: a many2one of the record that is about to become @value
 * @label: what people call it
 * @relation: the other model
 * @subtype: what kind of news it is
 *
 * A line of the log without words: that something changed is for all to see, which field became
 * what for administrators alone.
 */
gboolean
demo_case_log_link (DemoEnv *env,
                    const char *model,
                    gint64 id,
                    const char *field,
                    const char *label,
                    const char *relation,
                    gint64 value,
                    const char *subtype,
                    GError **error)
{
  gint64 before = demo_env_get_int (env, model, id, field);
  g_autofree char *old_name = NULL, *new_name = NULL;
  gint64 message;

  if (before == value)
    return TRUE;
  old_name = before > 0 ? demo_env_display_name (env, relation, before) : NULL;
  new_name = value > 0 ? demo_env_display_name (env, relation, value) : NULL;
  message =
      demo_thread_post (env, model, id, "", "notification", demo_env_ref (env, subtype), error);

  return message > 0
         && demo_thread_track_link (env, message, model, field, label, before, old_name, value,
                                    new_name, error);
}

static void
add_seconds (JsonObject *totals, gint64 stage, gint64 seconds)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, stage);

  json_object_set_int_member (totals, key,
                              json_object_get_int_member_with_default (totals, key, 0) + seconds);
}

/* What is left until now it was in the stage that it has. */
static JsonNode *
count_seconds (DemoEnv *env, gint64 id, GError **error)
{
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (JsonObject) totals = json_object_new ();
  g_autofree char *created = demo_env_get_text (env, "project.task", id, "create_date");
  DemoDb *db = demo_env_get_db (env);
  gint64 left = demo_db_int (db, NULL, "SELECT STRFTIME('%s', ?) - STRFTIME('%s', ?)", "ss",
                             demo_env_now (env), created);
  JsonNode *node;

  rows = demo_db_query (
      db, error,
      "SELECT v.old_value_integer, STRFTIME('%s', m.create_date) - STRFTIME('%s',"
      " LAG(m.create_date, 1, ?2) OVER (ORDER BY v.id)) FROM mail_tracking_value v"
      " JOIN mail_message m ON m.id = v.mail_message_id JOIN ir_model_fields f ON f.id = v.field_id"
      " WHERE m.model = 'project.task' AND m.res_id = ?1 AND f.name = 'stage_id' ORDER BY v.id",
      "is", id, created);
  if (rows == NULL)
    return NULL;
  while (demo_statement_step (rows, error))
    {
      const gint64 seconds = demo_statement_int (rows, 1);

      add_seconds (totals, demo_statement_int (rows, 0), seconds);
      left -= seconds;
    }
  add_seconds (totals, demo_env_get_int (env, "project.task", id, "stage_id"), left);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, totals);

  return node;
}

/**
 * demo_case_compute_durations: (skip)
 *
 * How long a task was in each stage, by its number: seconds around the clock, for all who read it.
 */
gboolean
demo_case_compute_durations (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      values[i] = count_seconds (env, demo_ids_get (ids, i), error);
      if (values[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * demo_case_is_open_to: (skip)
 * @model: a model of cases
 *
 * Returns: whether the user reads all cases of his companies, and what is said in them
 */
gboolean
demo_case_is_open_to (DemoEnv *env, const char *model)
{
  return demo_env_is_su (env) || !g_str_equal (model, "helpdesk.ticket")
         || demo_env_has_group (env, "helpdesk_mgmt.group_helpdesk_user");
}
