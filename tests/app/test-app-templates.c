/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-command.h"
#include "app-account-form.h"
#include "app-certificate-dialog.h"
#include "app-company-switcher.h"
#include "app-connection-bar.h"
#include "app-demo-form.h"
#include "app-key-bar.h"
#include "app-opening.h"
#include "app-profiles.h"
#include "app-server-form.h"
#include "app-sign-in.h"
#include "erp-keyring.h"
#include "erp-profile-store.h"
#include "erp-profile.h"

#include "app-support.h"
#include "display-test.h"

static void
show_and_close (GtkWidget *widget)
{
  GtkWindow *window;
  gpointer watched = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &watched);
  window = display_test_show (widget, 480, 640);
  display_test_close (window);
  g_assert_null (watched);
}

static void
test_parts (void)
{
  GType (*const types[]) (void) = {
    app_account_form_get_type, app_company_switcher_get_type, app_connection_bar_get_type,
    app_key_bar_get_type,      app_server_form_get_type,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_test_message ("%s", g_type_name (types[i]()));
      show_and_close (g_object_new (types[i](), "visible", TRUE, NULL));
    }
}

static void
test_sign_in (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (NULL);
  g_autoptr (ErpProfile) profile =
      erp_profile_new ("Books <of> & all", "https://erp.example.com", "main", "ada");

  show_and_close (GTK_WIDGET (app_sign_in_new (keyring, store, "controller")));
  show_and_close (GTK_WIDGET (app_demo_form_new ("agent")));
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  show_and_close (GTK_WIDGET (app_sign_in_new (keyring, store, "manager")));
}

static void
test_opening (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (AppDemo) demo = app_demo_new ("/nonexistent", "/nonexistent");

  show_and_close (GTK_WIDGET (app_opening_new (keyring, demo)));
}

/* No key and no server: the person is told and may sign in again. */
static void
test_opening_fails (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (AppDemo) demo = app_demo_new ("/nonexistent", "/nonexistent");
  g_autoptr (ErpProfile) profile = erp_profile_new ("Books", "http://127.0.0.1:1", "main", "ada");
  AppOpening *opening = app_opening_new (keyring, demo);
  GtkWindow *window = display_test_show (GTK_WIDGET (opening), 480, 640);

  app_opening_open_profile (opening, profile);
  display_test_until (display_test_shows (GTK_WIDGET (opening), "Could Not Open Books"));
  app_opening_open_demo (opening, "controller", FALSE);
  display_test_until (display_test_shows (GTK_WIDGET (opening), "Could Not Open the Demo Company"));
  display_test_close (window);
}

static void
test_profiles (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (NULL);
  g_autoptr (ErpProfile) profile =
      erp_profile_new ("Books", "https://erp.example.com", "main", "ada");
  AppProfiles *profiles = app_profiles_new (NULL, store, keyring);
  AdwComboRow *kind;
  GtkEditable *name;

  g_object_add_weak_pointer (G_OBJECT (profiles), (gpointer *)&profiles);
  gtk_window_present (GTK_WINDOW (profiles));
  display_test_frames (GTK_WIDGET (profiles), 2);
  g_assert_true (display_test_shows (GTK_WIDGET (profiles), "No Profiles Yet"));

  g_assert_true (erp_profile_store_save (store, profile, NULL));
  g_assert_true (display_test_shows (GTK_WIDGET (profiles), "Books"));
  kind = app_support_find (profiles, ADW_TYPE_COMBO_ROW, "title", "Kind");
  adw_combo_row_set_selected (kind, ERP_PROFILE_STAGING);
  g_assert_cmpint (erp_profile_get_kind (profile), ==, ERP_PROFILE_STAGING);

  name = app_support_find (profiles, ADW_TYPE_ENTRY_ROW, "title", "Name");
  gtk_editable_set_text (name, "  Ledgers ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (erp_profile_get_name (profile), ==, "Ledgers");
  g_assert_true (display_test_shows (GTK_WIDGET (profiles), "Ledgers"));
  gtk_editable_set_text (name, " ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (erp_profile_get_name (profile), ==, "Ledgers");

  g_assert_true (erp_profile_store_remove (store, profile, NULL));
  g_assert_true (display_test_shows (GTK_WIDGET (profiles), "No Profiles Yet"));
  display_test_close (GTK_WINDOW (profiles));
  g_assert_null (profiles);
}

/* The kind of a demo company cannot be chosen. */
static void
test_demo_kind (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (NULL);
  g_autoptr (ErpProfile) profile = erp_profile_new ("Demo", "http://127.0.0.1:1", "demo", "ada");
  AppProfiles *profiles;
  GtkWidget *kind;

  g_object_set (profile, "is-demo", TRUE, NULL);
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  profiles = app_profiles_new (NULL, store, keyring);
  kind = app_support_find (profiles, ADW_TYPE_COMBO_ROW, "title", "Kind");
  g_assert_false (gtk_widget_get_sensitive (kind));
  display_test_close (GTK_WINDOW (profiles));
}

static void
test_certificate (void)
{
  GtkWidget *dialog = app_certificate_dialog_new (NULL, "erp.example.com", "aabbccdd");

  gtk_window_present (GTK_WINDOW (dialog));
  display_test_frames (dialog, 2);
  g_assert_true (display_test_shows (dialog, "AA:BB:CC:DD"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "cancel");
  display_test_close (GTK_WINDOW (dialog));
}

static void
test_shortcuts (void)
{
  GtkWindow *window = app_command_new_shortcuts_window ();

  gtk_window_present (window);
  display_test_frames (GTK_WIDGET (window), 2);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/app/templates/parts", test_parts);
  g_test_add_func ("/app/templates/sign-in", test_sign_in);
  g_test_add_func ("/app/templates/opening", test_opening);
  g_test_add_func ("/app/templates/opening-fails", test_opening_fails);
  g_test_add_func ("/app/templates/profiles", test_profiles);
  g_test_add_func ("/app/templates/demo-kind", test_demo_kind);
  g_test_add_func ("/app/templates/certificate", test_certificate);
  g_test_add_func ("/app/templates/shortcuts", test_shortcuts);
  return g_test_run ();
}
