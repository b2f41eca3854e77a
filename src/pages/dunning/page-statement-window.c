/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-window.h"

#include "biz-account-store.h"
#include "biz-currency-table.h"
#include "draw-statement.h"
#include "erp-capabilities.h"
#include "kit-date-entry.h"
#include "kit-preview.h"
#include "page-dunning.h"
#include "page-paper-print.h"
#include "page-reminders-dialog.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* As long as somebody who types pauses between two keys. */
#define TYPING_MS 500

typedef struct
{
  BizAccount *account; /* of the array */
  DrawPaper *paper;    /* (owned) */
} Statement;

struct _PageStatementWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *heading;
  KitDateEntry *day;
  GtkDropDown *chooser;
  KitPreview *preview;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GArray *partners;             /* (owned) (element-type gint64) */
  GPtrArray *accounts;          /* (owned) (nullable) (element-type BizAccount) */
  GArray *statements;           /* (owned) (element-type Statement) */
  GDate shown;                  /* of what is read, or was asked */
  GCancellable *cancellable;    /* (owned) (nullable) */
  GtkFileChooserNative *dialog; /* (owned) (nullable) */
  GtkPrintOperation *operation; /* (owned) (nullable) */
  guint typing_source;
};

G_DEFINE_FINAL_TYPE (PageStatementWindow, page_statement_window, ADW_TYPE_WINDOW)

static void
statement_clear (gpointer data)
{
  g_clear_pointer (&((Statement *)data)->paper, draw_paper_free);
}

static Statement *
get_statement (PageStatementWindow *self, guint index)
{
  return &g_array_index (self->statements, Statement, index);
}

static void
update_actions (PageStatementWindow *self)
{
  const gboolean ready = page_statement_window_is_ready (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.save", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.send",
                                 ready && erp_session_get_journal (self->session) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.print",
                                 ready && self->operation == NULL);
}

static void
show_statement (PageStatementWindow *self, guint index)
{
  const Statement *statement = get_statement (self, index);
  g_autofree char *name = biz_account_dup_file_name (statement->account);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw_paper_to_pdf (statement->paper, &error);
  const char *customer = statement->account->customer.name;

  adw_window_title_set_subtitle (self->heading, customer != NULL ? customer : "");
  if (pdf != NULL)
    kit_preview_load_bytes (self->preview, pdf, name, "application/pdf");
  else
    kit_preview_set_error (self->preview, _ ("The statement could not be made ready."), error);
}

static void
fill_chooser (PageStatementWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->statements->len; i++)
    {
      const BizAccount *account = get_statement (self, i)->account;

      gtk_string_list_take (
          names,
          g_strdup_printf ("%s · %s", account->customer.name != NULL ? account->customer.name : "",
                           account->seller.name != NULL ? account->seller.name : ""));
    }
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), self->statements->len > 1);
}

static gboolean
lay_out (PageStatementWindow *self, GError **error)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      Statement statement = { .account = g_ptr_array_index (self->accounts, i) };

      statement.paper = draw_statement_new (statement.account, NULL, error);
      if (statement.paper == NULL)
        return FALSE;
      g_array_append_val (self->statements, statement);
    }

  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageStatementWindow) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = biz_account_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (accounts != NULL)
    self->accounts = g_steal_pointer (&accounts);
  if (self->accounts == NULL || !lay_out (self, &error))
    {
      kit_preview_set_error (self->preview, _ ("The statement could not be made ready."), error);
      g_array_set_size (self->statements, 0);
    }
  else if (self->statements->len > 0)
    {
      fill_chooser (self);
      show_statement (self, 0);
    }
  update_actions (self);
}

static void
load (PageStatementWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_array_set_size (self->statements, 0);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  update_actions (self);
  kit_preview_set_loading (self->preview);
  biz_account_read_async (self->session, self->currencies, &self->shown,
                          (const gint64 *)(gpointer)self->partners->data, self->partners->len,
                          self->cancellable, read_cb, page_weak_new (self));
}

static void
retry_cb (PageStatementWindow *self)
{
  load (self);
}

static gboolean
typed_cb (gpointer user_data)
{
  PageStatementWindow *self = user_data;
  GDate day;

  self->typing_source = 0;
  if (kit_date_entry_get_date (self->day, &day) && g_date_compare (&day, &self->shown) != 0)
    {
      self->shown = day;
      load (self);
    }

  return G_SOURCE_REMOVE;
}

static void
day_cb (PageStatementWindow *self)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  if (self->session != NULL)
    self->typing_source = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
chosen_cb (PageStatementWindow *self)
{
  const guint index = gtk_drop_down_get_selected (self->chooser);

  if (page_statement_window_is_ready (self) && index < self->statements->len)
    show_statement (self, index);
}

static void
tell (PageStatementWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static gboolean
write_statement (const Statement *statement, GFile *file, GError **error)
{
  g_autoptr (GBytes) pdf = draw_paper_to_pdf (statement->paper, error);
  gsize length;
  gconstpointer data = pdf != NULL ? g_bytes_get_data (pdf, &length) : NULL;

  return pdf != NULL
         && g_file_replace_contents (file, data, length, NULL, FALSE,
                                     G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

static void
save_cb (PageStatementWindow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->dialog));
  g_autoptr (GError) error = NULL;
  gboolean saved;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL || self->statements->len == 0)
    return;
  saved = self->statements->len > 1 ? page_statement_window_save_to_folder (self, file, &error)
                                    : write_statement (get_statement (self, 0), file, &error);
  if (saved)
    tell (self, _ ("Statement saved"));
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Not saved: %s"), error->message);

      tell (self, text);
    }
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PageStatementWindow *self = PAGE_STATEMENT_WINDOW (widget);
  const gboolean many = self->statements->len > 1;
  g_autofree char *name = NULL;

  if (self->dialog != NULL || self->statements->len == 0)
    return;
  self->dialog = gtk_file_chooser_native_new (
      many ? _ ("Save Statements into a Folder") : _ ("Save Statement"), GTK_WINDOW (self),
      many ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
      _ ("_Cancel"));
  if (!many)
    {
      name = biz_account_dup_file_name (get_statement (self, 0)->account);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->dialog), name);
    }
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (save_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->dialog));
}

static void
printed_cb (PageStatementWindow *self, GtkPrintOperationResult result)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autofree char *text = NULL;

      gtk_print_operation_get_error (self->operation, &error);
      text = g_strdup_printf (_ ("Not printed: %s"), error != NULL ? error->message : "");
      tell (self, text);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    tell (self, _ ("Handed to the printer"));
  g_clear_object (&self->operation);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day), TRUE);
  update_actions (self);
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PageStatementWindow *self = PAGE_STATEMENT_WINDOW (widget);
  g_autofree PagePrintable *printables = g_new0 (PagePrintable, self->statements->len);

  if (self->operation != NULL || self->statements->len == 0)
    return;
  for (guint i = 0; i < self->statements->len; i++)
    printables[i].drawn = get_statement (self, i)->paper;
  self->operation =
      page_paper_print_new (printables, self->statements->len, _ ("Statement of Account"));
  g_object_set_data_full (G_OBJECT (self->operation), "printables", g_steal_pointer (&printables),
                          g_free);
  g_signal_connect_object (self->operation, "done", G_CALLBACK (printed_cb), self,
                           G_CONNECT_SWAPPED);
  /* what is printed stays what it is */
  gtk_widget_set_sensitive (GTK_WIDGET (self->day), FALSE);
  update_actions (self);
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), NULL);
}

/* Of the day that is shown; who gets them is chosen there. */
static void
send_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PageStatementWindow *self = PAGE_STATEMENT_WINDOW (widget);
  GtkWindow *window =
      page_reminders_dialog_new_statements (self->session,
                                            (const gint64 *)(gpointer)self->partners->data,
                                            self->partners->len, &self->shown);

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

static void
page_statement_window_dispose (GObject *object)
{
  PageStatementWindow *self = PAGE_STATEMENT_WINDOW (object);

  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialog);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->statements, g_array_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->partners, g_array_unref);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_statement_window_parent_class)->dispose (object);
}

static void
page_statement_window_class_init (PageStatementWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = page_statement_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PageStatementWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PageStatementWindow, day);
  gtk_widget_class_bind_template_child (widget_class, PageStatementWindow, chooser);
  gtk_widget_class_bind_template_child (widget_class, PageStatementWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "account.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "account.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "account.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "account.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "account.send",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "account.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_statement_window_init (PageStatementWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->day), _ ("As of"));
  g_date_clear (&self->shown, 1);
  self->statements = g_array_new (FALSE, FALSE, sizeof (Statement));
  g_array_set_clear_func (self->statements, statement_clear);
}

/**
 * page_statement_window_new:
 * @session: who is signed in
 * @partners: (array length=n_partners): customers
 * @n_partners: how many, at most %BIZ_ACCOUNT_MAX
 * @as_of: (nullable): a day; today where it is %NULL
 *
 * Returns: (transfer none): a window that reads at once; destroyed when it is closed
 */
GtkWindow *
page_statement_window_new (ErpSession *session,
                           const gint64 *partners,
                           gsize n_partners,
                           const GDate *as_of)
{
  PageStatementWindow *self;
  GDate today;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (n_partners > 0 && n_partners <= BIZ_ACCOUNT_MAX, NULL);

  self = g_object_new (PAGE_TYPE_STATEMENT_WINDOW, NULL);
  today = page_text_get_today (session);
  self->shown = as_of != NULL ? *as_of : today;
  kit_date_entry_set_today (self->day, &today);
  kit_date_entry_set_date (self->day, &self->shown);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->partners = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), partners,
                                        (guint)n_partners);
  load (self);

  return GTK_WINDOW (self);
}

gboolean
page_statement_window_is_ready (PageStatementWindow *self)
{
  g_return_val_if_fail (PAGE_IS_STATEMENT_WINDOW (self), FALSE);

  return self->accounts != NULL && self->statements->len > 0
         && self->statements->len == self->accounts->len;
}

guint
page_statement_window_get_n_papers (PageStatementWindow *self)
{
  g_return_val_if_fail (PAGE_IS_STATEMENT_WINDOW (self), 0);

  return self->statements->len;
}

/**
 * page_statement_window_save_to_folder:
 * @self: a window that is ready
 * @folder: where to
 * @error: return location
 *
 * Two statements of one name, of two companies, are told apart by a number.
 *
 * Returns: FALSE where one could not be written
 */
gboolean
page_statement_window_save_to_folder (PageStatementWindow *self, GFile *folder, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (PAGE_IS_STATEMENT_WINDOW (self) && G_IS_FILE (folder), FALSE);

  for (guint i = 0; i < self->statements->len; i++)
    {
      char *name = biz_account_dup_file_name (get_statement (self, i)->account);
      g_autoptr (GFile) file = NULL;

      if (g_hash_table_contains (names, name))
        {
          g_autofree char *first = name;

          name = g_strdup_printf ("%u_%s", i + 1, first);
        }
      file = g_file_get_child (folder, name);
      g_hash_table_add (names, name);
      if (!write_statement (get_statement (self, i), file, error))
        return FALSE;
    }

  return TRUE;
}

void
page_statements_present (GtkWidget *over,
                         ErpSession *session,
                         const gint64 *partners,
                         gsize n_partners,
                         const GDate *as_of)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkWindow *window =
      page_statement_window_new (session, partners, MIN (n_partners, BIZ_ACCOUNT_MAX), as_of);

  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
}

void
page_statement_present (GtkWidget *over, ErpSession *session, gint64 partner_id)
{
  page_statements_present (over, session, &partner_id, 1, NULL);
}
