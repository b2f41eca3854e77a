/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-reply.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The one SoupSession of a server and the rules every request obeys: TLS, pinned certificate,
 * no redirects, limits of time and size.
 *
 * GObject properties: base-url, allow-plain-http, pinned-host ("host:port"), pinned-fingerprint
 * (hex), tls-database, keep-cookies (all construct), connect-timeout (ms). */
#define ERP_TYPE_HTTP (erp_http_get_type ())
G_DECLARE_FINAL_TYPE (ErpHttp, erp_http, ERP, HTTP, GObject)

ErpHttp *erp_http_new (const char *base_url) G_GNUC_WARN_UNUSED_RESULT;
ErpHttp *erp_http_new_for_profile (ErpProfile *profile) G_GNUC_WARN_UNUSED_RESULT;

const char *erp_http_get_base_url (ErpHttp *self);
/* "host:port", what a certificate is pinned to. */
char *erp_http_get_host_port (ErpHttp *self);
gboolean erp_http_is_loopback (const char *host);

SoupMessage *erp_http_new_get (ErpHttp *self, const char *path) G_GNUC_WARN_UNUSED_RESULT;
SoupMessage *
erp_http_new_post (ErpHttp *self, const char *path, GBytes *json) G_GNUC_WARN_UNUSED_RESULT;

/* @once: a write: it goes out on a connection of its own and never twice; when its answer is lost
 * the error is ERP_ERROR_UNKNOWN_OUTCOME. @timeout: ms until the answer begins. */
void erp_http_send_async (ErpHttp *self,
                          SoupMessage *message,
                          gboolean once,
                          guint timeout,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* @lost: (out) (optional): the connection failed, a read may be tried again. */
ErpReply *
erp_http_send_finish (ErpHttp *self, GAsyncResult *result, gboolean *lost, GError **error);

/* After ERP_ERROR_TLS: the certificate that was refused only because its issuer is unknown, and
 * so may be pinned; else NULL. */
GTlsCertificate *erp_http_get_pinnable_certificate (ErpHttp *self);
/* Whether the last handshake ended at the certificate, so that nothing else may be tried. */
gboolean erp_http_get_certificate_refused (ErpHttp *self);
char *erp_http_fingerprint (GTlsCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
