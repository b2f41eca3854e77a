/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-authority.h"
#include "biz-decision-log.h"

G_BEGIN_DECLS

/**
 * BizDecisionOrder:
 * @id: of the order, 0 for a transfer of no order
 * @known: it could be read, its log with it
 * @creator_id: who entered it
 * @writer_id: who changed it last, at @write_time (seconds since 1970)
 * @changes: (owned) (nullable) (element-type gint64): times of entries of mine in its log
 * @log: (owned) (nullable): the decisions on it
 *
 * The order that a transfer belongs to, as far as segregation asks: who entered, changed or
 * confirmed it does not release its goods either.
 */
typedef struct
{
  gint64 id;
  gboolean known;
  gint64 creator_id;
  gint64 writer_id;
  gint64 write_time;
  GArray *changes;
  BizDecisionLog *log;
} BizDecisionOrder;

void biz_decision_order_clear (BizDecisionOrder *self);
/* (nullable): why @uid does not release what belongs to the order; translated. Pure. */
const char *biz_decision_order_check (const BizDecisionOrder *self, BizPolicy *policy, gint64 uid);
/* The time of the newest decision of @uid on a record; 0: none. @log: (nullable). Pure. */
gint64 biz_decision_order_get_decision_time (BizDecisionLog *log,
                                             const char *model,
                                             gint64 id,
                                             gint64 uid);

G_END_DECLS
