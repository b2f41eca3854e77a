/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ticket.h"

G_BEGIN_DECLS

typedef struct
{
  BizTicket *duplicate; /* (owned): is closed, with a pointer */
  BizTicket *target;    /* (owned): stays, and shows both conversations */
  gint64 stage_id;      /* a stage that closes; 0 where cases are tasks */
} BizMergeWish;

void biz_merge_wish_clear (BizMergeWish *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BizMergeWish, biz_merge_wish_clear)

/* NULL: it may be done; else why not, in a sentence. */
const char *biz_merge_check (BizTicket *duplicate, BizTicket *target);

/* Notes on both, files, the end of the duplicate: each step once, through the journal. What stands
 * already is not written again, so that a merge that was cut off is finished by doing it again. */
void biz_merge_run_async (ErpSession *session,
                          const BizMergeWish *wish,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* @remark: (out) (optional): what could not be done beside it, in words; NULL: all was */
gboolean biz_merge_run_finish (GAsyncResult *result, char **remark, GError **error);

G_END_DECLS
