/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* The files of a message that is being sent: each is encoded in a thread and laid down where the
 * server keeps those of messages that are written; the message then takes them up by their ids.
 * What was laid down once is known by its BizNewFile and does not travel again. */

/* @files: of BizNewFile; refused with ERP_ERROR_CONFLICT while one of them is on its way already.
 * Nothing was said where it fails, or is stopped. */
void biz_message_files_lay_down_async (BizThread *thread,
                                       GListModel *files,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) (element-type gint64): what the server made of them, in their order */
GArray *biz_message_files_lay_down_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After @error of the message: what may be gone from the server travels again the next time. */
void biz_message_files_note_error (GListModel *files, const GError *error);

G_END_DECLS
