/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "erp-json.h"
#include "kit-money-entry.h"
#include "page-payment-dialog.h"

#include <adwaita.h>
#include <string.h>

/* A payment in another currency than the invoice's, against the demo company. */
typedef struct
{
  DemoDesk desk;
  BizInvoice *invoice;
  GtkWindow *dialog;
  guint n_ended;
} Fixture;

static BizInvoice *
load (DemoDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  BizInvoice *invoice;

  biz_invoice_store_load_async (desk->store, id, NULL, desk_cb, desk);
  result = desk_wait (desk);
  invoice = biz_invoice_store_load_finish (desk->store, result, &error);
  g_assert_no_error (error);

  return invoice;
}

static void
ended_cb (Fixture *f)
{
  f->n_ended++;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_COMBO_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
mentions (GtkWidget *widget, const char *start)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (mentions (child, start))
      return TRUE;

  return FALSE;
}

static GtkWidget *
find_pay_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), "_Register"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_pay_button (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static BizMoney
get_amount (Fixture *f)
{
  GtkWidget *entry = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_MONEY_ENTRY, NULL);
  BizMoney amount = { 0 };

  kit_money_entry_get_value (KIT_MONEY_ENTRY (entry), &amount);

  return amount;
}

static void
choose_currency (Fixture *f, guint i)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (f->dialog), "_Currency")), i);
}

static void
test_paid_in_dollars (gconstpointer data)
{
  Fixture f = { 0 };
  gint64 id;
  BizMoney amount;
  g_autoptr (JsonNode) payments = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *state = NULL;
  GtkWidget *button;

  desk_open (&f.desk, GPOINTER_TO_UINT (data), "controller");
  id = desk_make_draft (&f.desk, "out_invoice", "2026-11-20", "1000");
  json_node_unref (desk_ask (&f.desk, TRUE, "account.move", "action_post", id, NULL));
  f.invoice = load (&f.desk, id);
  f.dialog = page_payment_dialog_new (f.desk.session, f.desk.store, f.invoice);
  g_object_add_weak_pointer (G_OBJECT (f.dialog), (gpointer *)&f.dialog);
  g_signal_connect_swapped (f.dialog, "ended", G_CALLBACK (ended_cb), &f);
  gtk_window_present (f.dialog);
  display_test_until (get_amount (&f).minor == 100000);
  button = find_pay_button (GTK_WIDGET (f.dialog));
  display_test_until (gtk_widget_get_sensitive (button));
  /* by code: EUR, USD */
  choose_currency (&f, 1);
  display_test_until (g_str_equal (get_amount (&f).currency, "USD"));
  amount = get_amount (&f);
  g_assert_cmpint (amount.minor, !=, 100000);
  display_test_until (mentions (GTK_WIDGET (f.dialog), "Settles €1,000.00 of the invoice"));
  /* and back, as if nothing had been chosen */
  choose_currency (&f, 0);
  display_test_until (get_amount (&f).minor == 100000);
  display_test_until (!mentions (GTK_WIDGET (f.dialog), "Settles"));
  choose_currency (&f, 1);
  display_test_until (biz_money_equal (&amount, &(BizMoney){ get_amount (&f).minor, 2, "USD" })
                      && gtk_widget_get_sensitive (button));
  display_test_click (button);
  display_test_until (f.n_ended == 1);
  domain = g_strdup_printf ("[[\"reconciled_invoice_ids\",\"in\",[%" G_GINT64_FORMAT "]]]", id);
  payments = desk_ask (&f.desk, FALSE, "account.payment", "search_read", 0, "domain", domain,
                       "fields", "[\"amount\",\"currency_id\"]", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (payments)), ==, 1);
  {
    JsonObject *row = json_array_get_object_element (json_node_get_array (payments), 0);

    g_assert_cmpfloat_with_epsilon (json_object_get_double_member (row, "amount"),
                                    (double)amount.minor / 100, 0.001);
    g_assert_cmpstr (
        json_array_get_string_element (json_object_get_array_member (row, "currency_id"), 1), ==,
        "USD");
  }
  g_clear_object (&f.invoice);
  f.invoice = load (&f.desk, id);
  g_assert_cmpint (biz_invoice_get_residual (f.invoice).minor, ==, 0);
  g_clear_object (&f.invoice);
  display_test_until (f.dialog == NULL);
  desk_close (&f.desk);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);

  g_test_add_data_func ("/payment-currency/17", GUINT_TO_POINTER (17), test_paid_in_dollars);
  g_test_add_data_func ("/payment-currency/19", GUINT_TO_POINTER (19), test_paid_in_dollars);

  return g_test_run ();
}
