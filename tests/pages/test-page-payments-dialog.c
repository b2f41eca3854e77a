/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "display-test.h"
#include "kit-date-entry.h"
#include "page-company.h"
#include "page-payments-dialog.h"

typedef struct
{
  PageCompany *company;
  BizInvoiceStore *store;
  GtkWindow *dialog;
  guint n_ended;
  gboolean changed;
} Fixture;

static void
ended_cb (Fixture *f)
{
  f->n_ended++;
  f->changed = page_payments_dialog_is_changed (PAGE_PAYMENTS_DIALOG (f->dialog));
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
  const gint64 ids[] = { 1, 9 };
  const char *kind = data != NULL ? data : "";
  g_autoptr (BizCurrencyTable) currencies = NULL;

  f->company = page_company_new (TRUE);
  f->company->lock = g_str_equal (kind, "locked") ? "2099-12-31" : NULL;
  f->company->early = g_str_equal (kind, "early");
  if (g_str_equal (kind, "paid"))
    {
      f->company->n_payments = 1;
      f->company->paid = 230;
    }
  currencies = biz_currency_table_new (erp_session_get_capabilities (f->company->session));
  f->store =
      biz_invoice_store_new (ERP_CLIENT (f->company->client), f->company->journal, currencies);
  f->dialog = page_payments_dialog_new (f->company->session, f->store, ids, 2, 1);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
  g_signal_connect_swapped (f->dialog, "ended", G_CALLBACK (ended_cb), f);
  gtk_window_present (f->dialog);
  if (f->company->lock == NULL)
    display_test_until (shows (f, "Left Out"));
  else
    display_test_until (get_button (f, "_Register 0 Payments") != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->dialog != NULL)
    gtk_window_close (f->dialog);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_null (f->dialog);
  g_clear_object (&f->store);
  page_company_free (f->company);
}

/* One is paid, the other is gone and said to be. */
static void
test_paid (Fixture *f, gconstpointer data)
{
  GtkWidget *pay;

  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
  pay = get_button (f, "_Register 1 Payment");
  g_assert_true (shows (f, "It is gone, or not for you to see."));
  g_assert_true (shows (f, "Azure Interior"));
  g_assert_true (shows (f, "INV/2026/00001"));
  display_test_click (pay);
  display_test_until (shows (f, "Paid"));
  display_test_until (shows (f, "1 made · 1 left out"));
  g_assert_cmpuint (f->company->n_payments, ==, 1);
  g_assert_cmpfloat (f->company->open, ==, 0);
  g_assert_false (gtk_widget_get_visible (pay));
  gtk_window_close (f->dialog);
  display_test_until (f->dialog == NULL);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_true (f->changed);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
  f->company->refuse = "The period is closed.";
  display_test_click (get_button (f, "_Register 1 Payment"));
  display_test_until (shows (f, "The server refuses it. The period is closed."));
  g_assert_true (shows (f, "1 refused · 1 left out"));
  g_assert_cmpuint (f->company->n_payments, ==, 0);
  gtk_window_close (f->dialog);
  display_test_until (f->dialog == NULL);
  g_assert_false (f->changed);
}

/* An answer is lost for good: not known, and not sent again. */
static void
test_unknown (Fixture *f, gconstpointer data)
{
  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
  f->company->lose_answer = TRUE;
  f->company->hide_payments = TRUE;
  display_test_click (get_button (f, "_Register 1 Payment"));
  display_test_until (shows (f, "Not known"));
  display_test_until (gtk_widget_get_visible (get_button (f, "Open the _Journal")));
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

/* An equal payment is there: it wants a word. */
static void
test_held (Fixture *f, gconstpointer data)
{
  GtkWidget *accept;

  display_test_until (
      shows (f, "1 to look at first · 1 left out · 1 selected row is not read yet"));
  g_assert_false (gtk_widget_get_sensitive (get_button (f, "_Register 0 Payments")));
  accept = display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (accept), TRUE);
  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
}

static void
test_locked (Fixture *f, gconstpointer data)
{
  GtkWidget *date = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_DATE_ENTRY, NULL);

  g_assert_false (gtk_widget_get_sensitive (get_button (f, "_Register 0 Payments")));
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (date))),
                         "2100-01-04");
  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
}

static void
test_early (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "less $30.00 discount"));
  display_test_until (get_button (f, "_Register 1 Payment") != NULL
                      && gtk_widget_get_sensitive (get_button (f, "_Register 1 Payment")));
  display_test_click (get_button (f, "_Register 1 Payment"));
  display_test_until (shows (f, "Paid"));
  g_assert_cmpfloat (f->company->paid, ==, 200);
  g_assert_cmpstr (f->company->handling, ==, "reconcile");
}

#define ADD(name, kind, func)                                                                      \
  g_test_add ("/page-payments-dialog/" name, Fixture, kind, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("paid", NULL, test_paid);
  ADD ("refused", NULL, test_refused);
  ADD ("unknown", NULL, test_unknown);
  ADD ("held", "paid", test_held);
  ADD ("early", "early", test_early);
  ADD ("locked", "locked", test_locked);
  return g_test_run ();
}
