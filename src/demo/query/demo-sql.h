/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

/* A SELECT in the making. Values from outside are bound, names come from the tables of the models.
 */
typedef struct
{
  DemoEnv *env;
  GString *text;    /* (owned) */
  GPtrArray *binds; /* (owned): JsonNode */
  guint aliases;
  guint depth;
  gboolean trusted; /* rules and field access are not applied: written by the core */
} DemoSql;

DemoSql *demo_sql_new (DemoEnv *env);
void demo_sql_free (DemoSql *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoSql, demo_sql_free)

void demo_sql_add (DemoSql *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Writes "?" and takes the value. */
void demo_sql_bind (DemoSql *self, JsonNode *value);
/* Writes "(SELECT value FROM json_each(?))". */
void demo_sql_bind_ids (DemoSql *self, const DemoIds *ids);
char *demo_sql_alias (DemoSql *self);
DemoStatement *demo_sql_query (DemoSql *self, GError **error);

/* The value of a field in the row of `alias`, in the unit of a column; NULL with a ValueError for
 * a field that is not in the database. */
char *demo_sql_expr (DemoSql *self, DemoSlot *slot, const char *alias, GError **error);
char *demo_sql_display_expr (DemoSql *self, DemoMeta *meta, const char *alias);
/* Whether the expression can be NULL. */
gboolean demo_slot_is_nullable (DemoSlot *slot);
/* The slot whose column it is in the end (related fields), for its type and target. */
gboolean demo_slot_is_searchable (DemoSlot *slot);

G_END_DECLS
