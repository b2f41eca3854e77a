/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-shell.h"

#include "app-company-switcher.h"
#include "app-connection-bar.h"
#include "app-section.h"
#include "biz-job-kinds.h"
#include "biz-uploads.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-ledger-list.h"
#include "page-invoices.h"

#include "app-support.h"
#include "display-test.h"

#include <glib/gstdio.h>

typedef struct
{
  AppDemo *demo;
  ErpKeyring *keyring;
  ErpSession *session;
  AppShell *shell;
  GtkWindow *window;
} Fixture;

/* Started once: it takes a moment. */
static AppDemo *shared_demo;

static void
set_up (Fixture *f, gconstpointer role)
{
  f->demo = g_object_ref (shared_demo);
  f->keyring = erp_keyring_new_in_memory ();
  f->session = app_support_sign_in (f->demo, role);
  f->shell = app_shell_new (f->session, f->keyring);
  g_object_add_weak_pointer (G_OBJECT (f->shell), (gpointer *)&f->shell);
  f->window = display_test_show (GTK_WIDGET (f->shell), 1200, 760);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (f->window);
  /* Session, pages and shell end together. */
  display_test_until (f->shell == NULL);
  g_assert_finalize_object (f->session);
  g_clear_object (&f->keyring);
  g_clear_object (&f->demo);
}

static void
test_sections (Fixture *f, gconstpointer user_data)
{
  gsize n_sections;
  const AppSection *sections = app_section_get_all (&n_sections);
  gsize nth;

  app_shell_show_section (f->shell, "invoices");
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "invoices");
  g_assert_null (app_shell_get_page (f->shell, "journal"));
  for (nth = 0; nth < n_sections && !g_str_equal (sections[nth].id, "journal"); nth++)
    ;
  app_shell_show_nth (f->shell, (guint)nth + 1);
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "journal");
  g_assert_nonnull (app_shell_get_page (f->shell, "journal"));
  app_shell_show_nth (f->shell, (guint)n_sections + 1);
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "journal");
  app_shell_show_section (f->shell, "no-such-section");
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "journal");
  app_shell_show_nth (f->shell, 1);
  app_shell_activate (f->shell, "search");
  app_shell_activate (f->shell, "no-such-verb");
  g_assert_false (app_shell_is_touched (f->shell));
}

/* Whoever is pasted is shown over the section, and the way back is one step. */
static void
test_customer (Fixture *f, gconstpointer user_data)
{
  GtkStack *pages;
  GtkWidget *section;

  app_shell_show_section (f->shell, "items");
  section = app_shell_get_page (f->shell, "items");
  pages = GTK_STACK (gtk_widget_get_parent (section));
  g_assert_false (app_shell_toggle_customer (f->shell));
  app_shell_paste (f->shell, "Einkauf <info@kunde274.example>");
  display_test_until (app_shell_get_customer (f->shell) > 0);
  g_assert_true (gtk_stack_get_visible_child (pages) != section);
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "items");
  app_shell_activate (f->shell, "refresh");
  g_assert_true (app_shell_toggle_customer (f->shell));
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, 0);
  g_assert_true (gtk_stack_get_visible_child (pages) == section);
  /* What is no hint at anybody changes nothing. */
  app_shell_paste (f->shell, "hello world");
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, 0);
  /* A section takes the place of the customer. */
  g_assert_true (app_shell_open (f->shell, "res.partner", 1));
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, 1);
  app_shell_show_section (f->shell, "items");
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, 0);
  g_assert_true (gtk_stack_get_visible_child (pages) == section);
}

/* A record that was opened from the customer leads back to him, left as he was. */
static void
test_way_back (Fixture *f, gconstpointer user_data)
{
  GtkStack *pages;
  GtkWidget *customer;
  GtkWidget *invoices;
  gint64 partner;

  app_shell_show_section (f->shell, "items");
  pages = GTK_STACK (gtk_widget_get_parent (app_shell_get_page (f->shell, "items")));
  app_shell_paste (f->shell, "Einkauf <info@kunde274.example>");
  display_test_until (app_shell_get_customer (f->shell) > 0);
  partner = app_shell_get_customer (f->shell);
  customer = gtk_stack_get_visible_child (pages);
  g_signal_emit_by_name (customer, "open-requested", "account.move", G_GINT64_CONSTANT (1));
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "invoices");
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, 0);
  invoices = gtk_stack_get_visible_child (pages);
  display_test_until (page_invoices_get_open (PAGE_INVOICES (invoices)) == 1);
  g_assert_true (app_shell_toggle_customer (f->shell));
  g_assert_true (gtk_stack_get_visible_child (pages) == customer);
  g_assert_cmpint (app_shell_get_customer (f->shell), ==, partner);
  /* From there back to the record, and once more it is the customer in sight that is shown. */
  g_assert_true (app_shell_toggle_customer (f->shell));
  g_assert_true (gtk_stack_get_visible_child (pages) == invoices);
  /* Where something else is open, nothing leads back. */
  app_shell_show_section (f->shell, "items");
  g_assert_false (app_shell_toggle_customer (f->shell));
}

static void
press_paste (Fixture *f)
{
  /* Else the search has it, and what is pasted is its. */
  gtk_window_set_focus (f->window, NULL);
  display_test_key (app_support_find (f->shell, KIT_TYPE_LEDGER_LIST, NULL, NULL), GDK_KEY_v,
                    GDK_CONTROL_MASK);
}

/* Files in the clipboard go to the record that is seen, wherever the keys are; without one it is
 * said what to do, and nothing is sent. */
static void
test_paste_files (Fixture *f, gconstpointer user_data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList list = { .data = file };
  GdkFileList *files = gdk_file_list_new_from_list (&list);
  GListModel *uploads = G_LIST_MODEL (biz_uploads_get (f->session));
  GtkWidget *invoices;

  biz_job_kinds_register (erp_session_get_journal (f->session));
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (f->shell)), GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  app_shell_show_section (f->shell, "invoices");
  press_paste (f);
  g_assert_cmpuint (g_list_model_get_n_items (uploads), ==, 0);
  g_assert_true (app_shell_open (f->shell, "account.move", 1));
  invoices = app_shell_get_page (f->shell, "invoices");
  display_test_until (page_invoices_get_open (PAGE_INVOICES (invoices)) == 1);
  display_test_until (
      display_test_shows (GTK_WIDGET (f->shell), "No files. Drop or paste some here."));
  press_paste (f);
  display_test_until (display_test_shows (GTK_WIDGET (f->shell), "proof.txt"));
  display_test_until (!biz_uploads_is_busy (BIZ_UPLOADS (uploads)));
  g_unlink (path);
  g_rmdir (folder);
}

/* What a setting of another version names is not there: the first section is shown. */
static void
test_unknown_at_first (Fixture *f, gconstpointer user_data)
{
  app_shell_show_section (f->shell, "no-such-section");
  g_assert_cmpstr (app_shell_get_section (f->shell), ==, "invoices");
}

static void
test_words (Fixture *f, gconstpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (f->session);

  g_assert_true (display_test_shows (GTK_WIDGET (f->shell), "Training"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->shell), "Connected"));
  g_assert_true (
      display_test_shows (GTK_WIDGET (f->shell), erp_capabilities_get_user_name (capabilities)));
}

static void
test_companies (Fixture *f, gconstpointer user_data)
{
  GListModel *companies =
      erp_capabilities_get_companies (erp_session_get_capabilities (f->session));
  AppCompanySwitcher *switcher = app_support_find (f->shell, APP_TYPE_COMPANY_SWITCHER, NULL, NULL);
  g_autoptr (ErpCompany) other = NULL;
  gint64 first;
  gsize n;

  g_assert_cmpuint (g_list_model_get_n_items (companies), >, 1);
  first = erp_session_get_active_companies (f->session, &n)[0];
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; other == NULL || erp_company_get_id (other) == first; i++)
    {
      g_clear_object (&other);
      other = g_list_model_get_item (companies, i);
      g_assert_nonnull (other);
    }

  app_company_switcher_set_seen (switcher, erp_company_get_id (other), TRUE);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==, first);
  g_assert_cmpuint (n, ==, 2);
  app_company_switcher_set_main (switcher, erp_company_get_id (other));
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==,
                   erp_company_get_id (other));
  g_assert_cmpuint (n, ==, 2);
  app_company_switcher_set_seen (switcher, first, FALSE);
  erp_session_get_active_companies (f->session, &n);
  g_assert_cmpuint (n, ==, 1);
  /* The last one, and the one that new documents belong to, stays. */
  app_company_switcher_set_seen (switcher, erp_company_get_id (other), FALSE);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==,
                   erp_company_get_id (other));
  app_company_switcher_set_main (switcher, first);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==, first);
  g_assert_cmpuint (n, ==, 1);
}

/* The server goes: said once. It asks by itself until somebody answers. */
static void
test_offline (Fixture *f, gconstpointer user_data)
{
  GtkWidget *bar = app_support_find (f->shell, APP_TYPE_CONNECTION_BAR, NULL, NULL);

  app_shell_show_section (f->shell, "invoices");
  g_assert_false (gtk_widget_get_visible (bar));
  app_demo_stop (f->demo);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  app_shell_activate (f->shell, "refresh");
  display_test_until (gtk_widget_get_visible (bar));
  g_assert_true (display_test_shows (GTK_WIDGET (f->shell), "Out of reach"));
}

#define ADD(path, role, func) g_test_add (path, Fixture, role, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  shared_demo = app_support_start_demo ();
  ADD ("/app/shell/sections", "controller", test_sections);
  ADD ("/app/shell/customer", "controller", test_customer);
  ADD ("/app/shell/way-back", "controller", test_way_back);
  ADD ("/app/shell/paste-files", "controller", test_paste_files);
  ADD ("/app/shell/unknown-at-first", "controller", test_unknown_at_first);
  ADD ("/app/shell/words", "controller", test_words);
  ADD ("/app/shell/companies", "controller", test_companies);
  ADD ("/app/shell/offline", "controller", test_offline);
  result = g_test_run ();
  g_object_unref (shared_demo);
  return result;
}
