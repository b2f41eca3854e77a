/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Says below @field, in @row, what is wrong with it; NULL takes it back. */
void app_form_set_error (GtkWidget *field, AdwActionRow *row, const char *message);
/* The text without blanks around it, as people paste it. */
char *app_form_dup_text (GtkEditable *entry) G_GNUC_WARN_UNUSED_RESULT;
/* One sentence for a person, with the server's own words where there are some. */
char *app_form_describe_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as markup, fingerprints in it in a fixed width. */
char *app_form_markup_prints (const char *text) G_GNUC_WARN_UNUSED_RESULT;

#define APP_FORM_RESET "reset"
/* Asks whether the demo company begins anew. */
GtkWidget *app_form_new_reset_dialog (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
