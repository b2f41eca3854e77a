/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-query.h"

G_BEGIN_DECLS

/* Appends the condition of one leaf. `op` is known to be an operator. */
gboolean demo_leaf_compile (DemoSql *sql,
                            DemoMeta *meta,
                            const char *alias,
                            const char *field,
                            const char *op,
                            JsonNode *value,
                            GError **error);
/* Canonical name of an operator, or NULL. */
const char *demo_leaf_find_operator (const char *op);

G_END_DECLS
