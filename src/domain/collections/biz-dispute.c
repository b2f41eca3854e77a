/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dispute.h"

#include <string.h>

void
biz_dispute_free (BizDispute *self)
{
  g_clear_object (&self->note);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  gint64 left = biz_decision_note_get_id (*(BizDecisionNote *const *)a);
  gint64 right = biz_decision_note_get_id (*(BizDecisionNote *const *)b);

  return (left > right) - (left < right);
}

GArray *
biz_dispute_read_moves (BizDecisionNote *note)
{
  GArray *moves = biz_decision_note_get_ids (note, "invoices");
  gint64 id = biz_decision_note_get_record_id (note);

  if (moves->len == 0 && g_strcmp0 (biz_decision_note_get_model (note), "account.move") == 0)
    g_array_append_val (moves, id);

  return moves;
}

static gboolean
has_move (GArray *moves, gint64 id)
{
  for (guint i = 0; i < moves->len; i++)
    {
      if (g_array_index (moves, gint64, i) == id)
        return TRUE;
    }

  return FALSE;
}

static void
end (BizDispute *self, BizDecisionNote *note, gboolean is_closing)
{
  g_set_object (&self->closing, note);
  self->is_replaced = !is_closing;
  g_array_set_size (self->moves, 0);
}

/* A note about the whole account speaks of the account alone: what is said of an invoice by itself
 * is ended by itself. */
static void
apply (GPtrArray *disputes, BizDecisionNote *note, GArray *moves, gboolean is_closing)
{
  for (guint i = 0; i < disputes->len; i++)
    {
      BizDispute *earlier = g_ptr_array_index (disputes, i);

      if (!biz_dispute_is_open (earlier) || earlier->is_account != (moves->len == 0))
        continue;
      if (earlier->is_account)
        {
          end (earlier, note, is_closing);
          continue;
        }
      for (guint j = earlier->moves->len; j > 0; j--)
        {
          if (has_move (moves, g_array_index (earlier->moves, gint64, j - 1)))
            g_array_remove_index (earlier->moves, j - 1);
        }
      if (earlier->moves->len == 0)
        end (earlier, note, is_closing);
    }
}

/**
 * biz_dispute_list:
 * @notes: (element-type BizDecisionNote): about one customer and its invoices; others than disputes
 *   are passed over
 *
 * Returns: (transfer full) (element-type BizDispute): open and ended ones
 */
GPtrArray *
biz_dispute_list (GPtrArray *notes)
{
  GPtrArray *disputes = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dispute_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  g_return_val_if_fail (notes != NULL, disputes);

  for (guint i = 0; i < notes->len; i++)
    {
      if (biz_decision_note_get_kind (g_ptr_array_index (notes, i)) == BIZ_DECISION_DISPUTE)
        g_ptr_array_add (sorted, g_ptr_array_index (notes, i));
    }
  g_ptr_array_sort (sorted, compare_notes);
  for (guint i = 0; i < sorted->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (sorted, i);
      g_autoptr (GArray) moves = biz_dispute_read_moves (note);
      gboolean is_closing = g_strcmp0 (biz_decision_note_get (note, "state"), "closed") == 0;
      BizDispute *dispute;

      apply (disputes, note, moves, is_closing);
      if (is_closing)
        continue;
      dispute = g_new0 (BizDispute, 1);
      dispute->note = g_object_ref (note);
      dispute->is_account = moves->len == 0;
      dispute->moves = g_steal_pointer (&moves);
      g_ptr_array_add (disputes, dispute);
    }

  return disputes;
}

gboolean
biz_dispute_is_open (const BizDispute *self)
{
  return self->closing == NULL;
}

gboolean
biz_dispute_stops (const BizDispute *self, gint64 move_id)
{
  return self->closing == NULL && (self->is_account || has_move (self->moves, move_id));
}

const char *
biz_dispute_get_reason (const BizDispute *self)
{
  return biz_decision_note_get (self->note, "reason");
}

/**
 * biz_dispute_get_case:
 * @self: a dispute
 * @model: (out) (transfer full): "helpdesk.ticket" or "project.task"
 * @id: (out): of the case
 *
 * Returns: whether one is linked: "helpdesk.ticket,12"
 */
gboolean
biz_dispute_get_case (const BizDispute *self, char **model, gint64 *id)
{
  const char *text = biz_decision_note_get (self->note, "case");
  const char *comma = text != NULL ? strchr (text, ',') : NULL;
  g_autofree char *name = NULL;
  gint64 number;

  if (comma == NULL || !g_ascii_string_to_signed (comma + 1, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  name = g_strndup (text, (gsize)(comma - text));
  if (!g_str_equal (name, "helpdesk.ticket") && !g_str_equal (name, "project.task"))
    return FALSE;
  *model = g_steal_pointer (&name);
  *id = number;

  return TRUE;
}
