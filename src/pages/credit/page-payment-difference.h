/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-check.h"
#include "biz-job-body.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What becomes of the difference between what is open and what is paid, and whether an equal
 * payment is there already. Invisible where neither is a question. Signal "changed". */
#define PAGE_TYPE_PAYMENT_DIFFERENCE (page_payment_difference_get_type ())
G_DECLARE_FINAL_TYPE (
    PagePaymentDifference, page_payment_difference, PAGE, PAYMENT_DIFFERENCE, GtkBox)

void page_payment_difference_set_check (PagePaymentDifference *self, BizPaymentCheck *check);
/* @difference: what stays open; negative: what is too much. @settled: the server takes it itself,
 * as a discount. */
void page_payment_difference_set_payment (PagePaymentDifference *self,
                                          const BizMoney *amount,
                                          const BizMoney *difference,
                                          gboolean settled,
                                          const GDate *date);
/* FALSE: an account is missing, or the second payment was not confirmed. */
gboolean page_payment_difference_is_ready (PagePaymentDifference *self);
gboolean page_payment_difference_is_written_off (PagePaymentDifference *self);
/* Lives until the next change. */
void page_payment_difference_get_options (PagePaymentDifference *self, BizPaymentOptions *options);

G_END_DECLS
