/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says of a document that it is still to be checked, and writes that it was, or is to be again.
 * Signals: "changed" (string: what was done, in a sentence), "refused" (string: what was wanted,
 * GError: why), "busy-changed". */
#define PAGE_TYPE_REVIEW (page_review_get_type ())
G_DECLARE_FINAL_TYPE (PageReview, page_review, PAGE, REVIEW, GtkBox)

/* Once, before a document is shown. */
void page_review_connect (PageReview *self, ErpSession *session, BizInvoiceStore *store);
/* @invoice: NULL for none. */
void page_review_set_invoice (PageReview *self, BizInvoice *invoice);
/* Whether server, document and rights let it be marked so. */
gboolean page_review_allow (PageReview *self, gboolean to_check);
void page_review_run (PageReview *self, gboolean to_check);
gboolean page_review_is_busy (PageReview *self);

G_END_DECLS
