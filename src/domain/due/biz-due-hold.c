/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-hold.h"

#include "biz-decision-log.h"
#include "erp-call.h"

#include <glib/gi18n-lib.h>

/* Newest first: the first decision on an order that holds or lets go counts. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizDecisionLog) log =
      biz_decision_log_new_from_answer (result, BIZ_DECISION_BITS_OF_HOLD, error);
  g_autoptr (GHashTable) holds = NULL;
  GPtrArray *notes;

  if (log == NULL)
    return NULL;
  holds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  notes = biz_decision_log_get_notes (log);
  for (guint i = 0; i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);
      const gint64 id = biz_decision_note_get_record_id (note);
      const char *text = biz_decision_note_get_text (note);

      if (biz_decision_log_get_newest (log, NULL, id, BIZ_DECISION_BITS_OF_HOLD) == note
          && biz_decision_note_get_kind (note) == BIZ_DECISION_HOLD)
        g_hash_table_insert (holds, g_memdup2 (&id, sizeof id),
                             g_strdup (text != NULL ? text : _ ("no reason given")));
    }

  return g_steal_pointer (&holds);
}

ErpCall *
biz_due_hold_new_call (void)
{
  const BizDecisionScope orders = { .model = "sale.order" };
  ErpCall *call = biz_decision_log_new_call (&orders, 1, BIZ_DECISION_BITS_OF_HOLD, NULL);

  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_hash_table_unref);

  return call;
}
