/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements and reminders through their windows, against the demo company. */

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "demo-desk.h"
#include "display-test.h"
#include "kit-inline-error.h"
#include "page-recipients.h"
#include "page-reminders-dialog.h"
#include "page-statement-window.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_PARTNERS 6

typedef struct
{
  DemoDesk desk;
  gint64 partners[N_PARTNERS];
  guint n_partners;
} Fixture;

static void
set_up (Fixture *f, gconstpointer role)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GArray) rows = NULL;
  BizAgeingPlan plan = { .by = BIZ_AGEING_BY_GROUP };
  GDate day;

  desk_open (&f->desk, 19, role);
  currencies = biz_currency_table_new (f->desk.capabilities);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 22, 11, 2026);
  biz_ageing_read_async (f->desk.session, currencies, &day, 0, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  book = biz_ageing_read_finish (result, NULL);
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  rows = biz_ageing_book_compute (book, &plan, NULL);
  for (guint i = 0; i < rows->len && f->n_partners < N_PARTNERS; i++)
    if (g_array_index (rows, BizAgeingRow, i).id != 0)
      f->partners[f->n_partners++] = g_array_index (rows, BizAgeingRow, i).id;
}

static void
tear_down (Fixture *f, gconstpointer role)
{
  desk_close (&f->desk);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, "%PDF"));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_statements (Fixture *f, gconstpointer role)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-statements-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) error = NULL;
  GtkWindow *window = page_statement_window_new (f->desk.session, f->partners, f->n_partners, NULL);
  PageStatementWindow *self = PAGE_STATEMENT_WINDOW (window);

  gtk_window_present (window);
  g_assert_false (page_statement_window_is_ready (self));
  display_test_until (page_statement_window_is_ready (self));
  g_assert_cmpuint (page_statement_window_get_n_papers (self), >=, f->n_partners);
  g_assert_true (page_statement_window_save_to_folder (self, file, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, page_statement_window_get_n_papers (self));
  remove_all (folder);
  display_test_close (window);
}

static GtkWidget *
find_send (GtkWidget *window, GtkWidget *at)
{
  for (GtkWidget *child = gtk_widget_get_first_child (at); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (GTK_IS_BUTTON (child) && gtk_button_get_label (GTK_BUTTON (child)) != NULL
          && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (child)), "_Send"))
        return child;
      found = find_send (window, child);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* How many letters are at the server. */
static guint
count_letters (Fixture *f)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "mail.message", "search_read", 0, "domain",
                "[[\"model\",\"=\",\"res.partner\"],[\"message_id\",\"like\",\".reminder-\"]]",
                "fields", "[\"id\"]", NULL);

  return json_array_get_length (json_node_get_array (answer));
}

static guint
count_statements (Fixture *f)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "mail.message", "search_read", 0, "domain",
                "[[\"model\",\"=\",\"res.partner\"],[\"attachment_ids.name\",\"like\","
                "\"2026-10-31.pdf\"]]",
                "fields", "[\"id\"]", NULL);

  return json_array_get_length (json_node_get_array (answer));
}

static void
test_reminders (Fixture *f, gconstpointer role)
{
  const guint before = count_letters (f);
  GtkWindow *window = page_reminders_dialog_new (f->desk.session, f->partners, f->n_partners);
  GtkWidget *send;
  guint n;

  gtk_window_present (window);
  display_test_until ((send = find_send (GTK_WIDGET (window), GTK_WIDGET (window))) != NULL
                      && gtk_widget_get_sensitive (send));
  g_assert_cmpint (sscanf (gtk_button_get_label (GTK_BUTTON (send)), "_Send %u", &n), ==, 1);
  g_assert_cmpuint (n, >, 0);
  display_test_click (send);
  g_assert_false (gtk_widget_get_sensitive (send));
  display_test_until (display_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "Sent") != NULL
                      && count_letters (f) == before + n);
  display_test_close (window);

  /* nobody is reminded again at once */
  window = page_reminders_dialog_new (f->desk.session, f->partners, f->n_partners);
  gtk_window_present (window);
  display_test_until (display_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, NULL) != NULL);
  display_test_frames (GTK_WIDGET (window), 3);
  send = find_send (GTK_WIDGET (window), GTK_WIDGET (window));
  g_assert_false (gtk_widget_get_sensitive (send));
  display_test_close (window);
}

/* Statements are sent from their window: to whom stands there, and each once. */
static void
test_send_statements (Fixture *f, gconstpointer role)
{
  GtkWindow *window;
  GtkWidget *send, *recipients;
  GDate day;
  guint n;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, 10, 2026);
  window = page_reminders_dialog_new_statements (f->desk.session, f->partners, 3, &day);
  gtk_window_present (window);
  display_test_until ((send = find_send (GTK_WIDGET (window), GTK_WIDGET (window))) != NULL
                      && gtk_widget_get_sensitive (send));
  recipients = display_test_find (GTK_WIDGET (window), PAGE_TYPE_RECIPIENTS, NULL);
  g_assert_true (gtk_widget_get_mapped (recipients));
  g_assert_nonnull (display_test_find (recipients, GTK_TYPE_CHECK_BUTTON, NULL));
  g_assert_cmpint (sscanf (gtk_button_get_label (GTK_BUTTON (send)), "_Send %u", &n), ==, 1);
  g_assert_cmpuint (n, >=, 3);
  display_test_click (send);
  display_test_until (count_statements (f) == n);
  display_test_until (gtk_widget_get_sensitive (send) == FALSE
                      && display_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "_Close")
                             != NULL);
  g_assert_cmpuint (count_statements (f), ==, n);
  display_test_close (window);
}

static void
test_failed (Fixture *f, gconstpointer role)
{
  GtkWindow *window = page_reminders_dialog_new (f->desk.session, f->partners, 1);
  GtkWidget *error;

  gtk_window_present (window);
  error = display_test_find (GTK_WIDGET (window), KIT_TYPE_INLINE_ERROR, NULL);
  g_assert_nonnull (error);
  display_test_until (kit_inline_error_get_message (KIT_INLINE_ERROR (error)) != NULL
                      && *kit_inline_error_get_message (KIT_INLINE_ERROR (error)) != '\0');
  display_test_close (window);
}

static void
set_up_agent (Fixture *f, gconstpointer role)
{
  desk_open (&f->desk, 19, role);
  f->partners[0] = 1;
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add ("/page/dunning/statements", Fixture, "controller", set_up, test_statements,
              tear_down);
  g_test_add ("/page/dunning/reminders", Fixture, "controller", set_up, test_reminders, tear_down);
  g_test_add ("/page/dunning/send-statements", Fixture, "controller", set_up, test_send_statements,
              tear_down);
  g_test_add ("/page/dunning/failed", Fixture, "agent", set_up_agent, test_failed, tear_down);

  return g_test_run ();
}
