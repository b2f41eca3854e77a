/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-picture-area.h"

G_BEGIN_DECLS

/* Pixels of a widget. */
#define KIT_PICTURES_MAX_WIDTH 960
#define KIT_PICTURES_MAX_HEIGHT 480

/* Pictures that stand between words: read as any file of a conversation, drawn by quittance-preview
 * and kept for this session within a limit, the ones used longest ago dropped first. Two are read
 * at a time. */
#define KIT_TYPE_PICTURES (kit_pictures_get_type ())
G_DECLARE_FINAL_TYPE (KitPictures, kit_pictures, KIT, PICTURES, GObject)

/* (transfer none): those of @session */
KitPictures *kit_pictures_get (ErpSession *session);
/* Bytes of points that are kept. */
void kit_pictures_set_limit (KitPictures *self, gsize bytes);
gsize kit_pictures_get_size (KitPictures *self);
/* How many files were asked for so far. */
guint kit_pictures_get_n_read (KitPictures *self);

/* (transfer full) (nullable): what is kept of @file, drawn for @scale */
KitDrawing *kit_pictures_find (KitPictures *self, BizAttachment *file, int scale);
/* Also that it cannot be drawn. */
void kit_pictures_forget (KitPictures *self, BizAttachment *file);
/* @scale: points a pixel of a widget. A file that cannot be drawn fails with ERP_ERROR_VALIDATION,
 * which is remembered. */
void kit_pictures_load_async (KitPictures *self,
                              BizThread *thread,
                              BizAttachment *file,
                              int scale,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) */
KitDrawing *kit_pictures_load_finish (KitPictures *self, GAsyncResult *result, GError **error);

G_END_DECLS
