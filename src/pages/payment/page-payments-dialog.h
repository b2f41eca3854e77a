/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* So many documents are paid at once at most. */
#define PAGE_PAYMENTS_MAX 200

/* Registers the payments of several documents, grouped by customer or one by one: shows first what
 * will be sent and what is left out and why, then what became of each. Signals "ended" (when the
 * window closes) and "journal-requested". */
#define PAGE_TYPE_PAYMENTS_DIALOG (page_payments_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PagePaymentsDialog, page_payments_dialog, PAGE, PAYMENTS_DIALOG, AdwWindow)

/* @n_unseen: selected rows whose documents are not known here, which is said. */
GtkWindow *page_payments_dialog_new (ErpSession *session,
                                     BizInvoiceStore *store,
                                     const gint64 *ids,
                                     gsize n_ids,
                                     guint n_unseen) G_GNUC_WARN_UNUSED_RESULT;
/* Whether something was sent. */
gboolean page_payments_dialog_is_changed (PagePaymentsDialog *self);

G_END_DECLS
