/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One invoice: header, lines, totals, payments, log, and what may be done with it. Signals "step"
 * (int: to the next or the previous row of the list), "open" (int64: another invoice),
 * "edit" (BizInvoice: this draft), "shown" (a whole invoice stands there) and
 * "journal-requested". */
#define PAGE_TYPE_INVOICE_VIEW (page_invoice_view_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceView, page_invoice_view, PAGE, INVOICE_VIEW, AdwBin)

GtkWidget *page_invoice_view_new (ErpSession *session,
                                  BizInvoiceStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* Shows what the row knows at once and loads the rest. */
void page_invoice_view_show_invoice (PageInvoiceView *self, BizInvoice *row);
void page_invoice_view_show_id (PageInvoiceView *self, gint64 id);
/* (nullable) */
void page_invoice_view_set_ahead (PageInvoiceView *self, BizInvoiceAhead *ahead);
void page_invoice_view_refresh (PageInvoiceView *self);
/* @alone: without the list beside it: with a way back instead of a way to close. */
void page_invoice_view_set_narrow (PageInvoiceView *self, gboolean alone, gboolean narrow);
/* (transfer none) (nullable) */
BizInvoice *page_invoice_view_get_invoice (PageInvoiceView *self);

G_END_DECLS
