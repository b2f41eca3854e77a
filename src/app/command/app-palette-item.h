/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

typedef enum
{
  APP_PALETTE_SECTION,
  APP_PALETTE_COMMAND,
  APP_PALETTE_PROFILE,
  APP_PALETTE_RECORD,
  APP_PALETTE_CUSTOMER,
  APP_PALETTE_FILTER,
} AppPaletteKind;

/* Something that the command palette offers. */
#define APP_TYPE_PALETTE_ITEM (app_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (AppPaletteItem, app_palette_item, APP, PALETTE_ITEM, GObject)

/* @key: what it is about: the id of a section, command or profile, the number of a record or saved
 * filter or customer as text. @detail and @keys: (nullable) */
AppPaletteItem *app_palette_item_new (AppPaletteKind kind,
                                      const char *key,
                                      const char *title,
                                      const char *detail,
                                      const char *keys) G_GNUC_WARN_UNUSED_RESULT;
AppPaletteKind app_palette_item_get_kind (AppPaletteItem *self);
const char *app_palette_item_get_key (AppPaletteItem *self);
const char *app_palette_item_get_title (AppPaletteItem *self);
/* "kind:key": the same thing at another time. */
const char *app_palette_item_get_id (AppPaletteItem *self);
int app_palette_item_score (AppPaletteItem *self, const char *query);
GtkWidget *app_palette_item_create_row (AppPaletteItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
