/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-confirm.h"

/**
 * page_confirm_new:
 * @over: the widget whose window it belongs to
 * @heading: the question
 * @body: what will happen
 * @cancel_label: a mnemonic
 * @do_label: a mnemonic
 *
 * Returns: (transfer floating): the dialog, to be connected and presented
 */
AdwMessageDialog *
page_confirm_new (GtkWidget *over,
                  const char *heading,
                  const char *body,
                  const char *cancel_label,
                  const char *do_label)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkWidget *widget =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", cancel_label, "do", do_label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}
