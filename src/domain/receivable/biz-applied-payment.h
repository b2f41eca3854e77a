/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "biz-money.h"

G_BEGIN_DECLS

/* A payment or credit note that reduces an invoice. Properties: date (GDate), amount (BizMoney, in
 * the invoice's currency, or in the company's for a difference of exchange), journal, reference,
 * payment-id (int64, 0 where it is no payment), is-credit-note. */
#define BIZ_TYPE_APPLIED_PAYMENT (biz_applied_payment_get_type ())
G_DECLARE_FINAL_TYPE (BizAppliedPayment, biz_applied_payment, BIZ, APPLIED_PAYMENT, GObject)

BizAppliedPayment *biz_applied_payment_new_from_json (JsonObject *row,
                                                      const BizMoney *zero,
                                                      BizCurrencyTable *currencies,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
const GDate *biz_applied_payment_get_date (BizAppliedPayment *self);
BizMoney biz_applied_payment_get_amount (BizAppliedPayment *self);
const char *biz_applied_payment_get_journal (BizAppliedPayment *self);
const char *biz_applied_payment_get_reference (BizAppliedPayment *self);
gint64 biz_applied_payment_get_payment_id (BizAppliedPayment *self);
gboolean biz_applied_payment_get_is_credit_note (BizAppliedPayment *self);
/* The match, for taking it off; the open item, for applying it. 0 where there is none. */
gint64 biz_applied_payment_get_partial_id (BizAppliedPayment *self);
gint64 biz_applied_payment_get_line_id (BizAppliedPayment *self);

G_END_DECLS
