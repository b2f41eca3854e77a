/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-plan.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What of one document is paid: the next instalment, what is overdue, all of it, with or without
 * the early-payment discount, or another amount; what that is in the company's currency; and what
 * speaks against it. Signal "chosen" (BizMoney): an amount was chosen. */
#define PAGE_TYPE_PAYMENT_PLAN (page_payment_plan_get_type ())
G_DECLARE_FINAL_TYPE (PagePaymentPlan, page_payment_plan, PAGE, PAYMENT_PLAN, GtkBox)

void page_payment_plan_set_plan (PagePaymentPlan *self, BizPaymentPlan *plan, gboolean is_adviser);
/* Where the payment is in another currency than the document; else 0. */
void page_payment_plan_set_currency (PagePaymentPlan *self, gint64 paid_in);
/* What the entries say; NULL where they say nothing that can be read. */
void
page_payment_plan_set_payment (PagePaymentPlan *self, const BizMoney *amount, const GDate *date);
/* The amount is less the discount, and that is chosen. */
gboolean page_payment_plan_takes_discount (PagePaymentPlan *self);
gboolean page_payment_plan_has_modes (PagePaymentPlan *self);
/* The plan is known, and nothing speaks against the day. */
gboolean page_payment_plan_is_ready (PagePaymentPlan *self);

G_END_DECLS
