/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one bench, and all that can be done on it. */

#include "biz-account-search.h"
#include "biz-bench-group.h"
#include "biz-bench-item.h"
#include "biz-bench-mark.h"
#include "biz-bench-totals.h"
#include "biz-bench.h"
#include "biz-choice.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-group.h"

/* The bench over the bank of the demo company: what is proposed, what a person makes of it, what
 * is written, and what is taken back. */

typedef struct
{
  DemoDesk desk;
  BizCurrencyTable *currencies;
  BizBankJournal *journal;
  BizBench *bench;
  guint n_loaded;
  guint n_changed;
} Fixture;

static void
loaded_cb (Fixture *f)
{
  f->n_loaded++;
}

static void
line_changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
load (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_bench_load_async (f->bench, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  biz_bench_load_finish (f->bench, result, &error);
  g_assert_no_error (error);
}

static BizBankJournal *
find_journal (GListModel *journals, const char *code)
{
  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (journals, i);

      if (g_str_equal (biz_bank_journal_get_code (journal), code))
        return g_steal_pointer (&journal);
    }
  g_assert_not_reached ();
}

static void
open_bench (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) journals = NULL;
  g_autoptr (GError) error = NULL;

  f->currencies = biz_currency_table_new (f->desk.capabilities);
  biz_bank_journal_list_async (f->desk.session, f->currencies, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  journals = biz_bank_journal_list_finish (result, &error);
  g_assert_no_error (error);
  f->journal = find_journal (journals, "BNK1");
  f->bench = biz_bench_new (f->desk.session, f->currencies, f->journal);
  g_signal_connect_swapped (f->bench, "loaded", G_CALLBACK (loaded_cb), f);
  g_signal_connect_swapped (f->bench, "line-changed", G_CALLBACK (line_changed_cb), f);
  load (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  desk_open (&f->desk, data != NULL ? GPOINTER_TO_UINT (data) : 19, "controller");
  open_bench (f);
}

static void
close_bench (Fixture *f)
{
  g_clear_object (&f->bench);
  g_clear_object (&f->journal);
  g_clear_pointer (&f->currencies, biz_currency_table_unref);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_bench (f);
  desk_close (&f->desk);
}

static gboolean
late_cb (gpointer user_data)
{
  g_error ("Nothing happens any more");
  return G_SOURCE_REMOVE;
}

/* Until nothing is written; where @n is not 0, until the bench was read that often. */
static void
wait (Fixture *f, guint n)
{
  guint deadline = g_timeout_add_seconds (60, late_cb, NULL);

  while (biz_bench_is_busy (f->bench) || f->n_loaded < n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static GPtrArray *
make_list (BizBenchLine *line)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (lines, g_object_ref (line));
  return lines;
}

/* An open line of @band with one item that it pays in full, the @nth. */
static BizBenchLine *
find_plain (Fixture *f, BizBenchBand band, guint nth)
{
  GPtrArray *lines = biz_bench_get_lines (f->bench);

  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);

      if (biz_bench_line_get_band (line) == band && biz_bench_line_get_n_parts (line) == 1
          && biz_bench_line_get_writeoff (line).minor == 0
          && biz_bench_line_get_rest (line).minor == 0 && nth-- == 0)
        return line;
    }
  g_assert_not_reached ();
}

/* What the server says of the line. */
static gboolean
is_reconciled (Fixture *f, BizBenchLine *line)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "account.bank.statement.line", "read",
                biz_bench_line_get_id (line), "fields", "[\"is_reconciled\"]", NULL);

  return json_object_get_boolean_member (
      json_array_get_object_element (json_node_get_array (answer), 0), "is_reconciled");
}

static void
test_load (Fixture *f, gconstpointer data)
{
  GPtrArray *lines = biz_bench_get_lines (f->bench);
  const BizBenchBalance *balance = biz_bench_get_balance (f->bench);
  g_autoptr (GPtrArray) all = biz_bench_select (lines, "");
  g_autoptr (GPtrArray) groups = biz_bench_group (all, NULL);
  g_autoptr (GArray) sums = biz_bench_totals_sum_lines (lines);
  BizMoney open, matched;
  guint n_open, n = 0;

  g_assert_cmpuint (lines->len, >, 30);
  g_assert_cmpuint (all->len, ==, lines->len);
  for (guint i = 1; i < lines->len; i++)
    g_assert_cmpint (biz_bench_line_get_band (g_ptr_array_index (lines, i - 1)), <=,
                     biz_bench_line_get_band (g_ptr_array_index (lines, i)));
  for (guint i = 0; i < groups->len; i++)
    n += (guint)erp_group_get_count (g_ptr_array_index (groups, i));
  g_assert_cmpuint (n, ==, lines->len);
  g_assert_cmpstr (erp_group_get_key (g_ptr_array_index (groups, 0)), ==, "auto");
  /* what is matched and what waits is what the bank says */
  open = biz_bench_get_open_sum (f->bench, &n_open);
  g_assert_cmpuint (n_open, ==, lines->len);
  g_assert_cmpuint (sums->len, ==, 1);
  g_assert_true (biz_money_equal (&open, &g_array_index (sums, BizMoney, 0)));
  g_assert_true (biz_money_subtract (&balance->closing, &open, &matched, NULL));
  g_assert_cmpint (matched.minor, ==, 18453327);
  g_assert_true (g_date_valid (&balance->day));
  g_assert_cmpuint (balance->n_lines, >=, n_open);
}

static void
test_select (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = find_plain (f, BIZ_BENCH_AUTO, 0);
  const BizOpenItem *open = biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                                      biz_bench_line_get_part (line, 0)->item_id);
  g_autofree char *amount = biz_money_format (biz_bench_line_get_amount (line), BIZ_MONEY_MACHINE);
  g_autofree char *both = g_strdup_printf ("%s %s", amount, open->item.number);
  g_autofree char *shouted = g_utf8_strup (biz_bench_line_get_facts (line)->line.name, -1);
  const char *const texts[] = { amount, open->item.number, both, shouted };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = biz_bench_select (biz_bench_get_lines (f->bench), texts[i]);

      g_assert_true (g_ptr_array_find (found, line, NULL));
      g_assert_cmpuint (found->len, <, 6);
    }
  {
    g_autoptr (GPtrArray) none =
        biz_bench_select (biz_bench_get_lines (f->bench), "no such words anywhere");

    g_assert_cmpuint (none->len, ==, 0);
  }
}

/* Written once, shown as done, counted, and taken back. */
static void
test_one (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) line = g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 0));
  g_autoptr (GPtrArray) lines = make_list (line);
  g_autoptr (GPtrArray) grouped = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  const BizMoney *amount = biz_bench_line_get_amount (line);
  BizMoney before = biz_bench_get_open_sum (f->bench, NULL), after, difference;
  BizBenchStep *step;

  g_assert_null (biz_bench_get_last_step (f->bench));
  step = biz_bench_accept (f->bench, lines);
  g_assert_true (biz_bench_step_is_running (step));
  g_assert_true (biz_bench_get_running_step (f->bench) == step);
  g_assert_cmpint (biz_bench_line_get_state (line), !=, BIZ_BENCH_LINE_OPEN);
  /* again while it runs: left out, not written twice */
  g_assert_cmpuint (biz_bench_step_get_n_left (biz_bench_accept (f->bench, lines)), ==, 1);
  wait (f, 0);
  g_assert_cmpuint (biz_bench_step_get_n_done (step), ==, 1);
  g_assert_cmpint (biz_bench_line_get_band (line), ==, BIZ_BENCH_DONE);
  g_assert_true (is_reconciled (f, line));
  after = biz_bench_get_open_sum (f->bench, NULL);
  g_assert_true (biz_money_subtract (&before, &after, &difference, NULL));
  g_assert_true (biz_money_equal (&difference, amount));
  /* it keeps its place while it is shown */
  grouped = biz_bench_select (biz_bench_get_lines (f->bench), "");
  groups = biz_bench_group (grouped, line);
  g_assert_cmpstr (erp_group_get_key (g_ptr_array_index (groups, groups->len - 1)), !=, "done");
  /* what was done stays when the bench is read again */
  load (f);
  g_assert_true (biz_bench_find_line (f->bench, biz_bench_line_get_id (line)) == line);

  g_assert_true (biz_bench_get_last_step (f->bench) == step);
  biz_bench_undo (f->bench, lines);
  wait (f, f->n_loaded + 1);
  g_assert_false (is_reconciled (f, line));
  g_assert_null (biz_bench_get_last_step (f->bench));
  after = biz_bench_get_open_sum (f->bench, NULL);
  g_assert_true (biz_money_equal (&before, &after));
  g_assert_cmpint (biz_bench_line_get_state (
                       biz_bench_find_line (f->bench, biz_bench_line_get_id (line))),
                   ==, BIZ_BENCH_LINE_OPEN);
}

static void
stop_after_two_cb (BizBenchStep *step)
{
  if (biz_bench_step_get_n_done (step) == 2)
    biz_bench_step_cancel (step);
}

/* All of a band: what it comes to is what the lines bring; stopped, what waits is left out; taken
 * back from its end. */
static void
test_batch (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ready = biz_bench_get_ready (f->bench, BIZ_BENCH_AUTO);
  g_autoptr (GArray) totals = biz_bench_totals_new (ready);
  g_autoptr (GArray) sums = biz_bench_totals_sum_lines (ready);
  g_autoptr (GPtrArray) back = NULL;
  BizMoney all = biz_money_zero ("EUR", 2);
  BizBenchStep *step;

  g_assert_cmpuint (ready->len, >, 10);
  g_assert_cmpuint (sums->len, ==, 1);
  for (guint i = 0; i < totals->len; i++)
    g_assert_true (
        biz_money_add (&all, &g_array_index (totals, BizBenchTotal, i).amount, &all, NULL));
  g_assert_true (biz_money_equal (&all, &g_array_index (sums, BizMoney, 0)));
  g_assert_nonnull (strstr (g_array_index (totals, BizBenchTotal, 0).account, "Receivable"));

  step = biz_bench_accept (f->bench, ready);
  g_signal_connect (step, "changed", G_CALLBACK (stop_after_two_cb), NULL);
  wait (f, 0);
  g_assert_cmpuint (biz_bench_step_get_n_done (step), ==, 2);
  g_assert_cmpuint (biz_bench_step_get_n_left (step), ==, ready->len - 2);
  g_assert_true (is_reconciled (f, g_ptr_array_index (ready, 1)));
  g_assert_false (is_reconciled (f, g_ptr_array_index (ready, 2)));

  back = biz_bench_step_get_undoable (step);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_true (g_ptr_array_index (back, 0) == g_ptr_array_index (ready, 1));
  step = biz_bench_undo (f->bench, back);
  wait (f, f->n_loaded + 1);
  g_assert_cmpuint (biz_bench_step_get_n_done (step), ==, 2);
  g_assert_false (is_reconciled (f, g_ptr_array_index (ready, 0)));
}

/* A line that fails has its reason; the others are written all the same. */
static void
test_fault (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BizBenchLine) first = g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 0));
  BizBenchStep *step;

  g_ptr_array_add (lines, g_object_ref (first));
  faulty_client_set_fault (f->desk.client, "reconcile", FAULTY_NOT_SENT, 99);
  step = biz_bench_accept (f->bench, lines);
  wait (f, 0);
  faulty_client_set_fault (f->desk.client, "reconcile", FAULTY_NONE, 0);
  g_assert_cmpuint (biz_bench_step_get_n_failed (step), ==, 1);
  g_assert_error (biz_bench_line_get_error (first), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_assert_cmpint (biz_bench_line_get_state (first), ==, BIZ_BENCH_LINE_OPEN);
  g_assert_false (is_reconciled (f, first));
  /* and once more, with another one */
  g_ptr_array_add (lines, g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 1)));
  step = biz_bench_accept (f->bench, lines);
  wait (f, 0);
  g_assert_cmpuint (biz_bench_step_get_n_done (step), ==, 2);
  g_assert_null (biz_bench_line_get_error (first));
}

/* Somebody else matches a line that waits here: refused, read again, and gone. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (BizBenchLine) line = g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 0));
  g_autoptr (GPtrArray) mine = make_list (line);
  g_autoptr (GPtrArray) theirs = NULL;
  BizBenchLine *same;

  desk_join (&other.desk, &f->desk, "controller");
  open_bench (&other);
  same = biz_bench_find_line (other.bench, biz_bench_line_get_id (line));
  theirs = make_list (same);
  biz_bench_accept (other.bench, theirs);
  wait (&other, 0);
  g_assert_cmpint (biz_bench_line_get_state (same), ==, BIZ_BENCH_LINE_MATCHED);
  biz_bench_accept (f->bench, mine);
  wait (f, f->n_loaded + 1);
  g_assert_error (biz_bench_line_get_error (line), ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_null (biz_bench_find_line (f->bench, biz_bench_line_get_id (line)));
  close_bench (&other);
  desk_close (&other.desk);
}

/* Taken back and matched anew by somebody else: that is theirs, and not taken back from here. */
static void
test_later_step (Fixture *f, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (BizBenchLine) line = g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 0));
  g_autoptr (GPtrArray) mine = make_list (line);
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (JsonNode) undone = NULL;

  biz_bench_accept (f->bench, mine);
  wait (f, 0);
  undone = desk_ask (&f->desk, TRUE, "account.bank.statement.line", "action_undo_reconciliation",
                     biz_bench_line_get_id (line), NULL);
  desk_join (&other.desk, &f->desk, "controller");
  open_bench (&other);
  theirs = make_list (biz_bench_find_line (other.bench, biz_bench_line_get_id (line)));
  biz_bench_accept (other.bench, theirs);
  wait (&other, 0);
  biz_bench_undo (f->bench, mine);
  wait (f, f->n_loaded + 1);
  g_assert_error (biz_bench_line_get_error (line), ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpint (biz_bench_line_get_state (line), ==, BIZ_BENCH_LINE_MATCHED);
  g_assert_true (is_reconciled (f, line));
  close_bench (&other);
  desk_close (&other.desk);
}

static GPtrArray *
find_items (Fixture *f, BizBenchLine *line, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  biz_bench_find_async (line, text, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  items = biz_bench_find_finish (result, &error);
  g_assert_no_error (error);

  return items;
}

static void
test_find (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = find_plain (f, BIZ_BENCH_AUTO, 0);
  const gint64 wanted = biz_bench_line_get_part (line, 0)->item_id;
  const BizOpenItem *open = biz_match_desk_find_item (biz_bench_line_get_desk (line), wanted);
  g_autofree char *amount = biz_money_format (&open->item.residual, BIZ_MONEY_MACHINE);
  const char *const texts[] = { "", open->item.number, amount, open->partner };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) items = find_items (f, line, texts[i]);
      gboolean found = FALSE;

      g_assert_cmpuint (items->len, <=, BIZ_BENCH_FIND_MAX);
      for (guint k = 0; k < items->len; k++)
        found |= biz_bench_item_get_facts (g_ptr_array_index (items, k))->item.id == wanted;
      g_assert_true (found);
    }
  {
    g_autoptr (GPtrArray) best = find_items (f, line, open->item.number);
    g_autoptr (GPtrArray) none = find_items (f, line, "no such words anywhere");

    g_assert_cmpint (biz_bench_item_get_facts (g_ptr_array_index (best, 0))->item.id, ==, wanted);
    g_assert_cmpuint (none->len, ==, 0);
  }
}

/* What a person changes: the rest and the difference follow at once, and what is wrong is said. */
static void
test_by_hand (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = find_plain (f, BIZ_BENCH_AUTO, 0);
  const gint64 item = biz_bench_line_get_part (line, 0)->item_id;
  const BizMoney *amount = biz_bench_line_get_amount (line);
  BizMoney less = *amount, more = *amount;
  g_autoptr (GError) error = NULL;
  BizMatchWish wish;
  gint64 id;

  less.minor -= 100;
  more.minor += 100;
  g_assert_true (biz_bench_line_check (line, NULL));
  g_assert_false (biz_bench_line_is_by_hand (line));
  /* less of it: one unit is left over */
  biz_bench_line_set_part_amount (line, 0, &less);
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, 100);
  g_assert_true (biz_bench_line_is_by_hand (line));
  g_assert_true (biz_bench_line_check (line, NULL));
  /* more than is open */
  biz_bench_line_set_part_amount (line, 0, &more);
  g_assert_false (biz_bench_line_check (line, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  /* nobody gets anything */
  biz_bench_line_toggle_item (line, item);
  g_assert_false (biz_bench_line_has_item (line, item));
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, amount->minor);
  g_assert_false (biz_bench_line_check (line, NULL));
  /* and again: it gets all */
  biz_bench_line_toggle_item (line, item);
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, 0);
  /* written off: the item is cleared although the line brings less */
  biz_bench_line_set_part_amount (line, 0, &less);
  biz_bench_line_write_off (line, 7, "Rounding", "Cents");
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, 0);
  wish = biz_bench_line_get_wish (line);
  g_assert_cmpint (wish.writeoff_account_id, ==, 7);
  g_assert_cmpstr (wish.writeoff_label, ==, "Cents");
  g_assert_cmpuint (wish.n_parts, ==, 1);
  g_assert_cmpint (wish.parts[0].amount.minor + wish.parts[0].writeoff.minor, ==, amount->minor);
  /* all of it on an account */
  biz_bench_line_set_account (line, 9, "Fees");
  g_assert_cmpuint (biz_bench_line_get_n_parts (line), ==, 0);
  g_assert_cmpstr (biz_bench_line_get_account_name (line), ==, "Fees");
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, 0);
  g_assert_true (biz_bench_line_check (line, NULL));
  /* what was made by hand outlives a reading */
  id = biz_bench_line_get_id (line);
  load (f);
  line = biz_bench_find_line (f->bench, id);
  g_assert_cmpint (biz_bench_line_get_account_id (line), ==, 9);
  biz_bench_line_reset (line);
  g_assert_true (biz_bench_line_has_item (line, item));
  g_assert_false (biz_bench_line_is_by_hand (line));
}

/* A part of a line is matched; what is left of it waits again. */
static void
test_part (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) line = g_object_ref (find_plain (f, BIZ_BENCH_AUTO, 0));
  g_autoptr (GPtrArray) lines = make_list (line);
  BizMoney less = *biz_bench_line_get_amount (line);
  BizBenchLine *rest;

  less.minor -= 250;
  biz_bench_line_set_part_amount (line, 0, &less);
  biz_bench_accept (f->bench, lines);
  wait (f, f->n_loaded + 1);
  g_assert_no_error (biz_bench_line_get_error (line));
  rest = biz_bench_find_line (f->bench, biz_bench_line_get_id (line));
  g_assert_true (rest != line);
  g_assert_cmpint (biz_bench_line_get_state (rest), ==, BIZ_BENCH_LINE_OPEN);
  g_assert_cmpint (biz_bench_line_get_amount (rest)->minor, ==, 250);
}

/* A line that pays two items, the first of them in part: as it is said, it is written. */
static void
test_two_in_part (Fixture *f, gconstpointer data)
{
  BizBenchLine *one = find_plain (f, BIZ_BENCH_AUTO, 0), *two = find_plain (f, BIZ_BENCH_AUTO, 1);
  const gboolean turned =
      biz_bench_line_get_amount (one)->minor < biz_bench_line_get_amount (two)->minor;
  g_autoptr (BizBenchLine) line = g_object_ref (turned ? two : one);
  BizBenchLine *other = turned ? one : two;
  g_autoptr (GPtrArray) lines = make_list (line);
  const gint64 in_part = biz_bench_line_get_part (line, 0)->item_id;
  const gint64 whole = biz_bench_line_get_part (other, 0)->item_id;
  const gint64 left = biz_bench_line_get_amount (other)->minor;
  BizMoney less = *biz_bench_line_get_amount (line);
  const BizOpenItem *open;
  BizMatchDesk *desk;

  less.minor -= left;
  g_assert_cmpint (less.minor, >, 0);
  biz_bench_line_set_part_amount (line, 0, &less);
  biz_bench_line_toggle_item (line, whole);
  g_assert_cmpint (biz_bench_line_get_part (line, 1)->amount.minor, ==, left);
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==, 0);
  g_assert_true (biz_bench_line_check (line, NULL));
  biz_bench_accept (f->bench, lines);
  wait (f, f->n_loaded + 1);
  g_assert_no_error (biz_bench_line_get_error (line));
  g_assert_true (is_reconciled (f, line));
  desk = biz_bench_line_get_desk (g_ptr_array_index (biz_bench_get_lines (f->bench), 0));
  open = biz_match_desk_find_item (desk, in_part);
  g_assert_nonnull (open);
  g_assert_cmpint (open->item.residual.minor, ==, left);
  g_assert_null (biz_match_desk_find_item (desk, whole));
}

/* Where differences go by default: lines whose proposal has one can be written then. */
static void
test_writeoff_account (Fixture *f, gconstpointer data)
{
  GPtrArray *lines = biz_bench_get_lines (f->bench);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);

      n += biz_bench_line_get_writeoff (line).minor != 0 && !biz_bench_line_check (line, NULL);
    }
  g_assert_cmpuint (n, >, 0);
  biz_bench_set_writeoff_account (f->bench, 7, "Differences");
  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);

      if (biz_bench_line_get_writeoff (line).minor == 0)
        continue;
      g_assert_true (biz_bench_line_check (line, NULL));
      g_assert_cmpstr (biz_bench_line_get_writeoff_account_name (line), ==, "Differences");
      n--;
    }
  g_assert_cmpuint (n, ==, 0);
}

static void
mark (Fixture *f, BizBenchLine *line, gboolean to_check)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_bench_mark_async (f->desk.session, line, to_check, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  biz_bench_mark_finish (result, &error);
  g_assert_no_error (error);
}

/* The mark is the server's: another reading sees it, and sees it go. */
static void
test_mark (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = find_plain (f, BIZ_BENCH_AUTO, 0);
  const gint64 id = biz_bench_line_get_id (line);

  mark (f, line, TRUE);
  g_assert_cmpint (biz_bench_line_get_band (line), ==, BIZ_BENCH_TO_CHECK);
  load (f);
  line = biz_bench_find_line (f->bench, id);
  g_assert_cmpint (biz_bench_line_get_band (line), ==, BIZ_BENCH_TO_CHECK);
  g_assert_true (biz_bench_line_check (line, NULL));
  mark (f, line, FALSE);
  load (f);
  line = biz_bench_find_line (f->bench, id);
  g_assert_cmpint (biz_bench_line_get_band (line), ==, BIZ_BENCH_AUTO);
}

/* The lines that could be the money of a document: also one that has its amount alone. */
static void
test_document (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = find_plain (f, BIZ_BENCH_AUTO, 0);
  const gint64 item = biz_bench_line_get_part (line, 0)->item_id;
  const BizOpenItem *open = biz_match_desk_find_item (biz_bench_line_get_desk (line), item);
  g_autofree char *text = g_strconcat (BIZ_BENCH_DOCUMENT, open->item.number, NULL);

  for (guint taken_out = 0; taken_out < 2; taken_out++)
    {
      g_autoptr (GPtrArray) found = biz_bench_select (biz_bench_get_lines (f->bench), text);

      g_assert_true (g_ptr_array_find (found, line, NULL));
      g_assert_cmpuint (found->len, <, 4);
      biz_bench_line_toggle_item (line, item);
    }
  {
    g_autoptr (GPtrArray) none =
        biz_bench_select (biz_bench_get_lines (f->bench), BIZ_BENCH_DOCUMENT "NONE/1");

    g_assert_cmpuint (none->len, ==, 0);
  }
  g_assert_true (biz_bench_has_ready (f->bench, BIZ_BENCH_AUTO));
  g_assert_false (biz_bench_has_ready (f->bench, BIZ_BENCH_DONE));
}

static void
accounts_loaded_cb (Fixture *f)
{
  f->n_loaded++;
}

/* Accounts are read once and found by every word; a failure is told and asked again. */
static void
test_accounts (Fixture *f, gconstpointer data)
{
  g_autoptr (BizAccountSearch) search =
      biz_account_search_new (ERP_CLIENT (f->desk.client),
                              biz_bank_journal_get_company_id (f->journal));
  GListModel *found = G_LIST_MODEL (search);
  g_autoptr (BizChoice) account = NULL;
  g_autofree char *message = NULL;

  g_signal_connect_swapped (search, "notify::loading", G_CALLBACK (accounts_loaded_cb), f);
  f->n_loaded = 0;
  biz_account_search_set_text (search, "");
  g_assert_cmpuint (f->n_loaded, ==, 0);
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NOT_SENT, 99);
  biz_account_search_set_text (search, "644");
  wait (f, 2);
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NONE, 0);
  g_object_get (search, "error-message", &message, NULL);
  g_assert_nonnull (message);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
  biz_account_search_set_text (search, "644 CHARGES");
  wait (f, 4);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
  account = g_list_model_get_item (found, 0);
  g_assert_cmpstr (biz_choice_get_name (account), ==, "644000 Bank Charges and Small Differences");
  biz_account_search_set_text (search, "644 nothing");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
  biz_account_search_set_text (search, "6");
  g_assert_cmpuint (g_list_model_get_n_items (found), >, 1);
  g_assert_cmpuint (g_list_model_get_n_items (found), <=, BIZ_ACCOUNT_SEARCH_MAX);
  g_assert_cmpuint (f->n_loaded, ==, 4);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } cases[] = {
    { "/biz/bench/load", test_load },
    { "/biz/bench/select", test_select },
    { "/biz/bench/one", test_one },
    { "/biz/bench/batch", test_batch },
    { "/biz/bench/fault", test_fault },
    { "/biz/bench/elsewhere", test_elsewhere },
    { "/biz/bench/later-step", test_later_step },
    { "/biz/bench/find", test_find },
    { "/biz/bench/by-hand", test_by_hand },
    { "/biz/bench/part", test_part },
    { "/biz/bench/two-in-part", test_two_in_part },
    { "/biz/bench/writeoff-account", test_writeoff_account },
    { "/biz/bench/mark", test_mark },
    { "/biz/bench/document", test_document },
    { "/biz/bench/accounts", test_accounts },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
  g_test_add ("/biz/bench/one-17", Fixture, GUINT_TO_POINTER (17), set_up, test_one, tear_down);
  g_test_add ("/biz/bench/mark-17", Fixture, GUINT_TO_POINTER (17), set_up, test_mark, tear_down);
  g_test_add ("/biz/bench/part-17", Fixture, GUINT_TO_POINTER (17), set_up, test_part, tear_down);

  return g_test_run ();
}
