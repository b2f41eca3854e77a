/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "display-test.h"
#include "page-company.h"
#include "page-invoice-credits.h"

typedef struct
{
  PageCompany *company;
  BizInvoiceStore *store;
  BizInvoice *invoice;
  GtkWidget *credits;
  GtkWindow *window;
  guint n_changed;
} Fixture;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->invoice = biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, NULL);
  g_assert_nonnull (f->invoice);
}

/* As the record does: the invoice is another one now. */
static void
changed_cb (Fixture *f)
{
  f->n_changed++;
  page_invoice_credits_set_invoice (PAGE_INVOICE_CREDITS (f->credits), f->invoice);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (f->credits, text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;

  f->company = page_company_new (data == NULL);
  f->company->has_credit = TRUE;
  currencies = biz_currency_table_new (erp_session_get_capabilities (f->company->session));
  f->store =
      biz_invoice_store_new (ERP_CLIENT (f->company->client), f->company->journal, currencies);
  biz_invoice_store_load_async (f->store, 1, NULL, loaded_cb, f);
  display_test_until (f->invoice != NULL);
  f->credits = g_object_new (PAGE_TYPE_INVOICE_CREDITS, NULL);
  page_invoice_credits_connect (PAGE_INVOICE_CREDITS (f->credits), f->company->session, f->store);
  g_signal_connect_swapped (f->credits, "changed", G_CALLBACK (changed_cb), f);
  f->window = display_test_show (f->credits, 400, 400);
  page_invoice_credits_set_invoice (PAGE_INVOICE_CREDITS (f->credits), f->invoice);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  g_clear_object (&f->invoice);
  g_clear_object (&f->store);
  page_company_free (f->company);
}

static void
test_apply_and_take_off (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "Can Be Applied"));
  g_assert_true (shows (f, "RINV/2026/00001"));
  g_assert_false (shows (f, "Payments and Credits Applied"));
  display_test_click (display_test_find (f->credits, GTK_TYPE_BUTTON, "_Apply"));
  display_test_until (f->n_changed == 1 && shows (f, "Payments and Credits Applied"));
  g_assert_true (f->company->credit_applied);
  g_assert_false (shows (f, "Can Be Applied"));
  display_test_click (display_test_find (f->credits, GTK_TYPE_BUTTON, "_Take Off"));
  display_test_until (f->n_changed == 2 && shows (f, "Can Be Applied"));
  g_assert_false (f->company->credit_applied);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "Can Be Applied"));
  f->company->refuse = "The period is closed.";
  display_test_click (display_test_find (f->credits, GTK_TYPE_BUTTON, "_Apply"));
  display_test_until (shows (f, "It was not done.\nThe server refuses it."));
  g_assert_false (f->company->credit_applied);
  f->company->refuse = NULL;
}

/* Who may only look sees what there is, and no verbs. */
static void
test_looker (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "Can Be Applied"));
  g_assert_null (display_test_find (f->credits, GTK_TYPE_BUTTON, "_Apply"));
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add ("/page-invoice-credits/apply-and-take-off", Fixture, NULL, set_up,
              test_apply_and_take_off, tear_down);
  g_test_add ("/page-invoice-credits/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/page-invoice-credits/looker", Fixture, "looker", set_up, test_looker, tear_down);

  return g_test_run ();
}
