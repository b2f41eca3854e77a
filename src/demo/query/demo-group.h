/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"
#include "demo-period.h"

G_BEGIN_DECLS

typedef struct
{
  char *spec; /* (owned): as asked for, the name in the answer */
  DemoSlot *slot;
  DemoPeriod period;
} DemoGroupKey;

typedef struct
{
  char *spec;     /* (owned) */
  DemoSlot *slot; /* (nullable): __count */
  char *function; /* (owned) */
} DemoAggregate;

/* One answer; values in the order of keys and aggregates. */
typedef struct
{
  GPtrArray *keys;   /* (owned): JsonNode: stored value, first day, id, false */
  GPtrArray *values; /* (owned): JsonNode */
} DemoGroupRow;

typedef struct
{
  JsonNode *domain; /* (nullable) */
  JsonNode *having; /* (nullable) */
  const char *order;
  gint64 offset;
  gint64 limit;
} DemoGroupQuery;

GPtrArray *demo_group_parse_keys (
    DemoEnv *env, DemoMeta *meta, JsonNode *groupby, gboolean month_default, GError **error);
GPtrArray *
demo_group_parse_aggregates (DemoEnv *env, DemoMeta *meta, JsonNode *aggregates, GError **error);
void demo_aggregate_free (DemoAggregate *self);

/* Rows of DemoGroupRow. `total` (out, nullable): the number of groups without the limit. */
GPtrArray *demo_group_run (DemoEnv *env,
                           DemoMeta *meta,
                           GPtrArray *keys,
                           GPtrArray *aggregates,
                           const DemoGroupQuery *query,
                           gint64 *total,
                           GError **error);

G_END_DECLS
