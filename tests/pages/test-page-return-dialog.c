/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-return-store.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-json.h"
#include "kit-decimal-entry.h"
#include "page-chain.h"
#include "page-credit-note-dialog.h"
#include "page-return-dialog.h"
#include "page-return-row.h"

#include <string.h>

/* Five lamps at 100.00 were delivered and invoiced; the chain stands in a window, and everything
 * after that is done by keys. */
typedef struct
{
  DemoDesk desk;
  gint64 order;
  gint64 product;
  gint64 picking;
  gint64 move;
  gint64 invoice;
  PageChain *chain;
  GtkWindow *window;
  gboolean is_small; /* the dialog */
  guint n_changed;
  char *opened; /* "account.move" */
} Fixture;

static gint64
get_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  if (JSON_NODE_HOLDS_ARRAY (answer))
    return json_array_get_int_element (json_node_get_array (answer), 0);

  return json_node_get_int (answer);
}

static gint64
find (Fixture *f, const char *model, const char *field, gint64 id)
{
  g_autofree char *domain = g_strdup_printf ("[[\"%s\",\"=\",%" G_GINT64_FORMAT "]]", field, id);

  return get_id (desk_ask (&f->desk, FALSE, model, "search", 0, "domain", domain, "order",
                           "\"id desc\"", "limit", "1", NULL));
}

static void
make_invoice (Fixture *f)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"advance_payment_method\":\"delivered\",\"sale_order_ids\":[[6,0,[%" G_GINT64_FORMAT
      "]]]}]",
      f->order);
  const gint64 wizard = get_id (desk_ask (&f->desk, TRUE, "sale.advance.payment.inv", "create", 0,
                                          "vals_list", values, NULL));

  json_node_unref (
      desk_ask (&f->desk, TRUE, "sale.advance.payment.inv", "create_invoices", wizard, NULL));
  f->invoice = find (f, "account.move", "invoice_line_ids.sale_line_ids.order_id", f->order);
  values = (g_free (values), g_strdup ("{\"invoice_date\":\"2026-11-20\"}"));
  json_node_unref (
      desk_ask (&f->desk, TRUE, "account.move", "write", f->invoice, "vals", values, NULL));
  json_node_unref (desk_ask (&f->desk, TRUE, "account.move", "action_post", f->invoice, NULL));
}

static void
make_delivery (Fixture *f)
{
  const gint64 partner = get_id (desk_ask (&f->desk, TRUE, "res.partner", "create", 0, "vals_list",
                                           "[{\"name\":\"Return Tests Ltd\"}]", NULL));
  f->product = get_id (
      desk_ask (&f->desk, TRUE, "product.product", "create", 0, "vals_list",
                "[{\"name\":\"Return Lamp\",\"type\":\"consu\",\"taxes_id\":[[6,0,[]]]}]", NULL));
  g_autofree char *order =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":5,\"price_unit\":100}]]}]",
                       partner, f->product);
  g_autofree char *moved = NULL;

  f->order =
      get_id (desk_ask (&f->desk, TRUE, "sale.order", "create", 0, "vals_list", order, NULL));
  json_node_unref (desk_ask (&f->desk, TRUE, "sale.order", "action_confirm", f->order, NULL));
  f->picking = find (f, "stock.picking", "sale_id", f->order);
  f->move = find (f, "stock.move", "picking_id", f->picking);
  moved =
      g_strdup_printf ("{\"move_ids\":[[1,%" G_GINT64_FORMAT ",{\"quantity\":5,\"picked\":true}]]}",
                       f->move);
  json_node_unref (
      desk_ask (&f->desk, TRUE, "stock.picking", "write", f->picking, "vals", moved, NULL));
  json_node_unref (desk_ask (&f->desk, TRUE, "stock.picking", "button_validate", f->picking, NULL));
}

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup_printf ("%s,%" G_GINT64_FORMAT, model, id);
}

static void
show_chain (Fixture *f, const char *model, gint64 id)
{
  f->chain = PAGE_CHAIN (page_chain_new ());
  page_chain_set_session (f->chain, f->desk.session, f->desk.store);
  g_signal_connect_swapped (f->chain, "changed", G_CALLBACK (changed_cb), f);
  g_signal_connect_swapped (f->chain, "open-requested", G_CALLBACK (open_cb), f);
  page_chain_show (f->chain, model, id);
  f->window = display_test_show (GTK_WIDGET (f->chain), 400, 600);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  desk_share (&f->desk, GPOINTER_TO_UINT (data), "controller");
  make_delivery (f);
}

/* The dialog that stands in front, by its type. */
static GtkWidget *
get_dialog (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;

  return NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  PageChain *chain = f->chain;

  g_object_add_weak_pointer (G_OBJECT (chain), (gpointer *)&chain);
  gtk_window_destroy (f->window);
  /* What is still asked holds it until the answer is there. */
  display_test_until (chain == NULL && get_dialog (PAGE_TYPE_RETURN_DIALOG) == NULL);
  desk_close (&f->desk);
  g_free (f->opened);
}

/* The label that has these words. */
static GtkWidget *
find_words (GtkWidget *root, const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, words);

  return found;
}

static gboolean
has_title (const char *title)
{
  GtkWidget *dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);

  return dialog != NULL && display_test_shows (dialog, title);
}

static GtkWidget *
get_entry (void)
{
  GtkWidget *dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);
  GtkWidget *row = display_test_find (dialog, PAGE_TYPE_RETURN_ROW, NULL);
  GtkWidget *entry = row != NULL ? display_test_find (row, KIT_TYPE_DECIMAL_ENTRY, NULL) : NULL;

  return entry != NULL ? GTK_WIDGET (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry))) : NULL;
}

static void
go (void)
{
  GtkWidget *dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);

  g_assert_true (display_test_key (dialog, GDK_KEY_Return, GDK_CONTROL_MASK));
}

/* A row of the chain whose first label begins so. */
static GtkWidget *
find_row (GtkWidget *root, const char *begins)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_tooltip_text (root) != NULL
      && g_str_has_prefix (gtk_widget_get_tooltip_text (root), begins))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, begins);

  return found;
}

static gboolean
chain_says (Fixture *f, const char *begins, const char *word)
{
  GtkWidget *row = find_row (GTK_WIDGET (f->chain), begins);

  return row != NULL && strstr (gtk_widget_get_tooltip_text (row), word) != NULL;
}

static guint
count (Fixture *f, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

/* The return of two lamps, until it is here. */
static void
make_and_receive (Fixture *f)
{
  g_autofree char *domain = NULL;
  GtkWidget *dialog;

  page_chain_return (f->chain);
  if (f->is_small)
    gtk_window_set_default_size (GTK_WINDOW (get_dialog (PAGE_TYPE_RETURN_DIALOG)), 412, 360);
  display_test_until (has_title ("New Return") && get_entry () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (get_entry ()), "6");
  g_assert_true (has_title ("Of this line 5 can still be returned."));
  gtk_editable_set_text (GTK_EDITABLE (get_entry ()), "2");
  g_assert_false (has_title ("Of this line 5 can still be returned."));
  go ();
  /* Twice is once, and so is what is pressed until the next step is there. */
  go ();
  display_test_until (has_title ("Receive the Return") || (go (), FALSE));
  domain = g_strdup_printf ("[[\"origin_returned_move_id\",\"=\",%" G_GINT64_FORMAT "]]", f->move);
  g_assert_cmpuint (count (f, "stock.move", domain), ==, 1);
  dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);
  g_assert_true (
      gtk_widget_get_sensitive (display_test_find (dialog, GTK_TYPE_BUTTON, "_It Has Come")));
  g_assert_null (find_words (dialog, "The transfer was not made."));
  display_test_until (chain_says (f, "Return ", "Expected"));
  go ();
  display_test_until (has_title ("Inspect the Return"));
  go ();
  display_test_until (has_title ("Credit or Send Again"));
  display_test_until (chain_says (f, "Return ", "Inspected"));
}

static gboolean
is_inside (GtkWidget *widget, GtkWidget *dialog)
{
  graphene_rect_t box;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, dialog, &box)
         && box.origin.y > 0 && box.size.height > 20
         && box.origin.y + box.size.height <= gtk_widget_get_height (dialog);
}

/* What can be done is seen in a small window, however much there is to say. */
static void
test_small (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) long_words = g_string_new (NULL);
  GtkWidget *dialog;

  make_invoice (f);
  show_chain (f, "sale.order", f->order);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  f->is_small = TRUE;
  make_and_receive (f);
  dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);
  for (guint i = 0; i < 100; i++)
    g_string_append (long_words, "There is much to be said about it. ");
  gtk_label_set_text (GTK_LABEL (find_words (dialog, "200.00")), long_words->str);
  /* The frame around it takes a little of both. */
  display_test_until (gtk_widget_get_width (dialog) <= 412
                      && gtk_widget_get_height (dialog) <= 360);
  display_test_frames (dialog, 2);
  g_assert_true (
      is_inside (display_test_find (dialog, GTK_TYPE_BUTTON, "C_redit €200.00…"), dialog));
  g_assert_true (
      is_inside (display_test_find (dialog, GTK_TYPE_BUTTON, "_Send the Same Again"), dialog));
  g_assert_true (is_inside (get_entry (), dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_credit (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = NULL;
  g_autofree char *expected = NULL;
  GtkWidget *dialog;
  GtkWidget *button;

  make_invoice (f);
  show_chain (f, "sale.order", f->order);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  g_assert_true (chain_says (f, "Invoice ", "open"));
  make_and_receive (f);
  go ();
  display_test_until ((dialog = get_dialog (PAGE_TYPE_CREDIT_NOTE_DIALOG)) != NULL
                      && display_test_find (dialog, GTK_TYPE_BUTTON, "C_redit €200.00") != NULL);
  button = display_test_find (dialog, GTK_TYPE_BUTTON, "C_redit €200.00");
  display_test_click (button);
  display_test_until (has_title ("Nothing is left to do about it."));
  display_test_until (chain_says (f, "Credit note ", "200.00"));
  g_assert_true (chain_says (f, "Return ", "Credited"));
  g_assert_cmpuint (f->n_changed, ==, 4);
  domain = g_strdup_printf ("[[\"reversed_entry_id\",\"=\",%" G_GINT64_FORMAT
                            "],[\"amount_total\",\"=\",200]]",
                            f->invoice);
  g_assert_cmpuint (count (f, "account.move", domain), ==, 1);
  g_assert_true (display_test_key (get_dialog (PAGE_TYPE_RETURN_DIALOG), GDK_KEY_Escape, 0));
  display_test_until (get_dialog (PAGE_TYPE_RETURN_DIALOG) == NULL);

  /* Walked from its end by keys. */
  gtk_widget_grab_focus (find_row (GTK_WIDGET (f->chain), "Order "));
  for (guint i = 0; i < 9 && f->opened == NULL; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (f->window);

      if (g_str_has_prefix (gtk_widget_get_tooltip_text (focus), "Credit note "))
        gtk_widget_activate (focus);
      else
        g_assert_true (display_test_key (focus, GDK_KEY_Down, 0));
      display_test_tick ();
    }
  display_test_until (f->opened != NULL);
  g_assert_true (g_str_has_prefix (f->opened, "account.move,"));
}

static void
credit_elsewhere (Fixture *f)
{
  const gint64 line = find (f, "sale.order.line", "order_id", f->order);
  g_autofree char *values =
      g_strdup_printf ("[{\"move_type\":\"out_refund\",\"partner_id\":%" G_GINT64_FORMAT
                       ",\"reversed_entry_id\":%" G_GINT64_FORMAT
                       ",\"invoice_line_ids\":[[0,0,{\"name\":\"Lamp\","
                       "\"quantity\":2,\"price_unit\":100,\"tax_ids\":[[6,0,[]]],"
                       "\"sale_line_ids\":[[6,0,[%" G_GINT64_FORMAT "]]]}]]}]",
                       find (f, "res.partner", "sale_order_ids", f->order), f->invoice, line);

  json_node_unref (
      desk_ask (&f->desk, TRUE, "account.move", "create", 0, "vals_list", values, NULL));
}

/* The same two lamps on their way to the customer. */
static void
send_again_elsewhere (Fixture *f)
{
  const gint64 move = find (f, "stock.move", "origin_returned_move_id", f->move);
  const gint64 picking = find (f, "stock.picking", "move_ids", move);
  g_autofree char *values =
      g_strdup_printf ("[{\"picking_id\":%" G_GINT64_FORMAT
                       ",\"product_return_moves\":[[0,0,{\"move_id\":%" G_GINT64_FORMAT
                       ",\"product_id\":%" G_GINT64_FORMAT
                       ",\"quantity\":2,\"to_refund\":true}]]}]",
                       picking, move, f->product);
  const gint64 wizard = get_id (
      desk_ask (&f->desk, TRUE, "stock.return.picking", "create", 0, "vals_list", values, NULL));

  json_node_unref (desk_ask (&f->desk, TRUE, "stock.return.picking",
                             f->desk.series < 18 ? "create_returns" : "action_create_returns",
                             wizard, NULL));
}

static guint
count_notes (Fixture *f)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"reversed_entry_id\",\"=\",%" G_GINT64_FORMAT "]]", f->invoice);

  return count (f, "account.move", domain);
}

/* The credit note that waits for the click; @before: what happens while the return is looked at. */
static GtkWidget *
offer_credit (Fixture *f, void (*before) (Fixture *f))
{
  GtkWidget *dialog;

  make_invoice (f);
  show_chain (f, "sale.order", f->order);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  make_and_receive (f);
  if (before != NULL)
    before (f);
  go ();
  display_test_until ((dialog = get_dialog (PAGE_TYPE_CREDIT_NOTE_DIALOG)) != NULL
                      && display_test_find (dialog, GTK_TYPE_BUTTON, "C_redit €200.00") != NULL);

  return dialog;
}

static void
check_refused (Fixture *f, GtkWidget *dialog, const char *words, guint n_notes)
{
  display_test_click (display_test_find (dialog, GTK_TYPE_BUTTON, "C_redit €200.00"));
  display_test_until (find_words (dialog, words) != NULL);
  g_assert_cmpuint (count_notes (f), ==, n_notes);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (get_dialog (PAGE_TYPE_RETURN_DIALOG)));
}

/* Somebody else was faster with the same goods: nothing is made a second time. */
static void
test_double_credit (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = offer_credit (f, NULL);

  credit_elsewhere (f);
  check_refused (f, dialog, "Somebody has credited this invoice meanwhile", 1);
}

/* He was, before the credit note was even offered. */
static void
test_credited_before (Fixture *f, gconstpointer data)
{
  check_refused (f, offer_credit (f, credit_elsewhere),
                 "Somebody has invoiced or credited the same goods meanwhile", 1);
}

/* Or he has sent the same again. */
static void
test_sent_again_before (Fixture *f, gconstpointer data)
{
  check_refused (f, offer_credit (f, send_again_elsewhere),
                 "The same goods have been delivered, returned or sent again meanwhile", 0);
}

static void
test_replacement (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = NULL;
  GtkWidget *button;

  show_chain (f, "stock.picking", f->picking);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  make_and_receive (f);
  /* Nothing was invoiced: there is nothing to credit. */
  g_assert_true (
      has_title ("What came back was not invoiced, or that invoice is credited already."));
  button = display_test_find (get_dialog (PAGE_TYPE_RETURN_DIALOG), GTK_TYPE_BUTTON,
                              "_Send the Same Again");
  display_test_click (button);
  display_test_until (has_title ("Nothing is left to do about it."));
  display_test_until (chain_says (f, "Replacement ", "To deliver"));
  g_assert_true (chain_says (f, "Return ", "Replaced"));
  /* Once. */
  domain = g_strdup_printf (
      "[[\"origin_returned_move_id.origin_returned_move_id\",\"=\",%" G_GINT64_FORMAT "]]",
      f->move);
  g_assert_cmpuint (count (f, "stock.move", domain), ==, 1);
  gtk_window_destroy (GTK_WINDOW (get_dialog (PAGE_TYPE_RETURN_DIALOG)));
}

/* Goods that somebody has credited meanwhile are not sent again. */
static void
test_replacement_credited (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"origin_returned_move_id.origin_returned_move_id\",\"=\",%" G_GINT64_FORMAT "]]",
      f->move);
  GtkWidget *dialog;

  make_invoice (f);
  show_chain (f, "sale.order", f->order);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  make_and_receive (f);
  credit_elsewhere (f);
  dialog = get_dialog (PAGE_TYPE_RETURN_DIALOG);
  display_test_click (display_test_find (dialog, GTK_TYPE_BUTTON, "_Send the Same Again"));
  display_test_until (find_words (dialog, "have been credited or sent again meanwhile") != NULL);
  g_assert_cmpuint (count (f, "stock.move", domain), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Why goods come back is said in the words of the company. */
static void
test_reasons (Fixture *f, gconstpointer data)
{
  desk_write_policy (&f->desk, "{\"version\":1,\"credit_note\":{\"reasons\":[{\"code\":\"dark\","
                               "\"label\":\"The lamp stays dark\"}]}}");
  show_chain (f, "stock.picking", f->picking);
  display_test_until (chain_says (f, "Delivery ", "Delivered"));
  page_chain_return (f->chain);
  display_test_until (has_title ("New Return") && get_entry () != NULL);
  g_assert_true (has_title ("The lamp stays dark"));
  g_assert_false (has_title ("Goods damaged or faulty"));
  gtk_window_destroy (GTK_WINDOW (get_dialog (PAGE_TYPE_RETURN_DIALOG)));
}

#define BOTH(name, test)                                                                           \
  g_test_add ("/page/return-dialog/" name "-19", Fixture, GUINT_TO_POINTER (19), set_up, test,     \
              tear_down);                                                                          \
  g_test_add ("/page/return-dialog/" name "-17", Fixture, GUINT_TO_POINTER (17), set_up, test,     \
              tear_down)

int
main (int argc, char *argv[])
{
  int status;

  display_test_init (&argc, &argv);
  BOTH ("credit", test_credit);
  BOTH ("double-credit", test_double_credit);
  BOTH ("replacement", test_replacement);
  g_test_add ("/page/return-dialog/credited-before-19", Fixture, GUINT_TO_POINTER (19), set_up,
              test_credited_before, tear_down);
  g_test_add ("/page/return-dialog/sent-again-before-19", Fixture, GUINT_TO_POINTER (19), set_up,
              test_sent_again_before, tear_down);
  g_test_add ("/page/return-dialog/replacement-credited-19", Fixture, GUINT_TO_POINTER (19), set_up,
              test_replacement_credited, tear_down);
  g_test_add ("/page/return-dialog/small-19", Fixture, GUINT_TO_POINTER (19), set_up, test_small,
              tear_down);
  g_test_add ("/page/return-dialog/reasons-19", Fixture, GUINT_TO_POINTER (19), set_up,
              test_reasons, tear_down);

  status = g_test_run ();
  desk_end_shared ();

  return status;
}
