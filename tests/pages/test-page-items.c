/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"
#include "erp-call.h"
#include "display-test.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "page-item-account.h"
#include "page-item-dialog.h"
#include "page-item-propose.h"
#include "page-items.h"

/* Open items by keyboard, against the demo company over its own wire. */

typedef struct
{
  DemoDesk desk;
  gint64 partner;
  PageItems *page;
  GtkWindow *window;
  KitLedgerList *list;
  gint64 opened;
} Fixture;

static gint64
first_id (JsonNode *answer)
{
  gint64 id = json_array_get_int_element (json_node_get_array (answer), 0);

  json_node_unref (answer);
  return id;
}

static void
post (Fixture *f, const char *type, const char *day, const char *price)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"%s\",\"partner_id\":%" G_GINT64_FORMAT ",\"invoice_date\":\"%s\","
      "\"invoice_date_due\":\"%s\",\"invoice_payment_term_id\":false,\"invoice_line_ids\":[[0,0,{"
      "\"name\":\"x\",\"quantity\":1,\"price_unit\":%s,\"tax_ids\":[[6,0,[]]]}]]}]",
      type, f->partner, day, day, price);
  gint64 id =
      first_id (desk_ask (&f->desk, TRUE, "account.move", "create", 0, "vals_list", values, NULL));

  json_node_unref (desk_ask (&f->desk, TRUE, "account.move", "action_post", id, NULL));
}

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_assert_cmpstr (model, ==, "account.move");
  f->opened = id;
}

static gboolean
counts (Fixture *f, const char *text)
{
  return g_str_equal (kit_ledger_list_get_count_text (f->list), text);
}

static gboolean
shows (gpointer widget, const char *text)
{
  return display_test_shows (GTK_WIDGET (widget), text);
}

/* The account has a list, too. */
static KitLedgerList *
find_list (Fixture *f)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  GtkWidget *side = gtk_widget_get_ancestor (chips, GTK_TYPE_SCROLLED_WINDOW);

  return KIT_LEDGER_LIST (
      display_test_find (gtk_widget_get_parent (side), KIT_TYPE_LEDGER_LIST, NULL));
}

/* Invoices of 100.00, 40.00 and 60.00, a credit note of 40.00. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *only = NULL;
  GtkWidget *scroller;

  desk_open (&f->desk, 19, "controller");
  f->partner = first_id (desk_ask (&f->desk, TRUE, "res.partner", "create", 0, "vals_list",
                                   "[{\"name\":\"Items & Sons <Tests>\"}]", NULL));
  post (f, "out_invoice", "2026-09-01", "100");
  post (f, "out_invoice", "2026-10-01", "40");
  post (f, "out_invoice", "2026-11-20", "60");
  post (f, "out_refund", "2026-11-21", "40");
  f->page = PAGE_ITEMS (page_items_new (f->desk.session));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->list = find_list (f);
  only = g_strdup_printf ("partner-ids:%" G_GINT64_FORMAT, f->partner);
  page_items_search (f->page, only);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (f->page));
  f->window = display_test_show (scroller, 1400, 700);
  display_test_until (counts (f, "4 items"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
}

static void
press (Fixture *f, guint key, GdkModifierType state)
{
  display_test_key (GTK_WIDGET (f->list), key, state);
}

/* (nullable) */
static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window; /* GTK keeps it */
    }
  return NULL;
}

/* Selects the rows @first to @last of the list. */
static void
select_rows (Fixture *f, guint first, guint last)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (kit_ledger_list_get_view (f->list));

  gtk_selection_model_select_range (selection, first, last - first + 1, TRUE);
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
test_list (Fixture *f, gconstpointer data)
{
  /* the earliest due first; of the credit nobody says that it is overdue */
  display_test_until (shows (f->list, "Open: €160.00"));
  g_assert_true (shows (f->list, "Items & Sons <Tests>"));
  g_assert_true (shows (f->list, "100.00"));
  g_assert_true (shows (f->list, "-40.00") || shows (f->list, "−40.00"));
  g_assert_true (shows (f->list, "82") || shows (f->list, "83"));
  select_rows (f, 0, 1);
  display_test_until (shows (f->list, "Open: €140.00"));
  press_chip (f, "Overdue");
  display_test_until (counts (f, "3 items"));
  press_chip (f, "Credits to Use");
  display_test_until (counts (f, "1 item"));
  press_chip (f, "Payable");
  display_test_until (shows (f->list, "No Items Found"));
  press_chip (f, "All");
  display_test_until (counts (f, "4 items"));
}

static void
test_account (Fixture *f, gconstpointer data)
{
  PageItemAccount *account =
      PAGE_ITEM_ACCOUNT (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_ITEM_ACCOUNT, NULL));

  g_assert_nonnull (account);
  kit_ledger_list_select (f->list, 1);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 1);
  display_test_until (shows (account, "Balance: €160.00"));
  display_test_until (shows (account, "4 items"));
  g_assert_true (shows (account, "Open items: €160.00, as the balance"));
  g_assert_true (shows (account, "200.00"));
  g_assert_true (shows (account, "140.00"));
  g_assert_cmpint (page_item_account_get_partner (account), ==, f->partner);
  press (f, GDK_KEY_o, GDK_CONTROL_MASK);
  g_assert_cmpint (f->opened, >, 0);
  f->opened = 0;
  g_signal_emit_by_name (kit_ledger_list_get_view (KIT_LEDGER_LIST (
                             display_test_find (GTK_WIDGET (account), KIT_TYPE_LEDGER_LIST, NULL))),
                         "activate", 0);
  g_assert_cmpint (f->opened, >, 0);
}

static gpointer
wait_for_dialog (GType type, const char *text)
{
  display_test_until (find_window (type) != NULL);
  display_test_until (shows (find_window (type), text));

  return find_window (type);
}

/* By keys: what it would do is seen first. */
static void
test_match (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog, *button;

  select_rows (f, 0, 3);
  display_test_until (shows (f->list, "Open: €160.00"));
  press (f, GDK_KEY_m, 0);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_DIALOG, "Stays open");
  g_assert_true (shows (dialog, "160.00"));
  g_assert_true (shows (dialog, "60.00"));
  button = display_test_find (dialog, GTK_TYPE_BUTTON, "_Match in Part");
  g_assert_nonnull (button);
  display_test_click (button);
  display_test_until (find_window (PAGE_TYPE_ITEM_DIALOG) == NULL);
  display_test_until (counts (f, "3 items"));
  display_test_until (shows (f->list, "Open: €160.00"));
  /* and back */
  select_rows (f, 0, 0);
  press (f, GDK_KEY_u, 0);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_DIALOG, "€40.00");
  button = display_test_find (dialog, GTK_TYPE_BUTTON, "_Take Back");
  display_test_click (button);
  display_test_until (find_window (PAGE_TYPE_ITEM_DIALOG) == NULL);
  display_test_until (counts (f, "4 items"));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  select_rows (f, 0, 1);
  press (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_DIALOG,
                            "All of these are debits. A match needs a credit: a payment or a "
                            "credit note.");
  display_test_key (dialog, GDK_KEY_Escape, 0);
  display_test_until (find_window (PAGE_TYPE_ITEM_DIALOG) == NULL);
  g_assert_true (g_str_has_prefix (kit_ledger_list_get_count_text (f->list), "4 items"));
}

/* Somebody matched them while the window was open: said in it, and nothing is written. */
static void
test_faster (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (JsonNode) items = NULL;
  g_autofree char *domain = g_strdup_printf ("[[\"partner_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"account_type\",\"=\",\"asset_receivable\"]]",
                                             f->partner);

  select_rows (f, 1, 3);
  press (f, GDK_KEY_m, 0);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_DIALOG, "Stays open");
  items = desk_ask (&f->desk, FALSE, "account.move.line", "search", 0, "domain", domain, "order",
                    "\"id\"", NULL);
  {
    g_autoptr (ErpCall) call = erp_call_new_write ("account.move.line", "reconcile");
    g_autoptr (GAsyncResult) result = NULL;
    gint64 ids[] = { json_array_get_int_element (json_node_get_array (items), 1),
                     json_array_get_int_element (json_node_get_array (items), 3) };

    erp_call_set_ids (call, ids, 2);
    erp_client_call_async (erp_session_get_client (f->desk.session), call, NULL, desk_cb, &f->desk);
    result = desk_wait (&f->desk);
    json_node_unref (
        erp_client_call_finish (erp_session_get_client (f->desk.session), result, NULL));
  }
  display_test_click (display_test_find (dialog, GTK_TYPE_BUTTON, "_Match in Part"));
  display_test_until (display_test_find (dialog, GTK_TYPE_BUTTON, "_Close") != NULL);
  display_test_key (dialog, GDK_KEY_Escape, 0);
  display_test_until (find_window (PAGE_TYPE_ITEM_DIALOG) == NULL);
  display_test_until (counts (f, "2 items"));
}

static void
test_propose (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  press (f, GDK_KEY_p, 0);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_PROPOSE, "1 match: €40.00");
  display_test_click (display_test_find (dialog, GTK_TYPE_BUTTON, "_Match 1"));
  display_test_until (shows (dialog, "1 match was made."));
  g_assert_true (shows (dialog, "Matched"));
  display_test_key (dialog, GDK_KEY_Escape, 0);
  display_test_until (find_window (PAGE_TYPE_ITEM_PROPOSE) == NULL);
  display_test_until (counts (f, "2 items"));
  /* nothing is left that belongs together */
  press (f, GDK_KEY_p, 0);
  dialog = wait_for_dialog (PAGE_TYPE_ITEM_PROPOSE, "Nothing Belongs Together");
  display_test_key (dialog, GDK_KEY_Escape, 0);
  display_test_until (find_window (PAGE_TYPE_ITEM_PROPOSE) == NULL);
}

/* The server is gone: said in the list, and tried again. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  faulty_client_set_fault (f->desk.client, "web_search_read", FAULTY_NOT_SENT, 5);
  press_chip (f, "All");
  display_test_until (g_str_equal (kit_ledger_list_get_page (f->list), "error"));
  faulty_client_set_fault (f->desk.client, "web_search_read", FAULTY_NONE, 0);
  press (f, GDK_KEY_F5, 0);
  display_test_until (counts (f, "4 items"));
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/page/items/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("list", test_list);
  ADD ("account", test_account);
  ADD ("match", test_match);
  ADD ("refused", test_refused);
  ADD ("faster", test_faster);
  ADD ("propose", test_propose);
  ADD ("gone", test_gone);
#undef ADD

  return g_test_run ();
}
