/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-crud.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

static gboolean
is_log_field (const char *name)
{
  static const char *const names[] = { "id",        "display_name", "create_uid", "create_date",
                                       "write_uid", "write_date",   NULL };

  return g_strv_contains (names, name);
}

gboolean
demo_crud_check_names (
    DemoEnv *env, DemoMeta *meta, JsonObject *vals, DemoAccess access, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, vals);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      DemoSlot *slot = demo_meta_find (meta, name);

      if (!slot)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field '%s' in '%s'.", name,
                       meta->model->name);
          return FALSE;
        }
      if (!demo_access_check_field (env, slot, access, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_context_defaults (DemoEnv *env, DemoMeta *meta, JsonObject *vals)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init (&iter, demo_env_get_context (env));
  while (json_object_iter_next (&iter, &key, &value))
    {
      const char *name = g_str_has_prefix (key, "default_") ? key + 8 : NULL;

      if (name && demo_meta_find (meta, name) && !json_object_has_member (vals, name))
        json_object_set_member (vals, name, json_node_ref (value));
    }
}

gboolean
demo_crud_add_defaults (DemoEnv *env, DemoMeta *meta, JsonObject *vals, GError **error)
{
  add_context_defaults (env, meta, vals);
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (slot->value && demo_meta_find (meta, slot->field->name) == slot
          && !json_object_has_member (vals, slot->field->name))
        json_object_set_member (vals, slot->field->name, json_node_ref (slot->value));
    }
  return !meta->model->defaults || meta->model->defaults (env, meta->model, vals, error);
}

static gboolean
has_column (DemoSlot *slot)
{
  return slot && slot->kind == DEMO_SLOT_COLUMN && slot->field->type != DEMO_BINARY
         && !is_log_field (slot->field->name);
}

static gboolean
fail_required (DemoSlot *slot, GError **error)
{
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
               "'%s' (%s) of '%s' (%s) must have a value.", slot->field->label, slot->field->name,
               slot->meta->model->label, slot->meta->model->name);
  return FALSE;
}

static gboolean
is_missing (DemoSlot *slot, JsonNode *converted)
{
  DemoFieldType type = slot->field->type;

  if (!(slot->field->flags & DEMO_REQUIRED))
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (converted))
    return TRUE;
  return (type == DEMO_CHAR || type == DEMO_SELECTION) && demo_json_is_text (converted)
         && *json_node_get_string (converted) == '\0';
}

static gboolean
check_required (DemoMeta *meta, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (has_column (slot) && (slot->field->flags & DEMO_REQUIRED)
          && demo_slot_is_nullable (slot) == FALSE && slot->field->type != DEMO_BOOLEAN
          && slot->field->type != DEMO_INTEGER && slot->field->type != DEMO_FLOAT
          && slot->field->type != DEMO_MONETARY
          && demo_json_is_false (json_object_get_member (vals, slot->field->name)))
        return fail_required (slot, error);
    }
  return TRUE;
}

/* Names, places and values of an INSERT. */
static gint64
insert_row (DemoEnv *env, DemoMeta *meta, JsonObject *vals, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (DemoStatement) row = NULL;
  g_autoptr (GError) local = NULL;
  gboolean first = TRUE;

  demo_sql_add (sql, "INSERT INTO %s (", meta->table);
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);
      JsonNode *given = json_object_get_member (vals, slot->field->name);
      JsonNode *value;

      if (!has_column (slot) || !given)
        continue;
      value = demo_crud_convert (env, slot, given, error);
      if (!value)
        return 0;
      demo_sql_add (sql, "%s%s", first ? "" : ", ", slot->column);
      g_string_append (places, first ? "?" : ", ?");
      g_ptr_array_add (sql->binds, value);
      first = FALSE;
      if (is_missing (slot, value))
        {
          fail_required (slot, error);
          return 0;
        }
    }
  if (meta->logs)
    {
      demo_sql_add (sql, "%screate_uid, create_date, write_uid, write_date", first ? "" : ", ");
      g_string_append (places, first ? "?, ?, ?, ?" : ", ?, ?, ?, ?");
      for (guint i = 0; i < 2; i++)
        {
          g_ptr_array_add (sql->binds, demo_json_int (demo_env_get_uid (env)));
          g_ptr_array_add (sql->binds, demo_json_text (demo_env_now (env)));
        }
    }
  demo_sql_add (sql, first && !meta->logs ? "id) VALUES (NULL%s)" : ") VALUES (%s)", places->str);
  row = demo_sql_query (sql, error);
  if (!row)
    return 0;
  demo_statement_step (row, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  return sqlite3_last_insert_rowid (demo_db_get_handle (demo_env_get_db (env)));
}

static gboolean
check_after (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, DemoAccess access, GError **error)
{
  if (demo_env_is_su (env) || meta->model->transient)
    return TRUE;
  return demo_access_check_records (env, meta, ids, access, NULL, error);
}

/**
 * demo_env_create:
 * @env: the environment
 * @model: the model's name
 * @vals: the values, as on the wire
 * @error: return location for an error
 *
 * Returns: the new record's id, or 0
 */
gint64
demo_env_create (DemoEnv *env, const char *model, JsonObject *vals, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);
  g_autoptr (JsonObject) own = NULL;
  g_autoptr (DemoIds) ids = NULL;
  gint64 id;

  if (!meta || !demo_access_check_model (env, meta, DEMO_CREATE, error)
      || !demo_crud_check_names (env, meta, vals, DEMO_WRITE, error))
    return 0;
  own = demo_json_object_dup (vals);
  if (!demo_crud_add_defaults (env, meta, own, error)
      || (meta->model->before_create && !meta->model->before_create (env, meta->model, own, error))
      || !check_required (meta, own, error))
    return 0;
  id = insert_row (env, meta, own, error);
  if (!id || !demo_crud_write_blobs (env, meta, id, own, error)
      || !demo_crud_write_rest (env, meta, id, own, TRUE, error)
      || (meta->model->after_create
          && !meta->model->after_create (env, meta->model, id, own, error)))
    return 0;
  ids = demo_ids_new_one (id);
  return check_after (env, meta, ids, DEMO_CREATE, error) ? id : 0;
}

static gboolean
update_rows (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonObject *vals, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  g_autoptr (DemoStatement) row = NULL;
  g_autoptr (GError) local = NULL;
  gboolean first = TRUE;

  demo_sql_add (sql, "UPDATE %s SET ", meta->table);
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);
      JsonNode *given = json_object_get_member (vals, slot->field->name);
      JsonNode *value;

      if (!has_column (slot) || !given)
        continue;
      value = demo_crud_convert (env, slot, given, error);
      if (!value)
        return FALSE;
      demo_sql_add (sql, "%s%s = ", first ? "" : ", ", slot->column);
      demo_sql_bind (sql, value);
      first = FALSE;
      if (is_missing (slot, value))
        return fail_required (slot, error);
    }
  if (meta->logs)
    {
      demo_sql_add (sql, "%swrite_uid = ", first ? "" : ", ");
      demo_sql_bind (sql, demo_json_int (demo_env_get_uid (env)));
      demo_sql_add (sql, ", write_date = ");
      demo_sql_bind (sql, demo_json_text (demo_env_now (env)));
      first = FALSE;
    }
  if (first)
    return TRUE;
  demo_sql_add (sql, " WHERE \"id\" IN ");
  demo_sql_bind_ids (sql, ids);
  row = demo_sql_query (sql, error);
  if (!row)
    return FALSE;
  demo_statement_step (row, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

/* A record must not become its own forefather. */
static gboolean
check_tree (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 parent = meta->parent ? demo_vals_int (vals, "parent_id") : 0;
  g_autofree char *query = NULL;

  if (!parent || meta->parent->kind != DEMO_SLOT_COLUMN)
    return TRUE;
  query = g_strdup_printf ("WITH RECURSIVE up(id) AS (SELECT ? UNION SELECT t.\"parent_id\" FROM up"
                           " JOIN %s t ON t.\"id\" = up.id WHERE t.\"parent_id\" IS NOT NULL)"
                           " SELECT 1 FROM up WHERE id = ?",
                           meta->table);
  for (guint i = 0; i < ids->len; i++)
    if (demo_db_int (demo_env_get_db (env), NULL, query, "ii", parent, demo_ids_get (ids, i)))
      {
        g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "'%s' cannot stand above itself.",
                     meta->model->label);
        return FALSE;
      }
  return TRUE;
}

gboolean
demo_env_write (
    DemoEnv *env, const char *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);
  g_autoptr (JsonObject) own = NULL;

  if (!meta || !demo_access_check_model (env, meta, DEMO_WRITE, error)
      || !demo_crud_check_names (env, meta, vals, DEMO_WRITE, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  if (!demo_access_check_records (env, meta, ids, DEMO_WRITE, NULL, error)
      || !check_tree (env, meta, ids, vals, error))
    return FALSE;
  own = demo_json_object_dup (vals);
  if ((meta->model->before_write && !meta->model->before_write (env, meta->model, ids, own, error))
      || !update_rows (env, meta, ids, own, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (!demo_crud_write_blobs (env, meta, id, own, error)
          || !demo_crud_write_rest (env, meta, id, own, FALSE, error))
        return FALSE;
    }
  if (meta->model->after_write && !meta->model->after_write (env, meta->model, ids, own, error))
    return FALSE;
  return check_after (env, meta, ids, DEMO_WRITE, error);
}

gboolean
demo_env_write_one (DemoEnv *env, const char *model, gint64 id, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) ids = demo_ids_new_one (id);

  return demo_env_write (env, model, ids, vals, error);
}

static gboolean
delete_rows (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *query = g_strdup_printf ("DELETE FROM %s WHERE \"id\" = ?", meta->table);
  g_autofree char *fields = g_strdup_printf ("%s.%%", meta->model->name);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (!demo_db_exec (db, error, query, "i", id)
          || !demo_db_exec (db, error, "DELETE FROM ir_model_data WHERE model = ? AND res_id = ?",
                            "si", meta->model->name, id)
          || !demo_db_exec (db, error,
                            "DELETE FROM company_value WHERE field LIKE ? AND res_id = ?", "si",
                            fields, id))
        return FALSE;
    }
  return TRUE;
}

gboolean
demo_env_unlink (DemoEnv *env, const char *model, const DemoIds *ids, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);

  if (!meta || !demo_access_check_model (env, meta, DEMO_UNLINK, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  if (!demo_access_check_records (env, meta, ids, DEMO_UNLINK, NULL, error))
    return FALSE;
  if (meta->model->before_unlink && !meta->model->before_unlink (env, meta->model, ids, error))
    return FALSE;
  if (!delete_rows (env, meta, ids, error))
    return FALSE;
  return !meta->model->after_unlink || meta->model->after_unlink (env, meta->model, ids, error);
}
