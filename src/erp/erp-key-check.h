/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"

G_BEGIN_DECLS

/* Whose key it is, over the transport that fits the server: a client that is signed in. */
void erp_key_check_async (ErpHttp *http,
                          guint major,
                          const char *version,
                          const char *database,
                          const char *login,
                          const char *api_key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full); ERP_ERROR_AUTH where the key opens nothing. */
ErpClient *erp_key_check_finish (ErpHttp *http, GAsyncResult *result, gint64 *uid, GError **error);

/* For a user and a server that were known the last time, while the check is under way. */
ErpClient *erp_key_check_new_client (ErpHttp *http,
                                     guint major,
                                     const char *version,
                                     const char *database,
                                     gint64 uid,
                                     const char *api_key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
