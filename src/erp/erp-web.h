/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"

G_BEGIN_DECLS

/* The ERP's routes for its own web client, used before there is a key. */

/* @params: (transfer full) (nullable): posted in a JSON-RPC envelope; NULL gets @path, whose answer
 * is bare. The request is wiped after it was sent. */
void erp_web_call_async (ErpHttp *http,
                         const char *path,
                         JsonObject *params,
                         gboolean once,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* (transfer full): the result, never NULL on success. @now: (out) (optional): the server's clock,
 * µs, -1 unknown. */
JsonNode *erp_web_call_finish (ErpHttp *http, GAsyncResult *result, gint64 *now, GError **error);

G_END_DECLS
