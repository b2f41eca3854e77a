/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exception.h"

G_BEGIN_DECLS

/* Moves and lines that are read at most; beyond them the reading says that it is cut. */
#define BIZ_EXCEPTION_MAX 2000
/* Prices are compared of orders that are not older. */
#define BIZ_EXCEPTION_PRICE_DAYS 90

/**
 * BizExceptions:
 * @all: (element-type BizException)
 * @cut: there are more deliveries or lines than are read
 * @no_prices: this server does not say what a price was before somebody changed it, so that prices
 *   are not compared
 * @no_deliveries: this user may not read deliveries
 */
typedef struct
{
  GPtrArray *all;
  gboolean cut;
  gboolean no_prices;
  gboolean no_deliveries;
} BizExceptions;

void biz_exceptions_free (BizExceptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizExceptions, biz_exceptions_free)

/* What is to invoice, open deliveries that are late or short, and prices somebody changed: the
 * reading of the first, and one request for each of the others.
 *
 * The customer's own price is what the server had computed for the line by the order's price list
 * ("technical_price_unit", since 18.0) before a person wrote another one. Servers before do not
 * keep it, and asking a price list line by line is not cheap: there nothing is compared. A price
 * that came by the API with no computed one beside it counts as the customer's own. */
void biz_exceptions_load_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                const GDate *today,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
BizExceptions *biz_exceptions_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
