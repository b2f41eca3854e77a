/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-types.h"

G_BEGIN_DECLS

#define BIZ_FIND_CUSTOMER_LIMIT 6

/* Customers by what a person types: a part of the name, the reference or the tax id; those with the
 * most invoices first. One request, none where the user may not read partners. The answer is an
 * array of BizChoice (transfer full), the code being the reference. */
void biz_find_customer_async (ErpClient *client,
                              ErpCapabilities *capabilities,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *biz_find_customer_finish (ErpClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
