/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/**
 * BizBankLine:
 * @date: of booking
 * @value_date: cleared where the file has none
 * @amount: money in is positive
 * @original: before exchange; no currency where there was no exchange
 * @text: what the payer wrote, all of it
 * @name: of the other party
 * @account: of the other party, an IBAN where there is one
 * @bank: of the other party, a BIC or the national code
 * @end_to_end: reference from payer to payee
 * @bank_reference: the bank's own
 * @mandate: of a direct debit
 * @code: what kind of booking, as the format says it
 * @position: line of the file, from 1
 *
 * A line of a statement, whatever the file's format; absent texts are %NULL, never empty.
 */
typedef struct
{
  GDate date;
  GDate value_date;
  BizMoney amount;
  BizMoney original;
  char *text;
  char *name;
  char *account;
  char *bank;
  char *end_to_end;
  char *bank_reference;
  char *mandate;
  char *code;
  guint position;
} BizBankLine;

BizBankLine *biz_bank_line_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_bank_line_free (BizBankLine *self);
/* Blanks at both ends and double ones within are dropped; nothing left is NULL. */
void biz_bank_line_set (char **field, const char *text);
/* Adds to what is there, after a blank. */
void biz_bank_line_append (char **field, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBankLine, biz_bank_line_free)

G_END_DECLS
