/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-case-ties.h"

G_BEGIN_DECLS

/* A case that was merged into another one, and is to stand for itself again. */
typedef struct
{
  const char *model;
  gint64 id;
  const char *name;
  gint64 target_id; /* the case that it was merged into */
  const char *target;
  gint64 company_id; /* 0: any */
  /* (nullable): the id of a stage, or a state: where it opens when the merge kept no word of it */
  const char *otherwise;
} BizPartWish;

/* Says so on the merged case, brings its files back, opens it where it was, takes the pointers
 * away: each step once, through the journal. What stands already is not written again, so that a
 * parting that was cut off is finished by doing it again; what was done to the case since is left
 * alone. */
void biz_part_run_async (ErpSession *session,
                         const BizPartWish *wish,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* @remark: (out) (optional): what could not be done beside it, in words; NULL: all was */
gboolean biz_part_run_finish (GAsyncResult *result, char **remark, GError **error);

G_END_DECLS
