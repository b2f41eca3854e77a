/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-signal.h"
#include "biz-money.h"

G_BEGIN_DECLS

/**
 * BizMatchPart:
 * @item_id: the open item
 * @amount: of the bank line that goes to it
 * @writeoff: what is cleared of the item beyond @amount; negative where @amount is more than open
 */
typedef struct
{
  gint64 item_id;
  BizMoney amount;
  BizMoney writeoff;
} BizMatchPart;

/* What the engine thinks of one bank line; immutable once handed out, reference counted. The sum
 * of its parts is the amount of the line; without parts nothing is proposed. */
#define BIZ_TYPE_MATCH_PROPOSAL (biz_match_proposal_get_type ())
GType biz_match_proposal_get_type (void) G_GNUC_CONST;

BizMatchProposal *biz_match_proposal_new (gint64 line_id,
                                          const BizMoney *zero) G_GNUC_WARN_UNUSED_RESULT;
BizMatchProposal *biz_match_proposal_ref (BizMatchProposal *self);
void biz_match_proposal_unref (BizMatchProposal *self);

gint64 biz_match_proposal_get_line_id (const BizMatchProposal *self);
BizMatchBand biz_match_proposal_get_band (const BizMatchProposal *self);
/* 0 to 100 */
int biz_match_proposal_get_score (const BizMatchProposal *self);
/* 0 to 100: how far behind the runner-up is */
int biz_match_proposal_get_gap (const BizMatchProposal *self);
guint biz_match_proposal_get_n_parts (const BizMatchProposal *self);
const BizMatchPart *biz_match_proposal_get_part (const BizMatchProposal *self, guint position);
/* Sum of the parts' write-offs. */
const BizMoney *biz_match_proposal_get_writeoff (const BizMatchProposal *self);
guint biz_match_proposal_get_n_signals (const BizMatchProposal *self);
const BizMatchSignal *biz_match_proposal_get_signal (const BizMatchProposal *self, guint position);
/* Sentences, translated. */
guint biz_match_proposal_get_n_reasons (const BizMatchProposal *self);
const char *biz_match_proposal_get_reason (const BizMatchProposal *self, guint position);
/* Items of the second best proposal; none if there is no other. */
guint biz_match_proposal_get_n_runner_up (const BizMatchProposal *self);
gint64 biz_match_proposal_get_runner_up (const BizMatchProposal *self, guint position);
/* Account to book the line to by a rule or by habit; 0 where items are proposed or nothing is. */
gint64 biz_match_proposal_get_account_id (const BizMatchProposal *self);
/* Customer the line comes from, 0 for nobody known. */
gint64 biz_match_proposal_get_partner_id (const BizMatchProposal *self);

/* For the engine, before the proposal is handed out. */
void biz_match_proposal_add_part (BizMatchProposal *self, const BizMatchPart *part);
void biz_match_proposal_add_signal (BizMatchProposal *self, BizMatchSignal signal);
void biz_match_proposal_take_reason (BizMatchProposal *self, char *reason);
void biz_match_proposal_add_runner_up (BizMatchProposal *self, gint64 item_id);
void biz_match_proposal_set_account_id (BizMatchProposal *self, gint64 account_id);
void biz_match_proposal_set_partner_id (BizMatchProposal *self, gint64 partner_id);
void biz_match_proposal_set_band (BizMatchProposal *self, BizMatchBand band, int score, int gap);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatchProposal, biz_match_proposal_unref)

G_END_DECLS
