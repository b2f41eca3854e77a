/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-db.h"

#include "demo-error.h"
#include "demo-text.h"

#include <string.h>

#define CACHE_MAX 800

struct _DemoDb
{
  sqlite3 *handle;
  GHashTable *cache; /* (owned): SQL text -> idle sqlite3_stmt */
};

struct _DemoStatement
{
  DemoDb *db;
  sqlite3_stmt *stmt;
  gboolean failed;
};

static void
finalize (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static void
set_error (DemoDb *self, GError **error)
{
  int code = sqlite3_extended_errcode (self->handle);
  const char *message = sqlite3_errmsg (self->handle);

  switch (code)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                   "This exists already and may exist only once (%s).", message);
      return;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "Another record needs this one, or names one that is gone.");
      return;
    case SQLITE_CONSTRAINT_NOTNULL:
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "A value must be given (%s).",
                   message);
      return;
    case SQLITE_CONSTRAINT_TRIGGER:
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, message);
      return;
    case SQLITE_CONSTRAINT_CHECK:
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "The books forbid this (%s).",
                   message);
      return;
    default:
      if (sqlite3_errcode (self->handle) == SQLITE_BUSY)
        demo_error_set_named (error, DEMO_ERROR_INTERNAL, "psycopg2.errors.SerializationFailure",
                              message);
      else
        g_set_error (error, DEMO_ERROR, DEMO_ERROR_INTERNAL, "The data file says: %s", message);
      return;
    }
}

static gboolean
configure (DemoDb *self, gboolean readonly, GError **error)
{
  if (!readonly && !demo_db_script (self, "PRAGMA journal_mode=WAL;", error))
    return FALSE;
  return demo_db_script (self,
                         "PRAGMA busy_timeout=20000;"
                         "PRAGMA synchronous=NORMAL;"
                         "PRAGMA foreign_keys=ON;"
                         "PRAGMA recursive_triggers=ON;"
                         "PRAGMA temp_store=MEMORY;"
                         "PRAGMA cache_size=-65536;"
                         "PRAGMA mmap_size=1073741824;",
                         error);
}

/**
 * demo_db_open:
 * @file: path of the data file, or ":memory:"
 * @readonly: whether this connection only reads
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a connection
 */
DemoDb *
demo_db_open (const char *file, gboolean readonly, GError **error)
{
  g_autoptr (DemoDb) self = g_new0 (DemoDb, 1);
  int flags = readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  if (sqlite3_open_v2 (file, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_INTERNAL, "The data file %s cannot be opened: %s",
                   file, sqlite3_errmsg (self->handle));
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  demo_text_register (self->handle);
  if (!configure (self, readonly, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
demo_db_close (DemoDb *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->cache, g_hash_table_unref);
  sqlite3_close (self->handle);
  g_free (self);
}

sqlite3 *
demo_db_get_handle (DemoDb *self)
{
  return self->handle;
}

gboolean
demo_db_script (DemoDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (self, error);
  return FALSE;
}

static sqlite3_stmt *
prepare (DemoDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gpointer key = NULL;

  if (g_hash_table_steal_extended (self->cache, sql, &key, (gpointer *)&stmt))
    {
      g_free (key);
      return stmt;
    }
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL)
      != SQLITE_OK)
    {
      set_error (self, error);
      return NULL;
    }
  return stmt;
}

static void
give_back (DemoDb *self, sqlite3_stmt *stmt)
{
  const char *sql = sqlite3_sql (stmt);

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (g_hash_table_contains (self->cache, sql))
    {
      sqlite3_finalize (stmt);
      return;
    }
  if (g_hash_table_size (self->cache) >= CACHE_MAX)
    g_hash_table_remove_all (self->cache);
  g_hash_table_insert (self->cache, g_strdup (sql), stmt);
}

static void
bind_all (sqlite3_stmt *stmt, const char *types, va_list args)
{
  int index = 0;

  for (const char *t = types ? types : ""; *t; t++)
    {
      index++;
      switch (*t)
        {
        case 'i':
          sqlite3_bind_int64 (stmt, index, va_arg (args, gint64));
          break;
        case 'o':
          {
            gint64 id = va_arg (args, gint64);

            if (id)
              sqlite3_bind_int64 (stmt, index, id);
          }
          break;
        case 's':
          sqlite3_bind_text (stmt, index, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
          break;
        case 'd':
          sqlite3_bind_double (stmt, index, va_arg (args, double));
          break;
        case 'b':
          {
            const void *data = va_arg (args, const void *);
            gsize size = va_arg (args, gsize);

            sqlite3_bind_blob64 (stmt, index, data, size, SQLITE_TRANSIENT);
          }
          break;
        case 'n':
          break;
        default:
          g_assert_not_reached ();
        }
    }
  g_assert (index == sqlite3_bind_parameter_count (stmt));
}

static DemoStatement *
query_va (DemoDb *self, GError **error, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *stmt = prepare (self, sql, error);
  DemoStatement *statement;

  if (!stmt)
    return NULL;
  bind_all (stmt, types, args);
  statement = g_new0 (DemoStatement, 1);
  statement->db = self;
  statement->stmt = stmt;
  return statement;
}

DemoStatement *
demo_db_query (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  DemoStatement *statement;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  return statement;
}

/* The same with the values in an array of JsonNode: text, integer, double, null. */
DemoStatement *
demo_db_query_bound (DemoDb *self, GError **error, const char *sql, GPtrArray *binds)
{
  sqlite3_stmt *stmt = prepare (self, sql, error);
  DemoStatement *statement;

  if (!stmt)
    return NULL;
  g_assert ((int)binds->len == sqlite3_bind_parameter_count (stmt));
  for (guint i = 0; i < binds->len; i++)
    {
      JsonNode *node = g_ptr_array_index (binds, i);

      if (JSON_NODE_HOLDS_NULL (node))
        sqlite3_bind_null (stmt, i + 1);
      else if (json_node_get_value_type (node) == G_TYPE_STRING)
        sqlite3_bind_text (stmt, i + 1, json_node_get_string (node), -1, SQLITE_TRANSIENT);
      else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
        sqlite3_bind_double (stmt, i + 1, json_node_get_double (node));
      else
        sqlite3_bind_int64 (stmt, i + 1, json_node_get_int (node));
    }
  statement = g_new0 (DemoStatement, 1);
  statement->db = self;
  statement->stmt = stmt;
  return statement;
}

gboolean
demo_statement_step (DemoStatement *self, GError **error)
{
  int rc;

  if (!self || self->failed)
    return FALSE;
  rc = sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    {
      self->failed = TRUE;
      set_error (self->db, error);
    }
  return FALSE;
}

gint64
demo_statement_int (DemoStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

double
demo_statement_double (DemoStatement *self, int column)
{
  return sqlite3_column_double (self->stmt, column);
}

gboolean
demo_statement_is_null (DemoStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

const char *
demo_statement_text (DemoStatement *self, int column)
{
  return (const char *)sqlite3_column_text (self->stmt, column);
}

/**
 * demo_statement_blob:
 * @self: a statement on a row
 * @column: which column
 * @size: (out): its bytes
 *
 * Returns: (transfer none) (nullable): the bytes, until the next step
 */
const void *
demo_statement_blob (DemoStatement *self, int column, gsize *size)
{
  const void *data = sqlite3_column_blob (self->stmt, column);

  *size = sqlite3_column_bytes (self->stmt, column);
  return data;
}

void
demo_statement_free (DemoStatement *self)
{
  if (!self)
    return;
  give_back (self->db, self->stmt);
  g_free (self);
}

gboolean
demo_db_exec (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (DemoStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  if (!statement)
    return FALSE;
  while (demo_statement_step (statement, error))
    ;
  return !statement->failed;
}

gint64
demo_db_insert (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (DemoStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  if (!statement)
    return 0;
  demo_statement_step (statement, error);
  return statement->failed ? 0 : sqlite3_last_insert_rowid (self->handle);
}

gint64
demo_db_int (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (DemoStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  return demo_statement_step (statement, error) ? demo_statement_int (statement, 0) : 0;
}

char *
demo_db_text (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (DemoStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  return demo_statement_step (statement, error) ? g_strdup (demo_statement_text (statement, 0))
                                                : NULL;
}

DemoIds *
demo_db_ids (DemoDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (DemoIds) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DemoStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query_va (self, error, sql, types, args);
  va_end (args);
  if (!statement)
    return NULL;
  while (demo_statement_step (statement, error))
    {
      gint64 id = demo_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return statement->failed ? NULL : g_steal_pointer (&ids);
}
