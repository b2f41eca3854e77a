/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* What was drawn of a picture by another process. */
typedef struct
{
  GdkTexture *texture; /* (owned) */
  int width, height;   /* at most so large, in pixels of a widget */
} KitDrawing;

/* @texture: taken */
KitDrawing *kit_drawing_new (GdkTexture *texture, int width, int height) G_GNUC_WARN_UNUSED_RESULT;
KitDrawing *kit_drawing_ref (KitDrawing *self);
void kit_drawing_unref (KitDrawing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KitDrawing, kit_drawing_unref)

/* A picture in a column of text: at its own size, or as wide as there is room and never higher than
 * its form asks for. */
#define KIT_TYPE_PICTURE_AREA (kit_picture_area_get_type ())
G_DECLARE_FINAL_TYPE (KitPictureArea, kit_picture_area, KIT, PICTURE_AREA, GtkWidget)

/* @width: pixels it is to be wide, where that is less than its own; 0: its own */
GtkWidget *kit_picture_area_new (KitDrawing *drawing, int width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
