/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"

G_BEGIN_DECLS

/* Lines that are written, or taken back, one after another in one go. Signal "changed". */
#define BIZ_TYPE_BENCH_STEP (biz_bench_step_get_type ())
G_DECLARE_FINAL_TYPE (BizBenchStep, biz_bench_step, BIZ, BENCH_STEP, GObject)

/* @lines: (element-type BizBenchLine), in the order in which they are written */
BizBenchStep *biz_bench_step_new (GPtrArray *lines, gboolean undoes) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_bench_step_get_undoes (BizBenchStep *self);
/* (element-type BizBenchLine) */
GPtrArray *biz_bench_step_get_lines (BizBenchStep *self);
guint biz_bench_step_get_n_lines (BizBenchStep *self);
guint biz_bench_step_get_n_done (BizBenchStep *self);
guint biz_bench_step_get_n_failed (BizBenchStep *self);
/* Left out since it was cancelled. */
guint biz_bench_step_get_n_left (BizBenchStep *self);
gboolean biz_bench_step_is_running (BizBenchStep *self);
/* What is on its way is not stopped, what waits is left out. */
void biz_bench_step_cancel (BizBenchStep *self);
gboolean biz_bench_step_is_cancelled (BizBenchStep *self);
/* Those of its lines that are matched still, last first: what an undo of it takes back. */
GPtrArray *biz_bench_step_get_undoable (BizBenchStep *self) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  BIZ_BENCH_RESULT_DONE,
  BIZ_BENCH_RESULT_FAILED,
  BIZ_BENCH_RESULT_LEFT,
} BizBenchResult;

/* For the bench. */
void biz_bench_step_count (BizBenchStep *self, BizBenchLine *line, BizBenchResult result);

G_END_DECLS
