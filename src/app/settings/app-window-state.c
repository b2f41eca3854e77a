/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-window-state.h"

#include <glib/gi18n-lib.h>

/**
 * app_window_state_restore:
 * @window: a window, not yet shown
 * @settings: the program's settings
 */
void
app_window_state_restore (GtkWindow *window, GSettings *settings)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (G_IS_SETTINGS (settings));

  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * app_window_state_save:
 * @window: a window that closes
 * @settings: the program's settings
 *
 * The size of a window that fills the screen is the one that it had before.
 */
void
app_window_state_save (GtkWindow *window, GSettings *settings)
{
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (gtk_window_is_maximized (window))
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 294));
}

/**
 * app_window_state_set_profile:
 * @settings: the program's
 * @profile: (nullable): the one that is open
 */
void
app_window_state_set_profile (GSettings *settings, ErpProfile *profile)
{
  gboolean lasting;

  g_return_if_fail (G_IS_SETTINGS (settings));

  lasting = profile != NULL && !erp_profile_get_is_demo (profile);
  g_settings_set_string (settings, "last-profile", lasting ? erp_profile_get_id (profile) : "");
}

/**
 * app_window_state_new_question:
 * @window: the window that would close
 *
 * Returns: (transfer floating): a message dialog, not yet shown
 */
GtkWidget *
app_window_state_new_question (GtkWindow *window)
{
  GtkWidget *dialog = adw_message_dialog_new (
      window, _ ("Close Without Saving?"),
      _ ("You have written something that the server does not know yet. It is lost when the window "
         "closes."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep Open"),
                                    APP_WINDOW_STATE_CLOSE, _ ("_Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), APP_WINDOW_STATE_CLOSE,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

/**
 * app_window_state_dup_section:
 * @settings: the program's settings
 *
 * Returns: (transfer full): the section to begin with
 */
char *
app_window_state_dup_section (GSettings *settings)
{
  g_autofree char *chosen = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  chosen = g_settings_get_string (settings, "start-section");
  if (*chosen != '\0')
    return g_steal_pointer (&chosen);
  return g_settings_get_string (settings, "last-section");
}
