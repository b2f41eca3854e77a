/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-store.h"

G_BEGIN_DECLS

/**
 * BizReturnTelling:
 * @rma_id: a record of the server's returns module
 * @state: (not nullable): what it is by now
 * @refund_id: the credit note that settles it; 0: none
 * @moves: (owned) (element-type gint64): by which its goods are sent again
 *
 * What the module does not know yet.
 */
typedef struct
{
  gint64 rma_id;
  const char *state;
  gint64 refund_id;
  GArray *moves;
} BizReturnTelling;

/* (transfer full) (element-type BizReturnTelling): of a return; empty where the module knows all */
GPtrArray *biz_return_book_list_tellings (BizReturnBook *self,
                                          BizTransfer *transfer) G_GNUC_WARN_UNUSED_RESULT;
/* Tells it; absolute values, which may be written twice. Nothing to do is done. */
void biz_return_store_tell_async (BizReturnStore *self,
                                  BizReturnBook *book,
                                  BizTransfer *transfer,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_return_store_tell_finish (BizReturnStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
