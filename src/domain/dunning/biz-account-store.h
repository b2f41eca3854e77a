/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-account.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Partners that are read at once, at most. */
#define BIZ_ACCOUNT_MAX 500
#define BIZ_ACCOUNT_MAX_ITEMS 50000

/* Reads what customers owe the active companies at the end of a day, in two steps whatever their
 * number: who they are, then their open items, the matches since, and the companies.
 *
 * @partners: customers or contacts of them. A customer without anything open has an account with
 * the first of the active companies. Errors as erp_client_call_async (); who sees only some entries
 * gets ERP_ERROR_ACCESS. */
void biz_account_read_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             const GDate *as_of,
                             const gint64 *partners,
                             gsize n_partners,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full) (element-type BizAccount): by customer, then by company */
GPtrArray *biz_account_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
