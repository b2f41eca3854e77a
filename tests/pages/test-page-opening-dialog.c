/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening balances in a file beside those of the demo company, by keys from the page on. */

#include "biz-opening-comparison.h"
#include "demo-desk.h"
#include "display-test.h"
#include "draw-report.h"
#include "erp-capabilities.h"
#include "biz-currency-table.h"
#include "kit-date-entry.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-close.h"
#include "page-opening-dialog.h"
#include "page-opening-save.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
  GtkWindow *window;
  GtkWidget *dialog;
  KitLedgerList *list;
  GPtrArray *customers; /* as the ERP has them at the end of the period */
  char *folder;
  char *path; /* of the file */
} Fixture;

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_OPENING_DIALOG (window))
        return window; /* GTK keeps it */
    }
  return NULL;
}

static void
read_customers (Fixture *f)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (f->desk.capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate end;

  g_assert_true (kit_date_entry_get_date (
      KIT_DATE_ENTRY (display_test_find (f->page, KIT_TYPE_DATE_ENTRY, NULL)), &end));
  biz_opening_read_async (f->desk.session, currencies,
                          erp_capabilities_get_default_company_id (f->desk.capabilities), &end,
                          NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  f->customers = biz_opening_read_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->customers->len, >, 3);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  desk_open (&f->desk, 19, "controller");
  f->folder = g_dir_make_tmp ("opening-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "books.csv", NULL);
  f->page = page_close_new (f->desk.session);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), f->page);
  f->window = display_test_show (scroller, 1300, 700);
  /* what the page asks itself is answered before the client is broken */
  display_test_until (display_test_shows (f->page, "Bank lines"));
  read_customers (f);
  g_assert_true (gtk_widget_activate_action (f->page, "close.compare", NULL));
  f->dialog = find_dialog ();
  g_assert_nonnull (f->dialog);
  f->list = KIT_LEDGER_LIST (display_test_find (f->dialog, KIT_TYPE_LEDGER_LIST, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  /* Escape closes */
  display_test_key (gtk_window_get_focus (GTK_WINDOW (f->dialog)), GDK_KEY_Escape, 0);
  display_test_until (find_dialog () == NULL);
  display_test_close (f->window);
  g_ptr_array_unref (f->customers);
  desk_close (&f->desk);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

/* The ERP's own balances by id of the row: the first one a cent more, the second one left out, and
 * somebody whom nobody knows. */
static char *
make_table (Fixture *f, guint *n_named)
{
  GString *text = g_string_new ("name;balance\n");
  guint named = 0;

  for (guint i = 0; i < f->customers->len; i++)
    {
      const BizOpeningCustomer *customer = g_ptr_array_index (f->customers, i);
      BizMoney balance = customer->balance;
      g_autofree char *amount = NULL;

      if (balance.minor == 0 || ++named == 2)
        continue;
      if (named == 1)
        balance.minor++;
      amount = biz_money_format (&balance, BIZ_MONEY_MACHINE);
      g_string_append_printf (text, "\"%s\";%s\n", customer->name, amount);
    }
  g_string_append (text, "Nobody at all;5.00\n");
  *n_named = named;

  return g_string_free (text, FALSE);
}

static void
open_text (Fixture *f, const char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (f->path, text, -1, &error);
  g_assert_no_error (error);
  page_opening_dialog_open (PAGE_OPENING_DIALOG (f->dialog), file);
}

static guint
count_rows (Fixture *f)
{
  return g_list_model_get_n_items (kit_ledger_list_get_model (f->list));
}

static const char *
get_failure (Fixture *f)
{
  const char *message = kit_inline_error_get_message (
      KIT_INLINE_ERROR (display_test_find (f->dialog, KIT_TYPE_INLINE_ERROR, NULL)));

  return message != NULL ? message : "";
}

static void
try_again (Fixture *f)
{
  GtkWidget *error = display_test_find (f->dialog, KIT_TYPE_INLINE_ERROR, NULL);

  display_test_click (display_test_find (error, GTK_TYPE_BUTTON, NULL));
}

static void
test_compare (Fixture *f, gconstpointer data)
{
  GtkWidget *differences = display_test_find (f->dialog, GTK_TYPE_CHECK_BUTTON, NULL);
  g_autofree char *counts = NULL;
  g_autofree char *text = NULL;
  guint named;

  g_assert_false (gtk_widget_get_visible (differences));
  text = make_table (f, &named);
  open_text (f, text);
  display_test_until (count_rows (f) == 3);
  g_assert_true (display_test_shows (f->dialog, "Differs"));
  g_assert_true (display_test_shows (f->dialog, "Not in Odoo"));
  g_assert_true (display_test_shows (f->dialog, "Not in the file"));
  g_assert_true (display_test_shows (f->dialog, "Nobody at all"));
  g_assert_false (display_test_shows (f->dialog, "Equal"));
  counts = g_strdup_printf ("%u agree, 3 do not.", named - 2);
  g_assert_true (display_test_shows (f->dialog, counts));
  g_assert_true (display_test_shows (f->dialog, "All in the file"));

  /* the keyboard stands at the filter: those that agree come with a key */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->dialog)) == differences);
  display_test_key (differences, GDK_KEY_space, 0);
  display_test_until (count_rows (f) == named + 1);
  g_assert_true (display_test_shows (f->dialog, "Equal"));

  /* the file is mended outside, F5 reads it again */
  g_assert_true (g_file_set_contents (f->path, "name,balance\nNobody at all,7\n", -1, NULL));
  display_test_key (differences, GDK_KEY_F5, 0);
  display_test_until (count_rows (f) == named + 1 && !display_test_shows (f->dialog, counts));
  g_assert_false (display_test_shows (f->dialog, "Equal"));
}

/* What cannot be read says in which line, and nothing of it is shown; then it is read again. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  guint named;

  open_text (f, "name,balance\nAcme,5\nBrown,much\n");
  display_test_until (*get_failure (f) != '\0');
  g_assert_nonnull (strstr (get_failure (f), "Line 3: “much” is no amount."));
  g_assert_true (display_test_shows (f->dialog, "Drop a Table of Balances Here"));
  g_assert_cmpuint (count_rows (f), ==, 0);
  text = make_table (f, &named);
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  try_again (f);
  display_test_until (count_rows (f) == 3);
  g_assert_cmpstr (get_failure (f), ==, "");
}

static void
test_server_fails (Fixture *f, gconstpointer data)
{
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NOT_SENT, 999);
  open_text (f, "name,balance\nNobody,5\n");
  display_test_until (*get_failure (f) != '\0');
  g_assert_cmpuint (count_rows (f), ==, 0);
  faulty_client_set_fault (f->desk.client, NULL, FAULTY_NONE, 0);
  try_again (f);
  display_test_until (display_test_shows (f->dialog, "Nobody"));
}

/* What is saved is what is seen: without those that agree. */
static void
test_save (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (f->desk.capabilities);
  g_autoptr (BizOpeningComparison) comparison = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  GDate day;
  guint named;

  table = make_table (f, &named);
  g_assert_true (g_file_set_contents (f->path, table, -1, NULL));
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, 10, 2026);
  biz_opening_comparison_read_async (f->desk.session, currencies,
                                     erp_capabilities_get_default_company_id (f->desk.capabilities),
                                     &day, file, NULL, desk_cb, &f->desk);
  read = desk_wait (&f->desk);
  comparison = biz_opening_comparison_read_finish (read, &error);
  g_assert_no_error (error);
  for (guint all = 0; all < 2; all++)
    {
      g_autoptr (GAsyncResult) saved = NULL;

      page_opening_save_async (comparison, file, DRAW_REPORT_CSV, all == 1, "books", NULL, NULL,
                               desk_cb, &f->desk);
      saved = desk_wait (&f->desk);
      g_assert_true (page_opening_save_finish (saved, &error));
      g_assert_no_error (error);
      g_clear_pointer (&text, g_free);
      g_clear_pointer (&lines, g_strfreev);
      g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "Nobody at all"));
      g_assert_true ((strstr (text, "equal") != NULL) == (all == 1));
      lines = g_strsplit (g_strchomp (text), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 1 + (all == 1 ? named + 1 : 3));
    }
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
  g_test_add ("/page/opening/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/page/opening/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/page/opening/server-fails", Fixture, NULL, set_up, test_server_fails, tear_down);
  g_test_add ("/page/opening/save", Fixture, NULL, set_up, test_save, tear_down);

  return g_test_run ();
}
