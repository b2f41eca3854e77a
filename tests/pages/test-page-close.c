/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of a period, its records, and lock dates set from it, against the demo company. */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-close-rows.h"
#include "page-close.h"
#include "page-lock-dialog.h"
#include "page-lock-exception.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
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
set_up (Fixture *f, gconstpointer role)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  desk_open (&f->desk, 19, role);
  f->page = page_close_new (f->desk.session);
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->list = KIT_LEDGER_LIST (display_test_find (f->page, KIT_TYPE_LEDGER_LIST, NULL));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), f->page);
  f->window = display_test_show (scroller, 1300, 700);
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

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (f->page, text);
}

static GtkWidget *
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

/* What the list says of a failure beside its rows. */
static const char *
get_failure (Fixture *f)
{
  GtkWidget *error = display_test_find (GTK_WIDGET (f->list), KIT_TYPE_INLINE_ERROR, NULL);
  const char *message =
      error != NULL ? kit_inline_error_get_message (KIT_INLINE_ERROR (error)) : NULL;

  return message != NULL ? message : "";
}

/* Whether some line above the list has @text in it. */
static gboolean
has_note (Fixture *f, const char *text)
{
  GtkWidget *box = gtk_widget_get_first_child (f->page);

  for (GtkWidget *at = gtk_widget_get_first_child (box); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      if (GTK_IS_LABEL (at) && strstr (gtk_label_get_text (GTK_LABEL (at)), text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The position of the row that says @title. */
static guint
find_row (Fixture *f, const char *title)
{
  GListModel *rows = kit_ledger_list_get_model (f->list);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      kit_ledger_list_select (f->list, i);
      if (shows (f, title))
        return i;
    }
  return 0;
}

static void
test_list (Fixture *f, gconstpointer role)
{
  KitLedgerList *list;
  GtkWidget *rows;

  display_test_until (shows (f, "Bank lines"));
  g_assert_true (shows (f, "BNK1 · Bank"));
  g_assert_true (shows (f, "121000 Trade Receivables"));
  g_assert_true (shows (f, "The account is the sum of its open items."));
  g_assert_true (shows (f, "In order"));
  g_assert_true (shows (f, "To mend"));

  /* what a row says whole stands below, with how it is mended */
  find_row (f, "Bank lines wait there that are not matched. Match these bank lines, or book what "
               "they are.");
  gtk_widget_activate_action (f->page, "close.records", NULL);
  rows = find_window (PAGE_TYPE_CLOSE_ROWS);
  g_assert_nonnull (rows);
  list = KIT_LEDGER_LIST (display_test_find (rows, KIT_TYPE_LEDGER_LIST, NULL));
  display_test_until (g_list_model_get_n_items (kit_ledger_list_get_model (list)) > 0
                      && display_test_shows (rows, "EUR"));
  kit_ledger_list_select (list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (list), "activate", 0);
  g_assert_cmpstr (f->model, ==, "account.move");
  g_assert_cmpint (f->id, >, 0);
  display_test_until (find_window (PAGE_TYPE_CLOSE_ROWS) == NULL);
}

/* Who may not set lock dates sees them, and is told who may. */
static void
test_may_not_lock (Fixture *f, gconstpointer role)
{
  GtkWidget *dialog, *set;

  display_test_until (shows (f, "Bank lines"));
  gtk_widget_activate_action (f->page, "close.lock", NULL);
  dialog = find_window (PAGE_TYPE_LOCK_DIALOG);
  g_assert_nonnull (dialog);
  set = display_test_find (dialog, GTK_TYPE_BUTTON, "_Set");
  g_assert_false (gtk_widget_get_sensitive (set));
  g_assert_true (display_test_shows (
      dialog, "You may look at the lock dates, not set them: on this server that takes the right "
              "to administer companies. Give an administrator the report."));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_lock (Fixture *f, gconstpointer role)
{
  GtkWidget *dialog, *set, *entry;
  GDate day;

  display_test_until (shows (f, "Bank lines"));
  gtk_widget_activate_action (f->page, "close.lock", NULL);
  dialog = find_window (PAGE_TYPE_LOCK_DIALOG);
  set = display_test_find (dialog, GTK_TYPE_BUTTON, "_Set");
  /* the end of the period is proposed */
  g_assert_true (gtk_widget_get_sensitive (set));
  /* a day that is not over is refused before the server is asked: the first one is for sales */
  entry = display_test_find (dialog, KIT_TYPE_DATE_ENTRY, NULL);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, 12, 2030);
  kit_date_entry_set_date (KIT_DATE_ENTRY (entry), &day);
  display_test_until (!gtk_widget_get_sensitive (set));
  g_assert_true (display_test_shows (
      dialog, "“Sales” would close days that are not over: choose a day until today."));
  kit_date_entry_set_date (KIT_DATE_ENTRY (entry), NULL);
  display_test_until (gtk_widget_get_sensitive (set));
  display_test_click (set);
  display_test_until (find_window (PAGE_TYPE_LOCK_DIALOG) == NULL);
  {
    g_autoptr (JsonNode) companies =
        desk_ask (&f->desk, FALSE, "res.company", "search_read", 0, "domain",
                  "[[\"fiscalyear_lock_date\",\"=\",\"2026-10-31\"]]", "fields", "[\"name\"]",
                  NULL);

    g_assert_cmpuint (json_array_get_length (json_node_get_array (companies)), ==, 1);
  }
  display_test_until (shows (f, "Bank lines"));
}

/* In closed days somebody may book for a while: why, and until when, is asked for. */
static void
test_exception (Fixture *f, gconstpointer role)
{
  DemoDesk admin = { 0 };
  GtkWidget *dialog, *button, *make;
  g_autoptr (JsonNode) made = NULL;

  display_test_until (shows (f, "Bank lines"));
  desk_join (&admin, &f->desk, "admin");
  json_node_unref (desk_ask (&admin, TRUE, "res.company", "write",
                             erp_capabilities_get_default_company_id (f->desk.capabilities), "vals",
                             "{\"fiscalyear_lock_date\":\"2026-09-30\"}", NULL));
  desk_close (&admin);
  gtk_widget_activate_action (f->page, "close.refresh", NULL);
  display_test_until (has_note (f, "Everything is closed until"));
  gtk_widget_activate_action (f->page, "close.lock", NULL);
  dialog = find_window (PAGE_TYPE_LOCK_DIALOG);
  button = display_test_find (dialog, GTK_TYPE_BUTTON, "Make an _Exception…");
  g_assert_true (gtk_widget_get_visible (button));
  display_test_click (button);
  dialog = find_window (PAGE_TYPE_LOCK_EXCEPTION);
  make = display_test_find (dialog, GTK_TYPE_BUTTON, "_Make");
  g_assert_false (gtk_widget_get_sensitive (make));
  gtk_editable_set_text (GTK_EDITABLE (display_test_find (dialog, ADW_TYPE_ENTRY_ROW, NULL)),
                         "An invoice came late");
  display_test_until (gtk_widget_get_sensitive (make));
  display_test_click (make);
  display_test_until (find_window (PAGE_TYPE_LOCK_EXCEPTION) == NULL
                      && find_window (PAGE_TYPE_LOCK_DIALOG) == NULL);
  made = desk_ask (&f->desk, FALSE, "account.lock_exception", "search_read", 0, "domain",
                   "[[\"reason\",\"=\",\"An invoice came late\"]]", "fields",
                   "[\"state\",\"lock_date\",\"user_id\"]", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (made)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (json_node_get_array (made), 0), "state"),
                   ==, "active");
}

/* What could not be read again stays; of another period nothing does, until it is read. */
static void
test_fails (Fixture *f, gconstpointer role)
{
  KitDateEntry *end = KIT_DATE_ENTRY (display_test_find (f->page, KIT_TYPE_DATE_ENTRY, NULL));
  GDate day;

  display_test_until (shows (f, "Bank lines"));
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NOT_SENT, 999);
  gtk_widget_activate_action (f->page, "close.refresh", NULL);
  display_test_until (g_str_has_prefix (get_failure (f), "What you see may be out of date."));
  g_assert_true (shows (f, "Bank lines"));

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 30, 9, 2026);
  kit_date_entry_set_date (end, &day);
  display_test_until (g_str_equal (kit_ledger_list_get_page (f->list), "error"));
  g_assert_false (shows (f, "Bank lines"));
  faulty_client_set_fault (f->desk.client, NULL, FAULTY_NONE, 0);
  display_test_click (display_test_find (GTK_WIDGET (f->list), GTK_TYPE_BUTTON, "_Try Again"));
  display_test_until (shows (f, "Bank lines"));
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
  g_test_add ("/page/close/list", Fixture, "controller", set_up, test_list, tear_down);
  g_test_add ("/page/close/may-not-lock", Fixture, "controller", set_up, test_may_not_lock,
              tear_down);
  g_test_add ("/page/close/lock", Fixture, "admin", set_up, test_lock, tear_down);
  g_test_add ("/page/close/exception", Fixture, "controller", set_up, test_exception, tear_down);
  g_test_add ("/page/close/fails", Fixture, "controller", set_up, test_fails, tear_down);

  return g_test_run ();
}
