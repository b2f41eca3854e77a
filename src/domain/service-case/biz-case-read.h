/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

G_BEGIN_DECLS

/* One case as it is now; ERP_ERROR_MISSING where there is none. */
void biz_case_read_async (BizService *service,
                          gint64 id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full) */
BizTicket *biz_case_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
