/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-order.h"

#include <glib/gi18n-lib.h>

/* Within so many seconds of a release that resumes the server has confirmed the order by it. */
#define SAME_MOMENT 120

void
biz_decision_order_clear (BizDecisionOrder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_object (&self->log);
  *self = (BizDecisionOrder){ 0 };
}

static gboolean
is_mine (BizDecisionNote *note, const char *model, gint64 id, gint64 uid)
{
  return biz_decision_note_get_record_id (note) == id
         && g_strcmp0 (biz_decision_note_get_model (note), model) == 0
         && biz_decision_note_get_user_id (note) == uid
         && biz_decision_note_get_time (note) != NULL;
}

/**
 * biz_decision_order_get_decision_time:
 * @log: (nullable): decisions
 * @model: of a record
 * @id: of it
 * @uid: who
 *
 * Returns: when @uid decided on it last, in seconds since 1970; 0 for never
 */
gint64
biz_decision_order_get_decision_time (BizDecisionLog *log, const char *model, gint64 id, gint64 uid)
{
  GPtrArray *notes = log != NULL ? biz_decision_log_get_notes (log) : NULL;

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    if (is_mine (g_ptr_array_index (notes, i), model, id, uid))
      return g_date_time_to_unix (biz_decision_note_get_time (g_ptr_array_index (notes, i)));

  return 0;
}

/* Whether a release of mine, which confirmed the order, is what the log tells at @time. */
static gboolean
is_resumed (const BizDecisionOrder *self, gint64 uid, gint64 time)
{
  GPtrArray *notes = self->log != NULL ? biz_decision_log_get_notes (self->log) : NULL;

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);
      gint64 since;

      if (!is_mine (note, "sale.order", self->id, uid)
          || biz_decision_note_get_kind (note) != BIZ_DECISION_RELEASE
          || g_strcmp0 (biz_decision_note_get (note, "resume"), "yes") != 0)
        continue;
      since = time - g_date_time_to_unix (biz_decision_note_get_time (note));
      if (since >= 0 && since <= SAME_MOMENT)
        return TRUE;
    }

  return FALSE;
}

static guint
count_changes (const BizDecisionOrder *self, gint64 uid)
{
  guint n = 0;

  for (guint i = 0; self->changes != NULL && i < self->changes->len; i++)
    n += !is_resumed (self, uid, g_array_index (self->changes, gint64, i));

  return n;
}

/**
 * biz_decision_order_check:
 * @self: the order of a transfer
 * @policy: of the company
 * @uid: who would release
 *
 * Returns: (nullable): a sentence; %NULL where nothing of the order is in the way
 */
const char *
biz_decision_order_check (const BizDecisionOrder *self, BizPolicy *policy, gint64 uid)
{
  BizSegregationFacts who = { .uid = uid };

  g_return_val_if_fail (self != NULL && BIZ_IS_POLICY (policy), NULL);

  if (self->id == 0)
    return NULL;
  if (self->known)
    {
      who.creator_id = self->creator_id;
      who.writer_id = self->writer_id;
      who.write_time = self->write_time;
      who.decision_time =
          biz_decision_order_get_decision_time (self->log, "sale.order", self->id, uid);
      who.n_changes = count_changes (self, uid);
    }
  else
    /* what cannot be read counts as mine, where the policy asks for it at all */
    who.creator_id = uid;
  switch (biz_segregation_check (policy, &who))
    {
    case BIZ_SEGREGATION_CREATED:
      return self->known ? _ ("You entered the order of this delivery. Somebody else has to "
                              "release it.")
                         : _ ("Who entered and confirmed the order of this delivery cannot be "
                              "read with your rights. Somebody who may read the order has to "
                              "release it.");
    case BIZ_SEGREGATION_CHANGED:
      return _ ("You were the last to change or confirm the order of this delivery. Somebody else "
                "has to release it.");
    case BIZ_SEGREGATION_LOGGED:
      return _ ("The log of this delivery’s order has a change or the confirmation by you. "
                "Somebody else has to release it.");
    case BIZ_SEGREGATION_FREE:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}
