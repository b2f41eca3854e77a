/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-book.h"

G_BEGIN_DECLS

/* Records a request; what is read at most, beyond which the book is cut. */
#define BIZ_EXPOSURE_ITEMS 50000
#define BIZ_EXPOSURE_LINES 20000
#define BIZ_EXPOSURE_PARTIES 20000
#define BIZ_EXPOSURE_MAX_ITEMS 400000
#define BIZ_EXPOSURE_MAX_LINES 200000

/**
 * BizExposureAsk:
 * @company_ids: the companies that are looked at, by which the server also keeps its rules; the
 *   rates of the first one count
 * @n_companies: at least 1
 * @partner_ids: (nullable): customers, or anybody of them; the whole commercial entity of each is
 *   read. %NULL for all that have something open or ordered
 * @n_partners: how many
 * @as_of: the day that ages count to
 * @in_past: what was open at the end of @as_of is worked out; else what is open now. Orders are
 *   always those of now: the ERP does not keep what they were.
 * @with_orders: without customers: limits and names are asked for at once with the rest, and are
 *   those of the customers who have orders that may still be stopped; of others the book knows what
 *   is open only. Where orders may not be read they follow as without
 * @with_salespeople: of documents too
 * @with_server: the server's own figures too: what it calls open and to invoice, its risk
 */
typedef struct
{
  const gint64 *company_ids;
  gsize n_companies;
  const gint64 *partner_ids;
  gsize n_partners;
  GDate as_of;
  gboolean in_past;
  gboolean with_orders;
  gboolean with_salespeople;
  gboolean with_server;
} BizExposureAsk;

/* Reads what makes exposures. For some customers all requests go at once, one for open items, one
 * for lines of orders, one for rates and one a company for limits; for all customers the limits
 * follow, of those who were seen, unless those with orders are enough. */
#define BIZ_TYPE_EXPOSURE_STORE (biz_exposure_store_get_type ())
G_DECLARE_FINAL_TYPE (BizExposureStore, biz_exposure_store, BIZ, EXPOSURE_STORE, GObject)

BizExposureStore *biz_exposure_store_new (ErpSession *session,
                                          BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* ERP_ERROR_ACCESS, and nothing is asked, where this user is shown some entries only. */
void biz_exposure_store_read_async (BizExposureStore *self,
                                    const BizExposureAsk *ask,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full): sealed */
BizExposureBook *
biz_exposure_store_read_finish (BizExposureStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
