/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-journal.h"
#include "biz-matcher.h"

G_BEGIN_DECLS

/**
 * BizOpenLine:
 * @line: as the engine sees it; @line.amount is what is still to be said
 * @move_id: its entry
 * @partner_id: whom the ERP takes it for, 0 for nobody
 * @whole: all that the line brought
 * @to_check: whether somebody is to look at it again; then it may be matched already
 * @foreign_id: currency of @line.original, 0 where the bank changed nothing
 *
 * A line of the bank that waits.
 */
typedef struct
{
  BizMatchLine line;
  gint64 move_id;
  gint64 partner_id;
  BizMoney whole;
  gboolean to_check;
  gint64 foreign_id;
} BizOpenLine;

/**
 * BizOpenItem:
 * @item: as the engine sees it
 * @account_id: where it is booked
 * @move_id: its document
 * @currency_id: of its amounts
 * @partner: whose it is
 *
 * Something that waits for its money.
 */
typedef struct
{
  BizMatchItem item;
  gint64 account_id;
  gint64 move_id;
  gint64 currency_id;
  const char *partner;
} BizOpenItem;

/* All that waits in a bank's journal, and what is proposed for it; immutable. */
#define BIZ_TYPE_MATCH_DESK (biz_match_desk_get_type ())
G_DECLARE_FINAL_TYPE (BizMatchDesk, biz_match_desk, BIZ, MATCH_DESK, GObject)

/* Reads open lines, open items, customers' accounts, rules and what was done lately, in requests of
 * at most a thousand records, and runs the engine in a thread. */
void biz_match_desk_load_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                BizBankJournal *journal,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BizMatchDesk *biz_match_desk_load_finish (GAsyncResult *result, GError **error);

BizBankJournal *biz_match_desk_get_journal (BizMatchDesk *self);
guint biz_match_desk_get_n_lines (BizMatchDesk *self);
const BizOpenLine *biz_match_desk_get_line (BizMatchDesk *self, guint position);
/* Of the line at the same position. */
BizMatchProposal *biz_match_desk_get_proposal (BizMatchDesk *self, guint position);
/* (element-type BizMatchProposal) */
GPtrArray *biz_match_desk_get_proposals (BizMatchDesk *self);
guint biz_match_desk_get_n_items (BizMatchDesk *self);
const BizOpenItem *biz_match_desk_get_item (BizMatchDesk *self, guint position);
/* (nullable) */
const BizOpenItem *biz_match_desk_find_item (BizMatchDesk *self, gint64 id);
/* (nullable): of an account that items stand on or rules book to */
const char *biz_match_desk_get_account_name (BizMatchDesk *self, gint64 account_id);

G_END_DECLS
