/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-statement.h"

G_BEGIN_DECLS

/* Elements that matter, by their path below a statement, an entry or one of its transactions. */
typedef enum
{
  FIELD_NONE,
  FIELD_AMOUNT,
  FIELD_SIGN,
  FIELD_STATUS,
  FIELD_DATE,
  FIELD_VALUE_DATE,
  FIELD_BANK_REFERENCE,
  FIELD_DOMAIN,
  FIELD_FAMILY,
  FIELD_SUBFAMILY,
  FIELD_PROPRIETARY,
  FIELD_INFO,
  FIELD_ORIGINAL,
  FIELD_TX_AMOUNT,
  FIELD_END_TO_END,
  FIELD_MANDATE,
  FIELD_DEBTOR,
  FIELD_DEBTOR_ULTIMATE,
  FIELD_DEBTOR_ACCOUNT,
  FIELD_DEBTOR_BANK,
  FIELD_CREDITOR,
  FIELD_CREDITOR_ULTIMATE,
  FIELD_CREDITOR_ACCOUNT,
  FIELD_CREDITOR_BANK,
  FIELD_TEXT,
  FIELD_REFERENCE,
  FIELD_STATEMENT_ID,
  FIELD_ACCOUNT,
  FIELD_CURRENCY,
  FIELD_BALANCE_KIND,
  FIELD_BALANCE_DATE,
} BizBankCamtField;

/* What an entry and each of its transactions may say. */
typedef struct
{
  BizMoney amount; /* without sign; no currency before it is read */
  BizMoney original;
  int sign; /* 0 before it is read */
  gboolean is_booked;
  GDate date, value_date;
  char *bank_reference; /* (owned) (nullable); so all below */
  char *codes[3];
  char *proprietary;
  char *info;
  char *end_to_end;
  char *mandate;
  char *debtor, *debtor_ultimate, *debtor_account, *debtor_bank;
  char *creditor, *creditor_ultimate, *creditor_account, *creditor_bank;
  char *text;
  char *reference;
  guint line;
} BizBankCamtEntry;

void biz_bank_camt_entry_clear (BizBankCamtEntry *self);
void
biz_bank_camt_entry_set_text (BizBankCamtEntry *self, BizBankCamtField field, const char *text);
/* The lines of an entry: one for each of its transactions where these make up the entry. */
void biz_bank_camt_entry_add_lines (const BizBankCamtEntry *self,
                                    GArray *parts,
                                    BizBankStatement *statement);

G_END_DECLS
