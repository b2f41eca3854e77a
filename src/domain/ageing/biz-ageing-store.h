/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-book.h"

G_BEGIN_DECLS

/* Records a request; items and matches that are read at most, beyond which the book is cut. */
#define BIZ_AGEING_PAGE 5000
#define BIZ_AGEING_MAX_ITEMS 200000
#define BIZ_AGEING_MAX_MATCHES 400000

/* Reads what was open on a day: the items that are open now and those that were matched since, the
 * matches since, and one request for what the accounts say. An item costs as much as it is new: the
 * past that is settled is not read.
 *
 * @company_id: 0 for all companies seen. Errors as erp_client_call_async (). */
void biz_ageing_read_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            const GDate *as_of,
                            gint64 company_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* The same of a part: @items: (nullable): what chooses it of receivable entries; @matches:
 * (nullable): of their matches, at least those of its items. What the accounts say is of the part,
 * too. */
void biz_ageing_read_part_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 const GDate *as_of,
                                 gint64 company_id,
                                 ErpDomain *items,
                                 ErpDomain *matches,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full): of either */
BizAgeingBook *biz_ageing_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
