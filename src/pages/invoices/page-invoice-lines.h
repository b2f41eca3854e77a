/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The lines of an invoice, its taxes and totals, and what was paid, as they stand on the paper. */
#define PAGE_TYPE_INVOICE_LINES (page_invoice_lines_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceLines, page_invoice_lines, PAGE, INVOICE_LINES, AdwBin)

GtkWidget *page_invoice_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Descriptions stand above their numbers. */
void page_invoice_lines_set_narrow (PageInvoiceLines *self, gboolean narrow);
/* (nullable): nothing is shown before the invoice is fully loaded. */
void page_invoice_lines_set_invoice (PageInvoiceLines *self, BizInvoice *invoice);

G_END_DECLS
