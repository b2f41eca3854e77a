/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A file of a record: a click shows it, F2 renames it, Delete throws it away, which can be taken
 * back. Signals "opened" and "failed" (what, GError). */
#define KIT_TYPE_FILE_ROW (kit_file_row_get_type ())
G_DECLARE_FINAL_TYPE (KitFileRow, kit_file_row, KIT, FILE_ROW, AdwBin)

GtkWidget *kit_file_row_new (BizThread *thread, BizAttachment *file) G_GNUC_WARN_UNUSED_RESULT;
void kit_file_row_rename (KitFileRow *self);

G_END_DECLS
