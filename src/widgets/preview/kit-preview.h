/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Shows a file that may come from anybody: pages, pictures, text, tables and letters, read by a
 * process of its own. Actions: preview.zoom-in, .zoom-out, .zoom-fit, .find, .find-next,
 * .find-previous, .next-page, .previous-page, .copy. Signals "retry" (of an error that was set by
 * kit_preview_set_error ()) and "loaded" (the file is shown, or an error is). */
#define KIT_TYPE_PREVIEW (kit_preview_get_type ())
G_DECLARE_FINAL_TYPE (KitPreview, kit_preview, KIT, PREVIEW, GtkWidget)

GtkWidget *kit_preview_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @name and @media_type: (nullable): hints that may lie */
void
kit_preview_load_bytes (KitPreview *self, GBytes *bytes, const char *name, const char *media_type);
void kit_preview_load_fd (KitPreview *self, int fd, const char *name, const char *media_type);
/* While the file is fetched. */
void kit_preview_set_loading (KitPreview *self);
void kit_preview_set_error (KitPreview *self, const char *what, const GError *error);
void kit_preview_clear (KitPreview *self);
/* "empty", "loading", "error", "pages", "text" or "table" */
const char *kit_preview_get_state (KitPreview *self);

G_END_DECLS
