/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A return from beginning to end: what comes back of which delivery and why, then received,
 * inspected, credited or sent again, a step at a time as far as this user may. Signals "changed"
 * (something was written), "done-something" (string: what, in words), "journal-requested" (an
 * answer was lost). */
#define PAGE_TYPE_RETURN_DIALOG (page_return_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageReturnDialog, page_return_dialog, PAGE, RETURN_DIALOG, AdwWindow)

/* @model: "stock.picking" (a delivery, or a return to go on with), "sale.order", "account.move" or
 * "res.partner" (any delivery of a customer). @invoices: (nullable): notices what is written */
GtkWindow *page_return_dialog_new (ErpSession *session,
                                   BizInvoiceStore *invoices,
                                   const char *model,
                                   gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* The return is made for a case, and says so. */
void page_return_dialog_set_case (PageReturnDialog *self, const char *model, gint64 id);

G_END_DECLS
