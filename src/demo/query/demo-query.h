/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-sql.h"

G_BEGIN_DECLS

/* Appends the condition of a domain for the rows of `alias`. */
gboolean demo_domain_compile (
    DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error);
/* Terms at the top of a domain that stand beside each other (joined by an unwritten "and"). */
guint demo_domain_count_terms (JsonNode *domain);
gboolean demo_domain_names_field (JsonNode *domain, const char *field);
/* Checks that it is a list. */
gboolean demo_domain_check (JsonNode *domain, GError **error);
/* A value of a leaf in the column's unit; `op` decides how a day stands for a time. */
JsonNode *demo_domain_convert (DemoSlot *slot, const char *op, JsonNode *value, GError **error);
/* a and b, as one domain. Both nullable. */
JsonNode *demo_domain_and (JsonNode *a, JsonNode *b);
/* The leaf [field, op, value]; takes value. */
JsonNode *demo_domain_leaf (const char *field, const char *op, JsonNode *value);
/* What name_search looks for. */
JsonNode *demo_domain_for_name (DemoMeta *meta, const char *op, JsonNode *value);

/* FROM ... WHERE of a search: the domain, the user's rules, active_test. */
gboolean
demo_query_from (DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error);
gboolean demo_query_where (
    DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error);
/* The terms of ORDER BY; joins go to `joins`. */
gboolean demo_query_order (DemoSql *sql,
                           DemoMeta *meta,
                           const char *alias,
                           const char *order,
                           GString *joins,
                           GString *terms,
                           GError **error);

/* The same for the record an expression names, in the order of its model. */
gboolean demo_query_order_related (DemoSql *sql,
                                   DemoMeta *target,
                                   const char *expr,
                                   gboolean descending,
                                   GString *joins,
                                   GString *terms,
                                   GError **error);

DemoIds *demo_query_search (DemoEnv *env,
                            DemoMeta *meta,
                            JsonNode *domain,
                            const char *order,
                            gint64 offset,
                            gint64 limit,
                            GError **error);
/* -1 on error. limit 0: all. */
gint64
demo_query_count (DemoEnv *env, DemoMeta *meta, JsonNode *domain, gint64 limit, GError **error);
/* Those of the ids that exist and match the domain (nullable); unchecked, in the order given. */
DemoIds *demo_query_filter (
    DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonNode *domain, GError **error);

G_END_DECLS
