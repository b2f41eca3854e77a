/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"

G_BEGIN_DECLS

/* What the lines of a band come to: what its row shows. */
#define BIZ_TYPE_BENCH_SUMS (biz_bench_sums_get_type ())
G_DECLARE_FINAL_TYPE (BizBenchSums, biz_bench_sums, BIZ, BENCH_SUMS, GObject)
/* (element-type BizMoney) */
GArray *biz_bench_sums_get (BizBenchSums *self);

/* Before the number of a document, in a search. */
#define BIZ_BENCH_DOCUMENT "document:"

/* @lines with every word of @text in payer, text, account, proposed numbers or amount, in their
 * order, a new array. */
GPtrArray *biz_bench_select (GPtrArray *lines, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Moves @lines band by band; the bands that have any come in their order (element-type ErpGroup).
 * @stays: (nullable): a line that keeps its place although it is done */
GPtrArray *biz_bench_group (GPtrArray *lines, BizBenchLine *stays) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
