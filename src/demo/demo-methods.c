/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-methods.h"

#include "demo-access.h"
#include "demo-crud.h"
#include "demo-json.h"
#include "demo-query.h"
#include "demo-read.h"

#include <string.h>

gboolean
demo_args_int (JsonObject *args, const char *name, gint64 otherwise, gint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (args, name);
  g_autofree char *what = NULL;

  *value = otherwise;
  if (demo_json_is_false (node))
    return TRUE;
  if (demo_json_is_int (node))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  what = demo_json_describe (node);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "'%s' is a whole number, not %s.", name, what);
  return FALSE;
}

gboolean
demo_args_text (JsonObject *args, const char *name, const char **value, GError **error)
{
  JsonNode *node = json_object_get_member (args, name);
  g_autofree char *what = NULL;

  *value = NULL;
  if (demo_json_is_false (node))
    return TRUE;
  if (demo_json_is_text (node))
    {
      *value = json_node_get_string (node);
      return TRUE;
    }
  what = demo_json_describe (node);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "'%s' is a text, not %s.", name, what);
  return FALSE;
}

static JsonObject *
get_object (JsonObject *args, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (args, name);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "'%s' is an object of values.", name);
  return NULL;
}

/* The search that several methods begin with. */
static DemoIds *
search (DemoEnv *env, const DemoModel *model, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  const char *order;
  gint64 offset;
  gint64 limit;

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error)
      || !demo_args_int (args, "offset", 0, &offset, error)
      || !demo_args_int (args, "limit", 0, &limit, error)
      || !demo_args_text (args, "order", &order, error))
    return NULL;
  return demo_query_search (env, meta, json_object_get_member (args, "domain"), order, offset,
                            limit, error);
}

static JsonNode *
search_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) found = search (env, model, args, error);

  return found ? demo_ids_to_json (found) : NULL;
}

static JsonNode *
search_count_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  gint64 limit;
  gint64 count;

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error)
      || !demo_args_int (args, "limit", 0, &limit, error))
    return NULL;
  count = demo_query_count (env, meta, json_object_get_member (args, "domain"), limit, error);
  return count < 0 ? NULL : demo_json_int (count);
}

static JsonNode *
read_cb (DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *load = json_object_get_member (args, "load");
  gboolean classic = !load || (demo_json_is_text (load) && *json_node_get_string (load) != '\0');
  g_autoptr (GPtrArray) slots = NULL;
  JsonArray *rows;

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error))
    return NULL;
  slots = demo_read_find_slots (env, meta, json_object_get_member (args, "fields"), error);
  if (!slots)
    return NULL;
  rows = demo_read (env, meta, ids, slots, classic ? DEMO_READ_CLASSIC : DEMO_READ_PLAIN, error);
  return rows ? demo_json_take_array (rows) : NULL;
}

static JsonNode *
search_read_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *load = json_object_get_member (args, "load");
  gboolean classic = !load || (demo_json_is_text (load) && *json_node_get_string (load) != '\0');
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (DemoIds) found = NULL;
  JsonArray *rows;

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error))
    return NULL;
  slots = demo_read_find_slots (env, meta, json_object_get_member (args, "fields"), error);
  if (!slots)
    return NULL;
  found = search (env, model, args, error);
  if (!found)
    return NULL;
  rows = demo_read_rows (env, meta, found, slots, classic ? DEMO_READ_CLASSIC : DEMO_READ_PLAIN,
                         error);
  return rows ? demo_json_take_array (rows) : NULL;
}

static JsonNode *
web_read_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonObject *specification = get_object (args, "specification", error);
  JsonArray *rows;

  if (!meta || !specification)
    return NULL;
  rows = demo_read_web (env, meta, ids, specification, error);
  return rows ? demo_json_take_array (rows) : NULL;
}

/* How many records there are; counted only when the page does not tell. */
static gint64
find_length (DemoEnv *env, DemoMeta *meta, JsonObject *args, guint found, GError **error)
{
  gint64 limit = demo_vals_int (args, "limit");
  gint64 offset = demo_vals_int (args, "offset");
  gint64 count_limit = demo_vals_int (args, "count_limit");
  gint64 length = found + MAX (offset, 0);

  if (limit > 0 && (found == limit || demo_env_context_true (env, "force_search_count"))
      && !(count_limit > 0 && count_limit <= length))
    return demo_query_count (env, meta, json_object_get_member (args, "domain"), count_limit,
                             error);
  return found == 0 ? 0 : length;
}

static JsonNode *
web_search_read_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonObject *specification = get_object (args, "specification", error);
  g_autoptr (DemoIds) found = NULL;
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *result;
  gint64 count_limit;
  gint64 length;

  if (!meta || !specification || !demo_args_int (args, "count_limit", 0, &count_limit, error))
    return NULL;
  found = search (env, model, args, error);
  if (!found)
    return NULL;
  rows = demo_read_web (env, meta, found, specification, error);
  if (!rows)
    return NULL;
  length = find_length (env, meta, args, found->len, error);
  if (length < 0)
    return NULL;
  result = json_object_new ();
  json_object_set_int_member (result, "length", length);
  json_object_set_array_member (result, "records", g_steal_pointer (&rows));
  return demo_json_take_object (result);
}

static JsonNode *
names_to_pairs (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, GError **error)
{
  g_autoptr (GHashTable) names = demo_read_names (env, meta, ids, error);
  JsonArray *pairs;

  if (!names)
    return NULL;
  pairs = json_array_sized_new (ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *name = g_hash_table_lookup (names, &demo_ids_get (ids, i));
      JsonArray *pair = json_array_sized_new (2);

      json_array_add_int_element (pair, demo_ids_get (ids, i));
      json_array_add_string_element (pair, name ? name : "");
      json_array_add_array_element (pairs, pair);
    }
  return demo_json_take_array (pairs);
}

static JsonNode *
name_search_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *given =
      json_object_get_member (args, json_object_has_member (args, "args") ? "args" : "domain");
  g_autoptr (JsonNode) by_name = NULL;
  g_autoptr (JsonNode) domain = NULL;
  g_autoptr (DemoIds) found = NULL;
  const char *name;
  const char *op;
  gint64 limit;

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error)
      || !demo_args_text (args, "name", &name, error)
      || !demo_args_text (args, "operator", &op, error)
      || !demo_args_int (args, "limit", 100, &limit, error) || !demo_domain_check (given, error))
    return NULL;
  if (name && *name)
    {
      g_autoptr (JsonNode) value = demo_json_text (name);

      by_name = demo_domain_for_name (meta, op ? op : "ilike", value);
    }
  domain = demo_domain_and (given, by_name);
  found = demo_query_search (env, meta, domain, NULL, 0, limit, error);
  return found ? names_to_pairs (env, meta, found, error) : NULL;
}

static JsonNode *
name_get_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);

  if (!meta || !demo_access_check_records (env, meta, ids, DEMO_READ, NULL, error))
    return NULL;
  return names_to_pairs (env, meta, ids, error);
}

static JsonNode *
create_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonNode *list = json_object_get_member (args, "vals_list");
  g_autoptr (DemoIds) made = demo_ids_new ();
  JsonArray *array;

  if (list && JSON_NODE_HOLDS_OBJECT (list))
    {
      gint64 id = demo_env_create (env, model->name, json_node_get_object (list), error);

      demo_ids_add (made, id);
      return id ? demo_ids_to_json (made) : NULL;
    }
  if (!list || !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE,
                           "New records are given as a list of objects.");
      return NULL;
    }
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *vals = json_array_get_element (array, i);
      gint64 id;

      if (!JSON_NODE_HOLDS_OBJECT (vals))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE,
                               "New records are given as a list of objects.");
          return NULL;
        }
      id = demo_env_create (env, model->name, json_node_get_object (vals), error);
      if (!id)
        return NULL;
      demo_ids_add (made, id);
    }
  return demo_ids_to_json (made);
}

static JsonNode *
write_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonObject *vals = get_object (args, "vals", error);

  return vals && demo_env_write (env, model->name, ids, vals, error) ? demo_json_true () : NULL;
}

static JsonNode *
web_save_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonObject *vals = get_object (args, "vals", error);
  g_autoptr (DemoIds) saved = NULL;

  if (!vals)
    return NULL;
  if (ids->len == 0)
    {
      gint64 id = demo_env_create (env, model->name, vals, error);

      if (!id)
        return NULL;
      saved = demo_ids_new_one (id);
    }
  else if (!demo_env_write (env, model->name, ids, vals, error))
    return NULL;
  return web_read_cb (env, model, saved ? saved : ids, args, error);
}

static JsonNode *
unlink_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return demo_env_unlink (env, model->name, ids, error) ? demo_json_true () : NULL;
}

static JsonNode *
copy_cb (DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonNode *given = json_object_get_member (args, "default");
  g_autoptr (DemoIds) made = demo_ids_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_env_copy (
          env, model->name, demo_ids_get (ids, i),
          given && JSON_NODE_HOLDS_OBJECT (given) ? json_node_get_object (given) : NULL, error);

      if (!id)
        return NULL;
      demo_ids_add (made, id);
    }
  return demo_ids_to_json (made);
}

static JsonNode *
default_get_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *names =
      json_object_get_member (args, json_object_has_member (args, "fields_list") ? "fields_list"
                                                                                 : "fields");
  g_autoptr (JsonObject) all = json_object_new ();
  g_autoptr (GPtrArray) slots = NULL;
  JsonObject *asked;

  if (!meta || !demo_access_check_model (env, meta, DEMO_CREATE, error))
    return NULL;
  slots = demo_read_find_slots (env, meta, names, error);
  if (!slots || !demo_crud_add_defaults (env, meta, all, error))
    return NULL;
  asked = json_object_new ();
  for (guint i = 0; i < slots->len; i++)
    {
      const char *name = ((DemoSlot *)g_ptr_array_index (slots, i))->field->name;
      JsonNode *value = json_object_get_member (all, name);

      if (value)
        json_object_set_member (asked, name, json_node_ref (value));
    }
  return demo_json_take_object (asked);
}

static JsonNode *
exists_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  g_autoptr (DemoIds) there = meta ? demo_query_filter (env, meta, ids, NULL, error) : NULL;

  return there ? demo_ids_to_json (there) : NULL;
}

static gboolean
get_access (JsonObject *args, DemoAccess *access, GError **error)
{
  const char *operation;

  if (!demo_args_text (args, "operation", &operation, error))
    return FALSE;
  if (operation && demo_access_parse (operation, access))
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                       "The operation is read, write, create or unlink.");
  return FALSE;
}

static JsonNode *
has_access_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  DemoAccess access;

  if (!meta || !get_access (args, &access, error))
    return NULL;
  if (ids->len == 0)
    return demo_access_has_model (env, meta, access) ? demo_json_true () : demo_json_false ();
  return demo_access_check_records (env, meta, ids, access, NULL, NULL) ? demo_json_true ()
                                                                        : demo_json_false ();
}

static JsonNode *
check_access_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  DemoAccess access;

  if (!meta || !get_access (args, &access, error))
    return NULL;
  if (ids->len == 0 ? !demo_access_check_model (env, meta, access, error)
                    : !demo_access_check_records (env, meta, ids, access, NULL, error))
    return NULL;
  return json_node_init_null (json_node_alloc ());
}

static JsonNode *
check_access_rights_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *raise = json_object_get_member (args, "raise_exception");
  DemoAccess access;

  if (!meta || !get_access (args, &access, error))
    return NULL;
  if (demo_access_has_model (env, meta, access))
    return demo_json_true ();
  if (!raise || demo_json_is_set (raise))
    {
      demo_access_check_model (env, meta, access, error);
      return NULL;
    }
  return demo_json_false ();
}

static JsonNode *
set_active (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, gboolean active, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  g_autoptr (JsonObject) vals = json_object_new ();

  if (!meta || !meta->active)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "'%s' is not archived.", model->label);
      return NULL;
    }
  json_object_set_boolean_member (vals, "active", active);
  return demo_env_write (env, model->name, ids, vals, error) ? demo_json_true () : NULL;
}

static JsonNode *
archive_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return set_active (env, model, ids, FALSE, error);
}

static JsonNode *
unarchive_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return set_active (env, model, ids, TRUE, error);
}

#define MODEL DEMO_METHOD_MODEL
#define READING DEMO_METHOD_READONLY

const DemoMethod demo_base_methods[] = {
  { "search", search_cb, "domain! offset limit order", MODEL | READING },
  { "search_count", search_count_cb, "domain! limit", MODEL | READING },
  { "search_read", search_read_cb, "domain fields offset limit order load", MODEL | READING },
  { "read", read_cb, "fields load", READING },
  { "web_read", web_read_cb, "specification!", READING },
  { "web_search_read", web_search_read_cb, "domain! specification! offset limit order count_limit",
    MODEL | READING },
  { "name_search", name_search_cb, "name domain operator limit", MODEL | READING, 18 },
  { "name_search", name_search_cb, "name args operator limit", MODEL | READING, 0, 17 },
  { "name_get", name_get_cb, "", READING, 0, 17 },
  { "fields_get", demo_method_fields_get, "allfields attributes", MODEL | READING },
  { "default_get", default_get_cb, "fields!", MODEL | READING, 18 },
  { "default_get", default_get_cb, "fields_list!", MODEL | READING, 0, 17 },
  { "read_group", demo_method_read_group, "domain! fields! groupby! offset limit orderby lazy",
    MODEL | READING },
  { "formatted_read_group", demo_method_formatted_read_group,
    "domain! groupby aggregates having offset limit order", MODEL | READING, 19 },
  { "web_read_group", demo_method_web_read_group, "domain! groupby! aggregates limit offset order",
    MODEL | READING, 19 },
  { "web_read_group", demo_method_web_read_group_17,
    "domain! fields! groupby! limit offset orderby lazy", MODEL | READING, 0, 18 },
  { "exists", exists_cb, "", READING },
  { "has_access", has_access_cb, "operation!", READING, 18 },
  { "check_access", check_access_cb, "operation!", READING, 18 },
  { "check_access_rights", check_access_rights_cb, "operation! raise_exception", MODEL | READING },
  { "check_access_rule", check_access_cb, "operation!", READING },
  { "create", create_cb, "vals_list!", MODEL },
  { "write", write_cb, "vals!" },
  { "web_save", web_save_cb, "vals! specification!" },
  { "onchange", demo_method_onchange, "values! field_names! fields_spec!" },
  { "unlink", unlink_cb, "" },
  { "copy", copy_cb, "default" },
  { "get_external_id", demo_method_get_external_id, "", READING },
  { "load", demo_method_load, "fields! data!", MODEL },
  { "action_archive", archive_cb, "" },
  { "action_unarchive", unarchive_cb, "" },
  { NULL },
};
