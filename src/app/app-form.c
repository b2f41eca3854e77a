/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-form.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * app_form_set_error:
 * @field: the row or entry concerned
 * @row: the row below it that holds the words
 * @message: (nullable): what is wrong and what to do, or %NULL when nothing is
 */
void
app_form_set_error (GtkWidget *field, AdwActionRow *row, const char *message)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (field));
  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (row), message != NULL);
  if (message != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      message, -1);
    }
  else
    {
      gtk_widget_remove_css_class (field, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

/**
 * app_form_dup_text:
 * @entry: where something was typed or pasted
 *
 * Returns: (transfer full): it, without blanks at its ends
 */
char *
app_form_dup_text (GtkEditable *entry)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/**
 * app_form_describe_error:
 * @error: what failed
 *
 * Returns: (transfer full): our sentence, and below it the server's, where it sent one
 */
char *
app_form_describe_error (const GError *error)
{
  const char *words;

  g_return_val_if_fail (error != NULL, NULL);

  words = erp_error_get_server_message (error);
  /* A refused password or key: the server's words say less than ours. */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH))
    words = NULL;
  if (words == NULL || *words == '\0' || g_str_equal (words, error->message))
    return g_strdup (error->message);
  return g_strdup_printf ("%s\n%s", error->message, words);
}

/**
 * app_form_markup_prints:
 * @text: words in which lines may be fingerprints
 *
 * Returns: (transfer full): markup, the fingerprints in a type that lets two be compared
 */
char *
app_form_markup_prints (const char *text)
{
  g_auto (GStrv) lines = NULL;
  GString *markup = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);
      gboolean is_print =
          strlen (lines[i]) > 16 && strspn (lines[i], "0123456789ABCDEF:") == strlen (lines[i]);

      g_string_append_printf (markup, is_print ? "%s<tt><small>%s</small></tt>" : "%s%s",
                              i > 0 ? "\n" : "", escaped);
    }
  return g_string_free (markup, FALSE);
}

/**
 * app_form_new_reset_dialog:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer floating): asks whether the demo company begins anew; response
 *   %APP_FORM_RESET is the yes
 */
GtkWidget *
app_form_new_reset_dialog (GtkWindow *parent)
{
  GtkWidget *dialog = adw_message_dialog_new (
      parent, _ ("Reset the Demo Company?"),
      _ ("Everything that you did in it is deleted, and it begins again as on its first day."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    APP_FORM_RESET, _ ("_Reset"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), APP_FORM_RESET,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}
