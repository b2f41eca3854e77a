/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-sign-out.h"

#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppSupportServer *server;
static guint n_done;

typedef struct
{
  ErpKeyring *keyring;
  ErpProfile *profile;
  ErpSession *session;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  n_done = 0;
  f->keyring = erp_keyring_new_in_memory ();
  f->profile = erp_profile_new ("Books", server->url, server->database, server->login);
  f->session = app_support_enter (f->keyring, f->profile, server->password, NULL, &error);
  g_assert_no_error (error);
  f->window = display_test_show (gtk_label_new ("the books"), 600, 400);
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
done_cb (GtkWindow *parent, ErpSession *session)
{
  n_done++;
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
answer (Fixture *f, const char *password, const char *label)
{
  GtkWidget *dialog, *entry;

  app_sign_out_ask (f->window, f->session, f->keyring, FALSE, done_cb);
  display_test_until (get_dialog () != NULL);
  dialog = get_dialog ();
  entry = app_support_find (dialog, GTK_TYPE_PASSWORD_ENTRY, NULL, NULL);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  display_test_click (app_support_find (dialog, GTK_TYPE_BUTTON, "label", label));
}

static gboolean
is_key_known (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpSession) session = app_support_enter (f->keyring, f->profile, NULL, NULL, &error);

  if (session == NULL)
    g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  return session != NULL;
}

static void
test_cancel (Fixture *f, gconstpointer user_data)
{
  answer (f, "", "_Cancel");
  display_test_until (get_dialog () == NULL);
  g_assert_cmpuint (n_done, ==, 0);
  g_assert_true (is_key_known (f));
}

/* The key stays on the server: the person is told its name and where it is. */
static void
test_without_password (Fixture *f, gconstpointer user_data)
{
  GtkWidget *dialog;

  answer (f, "", "_Sign Out");
  display_test_until (n_done == 1 && get_dialog () != NULL
                      && display_test_shows (get_dialog (), "Signed Out Here"));
  dialog = get_dialog ();
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "“Quittance on "));
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), server->url));
  display_test_click (app_support_find (dialog, GTK_TYPE_BUTTON, "label", "_Close"));
  g_assert_false (is_key_known (f));
}

static void
test_wrong_password (Fixture *f, gconstpointer user_data)
{
  answer (f, "no such password", "_Sign Out");
  display_test_until (n_done == 1 && get_dialog () != NULL
                      && display_test_shows (get_dialog (), "Signed Out Here"));
  display_test_click (app_support_find (get_dialog (), GTK_TYPE_BUTTON, "label", "_Close"));
  g_assert_false (is_key_known (f));
}

static void
key_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **)user_data = erp_keyring_lookup_finish (ERP_KEYRING (source), result, NULL);
}

/* With it, the key is gone on the server, too: a copy of it opens nothing. */
static void
test_with_password (Fixture *f, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpSession) session = NULL;
  g_autofree char *key = NULL;

  erp_keyring_lookup_async (f->keyring, f->profile, NULL, key_read_cb, &key);
  display_test_until (key != NULL);
  answer (f, server->password, "_Sign Out");
  display_test_until (n_done == 1);
  g_assert_null (get_dialog ());
  session = app_support_enter (f->keyring, f->profile, NULL, key, &error);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_assert_null (session);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  server = app_support_start_server ();
  ADD ("/app/sign-out/cancel", test_cancel);
  ADD ("/app/sign-out/without-password", test_without_password);
  ADD ("/app/sign-out/wrong-password", test_wrong_password);
  ADD ("/app/sign-out/with-password", test_with_password);
  result = g_test_run ();
  app_support_stop_server (server);
  return result;
}
