/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

/* The wire's value as the column keeps it (NULL with an error); checks selections and, for a
 * many2one, that the other record exists. Not for binary and x2many. */
JsonNode *demo_crud_convert (DemoEnv *env, DemoSlot *slot, JsonNode *value, GError **error);

/* Fills in what is missing: context default_*, the fields' defaults, the hook. */
gboolean demo_crud_add_defaults (DemoEnv *env, DemoMeta *meta, JsonObject *vals, GError **error);
gboolean demo_crud_check_names (
    DemoEnv *env, DemoMeta *meta, JsonObject *vals, DemoAccess access, GError **error);

/* Everything in vals that has no column: x2many commands, values per company, inverses. */
gboolean demo_crud_write_rest (
    DemoEnv *env, DemoMeta *meta, gint64 id, JsonObject *vals, gboolean is_new, GError **error);
gboolean
demo_crud_write_blobs (DemoEnv *env, DemoMeta *meta, gint64 id, JsonObject *vals, GError **error);
/* Commands 0..6. */
gboolean demo_many_write (
    DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *commands, gboolean is_new, GError **error);

G_END_DECLS
