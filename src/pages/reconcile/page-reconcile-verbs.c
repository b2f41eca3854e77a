/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-private.h"

#include "biz-bench-mark.h"
#include "page-reconcile-batch.h"
#include "page-reconcile-rule.h"
#include "page-reconcile-writeoff.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What can be done with bank lines, and the keys for it. */

static void
batch_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PageReconcile *self = user_data;
  GPtrArray *lines = g_object_get_data (G_OBJECT (dialog), "lines");
  const gboolean undoes = g_object_get_data (G_OBJECT (dialog), "undoes") != NULL;

  if (!g_str_equal (response, "do") || self->bench == NULL)
    return;
  page_reconcile_follow_step (self, undoes ? biz_bench_undo (self->bench, lines)
                                           : biz_bench_accept (self->bench, lines));
}

/* Takes @lines. */
static void
ask_batch (PageReconcile *self, GPtrArray *lines, gboolean undoes)
{
  AdwMessageDialog *dialog;

  if (lines->len == 0)
    {
      g_ptr_array_unref (lines);
      return;
    }
  dialog = undoes ? page_reconcile_batch_new_undo_question (GTK_WIDGET (self), lines)
                  : page_reconcile_batch_new_question (GTK_WIDGET (self), lines);
  g_object_set_data_full (G_OBJECT (dialog), "lines", lines, (GDestroyNotify)g_ptr_array_unref);
  g_object_set_data (G_OBJECT (dialog), "undoes", undoes ? dialog : NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (batch_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
write_one (PageReconcile *self, BizBenchLine *line, gboolean undoes)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (lines, g_object_ref (line));
  /* the button that was pressed goes, and the keys go on */
  if (page_split_is_split (self->split))
    kit_ledger_list_focus_rows (self->list);
  else if (page_split_is_record_shown (self->split))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (undoes)
    biz_bench_undo (self->bench, lines);
  else
    biz_bench_accept (self->bench, lines);
  page_reconcile_update_verbs (self);
}

/* The next line that waits, below the one that is shown, else from the top. */
static void
go_on (PageReconcile *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint from = kit_ledger_list_get_selected (self->list);

  if (from == GTK_INVALID_LIST_POSITION)
    from = 0;
  for (guint k = 1; k < n; k++)
    {
      BizBenchLine *line = page_reconcile_get_line_at (self, (from + k) % n);

      if (line == NULL || biz_bench_line_get_state (line) != BIZ_BENCH_LINE_OPEN)
        continue;
      kit_ledger_list_select (self->list, (from + k) % n);
      page_reconcile_show_line (self, line);
      return;
    }
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);
  g_autoptr (GError) error = NULL;

  if (self->bench == NULL)
    return;
  if (kit_ledger_list_get_n_selected (self->list) > 1 && !g_str_equal (name, "reconcile.go-on"))
    {
      ask_batch (self, page_reconcile_get_all_selected (self), FALSE);
      return;
    }
  if (line == NULL)
    return;
  if (biz_bench_line_get_state (line) == BIZ_BENCH_LINE_OPEN)
    {
      if (!biz_bench_line_check (line, &error))
        {
          gtk_widget_error_bell (widget);
          return;
        }
      write_one (self, line, FALSE);
    }
  if (g_str_equal (name, "reconcile.accept-next"))
    go_on (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);

  if (self->bench != NULL && line != NULL
      && biz_bench_line_get_state (line) == BIZ_BENCH_LINE_MATCHED)
    write_one (self, line, TRUE);
}

static void
undo_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchStep *step = self->bench != NULL ? biz_bench_get_last_step (self->bench) : NULL;

  if (step != NULL)
    ask_batch (self, biz_bench_step_get_undoable (step), TRUE);
}

static void
accept_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);

  if (self->bench != NULL)
    ask_batch (self, biz_bench_get_ready (self->bench, BIZ_BENCH_AUTO), FALSE);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);

  if (self->step != NULL)
    biz_bench_step_cancel (self->step);
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_reconcile_follow_step (PAGE_RECONCILE (widget), NULL);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);

  if (line == NULL)
    return;
  if (g_str_equal (name, "reconcile.runner-up"))
    biz_bench_line_use_runner_up (line);
  else if (g_str_equal (name, "reconcile.reset"))
    biz_bench_line_reset (line);
  else
    biz_bench_line_toggle_item (line, g_variant_get_int64 (parameter));
}

static void
open_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);
  const BizOpenItem *open = NULL;
  gint64 id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  if (id == 0 && line != NULL && biz_bench_line_get_n_parts (line) > 0)
    open = biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                     biz_bench_line_get_part (line, 0)->item_id);
  if (open != NULL)
    id = open->move_id;
  if (id != 0)
    g_signal_emit_by_name (self, "open-requested", "account.move", id);
}

/* What is done in the pane, which must be seen for it. */
static void
pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);

  if (line == NULL
      || (biz_bench_line_get_state (line) != BIZ_BENCH_LINE_OPEN
          && !g_str_equal (name, "reconcile.notes")))
    return;
  page_split_show_record (self->split);
  if (g_str_equal (name, "reconcile.find"))
    page_reconcile_line_find (self->view);
  else if (g_str_equal (name, "reconcile.split"))
    page_reconcile_line_split (self->view);
  else if (g_str_equal (name, "reconcile.notes"))
    page_reconcile_line_talk (self->view);
  else if (!page_reconcile_writeoff_is_possible (line))
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("Nothing is left over to write off."));
  else
    gtk_window_present (
        GTK_WINDOW (page_reconcile_writeoff_ask (widget, self->session, self->bench, line)));
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReconcile) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  if (!biz_bench_mark_finish (result, &error) && self != NULL)
    kit_inline_error_set_error (self->error_bar, _ ("The mark could not be changed."), error);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);

  if (line != NULL)
    biz_bench_mark_async (self->session, line, !biz_bench_line_is_to_check (line), NULL, marked_cb,
                          page_weak_new (self));
}

static void
rule_made_cb (PageReconcile *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("The rule is made."));
  page_reconcile_load (self);
}

static void
rule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  BizBenchLine *line = page_reconcile_line_get (self->view);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window;

  if (line == NULL || self->bench == NULL)
    return;
  window = page_reconcile_rule_new (self->session, self->bench, line);
  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (window, "made", G_CALLBACK (rule_made_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);

  if (page_split_is_split (self->split))
    kit_ledger_list_focus_rows (self->list);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_reconcile_load (PAGE_RECONCILE (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);

  page_split_show_list (self->split);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* From the pane back to the lines first. */
static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcile *self = PAGE_RECONCILE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!page_split_is_split (self->split) || focus == NULL || GTK_IS_BUTTON (focus)
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    page_split_hide_record (self->split);
  kit_ledger_list_focus_rows (self->list);
}

/* In the list Space and Enter would select and open: here they accept. */
gboolean
page_reconcile_list_key_cb (PageReconcile *self, guint keyval, guint keycode, GdkModifierType state)
{
  const gboolean plain =
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) == 0;

  if (!plain
      || page_reconcile_get_line_at (self, kit_ledger_list_get_selected (self->list)) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    gtk_widget_activate_action (GTK_WIDGET (self), "reconcile.accept", NULL);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    gtk_widget_activate_action (GTK_WIDGET (self), "reconcile.accept-next", NULL);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

void
page_reconcile_install_verbs (GtkWidgetClass *widget_class)
{
  static const PageVerb verbs[] = {
    { "reconcile.refresh", refresh_action, PAGE_KEYS_REFRESH },
    { "reconcile.search", search_action, PAGE_KEYS_SEARCH },
    { "reconcile.close", close_action, PAGE_KEYS_CLOSE },
    { "reconcile.accept", accept_action, "space" },
    { "reconcile.accept-next", accept_action, "Return|KP_Enter" },
    { "reconcile.accept-all", accept_all_action, PAGE_KEYS_DO },
    { "reconcile.undo", undo_action, "u" },
    { "reconcile.undo-step", undo_step_action, "<Shift>u" },
    { "reconcile.cancel", cancel_action },
    { "reconcile.dismiss", dismiss_action },
    { "reconcile.runner-up", change_action, "r" },
    { "reconcile.reset", change_action },
    { "reconcile.toggle-item", change_action, NULL, "x" },
    { "reconcile.find", pane_action, "f" },
    { "reconcile.split", pane_action, "s" },
    { "reconcile.write-off", pane_action, "w" },
    { "reconcile.back", back_action },
    { "reconcile.check", check_action, "c" },
    { "reconcile.notes", pane_action, "n" },
    { "reconcile.rule", rule_action, "m" },
    { "reconcile.open-document", open_document_action, NULL, "x" },
    { "reconcile.open-document-of-line", open_document_action, "o" },
  };

  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}
