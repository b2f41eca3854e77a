/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-totals.h"
#include "erp-session.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The amounts in the footer of a list of invoices: of what is selected, or of all. Sums what is
 * there itself and asks the server for the rest, once after a pause. */
#define PAGE_TYPE_INVOICE_SUM (page_invoice_sum_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceSum, page_invoice_sum, PAGE, INVOICE_SUM, GObject)

PageInvoiceSum *page_invoice_sum_new (KitLedgerList *list,
                                      ErpSession *session,
                                      BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* The rows changed: @domain is what they are now. */
void page_invoice_sum_set_domain (PageInvoiceSum *self, ErpDomain *domain);
/* The selection changed. */
void page_invoice_sum_update (PageInvoiceSum *self);
/* "1,200.00 EUR + 30.00 USD"; what: totals or what is open */
char *page_invoice_sum_format (BizInvoiceTotals *totals, gboolean open) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
