/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-desk.h"

G_BEGIN_DECLS

/* What the desk has asked, put into the facts of its targets. The tasks are the desk's, with this
 * as their data. */
typedef struct
{
  GPtrArray *targets;   /* (owned) */
  const char *model;    /* (unowned): of the first target */
  GHashTable *policies; /* (owned): company id -> BizPolicy */
  gint64 tag_id;
  gboolean may_tag;
  gboolean orders_asked; /* what the orders of transfers are, which is told by their ids */
  guint pending;
  GError *error; /* (owned) (nullable) */
} BizDecisionLoading;

typedef gboolean (*BizDecisionTakeFunc) (GTask *task,
                                         gint64 company,
                                         JsonNode *answer,
                                         GError **error);

gboolean biz_decision_take_records (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_notes (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_changes (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_tasks (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_downs (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_policy (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_tag (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_tagged (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean biz_decision_take_people (GTask *task, gint64 company, JsonNode *answer, GError **error);

/* of the orders of transfers */
gboolean biz_decision_take_orders (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean
biz_decision_take_order_changes (GTask *task, gint64 company, JsonNode *answer, GError **error);
gboolean
biz_decision_take_order_notes (GTask *task, gint64 company, JsonNode *answer, GError **error);

G_END_DECLS
