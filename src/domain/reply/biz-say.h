/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* Says what was written, once: where it was tried before, in this run of the program or an earlier
 * one, it is looked first whether the server has it by now, and it is refused while the journal
 * does not know. @reply counts the try. */
void biz_say_async (BizThread *thread,
                    BizReply *reply,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
/* TRUE: it is on the server */
gboolean biz_say_finish (BizThread *thread, GAsyncResult *result, GError **error);

/* Whether it is on its way, or the journal has it and does not know its end. */
gboolean biz_say_is_open (BizThread *thread, BizReply *reply);
/* How many messages of the record carry its mark. */
void biz_say_look_async (BizThread *thread,
                         BizReply *reply,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* -1 with an error */
gint64 biz_say_look_finish (BizThread *thread, GAsyncResult *result, GError **error);

G_END_DECLS
