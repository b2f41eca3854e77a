/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-list.h"
#include "page-invoice-view.h"

G_BEGIN_DECLS

/* From the open record to the next and the previous one of the list, over the heads of groups; the
 * records beside the open one are read ahead. */
#define PAGE_TYPE_INVOICE_STEPS (page_invoice_steps_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceSteps, page_invoice_steps, PAGE, INVOICE_STEPS, GObject)

/* Both outlive the steps, or g_object_run_dispose () ends them. */
PageInvoiceSteps *page_invoice_steps_new (KitLedgerList *list,
                                          PageInvoiceView *view,
                                          BizInvoiceStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a row is stepped onto that has not come yet. */
gboolean page_invoice_steps_is_waiting (PageInvoiceSteps *self);
/* What was read ahead is old. */
void page_invoice_steps_forget (PageInvoiceSteps *self);

G_END_DECLS
