/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-batch.h"
#include "erp-client.h"

G_BEGIN_DECLS

/* Looks for payments of the same customer and amount near @date, confirmed ones too, and tells
 * every batch of @batches the nearest of its own ("equal"). One read. */
void biz_payment_equals_find_async (ErpClient *client,
                                    gint64 company_id,
                                    GListModel *batches,
                                    const GDate *date,
                                    BizCurrencyTable *currencies,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* How many batches have one; -1 with an error. */
int biz_payment_equals_find_finish (GAsyncResult *result, GError **error);
/* For tests: from the answer. */
int biz_payment_equals_take_json (JsonNode *answer,
                                  GListModel *batches,
                                  const GDate *date,
                                  BizCurrencyTable *currencies,
                                  GError **error);

G_END_DECLS
