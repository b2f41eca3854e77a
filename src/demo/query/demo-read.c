/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-read.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

static void
unref_ids (gpointer ids)
{
  g_array_unref (ids);
}

static gboolean
add_slot (GPtrArray *slots, DemoEnv *env, DemoMeta *meta, const char *name, GError **error)
{
  DemoSlot *slot = demo_meta_find (meta, name);

  if (!slot)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field '%s' on '%s'.", name,
                   meta->model->name);
      return FALSE;
    }
  if (!demo_access_check_field (env, slot, DEMO_READ, error))
    return FALSE;
  g_ptr_array_add (slots, slot);
  return TRUE;
}

GPtrArray *
demo_read_find_slots (DemoEnv *env, DemoMeta *meta, JsonNode *names, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new ();
  JsonArray *array;

  if (demo_json_is_false (names)
      || (JSON_NODE_HOLDS_ARRAY (names)
          && json_array_get_length (json_node_get_array (names)) == 0))
    {
      for (guint i = 0; i < meta->slots->len; i++)
        {
          DemoSlot *slot = g_ptr_array_index (meta->slots, i);

          if (demo_meta_find (meta, slot->field->name) == slot && demo_access_has_field (env, slot))
            g_ptr_array_add (slots, slot);
        }
      return g_steal_pointer (&slots);
    }
  if (!JSON_NODE_HOLDS_ARRAY (names))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "Fields are a list of names.");
      return NULL;
    }
  array = json_node_get_array (names);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *name = json_array_get_element (array, i);

      if (!demo_json_is_text (name))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "A field is named by a text.");
          return NULL;
        }
      if (!add_slot (slots, env, meta, json_node_get_string (name), error))
        return NULL;
    }
  return g_steal_pointer (&slots);
}

static JsonNode *
read_binary (DemoEnv *env, DemoSlot *slot, DemoStatement *row, int column)
{
  gsize size;
  const void *data = demo_statement_blob (row, column, &size);
  g_autofree char *text = NULL;
  g_autofree char *named = g_strdup_printf ("bin_size_%s", slot->field->name);

  if (!data)
    return demo_json_false ();
  if (demo_env_context_true (env, "bin_size") || demo_env_context_true (env, named))
    {
      static const char *const units[] = { "bytes", "Kb", "Mb", "Gb" };
      double shown = (double)size;
      guint unit = 0;

      for (; shown >= 1024 && unit + 1 < G_N_ELEMENTS (units); unit++)
        shown /= 1024;
      text = g_strdup_printf ("%.2f %s", shown, units[unit]);
    }
  else
    text = g_base64_encode (data, size);
  return demo_json_text (text);
}

JsonNode *
demo_read_value (DemoEnv *env, DemoSlot *slot, DemoStatement *row, int column)
{
  gboolean null = demo_statement_is_null (row, column);

  switch (slot->field->type)
    {
    case DEMO_INTEGER:
      return demo_json_int (demo_statement_int (row, column));
    case DEMO_MANY2ONE_REFERENCE:
      return null ? demo_json_false () : demo_json_int (demo_statement_int (row, column));
    case DEMO_FLOAT:
    case DEMO_MONETARY:
      return demo_json_amount (demo_statement_int (row, column),
                               demo_field_get_decimals (slot->field));
    case DEMO_BOOLEAN:
      return demo_statement_int (row, column) ? demo_json_true () : demo_json_false ();
    case DEMO_MANY2ONE:
      return null ? demo_json_false () : demo_json_int (demo_statement_int (row, column));
    case DEMO_BINARY:
      return read_binary (env, slot, row, column);
    case DEMO_JSON:
      {
        JsonNode *node = null ? NULL : json_from_string (demo_statement_text (row, column), NULL);

        return node ? node : demo_json_false ();
      }
    default:
      return null ? demo_json_false () : demo_json_text (demo_statement_text (row, column));
    }
}

GHashTable *
demo_read_names (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, GError **error)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (DemoSql) sql = NULL;
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *expr = NULL;

  if (ids->len == 0)
    return g_steal_pointer (&names);
  sql = demo_sql_new (env);
  sql->trusted = TRUE;
  expr = demo_sql_display_expr (sql, meta, "t");
  demo_sql_add (sql, "SELECT t.\"id\", %s FROM %s t WHERE t.\"id\" IN ", expr, meta->table);
  demo_sql_bind_ids (sql, ids);
  rows = demo_sql_query (sql, error);
  if (!rows)
    return NULL;
  while (demo_statement_step (rows, &local))
    {
      gint64 id = demo_statement_int (rows, 0);
      const char *name = demo_statement_text (rows, 1);

      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), g_strdup (name ? name : ""));
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&names);
}

/* FROM and the owner's column of the query for the records in an x2many. */
static gboolean
add_links_from (DemoSql *sql, DemoSlot *slot, const DemoIds *ids, const char *joins, GError **error)
{
  DemoMeta *target = slot->target;

  if (slot->inverse)
    {
      demo_sql_add (sql, " FROM %s t%s WHERE t.%s IN ", target->table, joins,
                    slot->inverse->column);
      demo_sql_bind_ids (sql, ids);
      if (slot->inverse->field->type == DEMO_MANY2ONE_REFERENCE)
        demo_sql_add (sql, " AND t.\"%s\" = '%s'",
                      demo_meta_find (target, "res_model") ? "res_model" : "model",
                      slot->meta->model->name);
    }
  else
    {
      demo_sql_add (sql, " FROM \"%s\" l JOIN %s t ON t.\"id\" = l.\"%s\"%s WHERE l.\"%s\" IN ",
                    slot->field->m2m_table, target->table, slot->field->m2m_other, joins,
                    slot->field->m2m_column);
      demo_sql_bind_ids (sql, ids);
    }
  demo_sql_add (sql, " AND ");
  return demo_query_where (sql, target, "t", slot->domain, error);
}

GHashTable *
demo_read_links (
    DemoEnv *env, DemoSlot *slot, const DemoIds *ids, const char *order, GError **error)
{
  g_autoptr (GHashTable) links =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_ids);
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  g_autoptr (GString) joins = g_string_new (NULL);
  g_autoptr (GString) terms = g_string_new (NULL);
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (GError) local = NULL;

  if (!demo_query_order (sql, slot->target, "t", order, joins, terms, error))
    return NULL;
  demo_sql_add (sql, "SELECT %s.\"%s\", t.\"id\"", slot->inverse ? "t" : "l",
                slot->inverse ? slot->inverse->field->name : slot->field->m2m_column);
  if (!add_links_from (sql, slot, ids, joins->str, error))
    return NULL;
  demo_sql_add (sql, " ORDER BY %s", terms->str);
  rows = demo_sql_query (sql, error);
  if (!rows)
    return NULL;
  while (demo_statement_step (rows, &local))
    {
      gint64 owner = demo_statement_int (rows, 0);
      DemoIds *list = g_hash_table_lookup (links, &owner);

      if (!list)
        {
          list = demo_ids_new ();
          g_hash_table_insert (links, g_memdup2 (&owner, sizeof owner), list);
        }
      demo_ids_add (list, demo_statement_int (rows, 1));
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&links);
}

/* A table of values: a row per id, a cell per slot. */
typedef struct
{
  DemoEnv *env;
  DemoMeta *meta;
  const DemoIds *ids;
  GPtrArray *slots;
  JsonNode **cells;  /* (owned): NULL in rows that are not there */
  gboolean *present; /* (owned) */
} Reading;

static JsonNode **
get_cell (Reading *self, guint row, guint slot)
{
  return &self->cells[(gsize)row * self->slots->len + slot];
}

static gboolean
is_in_table (DemoSlot *slot)
{
  return slot->kind != DEMO_SLOT_MANY && slot->kind != DEMO_SLOT_COMPUTED;
}

static gboolean
add_columns (Reading *self, DemoSql *sql, GError **error)
{
  demo_sql_add (sql, "SELECT t.\"id\"");
  for (guint i = 0; i < self->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (self->slots, i);
      g_autofree char *expr = NULL;

      if (!is_in_table (slot))
        continue;
      expr = demo_sql_expr (sql, slot, "t", error);
      if (!expr)
        return FALSE;
      demo_sql_add (sql, ", %s", expr);
    }
  demo_sql_add (sql, " FROM %s t WHERE t.\"id\" IN ", self->meta->table);
  demo_sql_bind_ids (sql, self->ids);
  return TRUE;
}

/* One query for all that is in the table. */
static gboolean
read_columns (Reading *self, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (self->env);
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (GHashTable) positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GError) local = NULL;

  sql->trusted = TRUE;
  if (!add_columns (self, sql, error))
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    g_hash_table_insert (positions, &demo_ids_get (self->ids, i), GUINT_TO_POINTER (i + 1));
  rows = demo_sql_query (sql, error);
  if (!rows)
    return FALSE;
  while (demo_statement_step (rows, &local))
    {
      gint64 id = demo_statement_int (rows, 0);
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (positions, &id)) - 1;
      int column = 1;

      self->present[row] = TRUE;
      for (guint i = 0; i < self->slots->len; i++)
        {
          DemoSlot *slot = g_ptr_array_index (self->slots, i);

          if (is_in_table (slot))
            *get_cell (self, row, i) = demo_read_value (self->env, slot, rows, column++);
        }
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_many (Reading *self, guint index, GError **error)
{
  g_autoptr (GHashTable) links =
      demo_read_links (self->env, g_ptr_array_index (self->slots, index), self->ids, NULL, error);

  if (!links)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    {
      DemoIds *list = g_hash_table_lookup (links, &demo_ids_get (self->ids, i));

      if (self->present[i])
        *get_cell (self, i, index) =
            list ? demo_ids_to_json (list) : demo_json_take_array (json_array_new ());
    }
  return TRUE;
}

static gboolean
read_computed (Reading *self, guint index, GError **error)
{
  DemoSlot *slot = g_ptr_array_index (self->slots, index);
  g_autofree JsonNode **values = g_new0 (JsonNode *, self->ids->len + 1);
  gboolean done = !slot->field->compute
                  || slot->field->compute (self->env, slot->field, self->ids, values, error);

  for (guint i = 0; i < self->ids->len; i++)
    {
      JsonNode *value = values[i];

      if (!value || JSON_NODE_HOLDS_NULL (value))
        {
          g_clear_pointer (&value, json_node_unref);
          value = demo_json_false ();
        }
      if (done && self->present[i])
        *get_cell (self, i, index) = value;
      else
        json_node_unref (value);
    }
  return done;
}

static void
unref_node (gpointer node)
{
  json_node_unref (node);
}

/* id -> [id, name], for all ids that stand in a many2one. */
static GHashTable *
read_pairs (Reading *self, guint index, GError **error)
{
  DemoSlot *slot = g_ptr_array_index (self->slots, index);
  g_autoptr (GHashTable) pairs =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_node);
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (DemoIds) wanted = demo_ids_new ();

  for (guint i = 0; i < self->ids->len; i++)
    {
      JsonNode *cell = *get_cell (self, i, index);
      gint64 id = demo_json_is_int (cell) ? json_node_get_int (cell) : 0;

      if (id && !g_hash_table_contains (pairs, &id))
        {
          g_hash_table_insert (pairs, g_memdup2 (&id, sizeof id), demo_json_false ());
          demo_ids_add (wanted, id);
        }
    }
  names = demo_read_names (self->env, slot->target, wanted, error);
  if (!names)
    return NULL;
  for (guint i = 0; i < wanted->len; i++)
    {
      gint64 id = demo_ids_get (wanted, i);
      const char *name = g_hash_table_lookup (names, &id);
      JsonArray *pair = json_array_sized_new (2);

      json_array_add_int_element (pair, id);
      json_array_add_string_element (pair, name ? name : "");
      g_hash_table_replace (pairs, g_memdup2 (&id, sizeof id), demo_json_take_array (pair));
    }
  return g_steal_pointer (&pairs);
}

static gboolean
read_many2one_names (Reading *self, guint index, GError **error)
{
  g_autoptr (GHashTable) pairs = read_pairs (self, index, error);

  if (!pairs)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    {
      JsonNode **cell = get_cell (self, i, index);
      gint64 id = demo_json_is_int (*cell) ? json_node_get_int (*cell) : 0;

      if (!id)
        continue;
      json_node_unref (*cell);
      *cell = json_node_ref (g_hash_table_lookup (pairs, &id));
    }
  return TRUE;
}

static gboolean
read_rest (Reading *self, DemoReadStyle style, GError **error)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot->kind == DEMO_SLOT_MANY && !read_many (self, i, error))
        return FALSE;
      if (slot->kind == DEMO_SLOT_COMPUTED && !read_computed (self, i, error))
        return FALSE;
      if (slot->field->type == DEMO_MANY2ONE && style == DEMO_READ_CLASSIC
          && !read_many2one_names (self, i, error))
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
build_row (Reading *self, guint row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", demo_ids_get (self->ids, row));
  for (guint i = 0; i < self->slots->len; i++)
    json_object_set_member (object, ((DemoSlot *)g_ptr_array_index (self->slots, i))->field->name,
                            g_steal_pointer (get_cell (self, row, i)));
  return object;
}

JsonArray *
demo_read_rows (DemoEnv *env,
                DemoMeta *meta,
                const DemoIds *ids,
                GPtrArray *slots,
                DemoReadStyle style,
                GError **error)
{
  gsize n_cells = (gsize)ids->len * slots->len;
  g_autofree JsonNode **cells = g_new0 (JsonNode *, n_cells + 1);
  g_autofree gboolean *present = g_new0 (gboolean, ids->len + 1);
  Reading self = { env, meta, ids, slots, cells, present };
  JsonArray *result = NULL;

  if (ids->len == 0 || (read_columns (&self, error) && read_rest (&self, style, error)))
    result = json_array_sized_new (ids->len);
  for (guint i = 0; result && i < ids->len; i++)
    if (present[i])
      json_array_add_object_element (result, build_row (&self, i));
  for (gsize i = 0; i < n_cells; i++)
    g_clear_pointer (&cells[i], json_node_unref);
  return result;
}

JsonArray *
demo_read (DemoEnv *env,
           DemoMeta *meta,
           const DemoIds *ids,
           GPtrArray *slots,
           DemoReadStyle style,
           GError **error)
{
  g_autoptr (DemoIds) existing = NULL;

  if (!demo_access_check_records (env, meta, ids, DEMO_READ, &existing, error))
    return NULL;
  return demo_read_rows (env, meta, existing, slots, style, error);
}
