/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the list, what is read for it and the line that is shown are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-private.h"

#include "biz-bank-journal.h"
#include "biz-bench-group.h"
#include "erp-row.h"
#include "erp-session.h"
#include "page-layout.h"
#include "page-reconcile-batch.h"
#include "page-reconcile-columns.h"
#include "page-reconcile-memory.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* While a batch runs the list is put in order no more often than this. */
#define TIDY_DELAY_MS 120

G_DEFINE_FINAL_TYPE (PageReconcile, page_reconcile, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

BizBenchLine *
page_reconcile_get_line_at (PageReconcile *self, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_BENCH_LINE (item) ? item : NULL;
}

static BizBenchLine *
get_selected (PageReconcile *self)
{
  guint position = kit_ledger_list_get_selected (self->list);

  return position != GTK_INVALID_LIST_POSITION ? page_reconcile_get_line_at (self, position) : NULL;
}

static guint
find_position (PageReconcile *self, BizBenchLine *line, guint near)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = near > 1 ? near - 2 : 0; i < n && i <= near + 2; i++)
    if (page_reconcile_get_line_at (self, i) == line)
      return i;
  for (guint i = 0; i < n; i++)
    if (page_reconcile_get_line_at (self, i) == line)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

GPtrArray *
page_reconcile_get_all_selected (PageReconcile *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return lines;
  do
    {
      BizBenchLine *line = page_reconcile_get_line_at (self, position);

      if (line != NULL)
        g_ptr_array_add (lines, g_object_ref (line));
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return lines;
}

void
page_reconcile_update_verbs (PageReconcile *self)
{
  BizBenchLine *line = page_reconcile_line_get (self->view);
  const BizBenchLineState state =
      line != NULL ? biz_bench_line_get_state (line) : BIZ_BENCH_LINE_WAITING;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "reconcile.accept", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.check", line != NULL);
  gtk_widget_action_set_enabled (widget, "reconcile.notes", line != NULL);
  gtk_widget_action_set_enabled (widget, "reconcile.rule", line != NULL);
  gtk_widget_action_set_enabled (widget, "reconcile.undo", state == BIZ_BENCH_LINE_MATCHED);
  gtk_widget_action_set_enabled (widget, "reconcile.find", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.split", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.write-off", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.reset", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.runner-up", state == BIZ_BENCH_LINE_OPEN);
  gtk_widget_action_set_enabled (widget, "reconcile.accept-all",
                                 self->bench != NULL
                                     && biz_bench_has_ready (self->bench, BIZ_BENCH_AUTO));
  gtk_widget_action_set_enabled (widget, "reconcile.undo-step",
                                 self->bench != NULL
                                     && biz_bench_get_last_step (self->bench) != NULL);
}

static void
update_balance (PageReconcile *self)
{
  g_autofree char *text = NULL;
  double fraction = 0;

  if (self->bench != NULL)
    text = page_reconcile_batch_describe_balance (self->bench, &fraction);
  gtk_label_set_text (self->balance_label, text != NULL ? text : "");
  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->balance_label)), text != NULL);
}

static void
update_step (PageReconcile *self)
{
  const gboolean running = self->step != NULL && biz_bench_step_is_running (self->step);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->step_box, self->step != NULL);
  if (self->step == NULL)
    return;
  text = page_reconcile_batch_describe_step (self->step);
  gtk_label_set_text (self->step_label, text);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->undo_step_button,
                          !running && !biz_bench_step_get_undoes (self->step)
                              && biz_bench_step_get_n_done (self->step) > 0);
  gtk_widget_set_visible (self->dismiss_button, !running);
}

/* Groups that come for the first time are open; what is done stays folded. */
static void
unfold (PageReconcile *self)
{
  ErpPaged *paged = ERP_PAGED (self->rows);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i > 0; i--)
    {
      ErpGroup *group = erp_paged_get_group (paged, i - 1);
      const char *key = group != NULL ? erp_group_get_key (group) : NULL;

      if (key == NULL || g_str_equal (key, biz_bench_band_get_name (BIZ_BENCH_DONE))
          || !g_hash_table_add (self->unfolded, g_strdup (key)))
        continue;
      erp_paged_set_expanded (paged, i - 1, TRUE);
    }
}

static void
set_empty (PageReconcile *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->journals != NULL && g_list_model_get_n_items (self->journals) == 0)
    kit_ledger_list_set_empty (self->list, "quittance-bank-symbolic", _ ("No Bank Account"),
                               _ ("The companies you work in have no bank journal that you may "
                                  "see."));
  else if (*text != '\0')
    kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("No Bank Lines Found"),
                               _ ("No line that waits fits what you search for."));
  else
    kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Everything Is Matched"),
                               _ ("No line of this bank waits. New ones come with the next bank "
                                  "file."));
}

/* Puts every line where it belongs now; the one that is shown keeps its place until it is left. */
static void
tidy (PageReconcile *self)
{
  BizBenchLine *shown = page_reconcile_line_get (self->view);
  BizBenchLine *selected = get_selected (self);
  const guint before = kit_ledger_list_get_selected (self->list);
  const gboolean one = kit_ledger_list_get_n_selected (self->list) == 1;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  guint position;

  g_clear_handle_id (&self->tidy_source, g_source_remove);
  if (self->bench == NULL || !biz_bench_is_loaded (self->bench))
    return;
  self->tidying = TRUE;
  lines = biz_bench_select (biz_bench_get_lines (self->bench),
                            gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  groups = biz_bench_group (lines, shown);
  set_empty (self);
  erp_local_list_set_groups (self->rows, groups, lines, TRUE);
  unfold (self);
  if (one && selected != NULL && get_selected (self) != selected)
    {
      position = find_position (self, selected, before);
      if (position != GTK_INVALID_LIST_POSITION)
        kit_ledger_list_select (self->list, position);
    }
  self->tidying = FALSE;
  update_balance (self);
  page_reconcile_update_verbs (self);
}

static gboolean
tidy_cb (gpointer user_data)
{
  PageReconcile *self = user_data;

  self->tidy_source = 0;
  tidy (self);
  return G_SOURCE_REMOVE;
}

static void
queue_tidy (PageReconcile *self)
{
  if (self->tidy_source == 0)
    self->tidy_source = g_timeout_add (TIDY_DELAY_MS, tidy_cb, self);
}

void
page_reconcile_show_line (PageReconcile *self, BizBenchLine *line)
{
  BizBenchLine *before = page_reconcile_line_get (self->view);

  if (line == before)
    return;
  page_reconcile_line_show (self->view, line);
  /* what was done with the one that is left takes its place now */
  if (before != NULL && biz_bench_line_get_band (before) == BIZ_BENCH_DONE)
    queue_tidy (self);
  page_reconcile_update_verbs (self);
}

/* The keys are for the lines, unless somebody works elsewhere already. */
static gboolean
focus_cb (gpointer user_data)
{
  PageReconcile *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = GTK_WIDGET (self->search_entry);

  self->focus_source = 0;
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (focus != NULL && GTK_IS_TEXT (focus)
      && (!gtk_widget_is_ancestor (focus, entry)
          || *gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0'))
    return G_SOURCE_REMOVE;
  kit_ledger_list_focus_rows (self->list);

  return G_SOURCE_REMOVE;
}

/* The line at the top that waits, or the one that somebody asked for. */
static void
show_first (PageReconcile *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  const gint64 wanted = self->wanted;

  self->wanted = 0;
  for (guint i = 0; i < n; i++)
    {
      BizBenchLine *line = page_reconcile_get_line_at (self, i);

      if (line == NULL || (wanted != 0 && biz_bench_line_get_id (line) != wanted))
        continue;
      if (page_split_is_split (self->split) || wanted != 0)
        page_split_show_record (self->split);
      page_reconcile_show_line (self, line);
      kit_ledger_list_select (self->list, i);
      if (!page_split_is_split (self->split) && wanted != 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->view));
      /* when its row has been laid out */
      else if (self->focus_source == 0)
        self->focus_source = g_idle_add (focus_cb, self);
      return;
    }
}

/* The bench was read: its lines are other objects than before. */
static void
loaded_cb (PageReconcile *self)
{
  BizBenchLine *shown = page_reconcile_line_get (self->view);
  BizBenchLine *now =
      shown != NULL ? biz_bench_find_line (self->bench, biz_bench_line_get_id (shown)) : NULL;
  const guint position = kit_ledger_list_get_selected (self->list);

  kit_inline_error_clear (self->error_bar);
  if (shown != NULL && biz_bench_line_get_state (shown) != BIZ_BENCH_LINE_OPEN)
    now = shown;
  page_reconcile_line_show (self->view, now);
  tidy (self);
  if (now == NULL || self->wanted != 0)
    show_first (self);
  else if (get_selected (self) != now)
    kit_ledger_list_select (self->list, find_position (self, now, position));
  if (page_reconcile_line_get (self->view) == NULL)
    page_split_hide_record (self->split);
}

static void
line_changed_cb (PageReconcile *self, BizBenchLine *line)
{
  erp_local_list_touch (self->rows, line);
  if (line == page_reconcile_line_get (self->view))
    page_reconcile_update_verbs (self);
  queue_tidy (self);
}

static void
refresh_failed_cb (PageReconcile *self, const GError *error)
{
  kit_inline_error_set_error (self->error_bar,
                              _ ("The list may be out of date: it could not be read again."),
                              error);
}

static void
busy_changed_cb (PageReconcile *self)
{
  page_reconcile_update_verbs (self);
  queue_tidy (self);
}

void
page_reconcile_follow_step (PageReconcile *self, BizBenchStep *step)
{
  g_set_object (&self->step, step);
  g_signal_group_set_target (self->stepping, step);
  update_step (self);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReconcile) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean loaded = biz_bench_load_finish (BIZ_BENCH (source), result, &error);

  if (self == NULL || loaded || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->bench == BIZ_BENCH (source))
    erp_local_list_set_error (self->rows, error);
}

static void
load_bench (PageReconcile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  erp_local_list_set_loading (self->rows);
  biz_bench_load_async (self->bench, self->cancellable, load_cb, page_weak_new (self));
}

static BizBench *
ensure_bench (PageReconcile *self, BizBankJournal *journal)
{
  const gint64 id = biz_bank_journal_get_id (journal);
  BizBench *bench = g_hash_table_lookup (self->benches, &id);
  g_autofree char *name = NULL;
  gint64 account;

  if (bench != NULL)
    return bench;
  bench = biz_bench_new (self->session, self->currencies, journal);
  g_hash_table_insert (self->benches, g_memdup2 (&id, sizeof id), bench);
  account = page_reconcile_memory_get_account (self->session, journal, &name);
  if (account != 0)
    biz_bench_set_writeoff_account (bench, account, name);

  return bench;
}

static void
show_journal (PageReconcile *self, BizBankJournal *journal)
{
  BizBench *bench = ensure_bench (self, journal);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (bench == self->bench)
    return;
  self->bench = bench;
  g_signal_group_set_target (self->following, bench);
  page_reconcile_line_show (self->view, NULL);
  page_split_hide_record (self->split);
  page_reconcile_follow_step (self, biz_bench_get_running_step (bench));
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_groups (self->rows, none, none, FALSE);
  update_balance (self);
  page_reconcile_memory_set_journal (self->session, biz_bank_journal_get_id (journal));
  load_bench (self);
}

static void
journal_chosen_cb (PageReconcile *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->journal_drop);
  g_autoptr (BizBankJournal) journal = NULL;

  if (!self->tidying && self->journals != NULL)
    journal = g_list_model_get_item (self->journals, chosen);
  if (journal != NULL)
    show_journal (self, journal);
}

static void
take_journals (PageReconcile *self, GListModel *journals)
{
  const guint n = g_list_model_get_n_items (journals);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 remembered = page_reconcile_memory_get_journal (self->session);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (BizBankJournal) first = NULL;
  guint chosen = 0;

  g_set_object (&self->journals, journals);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (journals, i);
      g_autofree char *name = g_strdup_printf ("%s · %s", biz_bank_journal_get_name (journal),
                                               biz_bank_journal_get_zero (journal)->currency);

      gtk_string_list_append (names, name);
      if (biz_bank_journal_get_id (journal) == remembered)
        chosen = i;
    }
  self->tidying = TRUE;
  gtk_drop_down_set_model (self->journal_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->journal_drop, chosen);
  self->tidying = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->journal_drop), n > 1);
  set_empty (self);
  first = g_list_model_get_item (journals, chosen);
  if (first != NULL)
    show_journal (self, first);
  else
    erp_local_list_set_groups (self->rows, none, none, TRUE);
}

static void
journals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReconcile) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) journals = biz_bank_journal_list_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (journals == NULL)
    erp_local_list_set_error (self->rows, error);
  else
    take_journals (self, journals);
}

/* Journals first, where they are not known. */
void
page_reconcile_load (PageReconcile *self)
{
  self->loaded = TRUE;
  if (self->bench != NULL)
    {
      load_bench (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  erp_local_list_set_loading (self->rows);
  biz_bank_journal_list_async (self->session, self->currencies, self->cancellable, journals_cb,
                               page_weak_new (self));
}

static void
companies_changed_cb (PageReconcile *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (!self->loaded)
    return;
  self->bench = NULL;
  g_signal_group_set_target (self->following, NULL);
  page_reconcile_follow_step (self, NULL);
  page_reconcile_line_show (self->view, NULL);
  page_split_hide_record (self->split);
  erp_local_list_set_groups (self->rows, none, none, FALSE);
  page_reconcile_load (self);
}

static void
search_changed_cb (PageReconcile *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  /* told late, of what is shown already */
  if (g_strcmp0 (text, self->searched) == 0)
    return;
  g_free (self->searched);
  self->searched = g_strdup (text);
  kit_ledger_list_unselect (self->list);
  tidy (self);
}

static void
leave_search_cb (PageReconcile *self)
{
  kit_ledger_list_focus_rows (self->list);
}

static void
retry_cb (PageReconcile *self)
{
  page_reconcile_load (self);
}

static void
selection_changed_cb (PageReconcile *self)
{
  BizBenchLine *line = get_selected (self);

  if (self->tidying || line == NULL)
    return;
  page_reconcile_show_line (self, line);
}

static void
row_activated_cb (PageReconcile *self, ErpRow *row)
{
  gpointer item = erp_row_get_item (row);

  if (item == NULL || !BIZ_IS_BENCH_LINE (item))
    return;
  page_reconcile_show_line (self, item);
  page_split_show_record (self->split);
}

static void
resized_cb (PageReconcile *self)
{
  gtk_button_set_label (GTK_BUTTON (self->accept_all_button), page_split_is_narrow (self->split)
                                                                  ? _ ("_Sure…")
                                                                  : _ ("Accept All _Sure…"));
  page_reconcile_line_set_narrow (self->view, !page_split_is_split (self->split),
                                  page_split_is_narrow (self->split));
}

static void
page_reconcile_map (GtkWidget *widget)
{
  PageReconcile *self = PAGE_RECONCILE (widget);

  GTK_WIDGET_CLASS (page_reconcile_parent_class)->map (widget);
  if (!self->loaded)
    page_reconcile_load (self);
}

static void
page_reconcile_dispose (GObject *object)
{
  PageReconcile *self = PAGE_RECONCILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tidy_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->following);
  g_clear_object (&self->stepping);
  g_clear_object (&self->step);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->searched, g_free);
  g_clear_pointer (&self->benches, g_hash_table_unref);
  g_clear_pointer (&self->unfolded, g_hash_table_unref);
  g_clear_object (&self->journals);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_reconcile_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, split);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, journal_drop);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, accept_all_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, balance_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, step_box);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, step_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, undo_step_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, list);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, record);
  gtk_widget_class_bind_template_child (widget_class, PageReconcile, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
page_reconcile_class_init (PageReconcileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_dispose;
  widget_class->map = page_reconcile_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  g_type_ensure (PAGE_TYPE_SPLIT);
  bind_template (widget_class);
  page_reconcile_install_verbs (widget_class);
}

static void
page_reconcile_init (PageReconcile *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  self->benches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->following = g_signal_group_new (BIZ_TYPE_BENCH);
  g_signal_group_connect_swapped (self->following, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_group_connect_swapped (self->following, "line-changed", G_CALLBACK (line_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->following, "busy-changed", G_CALLBACK (busy_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->following, "refresh-failed", G_CALLBACK (refresh_failed_cb),
                                  self);
  self->stepping = g_signal_group_new (BIZ_TYPE_BENCH_STEP);
  g_signal_group_connect_swapped (self->stepping, "changed", G_CALLBACK (update_step), self);
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (page_reconcile_load), self,
                           G_CONNECT_SWAPPED);
  page_reconcile_columns_install (self->list);
  kit_ledger_list_set_name (self->list, _ ("Bank lines"));
  kit_ledger_list_set_count_func (self->list, page_reconcile_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  page_layout_keep (self->list, "reconcile-columns");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (page_reconcile_list_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (kit_ledger_list_get_view (self->list)), keys);
  erp_local_list_set_groups (self->rows, none, none, FALSE);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

/**
 * page_reconcile_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_reconcile_new (ErpSession *session)
{
  PageReconcile *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_RECONCILE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->view = PAGE_RECONCILE_LINE (page_reconcile_line_new (session));
  adw_bin_set_child (self->record, GTK_WIDGET (self->view));
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  set_empty (self);
  update_balance (self);
  page_reconcile_update_verbs (self);

  return GTK_WIDGET (self);
}

/**
 * page_reconcile_search:
 * @self: the page
 * @text: words of the lines that are shown
 */
void
page_reconcile_search (PageReconcile *self, const char *text)
{
  g_return_if_fail (PAGE_IS_RECONCILE (self) && text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  g_free (self->searched);
  self->searched = g_strdup (text);
  kit_ledger_list_unselect (self->list);
  tidy (self);
  show_first (self);
}

gint64
page_reconcile_get_open (PageReconcile *self)
{
  BizBenchLine *line;

  g_return_val_if_fail (PAGE_IS_RECONCILE (self), 0);

  line = page_reconcile_line_get (self->view);

  return line != NULL ? biz_bench_line_get_id (line) : 0;
}

void
page_reconcile_open (PageReconcile *self, gint64 id)
{
  g_return_if_fail (PAGE_IS_RECONCILE (self));

  self->wanted = id;
  if (self->bench != NULL && biz_bench_is_loaded (self->bench))
    show_first (self);
}

GListModel *
page_reconcile_get_rows (PageReconcile *self)
{
  g_return_val_if_fail (PAGE_IS_RECONCILE (self), NULL);

  return G_LIST_MODEL (self->rows);
}

gint64
page_reconcile_get_partner (PageReconcile *self)
{
  BizMatchProposal *proposal;
  BizBenchLine *line;
  gint64 partner;

  g_return_val_if_fail (PAGE_IS_RECONCILE (self), 0);

  line = page_reconcile_line_get (self->view);
  if (line == NULL)
    line = get_selected (self);
  if (line == NULL)
    return 0;
  partner = biz_bench_line_get_facts (line)->partner_id;
  proposal = biz_bench_line_get_proposal (line);
  if (partner == 0 && proposal != NULL)
    partner = biz_match_proposal_get_partner_id (proposal);

  return partner;
}
