/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

gboolean demo_orders_restate (DemoEnv *env, gint64 order, GError **error);
gboolean demo_order_refresh (DemoEnv *env, gint64 order, GError **error);
gboolean demo_order_refresh_for_move (DemoEnv *env, gint64 move, GError **error);
void demo_order_defer_for_move (DemoEnv *env, gint64 move);
gboolean demo_order_compute_totals (DemoEnv *env, gint64 order, GError **error);

/* demo-sale.c: quotations become orders with deliveries; nobody is asked. */
gboolean demo_order_confirm (DemoEnv *env, const DemoIds *ids, GError **error);
/* demo-sale-invoice.c */
gint64 demo_order_make_invoice (DemoEnv *env, const DemoIds *orders, GError **error);
/* demo-stock-delivery.c */
gboolean demo_delivery_create (DemoEnv *env, gint64 order, GError **error);
gboolean demo_delivery_cancel (DemoEnv *env, gint64 order, GError **error);
extern const DemoMethod demo_picking_methods[];

G_END_DECLS
