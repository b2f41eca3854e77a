/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"
#include "app-palette-item.h"

G_BEGIN_DECLS

/* Finds sections, verbs, profiles, invoices and customers by what is typed, by keyboard alone.
 * What is local is there at once; the server is asked after a pause, once, and not any more when
 * something else is typed. Signal "chosen" (AppPaletteItem), after the palette has closed. */
#define APP_TYPE_PALETTE (app_palette_get_type ())
G_DECLARE_FINAL_TYPE (AppPalette, app_palette, APP, PALETTE, AdwWindow)

/* @recent: (element-type AppPaletteItem): what was chosen before, newest first */
AppPalette *app_palette_new (GtkWindow *parent,
                             ErpSession *session,
                             GListModel *offered,
                             GListModel *recent) G_GNUC_WARN_UNUSED_RESULT;
/* As if it had been typed. */
void app_palette_set_text (AppPalette *self, const char *text);
/* What was done is asked for again: the first of @recent, without what it held before, at most 8.
 */
void app_palette_remember (GListStore *recent, AppPaletteItem *item);

G_END_DECLS
