/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-types.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * A connection. Statements are prepared once and kept. The `types` string says what follows:
 *   i gint64   s const char * (may be NULL)   d double   n nothing (NULL)
 *   o gint64, 0 becomes NULL (an empty many2one)          b const void *, gsize
 * A broken constraint becomes DEMO_ERROR_VALIDATION (RAISE (ABORT, 'sentence') keeps its sentence),
 * everything else DEMO_ERROR_INTERNAL.
 */
gboolean demo_db_exec (DemoDb *db, GError **error, const char *sql, const char *types, ...);
/* INSERT; the new row's id, or 0. */
gint64 demo_db_insert (DemoDb *db, GError **error, const char *sql, const char *types, ...);
/* The first column of the first row; 0 when there is none or it is NULL. */
gint64 demo_db_int (DemoDb *db, GError **error, const char *sql, const char *types, ...);
/* (nullable) */
char *demo_db_text (DemoDb *db, GError **error, const char *sql, const char *types, ...);
/* The first column of all rows. */
DemoIds *demo_db_ids (DemoDb *db, GError **error, const char *sql, const char *types, ...);

/* Rows: g_autoptr (DemoStatement) s = demo_db_query (...); while (demo_statement_step (s, error))
 * ... */
DemoStatement *demo_db_query (DemoDb *db, GError **error, const char *sql, const char *types, ...);
/* The values as JSON nodes: text, integer, double, null. */
DemoStatement *demo_db_query_bound (DemoDb *db, GError **error, const char *sql, GPtrArray *binds);
/* FALSE at the end or on an error; `error` tells which. */
gboolean demo_statement_step (DemoStatement *self, GError **error);
gint64 demo_statement_int (DemoStatement *self, int column);
gboolean demo_statement_is_null (DemoStatement *self, int column);
const char *demo_statement_text (DemoStatement *self,
                                 int column); /* (nullable), until the next step */
double demo_statement_double (DemoStatement *self, int column);
const void *demo_statement_blob (DemoStatement *self, int column, gsize *size); /* (nullable) */
void demo_statement_free (DemoStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoStatement, demo_statement_free)

/* Several statements without arguments: schema. */
gboolean demo_db_script (DemoDb *db, const char *sql, GError **error);
sqlite3 *demo_db_get_handle (DemoDb *db);

DemoDb *demo_db_open (const char *file, gboolean readonly, GError **error);
void demo_db_close (DemoDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoDb, demo_db_close)

G_END_DECLS
