/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is to do about a record: planned, done with words, cancelled. */
#define KIT_TYPE_ACTIVITY_LIST (kit_activity_list_get_type ())
G_DECLARE_FINAL_TYPE (KitActivityList, kit_activity_list, KIT, ACTIVITY_LIST, AdwBin)

GtkWidget *kit_activity_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @today: the person's day */
void kit_activity_list_set_thread (KitActivityList *self, BizThread *thread, const GDate *today);

G_END_DECLS
