/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-access.h"
#include "demo-crud.h"
#include "demo-json.h"
#include "demo-query.h"
#include "demo-read.h"

#include <string.h>

/* What business code asks for, in one call. */

DemoIds *
demo_env_search (DemoEnv *env,
                 const char *model,
                 JsonNode *domain,
                 const char *order,
                 guint limit,
                 GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error))
    return NULL;
  return demo_query_search (env, meta, domain, order, 0, limit, error);
}

gint64
demo_env_search_count (DemoEnv *env, const char *model, JsonNode *domain, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);

  if (!meta || !demo_access_check_model (env, meta, DEMO_READ, error))
    return -1;
  return demo_query_count (env, meta, domain, 0, error);
}

JsonArray *
demo_env_read (
    DemoEnv *env, const char *model, const DemoIds *ids, const char *const *fields, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);
  g_autoptr (JsonNode) names = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; fields[i]; i++)
    json_array_add_string_element (array, fields[i]);
  names = demo_json_take_array (array);
  if (!meta)
    return NULL;
  slots = demo_read_find_slots (env, meta, names, error);
  return slots ? demo_read (env, meta, ids, slots, DEMO_READ_CLASSIC, error) : NULL;
}

char *
demo_env_display_name (DemoEnv *env, const char *model, gint64 id)
{
  DemoMeta *meta = demo_env_find_model (env, model, NULL);
  g_autoptr (DemoIds) ids = demo_ids_new_one (id);
  g_autoptr (GHashTable) names = meta ? demo_read_names (env, meta, ids, NULL) : NULL;
  const char *name = names ? g_hash_table_lookup (names, &id) : NULL;

  return g_strdup (name ? name : "");
}

gboolean
demo_env_check_access (
    DemoEnv *env, const char *model, const DemoIds *ids, DemoAccess access, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);

  if (!meta)
    return FALSE;
  if (!ids)
    return demo_access_check_model (env, meta, access, error);
  return demo_access_check_records (env, meta, ids, access, NULL, error);
}

/* The field of a row, as text of a query; programmers' errors end the program. */
static char *
build_get (DemoEnv *env, const char *model, const char *field)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  DemoMeta *meta = demo_env_find_model (env, model, NULL);
  DemoSlot *slot = meta ? g_hash_table_lookup (meta->by_name, field) : NULL;
  g_autofree char *expr = NULL;

  if (!slot)
    g_error ("there is no %s.%s", model, field);
  sql->trusted = TRUE;
  expr = demo_sql_expr (sql, slot, "t", NULL);
  if (!expr)
    g_error ("%s.%s is not in the database", model, field);
  return g_strdup_printf ("SELECT %s FROM %s t WHERE t.\"id\" = ?", expr, meta->table);
}

gint64
demo_env_get_int (DemoEnv *env, const char *model, gint64 id, const char *field)
{
  g_autofree char *query = build_get (env, model, field);

  return demo_db_int (demo_env_get_db (env), NULL, query, "i", id);
}

char *
demo_env_get_text (DemoEnv *env, const char *model, gint64 id, const char *field)
{
  g_autofree char *query = build_get (env, model, field);

  return demo_db_text (demo_env_get_db (env), NULL, query, "i", id);
}

static char *
build_set (DemoEnv *env, const char *model, const char *field, DemoSlot **slot_out)
{
  DemoMeta *meta = demo_env_find_model (env, model, NULL);
  DemoSlot *slot = meta ? g_hash_table_lookup (meta->by_name, field) : NULL;

  if (!slot || slot->kind != DEMO_SLOT_COLUMN)
    g_error ("%s.%s has no column", model, field);
  *slot_out = slot;
  return g_strdup_printf ("UPDATE %s SET %s = ? WHERE \"id\" = ?", meta->table, slot->column);
}

gboolean
demo_env_set_int (
    DemoEnv *env, const char *model, gint64 id, const char *field, gint64 value, GError **error)
{
  DemoSlot *slot;
  g_autofree char *query = build_set (env, model, field, &slot);

  return demo_db_exec (demo_env_get_db (env), error, query,
                       slot->field->type == DEMO_MANY2ONE ? "oi" : "ii", value, id);
}

gboolean
demo_env_set_text (DemoEnv *env,
                   const char *model,
                   gint64 id,
                   const char *field,
                   const char *value,
                   GError **error)
{
  DemoSlot *slot;
  g_autofree char *query = build_set (env, model, field, &slot);

  return demo_db_exec (demo_env_get_db (env), error, query, "si", value, id);
}

gint64
demo_env_ref (DemoEnv *env, const char *xmlid)
{
  const char *dot = strchr (xmlid, '.');
  g_autofree char *module = dot ? g_strndup (xmlid, dot - xmlid) : g_strdup ("");

  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT res_id FROM ir_model_data WHERE module = ? AND name = ?", "ss",
                      module, dot ? dot + 1 : xmlid);
}

gboolean
demo_env_set_ref (DemoEnv *env, const char *xmlid, const char *model, gint64 id, GError **error)
{
  const char *dot = strchr (xmlid, '.');
  g_autofree char *module = dot ? g_strndup (xmlid, dot - xmlid) : g_strdup ("");

  return demo_db_insert (demo_env_get_db (env), error,
                         "INSERT INTO ir_model_data (module, name, model, res_id, create_uid,"
                         " create_date, write_uid, write_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         "sssiisis", module, dot ? dot + 1 : xmlid, model, id,
                         demo_env_get_uid (env), demo_env_now (env), demo_env_get_uid (env),
                         demo_env_now (env))
         != 0;
}

/* What of a record goes into its copy. */
static gboolean
is_copied (DemoMeta *meta, DemoSlot *slot)
{
  const DemoField *field = slot->field;

  if ((field->flags & DEMO_NO_COPY) || demo_meta_find (meta, field->name) != slot)
    return FALSE;
  switch (slot->kind)
    {
    case DEMO_SLOT_COLUMN:
      return field->type != DEMO_BINARY || (field->flags & DEMO_COPY);
    case DEMO_SLOT_COMPANY:
      return TRUE;
    case DEMO_SLOT_MANY:
      return field->type == DEMO_MANY2MANY || (field->flags & DEMO_COPY);
    default:
      return FALSE;
    }
}

static JsonObject *
copy_vals (DemoEnv *env, DemoMeta *meta, gint64 id, DemoSlot *skip, guint depth, GError **error);

static JsonNode *
copy_many (DemoEnv *env, DemoSlot *slot, JsonNode *value, guint depth, GError **error)
{
  g_autoptr (JsonArray) commands = json_array_new ();
  g_autoptr (DemoIds) ids = demo_json_get_ids (value, error);

  if (!ids)
    return NULL;
  for (guint i = 0; slot->inverse && depth < 5 && i < ids->len; i++)
    {
      JsonObject *vals =
          copy_vals (env, slot->target, demo_ids_get (ids, i), slot->inverse, depth + 1, error);
      JsonArray *command;

      if (!vals)
        return NULL;
      command = json_array_new ();
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, vals);
      json_array_add_array_element (commands, command);
    }
  if (!slot->inverse)
    {
      JsonArray *command = json_array_new ();

      json_array_add_int_element (command, 6);
      json_array_add_int_element (command, 0);
      json_array_add_element (command, demo_ids_to_json (ids));
      json_array_add_array_element (commands, command);
    }
  return demo_json_take_array (g_steal_pointer (&commands));
}

static JsonObject *
copy_vals (DemoEnv *env, DemoMeta *meta, gint64 id, DemoSlot *skip, guint depth, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new ();
  g_autoptr (DemoIds) ids = demo_ids_new_one (id);
  g_autoptr (JsonArray) rows = NULL;
  g_autoptr (JsonObject) vals = NULL;

  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (slot != skip && is_copied (meta, slot))
        g_ptr_array_add (slots, slot);
    }
  rows = demo_read_rows (env, meta, ids, slots, DEMO_READ_PLAIN, error);
  if (!rows)
    return NULL;
  vals = demo_json_object_dup (json_array_get_object_element (rows, 0));
  json_object_remove_member (vals, "id");
  for (guint i = 0; i < slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (slots, i);
      JsonNode *commands;

      if (slot->kind != DEMO_SLOT_MANY)
        continue;
      commands =
          copy_many (env, slot, json_object_get_member (vals, slot->field->name), depth, error);
      if (!commands)
        return NULL;
      json_object_set_member (vals, slot->field->name, commands);
    }
  if (meta->model->copy && !meta->model->copy (env, meta->model, id, vals, error))
    return NULL;
  return g_steal_pointer (&vals);
}

/* What the user may not write is left to the defaults. */
static void
drop_forbidden (DemoEnv *env, DemoMeta *meta, JsonObject *vals)
{
  g_autoptr (GList) names = json_object_get_members (vals);

  for (GList *l = names; l; l = l->next)
    {
      DemoSlot *slot = demo_meta_find (meta, l->data);

      if (slot && !demo_access_has_field (env, slot))
        json_object_remove_member (vals, l->data);
    }
}

gint64
demo_env_copy (DemoEnv *env, const char *model, gint64 id, JsonObject *vals, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model, error);
  g_autoptr (DemoIds) ids = demo_ids_new_one (id);
  g_autoptr (JsonObject) own = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!meta || !demo_access_check_model (env, meta, DEMO_CREATE, error)
      || !demo_access_check_records (env, meta, ids, DEMO_READ, NULL, error))
    return 0;
  demo_env_sudo (env);
  own = copy_vals (env, meta, id, NULL, 0, error);
  demo_env_unsudo (env);
  if (!own)
    return 0;
  drop_forbidden (env, meta, own);
  if (vals)
    {
      json_object_iter_init (&iter, vals);
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (own, name, json_node_ref (value));
    }
  return demo_env_create (env, model, own, error);
}
