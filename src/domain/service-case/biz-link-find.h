/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-case-ties.h"

G_BEGIN_DECLS

/* Documents by a part of their number: orders, deliveries, invoices, returns, as far as the server
 * has them and this user may read them; at most five of a kind. One request a kind, side by side.
 * What cannot be asked is left out. */
void biz_link_find_async (ErpSession *session,
                          const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full) (element-type BizTie): links that could be made */
GPtrArray *biz_link_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
