/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Words and questions about many bank lines at once. */

/* (transfer full) (nullable): how far the bank is from its closing balance; @fraction: (out): of
 * the lines, 0 to 1 */
char *page_reconcile_batch_describe_balance (BizBench *bench, double *fraction);
char *page_reconcile_batch_describe_step (BizBenchStep *step) G_GNUC_WARN_UNUSED_RESULT;
/* Asks before @lines (BizBenchLine) are written, with what they come to by account and currency.
 * Response "do". */
AdwMessageDialog *page_reconcile_batch_new_question (GtkWidget *over, GPtrArray *lines);
AdwMessageDialog *page_reconcile_batch_new_undo_question (GtkWidget *over, GPtrArray *lines);

G_END_DECLS
