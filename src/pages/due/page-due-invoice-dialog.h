/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-maker.h"
#include "erp-types.h"
#include "kit-types.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks how orders are invoiced, makes the invoices and tells what became of each. Signals "made"
 * (something was written), "open-requested" (model, id), "journal-requested". */
#define PAGE_TYPE_DUE_INVOICE_DIALOG (page_due_invoice_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    PageDueInvoiceDialog, page_due_invoice_dialog, PAGE, DUE_INVOICE_DIALOG, AdwWindow)

/* @orders: (element-type BizDueOrder), at least one */
GtkWindow *page_due_invoice_dialog_new (ErpSession *session,
                                        BizInvoiceStore *invoices,
                                        GPtrArray *orders) G_GNUC_WARN_UNUSED_RESULT;

/* For tests. */
BizDueMaker *page_due_invoice_dialog_get_maker (PageDueInvoiceDialog *self);
gboolean page_due_invoice_dialog_is_ready (PageDueInvoiceDialog *self);
void page_due_invoice_dialog_make (PageDueInvoiceDialog *self);

G_END_DECLS
