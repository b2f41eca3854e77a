/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-certificate-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTES_A_LINE 16

/**
 * app_certificate_format_fingerprint:
 * @hex: a fingerprint in hexadecimal digits, with or without colons
 *
 * Returns: (transfer full): it in capital pairs, 16 a line
 */
char *
app_certificate_format_fingerprint (const char *hex)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  g_return_val_if_fail (hex != NULL, NULL);

  for (const char *c = hex; *c != '\0'; c++)
    {
      if (!g_ascii_isxdigit (*c))
        continue;
      if (n > 0 && n % (2 * BYTES_A_LINE) == 0)
        g_string_append_c (text, '\n');
      else if (n > 0 && n % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (*c));
      n++;
    }
  return g_string_free (text, FALSE);
}

/**
 * app_certificate_dialog_new:
 * @parent: the window it belongs to
 * @host: the server
 * @fingerprint: SHA-256 of its certificate, in hexadecimal digits
 *
 * Returns: (transfer floating): a message dialog, not yet shown
 */
GtkWidget *
app_certificate_dialog_new (GtkWindow *parent, const char *host, const char *fingerprint)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Trust This Server?"), NULL);
  g_autofree char *print = app_certificate_format_fingerprint (fingerprint);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *caption = gtk_label_new (_ ("SHA-256 fingerprint"));
  GtkWidget *label = gtk_label_new (print);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("Nobody vouches for the certificate of %s. That is usual inside a company, but it may "
         "also "
         "be somebody who listens in.\n\nAsk who runs the server for the fingerprint, and go on "
         "only if it is the same to the last digit. Nothing secret has been sent yet."),
      host);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "fingerprint");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, print, -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), label);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    APP_CERTIFICATE_TRUST, _ ("_Trust This Certificate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), APP_CERTIFICATE_TRUST,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}
