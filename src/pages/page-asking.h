/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a dialog goes through that asks the server before a person writes: it waits, it could not
 * ask, it shows its content, or nobody knows whether what was sent happened. Properties: "content"
 * (GtkWidget), "waiting" (what is waited for, in words), "unknown-title". Signals "retry" and
 * "journal": a button was pressed. */
#define PAGE_TYPE_ASKING (page_asking_get_type ())
G_DECLARE_FINAL_TYPE (PageAsking, page_asking, PAGE, ASKING, AdwBin)

void page_asking_wait (PageAsking *self);
void page_asking_fail (PageAsking *self, const char *what, const GError *error);
void page_asking_show (PageAsking *self);
void page_asking_show_unknown (PageAsking *self, const char *text);
/* Whether the content is what is shown: keys reach what it hides. */
gboolean page_asking_shows_content (PageAsking *self);

G_END_DECLS
