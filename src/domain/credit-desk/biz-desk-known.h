/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-rule.h"
#include "biz-desk-rule.h"
#include "biz-exposure-book.h"
#include "biz-policy.h"

G_BEGIN_DECLS

/**
 * BizDeskMovement:
 * @balance: what was added to what the customer owes, receipts taken off
 * @receipts: what came in, or was credited; 0 or more
 *
 * What has happened on a customer's account since somebody looked last, in the company's minor
 * units.
 */
typedef struct
{
  gint64 balance;
  gint64 receipts;
} BizDeskMovement;

/* All that is known beside the orders themselves, by which the policy judges them. */
#define BIZ_TYPE_DESK_KNOWN (biz_desk_known_get_type ())
G_DECLARE_FINAL_TYPE (BizDeskKnown, biz_desk_known, BIZ, DESK_KNOWN, GObject)

/* @clock: copied */
BizDeskKnown *biz_desk_known_new (const BizDeskClock *clock) G_GNUC_WARN_UNUSED_RESULT;
/* Of all customers with something open or ordered; several books, the first one that has the
 * customer's account counts. */
void biz_desk_known_add_exposures (BizDeskKnown *self, BizExposureBook *book);
void biz_desk_known_set_policy (BizDeskKnown *self, gint64 company_id, BizPolicy *policy);
/* Days that terms of payment give at most. */
void biz_desk_known_set_term (BizDeskKnown *self, gint64 term_id, int days);
void biz_desk_known_add_movement (BizDeskKnown *self,
                                  gint64 partner_id,
                                  gint64 company_id,
                                  const BizDeskMovement *movement);
/* How many promises are broken of what is still open, and the day of the last one; of several books
 * of the customer the worst counts. */
void biz_desk_known_set_broken (BizDeskKnown *self, gint64 partner_id, guint n, const GDate *last);
/* Days that are granted after a promised one. */
void biz_desk_known_set_tolerance (BizDeskKnown *self, guint days);

/* Whether the customer's limit is known. */
gboolean biz_desk_known_has_account (BizDeskKnown *self, gint64 partner_id, gint64 company_id);
gboolean biz_desk_known_has_exposures (BizDeskKnown *self);
/* The customer's figures in the order's company, the order among them. FALSE where they are not
 * known. */
gboolean
biz_desk_known_get_exposure (BizDeskKnown *self, const BizDeskOrder *order, BizExposure *figures);
/* What the company wants to be asked about; (nullable): the policy */
BizPolicy *biz_desk_known_get_policy (BizDeskKnown *self, gint64 company_id);
void biz_desk_known_get_rule (BizDeskKnown *self,
                              gint64 company_id,
                              const BizMoney *zero,
                              BizCreditRule *rule);
/* The causes that hold now, with their figures (element-type BizCreditCause); NULL where they are
 * not known. */
GArray *biz_desk_known_list_causes (BizDeskKnown *self,
                                    const BizDeskOrder *order) G_GNUC_WARN_UNUSED_RESULT;
/* A BizDeskJudge; @verdict's text stays the known's. */
gboolean biz_desk_known_judge (const BizDeskOrder *order, BizDeskVerdict *verdict, gpointer known);

G_END_DECLS
