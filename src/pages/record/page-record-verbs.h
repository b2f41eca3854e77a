/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is done with a whole document: post, reset, cancel, delete. Asks where something is lost,
 * and finds out why the server refuses. Signals "busy-changed"; "done" (BizInvoice: as it is
 * now); "deleted" (int64); "refused" (string: what was wanted, GError: why). */
#define PAGE_TYPE_RECORD_VERBS (page_record_verbs_get_type ())
G_DECLARE_FINAL_TYPE (PageRecordVerbs, page_record_verbs, PAGE, RECORD_VERBS, GObject)

PageRecordVerbs *page_record_verbs_new (ErpSession *session,
                                        BizInvoiceStore *store,
                                        GtkWidget *over) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the document and the user's rights allow it. */
gboolean page_record_verbs_allow (PageRecordVerbs *self, BizInvoice *invoice, BizInvoiceVerb verb);
void page_record_verbs_run (PageRecordVerbs *self, BizInvoice *invoice, BizInvoiceVerb verb);
/* The second person says no. */
void page_record_verbs_decline (PageRecordVerbs *self, BizInvoice *note);
gboolean page_record_verbs_is_busy (PageRecordVerbs *self);
/* Nothing is told any more. */
void page_record_verbs_stop (PageRecordVerbs *self);

G_END_DECLS
