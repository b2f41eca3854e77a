/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-window-dialogs.h"

#include "app-application.h"
#include "app-command.h"
#include "app-preferences.h"
#include "app-profiles.h"
#include "app-window.h"
#include "page-policy-dialog.h"

#include <glib/gi18n-lib.h>

static AppApplication *
get_app (AppWindow *self)
{
  return APP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (
      app_preferences_new (GTK_WINDOW (self), app_application_get_settings (get_app (self)),
                           app_window_get_session (self))));
}

static void
profiles_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;
  AppProfiles *profiles =
      app_profiles_new (GTK_WINDOW (self), app_application_get_profiles (get_app (self)),
                        app_application_get_keyring (get_app (self)));

  g_signal_connect_object (profiles, "opened", G_CALLBACK (app_window_open_profile), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (profiles));
}

static void
policy_saved_cb (AppWindow *self)
{
  app_window_add_toast (self, _ ("The policy was written. It counts from now on."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "refresh");
}

static void
policy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;
  GtkWindow *dialog = page_policy_dialog_new (app_window_get_session (self));

  g_signal_connect_object (dialog, "saved", G_CALLBACK (policy_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
  gtk_window_present (dialog);
}

/* Made when it is asked for: building it at the start costs every start. */
static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = app_command_new_shortcuts_window ();

  gtk_window_set_transient_for (window, GTK_WINDOW (user_data));
  gtk_window_present (window);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;
  AppWindow *window = app_window_new (get_app (self));

  app_window_open_session (window, app_window_get_session (self));
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * app_window_dialogs_install:
 * @window: a window
 *
 * Adds the actions that show another window: "new-window", "policy", "preferences", "profiles",
 * "shortcuts". Those that need somebody signed in are enabled by @window.
 */
void
app_window_dialogs_install (AppWindow *window)
{
  static const GActionEntry entries[] = {
    { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
    { "policy", policy_action, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
    { "profiles", profiles_action, NULL, NULL, NULL, { 0 } },
    { "shortcuts", shortcuts_action, NULL, NULL, NULL, { 0 } },
  };

  g_return_if_fail (APP_IS_WINDOW (window));

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
