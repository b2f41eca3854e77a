/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bench-line.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-group.h"
#include "erp-row.h"
#include "kit-ledger-list.h"
#include "kit-money-entry.h"
#include "kit-search-picker.h"
#include "page-reconcile-items.h"
#include "page-reconcile-line.h"
#include "page-reconcile-writeoff.h"
#include "page-reconcile.h"

/* The bench, by keyboard, against the bank of the demo company. */

typedef struct
{
  DemoDesk desk;
  PageReconcile *page;
  GtkWindow *window;
  KitLedgerList *list;
  PageReconcileLine *view;
  char *opened; /* (owned) (nullable): what another page is asked for */
} Fixture;

static void
open_requested_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup (model);
}

static BizBenchLine *
get_shown (Fixture *f)
{
  return page_reconcile_line_get (f->view);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  desk_open (&f->desk, 19, "controller");
  f->page = PAGE_RECONCILE (page_reconcile_new (f->desk.session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_requested_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->page), 1400, 800);
  f->view = PAGE_RECONCILE_LINE (
      display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_RECONCILE_LINE, NULL));
  display_test_until (get_shown (f) != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
  g_free (f->opened);
}

static void
press (Fixture *f, guint keyval, GdkModifierType state)
{
  display_test_key (GTK_WIDGET (kit_ledger_list_get_view (f->list)), keyval, state);
}

static gpointer
get_item (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (page_reconcile_get_rows (f->page), position);

  return row != NULL ? erp_row_get_item (row) : NULL;
}

/* "auto 22, likely 12" */
static char *
describe_bands (Fixture *f)
{
  GListModel *rows = page_reconcile_get_rows (f->page);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      gpointer item = get_item (f, i);

      if (ERP_IS_GROUP (item))
        g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "",
                                erp_group_get_key (item), (guint)erp_group_get_count (item));
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_bands (Fixture *f, const char *expected)
{
  g_autofree char *bands = describe_bands (f);

  return g_str_equal (bands, expected);
}

static gboolean
is_at (BizBenchLine *line, BizBenchLineState state)
{
  return biz_bench_line_get_state (line) == state;
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
respond (const char *response)
{
  AdwMessageDialog *dialog = find_dialog ();

  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The first line is shown with why it is proposed; the bands are told apart. */
static void
test_first (Fixture *f, gconstpointer data)
{
  display_test_until (has_bands (f, "auto 22, likely 12, none 4"));
  g_assert_true (get_item (f, 1) == get_shown (f));
  g_assert_true (display_test_shows (GTK_WIDGET (f->page), "Exact amount"));
  /* the keys are for the lines at once */
  display_test_until (
      gtk_window_get_focus (f->window) != NULL
      && gtk_widget_is_ancestor (gtk_window_get_focus (f->window), GTK_WIDGET (f->list)));
  g_assert_true (display_test_shows (GTK_WIDGET (f->page), "Left over"));
  g_assert_cmpint (page_reconcile_get_open (f->page), ==, biz_bench_line_get_id (get_shown (f)));
  page_reconcile_search (f->page, "no such line");
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "No Bank Lines Found"));
}

/* Space accepts and stays, Enter accepts and goes on, U takes back. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) first = g_object_ref (get_item (f, 1));
  g_autoptr (BizBenchLine) second = g_object_ref (get_item (f, 2));

  press (f, GDK_KEY_space, 0);
  display_test_until (is_at (first, BIZ_BENCH_LINE_MATCHED));
  g_assert_true (get_shown (f) == first);
  g_assert_true (has_bands (f, "auto 22, likely 12, none 4"));
  press (f, GDK_KEY_u, 0);
  display_test_until (get_shown (f) != first);
  g_assert_cmpint (biz_bench_line_get_id (get_shown (f)), ==, biz_bench_line_get_id (first));
  g_assert_true (is_at (get_shown (f), BIZ_BENCH_LINE_OPEN));
  /* the bench was read again: other objects of the same lines */
  g_set_object (&first, get_shown (f));
  press (f, GDK_KEY_Return, 0);
  g_assert_cmpint (biz_bench_line_get_id (get_shown (f)), ==, biz_bench_line_get_id (second));
  display_test_until (is_at (first, BIZ_BENCH_LINE_MATCHED));
  display_test_until (has_bands (f, "auto 21, likely 12, none 4, done 1"));
  g_assert_true (get_item (f, 1) == get_shown (f));
  press (f, GDK_KEY_o, 0);
  g_assert_cmpstr (f->opened, ==, "account.move");
}

/* Everything sure at once, after a question that says what it comes to; and back. */
static void
test_all (Fixture *f, gconstpointer data)
{
  press (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  display_test_until (find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_dialog ()), ==, "Match 22 Bank Lines?");
  display_test_until (display_test_shows (GTK_WIDGET (find_dialog ()), "121000 Trade Receivables"));
  display_test_until (display_test_shows (GTK_WIDGET (find_dialog ()), "22"));
  respond ("do");
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "Matched: 22"));
  press (f, GDK_KEY_u, GDK_SHIFT_MASK);
  display_test_until (
      find_dialog () != NULL
      && g_str_equal (adw_message_dialog_get_heading (find_dialog ()), "Take 22 Bank Lines Back?"));
  respond ("do");
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "Taken back: 22"));
  display_test_until (has_bands (f, "auto 22, likely 12, none 4"));
}

/* F finds another item, which takes part; S changes what it gets; the rest is told at once. */
static void
test_split (Fixture *f, gconstpointer data)
{
  BizBenchLine *line = get_shown (f);
  GtkWidget *items = display_test_find (GTK_WIDGET (f->view), PAGE_TYPE_RECONCILE_ITEMS, NULL);
  GtkWidget *entry = display_test_find (items, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *box = display_test_find (items, GTK_TYPE_LIST_BOX, NULL);
  const gint64 item = biz_bench_line_get_part (line, 0)->item_id;

  press (f, GDK_KEY_f, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (f->window), entry));
  display_test_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), 0) != NULL);
  /* its own item is the first: taken out, nothing is left */
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (biz_bench_line_has_item (line, item));
  g_assert_true (display_test_shows (GTK_WIDGET (f->view),
                                     "Say what this bank line is for: choose open items, or an "
                                     "account."));
  press (f, GDK_KEY_space, 0);
  g_assert_true (is_at (line, BIZ_BENCH_LINE_OPEN));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (biz_bench_line_has_item (line, item));
  press (f, GDK_KEY_s, 0);
  g_assert_nonnull (
      gtk_widget_get_ancestor (gtk_window_get_focus (f->window), KIT_TYPE_MONEY_ENTRY));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (gtk_window_get_focus (f->window),
                                                                GTK_TYPE_ENTRY)),
                         "1.00");
  g_assert_cmpint (biz_bench_line_get_part (line, 0)->amount.minor, ==, 100);
  g_assert_cmpint (biz_bench_line_get_rest (line).minor, ==,
                   biz_bench_line_get_amount (line)->minor - 100);
}

/* W writes a line off on an account, which is offered for the next one. */
static void
test_write_off (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) line = g_object_ref (get_shown (f));
  GtkWidget *form;

  /* the proposal takes all of it */
  press (f, GDK_KEY_w, 0);
  g_assert_null (find_dialog ());
  biz_bench_line_toggle_item (line, biz_bench_line_get_part (line, 0)->item_id);
  press (f, GDK_KEY_w, 0);
  display_test_until (find_dialog () != NULL);
  g_assert_false (adw_message_dialog_get_response_enabled (find_dialog (), "do"));
  form = display_test_find (GTK_WIDGET (find_dialog ()), PAGE_TYPE_RECONCILE_WRITEOFF, NULL);
  gtk_editable_set_text (kit_search_picker_get_editable (KIT_SEARCH_PICKER (
                             display_test_find (form, KIT_TYPE_SEARCH_PICKER, NULL))),
                         "644");
  display_test_until (display_test_shows (form, "644000 Bank Charges and Small Differences"));
  page_reconcile_writeoff_choose (PAGE_RECONCILE_WRITEOFF (form), 7, "644000");
  g_assert_true (adw_message_dialog_get_response_enabled (find_dialog (), "do"));
  respond ("do");
  g_assert_cmpint (biz_bench_line_get_account_id (line), ==, 7);
  display_test_until (find_dialog () == NULL);
  press (f, GDK_KEY_w, 0);
  display_test_until (find_dialog () != NULL);
  g_assert_true (adw_message_dialog_get_response_enabled (find_dialog (), "do"));
  respond ("cancel");
}

/* From an invoice: the lines that could be its money, the first one ready. */
static void
test_document (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) line = g_object_ref (get_item (f, 3));
  const BizOpenItem *open = biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                                      biz_bench_line_get_part (line, 0)->item_id);
  g_autofree char *text = g_strconcat ("document:", open->item.number, NULL);

  page_reconcile_search (f->page, text);
  g_assert_true (has_bands (f, "auto 1"));
  g_assert_true (get_shown (f) == line);
  g_assert_cmpuint (kit_ledger_list_get_selected (f->list), ==, 1);
}

/* C marks a line to be checked, which has a band of its own. */
static void
test_check (Fixture *f, gconstpointer data)
{
  g_autoptr (BizBenchLine) line = g_object_ref (get_shown (f));

  press (f, GDK_KEY_c, 0);
  display_test_until (has_bands (f, "auto 21, likely 12, none 4, check 1"));
  g_assert_true (get_shown (f) == line);
  press (f, GDK_KEY_F5, 0);
  display_test_until (get_shown (f) != line);
  g_assert_true (has_bands (f, "auto 21, likely 12, none 4, check 1"));
  press (f, GDK_KEY_c, 0);
  display_test_until (has_bands (f, "auto 22, likely 12, none 4"));
}

/* Nobody answers: said in place, and read on demand. */
static void
test_unreachable (Fixture *f, gconstpointer data)
{
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NOT_SENT, 1000);
  press (f, GDK_KEY_F5, 0);
  /* what was there stays */
  g_assert_true (has_bands (f, "auto 22, likely 12, none 4"));
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NONE, 0);
  press (f, GDK_KEY_F5, 0);
  display_test_until (has_bands (f, "auto 22, likely 12, none 4"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } cases[] = {
    { "/page/reconcile/first", test_first },
    { "/page/reconcile/keys", test_keys },
    { "/page/reconcile/all", test_all },
    { "/page/reconcile/split", test_split },
    { "/page/reconcile/write-off", test_write_off },
    { "/page/reconcile/document", test_document },
    { "/page/reconcile/check", test_check },
    { "/page/reconcile/unreachable", test_unreachable },
  };

  display_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);

  return g_test_run ();
}
