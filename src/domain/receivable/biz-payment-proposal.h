/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What the server's payment wizard proposes for one invoice. Properties: invoice-id (int64),
 * amount, open (BizMoney: what is open, in the payment's currency), date (GDate), communication,
 * journal-id, method-id (int64, 0 where none is proposed). */
#define BIZ_TYPE_PAYMENT_PROPOSAL (biz_payment_proposal_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentProposal, biz_payment_proposal, BIZ, PAYMENT_PROPOSAL, GObject)

BizPaymentProposal *biz_payment_proposal_new_from_json (gint64 invoice_id,
                                                        JsonObject *row,
                                                        BizCurrencyTable *currencies,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_payment_proposal_get_invoice_id (BizPaymentProposal *self);
BizMoney biz_payment_proposal_get_amount (BizPaymentProposal *self);
BizMoney biz_payment_proposal_get_open (BizPaymentProposal *self);
const GDate *biz_payment_proposal_get_date (BizPaymentProposal *self);
/* (nullable) */
const char *biz_payment_proposal_get_communication (BizPaymentProposal *self);
gint64 biz_payment_proposal_get_journal_id (BizPaymentProposal *self);
gint64 biz_payment_proposal_get_method_id (BizPaymentProposal *self);
/* An early-payment discount is in the proposed amount. */
gboolean biz_payment_proposal_get_early_discount (BizPaymentProposal *self);
/* (transfer none): models of BizChoice. The methods are those of the proposed journal; for
 * another one, ask for a proposal with that journal. */
GListModel *biz_payment_proposal_get_journals (BizPaymentProposal *self);
GListModel *biz_payment_proposal_get_methods (BizPaymentProposal *self);
/* What stays open when @amount is paid; negative: paid too much. */
gboolean biz_payment_proposal_get_difference (BizPaymentProposal *self,
                                              const BizMoney *amount,
                                              BizMoney *difference,
                                              GError **error);

G_END_DECLS
