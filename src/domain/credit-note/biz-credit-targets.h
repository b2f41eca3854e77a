/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* The other open invoices of a customer, that what a credit note leaves over may go to: the same
 * company and currency, the oldest due first. A GListModel of BizInvoice. */
void biz_credit_targets_load_async (ErpClient *client,
                                    BizCurrencyTable *currencies,
                                    BizInvoice *invoice,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GListModel *biz_credit_targets_load_finish (GAsyncResult *result, GError **error);

/* How much of @credit each of @open gets, in this order; 0 where it is not @chosen or nothing is
 * left. Minor units of one currency, none below 0. Returns what stays over. */
gint64 biz_credit_targets_spread (
    gint64 credit, const gint64 *open, const gboolean *chosen, gsize n, gint64 *applied);

G_END_DECLS
