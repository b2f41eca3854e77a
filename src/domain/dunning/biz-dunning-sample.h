/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-store.h"

G_BEGIN_DECLS

/* A real customer to try a text with: @partner_id, or, with 0, the one whose item of @company_id
 * has been overdue for longest. Nothing is written. Errors as biz_dunning_read_async ();
 * ERP_ERROR_MISSING where nobody is overdue. */
void biz_dunning_sample_async (ErpSession *session,
                               BizCurrencyTable *currencies,
                               const GDate *today,
                               gint64 company_id,
                               gint64 partner_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full): with the company's account where that has one, else any */
BizDunningCustomer *biz_dunning_sample_finish (GAsyncResult *result, GError **error);

G_END_DECLS
