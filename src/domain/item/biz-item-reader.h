/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"

G_BEGIN_DECLS

/* Takes the next @items (BizItem), of @all that there are; in the main thread. FALSE with an error
 * ends it all. */
typedef gboolean (*BizItemTake) (GPtrArray *items, guint all, gpointer user_data, GError **error);

/* Reads all items of @domain in @order, however many, in pages: which ones is asked once, so that
 * none is missed or comes twice while colleagues work. @limit: at most so many, 0 for all. */
void biz_item_reader_run_async (ErpClient *client,
                                BizCurrencyTable *currencies,
                                ErpDomain *domain,
                                const char *order,
                                guint limit,
                                BizItemTake take,
                                gpointer take_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* How many were taken; -1 with an error. */
gint64 biz_item_reader_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
