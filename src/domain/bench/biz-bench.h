/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-balance.h"
#include "biz-bench-step.h"
#include "biz-currency-table.h"

G_BEGIN_DECLS

/* The lines of a bank that wait, what is proposed for them, and what was done in this sitting.
 * Writes go through the journal, one after another.
 *
 * Signals: "loaded" after the lines were read (again); "line-changed" (BizBenchLine) when one of
 * them has another state or another proposal; "busy-changed"; "refresh-failed" (GError) when
 * what was written could not be read again. */
#define BIZ_TYPE_BENCH (biz_bench_get_type ())
G_DECLARE_FINAL_TYPE (BizBench, biz_bench, BIZ, BENCH, GObject)

BizBench *biz_bench_new (ErpSession *session,
                         BizCurrencyTable *currencies,
                         BizBankJournal *journal) G_GNUC_WARN_UNUSED_RESULT;
BizBankJournal *biz_bench_get_journal (BizBench *self);

/* Reads lines, items, rules and the balance. What was done in this sitting, and what was made by
 * hand and still fits, stays. */
void biz_bench_load_async (BizBench *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean biz_bench_load_finish (BizBench *self, GAsyncResult *result, GError **error);
gboolean biz_bench_is_loaded (BizBench *self);

/* (element-type BizBenchLine): by band, in it the surest first; done ones last */
GPtrArray *biz_bench_get_lines (BizBench *self);
BizBenchLine *biz_bench_find_line (BizBench *self, gint64 id);
gboolean biz_bench_has_ready (BizBench *self, BizBenchBand band);
/* (transfer container): open ones of @band that may be written as they stand */
GPtrArray *biz_bench_get_ready (BizBench *self, BizBenchBand band) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): where the account stands; not known before it is loaded */
const BizBenchBalance *biz_bench_get_balance (BizBench *self);
/* What lines that wait bring. */
BizMoney biz_bench_get_open_sum (BizBench *self, guint *n_open);

/* Where differences go that no person gave an account to; 0 for nowhere. */
void biz_bench_set_writeoff_account (BizBench *self, gint64 account_id, const char *name);
gint64 biz_bench_get_writeoff_account (BizBench *self, const char **name);

/* Writes @lines (BizBenchLine) in their order; what may not be written as it stands fails with its
 * reason. (transfer none) */
BizBenchStep *biz_bench_accept (BizBench *self, GPtrArray *lines);
/* Takes @lines back in their order; those of a step as biz_bench_step_get_undoable () has them. */
BizBenchStep *biz_bench_undo (BizBench *self, GPtrArray *lines);
/* (nullable): the last one that has anything left to take back */
BizBenchStep *biz_bench_get_last_step (BizBench *self);
/* (nullable): the one that is under way */
BizBenchStep *biz_bench_get_running_step (BizBench *self);
gboolean biz_bench_is_busy (BizBench *self);

G_END_DECLS
