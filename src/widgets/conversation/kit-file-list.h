/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The files of a record: looked at, saved, put there by button or by dropping them, deleted. */
#define KIT_TYPE_FILE_LIST (kit_file_list_get_type ())
G_DECLARE_FINAL_TYPE (KitFileList, kit_file_list, KIT, FILE_LIST, AdwBin)

GtkWidget *kit_file_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_file_list_set_thread (KitFileList *self, BizThread *thread);
/* For the button, for what is dropped, and for tests. */
void kit_file_list_upload (KitFileList *self, GFile *file);
/* Opens the window of one; for lists of messages, too. */
void kit_file_list_open (KitFileList *self, BizAttachment *file);

G_END_DECLS
