/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is open by age, and the items behind it, against the demo company. */

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-paged.h"
#include "erp-row.h"
#include "kit-chart.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-ageing-buckets.h"
#include "page-ageing-entries.h"
#include "page-ageing-export.h"
#include "page-ageing.h"
#include "page-split.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
  GtkWindow *window;
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
set_up (Fixture *f, gconstpointer role)
{
  desk_open (&f->desk, 19, role);
  f->page = page_ageing_new (f->desk.session);
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

static KitLedgerList *
find_list (GtkWidget *page)
{
  GtkWidget *chart = display_test_find (page, KIT_TYPE_CHART, NULL);
  GtkWidget *side = gtk_widget_get_parent (gtk_widget_get_parent (chart));

  return KIT_LEDGER_LIST (display_test_find (side, KIT_TYPE_LEDGER_LIST, NULL));
}

/* The list of the rows; another one after other buckets. */
static KitLedgerList *
get_list (Fixture *f)
{
  return find_list (f->page);
}

static guint
count_rows (KitLedgerList *list)
{
  return g_list_model_get_n_items (kit_ledger_list_get_model (list));
}

static KitLedgerList *
get_entries (Fixture *f)
{
  GtkWidget *pane = display_test_find (f->page, PAGE_TYPE_AGEING_ENTRIES, NULL);

  return KIT_LEDGER_LIST (display_test_find (pane, KIT_TYPE_LEDGER_LIST, NULL));
}

/* What the list says of a failure beside its rows. */
static const char *
get_failure (Fixture *f)
{
  GtkWidget *error = display_test_find (GTK_WIDGET (get_list (f)), KIT_TYPE_INLINE_ERROR, NULL);
  const char *message =
      error != NULL ? kit_inline_error_get_message (KIT_INLINE_ERROR (error)) : NULL;

  return message != NULL ? message : "";
}

static gboolean
is_record_shown (Fixture *f)
{
  return page_split_is_record_shown (
      PAGE_SPLIT (display_test_find (f->page, PAGE_TYPE_SPLIT, NULL)));
}

static void
test_rows (Fixture *f, gconstpointer role)
{
  display_test_until (count_rows (get_list (f)) > 20);
  g_assert_nonnull (
      display_test_find (f->page, GTK_TYPE_LABEL, "Ties to the ledger: difference €0.00"));
  g_assert_true (display_test_shows (f->page, "Total EUR"));
  g_assert_true (display_test_shows (f->page, "31–60"));
  g_assert_nonnull (
      kit_chart_get_chart (KIT_CHART (display_test_find (f->page, KIT_TYPE_CHART, NULL))));
}

static void
test_drill (Fixture *f, gconstpointer role)
{
  display_test_until (count_rows (get_list (f)) > 20);
  g_assert_false (is_record_shown (f));
  kit_ledger_list_select (get_list (f), 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (get_list (f)), "activate", 0);
  display_test_until (is_record_shown (f) && count_rows (get_entries (f)) > 0);

  kit_ledger_list_select (get_entries (f), 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (get_entries (f)), "activate", 0);
  g_assert_cmpstr (f->model, ==, "account.move");
  g_assert_cmpint (f->id, >, 0);

  gtk_widget_activate_action (f->page, "ageing.close", NULL);
  g_assert_false (is_record_shown (f));
}

/* A bar shows whose items are that old. */
static void
test_bar (Fixture *f, gconstpointer role)
{
  GtkWidget *chart;

  display_test_until (count_rows (get_list (f)) > 20);
  chart = display_test_find (f->page, KIT_TYPE_CHART, NULL);
  g_signal_emit_by_name (chart, "activated", 0, 4);
  display_test_until (is_record_shown (f) && count_rows (get_entries (f)) > 0);
  g_assert_nonnull (display_test_find (display_test_find (f->page, PAGE_TYPE_AGEING_ENTRIES, NULL),
                                       GTK_TYPE_LABEL, "Over 90"));
}

static void
test_search (Fixture *f, gconstpointer role)
{
  guint all;

  display_test_until (count_rows (get_list (f)) > 20);
  all = count_rows (get_list (f));
  page_ageing_search (PAGE_AGEING (f->page), "no such customer");
  display_test_until (count_rows (get_list (f)) == 0);
  page_ageing_search (PAGE_AGEING (f->page), "");
  display_test_until (count_rows (get_list (f)) == all);
}

static void
test_by (Fixture *f, gconstpointer role)
{
  GtkWidget *by;

  display_test_until (count_rows (get_list (f)) > 20);
  by = display_test_find (f->page, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (by), BIZ_AGEING_BY_COMPANY);
  display_test_until (count_rows (get_list (f)) > 0 && count_rows (get_list (f)) < 5);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (by), BIZ_AGEING_BY_SALESPERSON);
  display_test_until (display_test_shows (f->page, "Salesperson"));
  gtk_widget_activate_action (f->page, "ageing-view.from", "s", "invoice");
  display_test_until (display_test_shows (f->page, "Same day"));
}

static PageAgeingBuckets *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_AGEING_BUCKETS (window))
        return PAGE_AGEING_BUCKETS (window); /* GTK keeps it */
    }

  return NULL;
}

static void
test_buckets (Fixture *f, gconstpointer role)
{
  PageAgeingBuckets *dialog;
  GtkWidget *entry;

  display_test_until (count_rows (get_list (f)) > 20);
  gtk_widget_activate_action (f->page, "ageing.buckets", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  entry = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "60, 30");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "set"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "14, 28");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "set"));
  g_assert_nonnull (
      display_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Not due · 1–14 · 15–28 · Over 28"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "set");
  display_test_until (display_test_shows (f->page, "15–28"));
  g_assert_false (display_test_shows (f->page, "31–60"));
}

/* Another day is read anew; what is of the day before is gone at once. */
static void
test_day (Fixture *f, gconstpointer role)
{
  GtkWidget *day;
  GDate date;

  display_test_until (count_rows (get_list (f)) > 20);
  day = display_test_find (f->page, KIT_TYPE_DATE_ENTRY, NULL);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 2020);
  kit_date_entry_set_date (KIT_DATE_ENTRY (day), &date);
  gtk_widget_activate_action (f->page, "ageing.refresh", NULL);
  g_assert_cmpuint (count_rows (get_list (f)), ==, 0);
  g_assert_false (display_test_shows (f->page, "Total EUR"));
  display_test_until (g_str_equal (kit_ledger_list_get_page (get_list (f)), "empty"));
}

static void
test_broken (Fixture *f, gconstpointer role)
{
  display_test_until (count_rows (get_list (f)) > 20);
  g_assert_cmpstr (get_failure (f), ==, "");
  faulty_client_set_fault (f->desk.client, "web_search_read", FAULTY_NOT_SENT, 20);
  gtk_widget_activate_action (f->page, "ageing.refresh", NULL);
  display_test_until (*get_failure (f) != '\0');
  g_assert_cmpuint (count_rows (get_list (f)), >, 20);
}

/* Who sees only some entries is given no sums of them. */
static void
test_partial (Fixture *f, gconstpointer role)
{
  display_test_until (g_str_equal (kit_ledger_list_get_page (get_list (f)), "error"));
  g_assert_false (display_test_shows (f->page, "Total EUR"));
}

/* What is printed is what is shown: the sums, too. */
static void
test_print (Fixture *f, gconstpointer role)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-ageing-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ageing.pdf", NULL);
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (f->desk.capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (BizAgeingSheet) sheet = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *contents = NULL;
  BizAgeingPlan plan = { 0 };
  gsize length;

  g_date_clear (&plan.as_of, 1);
  g_date_set_dmy (&plan.as_of, 22, 11, 2026);
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  biz_ageing_read_async (f->desk.session, currencies, &plan.as_of, 0, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  book = biz_ageing_read_finish (result, NULL);
  sheet = biz_ageing_sheet_new (book, &plan, NULL);
  operation = page_ageing_export_new_print (f->desk.session, sheet, NULL);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, f->window,
                                            NULL),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_narrow (Fixture *f, gconstpointer role)
{
  GtkWidget *page = page_ageing_new (f->desk.session);
  GtkWindow *window = display_test_show (page, 360, 600);

  g_assert_cmpint (gtk_widget_get_width (page), <=, 360);
  display_test_until (count_rows (find_list (page)) > 20);
  display_test_frames (page, 3);
  g_assert_cmpint (gtk_widget_get_width (page), <=, 360);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
#define ADD(path, role, test) g_test_add (path, Fixture, role, set_up, test, tear_down)
  ADD ("/page/ageing/rows", "controller", test_rows);
  ADD ("/page/ageing/drill", "controller", test_drill);
  ADD ("/page/ageing/bar", "controller", test_bar);
  ADD ("/page/ageing/search", "controller", test_search);
  ADD ("/page/ageing/by", "credit", test_by);
  ADD ("/page/ageing/buckets", "controller", test_buckets);
  ADD ("/page/ageing/day", "controller", test_day);
  ADD ("/page/ageing/broken", "controller", test_broken);
  ADD ("/page/ageing/partial", "agent", test_partial);
  ADD ("/page/ageing/print", "controller", test_print);
  ADD ("/page/ageing/narrow", "controller", test_narrow);

  return g_test_run ();
}
