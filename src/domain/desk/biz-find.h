/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

#define BIZ_FIND_LIMIT 8

/* Invoices by what a person types (number, customer, reference, amount, or the words of the list's
 * filter): one request. The answer is an array of BizInvoice rows, newest first (transfer full);
 * their customers are those that were found, too. */
void biz_find_async (ErpClient *client,
                     BizCurrencyTable *currencies,
                     const char *text,
                     const GDate *today,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
GPtrArray *biz_find_finish (ErpClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
