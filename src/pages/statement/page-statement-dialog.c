/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-dialog.h"

#include "biz-statement-intake.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-statement-columns.h"
#include "page-statement-lines.h"
#include "page-statement-settings.h"
#include "page-statement-source.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageStatementDialog
{
  AdwWindow parent_instance;

  GtkWidget *close_button;
  GtkWidget *back_button;
  GtkWidget *add_button;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkBox *sources;
  GtkWidget *choose_button;
  PageStatementLines *lines;
  PageStatementColumns *columns;
  KitInlineError *load_error;
  GtkWidget *foot;
  GtkProgressBar *progress;
  GtkCheckButton *conflicts;
  GtkLabel *summary;
  GtkWidget *log_button;
  GtkWidget *stop_button;
  GtkButton *import_button;

  BizStatementIntake *intake;    /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  guint n_imported;              /* in all runs */
  gboolean stopping;
  gboolean unknown; /* an answer was lost: the journal knows more */
};

enum
{
  IMPORTED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PageStatementDialog, page_statement_dialog, ADW_TYPE_WINDOW)

static guint
count_wanted (PageStatementDialog *self)
{
  guint n = biz_statement_intake_count (self->intake, BIZ_IMPORT_NEW);

  if (gtk_check_button_get_active (self->conflicts))
    n += biz_statement_intake_count (self->intake, BIZ_IMPORT_CONFLICT);

  return n;
}

static char *
describe (PageStatementDialog *self, guint wanted)
{
  guint done, all;

  biz_statement_intake_get_progress (self->intake, &done, &all);
  if (biz_statement_intake_is_running (self->intake))
    return self->stopping ? g_strdup (_ ("Stopping after the lines on their way…"))
                          /* Translators: lines of statements: "200 of 1300 imported". */
                          : g_strdup_printf (_ ("%u of %u imported"), done, all);
  if (g_list_model_get_n_items (biz_statement_intake_get_sources (self->intake)) == 0)
    return g_strdup ("");
  if (biz_statement_intake_is_busy (self->intake))
    return g_strdup (_ ("Being looked at…"));
  if (self->n_imported > 0)
    return g_strdup_printf (ngettext ("%u line imported", "%u lines imported", self->n_imported),
                            self->n_imported);

  return wanted == 0 ? g_strdup (_ ("Nothing to import")) : g_strdup ("");
}

static void
update_buttons (PageStatementDialog *self)
{
  const gboolean running = biz_statement_intake_is_running (self->intake);
  const gboolean busy = biz_statement_intake_is_busy (self->intake);
  const guint wanted = count_wanted (self);
  g_autofree char *text = describe (self, wanted);
  g_autofree char *label = NULL;
  g_autofree char *n = kit_format_count (wanted);

  gtk_label_set_text (self->summary, text);
  gtk_widget_set_visible (self->add_button, !running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_sensitive (self->stop_button, !self->stopping);
  gtk_widget_set_visible (self->log_button, self->unknown && !running);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button),
                          !running && (wanted > 0 || self->n_imported == 0));
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), wanted > 0 && !busy);
  if (wanted == 0)
    {
      gtk_button_set_label (self->import_button, _ ("_Import"));
      return;
    }
  /* Translators: a number of lines of statements. */
  label = g_strdup_printf (ngettext ("_Import %s Line", "_Import %s Lines", wanted), n);
  gtk_button_set_label (self->import_button, label);
}

static void
update_conflicts (PageStatementDialog *self)
{
  const gboolean running = biz_statement_intake_is_running (self->intake);
  const guint n = biz_statement_intake_count (self->intake, BIZ_IMPORT_CONFLICT);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->conflicts), n > 0 && !running);
  label = g_strdup_printf (ngettext ("Import also %u line that the ERP _almost has",
                                     "Import also %u lines that the ERP _almost has", n),
                           n);
  gtk_check_button_set_label (self->conflicts, label);
}

/* At the lines of an account or the columns of a table. */
static gboolean
is_inside (PageStatementDialog *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  return child == GTK_WIDGET (self->lines) || child == GTK_WIDGET (self->columns);
}

static void
update (PageStatementDialog *self)
{
  const gboolean running = biz_statement_intake_is_running (self->intake);
  const GError *error = biz_statement_intake_get_error (self->intake);
  const gboolean any =
      g_list_model_get_n_items (biz_statement_intake_get_sources (self->intake)) > 0;
  guint done, all;

  biz_statement_intake_get_progress (self->intake, &done, &all);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress, all > 0 ? (double)done / (double)all : 0);
  update_conflicts (self);
  update_buttons (self);
  gtk_widget_set_visible (self->foot, any);
  if (error != NULL)
    kit_inline_error_set_error (self->load_error, _ ("The bank journals could not be read."),
                                error);
  else
    kit_inline_error_clear (self->load_error);
  if (!is_inside (self))
    gtk_stack_set_visible_child_name (self->stack, any ? "files" : "empty");
}

static void
show_files (PageStatementDialog *self)
{
  gtk_widget_set_visible (self->back_button, FALSE);
  gtk_widget_set_visible (self->close_button, TRUE);
  adw_window_title_set_subtitle (self->title, "");
  gtk_stack_set_visible_child_name (self->stack, "files");
  page_statement_lines_set_plan (self->lines, NULL);
  page_statement_columns_set_source (self->columns, self->intake, NULL);
  update (self);
}

static void
show_inside (PageStatementDialog *self, GtkWidget *child, BizStatementSource *source)
{
  adw_window_title_set_subtitle (self->title, biz_statement_source_get_name (source));
  gtk_widget_set_visible (self->back_button, TRUE);
  gtk_widget_set_visible (self->close_button, FALSE);
  gtk_stack_set_visible_child (self->stack, child);
  gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
lines_cb (PageStatementDialog *self, BizStatementPart *part, PageStatementSource *row)
{
  BizStatementSource *source = page_statement_source_get_source (row);

  page_statement_lines_set_plan (self->lines, biz_statement_part_get_plan (part));
  show_inside (self, GTK_WIDGET (self->lines), source);
}

static void
columns_cb (PageStatementDialog *self, PageStatementSource *row)
{
  BizStatementSource *source = page_statement_source_get_source (row);

  page_statement_columns_set_source (self->columns, self->intake, source);
  show_inside (self, GTK_WIDGET (self->columns), source);
}

/* Rows that are there stay, so that the keyboard stays where it is. */
static void
sources_changed_cb (
    PageStatementDialog *self, guint position, guint removed, guint added, GListModel *model)
{
  GtkWidget *at = gtk_widget_get_first_child (GTK_WIDGET (self->sources));
  GtkWidget *before = NULL;

  for (guint i = 0; i < position; i++)
    {
      before = at;
      at = gtk_widget_get_next_sibling (at);
    }
  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (at);

      gtk_box_remove (self->sources, at);
      at = next;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (BizStatementSource) source = g_list_model_get_item (model, position + i);
      GtkWidget *row = page_statement_source_new (self->intake, source);

      g_signal_connect_object (row, "columns-requested", G_CALLBACK (columns_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "lines-requested", G_CALLBACK (lines_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (self->sources, row, before);
      before = row;
    }
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageStatementDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint done, all;

  biz_statement_intake_run_finish (BIZ_STATEMENT_INTAKE (source), result, &error);
  if (self == NULL)
    return;
  biz_statement_intake_get_progress (self->intake, &done, &all);
  self->n_imported += done;
  self->stopping = FALSE;
  self->unknown = g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  gtk_check_button_set_active (self->conflicts, FALSE);
  update (self);
  if (done > 0)
    g_signal_emit (self, signals[IMPORTED], 0, done);
  gtk_widget_grab_focus (self->close_button);
}

static void
import_cb (PageStatementDialog *self)
{
  if (biz_statement_intake_is_running (self->intake)
      || !gtk_widget_get_sensitive (GTK_WIDGET (self->import_button)))
    return;
  self->unknown = FALSE;
  biz_statement_intake_run_async (self->intake, gtk_check_button_get_active (self->conflicts),
                                  ran_cb, page_weak_new (self));
  update (self);
  gtk_widget_grab_focus (self->stop_button);
}

static void
stop_cb (PageStatementDialog *self)
{
  self->stopping = TRUE;
  biz_statement_intake_stop (self->intake);
}

static void
retry_cb (PageStatementDialog *self)
{
  biz_statement_intake_retry (self->intake);
}

static void
open_journal_cb (PageStatementDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (PageStatementDialog *self, int response, GtkNativeDialog *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      page_statement_dialog_add_files (self, files);
    }
  g_clear_object (&self->chooser);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "xml", "sta", "mt940", "940", "942", "mt9", "swi",
                                          "ofx", "qfx", "csv",   "tsv", "txt", NULL };
  g_autoptr (GtkFileFilter) statements = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (statements, _ ("Bank statements"));
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (statements, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, statements);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
add_cb (PageStatementDialog *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Choose Bank Statements"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (PageStatementDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    page_statement_dialog_add_file (self, l->data);

  return files != NULL;
}

/* Escape leads from the lines to the files, from there out. */
static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PageStatementDialog *self = PAGE_STATEMENT_DIALOG (widget);

  if (gtk_widget_get_visible (self->back_button))
    show_files (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* What is under way is not left alone. */
static gboolean
page_statement_dialog_close_request (GtkWindow *window)
{
  PageStatementDialog *self = PAGE_STATEMENT_DIALOG (window);

  if (biz_statement_intake_is_running (self->intake))
    {
      stop_cb (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (page_statement_dialog_parent_class)->close_request (window);
}

static void
page_statement_dialog_dispose (GObject *object)
{
  PageStatementDialog *self = PAGE_STATEMENT_DIALOG (object);

  if (self->intake != NULL)
    biz_statement_intake_close (self->intake);
  g_clear_object (&self->intake);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (page_statement_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, log_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementDialog, import_button);
  gtk_widget_class_bind_template_callback (widget_class, show_files);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_journal_cb);
}

static void
page_statement_dialog_class_init (PageStatementDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_statement_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = page_statement_dialog_close_request;
  signals[IMPORTED] = g_signal_new ("imported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_STATEMENT_COLUMNS);
  g_type_ensure (PAGE_TYPE_STATEMENT_LINES);
  gtk_widget_class_install_action (widget_class, "statements.leave", NULL, leave_cb);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "statements.leave", NULL);
}

static void
page_statement_dialog_init (PageStatementDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * page_statement_dialog_new:
 * @session: who is signed in where
 *
 * Returns: (transfer none): a window without files, not shown yet; the bank journals are asked for
 */
GtkWindow *
page_statement_dialog_new (ErpSession *session)
{
  PageStatementDialog *self;
  g_autoptr (BizStatementMemory) memory = NULL;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_STATEMENT_DIALOG, NULL);
  memory = page_statement_settings_new_memory (session);
  self->intake = biz_statement_intake_new (session, memory);
  g_signal_connect_object (self->intake, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (biz_statement_intake_get_sources (self->intake), "items-changed",
                           G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->choose_button);

  return GTK_WINDOW (self);
}

void
page_statement_dialog_add_file (PageStatementDialog *self, GFile *file)
{
  g_return_if_fail (PAGE_IS_STATEMENT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  biz_statement_intake_add (self->intake, file);
}

void
page_statement_dialog_add_files (PageStatementDialog *self, GListModel *files)
{
  g_return_if_fail (PAGE_IS_STATEMENT_DIALOG (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      biz_statement_intake_add (self->intake, file);
    }
}
