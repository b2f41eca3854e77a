/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One file of a record, read by the process that reads files from anybody. */
#define KIT_TYPE_FILE_WINDOW (kit_file_window_get_type ())
G_DECLARE_FINAL_TYPE (KitFileWindow, kit_file_window, KIT, FILE_WINDOW, AdwWindow)

GtkWindow *kit_file_window_new (BizThread *thread, BizAttachment *file) G_GNUC_WARN_UNUSED_RESULT;
/* "empty", "loading", "error", "pages", "text" or "table" */
const char *kit_file_window_get_state (KitFileWindow *self);

/* Asks where, reads the file and writes it there. @over: any widget of the window; what failed is
 * told by a dialog. */
void kit_file_save_as (GtkWidget *over, BizThread *thread, BizAttachment *file);

G_END_DECLS
