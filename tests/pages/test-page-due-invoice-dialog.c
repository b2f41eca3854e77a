/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-due-store.h"
#include "demo-desk.h"
#include "display-test.h"
#include "kit-decimal-entry.h"
#include "kit-parsed-entry.h"
#include "page-due-invoice-dialog.h"

#include <string.h>

/* The window that makes invoices, against the demo company over its own wire. */

#define METHOD "create_invoices"

typedef struct
{
  DemoDesk desk;
  gint64 ids[2]; /* orders of 100.00 and 200.00 without taxes */
  GPtrArray *orders;
  GtkWindow *dialog;
  guint n_made;
  guint n_journal;
  gint64 opened;
} Fixture;

static gint64
first_id (JsonNode *answer)
{
  gint64 id = json_array_get_int_element (json_node_get_array (answer), 0);

  json_node_unref (answer);
  return id;
}

static gint64
make_order (Fixture *f, int price)
{
  gint64 partner =
      first_id (desk_ask (&f->desk, TRUE, "res.partner", "create", 0, "vals_list",
                          "[{\"name\":\"Due & Sons <Tests>\",\"is_company\":true}]", NULL));
  gint64 product =
      first_id (desk_ask (&f->desk, FALSE, "product.product", "search", 0, "domain",
                          "[[\"sale_ok\",\"=\",true],[\"invoice_policy\",\"=\",\"order\"]]",
                          "limit", "1", NULL));
  g_autofree char *values =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":1,\"price_unit\":%d,\"tax_ids\":[[6,0,[]]]}]]}]",
                       partner, product, price);
  gint64 id =
      first_id (desk_ask (&f->desk, TRUE, "sale.order", "create", 0, "vals_list", values, NULL));

  json_node_unref (desk_ask (&f->desk, TRUE, "sale.order", "action_confirm", id, NULL));
  return id;
}

static BizDueOrder *
find_order (GPtrArray *orders, gint64 id)
{
  for (guint i = 0; i < orders->len; i++)
    {
      if (biz_due_order_get_facts (g_ptr_array_index (orders, i))->id == id)
        return g_ptr_array_index (orders, i);
    }
  g_assert_not_reached ();
}

static void
read_orders (Fixture *f, guint n)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (f->desk.capabilities);
  g_autoptr (BizDueStore) store = biz_due_store_new (f->desk.session, currencies);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDueBook) book = NULL;
  g_autoptr (GPtrArray) due = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  biz_due_store_read_async (store, &today, NULL, NULL, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  book = biz_due_store_read_finish (store, result, &error);
  g_assert_no_error (error);
  due = biz_due_book_get_orders (book);
  f->orders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (f->orders, g_object_ref (find_order (due, f->ids[i])));
}

static void
made_cb (Fixture *f)
{
  f->n_made++;
}

static void
journal_cb (Fixture *f)
{
  f->n_journal++;
}

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_assert_cmpstr (model, ==, "account.move");
  f->opened = id;
}

static void
open_dialog (Fixture *f)
{
  f->dialog = page_due_invoice_dialog_new (f->desk.session, f->desk.store, f->orders);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
  g_signal_connect_swapped (f->dialog, "made", G_CALLBACK (made_cb), f);
  g_signal_connect_swapped (f->dialog, "journal-requested", G_CALLBACK (journal_cb), f);
  g_signal_connect_swapped (f->dialog, "open-requested", G_CALLBACK (open_cb), f);
  gtk_window_present (f->dialog);
}

static void
open_ready (Fixture *f)
{
  open_dialog (f);
  display_test_until (page_due_invoice_dialog_is_ready (PAGE_DUE_INVOICE_DIALOG (f->dialog)));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);

  desk_open (&f->desk, 19, "controller");
  for (guint i = 0; i < n; i++)
    f->ids[i] = make_order (f, i == 0 ? 100 : 200);
  read_orders (f, n);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->dialog != NULL)
    gtk_window_destroy (f->dialog);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_null (f->dialog);
  g_ptr_array_unref (f->orders);
  desk_close (&f->desk);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->dialog), text);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

/* The row of the n-th order. */
static GtkWidget *
get_row (Fixture *f, guint n)
{
  GtkWidget *row = find_row (GTK_WIDGET (f->dialog),
                             biz_due_order_get_facts (g_ptr_array_index (f->orders, n))->name);

  g_assert_nonnull (row);
  return row;
}

/* What it says, to its end. */
static void
assert_says (Fixture *f, guint n, const char *text)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (f, n)));

  if (strstr (subtitle, text) == NULL)
    g_error ("“%s” does not say “%s”", subtitle, text);
}

static GtkWidget *
get_make (Fixture *f, const char *label)
{
  GtkWidget *button = display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  return button;
}

static void
make (Fixture *f, const char *label)
{
  display_test_click (get_make (f, label));
  display_test_until (f->n_made == 1);
}

static void
set_post (Fixture *f, gboolean post)
{
  GtkWidget *row = find_row (GTK_WIDGET (f->dialog), "_Post Them at Once");

  gtk_switch_set_active (GTK_SWITCH (display_test_find (row, GTK_TYPE_SWITCH, NULL)), post);
}

static guint
count_invoices (Fixture *f, guint n)
{
  g_autoptr (JsonNode) answer = desk_ask (&f->desk, FALSE, "sale.order", "read", f->ids[n],
                                          "fields", "[\"invoice_ids\"]", NULL);
  JsonObject *order = json_array_get_object_element (json_node_get_array (answer), 0);

  return json_array_get_length (json_object_get_array_member (order, "invoice_ids"));
}

static void
test_one (Fixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  GtkWidget *button;

  open_ready (f);
  g_assert_true (shows (f, "Due & Sons <Tests>"));
  set_post (f, FALSE);
  button = get_make (f, "_Make 1 Invoice");
  make (f, "_Make 1 Invoice");
  assert_says (f, 0, ": made, a draft");
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpuint (count_invoices (f, 0), ==, 1);
  /* Asked again it does nothing. */
  page_due_invoice_dialog_make (PAGE_DUE_INVOICE_DIALOG (f->dialog));
  g_assert_false (biz_due_maker_is_running (
      page_due_invoice_dialog_get_maker (PAGE_DUE_INVOICE_DIALOG (f->dialog))));
  display_test_click (display_test_find (get_row (f, 0), GTK_TYPE_BUTTON, "_Open"));
  g_assert_cmpint (f->opened, >, 0);
  state = desk_get_state (&f->desk, f->opened);
  g_assert_cmpstr (state, ==, "draft");
  display_test_until (f->dialog == NULL);

  /* The next who looks is told of the draft. */
  open_ready (f);
  g_assert_nonnull (biz_due_maker_get_drafts (
      page_due_invoice_dialog_get_maker (PAGE_DUE_INVOICE_DIALOG (f->dialog))));
}

static void
test_two (Fixture *f, gconstpointer data)
{
  open_ready (f);
  set_post (f, TRUE);
  make (f, "_Make 2 Invoices");
  for (guint i = 0; i < 2; i++)
    {
      assert_says (f, i, ": made and posted");
      g_assert_cmpuint (count_invoices (f, i), ==, 1);
    }
  g_assert_true (shows (f, "2 posted"));
}

/* The first is made, the second says why not. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  open_ready (f);
  set_post (f, FALSE);
  json_node_unref (desk_ask (&f->desk, TRUE, "sale.order", "action_cancel", f->ids[1], NULL));
  make (f, "_Make 2 Invoices");
  assert_says (f, 0, ": made, a draft");
  assert_says (f, 1, "\nnot made\nOnly a confirmed order is invoiced. Look at the order again.");
  g_assert_true (gtk_widget_has_css_class (get_row (f, 1), "error"));
  g_assert_null (display_test_find (get_row (f, 1), GTK_TYPE_BUTTON, "_Open"));
  g_assert_true (shows (f, "1 drafts · 1 refused"));
}

/* It happened and the answer is lost: it is found, and not made twice. */
static void
test_lost (Fixture *f, gconstpointer data)
{
  open_ready (f);
  set_post (f, FALSE);
  faulty_client_set_fault (f->desk.client, METHOD, FAULTY_LOST_AFTER, 1);
  make (f, "_Make 2 Invoices");
  for (guint i = 0; i < 2; i++)
    {
      assert_says (f, i, ": made, a draft");
      g_assert_cmpuint (count_invoices (f, i), ==, 1);
    }
}

/* Nobody knows: that is said, and the journal is at hand. */
static void
test_not_known (Fixture *f, gconstpointer data)
{
  open_ready (f);
  set_post (f, FALSE);
  faulty_client_set_fault (f->desk.client, METHOD, FAULTY_LOST_BEFORE, 1);
  make (f, "_Make 2 Invoices");
  assert_says (f, 0, "\nnot known yet; the journal goes on looking");
  assert_says (f, 1, ": made, a draft");
  g_assert_true (shows (f, "1 drafts · 1 not known"));
  g_assert_cmpuint (count_invoices (f, 0), ==, 0);
  display_test_click (display_test_find (get_row (f, 0), GTK_TYPE_BUTTON, "_Journal"));
  g_assert_cmpuint (f->n_journal, ==, 1);
  g_assert_cmpint (f->opened, ==, 0);
}

static void
test_load_fails (Fixture *f, gconstpointer data)
{
  faulty_client_set_fault (f->desk.client, "web_search_read", FAULTY_NOT_SENT, 1);
  open_dialog (f);
  display_test_until (shows (f, "The orders could not be read.\nNot sent"));
  display_test_click (display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, "_Retry"));
  display_test_until (page_due_invoice_dialog_is_ready (PAGE_DUE_INVOICE_DIALOG (f->dialog)));
}

static void
type_amount (Fixture *f, guint method, const char *text)
{
  GtkWidget *entry = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_DECIMAL_ENTRY, NULL);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (f->dialog), "_Invoice")),
                              method);
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry))),
                         text);
}

static void
test_down_payment (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *invoice;

  open_ready (f);
  set_post (f, FALSE);
  type_amount (f, 1, "");
  g_assert_false (gtk_widget_is_sensitive (get_make (f, "_Make 1 Invoice")));
  type_amount (f, 2, "9999");
  display_test_click (get_make (f, "_Make 1 Invoice"));
  g_assert_true (shows (f, "A down payment is not more than the order. Write less."));
  g_assert_cmpuint (count_invoices (f, 0), ==, 0);
  type_amount (f, 1, "20");
  make (f, "_Make 1 Invoice");
  assert_says (f, 0, ": made, a draft");
  display_test_click (display_test_find (get_row (f, 0), GTK_TYPE_BUTTON, "_Open"));
  answer = desk_ask (&f->desk, FALSE, "account.move", "read", f->opened, "fields",
                     "[\"amount_untaxed\"]", NULL);
  invoice = json_array_get_object_element (json_node_get_array (answer), 0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (invoice, "amount_untaxed"), 20,
                                  1e-6);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    guint n_orders;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/due-invoice/one", 1, test_one },
    { "/due-invoice/two", 2, test_two },
    { "/due-invoice/refused", 2, test_refused },
    { "/due-invoice/lost", 2, test_lost },
    { "/due-invoice/not-known", 2, test_not_known },
    { "/due-invoice/load-fails", 1, test_load_fails },
    { "/due-invoice/down-payment", 1, test_down_payment },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].n_orders), set_up, tests[i].func,
                tear_down);
  return g_test_run ();
}
