/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One thing that was said or happened: what the customer saw, what only colleagues saw and what
 * merely happened are told apart by words, place and tint. Its files activate
 * "conversation.open-file" with their id. */
#define KIT_TYPE_LOG_ROW (kit_log_row_get_type ())
G_DECLARE_FINAL_TYPE (KitLogRow, kit_log_row, KIT, LOG_ROW, GtkListBoxRow)

GtkWidget *kit_log_row_new (BizThread *thread, BizLogEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
