/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-journal.h"

G_BEGIN_DECLS

struct _BizBankJournal
{
  GObject parent_instance;

  gint64 id;
  char *code;    /* (owned) */
  char *name;    /* (owned) */
  char *account; /* (owned) (nullable) */
  gint64 company_id;
  gint64 currency_id;
  gint64 company_currency_id;
  gint64 bank_account_id;
  gint64 suspense_account_id;
  BizMoney zero;
  BizMoney company_zero;
  GDate lock_date;
};

/* Letters and digits alone, upper case; NULL where there are none. */
char *biz_bank_journal_clean_account (const char *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
