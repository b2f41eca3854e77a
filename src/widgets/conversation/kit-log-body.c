/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-log-body.h"

#include "kit-log-picture.h"
#include "kit-long-text.h"

/**
 * kit_log_body_new:
 * @thread: the conversation
 * @markup: the words
 * @parts: (nullable): words and pictures, where there are pictures
 *
 * Returns: (transfer floating): what was said
 */
GtkWidget *
kit_log_body_new (BizThread *thread, const char *markup, GPtrArray *parts)
{
  GtkWidget *box;

  g_return_val_if_fail (BIZ_IS_THREAD (thread), NULL);
  g_return_val_if_fail (markup != NULL, NULL);

  if (parts == NULL)
    return kit_long_text_new (markup);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < parts->len; i++)
    {
      const BizHtmlPart *part = g_ptr_array_index (parts, i);

      gtk_box_append (GTK_BOX (box), part->markup != NULL ? kit_long_text_new (part->markup)
                                                          : kit_log_picture_new (thread, part));
    }

  return box;
}
