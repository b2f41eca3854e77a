/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-log.h"
#include "biz-desk-entry.h"

G_BEGIN_DECLS

/* A release that ends within so many days is on the desk again. */
#define BIZ_DESK_ENDING_DAYS 3

/**
 * BizDeskClock:
 * @today: the day that days count to
 * @zone: where a time becomes a day
 * @seen: (nullable): when somebody looked last, UTC: what came since is news
 */
typedef struct
{
  GDate today;
  GTimeZone *zone;
  GDateTime *seen;
} BizDeskClock;

/**
 * BizDeskVerdict:
 * @causes: bits: what the policy would hold the order for now
 * @text: (nullable): the same in words, with figures
 * @is_newly_over: over the limit, and the customer was not when somebody looked last
 * @has_paid: something came in from the customer since
 * @broke_promise: since
 *
 * What the policy says of an order, with all that is known of its customer.
 */
typedef struct
{
  guint causes;
  const char *text;
  gboolean is_newly_over;
  gboolean has_paid;
  gboolean broke_promise;
} BizDeskVerdict;

/* Adds to @entries (element-type BizDeskEntry) what is to decide about an order: nothing, itself,
 * or each of its transfers that waits. @verdict: NULL where it is not known. */
void biz_desk_judge (BizDeskOrder *order,
                     BizDecisionLog *log,
                     const BizDeskVerdict *verdict,
                     const BizDeskClock *clock,
                     GPtrArray *entries);
/* The causes of a hold: "limit,overdue"; by hand where it names none. */
guint biz_desk_read_causes (BizDecisionNote *note);

G_END_DECLS
