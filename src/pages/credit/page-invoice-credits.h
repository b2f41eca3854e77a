/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What was applied to an invoice, each with a way to take it off, and what of the customer's
 * payments and credits can be applied. Invisible where there is neither. Signal "changed": the
 * invoice is another one now. */
#define PAGE_TYPE_INVOICE_CREDITS (page_invoice_credits_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceCredits, page_invoice_credits, PAGE, INVOICE_CREDITS, GtkBox)

/* Before the first invoice. */
void page_invoice_credits_connect (PageInvoiceCredits *self,
                                   ErpSession *session,
                                   BizInvoiceStore *store);
/* Loads anew. @invoice: (nullable) */
void page_invoice_credits_set_invoice (PageInvoiceCredits *self, BizInvoice *invoice);

G_END_DECLS
