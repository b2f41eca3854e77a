/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "biz-return-plan.h"
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
/* Goods that came back by a transfer: lines and quantities are those of @part and cannot be chosen;
 * @reason: (nullable): the code that is proposed. Before the dialog has loaded. */
void page_credit_note_dialog_set_return (PageCreditNoteDialog *self,
                                         const BizReturnCreditPart *part,
                                         BizReturnPlan *goods,
                                         const char *reason);

G_END_DECLS
