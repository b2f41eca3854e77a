/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A bank account as the ERP books it; immutable. */
#define BIZ_TYPE_BANK_JOURNAL (biz_bank_journal_get_type ())
G_DECLARE_FINAL_TYPE (BizBankJournal, biz_bank_journal, BIZ, BANK_JOURNAL, GObject)

/* For tests; @account is nullable. */
BizBankJournal *biz_bank_journal_new (gint64 id,
                                      const char *code,
                                      const BizMoney *zero,
                                      const char *account) G_GNUC_WARN_UNUSED_RESULT;
/* By its code or name, in the companies that are seen; the first of them is preferred. Errors:
 * ERP_ERROR_MISSING naming those that there are, ERP_ERROR_VALIDATION where several are meant. */
void biz_bank_journal_find_async (ErpSession *session,
                                  BizCurrencyTable *currencies,
                                  const char *code,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BizBankJournal *biz_bank_journal_find_finish (GAsyncResult *result, GError **error);
/* All of the companies that are seen, in the ERP's order. */
void biz_bank_journal_list_async (ErpSession *session,
                                  BizCurrencyTable *currencies,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (element-type BizBankJournal) */
GListModel *biz_bank_journal_list_finish (GAsyncResult *result, GError **error);

gint64 biz_bank_journal_get_id (BizBankJournal *self);
const char *biz_bank_journal_get_code (BizBankJournal *self);
const char *biz_bank_journal_get_name (BizBankJournal *self);
gint64 biz_bank_journal_get_company_id (BizBankJournal *self);
/* Zero of its currency, and of its company's. */
const BizMoney *biz_bank_journal_get_zero (BizBankJournal *self);
const BizMoney *biz_bank_journal_get_company_zero (BizBankJournal *self);
gint64 biz_bank_journal_get_currency_id (BizBankJournal *self);
gint64 biz_bank_journal_get_company_currency_id (BizBankJournal *self);
/* Letters and digits alone, upper case; NULL where the ERP does not know it. */
const char *biz_bank_journal_get_account (BizBankJournal *self);
/* Where the money is booked, and where lines wait. */
gint64 biz_bank_journal_get_bank_account_id (BizBankJournal *self);
gint64 biz_bank_journal_get_suspense_account_id (BizBankJournal *self);
/* The last day that is closed for this user; not valid where none is. */
GDate biz_bank_journal_get_lock_date (BizBankJournal *self);

G_END_DECLS
