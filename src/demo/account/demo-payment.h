/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/**
 * DemoWriteOff:
 * @account: where it goes
 * @amount: minor units of the payment's currency, what the customer need not pay: positive
 * @name: (nullable): the item's label
 */
typedef struct
{
  gint64 account;
  gint64 amount;
  const char *name;
} DemoWriteOff;

gboolean demo_payment_post (DemoEnv *env, gint64 id, const DemoWriteOff *write_off, GError **error);
gint64 demo_payment_get_counterpart (DemoEnv *env, gint64 id);
gboolean demo_payment_refresh (DemoEnv *env, gint64 move, GError **error);
gboolean demo_payment_follow_move (DemoEnv *env, gint64 move, GError **error);
gint64 demo_payment_find_method (DemoEnv *env, gint64 journal, const char *payment_type);

G_END_DECLS
