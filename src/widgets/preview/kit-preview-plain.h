/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* What a preview shows without pages, from PREVIEW_INFO's payload. */
void kit_preview_fill_text (GtkTextView *view, GVariant *info);
/* Heads of a letter and names of its attachments; hidden where there are none. */
void kit_preview_fill_heads (GtkGrid *grid, GVariant *info);
void kit_preview_fill_table (GtkColumnView *view, GVariant *info);
/* Marks all places, goes to the one @step further than @hit (inout). Returns their number. */
guint kit_preview_find_text (GtkTextView *view, const char *needle, int step, guint *hit);
void kit_preview_bind_keys (GtkWidgetClass *klass);

G_END_DECLS
