/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-server-form.h"

#include "app-certificate-dialog.h"
#include "erp-http.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-sign-in.h"

#include "app-support.h"
#include "display-test.h"
#include "test-server.h"

#include <string.h>

typedef struct
{
  TestServer *server;
  ErpKeyring *keyring;
  AppServerForm *form;
  GtkWindow *window;
  guint n_found;
} Fixture;

static char *
certificate_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_test_build_filename (G_TEST_DIST, "data", "tls", file, NULL);
}

static char *
fingerprint_of (const char *name)
{
  g_autofree char *path = certificate_path (name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

  return erp_http_fingerprint (certificate);
}

/* As much of an ERP as is asked before anybody signs in. */
static void
handler (const TestRequest *request, TestAnswer *answer, gpointer user_data)
{
  static const char version[] = "{\"version_info\":[19,0],\"version\":\"19.0\"}";
  static const char databases[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"books\"]}";
  const char *text = g_str_equal (request->path, "/web/version") ? version : databases;

  answer->body = g_bytes_new_static (text, strlen (text));
}

static void
found_cb (Fixture *f)
{
  f->n_found++;
}

static void
set_up (Fixture *f, gconstpointer certificate)
{
  g_autofree char *path = certificate_path (certificate);

  f->server = test_server_new (path);
  test_server_set_handler (f->server, handler, NULL);
  f->keyring = erp_keyring_new_in_memory ();
  f->form = g_object_new (APP_TYPE_SERVER_FORM, NULL);
  app_server_form_set_keyring (f->form, f->keyring);
  g_signal_connect_swapped (f->form, "found", G_CALLBACK (found_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->form), 480, 600);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (f->window);
  g_clear_object (&f->keyring);
  test_server_free (f->server);
}

static GtkWidget *
get_row (Fixture *f)
{
  return app_support_find (f->form, ADW_TYPE_ENTRY_ROW, "title",
                           "Address, such as erp.example.com");
}

static void
try (Fixture *f)
{
  g_autofree char *typed =
      g_strdup_printf ("https://127.0.0.1:%u", test_server_get_port (f->server));

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (get_row (f))), typed))
    gtk_editable_set_text (GTK_EDITABLE (get_row (f)), typed);
  display_test_click (app_support_find (f->form, GTK_TYPE_BUTTON, "label", "_Continue"));
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

/* The print is shown as other programs print it; before the yes nothing was asked. */
static void
test_trusted_by_hand (Fixture *f, gconstpointer user_data)
{
  g_autofree char *hex = fingerprint_of ("unknown");
  g_autofree char *print = app_certificate_format_fingerprint (hex);

  try (f);
  display_test_until (get_dialog () != NULL);
  g_assert_true (display_test_shows (get_dialog (), print));
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, 0);

  display_test_click (app_support_find (get_dialog (), GTK_TYPE_BUTTON, "label", "_Cancel"));
  display_test_until (gtk_widget_has_css_class (get_row (f), "error"));
  g_assert_true (display_test_shows (
      GTK_WIDGET (f->form), "You did not trust the server’s certificate, so nothing was sent."));
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, 0);
  g_assert_cmpuint (f->n_found, ==, 0);

  try (f);
  display_test_until (get_dialog () != NULL);
  display_test_click (
      app_support_find (get_dialog (), GTK_TYPE_BUTTON, "label", "_Trust This Certificate"));
  display_test_until (f->n_found == 1);
}

/* Expired, or made for another host: an error in words, and nothing to trust. */
static void
test_never_offered (Fixture *f, gconstpointer user_data)
{
  try (f);
  display_test_until (gtk_widget_has_css_class (get_row (f), "error"));
  g_assert_null (get_dialog ());
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, 0);
  g_assert_cmpuint (f->n_found, ==, 0);
}

/* Another certificate than the one of the profile: both prints, and no way to trust it here. */
static void
test_changed (Fixture *f, gconstpointer user_data)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", test_server_get_port (f->server));
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", test_server_get_port (f->server));
  g_autofree char *before = fingerprint_of ("unknown-too");
  g_autofree char *now = fingerprint_of ("unknown");
  g_autofree char *before_print = app_certificate_format_fingerprint (before);
  g_autofree char *now_print = app_certificate_format_fingerprint (now);
  g_autoptr (ErpProfile) profile = erp_profile_new ("Books", url, "books", "anna");
  AdwPreferencesRow *row;
  const char *words;

  g_object_set (profile, "pinned-host", host, "pinned-fingerprint", before, NULL);
  app_server_form_set_profile (f->form, profile);
  try (f);
  display_test_until (gtk_widget_has_css_class (get_row (f), "error"));
  g_assert_null (get_dialog ());
  row = ADW_PREFERENCES_ROW (
      app_support_find (f->form, ADW_TYPE_ACTION_ROW, "icon-name", "dialog-warning-symbolic"));
  words = adw_preferences_row_get_title (row);
  g_assert_nonnull (strstr (words, before_print));
  g_assert_nonnull (strstr (words, now_print));
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, 0);
}

/* The same one as trusted before: no question. */
static void
test_unchanged (Fixture *f, gconstpointer user_data)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", test_server_get_port (f->server));
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", test_server_get_port (f->server));
  g_autofree char *now = fingerprint_of ("unknown");
  g_autoptr (ErpProfile) profile = erp_profile_new ("Books", url, "books", "anna");

  g_object_set (profile, "pinned-host", host, "pinned-fingerprint", now, NULL);
  app_server_form_set_profile (f->form, profile);
  try (f);
  display_test_until (f->n_found == 1);
  g_assert_null (get_dialog ());
}

#define ADD(path, certificate, func)                                                               \
  g_test_add ("/app/server-form/" path, Fixture, certificate, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("trusted-by-hand", "unknown", test_trusted_by_hand);
  ADD ("expired", "expired", test_never_offered);
  ADD ("unknown-expired", "unknown-expired", test_never_offered);
  ADD ("other-host", "other-host", test_never_offered);
  ADD ("unknown-other-host", "unknown-other-host", test_never_offered);
  ADD ("changed", "unknown", test_changed);
  ADD ("unchanged", "unknown", test_unchanged);
  return g_test_run ();
}
