/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"

G_BEGIN_DECLS

/* Says of a document that it is to be checked, or that it was: a value, not a change, so that it
 * is safe to repeat. The store tells that it was written. */
void biz_review_mark_async (BizInvoiceStore *store,
                            BizInvoice *invoice,
                            gboolean to_check,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean biz_review_mark_finish (GAsyncResult *result, GError **error);

G_END_DECLS
