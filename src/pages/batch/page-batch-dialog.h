/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Posts several drafts and shows what became of each. Signal "ended" when it is closed. */
#define PAGE_TYPE_BATCH_DIALOG (page_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageBatchDialog, page_batch_dialog, PAGE, BATCH_DIALOG, AdwWindow)

GtkWindow *page_batch_dialog_new (ErpSession *session,
                                  BizInvoiceStore *store,
                                  const gint64 *ids,
                                  gsize n_ids) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type int64): what is not posted yet */
GArray *page_batch_dialog_dup_left (PageBatchDialog *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether anything was posted. */
gboolean page_batch_dialog_is_changed (PageBatchDialog *self);

G_END_DECLS
