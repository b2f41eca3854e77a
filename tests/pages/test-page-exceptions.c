/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-exception.h"
#include "display-test.h"
#include "due-company.h"
#include "erp-group.h"
#include "erp-row.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "page-due-invoice-dialog.h"
#include "page-due-order.h"
#include "page-exceptions.h"
#include "page-split.h"

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

  f->company = due_company_new (g_str_equal (how, "books") ? "books" : "sales");
  f->company->empty = g_str_equal (how, "empty");
  f->company->fail = g_str_equal (how, "fail");
  f->page = PAGE_EXCEPTIONS (page_exceptions_new (f->company->session));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  f->window = display_test_show (GTK_WIDGET (f->page), 1400, 700);
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

static void
activate_first (Fixture *f)
{
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
}

/* All kinds are about an order, and open it here; a delivery is no page of ours. */
static void
test_open (Fixture *f, gconstpointer data)
{
  PageDueOrder *order =
      PAGE_DUE_ORDER (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_DUE_ORDER, NULL));
  PageSplit *split = PAGE_SPLIT (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_SPLIT, NULL));

  display_test_until (counts (f, "6 exceptions"));
  g_assert_false (page_split_is_record_shown (split));
  press_chip (f, "Late");
  activate_first (f);
  g_assert_true (page_split_is_record_shown (split));
  g_assert_cmpint (page_due_order_get_id (order), !=, 0);
  display_test_key (GTK_WIDGET (f->page), GDK_KEY_Escape, 0);
  g_assert_false (page_split_is_record_shown (split));
  press_chip (f, "Price");
  activate_first (f);
  g_assert_cmpint (page_due_order_get_id (order), ==, 1);
  /* What the order shows opens elsewhere. */
  g_signal_emit_by_name (order, "open-requested", "account.move", (gint64)12);
  g_assert_cmpstr (f->model, ==, "account.move");
  g_assert_cmpint (f->id, ==, 12);
}

static char *
describe_rows (Fixture *f)
{
  GListModel *rows = kit_ledger_list_get_model (f->list);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);
      gpointer item = erp_row_get_item (row);

      if (BIZ_IS_EXCEPTION (item))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                biz_exception_get_facts (item)->document);
      else if (ERP_IS_GROUP (item))
        g_string_append_printf (text, "%s%s (%d)", text->len > 0 ? " " : "",
                                erp_group_get_label (item), (int)erp_group_get_count (item));
    }
  return g_strdup (text->str);
}

#define assert_rows(f, expected)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *rows_ = describe_rows (f);                                                    \
    g_assert_cmpstr (rows_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_order (Fixture *f, gconstpointer data)
{
  const char *const worst = "S00005 WH/OUT/00007 WH/OUT/00009 S00001 S00002 S00003";
  guint before;

  display_test_until (counts (f, "6 exceptions"));
  before = fake_client_get_n_calls (f->company->client);
  assert_rows (f, worst);
  kit_ledger_list_sort (f->list, "document", TRUE);
  assert_rows (f, "WH/OUT/00009 WH/OUT/00007 S00005 S00003 S00002 S00001");
  kit_ledger_list_sort (f->list, "kind", FALSE);
  assert_rows (f, worst);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "order-groups.by", "s", "kind");
  assert_rows (f, "Held (1) Late (1) Short (1) Price (1) Not invoiced (2)");
  g_assert_cmpuint (fake_client_get_n_calls (f->company->client), ==, before);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "order-groups.by", "s", "");
  assert_rows (f, worst);
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
    { "/exceptions/list", NULL, test_list },     { "/exceptions/filters", NULL, test_filters },
    { "/exceptions/open", NULL, test_open },     { "/exceptions/mend", NULL, test_mend },
    { "/exceptions/order", NULL, test_order },   { "/exceptions/empty", "empty", test_empty },
    { "/exceptions/error", "fail", test_error }, { "/exceptions/rights", "books", test_rights },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].how, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
