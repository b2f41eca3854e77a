/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-step.h"

struct _BizBenchStep
{
  GObject parent_instance;

  GPtrArray *lines; /* (owned) */
  GPtrArray *done;  /* (owned): those of them that this step wrote */
  gboolean undoes;
  gboolean cancelled;
  guint n[BIZ_BENCH_RESULT_LEFT + 1];
};

G_DEFINE_FINAL_TYPE (BizBenchStep, biz_bench_step, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_bench_step_finalize (GObject *object)
{
  g_ptr_array_unref (BIZ_BENCH_STEP (object)->lines);
  g_ptr_array_unref (BIZ_BENCH_STEP (object)->done);

  G_OBJECT_CLASS (biz_bench_step_parent_class)->finalize (object);
}

static void
biz_bench_step_class_init (BizBenchStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bench_step_finalize;

  /**
   * BizBenchStep::changed:
   *
   * One more line is done, or it was cancelled.
   */
  signals[CHANGED] = g_signal_new ("changed", BIZ_TYPE_BENCH_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
biz_bench_step_init (BizBenchStep *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->done = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * biz_bench_step_new:
 * @lines: (element-type BizBenchLine): in the order in which they are written
 * @undoes: whether they are taken back
 *
 * Returns: (transfer full): a step of which nothing is done
 */
BizBenchStep *
biz_bench_step_new (GPtrArray *lines, gboolean undoes)
{
  BizBenchStep *self;

  g_return_val_if_fail (lines != NULL, NULL);

  self = g_object_new (BIZ_TYPE_BENCH_STEP, NULL);
  self->undoes = undoes;
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->lines, g_object_ref (g_ptr_array_index (lines, i)));

  return self;
}

gboolean
biz_bench_step_get_undoes (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), FALSE);

  return self->undoes;
}

GPtrArray *
biz_bench_step_get_lines (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), NULL);

  return self->lines;
}

guint
biz_bench_step_get_n_lines (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), 0);

  return self->lines->len;
}

guint
biz_bench_step_get_n_done (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), 0);

  return self->n[BIZ_BENCH_RESULT_DONE];
}

guint
biz_bench_step_get_n_failed (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), 0);

  return self->n[BIZ_BENCH_RESULT_FAILED];
}

guint
biz_bench_step_get_n_left (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), 0);

  return self->n[BIZ_BENCH_RESULT_LEFT];
}

gboolean
biz_bench_step_is_running (BizBenchStep *self)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (self->n); i++)
    n += self->n[i];

  return n < self->lines->len;
}

void
biz_bench_step_cancel (BizBenchStep *self)
{
  g_return_if_fail (BIZ_IS_BENCH_STEP (self));

  if (self->cancelled)
    return;
  self->cancelled = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
biz_bench_step_is_cancelled (BizBenchStep *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), FALSE);

  return self->cancelled;
}

/**
 * biz_bench_step_get_undoable:
 * @self: a step
 *
 * Returns: (transfer container) (element-type BizBenchLine): its lines that are matched still, the
 *   last one first
 */
GPtrArray *
biz_bench_step_get_undoable (BizBenchStep *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (BIZ_IS_BENCH_STEP (self), lines);

  for (guint i = self->done->len; i > 0 && !self->undoes; i--)
    {
      BizBenchLine *line = g_ptr_array_index (self->done, i - 1);

      if (biz_bench_line_get_state (line) == BIZ_BENCH_LINE_MATCHED)
        g_ptr_array_add (lines, g_object_ref (line));
    }

  return lines;
}

void
biz_bench_step_count (BizBenchStep *self, BizBenchLine *line, BizBenchResult result)
{
  g_return_if_fail (BIZ_IS_BENCH_STEP (self));
  g_return_if_fail (result < G_N_ELEMENTS (self->n));

  self->n[result]++;
  if (result == BIZ_BENCH_RESULT_DONE)
    g_ptr_array_add (self->done, g_object_ref (line));
  g_signal_emit (self, signals[CHANGED], 0);
}
