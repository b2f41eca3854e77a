/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-methods.h"

#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

#define MAX_ROWS 100000

/* A column of the table that is loaded: "name", "partner_id/.id", "line_ids/quantity". */
typedef struct
{
  DemoSlot *slot; /* (nullable): the record's own id */
  char **path;    /* (owned) */
  gboolean by_xmlid;
  gboolean by_id;
  DemoSlot *nested; /* (nullable): the field of a line */
} Column;

typedef struct
{
  DemoEnv *env;
  DemoMeta *meta;
  GPtrArray *columns;  /* (owned): Column */
  JsonArray *messages; /* (owned) */
  guint row;
  guint record;
} Load;

static void
column_free (Column *self)
{
  g_strfreev (self->path);
  g_free (self);
}

static void
complain (Load *self, DemoSlot *slot, const char *text)
{
  JsonObject *message = json_object_new ();
  JsonObject *rows = json_object_new ();

  json_object_set_int_member (rows, "from", self->row);
  json_object_set_int_member (rows, "to", self->row);
  json_object_set_object_member (message, "rows", rows);
  json_object_set_string_member (message, "type", "error");
  json_object_set_int_member (message, "record", self->record);
  if (slot)
    json_object_set_string_member (message, "field", slot->field->name);
  json_object_set_string_member (message, "message", text);
  if (slot)
    json_object_set_string_member (message, "field_name", slot->field->label);
  json_array_add_object_element (self->messages, message);
}

/* The last word of a path tells how a record is named. */
static gboolean
set_reference (Column *self, const char *word)
{
  self->by_xmlid = word && strcmp (word, "id") == 0;
  self->by_id = word && strcmp (word, ".id") == 0;
  return self->by_xmlid || self->by_id;
}

static Column *
parse_column (Load *self, const char *text, GError **error)
{
  Column *column = g_new0 (Column, 1);
  DemoMeta *meta = self->meta;
  const char *rest;

  column->path = g_strsplit (text, "/", 4);
  if (set_reference (column, column->path[0]) && !column->path[1])
    return column;
  set_reference (column, NULL);
  column->slot = column->path[0] ? demo_meta_find (meta, column->path[0]) : NULL;
  rest = column->slot ? column->path[1] : NULL;
  if (column->slot && rest && column->slot->field->type == DEMO_ONE2MANY
      && !set_reference (column, rest))
    {
      column->nested = demo_meta_find (column->slot->target, rest);
      rest = column->nested ? column->path[2] : rest;
    }
  if (!column->slot || (rest && !set_reference (column, rest)))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field '%s' to load into %s.",
                   text, meta->model->name);
      column_free (column);
      return NULL;
    }
  return column;
}

static gint64
find_by_id (DemoEnv *env, DemoMeta *meta, gint64 id)
{
  g_autofree char *query = g_strdup_printf ("SELECT \"id\" FROM %s WHERE \"id\" = ?", meta->table);

  return demo_db_int (demo_env_get_db (env), NULL, query, "i", id);
}

/* External ids without a dot are those of earlier imports. */
static char *
full_xmlid (const char *text)
{
  return strchr (text, '.') ? g_strdup (text) : g_strdup_printf ("__import__.%s", text);
}

static gint64
find_by_xmlid (DemoEnv *env, DemoMeta *meta, const char *text)
{
  g_autofree char *xmlid = full_xmlid (text);
  gint64 id = demo_env_ref (env, xmlid);

  return id ? find_by_id (env, meta, id) : 0;
}

static gint64
find_by_name (DemoEnv *env, DemoMeta *meta, const char *text)
{
  g_autoptr (JsonNode) value = demo_json_text (text);
  g_autoptr (JsonNode) domain = demo_domain_for_name (meta, "=", value);
  g_autoptr (DemoIds) ids = demo_query_search (env, meta, domain, NULL, 0, 1, NULL);

  return ids && ids->len ? demo_ids_get (ids, 0) : 0;
}

static gint64
find_record (Load *self, Column *column, DemoSlot *slot, const char *text)
{
  g_autofree char *what = NULL;
  gint64 id;

  if (column->by_xmlid)
    id = find_by_xmlid (self->env, slot->target, text);
  else if (column->by_id)
    id = find_by_id (self->env, slot->target, g_ascii_strtoll (text, NULL, 10));
  else
    id = find_by_name (self->env, slot->target, text);
  if (id)
    return id;
  what = g_strdup_printf ("Nothing is called '%s' (by %s) for '%s'.", text,
                          column->by_xmlid ? "external id"
                          : column->by_id  ? "database id"
                                           : "name",
                          slot->field->label);
  complain (self, slot, what);
  return 0;
}

static JsonNode *
fail_cell (Load *self, DemoSlot *slot, const char *text, const char *kind)
{
  g_autofree char *what =
      g_strdup_printf ("'%s' is no %s for '%s'.", text, kind, slot->field->label);

  complain (self, slot, what);
  return NULL;
}

static JsonNode *
parse_number (Load *self, DemoSlot *slot, const char *text)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (*end || end == text)
    return fail_cell (self, slot, text, "number");
  if (slot->field->type == DEMO_INTEGER)
    return strpbrk (text, ".eE") ? fail_cell (self, slot, text, "whole number")
                                 : demo_json_int (g_ascii_strtoll (text, NULL, 10));
  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
parse_boolean (Load *self, DemoSlot *slot, const char *text)
{
  static const char *const yes[] = { "1", "true", "yes", "True", "Yes", "TRUE", NULL };
  static const char *const no[] = { "0", "false", "no", "False", "No", "FALSE", NULL };

  if (g_strv_contains (yes, text))
    return demo_json_true ();
  return g_strv_contains (no, text) ? demo_json_false ()
                                    : fail_cell (self, slot, text, "yes (1) or no (0)");
}

static JsonNode *
parse_selection (Load *self, DemoSlot *slot, const char *text)
{
  for (guint i = 0; slot->choices[i]; i += 2)
    if (strcmp (slot->choices[i], text) == 0 || strcmp (slot->choices[i + 1], text) == 0)
      return demo_json_text (slot->choices[i]);
  return fail_cell (self, slot, text, "choice");
}

static JsonNode *
parse_links (Load *self, Column *column, DemoSlot *slot, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (DemoIds) ids = demo_ids_new ();
  JsonArray *command = json_array_new ();
  JsonArray *commands = json_array_new ();

  for (guint i = 0; words[i]; i++)
    {
      gint64 id = find_record (self, column, slot, g_strstrip (words[i]));

      if (id)
        demo_ids_add (ids, id);
    }
  json_array_add_int_element (command, 6);
  json_array_add_int_element (command, 0);
  json_array_add_element (command, demo_ids_to_json (ids));
  json_array_add_array_element (commands, command);
  return demo_json_take_array (commands);
}

/* A cell's text as the value that `create` takes; NULL after a complaint. */
static JsonNode *
parse_cell (Load *self, Column *column, DemoSlot *slot, const char *text)
{
  switch (slot->field->type)
    {
    case DEMO_MANY2ONE:
      {
        gint64 id = find_record (self, column, slot, text);

        return id ? demo_json_int (id) : NULL;
      }
    case DEMO_ONE2MANY:
    case DEMO_MANY2MANY:
      return parse_links (self, column, slot, text);
    case DEMO_INTEGER:
    case DEMO_MANY2ONE_REFERENCE:
    case DEMO_FLOAT:
    case DEMO_MONETARY:
      return parse_number (self, slot, text);
    case DEMO_BOOLEAN:
      return parse_boolean (self, slot, text);
    case DEMO_SELECTION:
      return parse_selection (self, slot, text);
    case DEMO_DATE:
    case DEMO_DATETIME:
      {
        g_autoptr (JsonNode) value = demo_json_text (text);
        JsonNode *node = demo_domain_convert (slot, "=", value, NULL);

        return node ? node : fail_cell (self, slot, text, "date (2026-12-31)");
      }
    default:
      return demo_json_text (text);
    }
}

/* The text of a cell; NULL when empty. */
static char *
get_cell (JsonArray *row, guint index)
{
  JsonNode *node;

  if (index >= json_array_get_length (row))
    return NULL;
  node = json_array_get_element (row, index);
  if (demo_json_is_text (node))
    return *json_node_get_string (node) ? g_strdup (json_node_get_string (node)) : NULL;
  if (demo_json_is_bool (node))
    return json_node_get_boolean (node) ? g_strdup ("1") : NULL;
  return demo_json_is_number (node) ? demo_json_to_text (node) : NULL;
}

/* One row: values of the record, and of one line per one2many. */
static void
read_row (Load *self, JsonArray *row, JsonObject *vals, gboolean only_lines)
{
  g_autoptr (GHashTable) lines =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)json_object_unref);
  GHashTableIter iter;
  gpointer key;
  gpointer line;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      g_autofree char *text = get_cell (row, i);
      JsonObject *target = vals;
      DemoSlot *slot = column->nested ? column->nested : column->slot;
      JsonNode *value;

      if (!column->slot || !text || (only_lines && !column->nested))
        continue;
      if (column->nested)
        {
          target = g_hash_table_lookup (lines, column->slot);
          if (!target)
            {
              target = json_object_new ();
              g_hash_table_insert (lines, column->slot, target);
            }
        }
      value = parse_cell (self, column, slot, text);
      if (value)
        json_object_set_member (target, slot->field->name, value);
    }
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &key, &line))
    {
      const char *name = ((DemoSlot *)key)->field->name;
      JsonArray *command = json_array_new ();

      if (!json_object_has_member (vals, name))
        json_object_set_array_member (vals, name, json_array_new ());
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, json_object_ref (line));
      json_array_add_array_element (json_object_get_array_member (vals, name), command);
    }
}

/* A row in which only cells of lines stand belongs to the record above. */
static gboolean
continues (Load *self, JsonArray *row)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      g_autofree char *text = get_cell (row, i);

      if (!text)
        continue;
      if (!column->nested)
        return FALSE;
      any = TRUE;
    }
  return any;
}

static gint64
find_existing (Load *self, JsonArray *row, char **xmlid)
{
  gint64 id = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      g_autofree char *text = column->slot ? NULL : get_cell (row, i);

      if (!text)
        continue;
      if (column->by_id)
        {
          id = find_by_id (self->env, self->meta, g_ascii_strtoll (text, NULL, 10));
          if (!id)
            complain (self, NULL, "No record has this database id.");
        }
      else
        {
          *xmlid = full_xmlid (text);
          id = find_by_xmlid (self->env, self->meta, *xmlid);
        }
    }
  return id;
}

/* What was loaded to be made once is not written again by one who asks for updates only. */
static gboolean
is_made_once (DemoEnv *env, const char *xmlid)
{
  return g_strcmp0 (demo_env_context_text (env, "mode"), "update") == 0
         && demo_db_int (demo_env_get_db (env), NULL,
                         "SELECT noupdate FROM ir_model_data WHERE module || '.' || name = ?1"
                         " AND name = SUBSTR(?1, INSTR(?1, '.') + 1)",
                         "s", xmlid)
                != 0;
}

static gint64
save_record (Load *self, JsonArray *row, JsonObject *vals, GError **error)
{
  const char *model = self->meta->model->name;
  g_autofree char *xmlid = NULL;
  gint64 id = find_existing (self, row, &xmlid);

  if (json_array_get_length (self->messages) > 0)
    return 0;
  if (id && xmlid && is_made_once (self->env, xmlid))
    return id;
  if (id)
    return demo_env_write_one (self->env, model, id, vals, error) ? id : 0;
  id = demo_env_create (self->env, model, vals, error);
  if (id && xmlid)
    {
      const char *dot = strchr (xmlid, '.');
      g_autofree char *module = g_strndup (xmlid, dot - xmlid);

      /* The name may belong to a record that is gone. */
      if (!demo_db_exec (demo_env_get_db (self->env), error,
                         "DELETE FROM ir_model_data WHERE module = ? AND name = ?", "ss", module,
                         dot + 1)
          || !demo_env_set_ref (self->env, xmlid, model, id, error)
          || !demo_db_exec (demo_env_get_db (self->env), error,
                            "UPDATE ir_model_data SET noupdate = ? WHERE module = ? AND name = ?",
                            "iss", (gint64)demo_env_context_true (self->env, "noupdate"), module,
                            dot + 1))
        return 0;
    }
  return id;
}

static gboolean
load_rows (Load *self, JsonArray *data, DemoIds *ids, GError **error)
{
  guint n = json_array_get_length (data);

  for (guint i = 0; i < n;)
    {
      g_autoptr (JsonObject) vals = json_object_new ();
      g_autoptr (GError) local = NULL;
      JsonNode *node = json_array_get_element (data, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      gint64 id;

      if (!row)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "A row is a list of cells.");
          return FALSE;
        }
      self->row = i;
      read_row (self, row, vals, FALSE);
      for (i++; i < n && JSON_NODE_HOLDS_ARRAY (json_array_get_element (data, i))
                && continues (self, json_array_get_array_element (data, i));
           i++)
        read_row (self, json_array_get_array_element (data, i), vals, TRUE);
      id = save_record (self, row, vals, &local);
      if (local)
        {
          if (local->code == DEMO_ERROR_ACCESS || local->code == DEMO_ERROR_INTERNAL)
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          complain (self, NULL, local->message);
        }
      if (id)
        demo_ids_add (ids, id);
      self->record++;
    }
  return TRUE;
}

static gboolean
parse_columns (Load *self, JsonNode *fields, GError **error)
{
  JsonArray *list = fields && JSON_NODE_HOLDS_ARRAY (fields) ? json_node_get_array (fields) : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      Column *column =
          demo_json_is_text (node) ? parse_column (self, json_node_get_string (node), error) : NULL;

      if (!column)
        {
          if (error && !*error)
            g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "A column is a text.");
          return FALSE;
        }
      g_ptr_array_add (self->columns, column);
    }
  if (!list)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "The columns are a list of names.");
  return list != NULL;
}

static JsonNode *
finish (Load *self, DemoIds *ids)
{
  JsonObject *result = json_object_new ();

  json_object_set_member (result, "ids",
                          json_array_get_length (self->messages) ? demo_json_false ()
                                                                 : demo_ids_to_json (ids));
  json_object_set_array_member (result, "messages", json_array_ref (self->messages));
  json_object_set_int_member (result, "nextrow", 0);
  return demo_json_take_object (result);
}

JsonNode *
demo_method_load (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  JsonNode *data = json_object_get_member (args, "data");
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify)column_free);
  g_autoptr (JsonArray) messages = json_array_new ();
  g_autoptr (DemoIds) saved = demo_ids_new ();
  g_autoptr (GError) local = NULL;
  Load self = { env, demo_env_find_model (env, model->name, error), columns, messages, 0, 0 };

  if (!self.meta || !parse_columns (&self, json_object_get_member (args, "fields"), &local))
    {
      if (local)
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!data || !JSON_NODE_HOLDS_ARRAY (data)
      || json_array_get_length (json_node_get_array (data)) > MAX_ROWS)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "The data are a list of rows.");
      return NULL;
    }
  /* All rows or none. */
  if (!demo_db_script (db, "SAVEPOINT load", error))
    return NULL;
  if (!load_rows (&self, json_node_get_array (data), saved, error))
    {
      demo_db_script (db, "ROLLBACK TO load; RELEASE load", NULL);
      return NULL;
    }
  if (!demo_db_script (
          db, json_array_get_length (messages) ? "ROLLBACK TO load; RELEASE load" : "RELEASE load",
          error))
    return NULL;
  return finish (&self, saved);
}

/* The oldest external id of each record, "" where there is none. */
JsonNode *
demo_method_get_external_id (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  JsonObject *result = json_object_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, demo_ids_get (ids, i));
      g_autofree char *xmlid = demo_db_text (demo_env_get_db (env), NULL,
                                             "SELECT module || '.' || name FROM ir_model_data"
                                             " WHERE model = ? AND res_id = ? ORDER BY id LIMIT 1",
                                             "si", model->name, demo_ids_get (ids, i));

      json_object_set_string_member (result, key, xmlid != NULL ? xmlid : "");
    }
  return demo_json_take_object (result);
}
