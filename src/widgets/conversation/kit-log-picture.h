/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-html-part.h"
#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A picture between the words of a message. It is read when it comes into sight, through the ERP
 * and only where it is a file of this conversation; a click opens the file. */
#define KIT_TYPE_LOG_PICTURE (kit_log_picture_get_type ())
G_DECLARE_FINAL_TYPE (KitLogPicture, kit_log_picture, KIT, LOG_PICTURE, AdwBin)

GtkWidget *kit_log_picture_new (BizThread *thread,
                                const BizHtmlPart *part) G_GNUC_WARN_UNUSED_RESULT;
/* "waiting" (not in sight, or it is not known yet whether the file belongs here), "loading",
 * "shown", "foreign" (nothing is read) or "error" */
const char *kit_log_picture_get_state (KitLogPicture *self);

G_END_DECLS
