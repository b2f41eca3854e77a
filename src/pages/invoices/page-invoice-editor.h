/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Writes a new invoice, with the server's prices, taxes and totals while one types. Signals "saved"
 * (int64: the draft on the server), "closed" and "journal-requested". */
#define PAGE_TYPE_INVOICE_EDITOR (page_invoice_editor_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceEditor, page_invoice_editor, PAGE, INVOICE_EDITOR, AdwBin)

GtkWidget *page_invoice_editor_new (ErpSession *session,
                                    BizInvoiceStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* A loaded draft of the server. */
GtkWidget *page_invoice_editor_new_for (ErpSession *session,
                                        BizInvoiceStore *store,
                                        BizInvoice *invoice) G_GNUC_WARN_UNUSED_RESULT;
/* What was kept of one when it was left; see biz-draft-keep.h. */
GtkWidget *page_invoice_editor_new_kept (ErpSession *session,
                                         BizInvoiceStore *store,
                                         BizInvoiceDraft *draft,
                                         const char *name,
                                         gboolean changed) G_GNUC_WARN_UNUSED_RESULT;
gboolean page_invoice_editor_is_touched (PageInvoiceEditor *self);
/* Asks first where something would be lost. */
void page_invoice_editor_close (PageInvoiceEditor *self);
/* (transfer none) */
BizInvoiceDraft *page_invoice_editor_get_draft (PageInvoiceEditor *self);

G_END_DECLS
