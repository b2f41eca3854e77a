/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-line.h"

G_BEGIN_DECLS

/* A statement of one account as a file has it; reference counted, filled by a reader, then
 * immutable. */
#define BIZ_TYPE_BANK_STATEMENT (biz_bank_statement_get_type ())
GType biz_bank_statement_get_type (void) G_GNUC_CONST;

typedef enum
{
  BIZ_BANK_CHECK_ABSENT, /* the file lacks one of the balances */
  BIZ_BANK_CHECK_GOOD,
  BIZ_BANK_CHECK_WRONG,
} BizBankCheck;

BizBankStatement *biz_bank_statement_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizBankStatement *biz_bank_statement_ref (BizBankStatement *self);
void biz_bank_statement_unref (BizBankStatement *self);

/* All but the account may be NULL. */
const char *biz_bank_statement_get_id (const BizBankStatement *self);
const char *biz_bank_statement_get_account (const BizBankStatement *self);
const char *biz_bank_statement_get_currency (const BizBankStatement *self);
const BizMoney *biz_bank_statement_get_opening (const BizBankStatement *self);
const BizMoney *biz_bank_statement_get_closing (const BizBankStatement *self);
/* Cleared where unknown: the day of the balance, else of the first or last line. */
GDate biz_bank_statement_get_first_date (const BizBankStatement *self);
GDate biz_bank_statement_get_last_date (const BizBankStatement *self);
guint biz_bank_statement_get_n_lines (const BizBankStatement *self);
const BizBankLine *biz_bank_statement_get_line (const BizBankStatement *self, guint position);
/* Entries that are announced, not booked, and left out. */
guint biz_bank_statement_get_n_pending (const BizBankStatement *self);
/* Opening + lines = closing; @difference is closing - (opening + lines). */
BizBankCheck biz_bank_statement_check (const BizBankStatement *self, BizMoney *difference);

/* For readers. */
void biz_bank_statement_set_id (BizBankStatement *self, const char *id);
void biz_bank_statement_set_account (BizBankStatement *self, const char *account);
void biz_bank_statement_set_currency (BizBankStatement *self, const char *currency);
void
biz_bank_statement_set_opening (BizBankStatement *self, const BizMoney *balance, const GDate *date);
void
biz_bank_statement_set_closing (BizBankStatement *self, const BizMoney *balance, const GDate *date);
void biz_bank_statement_take_line (BizBankStatement *self, BizBankLine *line);
void biz_bank_statement_add_pending (BizBankStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBankStatement, biz_bank_statement_unref)

G_END_DECLS
