/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-opening-dialog.h"

#include "biz-currency-table.h"
#include "biz-opening-comparison.h"
#include "biz-opening-entry.h"
#include "draw-report.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-local-list.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-close-report.h"
#include "page-opening-save.h"
#include "page-totals.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageOpeningDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  KitInlineError *error;
  GtkStack *stack;
  GtkWidget *choose_button;
  GtkCheckButton *differences;
  GtkLabel *counts;
  KitLedgerList *list;
  GtkGrid *totals;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  gint64 company_id;
  GDate as_of;
  GFile *file;                      /* (owned) (nullable): the last one that was chosen */
  BizOpeningComparison *comparison; /* (owned) (nullable): of the file */
  ErpLocalList *rows;               /* (owned) */
  GCancellable *cancellable;        /* (owned) (nullable): of what is being read */
  GtkFileChooserNative *chooser;    /* (owned) (nullable): while it is open */
  DrawReportFormat format;          /* what is chosen a place for */
};

G_DEFINE_FINAL_TYPE (PageOpeningDialog, page_opening_dialog, ADW_TYPE_WINDOW)

static char *
state_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_opening_state_describe (biz_opening_entry_get_line (item)->state));
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  switch (biz_opening_entry_get_line (item)->state)
    {
    case BIZ_OPENING_EQUAL:
      return KIT_TONE_GOOD;
    case BIZ_OPENING_DIFFERS:
      return KIT_TONE_BAD;
    case BIZ_OPENING_NOT_IN_ERP:
    case BIZ_OPENING_NOT_IN_FILE:
    case BIZ_OPENING_SEVERAL:
    default:
      return KIT_TONE_WARNING;
    }
}

static char *
row_text (gpointer item, gpointer user_data)
{
  return biz_opening_entry_describe_row (item);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return biz_opening_entry_describe_customer (item);
}

static char *
file_text (gpointer item, gpointer user_data)
{
  const BizOpeningLine *line = biz_opening_entry_get_line (item);

  return line->row != NULL ? kit_format_money_aligned (&line->file) : NULL;
}

static char *
erp_text (gpointer item, gpointer user_data)
{
  const BizOpeningLine *line = biz_opening_entry_get_line (item);

  return line->customer != NULL ? kit_format_money_aligned (&line->erp) : NULL;
}

static char *
difference_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_opening_entry_get_line (item)->difference);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_opening_entry_get_line (item)->file.currency);
}

static char *
line_text (gpointer item, gpointer user_data)
{
  const BizOpeningLine *line = biz_opening_entry_get_line (item);

  return line->row != NULL ? kit_format_count (line->row->line) : NULL;
}

static const KitLedgerColumn columns[] = {
  { "state", N_ ("State"), KIT_LEDGER_PILL, 150, FALSE, FALSE, FALSE, state_text, state_tone },
  { "row", N_ ("Customer in the File"), KIT_LEDGER_TEXT, 110, TRUE, TRUE, FALSE, row_text, NULL },
  { "customer", N_ ("Customer in Odoo"), KIT_LEDGER_TEXT, 110, TRUE, TRUE, FALSE, customer_text,
    NULL },
  { "file", N_ ("In the File"), KIT_LEDGER_MONEY, 115, FALSE, FALSE, FALSE, file_text, NULL },
  { "erp", N_ ("In Odoo"), KIT_LEDGER_MONEY, 115, FALSE, FALSE, FALSE, erp_text, NULL },
  { "difference", N_ ("Difference"), KIT_LEDGER_MONEY, 115, FALSE, TRUE, FALSE, difference_text,
    NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE, currency_text, NULL },
  { "line", N_ ("Line"), KIT_LEDGER_NUMBER, 60, FALSE, FALSE, FALSE, line_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s row", "%s rows", count), number);
}

/* The company and the day that the ERP's balances stand at. */
static char *
describe_place (PageOpeningDialog *self)
{
  ErpCompany *company =
      erp_capabilities_get_company (erp_session_get_capabilities (self->session), self->company_id);
  g_autofree char *day = kit_format_date (&self->as_of);

  if (company == NULL)
    return g_steal_pointer (&day);

  return g_strdup_printf ("%s, %s", erp_company_get_name (company), day);
}

/* The same, with the name of the file before it. */
static char *
describe_all (PageOpeningDialog *self)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  return shown != NULL ? g_strdup_printf ("%s · %s", shown, place) : g_steal_pointer (&place);
}

static gboolean
wants_all (PageOpeningDialog *self)
{
  return !gtk_check_button_get_active (self->differences);
}

static void
update_sums (PageOpeningDialog *self)
{
  const guint equal = biz_opening_comparison_count (self->comparison, BIZ_OPENING_EQUAL);
  const guint all = biz_opening_comparison_get_lines (self->comparison)->len;
  BizMoney file, erp, difference;
  g_autofree char *text = NULL;

  /* Translators: numbers of customers */
  text = g_strdup_printf (_ ("%u agree, %u do not."), equal, all - equal);
  gtk_label_set_text (self->counts, text);
  biz_opening_comparison_get_sums (self->comparison, &file, &erp, &difference);
  page_totals_clear (self->totals);
  page_totals_add (self->totals, _ ("All in the file"), &file, NULL);
  page_totals_add (self->totals, _ ("All in Odoo"), &erp, NULL);
  page_totals_add (self->totals, _ ("Difference"), &difference, "heading");
}

static void
show_rows (PageOpeningDialog *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (self->comparison == NULL)
    return;
  entries = biz_opening_comparison_list (self->comparison, wants_all (self));
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, entries, TRUE);
}

static void
update (PageOpeningDialog *self)
{
  const gboolean compared = self->comparison != NULL;
  g_autofree char *subtitle = describe_all (self);

  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "opening.save", compared);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "opening.again", self->file != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->differences), compared);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), compared);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), compared);
  gtk_stack_set_visible_child_name (self->stack,
                                    compared || self->cancellable != NULL ? "list" : "empty");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageOpeningDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizOpeningComparison) comparison = biz_opening_comparison_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (comparison == NULL)
    {
      kit_inline_error_set_error (self->error,
                                  _ ("This file could not be compared; none of it is used."),
                                  error);
      update (self);
      gtk_widget_grab_focus (self->choose_button);
      return;
    }
  g_set_object (&self->comparison, comparison);
  show_rows (self);
  update_sums (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->differences));
}

static void
load (PageOpeningDialog *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->comparison);
  self->cancellable = g_cancellable_new ();
  kit_inline_error_clear (self->error);
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, none, FALSE);
  update (self);
  biz_opening_comparison_read_async (self->session, self->currencies, self->company_id,
                                     &self->as_of, self->file, self->cancellable, read_cb,
                                     page_weak_new (self));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOpeningDialog *self = PAGE_OPENING_DIALOG (widget);

  if (self->file != NULL)
    load (self);
}

static void
retry_cb (PageOpeningDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "opening.again", NULL);
}

static void
chosen_cb (PageOpeningDialog *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (file != NULL)
    page_opening_dialog_open (self, file);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "csv", "tsv", "txt" };
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, tables);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOpeningDialog *self = PAGE_OPENING_DIALOG (widget);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a Table of Balances"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (PageOpeningDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files != NULL)
    page_opening_dialog_open (self, files->data);

  return files != NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageOpeningDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  page_opening_save_finish (result, &error);
  if (self == NULL)
    return;
  if (error == NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("The comparison is saved.")));
  else
    {
      GtkWidget *dialog =
          adw_message_dialog_new (GTK_WINDOW (self), _ ("The Comparison Was Not Saved"),
                                  error->message);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
      adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

static void
place_cb (PageOpeningDialog *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *made = page_close_report_describe_making (self->session);
  g_autofree char *subtitle = describe_all (self);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (file != NULL && self->comparison != NULL)
    page_opening_save_async (self->comparison, file, self->format, wants_all (self), subtitle, made,
                             NULL, saved_cb, page_weak_new (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOpeningDialog *self = PAGE_OPENING_DIALOG (widget);
  const char *ending = g_variant_get_string (parameter, NULL);
  g_autofree char *proposal = NULL;

  if (self->chooser != NULL || self->comparison == NULL
      || !draw_report_format_from_name (ending, &self->format))
    return;
  /* Translators: the name of a file: day and ending */
  proposal =
      g_strdup_printf (_ ("Opening-balances-%04d-%02d-%02d.%s"), g_date_get_year (&self->as_of),
                       (int)g_date_get_month (&self->as_of), g_date_get_day (&self->as_of), ending);
  self->chooser = gtk_file_chooser_native_new (_ ("Save the Comparison"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), proposal);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (place_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
page_opening_dialog_dispose (GObject *object)
{
  PageOpeningDialog *self = PAGE_OPENING_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->rows);
  g_clear_object (&self->comparison);
  g_clear_object (&self->file);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_opening_dialog_parent_class)->dispose (object);
}

static void
page_opening_dialog_class_init (PageOpeningDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_opening_dialog_dispose;
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-opening-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, error);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, differences);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PageOpeningDialog, totals);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_rows);
  gtk_widget_class_install_action (widget_class, "opening.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "opening.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "opening.save", "s", save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "opening.choose",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "opening.again", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "opening.save",
                                       "s", "xlsx");
}

static void
page_opening_dialog_init (PageOpeningDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  self->rows = erp_local_list_new ();
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), NULL);
  kit_ledger_list_set_name (self->list, _ ("Balances of customers"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("All Balances Agree"),
                             _ ("No customer differs between the file and Odoo."));
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

/**
 * page_opening_dialog_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose customers
 * @as_of: the day that balances of the ERP stand at
 *
 * Returns: (transfer none): a window without a file, which is destroyed when it is closed
 */
GtkWindow *
page_opening_dialog_new (ErpSession *session,
                         BizCurrencyTable *currencies,
                         gint64 company_id,
                         const GDate *as_of)
{
  PageOpeningDialog *self = g_object_new (PAGE_TYPE_OPENING_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->company_id = company_id;
  self->as_of = *as_of;
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->choose_button);

  return GTK_WINDOW (self);
}

void
page_opening_dialog_open (PageOpeningDialog *self, GFile *file)
{
  g_return_if_fail (PAGE_IS_OPENING_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  load (self);
}
