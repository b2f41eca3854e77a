/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "due-company.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "page-due-invoice-dialog.h"
#include "page-exceptions.h"

typedef struct
{
  DueCompany *company;
  PageExceptions *page;
  GtkWindow *window;
  KitLedgerList *list;
  char *model;
  gint64 id;
} Fixture;

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->model);
  f->model = g_strdup (model);
  f->id = id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *how = data != NULL ? data : "sales";
  GtkWidget *scroller;

  f->company = due_company_new (g_str_equal (how, "books") ? "books" : "sales");
  f->company->empty = g_str_equal (how, "empty");
  f->company->fail = g_str_equal (how, "fail");
  f->page = PAGE_EXCEPTIONS (page_exceptions_new (f->company->session));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  /* A window that holds nothing else asks how wide a page is for a height. In that GTK counts the
   * toolbar's baselines, which it does not otherwise, and warns of the pixel between. */
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (f->page));
  f->window = display_test_show (scroller, 1400, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  due_company_free (f->company);
  g_free (f->model);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->page), text);
}

static gboolean
counts (Fixture *f, const char *text)
{
  return g_str_equal (kit_ledger_list_get_count_text (f->list), text);
}

static void
press_chip (Fixture *f, const char *label)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  GtkWidget *chip = display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, label);

  g_assert_nonnull (chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
}

static PageDueInvoiceDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_DUE_INVOICE_DIALOG (window))
        return PAGE_DUE_INVOICE_DIALOG (window); /* GTK keeps it */
    }
  return NULL;
}

static void
test_list (Fixture *f, gconstpointer data)
{
  display_test_until (counts (f, "6 exceptions"));
  display_test_until (shows (f, "Held: 1   Late: 1   Short: 1   Price: 1   Not invoiced: 2"));
  g_assert_true (shows (f, "WH/OUT/00007"));
  g_assert_true (shows (f, "Not delivered, promised 5 days ago"));
  g_assert_true (shows (f, "100.00"));
  g_assert_true (shows (f, "WH/OUT/00009"));
  g_assert_true (shows (f, "Less delivered than ordered; the rest is on a back order"));
  g_assert_true (shows (f, "Desk for 90.00, the customer’s own price is 100.00"));
  g_assert_true (shows (f, "-100.00") || shows (f, "−100.00"));
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  guint before;

  display_test_until (counts (f, "6 exceptions"));
  before = fake_client_get_n_calls (f->company->client);
  press_chip (f, "Late");
  g_assert_true (counts (f, "1 exception"));
  display_test_until (shows (f, "WH/OUT/00007"));
  g_assert_false (shows (f, "WH/OUT/00009"));
  press_chip (f, "Not Invoiced");
  g_assert_true (counts (f, "2 exceptions"));
  press_chip (f, "All");
  page_exceptions_search (f->page, "customer:deco days:>7");
  g_assert_true (counts (f, "2 exceptions"));
  page_exceptions_search (f->page, "customer:nobody");
  display_test_until (shows (f, "No Exceptions Found"));
  /* The counts of the kinds stay. */
  g_assert_cmpuint (fake_client_get_n_calls (f->company->client), ==, before);
  page_exceptions_search (f->page, "kind:purple");
  display_test_until (shows (f, "“kind:purple” is not known. Write one of: held, late, short, "
                                "price, not-invoiced."));
}

/* The document that it is seen in. */
static void
test_open (Fixture *f, gconstpointer data)
{
  display_test_until (counts (f, "6 exceptions"));
  press_chip (f, "Late");
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
  g_assert_cmpstr (f->model, ==, "stock.picking");
  g_assert_cmpint (f->id, ==, 7);
  press_chip (f, "Price");
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
  g_assert_cmpstr (f->model, ==, "sale.order");
  g_assert_cmpint (f->id, ==, 1);
}

/* What is delivered and not invoiced is invoiced here. */
static void
test_mend (Fixture *f, gconstpointer data)
{
  PageDueInvoiceDialog *dialog;

  display_test_until (counts (f, "6 exceptions"));
  press_chip (f, "Not Invoiced");
  kit_ledger_list_select (f->list, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "exceptions.mend", NULL));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  display_test_until (page_due_invoice_dialog_is_ready (dialog));
  g_assert_nonnull (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Make 1 Invoice"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "S00002"));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *)&dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  display_test_until (dialog == NULL);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "No Exceptions"));
  g_assert_true (shows (f, "No order is held, late, short or waits for its invoice."));
}

static void
test_error (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "The server did not answer in time."));
  g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "error");
  f->company->fail = FALSE;
  display_test_click (display_test_find (GTK_WIDGET (f->list), GTK_TYPE_BUTTON, "_Try Again"));
  display_test_until (counts (f, "6 exceptions"));

  f->company->fail = TRUE;
  g_assert_true (display_test_key (GTK_WIDGET (f->page), GDK_KEY_F5, 0));
  display_test_until (
      shows (f, "What you see may be out of date.\nThe server did not answer in time."));
  g_assert_true (counts (f, "6 exceptions"));
}

/* Who may not read deliveries is told what is not looked at. */
static void
test_rights (Fixture *f, gconstpointer data)
{
  display_test_until (
      shows (f, "Late and short deliveries are not shown: you may not read deliveries."));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "web_search_read"), ==, 2);
  g_assert_false (shows (f, "WH/OUT/00007"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    const char *how;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/exceptions/list", NULL, test_list },        { "/exceptions/filters", NULL, test_filters },
    { "/exceptions/open", NULL, test_open },        { "/exceptions/mend", NULL, test_mend },
    { "/exceptions/empty", "empty", test_empty },   { "/exceptions/error", "fail", test_error },
    { "/exceptions/rights", "books", test_rights },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].how, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
