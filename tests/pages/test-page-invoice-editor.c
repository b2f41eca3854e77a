/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "display-test.h"
#include "kit-date-entry.h"
#include "kit-decimal-entry.h"
#include "kit-search-picker.h"
#include "page-company.h"
#include "page-edit-conflict.h"
#include "page-editor-line.h"
#include "page-invoice-editor.h"

#include <string.h>

typedef struct
{
  PageCompany *company;
  BizInvoiceStore *store;
  PageInvoiceEditor *editor;
  GtkWindow *window;
  gint64 saved;
  guint n_closed;
} Fixture;

static void
saved_cb (Fixture *f, gint64 id)
{
  f->saved = id;
}

static void
closed_cb (Fixture *f)
{
  f->n_closed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const gint64 companies[] = { 1, 2 };
  g_autoptr (BizCurrencyTable) currencies = NULL;

  f->company = page_company_new (TRUE);
  erp_session_set_active_companies (f->company->session, companies, G_N_ELEMENTS (companies));
  currencies = biz_currency_table_new (erp_session_get_capabilities (f->company->session));
  f->store =
      biz_invoice_store_new (ERP_CLIENT (f->company->client), f->company->journal, currencies);
  f->editor = PAGE_INVOICE_EDITOR (page_invoice_editor_new (f->company->session, f->store));
  g_signal_connect_swapped (f->editor, "saved", G_CALLBACK (saved_cb), f);
  g_signal_connect_swapped (f->editor, "closed", G_CALLBACK (closed_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->editor), 600, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->editor), (gpointer *)&f->editor);
  display_test_close (f->window);
  g_assert_null (f->editor);
  g_clear_object (&f->store);
  page_company_free (f->company);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->editor), text);
}

static GtkWidget *
get_line (Fixture *f, guint nth)
{
  GtkWidget *line = display_test_find (GTK_WIDGET (f->editor), PAGE_TYPE_EDITOR_LINE, NULL);

  while (nth-- > 0)
    line = gtk_widget_get_next_sibling (line);
  return line;
}

/* Types into the picker at or below @root and takes the first that is found. */
static void
pick (GtkWidget *root, const char *text)
{
  KitSearchPicker *picker =
      KIT_SEARCH_PICKER (display_test_find (root, KIT_TYPE_SEARCH_PICKER, NULL));
  GtkWidget *entry = GTK_WIDGET (kit_search_picker_get_editable (picker));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  display_test_until (display_test_find (root, GTK_TYPE_LIST_BOX_ROW, NULL) != NULL);
  display_test_until (kit_search_picker_is_open (picker));
  display_test_key (entry, GDK_KEY_Return, 0);
  display_test_until (!kit_search_picker_is_open (picker));
}

static void
type_quantity (GtkWidget *line, const char *text)
{
  KitParsedEntry *entry = KIT_PARSED_ENTRY (display_test_find (line, KIT_TYPE_DECIMAL_ENTRY, NULL));

  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (entry)), text);
}

static void
write_invoice (Fixture *f)
{
  pick (GTK_WIDGET (f->editor), "azure");
  pick (get_line (f, 0), "desk");
}

static void
save (Fixture *f)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->editor), "editor.save", NULL));
}

static void
test_totals_follow (Fixture *f, gconstpointer data)
{
  write_invoice (f);
  display_test_until (shows (f, "115.00"));
  g_assert_true (shows (f, "Tax 15%"));
  g_assert_true (shows (f, "30 Days, due 2026-12-22"));
  type_quantity (get_line (f, 0), "3");
  /* Old amounts do not stand beside the new quantity. */
  g_assert_false (shows (f, "115.00"));
  display_test_until (shows (f, "345.00"));
  /* A second line is offered at once. */
  pick (get_line (f, 1), "desk");
  display_test_until (shows (f, "460.00"));
  g_assert_nonnull (get_line (f, 2));
}

static void
test_remove_line (Fixture *f, gconstpointer data)
{
  BizInvoiceDraft *draft = page_invoice_editor_get_draft (f->editor);

  write_invoice (f);
  pick (get_line (f, 1), "desk");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_invoice_draft_get_lines (draft))),
                    ==, 2);
  g_signal_emit_by_name (get_line (f, 0), "removed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_invoice_draft_get_lines (draft))),
                    ==, 1);
  display_test_until (shows (f, "115.00"));
}

static void
test_save (Fixture *f, gconstpointer data)
{
  write_invoice (f);
  save (f);
  display_test_until (f->saved == 3);
  g_assert_cmpuint (f->company->n_created, ==, 1);
}

static void
test_what_is_missing (Fixture *f, gconstpointer data)
{
  save (f);
  g_assert_true (shows (f, "Choose a customer."));
  g_assert_cmpuint (f->company->n_created, ==, 0);
  write_invoice (f);
  type_quantity (get_line (f, 0), "some");
  save (f);
  g_assert_cmpuint (f->company->n_created, ==, 0);
  g_assert_nonnull (kit_parsed_entry_get_error (
      KIT_PARSED_ENTRY (display_test_find (get_line (f, 0), KIT_TYPE_DECIMAL_ENTRY, NULL))));
}

static void
test_refused_keeps_the_draft (Fixture *f, gconstpointer data)
{
  write_invoice (f);
  f->company->refuse = "The period is closed.";
  save (f);
  display_test_until (
      shows (f, "The draft was not saved. What you wrote is still here.\nThe server refuses it."));
  g_assert_true (page_invoice_editor_is_touched (f->editor));
  f->company->refuse = NULL;
  save (f);
  display_test_until (f->saved == 3);
}

static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  write_invoice (f);
  f->company->lose_answer = TRUE;
  save (f);
  /* The mark on it tells that it was made: it is opened as if the answer had come. */
  display_test_until (f->saved == 3);
  g_assert_cmpuint (f->company->n_created, ==, 1);
}

static void
test_company (Fixture *f, gconstpointer data)
{
  BizInvoiceDraft *draft = page_invoice_editor_get_draft (f->editor);
  GtkDropDown *drop =
      GTK_DROP_DOWN (display_test_find (GTK_WIDGET (f->editor), GTK_TYPE_DROP_DOWN, NULL));

  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (drop)));
  g_assert_cmpint (biz_invoice_draft_get_company_id (draft), ==, 1);
  gtk_drop_down_set_selected (drop, 1);
  g_assert_cmpint (biz_invoice_draft_get_company_id (draft), ==, 2);
}

static GtkWidget *
find_message_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GList *l;

  for (l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data))
        return l->data;
    }
  return NULL;
}

static void
respond (const char *response)
{
  GtkWidget *dialog = find_message_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_leaving (Fixture *f, gconstpointer data)
{
  page_invoice_editor_close (f->editor);
  g_assert_cmpuint (f->n_closed, ==, 1);

  pick (GTK_WIDGET (f->editor), "azure");
  page_invoice_editor_close (f->editor);
  g_assert_cmpuint (f->n_closed, ==, 1);
  respond ("cancel");
  g_assert_cmpuint (f->n_closed, ==, 1);

  page_invoice_editor_close (f->editor);
  respond ("do");
  g_assert_cmpuint (f->n_closed, ==, 2);
}

static void
test_preview_fails (Fixture *f, gconstpointer data)
{
  write_invoice (f);
  display_test_until (shows (f, "115.00"));
  f->company->fail_reads = TRUE;
  type_quantity (get_line (f, 0), "2");
  display_test_until (shows (f, "Taxes and totals could not be calculated.\nThe server did not "
                                "answer in time."));
  f->company->fail_reads = FALSE;
  type_quantity (get_line (f, 0), "4");
  display_test_until (shows (f, "460.00"));
  g_assert_false (shows (f, "Taxes and totals could not be calculated.\nThe server did not "
                            "answer in time."));
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Draft 2 of the server. */
static void
set_up_edit (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizInvoice) invoice = NULL;

  f->company = page_company_new (TRUE);
  currencies = biz_currency_table_new (erp_session_get_capabilities (f->company->session));
  f->store =
      biz_invoice_store_new (ERP_CLIENT (f->company->client), f->company->journal, currencies);
  biz_invoice_store_load_async (f->store, 2, NULL, take_result_cb, &result);
  display_test_until (result != NULL);
  invoice = biz_invoice_store_load_finish (f->store, result, NULL);
  f->editor =
      PAGE_INVOICE_EDITOR (page_invoice_editor_new_for (f->company->session, f->store, invoice));
  g_signal_connect_swapped (f->editor, "saved", G_CALLBACK (saved_cb), f);
  g_signal_connect_swapped (f->editor, "closed", G_CALLBACK (closed_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->editor), 600, 700);
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "Edit Draft 2"));
  display_test_until (shows (f, "230.00"));
  g_assert_false (page_invoice_editor_is_touched (f->editor));
  type_quantity (get_line (f, 0), "3");
  display_test_until (shows (f, "345.00"));
  g_assert_true (page_invoice_editor_is_touched (f->editor));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->editor), "editor.add-section", NULL));
  save (f);
  /* a section without words is not sent */
  display_test_until (shows (f, "Line 2 needs words."));
  g_assert_null (f->company->edited);
  biz_draft_line_set_description (page_editor_line_get_line (PAGE_EDITOR_LINE (get_line (f, 1))),
                                  "More");
  save (f);
  display_test_until (f->saved == 2);
  g_assert_nonnull (strstr (f->company->edited,
                            "\"invoice_line_ids\":[[1,69,{\"quantity\":3}],[0,0,{"
                            "\"display_type\":\"line_section\",\"name\":\"More\"}]]"));
}

static void
test_edit_nothing (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "230.00"));
  save (f);
  display_test_until (f->saved == 2);
  g_assert_null (f->company->edited);
}

/* Both versions stand side by side; mine is written only when the person says so. */
static void
test_conflict (Fixture *f, gconstpointer data)
{
  GtkWidget *conflict = display_test_find (GTK_WIDGET (f->editor), PAGE_TYPE_EDIT_CONFLICT, NULL);

  display_test_until (shows (f, "230.00"));
  type_quantity (get_line (f, 0), "3");
  f->company->written++;
  save (f);
  display_test_until (gtk_widget_get_visible (conflict));
  g_assert_null (f->company->edited);
  g_assert_cmpint (f->saved, ==, 0);
  g_assert_true (display_test_shows (conflict, "Quantity of Desk, white · 2 × 100.00"));
  g_assert_true (display_test_shows (conflict, "Yours: 3"));
  g_assert_true (display_test_shows (conflict, "Theirs: 2"));

  g_signal_emit_by_name (display_test_find (conflict, GTK_TYPE_BUTTON, "Take _Mine"), "clicked");
  display_test_until (f->saved == 2);
  g_assert_nonnull (strstr (f->company->edited, "[1,69,{\"quantity\":3}]"));
}

/* What only the person changed is chosen already; the other side is a click away. */
static void
test_take_chosen (Fixture *f, gconstpointer data)
{
  GtkWidget *conflict = display_test_find (GTK_WIDGET (f->editor), PAGE_TYPE_EDIT_CONFLICT, NULL);
  GtkWidget *mine;

  display_test_until (shows (f, "230.00"));
  type_quantity (get_line (f, 0), "3");
  biz_invoice_draft_set_reference (page_invoice_editor_get_draft (f->editor), "PO 9");
  f->company->written++;
  save (f);
  display_test_until (gtk_widget_get_visible (conflict));
  g_assert_true (display_test_shows (conflict, "Yours: PO 9"));
  mine = display_test_find (conflict, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (mine)));
  /* the reference as it was, the quantity mine */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (mine)), TRUE);
  g_signal_emit_by_name (display_test_find (conflict, GTK_TYPE_BUTTON, "_Save What Is Chosen"),
                         "clicked");
  display_test_until (f->saved == 2);
  g_assert_nonnull (strstr (f->company->edited, "[1,69,{\"quantity\":3}]"));
  g_assert_null (strstr (f->company->edited, "PO 9"));
}

static void
test_take_theirs (Fixture *f, gconstpointer data)
{
  GtkWidget *conflict = display_test_find (GTK_WIDGET (f->editor), PAGE_TYPE_EDIT_CONFLICT, NULL);

  display_test_until (shows (f, "230.00"));
  type_quantity (get_line (f, 0), "3");
  f->company->written++;
  save (f);
  display_test_until (gtk_widget_get_visible (conflict));
  g_signal_emit_by_name (display_test_find (conflict, GTK_TYPE_BUTTON, "Take _Theirs"), "clicked");
  g_assert_cmpint (f->saved, ==, 2);
  g_assert_null (f->company->edited);
}

/* Terms, a tax and the place of a line are chosen by hand. */
static void
test_choices (Fixture *f, gconstpointer data)
{
  BizInvoiceDraft *draft = page_invoice_editor_get_draft (f->editor);
  BizDraftLine *line;
  GtkMenuButton *button;
  GtkWidget *popover;
  GtkWidget *check;
  const gint64 *taxes;
  gsize n;

  display_test_until (shows (f, "230.00"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->editor), "editor.add-text", NULL));
  line = page_editor_line_get_line (PAGE_EDITOR_LINE (get_line (f, 1)));
  biz_draft_line_set_description (line, "Freight");
  g_signal_emit_by_name (get_line (f, 1), "moved", -1);
  g_assert_true (page_editor_line_get_line (PAGE_EDITOR_LINE (get_line (f, 0))) == line);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_invoice_draft_get_lines (draft))),
                    ==, 2);
  button = GTK_MENU_BUTTON (display_test_find (get_line (f, 0), GTK_TYPE_MENU_BUTTON, NULL));
  display_test_until (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  gtk_menu_button_popup (button);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  check = display_test_find (popover, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  check = gtk_widget_get_next_sibling (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  taxes = biz_draft_line_get_taxes (line, &n);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpint (taxes[n - 1], ==, 2);
}

#define ADD_EDIT(name, func)                                                                       \
  g_test_add ("/page-invoice-editor/" name, Fixture, NULL, set_up_edit, func, tear_down)

#define ADD(name, func)                                                                            \
  g_test_add ("/page-invoice-editor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("totals-follow", test_totals_follow);
  ADD ("remove-line", test_remove_line);
  ADD ("save", test_save);
  ADD ("what-is-missing", test_what_is_missing);
  ADD ("refused-keeps-the-draft", test_refused_keeps_the_draft);
  ADD ("lost-answer", test_lost_answer);
  ADD ("company", test_company);
  ADD ("leaving", test_leaving);
  ADD ("preview-fails", test_preview_fails);
  ADD_EDIT ("edit", test_edit);
  ADD_EDIT ("edit-nothing", test_edit_nothing);
  ADD_EDIT ("conflict", test_conflict);
  ADD_EDIT ("take-theirs", test_take_theirs);
  ADD_EDIT ("choices", test_choices);
  ADD_EDIT ("take-chosen", test_take_chosen);
  return g_test_run ();
}
