/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The files that go along with what is being written. Signal "failed" (words): one could not be
 * read. */
#define KIT_TYPE_NEW_FILES (kit_new_files_get_type ())
G_DECLARE_FINAL_TYPE (KitNewFiles, kit_new_files, KIT, NEW_FILES, AdwBin)

GtkWidget *kit_new_files_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @files: (nullable): of BizNewFile; it is added to and taken from */
void kit_new_files_set (KitNewFiles *self, GListStore *files);
void kit_new_files_add (KitNewFiles *self, GFile *file);
/* Asks for them. */
void kit_new_files_choose (KitNewFiles *self);

G_END_DECLS
