/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"

G_BEGIN_DECLS

SoupSession *erp_http_get_session (ErpHttp *self);
guint erp_http_get_connect_timeout (ErpHttp *self);
/* Whether what the handshake showed may be talked to; records why not. */
gboolean erp_http_accept_certificate (ErpHttp *self,
                                      GTlsCertificate *certificate,
                                      GTlsCertificateFlags faults,
                                      GError **error);
gboolean erp_http_check_pin (ErpHttp *self, GTlsCertificate *certificate, GError **error);
gboolean erp_http_check_plain (ErpHttp *self, GError **error);

G_END_DECLS
