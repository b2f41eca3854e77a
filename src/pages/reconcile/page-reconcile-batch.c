/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-batch.h"

#include "biz-bench-totals.h"
#include "kit-format.h"
#include "page-confirm.h"
#include "page-grid.h"
#include "page-reconcile-columns.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

char *
page_reconcile_batch_describe_balance (BizBench *bench, double *fraction)
{
  const BizBenchBalance *balance = biz_bench_get_balance (bench);
  guint n_open = 0;
  BizMoney open = biz_bench_get_open_sum (bench, &n_open);
  g_autofree char *closing = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *matched = NULL;
  g_autofree char *day = NULL;
  g_autofree char *number = kit_format_count (n_open);
  g_autofree char *all = NULL;
  BizMoney said;

  if (balance == NULL || !biz_bench_is_loaded (bench))
    return NULL;
  *fraction = balance->n_lines > n_open ? 1.0 - (double)n_open / balance->n_lines : 0;
  if (n_open == 0)
    *fraction = 1;
  closing = page_text_format_amount (&balance->closing);
  day = g_date_valid (&balance->day) ? kit_format_date (&balance->day) : g_strdup ("–");
  if (n_open == 0)
    /* Translators: an amount, a day. */
    return g_strdup_printf (_ ("Closing balance %s on %s: every line is matched."), closing, day);
  if (!biz_money_subtract (&balance->closing, &open, &said, NULL))
    return NULL;
  matched = page_text_format_amount (&said);
  waiting = page_text_format_amount (&open);
  all = kit_format_count (MAX (balance->n_lines, n_open));
  /* Translators: the closing balance, its day, the part of it that is matched, the part that waits,
   * lines that wait, lines of the same time. */
  return g_strdup_printf (
      _ ("Closing balance %s on %s. Matched: %s. Waiting: %s in %s of %s lines"), closing, day,
      matched, waiting, number, all);
}

char *
page_reconcile_batch_describe_step (BizBenchStep *step)
{
  g_autofree char *done = kit_format_count (biz_bench_step_get_n_done (step));
  g_autofree char *all = kit_format_count (biz_bench_step_get_n_lines (step));
  g_autofree char *failed = kit_format_count (biz_bench_step_get_n_failed (step));
  g_autofree char *left = kit_format_count (biz_bench_step_get_n_left (step));
  const gboolean undoes = biz_bench_step_get_undoes (step);

  if (biz_bench_step_is_running (step))
    return g_strdup_printf (undoes ? _ ("Taking back: %s of %s") : _ ("Matching: %s of %s"), done,
                            all);
  if (biz_bench_step_get_n_failed (step) == 0 && biz_bench_step_get_n_left (step) == 0)
    return g_strdup_printf (undoes ? _ ("Taken back: %s") : _ ("Matched: %s"), done);

  return g_strdup_printf (undoes ? _ ("Taken back: %s, refused: %s, left out: %s")
                                 : _ ("Matched: %s, refused: %s, left out: %s"),
                          done, failed, left);
}

static GtkWidget *
make_totals (GPtrArray *lines)
{
  g_autoptr (GArray) totals = biz_bench_totals_new (lines);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "totals");
  for (guint i = 0; i < totals->len; i++)
    {
      const BizBenchTotal *total = &g_array_index (totals, BizBenchTotal, i);
      const char *account = total->account != NULL ? total->account : _ ("An account");
      g_autofree char *amount = page_text_format_amount (&total->amount);
      g_autofree char *count = kit_format_count (total->n);
      g_autofree char *name =
          total->writes_off ? g_strdup_printf (_ ("%s (difference)"), account) : g_strdup (account);
      GtkWidget *label = page_grid_add_prose (GTK_GRID (grid), 0, (int)i, 1, name, NULL);

      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      page_grid_add_number (GTK_GRID (grid), 1, (int)i, count, "dim-label");
      page_grid_add_number (GTK_GRID (grid), 2, (int)i, amount, NULL);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Totals by account"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);

  return scroller;
}

static AdwMessageDialog *
ask (GtkWidget *over, GPtrArray *lines, const char *heading, const char *do_label)
{
  g_autoptr (GArray) sums = biz_bench_totals_sum_lines (lines);
  g_autofree char *sum = page_reconcile_format_sums (sums);
  g_autofree char *body = g_strdup_printf (_ ("The lines come to %s:"), sum);
  AdwMessageDialog *dialog = page_confirm_new (over, heading, body, _ ("_Cancel"), do_label);

  adw_message_dialog_set_extra_child (dialog, make_totals (lines));

  return dialog;
}

AdwMessageDialog *
page_reconcile_batch_new_question (GtkWidget *over, GPtrArray *lines)
{
  g_autofree char *count = kit_format_count (lines->len);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Match %s Bank Line?", "Match %s Bank Lines?", lines->len), count);
  AdwMessageDialog *dialog = ask (over, lines, heading, _ ("_Match"));

  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");

  return dialog;
}

AdwMessageDialog *
page_reconcile_batch_new_undo_question (GtkWidget *over, GPtrArray *lines)
{
  g_autofree char *count = kit_format_count (lines->len);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Take %s Bank Line Back?", "Take %s Bank Lines Back?", lines->len),
                       count);

  return ask (over, lines, heading, _ ("_Take Back"));
}
