/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-pause.h"

/* What was said of one document, or of all of a customer. */
typedef struct
{
  gboolean disputed;
  GDateTime *disputed_at; /* (owned) (nullable) */
  GDate promise;
  GDateTime *promised_at; /* (owned) (nullable) */
} Word;

struct _BizDunningPause
{
  GHashTable *words; /* (owned): id of a document -> Word; 0: all */
};

static void
word_free (gpointer data)
{
  Word *word = data;

  g_clear_pointer (&word->disputed_at, g_date_time_unref);
  g_clear_pointer (&word->promised_at, g_date_time_unref);
  g_free (word);
}

static Word *
take_word (BizDunningPause *self, gint64 move_id)
{
  Word *word = g_hash_table_lookup (self->words, &move_id);

  if (word == NULL)
    {
      word = g_new0 (Word, 1);
      g_date_clear (&word->promise, 1);
      g_hash_table_insert (self->words, g_memdup2 (&move_id, sizeof move_id), word);
    }

  return word;
}

static void
keep (BizDunningPause *self, BizDecisionNote *note, gint64 move_id)
{
  Word *word = take_word (self, move_id);

  if (biz_decision_note_get_kind (note) == BIZ_DECISION_DISPUTE)
    {
      word->disputed = g_strcmp0 (biz_decision_note_get (note, "state"), "closed") != 0;
      g_clear_pointer (&word->disputed_at, g_date_time_unref);
      if (biz_decision_note_get_time (note) != NULL)
        word->disputed_at = g_date_time_ref (biz_decision_note_get_time (note));
      return;
    }
  if (!biz_decision_note_get_date (note, "date", &word->promise))
    g_date_clear (&word->promise, 1);
  g_clear_pointer (&word->promised_at, g_date_time_unref);
  if (biz_decision_note_get_time (note) != NULL)
    word->promised_at = g_date_time_ref (biz_decision_note_get_time (note));
}

/* The documents that a note is about; none of them: all. */
static GArray *
list_documents (BizDecisionNote *note)
{
  GArray *ids = biz_decision_note_get_ids (note, "invoices");
  const gint64 id = biz_decision_note_get_record_id (note);

  if (ids == NULL)
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ids->len == 0 && g_strcmp0 (biz_decision_note_get_model (note), "account.move") == 0)
    g_array_append_val (ids, id);

  return ids;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  BizDecisionNote *one = *(BizDecisionNote *const *)a;
  BizDecisionNote *other = *(BizDecisionNote *const *)b;
  GDateTime *first = biz_decision_note_get_time (one);
  GDateTime *second = biz_decision_note_get_time (other);
  const gint order = first != NULL && second != NULL ? g_date_time_compare (first, second) : 0;

  if (order != 0)
    return order;

  return biz_decision_note_get_id (one) < biz_decision_note_get_id (other)
             ? -1
             : biz_decision_note_get_id (one) > biz_decision_note_get_id (other);
}

/**
 * biz_dunning_pause_new:
 * @notes: (element-type BizDecisionNote): in any order
 *
 * Returns: (transfer full): what they say, each document by the newest word on it
 */
BizDunningPause *
biz_dunning_pause_new (GPtrArray *notes)
{
  BizDunningPause *self = g_new0 (BizDunningPause, 1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  self->words = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, word_free);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (notes, i));
  g_ptr_array_sort (sorted, compare_times);
  for (guint i = 0; i < sorted->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (sorted, i);
      const BizDecisionKind kind = biz_decision_note_get_kind (note);
      g_autoptr (GArray) ids = NULL;

      if (kind != BIZ_DECISION_DISPUTE && kind != BIZ_DECISION_PROMISE)
        continue;
      ids = list_documents (note);
      if (ids->len == 0)
        keep (self, note, 0);
      for (guint k = 0; k < ids->len; k++)
        keep (self, note, g_array_index (ids, gint64, k));
    }

  return self;
}

void
biz_dunning_pause_free (BizDunningPause *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_free (self);
}

/* Whether what was said at @own is older than what was said at @all. */
static gboolean
is_older (GDateTime *own, GDateTime *all)
{
  return own == NULL || (all != NULL && g_date_time_compare (own, all) < 0);
}

gboolean
biz_dunning_pause_is_disputed (BizDunningPause *self, gint64 move_id)
{
  const gint64 everything = 0;
  const Word *all, *own;

  g_return_val_if_fail (self != NULL, FALSE);

  own = g_hash_table_lookup (self->words, &move_id);
  all = g_hash_table_lookup (self->words, &everything);
  if (own == NULL || own->disputed_at == NULL)
    return (all != NULL && all->disputed) || (own != NULL && own->disputed);
  if (all == NULL || all->disputed_at == NULL || !is_older (own->disputed_at, all->disputed_at))
    return own->disputed || (all != NULL && all->disputed_at == NULL && all->disputed);

  return all->disputed;
}

gboolean
biz_dunning_pause_get_promise (BizDunningPause *self, gint64 move_id, GDate *date)
{
  const gint64 everything = 0;
  const Word *all, *own;

  g_return_val_if_fail (self != NULL && date != NULL, FALSE);

  own = g_hash_table_lookup (self->words, &move_id);
  all = g_hash_table_lookup (self->words, &everything);
  if (own != NULL && !g_date_valid (&own->promise))
    own = NULL;
  if (all != NULL && !g_date_valid (&all->promise))
    all = NULL;
  if (own == NULL && all == NULL)
    return FALSE;
  if (own == NULL || (all != NULL && is_older (own->promised_at, all->promised_at)))
    own = all;
  *date = own->promise;

  return TRUE;
}

gboolean
biz_dunning_pause_names_any (BizDecisionNote *note, GArray *moves)
{
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (note) && moves != NULL, FALSE);

  ids = list_documents (note);
  for (guint i = 0; i < ids->len; i++)
    for (guint k = 0; k < moves->len; k++)
      if (g_array_index (ids, gint64, i) == g_array_index (moves, gint64, k))
        return TRUE;

  return ids->len == 0;
}

gboolean
biz_dunning_pause_get_day (BizDecisionNote *note, GDate *day)
{
  GDateTime *time;

  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (note) && day != NULL, FALSE);

  time = biz_decision_note_get_time (note);
  if (time == NULL)
    return FALSE;
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay)g_date_time_get_day_of_month (time),
                  (GDateMonth)g_date_time_get_month (time), (GDateYear)g_date_time_get_year (time));

  return TRUE;
}
