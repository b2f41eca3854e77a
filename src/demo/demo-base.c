/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-auth.h"
#include "demo-json.h"
#include "demo-registry.h"

#include <string.h>

/* The models without which nobody can sign in. */

static const DemoAccessRow all_read[] = { { NULL, DEMO_READ },
                                          { "base.group_system", DEMO_ALL },
                                          { NULL, 0 } };
static const DemoAccessRow wizard[] = { { NULL, DEMO_ALL }, { NULL, 0 } };

static const DemoField group_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Name", .flags = DEMO_REQUIRED },
  { .name = "full_name", .type = DEMO_CHAR, .label = "Group Name", .sql = "$.name" },
  { .name = "users",
    .type = DEMO_MANY2MANY,
    .label = "Users",
    .relation = "res.users",
    .m2m_table = "res_groups_users_rel",
    .m2m_column = "gid",
    .m2m_other = "uid",
    .until = 17 },
  { .name = "user_ids",
    .type = DEMO_MANY2MANY,
    .label = "Users",
    .relation = "res.users",
    .m2m_table = "res_groups_users_rel",
    .m2m_column = "gid",
    .m2m_other = "uid",
    .since = 18 },
  { NULL },
};

static const DemoModel res_groups = {
  .name = "res.groups",
  .label = "Access Groups",
  .table = "res_groups",
  .order = "name",
  .fields = group_fields,
  .access = all_read,
};

static JsonNode *
context_get_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "lang", demo_env_get_lang (env));
  json_object_set_string_member (result, "tz", demo_env_get_tz (env));
  json_object_set_int_member (result, "uid", demo_env_get_uid (env));
  return demo_json_take_object (result);
}

static gboolean
user_has_group (DemoEnv *env, gint64 uid, const char *xmlid)
{
  gboolean has;

  demo_env_push_user (env, uid);
  has = demo_env_has_group (env, xmlid);
  demo_env_pop_user (env);
  return has;
}

static JsonNode *
has_group_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  const char *xmlid = demo_vals_text (args, "group_ext_id");
  gint64 uid = ids && ids->len ? demo_ids_get (ids, 0) : demo_env_get_uid (env);

  if (!xmlid)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "A group is named by a text.");
      return NULL;
    }
  return user_has_group (env, uid, xmlid) ? demo_json_true () : demo_json_false ();
}

static const DemoField user_fields[] = {
  { .name = "login", .type = DEMO_CHAR, .label = "Login", .flags = DEMO_REQUIRED | DEMO_UNIQUE },
  { .name = "partner_id",
    .type = DEMO_MANY2ONE,
    .label = "Related Partner",
    .relation = "res.partner" },
  { .name = "name",
    .type = DEMO_CHAR,
    .label = "Name",
    .related = "partner_id.name",
    .flags = DEMO_WRITE_THROUGH },
  { .name = "email",
    .type = DEMO_CHAR,
    .label = "Email",
    .related = "partner_id.email",
    .flags = DEMO_WRITE_THROUGH },
  { .name = "active", .type = DEMO_BOOLEAN, .label = "Active", .value = "true" },
  { .name = "company_id", .type = DEMO_MANY2ONE, .label = "Company", .relation = "res.company" },
  { .name = "company_ids",
    .type = DEMO_MANY2MANY,
    .label = "Companies",
    .relation = "res.company",
    .m2m_table = "res_company_users_rel",
    .m2m_column = "user_id",
    .m2m_other = "cid" },
  { .name = "group_ids",
    .type = DEMO_MANY2MANY,
    .label = "Groups",
    .relation = "res.groups",
    .m2m_table = "res_groups_users_rel",
    .m2m_column = "uid",
    .m2m_other = "gid",
    .since = 18 },
  { .name = "groups_id",
    .type = DEMO_MANY2MANY,
    .label = "Groups",
    .relation = "res.groups",
    .m2m_table = "res_groups_users_rel",
    .m2m_column = "uid",
    .m2m_other = "gid",
    .until = 17 },
  { .name = "lang", .type = DEMO_CHAR, .label = "Language", .value = "\"en_US\"" },
  { .name = "tz", .type = DEMO_CHAR, .label = "Time zone", .value = "\"UTC\"" },
  { .name = "share", .type = DEMO_BOOLEAN, .label = "Share User", .flags = DEMO_READONLY },
  { .name = "signature", .type = DEMO_HTML, .label = "Email Signature" },
  { .name = "password_hash",
    .type = DEMO_CHAR,
    .label = "Password",
    .flags = DEMO_NO_COPY,
    .groups = "demo.nobody" },
  { NULL },
};

static const DemoMethod user_methods[] = {
  { "context_get", context_get_cb, "", DEMO_METHOD_MODEL | DEMO_METHOD_READONLY },
  { "has_group", has_group_cb, "group_ext_id!", DEMO_METHOD_READONLY, 18 },
  { "has_group", has_group_cb, "group_ext_id!", DEMO_METHOD_MODEL | DEMO_METHOD_READONLY, 0, 17 },
  { NULL },
};

static const char *const user_search[] = { "name", "login", NULL };

static const DemoModel res_users = {
  .name = "res.users",
  .label = "User",
  .table = "res_users",
  .order = "login",
  .display_sql = "COALESCE((SELECT p.name FROM res_partner p WHERE p.id = $.partner_id), $.login)",
  .name_search = user_search,
  .fields = user_fields,
  .methods = user_methods,
  .access = all_read,
};

static const DemoField model_data_fields[] = {
  { .name = "module", .type = DEMO_CHAR, .label = "Module", .flags = DEMO_REQUIRED },
  { .name = "name", .type = DEMO_CHAR, .label = "External Identifier", .flags = DEMO_REQUIRED },
  { .name = "complete_name",
    .type = DEMO_CHAR,
    .label = "Complete ID",
    .sql = "$.module || '.' || $.name" },
  { .name = "model", .type = DEMO_CHAR, .label = "Model Name", .flags = DEMO_REQUIRED },
  { .name = "res_id", .type = DEMO_MANY2ONE_REFERENCE, .label = "Record ID" },
  { .name = "noupdate", .type = DEMO_BOOLEAN, .label = "Non Updatable" },
  { NULL },
};

static const char *const model_data_ddl[] = {
  "CREATE UNIQUE INDEX ir_model_data_name ON ir_model_data (module, name)",
  "CREATE INDEX ir_model_data_record ON ir_model_data (model, res_id)", NULL
};

/* What a name stands for is for all to know who may read it. */
static JsonNode *
check_reference_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  const char *module = demo_vals_text (args, "module");
  const char *name = demo_vals_text (args, "xml_id");
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *found =
      demo_db_text (db, NULL, "SELECT model FROM ir_model_data WHERE module = ? AND name = ?", "ss",
                    module, name);
  gint64 id =
      demo_db_int (db, NULL, "SELECT res_id FROM ir_model_data WHERE module = ? AND name = ?", "ss",
                   module, name);

  if (found == NULL)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no record called %s.%s.", module,
                   name);
      return NULL;
    }
  if (demo_env_check_access (env, found, NULL, DEMO_READ, NULL))
    return demo_json ("[\"%s\", %" G_GINT64_FORMAT "]", found, id);
  return demo_json ("[\"%s\", false]", found);
}

static const DemoMethod model_data_methods[] = {
  { "check_object_reference", check_reference_cb, "module! xml_id! raise_on_access_error",
    DEMO_METHOD_MODEL | DEMO_METHOD_READONLY },
  { NULL },
};

static const DemoAccessRow system_only[] = { { "base.group_system", DEMO_ALL }, { NULL, 0 } };

static const DemoModel ir_model_data = {
  .name = "ir.model.data",
  .label = "Model Data",
  .table = "ir_model_data",
  .order = "module, model, name",
  .display_sql = "$.module || '.' || $.name",
  .fields = model_data_fields,
  .methods = model_data_methods,
  .access = system_only,
  .ddl = model_data_ddl,
};

static const DemoField model_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Model Description", .flags = DEMO_REQUIRED },
  { .name = "model", .type = DEMO_CHAR, .label = "Model", .flags = DEMO_REQUIRED | DEMO_UNIQUE },
  { .name = "transient", .type = DEMO_BOOLEAN, .label = "Transient Model" },
  { NULL },
};

static const DemoAccessRow users_read[] = { { "base.group_user", DEMO_READ },
                                            { "base.group_system", DEMO_ALL },
                                            { NULL, 0 } };

static const DemoModel ir_model = {
  .name = "ir.model",
  .label = "Models",
  .table = "ir_model",
  .order = "model",
  .fields = model_fields,
  .access = users_read,
};

static JsonNode *
own_keys (DemoEnv *env)
{
  return demo_json ("[[\"user_id\", \"=\", %" G_GINT64_FORMAT "]]", demo_env_get_uid (env));
}

static const DemoField key_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Description", .flags = DEMO_REQUIRED },
  { .name = "user_id",
    .type = DEMO_MANY2ONE,
    .label = "User",
    .relation = "res.users",
    .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX },
  { .name = "scope", .type = DEMO_CHAR, .label = "Scope" },
  { .name = "expiration_date", .type = DEMO_DATETIME, .label = "Expiration Date", .since = 18 },
  { .name = "key_hash",
    .type = DEMO_CHAR,
    .label = "Key",
    .flags = DEMO_INDEX | DEMO_NO_COPY,
    .groups = "demo.nobody" },
  { NULL },
};

static const DemoMethod key_methods[] = {
  { "remove", demo_auth_remove_key, "", 0 },
  { NULL },
};

static const DemoAccessRow keys_access[] = { { "base.group_user", DEMO_READ }, { NULL, 0 } };
static const DemoRule keys_rules[] = { { NULL, 0, own_keys }, { NULL, 0, NULL } };

static const DemoModel res_users_apikeys = {
  .name = "res.users.apikeys",
  .label = "Users API Keys",
  .table = "res_users_apikeys",
  .fields = key_fields,
  .methods = key_methods,
  .access = keys_access,
  .rules = keys_rules,
};

static const DemoField description_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Description", .flags = DEMO_REQUIRED },
  { .name = "duration",
    .type = DEMO_SELECTION,
    .label = "Duration",
    .selection = "1:1 Day|7:1 Week|30:1 Month|90:3 Months|180:6 Months|365:1 Year|0:Persistent Key|"
                 "-1:Custom Date",
    .value = "\"1\"",
    .since = 18 },
  { .name = "expiration_date", .type = DEMO_DATETIME, .label = "Expiration Date", .since = 18 },
  { NULL },
};

static const DemoMethod description_methods[] = {
  { "make_key", demo_auth_make_key, "", 0 },
  { NULL },
};

static const DemoModel apikeys_description = {
  .name = "res.users.apikeys.description",
  .label = "API Key Description",
  .table = "res_users_apikeys_description",
  .transient = TRUE,
  .fields = description_fields,
  .methods = description_methods,
  .access = wizard,
};

static const DemoField identity_fields[] = {
  { .name = "request", .type = DEMO_CHAR, .label = "Request", .groups = "demo.nobody" },
  { .name = "auth_method",
    .type = DEMO_SELECTION,
    .label = "Auth Method",
    .selection = "password:Password",
    .value = "\"password\"" },
  { .name = "password", .type = DEMO_CHAR, .label = "Password" },
  { NULL },
};

static const DemoMethod identity_methods[] = {
  { "run_check", demo_auth_run_check, "", 0 },
  { NULL },
};

static const DemoModel identitycheck = {
  .name = "res.users.identitycheck",
  .label = "Password Check",
  .table = "res_users_identitycheck",
  .transient = TRUE,
  .fields = identity_fields,
  .methods = identity_methods,
  .access = wizard,
};

const DemoModel *const demo_base_models[] = {
  &res_groups,        &res_users,           &ir_model_data, &ir_model,
  &res_users_apikeys, &apikeys_description, &identitycheck, NULL,
};
