/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-outbox.h"

G_BEGIN_DECLS

/* For the two files that make an outbox. */

gboolean biz_outbox_has (BizOutbox *self, const char *mark);
/* Waits: sealed beside the draft of the record, for meanwhile another one may be written. */
void biz_outbox_keep_held (BizThread *thread, BizReply *reply);
void biz_outbox_forget_held (BizThread *thread, const char *mark);
/* A draft of its record again that waited under @mark, below what was begun there meanwhile; it
 * waits no longer. Both reach the disk at once. */
void biz_outbox_make_draft (BizThread *thread, BizReply *reply, const char *mark);

G_END_DECLS
