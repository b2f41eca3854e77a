/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Credits an invoice: everything that is left, by line, or an amount; for a reason; as a draft,
 * posted, or with a colleague asked to approve it. Signals "ended" (string, nullable: what was
 * done; int64: the credit note, 0) and "journal-requested". */
#define PAGE_TYPE_CREDIT_NOTE_DIALOG (page_credit_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    PageCreditNoteDialog, page_credit_note_dialog, PAGE, CREDIT_NOTE_DIALOG, AdwWindow)

GtkWindow *page_credit_note_dialog_new (ErpSession *session,
                                        BizInvoiceStore *store,
                                        BizInvoice *invoice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
