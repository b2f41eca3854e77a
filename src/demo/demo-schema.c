/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-registry.h"

#include <string.h>

/* Tables that belong to no model. */
static const char own_tables[] =
    "CREATE TABLE company_value (field TEXT NOT NULL, res_id INTEGER NOT NULL,"
    " company_id INTEGER NOT NULL, value, PRIMARY KEY (field, res_id, company_id))"
    " WITHOUT ROWID;\n"
    "CREATE TABLE demo_account (role TEXT NOT NULL, login TEXT NOT NULL UNIQUE,"
    " password TEXT NOT NULL, key TEXT NOT NULL, position INTEGER PRIMARY KEY);\n"
    "CREATE TABLE demo_session (token TEXT PRIMARY KEY, uid INTEGER NOT NULL,"
    " identity_until INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;\n"
    "CREATE TABLE demo_setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;\n";

static const char *
find_column_type (DemoFieldType type)
{
  switch (type)
    {
    case DEMO_INTEGER:
    case DEMO_FLOAT:
    case DEMO_MONETARY:
    case DEMO_BOOLEAN:
    case DEMO_MANY2ONE:
    case DEMO_MANY2ONE_REFERENCE:
      return "INTEGER";
    case DEMO_BINARY:
      return "BLOB";
    default:
      return "TEXT";
    }
}

static gboolean
is_number (DemoFieldType type)
{
  return type == DEMO_INTEGER || type == DEMO_FLOAT || type == DEMO_MONETARY
         || type == DEMO_BOOLEAN;
}

static void
append_column (GString *out, DemoSlot *slot)
{
  const DemoField *field = slot->field;

  if (strcmp (field->name, "id") == 0)
    {
      /* AUTOINCREMENT: an id is never given twice. */
      g_string_append (out, "\"id\" INTEGER PRIMARY KEY AUTOINCREMENT");
      return;
    }
  g_string_append_printf (out, ", %s %s", slot->column, find_column_type (field->type));
  if (is_number (field->type))
    g_string_append (out, " NOT NULL DEFAULT 0");
  else if (field->flags & DEMO_REQUIRED)
    g_string_append (out, " NOT NULL");
  if (field->flags & DEMO_UNIQUE)
    g_string_append (out, " UNIQUE");
  if (field->type == DEMO_MANY2ONE)
    g_string_append_printf (out, " REFERENCES %s (id) ON DELETE %s", slot->target->table,
                            field->flags & DEMO_CASCADE    ? "CASCADE"
                            : field->flags & DEMO_REQUIRED ? "RESTRICT"
                                                           : "SET NULL");
}

static void
append_m2m (GString *out, DemoSlot *slot, GHashTable *seen)
{
  const DemoField *field = slot->field;

  if (!g_hash_table_add (seen, (gpointer)field->m2m_table))
    return;
  g_string_append_printf (
      out,
      "CREATE TABLE \"%s\" (\"%s\" INTEGER NOT NULL REFERENCES %s (id) ON DELETE CASCADE,"
      " \"%s\" INTEGER NOT NULL REFERENCES %s (id) ON DELETE CASCADE,"
      " PRIMARY KEY (\"%s\", \"%s\")) WITHOUT ROWID;\n",
      field->m2m_table, field->m2m_column, slot->meta->table, field->m2m_other, slot->target->table,
      field->m2m_column, field->m2m_other);
  g_string_append_printf (out, "CREATE INDEX \"%s_back\" ON \"%s\" (\"%s\", \"%s\");\n",
                          field->m2m_table, field->m2m_table, field->m2m_other, field->m2m_column);
}

static void
append_index (GString *out, DemoSlot *slot)
{
  g_string_append_printf (out, "CREATE INDEX IF NOT EXISTS \"%s_%s_index\" ON %s (%s);\n",
                          slot->meta->model->table, slot->field->name, slot->meta->table,
                          slot->column);
}

/* The lines of a document are found by it. */
static void
append_inverse_indexes (GString *out, DemoMeta *meta)
{
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (slot->inverse && slot->inverse->field->type == DEMO_MANY2ONE)
        append_index (out, slot->inverse);
    }
}

static void
append_table (GString *out, DemoMeta *meta, GHashTable *seen)
{
  g_string_append_printf (out, "CREATE TABLE %s (", meta->table);
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (slot->kind == DEMO_SLOT_COLUMN)
        append_column (out, slot);
    }
  g_string_append (out, ");\n");
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);

      if (slot->kind == DEMO_SLOT_COLUMN && (slot->field->flags & DEMO_INDEX))
        append_index (out, slot);
      if (slot->kind == DEMO_SLOT_MANY && slot->field->type == DEMO_MANY2MANY)
        append_m2m (out, slot, seen);
    }
}

/**
 * demo_registry_build_schema:
 * @self: the models
 *
 * Returns: (transfer full): the SQL that makes an empty data file
 */
char *
demo_registry_build_schema (DemoRegistry *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *out = g_string_new (own_tables);
  GPtrArray *metas = demo_registry_get_metas (self);

  for (guint i = 0; i < metas->len; i++)
    append_table (out, g_ptr_array_index (metas, i), seen);
  for (guint i = 0; i < metas->len; i++)
    append_inverse_indexes (out, g_ptr_array_index (metas, i));
  for (guint i = 0; i < metas->len; i++)
    {
      DemoMeta *meta = g_ptr_array_index (metas, i);

      for (guint k = 0; meta->model->ddl && meta->model->ddl[k]; k++)
        g_string_append_printf (out, "%s;\n", meta->model->ddl[k]);
    }
  return g_string_free (out, FALSE);
}
