/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-file-mark.h"
#include "biz-thread.h"

G_BEGIN_DECLS

/* What @name is to be called: cleaned, with the ending of @before where it has none of its own. */
char *biz_file_change_make_name (const char *name, const char *before) G_GNUC_WARN_UNUSED_RESULT;
/* Sets the name, or what it is (@mark; NULL: nothing in particular), of a file. May be repeated
 * without harm. Loads the conversation again. */
void biz_file_change_name_async (BizThread *thread,
                                 BizAttachment *file,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void biz_file_change_mark_async (BizThread *thread,
                                 BizAttachment *file,
                                 BizFileMark *mark,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean biz_file_change_finish (BizThread *thread, GAsyncResult *result, GError **error);

G_END_DECLS
