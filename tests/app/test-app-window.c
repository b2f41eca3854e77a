/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-window.h"

#include "app-application.h"
#include "app-shell.h"
#include "app-sign-in.h"
#include "erp-link.h"
#include "erp-profile.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

#include <glib/gstdio.h>

static AppApplication *application;

static AppWindow *
new_window (void)
{
  AppWindow *window = app_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
close_window (AppWindow *window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_close (GTK_WINDOW (window));
  display_test_until (watched == NULL);
}

static void
test_welcome (void)
{
  AppWindow *window = new_window ();

  app_window_show_welcome (window);
  display_test_frames (GTK_WIDGET (window), 2);
  g_assert_true (display_test_shows (GTK_WIDGET (window), "Sign In to Your Odoo"));
  g_assert_null (app_window_get_session (window));
  close_window (window);
}

static void
test_demo (void)
{
  AppWindow *window = new_window ();

  app_window_open_demo (window, "controller");
  display_test_until (app_window_get_session (window) != NULL);
  display_test_frames (GTK_WIDGET (window), 2);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "kind-training"));
  g_assert_true (erp_profile_get_is_demo (app_window_get_profile (window)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Demo company — Quittance");
  /* A key of the demo company is not renewed. */
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "renew-key"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "sign-out"));

  app_window_show_welcome (window);
  g_assert_null (app_window_get_session (window));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (window), "kind-training"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "sign-out"));
  close_window (window);
}

/* Closed in the middle of the opening: nothing is left behind. */
static void
test_close_while_opening (void)
{
  AppWindow *window = new_window ();

  app_window_open_demo (window, NULL);
  close_window (window);
}

static void
test_narrow (void)
{
  AppWindow *window = new_window ();
  int minimum;

  app_window_open_demo (window, "controller");
  display_test_until (app_window_get_session (window) != NULL);
  display_test_frames (GTK_WIDGET (window), 2);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  close_window (window);
}

static void
test_state (void)
{
  AppWindow *window = new_window ();
  GSettings *settings = app_application_get_settings (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 777, 555);
  close_window (window);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 777);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 555);
}

static guint
count_windows (void)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));
  guint n = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    n += APP_IS_WINDOW (l->data) ? 1 : 0;
  return n;
}

static GtkWidget *
get_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
refuse (const char *link)
{
  guint before = count_windows ();

  g_test_message ("%s", link);
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-link",
                                  g_variant_new_string (link));
  display_test_until (get_dialog () != NULL);
  g_assert_cmpuint (count_windows (), ==, before);
  gtk_window_destroy (GTK_WINDOW (get_dialog ()));
}

/* A link names a record; whatever else it may hold, or a server that nobody here knows, is refused
 * in words and changes nothing. */
static void
test_hostile_links (void)
{
  AppWindow *window = new_window ();

  app_window_open_demo (window, "controller");
  display_test_until (app_window_get_session (window) != NULL);
  refuse ("quittance://erp.example.com/prod/account.move/1");
  refuse ("quittance://demo.quittance.invalid/demo/account.move/1?method=unlink");
  refuse ("quittance://demo.quittance.invalid/other/account.move/../1");
  refuse ("file:///etc/passwd");
  g_assert_null (app_shell_dup_link (app_support_find (window, APP_TYPE_SHELL, NULL, NULL)));
  close_window (window);
}

/* The same session serves both windows; each has its own page. */
static void
test_second_window (void)
{
  AppWindow *first = new_window ();
  AppWindow *second = NULL;
  g_autofree char *link = NULL;
  g_autofree char *opened = NULL;

  app_window_open_demo (first, "controller");
  display_test_until (app_window_get_session (first) != NULL);
  link = erp_link_new_for_record (app_window_get_profile (first), "account.move", 7);
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-link",
                                  g_variant_new_string (link));
  g_assert_cmpuint (count_windows (), ==, 2);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL;
       l = l->next)
    if (APP_IS_WINDOW (l->data) && l->data != first)
      second = l->data;
  g_assert_true (app_window_get_session (second) == app_window_get_session (first));
  display_test_until (
      (opened = app_shell_dup_link (app_support_find (second, APP_TYPE_SHELL, NULL, NULL)))
      != NULL);
  g_assert_cmpstr (opened, ==, link);
  g_assert_null (app_shell_dup_link (app_support_find (first, APP_TYPE_SHELL, NULL, NULL)));

  /* From outside: the window that is there shows it. */
  app_application_open_link (application, link);
  g_assert_cmpuint (count_windows (), ==, 2);
  close_window (second);
  g_assert_nonnull (app_window_get_session (first));
  close_window (first);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-window-XXXXXX", NULL);
  g_autofree char *demo = g_build_filename (folder, "quittance", "demo", NULL);
  int result;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  display_test_init (&argc, &argv);
  app_support_copy_story (demo);
  application = app_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_hold (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/app/window/welcome", test_welcome);
  g_test_add_func ("/app/window/demo", test_demo);
  g_test_add_func ("/app/window/close-while-opening", test_close_while_opening);
  g_test_add_func ("/app/window/narrow", test_narrow);
  g_test_add_func ("/app/window/state", test_state);
  g_test_add_func ("/app/window/hostile-links", test_hostile_links);
  g_test_add_func ("/app/window/second-window", test_second_window);
  result = g_test_run ();
  app_demo_stop (app_application_get_demo (application));
  g_object_unref (application);
  return result;
}
