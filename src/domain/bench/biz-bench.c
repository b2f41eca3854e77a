/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: what is read, what is written, and in which order, are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench.h"

#include "biz-match-store.h"
#include "erp-error.h"
#include "erp-session.h"

struct _BizBench
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizBankJournal *journal;      /* (owned) */
  BizMatchStore *store;         /* (owned) */
  GPtrArray *lines;             /* (owned) (element-type BizBenchLine) */
  GPtrArray *steps;             /* (owned) (element-type BizBenchStep): in their order */
  GQueue *queue;                /* (owned) (element-type Turn) */
  BizBenchBalance *balance;     /* (owned) (nullable) */
  GCancellable *refreshing;     /* (owned) (nullable) */
  gint64 writeoff_account_id;
  char *writeoff_account_name; /* (owned) (nullable) */
  gboolean loaded;
  gboolean running;
  guint n_writes;
  gboolean stale; /* what was written changes what is proposed for others */
};

G_DEFINE_FINAL_TYPE (BizBench, biz_bench, G_TYPE_OBJECT)

enum
{
  LOADED,
  LINE_CHANGED,
  BUSY_CHANGED,
  REFRESH_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One line of a step. */
typedef struct
{
  BizBench *bench;    /* (owned) (nullable): while it is written */
  BizBenchStep *step; /* (owned) */
  BizBenchLine *line; /* (owned) */
} Turn;

static void
turn_free (Turn *turn)
{
  g_clear_object (&turn->bench);
  g_clear_object (&turn->step);
  g_clear_object (&turn->line);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
biz_bench_dispose (GObject *object)
{
  BizBench *self = BIZ_BENCH (object);

  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  g_queue_clear_full (self->queue, (GDestroyNotify)turn_free);

  G_OBJECT_CLASS (biz_bench_parent_class)->dispose (object);
}

static void
biz_bench_finalize (GObject *object)
{
  BizBench *self = BIZ_BENCH (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->journal);
  g_clear_object (&self->store);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->steps);
  g_queue_free (self->queue);
  biz_bench_balance_free (self->balance);
  g_free (self->writeoff_account_name);

  G_OBJECT_CLASS (biz_bench_parent_class)->finalize (object);
}

static void
biz_bench_class_init (BizBenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = biz_bench_dispose;
  object_class->finalize = biz_bench_finalize;

  signals[LOADED] = g_signal_new ("loaded", BIZ_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[LINE_CHANGED] = g_signal_new ("line-changed", BIZ_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_BENCH_LINE);
  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", BIZ_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[REFRESH_FAILED] = g_signal_new ("refresh-failed", BIZ_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
biz_bench_init (BizBench *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->queue = g_queue_new ();
}

/**
 * biz_bench_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @journal: of the bank
 *
 * Returns: (transfer full): a bench with nothing on it
 */
BizBench *
biz_bench_new (ErpSession *session, BizCurrencyTable *currencies, BizBankJournal *journal)
{
  BizBench *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (currencies != NULL && BIZ_IS_BANK_JOURNAL (journal), NULL);

  self = g_object_new (BIZ_TYPE_BENCH, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->journal = g_object_ref (journal);
  self->store = biz_match_store_new (session);

  return self;
}

static void
line_changed_cb (BizBench *self, BizBenchLine *line)
{
  g_signal_emit (self, signals[LINE_CHANGED], 0, line);
}

static gboolean
is_held (BizBenchLine *line)
{
  return biz_bench_line_get_state (line) != BIZ_BENCH_LINE_OPEN;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  BizBenchLine *one = *(BizBenchLine *const *)a, *other = *(BizBenchLine *const *)b;
  const int order = (int)biz_bench_line_get_band (one) - (int)biz_bench_line_get_band (other);
  int scores;

  if (order != 0)
    return order;
  scores = biz_match_proposal_get_score (biz_bench_line_get_proposal (other))
           - biz_match_proposal_get_score (biz_bench_line_get_proposal (one));
  if (scores != 0 && biz_bench_line_get_band (one) < BIZ_BENCH_NONE)
    return scores;

  return g_date_compare (&biz_bench_line_get_facts (one)->line.date,
                         &biz_bench_line_get_facts (other)->line.date);
}

static void
apply_writeoff_account (BizBench *self, BizBenchLine *line)
{
  if (biz_bench_line_get_writeoff_account_id (line) == 0 && self->writeoff_account_id != 0)
    biz_bench_line_set_writeoff_account (line, self->writeoff_account_id,
                                         self->writeoff_account_name);
}

/* Whether the line of a new desk is left out: what is on its way, and what was written while the
 * desk was read, has no second line. */
static gboolean
is_shadow (BizBenchLine *before, gboolean written)
{
  if (before == NULL || !is_held (before))
    return FALSE;

  return written || biz_bench_line_get_state (before) != BIZ_BENCH_LINE_MATCHED;
}

static void
add_line (BizBench *self, BizMatchDesk *desk, guint position, BizBenchLine *before)
{
  BizBenchLine *line = biz_bench_line_new (desk, position);

  g_ptr_array_add (self->lines, line);
  if (before != NULL && !is_held (before))
    biz_bench_line_take_over (line, before);
  apply_writeoff_account (self, line);
  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The lines of @desk, and those that were worked on with an older one. */
static void
take_desk (BizBench *self, BizMatchDesk *desk, gboolean written)
{
  g_autoptr (GPtrArray) old = self->lines;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < old->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (old, i);

      g_hash_table_insert (by_id, (gpointer)&biz_bench_line_get_facts (line)->line.id, line);
      if (is_held (line))
        g_ptr_array_add (self->lines, g_object_ref (line));
    }
  for (guint i = 0; i < biz_match_desk_get_n_lines (desk); i++)
    {
      BizBenchLine *before =
          g_hash_table_lookup (by_id, &biz_match_desk_get_line (desk, i)->line.id);

      if (!is_shadow (before, written))
        add_line (self, desk, i, before);
    }
  g_ptr_array_sort (self->lines, compare_lines);
}

/* A reading, and how much had been written when it began. */
typedef struct
{
  BizMatchDesk *desk; /* (owned) (nullable) */
  guint n_writes;
} Reading;

static void
free_reading (gpointer data)
{
  g_clear_object (&((Reading *)data)->desk);
  g_free (data);
}

static void
balance_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizBench *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  gboolean written = reading->n_writes != self->n_writes;
  GError *error = NULL;
  BizBenchBalance *balance = biz_bench_balance_load_finish (result, &error);

  if (balance == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_bench_balance_free (self->balance);
  self->balance = balance;
  take_desk (self, reading->desk, written);
  self->loaded = TRUE;
  self->stale = written;
  g_signal_emit (self, signals[LOADED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
desk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizBench *self = g_task_get_source_object (task);
  GError *error = NULL;
  BizMatchDesk *desk = biz_match_desk_load_finish (result, &error);
  Reading *reading = g_task_get_task_data (task);
  GDate since;

  if (desk == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->desk = desk;
  g_date_clear (&since, 1);
  for (guint i = 0; i < biz_match_desk_get_n_lines (desk); i++)
    {
      const GDate *day = &biz_match_desk_get_line (desk, i)->line.date;

      if (!g_date_valid (&since) || g_date_compare (day, &since) < 0)
        since = *day;
    }
  biz_bench_balance_load_async (self->session, self->journal, &since, g_task_get_cancellable (task),
                                balance_cb, g_object_ref (task));
}

/**
 * biz_bench_load_async:
 * @self: a bench
 * @cancellable: (nullable): to stop
 * @callback: when it is loaded
 * @user_data: for @callback
 *
 * Reads what waits; the engine runs in a thread.
 */
void
biz_bench_load_async (BizBench *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  Reading *reading = g_new0 (Reading, 1);

  g_task_set_task_data (task, reading, free_reading);
  g_return_if_fail (BIZ_IS_BENCH (self));

  reading->n_writes = self->n_writes;
  g_task_set_source_tag (task, biz_bench_load_async);
  biz_match_desk_load_async (self->session, self->currencies, self->journal, cancellable, desk_cb,
                             g_steal_pointer (&task));
}

gboolean
biz_bench_load_finish (BizBench *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BizBench *self = BIZ_BENCH (source);
  g_autoptr (GError) error = NULL;
  gboolean loaded = biz_bench_load_finish (self, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->refreshing);
  if (!loaded)
    g_signal_emit (self, signals[REFRESH_FAILED], 0, error);
}

static void
refresh (BizBench *self)
{
  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  self->refreshing = g_cancellable_new ();
  biz_bench_load_async (self, self->refreshing, refreshed_cb, NULL);
}

/* Whether what @line used is proposed for another line, or still open in part. */
static gboolean
touches_others (BizBench *self, BizBenchLine *line)
{
  BizMatchDesk *desk = biz_bench_line_get_desk (line);

  if (biz_bench_line_get_rest (line).minor != 0)
    return TRUE;
  for (guint i = 0; i < biz_bench_line_get_n_parts (line); i++)
    {
      const BizMatchPart *part = biz_bench_line_get_part (line, i);
      const BizOpenItem *open = biz_match_desk_find_item (desk, part->item_id);

      if (open == NULL || part->amount.minor + part->writeoff.minor != open->item.residual.minor)
        return TRUE;
      for (guint k = 0; k < self->lines->len; k++)
        {
          BizBenchLine *other = g_ptr_array_index (self->lines, k);

          if (other != line && biz_bench_line_get_state (other) == BIZ_BENCH_LINE_OPEN
              && biz_bench_line_has_item (other, part->item_id))
            return TRUE;
        }
    }

  return FALSE;
}

static void run_next (BizBench *self);

/* The end of a turn. Takes @error. */
static void
end_turn (BizBench *self, Turn *turn, GError *error)
{
  const gboolean undoes = biz_bench_step_get_undoes (turn->step);
  const gboolean was_open = (error == NULL) == undoes;

  self->running = FALSE;
  self->n_writes++;
  if (error == NULL && !undoes)
    self->stale = self->stale || touches_others (self, turn->line);
  else
    self->stale |= undoes || g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  biz_bench_line_set_state (turn->line, was_open ? BIZ_BENCH_LINE_OPEN : BIZ_BENCH_LINE_MATCHED,
                            error);
  biz_bench_step_count (turn->step, turn->line,
                        error == NULL ? BIZ_BENCH_RESULT_DONE : BIZ_BENCH_RESULT_FAILED);
  run_next (self);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  GError *error = NULL;

  biz_match_store_accept_finish (BIZ_MATCH_STORE (source), result, &error);
  end_turn (turn->bench, turn, error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  GError *error = NULL;

  biz_match_store_undo_finish (BIZ_MATCH_STORE (source), result, &error);
  end_turn (turn->bench, turn, error);
}

static void
run_turn (BizBench *self, Turn *turn)
{
  BizMatchDesk *desk = biz_bench_line_get_desk (turn->line);
  const guint position = biz_bench_line_get_position (turn->line);
  BizMatchWish wish = biz_bench_line_get_wish (turn->line);

  turn->bench = g_object_ref (self);
  if (biz_bench_step_get_undoes (turn->step))
    {
      biz_match_store_undo_async (self->store, desk, position, NULL, undone_cb, turn);
      return;
    }
  biz_bench_line_set_state (turn->line, BIZ_BENCH_LINE_WRITING, NULL);
  biz_match_store_accept_async (self->store, desk, position, &wish, NULL, accepted_cb, turn);
}

static void
leave_out (Turn *turn)
{
  biz_bench_step_count (turn->step, turn->line, BIZ_BENCH_RESULT_LEFT);
  biz_bench_line_set_state (turn->line,
                            biz_bench_step_get_undoes (turn->step) ? BIZ_BENCH_LINE_MATCHED
                                                                   : BIZ_BENCH_LINE_OPEN,
                            NULL);
}

static void
run_next (BizBench *self)
{
  Turn *turn;

  if (self->running)
    return;
  while ((turn = g_queue_pop_head (self->queue)) != NULL)
    {
      if (!biz_bench_step_is_cancelled (turn->step))
        {
          self->running = TRUE;
          run_turn (self, turn);
          return;
        }
      leave_out (turn);
      turn_free (turn);
    }
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
  if (self->stale)
    refresh (self);
}

static BizBenchStep *
start (BizBench *self, GPtrArray *lines, gboolean undoes)
{
  BizBenchStep *step = biz_bench_step_new (lines, undoes);

  g_ptr_array_add (self->steps, step);
  g_cancellable_cancel (self->refreshing);
  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);
      const BizBenchLineState wanted = undoes ? BIZ_BENCH_LINE_MATCHED : BIZ_BENCH_LINE_OPEN;
      GError *error = NULL;
      Turn *turn;

      /* what is under way already is not started again */
      if (biz_bench_line_get_state (line) != wanted)
        {
          biz_bench_step_count (step, line, BIZ_BENCH_RESULT_LEFT);
          continue;
        }
      if (!undoes && !biz_bench_line_check (line, &error))
        {
          biz_bench_step_count (step, line, BIZ_BENCH_RESULT_FAILED);
          biz_bench_line_set_state (line, BIZ_BENCH_LINE_OPEN, error);
          continue;
        }
      turn = g_new0 (Turn, 1);
      turn->step = g_object_ref (step);
      turn->line = g_object_ref (line);
      g_queue_push_tail (self->queue, turn);
      biz_bench_line_set_state (line, undoes ? BIZ_BENCH_LINE_UNDOING : BIZ_BENCH_LINE_WAITING,
                                NULL);
    }
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
  run_next (self);

  return step;
}

/**
 * biz_bench_accept:
 * @self: a bench
 * @lines: (element-type BizBenchLine): of it
 *
 * Returns: (transfer none): the step that writes them
 */
BizBenchStep *
biz_bench_accept (BizBench *self, GPtrArray *lines)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self) && lines != NULL, NULL);

  return start (self, lines, FALSE);
}

/**
 * biz_bench_undo:
 * @self: a bench
 * @lines: (element-type BizBenchLine): matched in this sitting
 *
 * Returns: (transfer none): the step that takes them back
 */
BizBenchStep *
biz_bench_undo (BizBench *self, GPtrArray *lines)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self) && lines != NULL, NULL);

  return start (self, lines, TRUE);
}

BizBenchStep *
biz_bench_get_last_step (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  for (guint i = self->steps->len; i > 0; i--)
    {
      BizBenchStep *step = g_ptr_array_index (self->steps, i - 1);
      g_autoptr (GPtrArray) left = biz_bench_step_get_undoable (step);

      if (left->len > 0)
        return step;
    }

  return NULL;
}

BizBenchStep *
biz_bench_get_running_step (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  for (guint i = 0; i < self->steps->len; i++)
    if (biz_bench_step_is_running (g_ptr_array_index (self->steps, i)))
      return g_ptr_array_index (self->steps, i);

  return NULL;
}

gboolean
biz_bench_is_busy (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), FALSE);

  return self->running || !g_queue_is_empty (self->queue);
}

BizBankJournal *
biz_bench_get_journal (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  return self->journal;
}

gboolean
biz_bench_is_loaded (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), FALSE);

  return self->loaded;
}

GPtrArray *
biz_bench_get_lines (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  return self->lines;
}

BizBenchLine *
biz_bench_find_line (BizBench *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  for (guint i = 0; i < self->lines->len; i++)
    if (biz_bench_line_get_id (g_ptr_array_index (self->lines, i)) == id)
      return g_ptr_array_index (self->lines, i);

  return NULL;
}

static gboolean
is_ready (BizBenchLine *line, BizBenchBand band)
{
  return biz_bench_line_get_band (line) == band
         && biz_bench_line_get_state (line) == BIZ_BENCH_LINE_OPEN
         && biz_bench_line_check (line, NULL);
}

gboolean
biz_bench_has_ready (BizBench *self, BizBenchBand band)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    if (is_ready (g_ptr_array_index (self->lines, i), band))
      return TRUE;

  return FALSE;
}

GPtrArray *
biz_bench_get_ready (BizBench *self, BizBenchBand band)
{
  GPtrArray *ready = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (BIZ_IS_BENCH (self), ready);

  for (guint i = 0; i < self->lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (self->lines, i);

      if (is_ready (line, band))
        g_ptr_array_add (ready, g_object_ref (line));
    }

  return ready;
}

const BizBenchBalance *
biz_bench_get_balance (BizBench *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), NULL);

  return self->balance;
}

BizMoney
biz_bench_get_open_sum (BizBench *self, guint *n_open)
{
  BizMoney sum = { 0 };
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_BENCH (self), sum);

  sum = *biz_bank_journal_get_zero (self->journal);
  for (guint i = 0; i < self->lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (self->lines, i);

      if (biz_bench_line_get_band (line) == BIZ_BENCH_DONE)
        continue;
      n++;
      biz_money_add (&sum, biz_bench_line_get_amount (line), &sum, NULL);
    }
  if (n_open != NULL)
    *n_open = n;

  return sum;
}

void
biz_bench_set_writeoff_account (BizBench *self, gint64 account_id, const char *name)
{
  g_autofree char *old = NULL;

  g_return_if_fail (BIZ_IS_BENCH (self));

  old = self->writeoff_account_name;
  self->writeoff_account_id = account_id;
  self->writeoff_account_name = g_strdup (name);
  for (guint i = 0; i < self->lines->len; i++)
    apply_writeoff_account (self, g_ptr_array_index (self->lines, i));
}

gint64
biz_bench_get_writeoff_account (BizBench *self, const char **name)
{
  g_return_val_if_fail (BIZ_IS_BENCH (self), 0);

  if (name != NULL)
    *name = self->writeoff_account_name;

  return self->writeoff_account_id;
}
