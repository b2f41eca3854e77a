/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-key-bar.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppSupportServer *server;

typedef struct
{
  ErpKeyring *keyring;
  ErpProfile *profile;
  ErpSession *session;
  AppKeyBar *bar;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) expires = g_date_time_add_days (now, GPOINTER_TO_INT (days));
  GtkWidget *box, *scrolled;

  f->keyring = erp_keyring_new_in_memory ();
  f->profile = erp_profile_new ("Books", server->url, server->database, server->login);
  f->session = app_support_enter (f->keyring, f->profile, server->password, NULL, &error);
  g_assert_no_error (error);
  g_object_set (f->profile, "key-expires", expires, NULL);
  f->bar = g_object_new (APP_TYPE_KEY_BAR, NULL);
  app_key_bar_set_session (f->bar, f->session, f->keyring);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->bar));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("the books"));
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  f->window = display_test_show (scrolled, 700, 300);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (f->window);
  g_clear_object (&f->session);
  g_clear_object (&f->profile);
  g_clear_object (&f->keyring);
}

static void
test_not_due (Fixture *f, gconstpointer user_data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

/* A wrong password is said in place; the right one renews the key of the session that goes on. */
static void
test_renewed_in_place (Fixture *f, gconstpointer user_data)
{
  ErpClient *client = erp_session_get_client (f->session);
  g_autoptr (ErpCall) call = erp_call_new_read ("res.users", "search_count");
  GtkWidget *password = app_support_find (f->bar, GTK_TYPE_PASSWORD_ENTRY, NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gboolean answered = FALSE;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  display_test_click (app_support_find (f->bar, GTK_TYPE_BUTTON, "label", "_Renew…"));
  g_assert_true (gtk_widget_get_mapped (password));

  gtk_editable_set_text (GTK_EDITABLE (password), "wrong");
  display_test_click (app_support_find (f->bar, GTK_TYPE_BUTTON, "label", "Renew _Key"));
  display_test_until (display_test_shows (
      GTK_WIDGET (f->bar), "The login or the password is wrong, or the database is another one. "
                           "Try again."));
  g_assert_true (app_key_bar_is_due (erp_profile_get_key_expires (f->profile), now));

  gtk_editable_set_text (GTK_EDITABLE (password), server->password);
  display_test_click (app_support_find (f->bar, GTK_TYPE_BUTTON, "label", "Renew _Key"));
  display_test_until (!gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  g_assert_false (app_key_bar_is_due (erp_profile_get_key_expires (f->profile), now));
  /* Nothing secret stays in the entry; the same client goes on. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "");
  g_assert_true (erp_session_get_client (f->session) == client);
  erp_call_set_arg_json (call, "domain", "[]");
  erp_client_call_async (client, call, NULL, answered_cb, &answered);
  display_test_until (answered);
}

static void
test_put_off (Fixture *f, gconstpointer user_data)
{
  display_test_click (
      app_support_find (f->bar, GTK_TYPE_BUTTON, "icon-name", "window-close-symbolic"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  /* The menu asks again all the same. */
  app_key_bar_ask (f->bar);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
}

#define ADD(path, days, func)                                                                      \
  g_test_add (path, Fixture, GINT_TO_POINTER (days), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  server = app_support_start_server ();
  ADD ("/app/key-bar/eleven-days", 11, test_not_due);
  ADD ("/app/key-bar/renewed-in-place", 9, test_renewed_in_place);
  ADD ("/app/key-bar/put-off", 9, test_put_off);
  result = g_test_run ();
  app_support_stop_server (server);
  return result;
}
