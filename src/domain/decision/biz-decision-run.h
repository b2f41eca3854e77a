/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-desk.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_DECISION_RUN_WAITING, /* nothing was written */
  BIZ_DECISION_RUN_BUSY,
  BIZ_DECISION_RUN_DONE,
  BIZ_DECISION_RUN_PARTLY,  /* it is decided, and something that follows is missing */
  BIZ_DECISION_RUN_REFUSED, /* nothing was written */
  BIZ_DECISION_RUN_UNKNOWN, /* an answer was lost; the journal looks for it */
} BizDecisionRunState;

/* One decision on one record, in steps of which each is verified. What was cut off goes on with
 * what is missing and repeats nothing. Properties that notify: "state", "words". */
#define BIZ_TYPE_DECISION_RUN (biz_decision_run_get_type ())
G_DECLARE_FINAL_TYPE (BizDecisionRun, biz_decision_run, BIZ, DECISION_RUN, GObject)

BizDecisionRun *biz_decision_run_new (BizDecisionDesk *desk,
                                      BizDecisionTarget *target,
                                      const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;
/* What the newest decision on @target left undone (biz_decision_target_find_gaps ()), nothing
 * else; NULL where nothing is missing. */
BizDecisionRun *biz_decision_run_new_repair (BizDecisionDesk *desk,
                                             BizDecisionTarget *target) G_GNUC_WARN_UNUSED_RESULT;
BizDecisionTarget *biz_decision_run_get_target (BizDecisionRun *self);
BizDecisionRunState biz_decision_run_get_state (BizDecisionRun *self);
/* What came of it, or what is being done; never NULL. */
const char *biz_decision_run_get_words (BizDecisionRun *self);
/* Whether it can be gone on with. */
gboolean biz_decision_run_can_go_on (BizDecisionRun *self);
/* Checks by the facts of the target, which were read just before, and does what is missing. Always
 * succeeds but for cancellation: the state tells. */
void biz_decision_run_start_async (BizDecisionRun *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_decision_run_start_finish (BizDecisionRun *self, GAsyncResult *result, GError **error);

G_END_DECLS
