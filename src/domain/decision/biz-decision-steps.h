/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-desk.h"

G_BEGIN_DECLS

/* What a decision writes, one after another. The note comes first: it is the decision, and what is
 * missing behind it is seen from it and done later. */
typedef enum
{
  BIZ_DECISION_STEP_NOTE,
  BIZ_DECISION_STEP_TASK,
  BIZ_DECISION_STEP_UNDO_TASK,
  BIZ_DECISION_STEP_TAG,
  BIZ_DECISION_STEP_UNTAG,
  BIZ_DECISION_STEP_STATE,
  BIZ_DECISION_STEP_INVOICE, /* before the note, which names it */
  BIZ_DECISION_STEP_LIMIT,   /* with the note that says so, in one job */
} BizDecisionStep;

#define BIZ_DECISION_MAX_STEPS 6

/* How many there are in @steps, which has room for BIZ_DECISION_MAX_STEPS. Pure. */
guint biz_decision_steps_of_wish (BizDecisionTarget *target,
                                  const BizDecisionWish *wish,
                                  BizDecisionStep *steps);
guint
biz_decision_steps_of_gaps (BizDecisionKind kind, BizDecisionGaps gaps, BizDecisionStep *steps);

/* Bodies of the jobs. */
JsonObject *biz_decision_steps_new_task (BizDecisionDesk *desk,
                                         BizDecisionTarget *target,
                                         const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *biz_decision_steps_new_done (BizDecisionDesk *desk,
                                         BizDecisionTarget *target,
                                         const BizDecisionWish *wish,
                                         const BizDecisionTask *task) G_GNUC_WARN_UNUSED_RESULT;
/* A state is changed for each delivery of a confirmed order, else once. */
guint biz_decision_steps_count_states (BizDecisionTarget *target, BizDecisionKind kind);
JsonObject *biz_decision_steps_new_state (BizDecisionTarget *target,
                                          BizDecisionKind kind,
                                          guint nth) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *biz_decision_steps_new_invoice (BizDecisionTarget *target,
                                            const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *biz_decision_steps_new_limit (BizDecisionTarget *target,
                                          const BizDecisionWish *wish,
                                          const char *note) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the tag, or takes it away; makes it where nobody has. It may be written twice. */
void biz_decision_steps_tag_async (BizDecisionDesk *desk,
                                   BizDecisionTarget *target,
                                   gboolean set,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_decision_steps_tag_finish (GAsyncResult *result, GError **error);

G_END_DECLS
