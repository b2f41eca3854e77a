/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"

G_BEGIN_DECLS

/**
 * BizBenchTotal:
 * @account_id: where it is booked
 * @account: (owned) (nullable): its name
 * @n: how many lines, or items, do so
 * @amount: what comes to the account, with the sign of the bank lines
 * @writes_off: whether it is a difference and no claim
 *
 * What lines together come to on one account in one currency.
 */
typedef struct
{
  gint64 account_id;
  char *account;
  guint n;
  BizMoney amount;
  gboolean writes_off;
} BizBenchTotal;

/* (element-type BizBenchTotal), by account: what writing @lines (BizBenchLine) books. */
GArray *biz_bench_totals_new (GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type BizMoney): what @lines bring, a sum for each currency. */
GArray *biz_bench_totals_sum_lines (GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
