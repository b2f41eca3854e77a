/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-transport.h"

G_BEGIN_DECLS

/* JSON-2, for Odoo 19 and later: POST /json/2/<model>/<method>, arguments by name. */
#define ERP_TYPE_JSON2_CLIENT (erp_json2_client_get_type ())
G_DECLARE_FINAL_TYPE (ErpJson2Client, erp_json2_client, ERP, JSON2_CLIENT, ErpTransport)

ErpClient *erp_json2_client_new (ErpHttp *http,
                                 const char *database,
                                 const char *api_key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
