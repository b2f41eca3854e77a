/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* A file of this computer that is to be sent: whole, in memory, no larger than what is sent. What
 * cannot be sent fails with a sentence that names the file. */
void kit_file_reader_read_async (GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) */
BizNewFile *kit_file_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
