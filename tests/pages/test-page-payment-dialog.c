/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "display-test.h"
#include "kit-date-entry.h"
#include "kit-money-entry.h"
#include "page-company.h"
#include "page-payment-dialog.h"

typedef struct
{
  PageCompany *company;
  BizInvoiceStore *store;
  BizInvoice *invoice;
  GtkWindow *dialog;
  GtkWidget *amount;
  guint n_ended;
  char *done;
  guint n_journal;
} Fixture;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->invoice = biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, NULL);
  g_assert_nonnull (f->invoice);
}

static void
ended_cb (Fixture *f, const char *done)
{
  f->n_ended++;
  f->done = g_strdup (done);
}

static void
journal_cb (Fixture *f)
{
  f->n_journal++;
}

static gboolean
shows (Fixture *f, const char *text)
{
  return f->dialog != NULL && display_test_shows (GTK_WIDGET (f->dialog), text);
}

static GtkWidget *
get_button (Fixture *f, const char *label)
{
  return display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, label);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *kind = data != NULL ? data : "";
  g_autoptr (BizCurrencyTable) currencies = NULL;

  f->company = page_company_new (TRUE);
  currencies = biz_currency_table_new (erp_session_get_capabilities (f->company->session));
  f->store =
      biz_invoice_store_new (ERP_CLIENT (f->company->client), f->company->journal, currencies);
  biz_invoice_store_load_async (f->store, 1, NULL, loaded_cb, f);
  display_test_until (f->invoice != NULL);
  f->company->in_parts = g_str_equal (kind, "parts");
  f->company->early = g_str_equal (kind, "early");
  f->company->lock = g_str_equal (kind, "locked") ? "2026-11-22" : NULL;
  if (g_str_equal (kind, "paid"))
    {
      f->company->n_payments = 1;
      f->company->paid = 230;
    }
  f->dialog = page_payment_dialog_new (f->company->session, f->store, f->invoice);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
  g_signal_connect_swapped (f->dialog, "ended", G_CALLBACK (ended_cb), f);
  g_signal_connect_swapped (f->dialog, "journal-requested", G_CALLBACK (journal_cb), f);
  gtk_window_present (f->dialog);
  f->amount = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_MONEY_ENTRY, NULL);
  if (f->company->in_parts || f->company->early || f->company->lock != NULL)
    return;
  display_test_until (shows (f, "The invoice is paid in full with this."));
  if (data == NULL)
    display_test_until (gtk_widget_get_sensitive (get_button (f, "_Register Payment of $230.00")));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  guint i;

  if (f->dialog != NULL)
    gtk_window_destroy (f->dialog);
  for (i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_null (f->dialog);
  g_clear_object (&f->invoice);
  g_clear_object (&f->store);
  g_free (f->done);
  page_company_free (f->company);
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (f->amount))),
                         text);
}

static void
test_full (Fixture *f, gconstpointer data)
{
  GtkWidget *pay = get_button (f, "_Register Payment of $230.00");

  display_test_click (pay);
  g_assert_false (gtk_widget_is_sensitive (pay));
  g_assert_true (shows (f, "Registering the payment…"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_cmpstr (f->done, ==, "Payment of $230.00 registered");
  g_assert_cmpuint (f->company->n_payments, ==, 1);
  g_assert_cmpfloat (f->company->open, ==, 0);
}

static void
test_partial (Fixture *f, gconstpointer data)
{
  type (f, "100");
  g_assert_true (shows (f, "$130.00 stays open."));
  display_test_click (get_button (f, "_Register Payment of $100.00"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
  g_assert_cmpfloat (f->company->open, ==, 130);
}

static void
test_amounts (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *says;
    gboolean payable;
  } cases[] = {
    { "230", "The invoice is paid in full with this.", TRUE },
    { "229.99", "$0.01 stays open.", TRUE },
    { "230.01", "This is $0.01 more than is open.", TRUE },
    { "0", "The amount must be more than nothing.", FALSE },
    { "-5", "The amount must be more than nothing.", FALSE },
    { "much", "", FALSE },
    { "", "", FALSE },
  };
  GtkWidget *pay = get_button (f, "_Register Payment of $230.00");
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      type (f, cases[i].text);
      g_assert_true (shows (f, cases[i].says));
      g_assert_cmpint (gtk_widget_get_sensitive (pay), ==, cases[i].payable);
    }
  g_assert_cmpuint (f->company->n_payments, ==, 0);
}

static void
test_twice_is_once (Fixture *f, gconstpointer data)
{
  GtkWidget *pay = get_button (f, "_Register Payment of $230.00");
  GtkWidget *entry = GTK_WIDGET (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (f->amount)));

  fake_client_hold (f->company->client, TRUE);
  g_signal_emit_by_name (pay, "clicked");
  g_signal_emit_by_name (pay, "clicked");
  g_signal_emit_by_name (entry, "activate");
  display_test_until (fake_client_get_n_waiting (f->company->client) == 1);
  fake_client_hold (f->company->client, FALSE);
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

static void
test_lost_answer_is_found (Fixture *f, gconstpointer data)
{
  f->company->lose_answer = TRUE;
  display_test_click (get_button (f, "_Register Payment of $230.00"));
  display_test_until (f->dialog == NULL || shows (f, "Open the _Journal")
                      || f->company->n_payments > 1);
  g_assert_null (f->dialog);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  GtkWidget *pay = get_button (f, "_Register Payment of $230.00");
  GtkWidget *journal;

  f->company->lose_answer = TRUE;
  f->company->hide_payments = TRUE;
  display_test_click (pay);
  display_test_until (f->n_ended == 1);
  g_assert_null (f->done);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
  g_assert_cmpuint (erp_journal_get_n_open (f->company->journal), ==, 1);
  g_assert_false (gtk_widget_get_mapped (pay));
  journal = get_button (f, "Open the _Journal");
  g_assert_true (gtk_widget_get_mapped (journal));
  display_test_click (journal);
  g_assert_cmpuint (f->n_journal, ==, 1);
}

static void
test_somebody_paid (Fixture *f, gconstpointer data)
{
  f->company->open = 30;
  display_test_click (get_button (f, "_Register Payment of $230.00"));
  /* Nothing was sent; the rest that is open is shown, what was typed stays. */
  display_test_until (shows (f, "This is $200.00 more than is open."));
  g_assert_cmpuint (f->company->n_payments, ==, 0);
  g_assert_cmpuint (f->n_ended, ==, 0);
  type (f, "30");
  display_test_click (get_button (f, "_Register Payment of $30.00"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  f->company->refuse = "The period is closed.";
  display_test_click (get_button (f, "_Register Payment of $230.00"));
  display_test_until (shows (f, "The payment was not registered.\nThe server refuses it."));
  g_assert_true (gtk_widget_is_sensitive (get_button (f, "_Register Payment of $230.00")));
  f->company->refuse = NULL;
  display_test_click (get_button (f, "_Register Payment of $230.00"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

static void
test_closing_does_not_stop (Fixture *f, gconstpointer data)
{
  fake_client_hold (f->company->client, TRUE);
  display_test_click (get_button (f, "_Register Payment of $230.00"));
  display_test_until (fake_client_get_n_waiting (f->company->client) == 1);
  gtk_window_destroy (f->dialog);
  fake_client_hold (f->company->client, FALSE);
  display_test_until (f->company->n_payments == 1);
}

static AdwComboRow *
find_combo (GtkWidget *root, const char *title)
{
  AdwComboRow *found = NULL;

  if (ADW_IS_COMBO_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return ADW_COMBO_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_combo (child, title);
  return found;
}

static void
test_written_off (Fixture *f, gconstpointer data)
{
  AdwComboRow *handling = find_combo (GTK_WIDGET (f->dialog), "The _Difference");
  AdwComboRow *account = find_combo (GTK_WIDGET (f->dialog), "To Acco_unt");

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (handling)));
  type (f, "229.5");
  display_test_until (gtk_widget_get_mapped (GTK_WIDGET (handling)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (account)));
  adw_combo_row_set_selected (handling, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (account)));
  display_test_click (get_button (f, "_Register Payment of $229.50"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->company->n_payments, ==, 1);
  g_assert_cmpint (f->company->writeoff_account, ==, 31);
}

/* The customer paid the same two days before: it is said, and wants a word. */
static void
test_second (Fixture *f, gconstpointer data)
{
  GtkWidget *pay = get_button (f, "_Register Payment of $230.00");
  GtkWidget *second = display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_CHECK_BUTTON, NULL);

  display_test_until (gtk_widget_get_mapped (second));
  g_assert_false (gtk_widget_get_sensitive (pay));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second), TRUE);
  display_test_until (gtk_widget_get_sensitive (pay));
  type (f, "100");
  g_assert_false (gtk_widget_get_mapped (second) && gtk_widget_get_visible (second)
                  && gtk_widget_get_visible (gtk_widget_get_parent (second)));
  g_assert_true (gtk_widget_get_sensitive (pay));
  /* Another amount and back: it wants the word anew. */
  type (f, "230");
  g_assert_false (gtk_widget_get_sensitive (pay));
}

/* The next of two instalments is proposed; all of it is chosen, or something else typed. */
static void
test_parts (Fixture *f, gconstpointer data)
{
  AdwComboRow *choice;
  GListModel *words;

  display_test_until (get_button (f, "_Register Payment of $30.00") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register Payment of $30.00")));
  choice = find_combo (GTK_WIDGET (f->dialog), "_What Is Paid");
  words = adw_combo_row_get_model (choice);
  g_assert_cmpuint (g_list_model_get_n_items (words), ==, 3);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (words), 0), ==,
                   "The next instalment, $30.00");
  g_assert_cmpuint (adw_combo_row_get_selected (choice), ==, 0);
  g_assert_true (shows (f, "$200.00 stays open."));
  adw_combo_row_set_selected (choice, 1);
  g_assert_true (shows (f, "The invoice is paid in full with this."));
  type (f, "31");
  g_assert_cmpuint (adw_combo_row_get_selected (choice), ==, 2);
  type (f, "30");
  g_assert_cmpuint (adw_combo_row_get_selected (choice), ==, 0);
  display_test_click (get_button (f, "_Register Payment of $30.00"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpfloat (f->company->open, ==, 200);
  g_assert_cmpstr (f->company->handling, ==, "open");
}

/* The discount is claimed only where it is chosen. */
static void
test_early (Fixture *f, gconstpointer data)
{
  AdwComboRow *choice;

  display_test_until (get_button (f, "_Register Payment of $200.00") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register Payment of $200.00")));
  choice = find_combo (GTK_WIDGET (f->dialog), "_What Is Paid");
  g_assert_cmpuint (adw_combo_row_get_selected (choice), ==, 0);
  g_assert_true (shows (f, "The invoice is paid with this, early-payment discount included."));
  adw_combo_row_set_selected (choice, 1);
  g_assert_true (shows (f, "The invoice is paid in full with this."));
  g_assert_nonnull (get_button (f, "_Register Payment of $230.00"));
  adw_combo_row_set_selected (choice, 0);
  display_test_click (get_button (f, "_Register Payment of $200.00"));
  display_test_until (f->dialog == NULL);
  g_assert_cmpstr (f->company->handling, ==, "reconcile");
  g_assert_cmpint (f->company->writeoff_account, ==, 0);
}

/* The books are closed up to today. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  GtkWidget *date;
  GtkWidget *pay;

  display_test_until (get_button (f, "_Register Payment of $230.00") != NULL);
  pay = get_button (f, "_Register Payment of $230.00");
  for (guint i = 0; i < 50; i++)
    display_test_tick ();
  g_assert_false (gtk_widget_get_sensitive (pay));
  date = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_DATE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (date))),
                         "2026-11-23");
  display_test_until (gtk_widget_get_sensitive (pay));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/page-payment-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("full", test_full);
  ADD ("partial", test_partial);
  ADD ("written-off", test_written_off);
  g_test_add ("/page-payment-dialog/second", Fixture, "paid", set_up, test_second, tear_down);
  g_test_add ("/page-payment-dialog/parts", Fixture, "parts", set_up, test_parts, tear_down);
  g_test_add ("/page-payment-dialog/early", Fixture, "early", set_up, test_early, tear_down);
  g_test_add ("/page-payment-dialog/locked", Fixture, "locked", set_up, test_locked, tear_down);
  ADD ("amounts", test_amounts);
  ADD ("twice-is-once", test_twice_is_once);
  ADD ("lost-answer-is-found", test_lost_answer_is_found);
  ADD ("unknown", test_unknown);
  ADD ("somebody-paid", test_somebody_paid);
  ADD ("refused", test_refused);
  ADD ("closing-does-not-stop", test_closing_does_not_stop);
  return g_test_run ();
}
