/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom to speak with first, and what is written down of it, against the demo company. */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-row.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "kit-money-entry.h"
#include "page-collect-dialog.h"
#include "page-collect-items.h"
#include "page-collect-record.h"
#include "page-collections.h"
#include "page-record-print.h"
#include "page-split.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
  GtkWindow *window;
  KitLedgerList *list;
  char *model;
} Fixture;

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->model);
  f->model = g_strdup (model);
  g_assert_cmpint (id, >, 0);
}

static void
set_up (Fixture *f, gconstpointer role)
{
  desk_open (&f->desk, 19, role);
  f->page = page_collections_new (f->desk.session);
  f->list = KIT_LEDGER_LIST (display_test_find (f->page, KIT_TYPE_LEDGER_LIST, NULL));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->window = display_test_show (f->page, 1500, 800);
}

static void
tear_down (Fixture *f, gconstpointer role)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
  g_free (f->model);
}

static guint
count_rows (Fixture *f)
{
  return g_list_model_get_n_items (kit_ledger_list_get_model (f->list));
}

static BizCollectCustomer *
get_customer (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (kit_ledger_list_get_model (f->list), position);

  return BIZ_COLLECT_CUSTOMER (erp_row_get_item (row));
}

static void
activate (Fixture *f, guint position)
{
  kit_ledger_list_select (f->list, position);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", position);
}

static PageCollectRecord *
get_record (Fixture *f)
{
  return PAGE_COLLECT_RECORD (display_test_find (f->page, PAGE_TYPE_COLLECT_RECORD, NULL));
}

static gboolean
is_record_shown (Fixture *f)
{
  return page_split_is_record_shown (
      PAGE_SPLIT (display_test_find (f->page, PAGE_TYPE_SPLIT, NULL)));
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_COLLECT_DIALOG (window))
        return window; /* GTK keeps it */
    }

  return NULL;
}

/* What a printer gets: the columns that are shown, a row a customer, the sum in each currency. */
static void
check_print (Fixture *f)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  const PageRecordPaper paper = { "Collections", "Due Today", "2 customers", "To Ask For", sums };
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *name = NULL;
  gsize size;

  display_test_until (count_rows (f) > 2);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_add (records, get_customer (f, i));
      g_array_append_val (sums, biz_collect_customer_get_facts (get_customer (f, i))->chaseable);
    }
  operation = page_record_print_new (f->page, f->desk.session, f->list, NULL, records, &paper);
  g_object_get (operation, "job-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Collections");
  g_close (g_file_open_tmp ("collections-XXXXXX.pdf", &path, &error), NULL);
  g_assert_no_error (error);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  g_assert_cmpuint (size, >, 1000);
  g_unlink (path);
}

/* The whole list answers to the ageing, a part of it to nothing. */
static void
check_bridge (Fixture *f)
{
  GtkWidget *label = NULL;

  display_test_until (count_rows (f) > 2);
  for (GtkWidget *w = gtk_widget_get_next_sibling (GTK_WIDGET (f->list)); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    if (GTK_IS_LABEL (w))
      label = w;
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_true (
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "Overdue in the ageing:"));
  page_collections_search (PAGE_COLLECTIONS (f->page), "promise:broken");
  display_test_until (!gtk_widget_get_visible (label));
  page_collections_search (PAGE_COLLECTIONS (f->page), "");
  display_test_until (gtk_widget_get_visible (label));
}

static void
test_rows (Fixture *f, gconstpointer role)
{
  gint64 before = G_MAXINT64;

  display_test_until (count_rows (f) > 20);
  /* The one to speak with first is on top. */
  for (guint i = 0; i < count_rows (f); i++)
    {
      gint64 score = biz_collect_customer_get_facts (get_customer (f, i))->score;

      g_assert_cmpint (score, <=, before);
      before = score;
    }
  g_assert_cmpint (biz_collect_customer_get_facts (get_customer (f, 0))->score, >, 0);
  check_print (f);
}

static void
test_filters (Fixture *f, gconstpointer role)
{
  guint calls, all;

  display_test_until (count_rows (f) > 20);
  all = count_rows (f);
  calls = faulty_client_get_n_calls (f->desk.client);
  page_collections_search (PAGE_COLLECTIONS (f->page), "dispute:yes");
  g_assert_cmpuint (count_rows (f), >, 0);
  for (guint i = 0; i < count_rows (f); i++)
    g_assert_true (biz_collect_customer_get_facts (get_customer (f, i))->is_disputed);
  page_collections_search (PAGE_COLLECTIONS (f->page), "overdue:>100");
  for (guint i = 0; i < count_rows (f); i++)
    g_assert_cmpint (biz_collect_customer_get_facts (get_customer (f, i))->oldest, >, 100);
  page_collections_search (PAGE_COLLECTIONS (f->page), "no such customer");
  g_assert_cmpuint (count_rows (f), ==, 0);
  display_test_until (display_test_shows (f->page, "No Customers Found"));
  page_collections_search (PAGE_COLLECTIONS (f->page), "");
  g_assert_cmpuint (count_rows (f), ==, all);
  /* What is here is looked through here. */
  g_assert_cmpuint (faulty_client_get_n_calls (f->desk.client), ==, calls);
  check_bridge (f);
}

static void
test_record (Fixture *f, gconstpointer role)
{
  GtkWidget *items, *tick, *link;
  g_autoptr (GArray) ticked = NULL;

  display_test_until (count_rows (f) > 20);
  activate (f, 0);
  g_assert_true (is_record_shown (f));
  g_assert_true (page_collect_record_get_customer (get_record (f)) == get_customer (f, 0));
  items = display_test_find (f->page, PAGE_TYPE_COLLECT_ITEMS, NULL);
  tick = display_test_find (items, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (tick);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  ticked = page_collect_record_get_ticked (get_record (f));
  g_assert_cmpuint (ticked->len, ==, 1);
  link = display_test_find (items, GTK_TYPE_BUTTON, NULL);
  display_test_click (link);
  g_assert_cmpstr (f->model, ==, "account.move");
  /* The next one, by its key; nothing of it is ticked. */
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_period, 0));
  g_assert_true (page_collect_record_get_customer (get_record (f)) == get_customer (f, 1));
  g_clear_pointer (&ticked, g_array_unref);
  ticked = page_collect_record_get_ticked (get_record (f));
  g_assert_cmpuint (ticked->len, ==, 0);
  gtk_widget_activate_action (f->page, "collections.close", NULL);
  g_assert_false (is_record_shown (f));
}

/* A promise for the account: the customer goes down, and stays selected. */
static void
test_promise (Fixture *f, gconstpointer role)
{
  const BizCollectFacts *facts;
  GtkWidget *dialog;
  gint64 id, score;

  display_test_until (count_rows (f) > 20);
  activate (f, 0);
  facts = biz_collect_customer_get_facts (get_customer (f, 0));
  id = facts->id;
  score = facts->score;
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_p, 0));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (display_test_find (dialog, KIT_TYPE_MONEY_ENTRY, NULL));
  gtk_widget_activate_action (dialog, "collect.do", NULL);
  display_test_until (find_dialog () == NULL);
  display_test_until (
      biz_collect_customer_get_facts (page_collect_record_get_customer (get_record (f)))->score
      < score);
  facts = biz_collect_customer_get_facts (page_collect_record_get_customer (get_record (f)));
  g_assert_cmpint (facts->id, ==, id);
  g_assert_cmpuint (facts->n_promises, >, 0);
  g_assert_cmpint (page_collections_get_partner (PAGE_COLLECTIONS (f->page)), ==, id);
  g_assert_true (get_customer (f, kit_ledger_list_get_selected (f->list))
                 == page_collect_record_get_customer (get_record (f)));
}

/* What is missing is said, and nothing is written. */
static void
test_refused (Fixture *f, gconstpointer role)
{
  GtkWidget *dialog, *error;
  guint calls;

  display_test_until (count_rows (f) > 20);
  activate (f, 0);
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_c, 0));
  dialog = find_dialog ();
  calls = faulty_client_get_n_calls (f->desk.client);
  gtk_widget_activate_action (dialog, "collect.do", NULL);
  error = display_test_find (dialog, KIT_TYPE_INLINE_ERROR, NULL);
  g_assert_cmpstr (kit_inline_error_get_message (KIT_INLINE_ERROR (error)), ==,
                   "Say in a few words what came of it.");
  g_assert_cmpuint (faulty_client_get_n_calls (f->desk.client), ==, calls);
  gtk_window_close (GTK_WINDOW (dialog));
  display_test_until (find_dialog () == NULL);
}

/* An answer that is lost leaves the journal to look; a second time is not offered. */
static void
test_unknown (Fixture *f, gconstpointer role)
{
  GtkWidget *dialog, *error;

  display_test_until (count_rows (f) > 20);
  activate (f, 0);
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_d, 0));
  dialog = find_dialog ();
  faulty_client_set_fault (f->desk.client, "message_post", FAULTY_LOST_BEFORE, 1);
  gtk_widget_activate_action (dialog, "collect.do", NULL);
  error = display_test_find (dialog, KIT_TYPE_INLINE_ERROR, NULL);
  display_test_until (kit_inline_error_is_shown (KIT_INLINE_ERROR (error)));
  g_assert_false (
      gtk_widget_get_sensitive (display_test_find (dialog, GTK_TYPE_BUTTON, "_Write Down")));
  g_assert_true (display_test_shows (dialog, "Open the _Journal")
                 || display_test_find (dialog, GTK_TYPE_BUTTON, "Open the _Journal") != NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  display_test_until (find_dialog () == NULL);
}

/* Who may look only is not offered to write. */
static void
test_look_only (Fixture *f, gconstpointer role)
{
  display_test_until (count_rows (f) > 20);
  activate (f, 0);
  display_test_key (GTK_WIDGET (f->list), GDK_KEY_p, 0);
  g_assert_null (find_dialog ());
  gtk_widget_activate_action (f->page, "collections.contact", NULL);
  g_assert_null (find_dialog ());
}

/* Who sees some entries only is told so, and given no sums. */
static void
test_no_sums (Fixture *f, gconstpointer role)
{
  display_test_until (g_strcmp0 (kit_ledger_list_get_page (f->list), "error") == 0);
  g_assert_cmpuint (count_rows (f), ==, 0);
}

static void
test_narrow (Fixture *f, gconstpointer role)
{
  display_test_until (count_rows (f) > 20);
  gtk_window_set_default_size (f->window, 360, 640);
  display_test_frames (f->page, 5);
  activate (f, 0);
  display_test_frames (f->page, 5);
  g_assert_true (is_record_shown (f));
  g_assert_cmpint (gtk_widget_get_width (f->page), <=, 400);
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
#define ADD(path, role, func) g_test_add (path, Fixture, role, set_up, func, tear_down)
  ADD ("/page/collections/rows", "credit", test_rows);
  ADD ("/page/collections/filters", "credit", test_filters);
  ADD ("/page/collections/record", "credit", test_record);
  ADD ("/page/collections/promise", "credit", test_promise);
  ADD ("/page/collections/refused", "credit", test_refused);
  ADD ("/page/collections/unknown", "credit", test_unknown);
  ADD ("/page/collections/look-only", "manager", test_look_only);
  ADD ("/page/collections/no-sums", "agent", test_no_sums);
  ADD ("/page/collections/narrow", "credit", test_narrow);
#undef ADD

  return g_test_run ();
}
