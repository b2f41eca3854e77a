/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"

G_BEGIN_DECLS

/* Why items belong together, the strongest first. */
typedef enum
{
  BIZ_ITEM_REASON_NAMED,     /* one names the document of the other */
  BIZ_ITEM_REASON_REFERENCE, /* they have the same reference */
  BIZ_ITEM_REASON_AMOUNT,    /* they are of the same amount */
  BIZ_ITEM_REASON_SUM,       /* several come to the amount of one */
} BizItemReason;

/**
 * BizItemProposal:
 * @items: (element-type BizItem): of one partner, account, company and currency
 * @text: the reason in words
 * @is_tie: others fit as well: @text names them, and a person has to choose
 *
 * Items that could be matched with each other.
 */
typedef struct
{
  GPtrArray *items;
  BizItemReason reason;
  char *text;
  gboolean is_tie;
} BizItemProposal;

void biz_item_proposal_free (BizItemProposal *self);

/* @items: (element-type BizItem), in any order. (element-type BizItemProposal): no item in two that
 * are no ties. What names nobody is left to people. Pure. */
GPtrArray *biz_item_propose (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizItemProposal, biz_item_proposal_free)

G_END_DECLS
