/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

gboolean demo_access_has_model (DemoEnv *env, DemoMeta *meta, DemoAccess access);
gboolean demo_access_check_model (DemoEnv *env, DemoMeta *meta, DemoAccess access, GError **error);
gboolean demo_access_has_field (DemoEnv *env, DemoSlot *slot);
gboolean demo_access_check_field (DemoEnv *env, DemoSlot *slot, DemoAccess access, GError **error);
/* The rows the user may see or change, as a domain; NULL = all. */
JsonNode *demo_access_domain (DemoEnv *env, DemoMeta *meta, DemoAccess access);
/* All of the ids, or an error. `drop` (nullable, out): instead of a MissingError, those that are.
 */
gboolean demo_access_check_records (DemoEnv *env,
                                    DemoMeta *meta,
                                    const DemoIds *ids,
                                    DemoAccess access,
                                    DemoIds **existing,
                                    GError **error);
gboolean demo_access_parse (const char *operation, DemoAccess *access);

G_END_DECLS
