/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Which other open invoices get what a credit note leaves over, each before and after. Hidden
 * where nothing is left over, or nothing is open. Signal "changed". */
#define PAGE_TYPE_CREDIT_APPLY (page_credit_apply_get_type ())
G_DECLARE_FINAL_TYPE (PageCreditApply, page_credit_apply, PAGE, CREDIT_APPLY, AdwBin)

void page_credit_apply_load (PageCreditApply *self,
                             ErpClient *client,
                             BizCurrencyTable *currencies,
                             BizInvoice *invoice);
/* @left: what the credit note's own invoice does not take; nothing at all: NULL */
void page_credit_apply_set_left (PageCreditApply *self, const BizMoney *left);
/* (transfer full) (nullable): BizInvoice that get something, in this order */
GPtrArray *page_credit_apply_dup_chosen (PageCreditApply *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
