/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"

G_BEGIN_DECLS

/* An open item offered for a line; lives on the desk that it was read with. */
#define BIZ_TYPE_BENCH_ITEM (biz_bench_item_get_type ())
G_DECLARE_FINAL_TYPE (BizBenchItem, biz_bench_item, BIZ, BENCH_ITEM, GObject)

const BizOpenItem *biz_bench_item_get_facts (BizBenchItem *self);

/* How many are found at most. */
#define BIZ_BENCH_FIND_MAX 100

/* Items for @line, best first, in a thread: with every word of @text in number, reference or
 * customer, or an amount that it is; without a text those of its customer and of its amount. */
void biz_bench_find_async (BizBenchLine *line,
                           const char *text,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* (transfer full) (element-type BizBenchItem) */
GPtrArray *biz_bench_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
