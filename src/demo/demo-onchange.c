/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-json.h"
#include "demo-methods.h"
#include "demo-read.h"

/* What a form shows of a record that is not written yet. It is written, read and taken back within
 * one transaction, so that every hook has its say; numbers and ids that were used up meanwhile go
 * back, too. Only the first call for a new record is known, which names no changed fields. */

/* [[4, id, {record}], ...] */
static JsonNode *
link_records (JsonArray *records)
{
  JsonArray *commands = json_array_new ();

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);
      gint64 id = JSON_NODE_HOLDS_OBJECT (record)
                      ? demo_vals_int (json_node_get_object (record), "id")
                      : json_node_get_int (record);
      JsonArray *command = json_array_new ();

      json_array_add_int_element (command, 4);
      json_array_add_int_element (command, id);
      if (JSON_NODE_HOLDS_OBJECT (record))
        json_array_add_element (command, json_node_copy (record));
      json_array_add_array_element (commands, command);
    }
  return demo_json_take_array (commands);
}

static void form_values (DemoMeta *meta, JsonObject *values);

/* The name the client gave to its nth new line, or a number. */
static JsonNode *
get_line_name (JsonNode *asked, guint nth)
{
  JsonArray *commands = asked && JSON_NODE_HOLDS_ARRAY (asked) ? json_node_get_array (asked) : NULL;
  JsonNode *command = commands && nth < json_array_get_length (commands)
                          ? json_array_get_element (commands, nth)
                          : NULL;

  if (command && JSON_NODE_HOLDS_ARRAY (command)
      && json_array_get_length (json_node_get_array (command)) > 1)
    return json_node_copy (json_array_get_element (json_node_get_array (command), 1));
  return demo_json_int (nth + 1);
}

/* [[0, name, {values}], ...] */
static JsonNode *
create_records (DemoMeta *meta, JsonArray *records, JsonNode *asked)
{
  JsonArray *commands = json_array_new ();

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);
      JsonArray *command = json_array_new ();

      json_array_add_int_element (command, 0);
      json_array_add_element (command, get_line_name (asked, i));
      if (JSON_NODE_HOLDS_OBJECT (record))
        {
          JsonNode *values = json_node_copy (record);

          json_object_remove_member (json_node_get_object (values), "id");
          form_values (meta, json_node_get_object (values));
          json_array_add_element (command, values);
        }
      json_array_add_array_element (commands, command);
    }
  return demo_json_take_array (commands);
}

/* The links of @values as a form takes them. */
static void
form_links (DemoMeta *meta, JsonObject *values, JsonObject *asked)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *l = names; l; l = l->next)
    {
      DemoSlot *slot = demo_meta_find (meta, l->data);
      JsonNode *value = json_object_get_member (values, l->data);

      if (!slot || !JSON_NODE_HOLDS_ARRAY (value))
        continue;
      if (slot->field->type == DEMO_MANY2MANY)
        json_object_set_member (values, l->data, link_records (json_node_get_array (value)));
      else if (slot->field->type == DEMO_ONE2MANY)
        json_object_set_member (values, l->data,
                                create_records (slot->target, json_node_get_array (value),
                                                asked ? json_object_get_member (asked, l->data)
                                                      : NULL));
    }
}

static void
form_values (DemoMeta *meta, JsonObject *values)
{
  form_links (meta, values, NULL);
}

static JsonArray *
read_new (
    DemoEnv *env, DemoMeta *meta, JsonObject *values, JsonObject *specification, GError **error)
{
  gint64 id = demo_env_create (env, meta->model->name, values, error);
  g_autoptr (DemoIds) ids = NULL;

  if (!id || !demo_env_flush (env, error))
    return NULL;
  ids = demo_ids_new_one (id);
  return demo_read_web (env, meta, ids, specification, error);
}

static JsonObject *
get_object (JsonObject *args, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (args, name);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "'%s' is an object.", name);
  return NULL;
}

JsonNode *
demo_method_onchange (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  DemoDb *db = demo_env_get_db (env);
  JsonObject *values = get_object (args, "values", error);
  JsonObject *specification = values ? get_object (args, "fields_spec", error) : NULL;
  JsonNode *names = json_object_get_member (args, "field_names");
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *answer;
  JsonNode *row;

  if (!meta || !specification)
    return NULL;
  if (ids->len > 0
      || (names && JSON_NODE_HOLDS_ARRAY (names)
          && json_array_get_length (json_node_get_array (names)) > 0))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "Only new records can be tried, by a call that names no fields.");
      return NULL;
    }

  if (!demo_db_script (db, "SAVEPOINT onchange", error))
    return NULL;
  rows = read_new (env, meta, values, specification, error);
  if (!demo_db_script (db, "ROLLBACK TO onchange; RELEASE onchange", rows ? error : NULL) || !rows)
    return NULL;

  row = json_node_copy (json_array_get_element (rows, 0));
  json_object_remove_member (json_node_get_object (row), "id");
  form_links (meta, json_node_get_object (row), values);
  answer = json_object_new ();
  json_object_set_member (answer, "value", row);
  return demo_json_take_object (answer);
}
