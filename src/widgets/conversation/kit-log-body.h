/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The words of a message as one label, or words and pictures below each other. @parts: (nullable)
 * (element-type BizHtmlPart); @markup is all of it where there are none. */
GtkWidget *kit_log_body_new (BizThread *thread,
                             const char *markup,
                             GPtrArray *parts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
