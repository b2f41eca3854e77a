/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

gboolean demo_line_refresh (DemoEnv *env, gint64 id, GError **error);
gboolean demo_reconcile_lines (DemoEnv *env, const DemoIds *ids, GError **error);
gboolean demo_reconcile_unlink (DemoEnv *env, gint64 partial, GError **error);
gboolean demo_reconcile_remove (DemoEnv *env, gint64 line, GError **error);

/* demo-reconcile-match.c: the parts of the two above. */
gint64 demo_reconcile_add_partial (DemoEnv *env,
                                   gint64 debit,
                                   gint64 credit,
                                   gint64 amount,
                                   gint64 debit_amount,
                                   gint64 credit_amount,
                                   GError **error);
gboolean demo_reconcile_refresh (DemoEnv *env, const DemoIds *lines, GError **error);

/* demo-exchange.c */
gboolean demo_exchange_book (
    DemoEnv *env, gint64 partial, gint64 line, gint64 difference, int day, GError **error);
gboolean demo_exchange_reverse (DemoEnv *env, gint64 move, GError **error);

G_END_DECLS
