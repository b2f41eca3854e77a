/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* One line of the ledger that a document was booked by. Immutable. */
#define BIZ_TYPE_JOURNAL_ITEM (biz_journal_item_get_type ())
G_DECLARE_FINAL_TYPE (BizJournalItem, biz_journal_item, BIZ, JOURNAL_ITEM, GObject)

#define BIZ_JOURNAL_ITEM_SPECIFICATION                                                             \
  "{\"display_type\":{},\"account_id\":{\"fields\":{\"display_name\":{}}},\"partner_id\":"         \
  "{\"fields\":{\"display_name\":{}}},\"name\":{},\"debit\":{},\"credit\":{},"                     \
  "\"amount_currency\":{},\"currency_id\":{},\"date_maturity\":{},\"amount_residual\":{},"         \
  "\"amount_residual_currency\":{},\"reconciled\":{},\"matching_number\":{}}"

BizJournalItem *biz_journal_item_new_from_json (JsonObject *row,
                                                const BizMoney *company_zero,
                                                BizCurrencyTable *currencies,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_journal_item_get_id (BizJournalItem *self);
/* (nullable) as all texts */
const char *biz_journal_item_get_account (BizJournalItem *self);
const char *biz_journal_item_get_partner (BizJournalItem *self);
const char *biz_journal_item_get_label (BizJournalItem *self);
/* "P12" while a part is open, "A7" or a number when all of it is settled */
const char *biz_journal_item_get_matching (BizJournalItem *self);
/* In the company's currency, never negative. */
BizMoney biz_journal_item_get_debit (BizJournalItem *self);
BizMoney biz_journal_item_get_credit (BizJournalItem *self);
/* In the document's currency; positive is debit. */
BizMoney biz_journal_item_get_amount (BizJournalItem *self);
BizMoney biz_journal_item_get_residual (BizJournalItem *self);
const GDate *biz_journal_item_get_maturity (BizJournalItem *self);
/* What the customer owes at one date by the terms. */
gboolean biz_journal_item_is_instalment (BizJournalItem *self);
gboolean biz_journal_item_is_reconciled (BizJournalItem *self);

G_END_DECLS
