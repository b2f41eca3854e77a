/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-target.h"

/* What a decision that was cut off has left undone: seen from the record, on every computer. */

static BizDecisionGaps
find_gaps_of (BizDecisionTarget *self, BizDecisionNote *newest)
{
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self);
  const gboolean has_task = facts->tasks != NULL && facts->tasks->len > 0;
  const gboolean is_order = g_strcmp0 (biz_decision_target_get_model (self), "sale.order") == 0;
  guint gaps = 0;

  switch (biz_decision_note_get_kind (newest))
    {
    case BIZ_DECISION_HOLD:
      gaps |= has_task ? 0 : BIZ_DECISION_GAP_TASK;
      gaps |= facts->tagged || !facts->may_tag || !is_order ? 0 : BIZ_DECISION_GAP_TAG;
      break;
    case BIZ_DECISION_RELEASE:
    case BIZ_DECISION_REJECT:
      gaps |= has_task ? BIZ_DECISION_GAP_UNDONE : 0;
      gaps |= facts->tagged ? BIZ_DECISION_GAP_TAGGED : 0;
      if (is_order && biz_decision_target_is_quotation (self)
          && (biz_decision_note_get_kind (newest) == BIZ_DECISION_REJECT
              || g_strcmp0 (biz_decision_note_get (newest, "resume"), "yes") == 0))
        gaps |= BIZ_DECISION_GAP_STATE;
      break;
    default:
      break;
    }

  return gaps;
}

BizDecisionNote *
biz_decision_target_find_lost_escalation (BizDecisionTarget *self)
{
  const BizDecisionFacts *facts;
  BizDecisionNote *note;
  gint64 user;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  facts = biz_decision_target_get_facts (self);
  note = facts->log != NULL ? biz_decision_log_get_newest (
             facts->log, biz_decision_target_get_model (self), biz_decision_target_get_id (self),
             BIZ_DECISION_BITS_OF_HOLD | BIZ_DECISION_BIT (BIZ_DECISION_ESCALATE))
                            : NULL;
  if (note == NULL || biz_decision_note_get_kind (note) != BIZ_DECISION_ESCALATE)
    return NULL;
  user = biz_decision_note_get_int (note, "user");
  for (guint i = 0; facts->tasks != NULL && i < facts->tasks->len; i++)
    if (user == 0 || g_array_index (facts->tasks, BizDecisionTask, i).user_id == user)
      return NULL;

  return note;
}

/**
 * biz_decision_target_find_gaps:
 * @self: a record whose facts were read
 * @of: (out) (optional) (nullable) (transfer none): the decision that was cut off
 *
 * Returns: what the newest decision, or an escalation after it, should have left and did not, or
 *   the other way round
 */
BizDecisionGaps
biz_decision_target_find_gaps (BizDecisionTarget *self, BizDecisionNote **of)
{
  BizDecisionNote *newest = biz_decision_target_get_newest (self);
  BizDecisionGaps gaps = 0;

  if (biz_decision_target_get_facts (self)->known && newest != NULL)
    gaps = find_gaps_of (self, newest);
  if (biz_decision_target_get_facts (self)->known && gaps == 0)
    {
      newest = biz_decision_target_find_lost_escalation (self);
      gaps = newest != NULL ? BIZ_DECISION_GAP_TASK : 0;
    }
  if (of != NULL)
    *of = gaps != 0 ? newest : NULL;

  return gaps;
}

gboolean
biz_decision_target_is_escalated (BizDecisionTarget *self, const BizDecisionWish *wish)
{
  BizDecisionNote *lost;
  g_autoptr (BizDecisionNote) wanted = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self) && wish != NULL, FALSE);

  lost =
      wish->kind == BIZ_DECISION_ESCALATE ? biz_decision_target_find_lost_escalation (self) : NULL;
  if (lost == NULL)
    return FALSE;
  wanted = biz_decision_target_make_note (self, wish);
  one = biz_decision_note_to_text (lost);
  other = biz_decision_note_to_text (wanted);

  return g_str_equal (one, other);
}
