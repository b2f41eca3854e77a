/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-crud.h"

#include "demo-json.h"
#include "demo-read.h"

#include <string.h>

enum
{
  COMMAND_CREATE,
  COMMAND_UPDATE,
  COMMAND_DELETE,
  COMMAND_UNLINK,
  COMMAND_LINK,
  COMMAND_CLEAR,
  COMMAND_SET,
};

/* The commands of one field of one record. */
typedef struct
{
  DemoEnv *env;
  DemoSlot *slot;
  gint64 id;
} Many;

static gboolean
fail (Many *self, JsonNode *command, GError **error)
{
  g_autofree char *what = demo_json_describe (command);

  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "%s is no command for %s.%s.", what,
               self->slot->meta->model->name, self->slot->field->name);
  return FALSE;
}

static gboolean
exec_link (Many *self, const char *format, gint64 other, GError **error)
{
  const DemoField *field = self->slot->field;
  g_autofree char *query = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  query = g_strdup_printf (format, field->m2m_table, field->m2m_column, field->m2m_other);
#pragma GCC diagnostic pop
  return demo_db_exec (demo_env_get_db (self->env), error, query, "ii", self->id, other);
}

static const char *
get_model (Many *self)
{
  return self->slot->target->model->name;
}

/* Puts what makes a line belong to its record into its values. */
static void
set_owner (Many *self, JsonObject *vals)
{
  DemoSlot *slot = self->slot;

  json_object_set_int_member (vals, slot->inverse->field->name, self->id);
  if (slot->inverse->field->type == DEMO_MANY2ONE_REFERENCE)
    json_object_set_string_member (vals,
                                   demo_meta_find (slot->target, "res_model") ? "res_model"
                                                                              : "model",
                                   slot->meta->model->name);
}

static gboolean
link_one (Many *self, gint64 other, GError **error)
{
  g_autoptr (JsonObject) vals = NULL;
  g_autofree char *query = NULL;

  if (!self->slot->inverse)
    {
      query = g_strdup_printf ("SELECT 1 FROM %s WHERE \"id\" = ?", self->slot->target->table);
      if (!demo_db_int (demo_env_get_db (self->env), NULL, query, "i", other))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING,
                       "This record is gone: %s(%" G_GINT64_FORMAT ").", get_model (self), other);
          return FALSE;
        }
      return exec_link (self, "INSERT OR IGNORE INTO \"%s\" (\"%s\", \"%s\") VALUES (?, ?)", other,
                        error);
    }
  if (demo_env_get_int (self->env, get_model (self), other, self->slot->inverse->field->name)
      == self->id)
    return TRUE;
  vals = json_object_new ();
  set_owner (self, vals);
  return demo_env_write_one (self->env, get_model (self), other, vals, error);
}

/* Takes a line out; what cannot be without its record is deleted. */
static gboolean
unlink_one (Many *self, gint64 other, GError **error)
{
  g_autoptr (DemoIds) ids = demo_ids_new_one (other);
  g_autoptr (JsonObject) vals = NULL;

  if (!self->slot->inverse)
    return exec_link (self, "DELETE FROM \"%s\" WHERE \"%s\" = ? AND \"%s\" = ?", other, error);
  if (self->slot->inverse->field->flags & (DEMO_REQUIRED | DEMO_CASCADE))
    return demo_env_unlink (self->env, get_model (self), ids, error);
  vals = json_object_new ();
  json_object_set_boolean_member (vals, self->slot->inverse->field->name, FALSE);
  return demo_env_write (self->env, get_model (self), ids, vals, error);
}

static DemoIds *
find_present (Many *self, GError **error)
{
  g_autoptr (DemoIds) owner = demo_ids_new_one (self->id);
  g_autoptr (GHashTable) links = NULL;
  DemoIds *found;

  demo_env_sudo (self->env);
  demo_env_push_context (self->env, "active_test", demo_json_false ());
  links = demo_read_links (self->env, self->slot, owner, "id", error);
  demo_env_pop_context (self->env);
  demo_env_unsudo (self->env);
  if (!links)
    return NULL;
  found = g_hash_table_lookup (links, &self->id);
  return found ? g_array_ref (found) : demo_ids_new ();
}

static gboolean
set_all (Many *self, const DemoIds *wanted, GError **error)
{
  g_autoptr (DemoIds) present = find_present (self, error);

  if (!present)
    return FALSE;
  for (guint i = 0; i < present->len; i++)
    if (!demo_ids_has (wanted, demo_ids_get (present, i))
        && !unlink_one (self, demo_ids_get (present, i), error))
      return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (!demo_ids_has (present, demo_ids_get (wanted, i))
        && !link_one (self, demo_ids_get (wanted, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
create_one (Many *self, JsonObject *given, GError **error)
{
  g_autoptr (JsonObject) vals = demo_json_object_dup (given);
  gint64 other;

  if (self->slot->inverse)
    set_owner (self, vals);
  other = demo_env_create (self->env, get_model (self), vals, error);
  if (!other)
    return FALSE;
  return self->slot->inverse || link_one (self, other, error);
}

static JsonObject *
get_vals (JsonArray *command)
{
  JsonNode *node = json_array_get_length (command) > 2 ? json_array_get_element (command, 2) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
run_set (Many *self, JsonNode *node, GError **error)
{
  JsonArray *command = json_node_get_array (node);
  g_autoptr (DemoIds) ids = NULL;

  if (json_array_get_length (command) < 3)
    return fail (self, node, error);
  ids = demo_json_get_ids (json_array_get_element (command, 2), error);
  return ids && set_all (self, ids, error);
}

static gboolean
run_command (Many *self, JsonNode *node, GError **error)
{
  JsonArray *command = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 code = command ? demo_json_array_int (command, 0) : -1;
  gint64 other = command ? demo_json_array_int (command, 1) : -1;
  g_autoptr (DemoIds) none = demo_ids_new ();

  if (code >= COMMAND_UPDATE && code <= COMMAND_LINK && other <= 0)
    return fail (self, node, error);
  switch (code)
    {
    case COMMAND_CREATE:
      if (!get_vals (command))
        return fail (self, node, error);
      return create_one (self, get_vals (command), error);
    case COMMAND_UPDATE:
      if (!get_vals (command))
        return fail (self, node, error);
      return demo_env_write_one (self->env, get_model (self), other, get_vals (command), error);
    case COMMAND_DELETE:
      {
        g_autoptr (DemoIds) ids = demo_ids_new_one (other);

        return demo_env_unlink (self->env, get_model (self), ids, error);
      }
    case COMMAND_UNLINK:
      return unlink_one (self, other, error);
    case COMMAND_LINK:
      return link_one (self, other, error);
    case COMMAND_CLEAR:
      return set_all (self, none, error);
    case COMMAND_SET:
      return run_set (self, node, error);
    default:
      return fail (self, node, error);
    }
}

gboolean
demo_many_write (
    DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *commands, gboolean is_new, GError **error)
{
  Many self = { env, slot, id };
  g_autoptr (DemoIds) plain = NULL;
  JsonArray *array;
  guint n;

  if (demo_json_is_false (commands))
    {
      plain = demo_ids_new ();
      return is_new || set_all (&self, plain, error);
    }
  if (!JSON_NODE_HOLDS_ARRAY (commands))
    return fail (&self, commands, error);
  array = json_node_get_array (commands);
  n = json_array_get_length (array);
  if (n > 0 && demo_json_is_int (json_array_get_element (array, 0)))
    {
      plain = demo_json_get_ids (commands, error);
      return plain && set_all (&self, plain, error);
    }
  for (guint i = 0; i < n; i++)
    if (!run_command (&self, json_array_get_element (array, i), error))
      return FALSE;
  return TRUE;
}
