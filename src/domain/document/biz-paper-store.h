/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper.h"

G_BEGIN_DECLS

/* Reads what is printed. Writes nothing. */
#define BIZ_TYPE_PAPER_STORE (biz_paper_store_get_type ())
G_DECLARE_FINAL_TYPE (BizPaperStore, biz_paper_store, BIZ, PAPER_STORE, GObject)

BizPaperStore *biz_paper_store_new (ErpClient *client,
                                    BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* All in one round trip, in the order of @ids. */
void biz_paper_store_load_async (BizPaperStore *self,
                                 const gint64 *ids,
                                 gsize n_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) (element-type BizPaper): ERP_ERROR_MISSING where one is gone */
GPtrArray *biz_paper_store_load_finish (BizPaperStore *self, GAsyncResult *result, GError **error);
/* The server's own PDF; @pdf_id of a paper. */
void biz_paper_store_load_pdf_async (BizPaperStore *self,
                                     gint64 pdf_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) */
GBytes *biz_paper_store_load_pdf_finish (BizPaperStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
