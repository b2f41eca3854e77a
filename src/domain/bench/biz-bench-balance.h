/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-journal.h"
#include "erp-types.h"

G_BEGIN_DECLS

/**
 * BizBenchBalance:
 * @closing: what the bank says is on the account, after its last line
 * @day: of that line, or of the statement's end; not valid without any
 * @statement: (owned) (nullable): the statement that says so; without one it is the sum of lines
 * @n_lines: lines since the first one that waits, whether they wait or not
 *
 * Where the account stands.
 */
typedef struct
{
  BizMoney closing;
  GDate day;
  char *statement;
  guint n_lines;
} BizBenchBalance;

void biz_bench_balance_free (BizBenchBalance *self);

/* Three requests, side by side. @since: day of the first line that waits, not valid without one. */
void biz_bench_balance_load_async (ErpSession *session,
                                   BizBankJournal *journal,
                                   const GDate *since,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
BizBenchBalance *biz_bench_balance_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBenchBalance, biz_bench_balance_free)

G_END_DECLS
