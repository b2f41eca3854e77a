/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-form.h"

#include "erp-error.h"

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
