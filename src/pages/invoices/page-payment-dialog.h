/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Registers the payment of one invoice, once. Signals "ended" (string, nullable: what was done, in
 * words; NULL where it is not known) and "journal-requested". */
#define PAGE_TYPE_PAYMENT_DIALOG (page_payment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PagePaymentDialog, page_payment_dialog, PAGE, PAYMENT_DIALOG, AdwWindow)

GtkWindow *page_payment_dialog_new (ErpSession *session,
                                    BizInvoiceStore *store,
                                    BizInvoice *invoice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
