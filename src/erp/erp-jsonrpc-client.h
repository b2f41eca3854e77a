/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-transport.h"

G_BEGIN_DECLS

/* JSON-RPC, for Odoo 17 and 18: POST /jsonrpc, execute_kw. */
#define ERP_TYPE_JSONRPC_CLIENT (erp_jsonrpc_client_get_type ())
G_DECLARE_FINAL_TYPE (ErpJsonrpcClient, erp_jsonrpc_client, ERP, JSONRPC_CLIENT, ErpTransport)

/* @major: 17 or 18, whose method names and signatures are spoken */
ErpClient *erp_jsonrpc_client_new (ErpHttp *http,
                                   const char *database,
                                   gint64 uid,
                                   const char *api_key,
                                   guint major) G_GNUC_WARN_UNUSED_RESULT;

/* The envelope of /jsonrpc and of the web client's routes: the result, or the server's error. */
JsonNode *erp_jsonrpc_unwrap (gboolean is_write, JsonNode *root, GError **error);

G_END_DECLS
