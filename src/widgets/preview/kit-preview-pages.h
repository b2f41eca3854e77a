/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-preview-client.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The pages of a file below each other, drawn where they are in sight; for a scrolled window.
 * Properties: "page" (uint, the one in sight, from 0), "zoom" (double, pixels a point). */
#define KIT_TYPE_PREVIEW_PAGES (kit_preview_pages_get_type ())
G_DECLARE_FINAL_TYPE (KitPreviewPages, kit_preview_pages, KIT, PREVIEW_PAGES, GtkWidget)

typedef enum
{
  KIT_PREVIEW_STEP_LINE,
  KIT_PREVIEW_STEP_SCREEN,
  KIT_PREVIEW_STEP_PAGE,
  KIT_PREVIEW_STEP_END,
} KitPreviewStep;

/* NULL: nothing. @info: PREVIEW_INFO's payload. */
void kit_preview_pages_show (KitPreviewPages *self, KitPreviewClient *client, GVariant *info);
guint kit_preview_pages_get_n_pages (KitPreviewPages *self);
guint kit_preview_pages_get_page (KitPreviewPages *self);
void kit_preview_pages_set_page (KitPreviewPages *self, guint page);
double kit_preview_pages_get_zoom (KitPreviewPages *self);
/* 0: as wide as there is room. */
void kit_preview_pages_set_zoom (KitPreviewPages *self, double zoom);
void kit_preview_pages_move (KitPreviewPages *self, KitPreviewStep step, int direction);
/* (nullable): PREVIEW_HITS' payload */
void kit_preview_pages_set_hits (KitPreviewPages *self, GVariant *hits);
guint kit_preview_pages_get_n_hits (KitPreviewPages *self);
/* Makes it the current one and brings it into sight. */
void kit_preview_pages_go_to_hit (KitPreviewPages *self, guint hit);
/* (transfer full) (nullable): what is selected */
char *kit_preview_pages_dup_selection (KitPreviewPages *self);
void kit_preview_pages_select_page (KitPreviewPages *self);
/* For tests: what is drawn of @page, NULL while it is not. */
GdkTexture *kit_preview_pages_get_texture (KitPreviewPages *self, guint page);

G_END_DECLS
