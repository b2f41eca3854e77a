/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"

static const DemoField parameter_fields[] = {
  F_CHAR ("key", "Key", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_TEXT ("value", "Value", .flags = DEMO_REQUIRED),
  { 0 },
};

static const DemoAccessRow parameter_access[] = {
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static JsonNode *
get_param (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  const char *key = demo_vals_text (args, "key");
  g_autofree char *value = NULL;
  JsonNode *fallback;

  if (!demo_env_check_access (env, model->name, NULL, DEMO_READ, error))
    return NULL;
  value = demo_db_text (demo_env_get_db (env), NULL,
                        "SELECT value FROM ir_config_parameter WHERE key = ?", "s", key);
  if (value != NULL)
    return demo_json_text (value);
  fallback = json_object_get_member (args, "default");
  return fallback != NULL ? json_node_copy (fallback) : demo_json_false ();
}

static JsonNode *
set_param (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  const char *key = demo_vals_text (args, "key");
  const char *value = demo_vals_text (args, "value");
  g_autofree char *old = NULL;

  if (!demo_env_check_access (env, model->name, NULL, DEMO_WRITE, error))
    return NULL;
  old = demo_db_text (demo_env_get_db (env), NULL,
                      "SELECT value FROM ir_config_parameter WHERE key = ?", "s", key);
  if (value == NULL)
    {
      if (!demo_db_exec (demo_env_get_db (env), error,
                         "DELETE FROM ir_config_parameter WHERE key = ?", "s", key))
        return NULL;
    }
  else if (!demo_db_exec (demo_env_get_db (env), error,
                          "INSERT INTO ir_config_parameter (key, value) VALUES (?, ?)"
                          " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                          "ss", key, value))
    return NULL;
  return demo_json_text (old);
}

static const DemoMethod parameter_methods[] = {
  { "get_param", get_param, "key! default", DEMO_METHOD_MODEL | DEMO_METHOD_READONLY },
  { "set_param", set_param, "key! value!", DEMO_METHOD_MODEL },
  { 0 },
};

const DemoModel demo_config_parameter_model = {
  .name = "ir.config_parameter",
  .label = "System Parameter",
  .table = "ir_config_parameter",
  .order = "key",
  .rec_name = "key",
  .fields = parameter_fields,
  .methods = parameter_methods,
  .access = parameter_access,
};

static const DemoField filter_fields[] = {
  F_CHAR ("name", "Filter Name", .flags = DEMO_REQUIRED),
  F_M2M ("user_ids",
         "Users",
         "res.users",
         "ir_filters_res_users_rel",
         "ir_filters_id",
         "res_users_id",
         .since = 19),
  F_M2O ("user_id", "User", "res.users", .until = 18),
  F_TEXT ("domain", "Domain", .flags = DEMO_REQUIRED, .value = "\"[]\""),
  F_TEXT ("context", "Context", .flags = DEMO_REQUIRED, .value = "\"{}\""),
  F_CHAR ("sort", "Sort", .flags = DEMO_REQUIRED, .value = "\"[]\""),
  F_CHAR ("model_id", "Model", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_BOOL ("is_default", "Default Filter"),
  F_INT ("action_id", "Action"),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow filter_access[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static JsonNode *
shared_or_mine (DemoEnv *env)
{
  if (demo_env_get_series (env) < 19)
    return demo_json ("[[\"user_id\", \"in\", [false, %" G_GINT64_FORMAT "]]]",
                      demo_env_get_uid (env));
  return demo_json ("[\"|\", [\"user_ids\", \"=\", false], [\"user_ids\", \"in\","
                    " [%" G_GINT64_FORMAT "]]]",
                    demo_env_get_uid (env));
}

/* What everybody uses, one alone does not remove; since 19 anybody may. */
static JsonNode *
removable (DemoEnv *env)
{
  if (demo_env_get_series (env) < 19)
    return demo_json ("[[\"user_id\", \"=\", %" G_GINT64_FORMAT "]]", demo_env_get_uid (env));
  return shared_or_mine (env);
}

static const DemoRule filter_rules[] = {
  { "base.group_user", DEMO_READ | DEMO_WRITE | DEMO_CREATE, shared_or_mine },
  { "base.group_user", DEMO_UNLINK, removable },
  { NULL },
};

const DemoModel demo_filters_model = {
  .name = "ir.filters",
  .label = "Filters",
  .table = "ir_filters",
  .order = "model_id, name, id desc",
  .fields = filter_fields,
  .access = filter_access,
  .rules = filter_rules,
};
