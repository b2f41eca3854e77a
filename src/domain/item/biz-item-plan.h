/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"

G_BEGIN_DECLS

/* More items than this are not matched at once. */
#define BIZ_ITEM_PLAN_MAX 100

/* What becomes of one item. */
typedef struct
{
  BizItem *item;  /* (owned) */
  BizMoney taken; /* of what is open, with its sign, in the item's own currency */
  BizMoney rest;  /* what stays open */
} BizItemPlanLine;

/**
 * BizItemPlan:
 * @lines: (element-type BizItemPlanLine): in the order the server takes them
 * @debit: what is open on the debits; in the currency all share, else in the company's
 * @credit: the same of the credits, not negative
 * @matched: what is matched of both
 * @rest: what stays open, with its sign
 * @is_full: nothing stays open
 * @several_currencies: the server matches by its rates: @lines say nothing of what is taken
 * @several_partners: the items name more than one customer or vendor
 * @exchange: of rates that have changed, in the company's currency: what the server will book as
 *   gain (negative) or loss; as far as can be told before
 *
 * What matching items with each other would do.
 */
typedef struct
{
  GArray *lines;
  BizMoney debit;
  BizMoney credit;
  BizMoney matched;
  BizMoney rest;
  gboolean is_full;
  gboolean several_currencies;
  gboolean several_partners;
  BizMoney exchange;
} BizItemPlan;

/* @items: (element-type BizItem): as the server has them now. NULL with ERP_ERROR_VALIDATION and a
 * sentence that says why these cannot be matched. */
BizItemPlan *biz_item_plan_new (GPtrArray *items, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_item_plan_free (BizItemPlan *self);
/* For the job of kind BIZ_JOB_MATCH_ITEMS. */
JsonObject *biz_item_plan_to_job (const BizItemPlan *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizItemPlan, biz_item_plan_free)

G_END_DECLS
