/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* Sums of invoices: in each currency of the documents, and in each currency of the companies as
 * the ledger has them. Credit notes count negative; what is open counts of posted ones only. */
#define BIZ_TYPE_INVOICE_TOTALS (biz_invoice_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceTotals, biz_invoice_totals, BIZ, INVOICE_TOTALS, GObject)

typedef struct
{
  BizMoney total;
  BizMoney residual;
} BizInvoiceSum;

BizInvoiceTotals *biz_invoice_totals_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean
biz_invoice_totals_add_invoice (BizInvoiceTotals *self, BizInvoice *invoice, GError **error);
guint64 biz_invoice_totals_get_count (BizInvoiceTotals *self);
const BizInvoiceSum *biz_invoice_totals_get_sums (BizInvoiceTotals *self, guint *n);
const BizInvoiceSum *biz_invoice_totals_get_company_sums (BizInvoiceTotals *self, guint *n);

/* What the server is asked for such sums: groups of these fields beside any other, and these
 * aggregates; a row of the answer is added. Runs in any thread. */
extern const char *const biz_invoice_totals_groupby[];
extern const char *const biz_invoice_totals_aggregates[];
gboolean biz_invoice_totals_add_row (BizInvoiceTotals *self,
                                     JsonObject *row,
                                     BizCurrencyTable *currencies,
                                     ErpCapabilities *capabilities,
                                     GError **error);

/* The sums of all invoices in @domain, one round trip; the answer is a BizInvoiceTotals. */
ErpCall *biz_invoice_totals_new_call (ErpCapabilities *capabilities,
                                      BizCurrencyTable *currencies,
                                      ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
