/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-types.h"

G_BEGIN_DECLS

/* Numbers out of a text, looked for at once: what was found, what not, what a person has to
 * decide. Signal "chosen" (ids "12,15"): these are wanted. */
#define PAGE_TYPE_PASTE_DIALOG (page_paste_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PagePasteDialog, page_paste_dialog, PAGE, PASTE_DIALOG, AdwWindow)

PagePasteDialog *page_paste_dialog_new (ErpClient *client,
                                        GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the text into its entry and looks for it. */
void page_paste_dialog_set_text (PagePasteDialog *self, const char *text);
/* Presents one over the window of @over with what the clipboard holds; @chosen is called with
 * (GObject *@over, const char *ids). */
void page_paste_dialog_run (GtkWidget *over, ErpClient *client, GCallback chosen);

G_END_DECLS
