/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_READ_CLASSIC, /* many2one as [id, name] */
  DEMO_READ_PLAIN,   /* many2one as id */
} DemoReadStyle;

/* The slots of names, checked for the user. names NULL: all that the user may see. */
GPtrArray *demo_read_find_slots (DemoEnv *env, DemoMeta *meta, JsonNode *names, GError **error);
/* The records in the order of the ids, which exist; rights are not checked here. */
JsonArray *demo_read_rows (DemoEnv *env,
                           DemoMeta *meta,
                           const DemoIds *ids,
                           GPtrArray *slots,
                           DemoReadStyle style,
                           GError **error);
/* What `read` does: rights, rules; ids that are gone are left out. */
JsonArray *demo_read (DemoEnv *env,
                      DemoMeta *meta,
                      const DemoIds *ids,
                      GPtrArray *slots,
                      DemoReadStyle style,
                      GError **error);
/* The records by a specification {"name": {}, "partner_id": {"fields": {...}}}. */
JsonArray *demo_read_web (
    DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonObject *specification, GError **error);

/* id -> name (owned), for the ids of one model in one query; unchecked. */
GHashTable *demo_read_names (DemoEnv *env, DemoMeta *meta, const DemoIds *ids, GError **error);
/* The ids in a one2many or many2many, per record: id -> DemoIds. */
GHashTable *demo_read_links (
    DemoEnv *env, DemoSlot *slot, const DemoIds *ids, const char *order, GError **error);
/* A column of the current row as it goes over the wire. */
JsonNode *demo_read_value (DemoEnv *env, DemoSlot *slot, DemoStatement *row, int column);

G_END_DECLS
