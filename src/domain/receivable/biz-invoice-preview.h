/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What the server would make of a BizInvoiceDraft: its prices, taxes, terms and totals. Nothing
 * was written. Properties: untaxed, tax, total (BizMoney), due-date (GDate, nullable), terms
 * (nullable), journal (nullable), warning (nullable: the server's words). */
#define BIZ_TYPE_INVOICE_PREVIEW (biz_invoice_preview_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoicePreview, biz_invoice_preview, BIZ, INVOICE_PREVIEW, GObject)

BizInvoicePreview *biz_invoice_preview_new_from_json (JsonObject *answer,
                                                      BizCurrencyTable *currencies,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizMoney biz_invoice_preview_get_untaxed (BizInvoicePreview *self);
BizMoney biz_invoice_preview_get_tax (BizInvoicePreview *self);
BizMoney biz_invoice_preview_get_total (BizInvoicePreview *self);
const GDate *biz_invoice_preview_get_due_date (BizInvoicePreview *self);
const char *biz_invoice_preview_get_terms (BizInvoicePreview *self);
const char *biz_invoice_preview_get_journal (BizInvoicePreview *self);
const char *biz_invoice_preview_get_warning (BizInvoicePreview *self);
/* (transfer none): BizInvoiceLine in the order of the draft's lines; BizTaxLine. */
GListModel *biz_invoice_preview_get_lines (BizInvoicePreview *self);
GListModel *biz_invoice_preview_get_tax_lines (BizInvoicePreview *self);

G_END_DECLS
