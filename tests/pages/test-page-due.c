/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-due-maker.h"
#include "display-test.h"
#include "due-company.h"
#include "erp-capabilities-private.h"
#include "erp-row.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "page-due-invoice-dialog.h"
#include "page-due.h"

typedef struct
{
  DueCompany *company;
  PageDue *page;
  GtkWindow *window;
  KitLedgerList *list;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *how = data != NULL ? data : "sales";

  f->company = due_company_new (g_str_equal (how, "books") ? "books" : "sales");
  f->company->empty = g_str_equal (how, "empty");
  f->company->fail = g_str_equal (how, "fail");
  f->page = PAGE_DUE (page_due_new (f->company->session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  f->window = display_test_show (GTK_WIDGET (f->page), 1400, 700);
}

/* Where it can be seen. */
static GtkWidget *
find_make_button (Fixture *f)
{
  GtkWidget *button = display_test_find (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, "_Make Invoices…");

  return button != NULL && gtk_widget_get_visible (button) ? button : NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  KitLedgerList *list = f->list;

  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *)&list);
  display_test_close (f->window);
  g_assert_null (f->page);
  g_assert_null (list);
  due_company_free (f->company);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->page), text);
}

/* The orders in the list, in their order: "2 3 5 1". */
static char *
describe_rows (Fixture *f)
{
  GListModel *rows = page_due_get_rows (f->page);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);
      gpointer item = erp_row_get_item (row);

      if (item != NULL && BIZ_IS_DUE_ORDER (item))
        g_string_append_printf (text, "%s%d", text->len > 0 ? " " : "",
                                (int)biz_due_order_get_facts (item)->id);
    }
  return g_strdup (text->str);
}

static gboolean
has_rows (Fixture *f, const char *expected)
{
  g_autofree char *rows = describe_rows (f);

  return g_str_equal (rows, expected);
}

static void
assert_rows (Fixture *f, const char *expected)
{
  g_autofree char *rows = describe_rows (f);

  g_assert_cmpstr (rows, ==, expected);
}

static void
press_chip (Fixture *f, const char *label)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  GtkWidget *chip = display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, label);

  g_assert_nonnull (chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
}

static void
select_rows (Fixture *f, guint first, guint n)
{
  GtkSelectionModel *model = gtk_column_view_get_model (kit_ledger_list_get_view (f->list));

  gtk_selection_model_select_range (model, first, n, TRUE);
}

/* What is delivered comes first, and of it what has waited longest for the most money. */
static void
test_rank (Fixture *f, gconstpointer data)
{
  display_test_until (has_rows (f, "2 3 5 1"));
  display_test_until (shows (f, "S00002"));
  g_assert_cmpstr (kit_ledger_list_get_count_text (f->list), ==, "4 orders");
  g_assert_true (shows (f, "Deco Addict"));
  g_assert_true (shows (f, "6,000"));
  g_assert_true (shows (f, "2,800"));
  g_assert_true (shows (f, "300.00"));
  g_assert_true (shows (f, "20"));
  g_assert_true (shows (f, "Held"));
  g_assert_false (shows (f, "S00004"));
  g_assert_true (shows (f, "To invoice: $1,580.00   Delivered: $1,580.00   "
                           "Difference to the server: $0.00"));
}

static void
test_chips (Fixture *f, gconstpointer data)
{
  guint before;

  display_test_until (has_rows (f, "2 3 5 1"));
  before = fake_client_get_n_calls (f->company->client);
  press_chip (f, "All");
  assert_rows (f, "2 3 5 1 4");
  press_chip (f, "Held");
  assert_rows (f, "5");
  press_chip (f, "Not Delivered");
  assert_rows (f, "4");
  display_test_until (shows (f, "To invoice: $5,000.00   Delivered: $0.00   "
                                "Difference to the server: $0.00"));
  press_chip (f, "Drafts");
  assert_rows (f, "");
  display_test_until (shows (f, "No Orders Found"));
  /* All of it is there already. */
  g_assert_cmpuint (fake_client_get_n_calls (f->company->client), ==, before);
}

static void
test_tokens (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "customer:azure", "3 1" }, { "days:>15", "2 3" },           { "value:>250", "2 1" },
    { "value:200..300", "2 5" }, { "order:S00003", "3" },         { "delivery:00005", "5" },
    { "why:ready", "2 3 1" },    { "product:desk days:<5", "1" }, { "deco", "2 5" },
    { "", "2 3 5 1" },
  };

  display_test_until (has_rows (f, "2 3 5 1"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      page_due_search (f->page, cases[i].text);
      assert_rows (f, cases[i].rows);
    }
  /* What is not understood is said, and what was found stays. */
  page_due_search (f->page, "why:purple");
  display_test_until (shows (f, "“why:purple” is not known. Write one of: ready, draft, held, "
                                "credit, ordered."));
  assert_rows (f, "2 3 5 1");
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  display_test_until (has_rows (f, "2 3 5 1"));
  kit_ledger_list_sort (f->list, "value", FALSE);
  assert_rows (f, "3 5 2 1");
  kit_ledger_list_sort (f->list, "days", TRUE);
  assert_rows (f, "3 2 5 1");
}

/* The sum is of what is selected, and of everything when no more than one is. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  display_test_until (has_rows (f, "2 3 5 1"));
  select_rows (f, 0, 2);
  display_test_until (shows (f, "To invoice: $370.00   Delivered: $370.00"));
  select_rows (f, 1, 3);
  display_test_until (shows (f, "To invoice: $1,280.00   Delivered: $1,280.00"));
  select_rows (f, 3, 1);
  display_test_until (shows (f, "To invoice: $1,580.00   Delivered: $1,580.00   "
                                "Difference to the server: $0.00"));
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

/* What is selected is what the window is about, and it reads how the orders stand. */
static void
test_make (Fixture *f, gconstpointer data)
{
  GtkWidget *make = display_test_find (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, "_Make Invoices…");
  PageDueInvoiceDialog *dialog;
  GPtrArray *batches;

  display_test_until (has_rows (f, "2 3 5 1"));
  g_assert_false (gtk_widget_is_sensitive (make));
  select_rows (f, 0, 2);
  display_test_until (gtk_widget_is_sensitive (make));
  g_assert_true (display_test_key (GTK_WIDGET (f->page), GDK_KEY_Return, GDK_CONTROL_MASK));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  display_test_until (page_due_invoice_dialog_is_ready (dialog));
  batches = biz_due_maker_get_batches (page_due_invoice_dialog_get_maker (dialog));
  g_assert_cmpuint (batches->len, ==, 2);
  g_assert_cmpstr (biz_due_batch_get_names (g_ptr_array_index (batches, 0)), ==, "S00002");
  g_assert_cmpstr (biz_due_batch_get_names (g_ptr_array_index (batches, 1)), ==, "S00003");
  g_assert_nonnull (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Make 2 Invoices"));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *)&dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  display_test_until (dialog == NULL);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "Everything Is Invoiced"));
  g_assert_true (shows (f, "Orders with something to invoice will be listed here."));
  g_assert_cmpuint (g_list_model_get_n_items (page_due_get_rows (f->page)), ==, 0);
}

static void
test_error (Fixture *f, gconstpointer data)
{
  GtkWidget *retry;

  display_test_until (shows (f, "The server did not answer in time."));
  g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "error");
  retry = display_test_find (GTK_WIDGET (f->list), GTK_TYPE_BUTTON, "_Try Again");
  f->company->fail = FALSE;
  display_test_click (retry);
  display_test_until (has_rows (f, "2 3 5 1"));
  g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "rows");

  /* A refresh that fails takes nothing away. */
  f->company->fail = TRUE;
  g_assert_true (display_test_key (GTK_WIDGET (f->page), GDK_KEY_F5, 0));
  display_test_until (
      shows (f, "What you see may be out of date.\nThe server did not answer in time."));
  assert_rows (f, "2 3 5 1");
}

/* Who keeps the books reads, and has no button that the server would refuse. */
static void
test_rights (Fixture *f, gconstpointer data)
{
  GtkWidget *make = display_test_find (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, "_Make Invoices…");

  display_test_until (g_list_model_get_n_items (page_due_get_rows (f->page)) == 4);
  select_rows (f, 0, 2);
  display_test_until (kit_ledger_list_get_n_selected (f->list) == 2);
  g_assert_false (gtk_widget_get_visible (make));
  display_test_key (GTK_WIDGET (f->page), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_null (find_dialog ());
}

/* Who may make invoices is known a moment after the sign-in. */
static void
test_late_rights (Fixture *f, gconstpointer data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (f->company->session);

  display_test_until (shows (f, "S00002"));
  g_assert_null (find_make_button (f));
  g_hash_table_add (capabilities->groups, g_strdup ("sales_team.group_sale_salesman"));
  erp_capabilities_set_complete (capabilities);
  g_assert_nonnull (find_make_button (f));
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
    { "/due/rank", NULL, test_rank },           { "/due/chips", NULL, test_chips },
    { "/due/tokens", NULL, test_tokens },       { "/due/sort", NULL, test_sort },
    { "/due/selection", NULL, test_selection }, { "/due/make", NULL, test_make },
    { "/due/empty", "empty", test_empty },      { "/due/error", "fail", test_error },
    { "/due/rights", "books", test_rights },    { "/due/late-rights", "books", test_late_rights },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].how, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
