/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning.h"

#include "biz-dunning-pause.h"
#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
biz_dunning_plan_init (BizDunningPlan *plan, BizPolicy *policy)
{
  static const char *const keys[BIZ_DUNNING_MAX_LEVELS] = { "first_days", "second_days",
                                                            "third_days" };
  g_autoptr (BizPolicy) own = policy == NULL ? biz_policy_new () : g_object_ref (policy);

  g_return_if_fail (plan != NULL);

  *plan = (BizDunningPlan){ 0 };
  for (guint i = 0; i < BIZ_DUNNING_MAX_LEVELS; i++)
    {
      const gint64 days = biz_policy_get_number (own, BIZ_POLICY_REMINDERS, keys[i]);

      /* a level that is off ends the row */
      if (days <= 0)
        break;
      plan->days[plan->n_levels++] = (guint)days;
    }
  plan->gap_days = (guint)biz_policy_get_number (own, BIZ_POLICY_REMINDERS, "gap_days");
  plan->attaches = biz_policy_get_flag (own, BIZ_POLICY_REMINDERS, "attach_invoices");
}

static int
get_age (const BizAgeingItem *item, const GDate *today)
{
  const GDate *since = g_date_valid (&item->due) ? &item->due : &item->date;

  return g_date_valid (since) ? g_date_days_between (since, today) : 0;
}

static gboolean
add_amount (GArray *amounts, const BizMoney *money, GError **error)
{
  for (guint i = 0; i < amounts->len; i++)
    {
      BizMoney *sum = &g_array_index (amounts, BizMoney, i);

      if (g_str_equal (sum->currency, money->currency))
        return biz_money_add (sum, money, sum, error);
    }
  g_array_append_vals (amounts, money, 1);

  return TRUE;
}

/* Whether payments and credit notes that wait to be matched are as much as what is overdue. */
static gboolean
is_covered (const BizAccount *account, const GDate *today)
{
  for (guint i = 0; i < account->items->len; i++)
    {
      const BizAgeingItem *first = &g_array_index (account->items, BizAgeingItem, i);
      const char *currency = first->open_document.currency;
      __int128 sum = 0;
      gboolean any = FALSE;

      for (guint k = 0; k < account->items->len; k++)
        {
          const BizAgeingItem *item = &g_array_index (account->items, BizAgeingItem, k);
          const gint64 open = item->open_document.minor;

          if (!g_str_equal (item->open_document.currency, currency)
              || (open > 0 && get_age (item, today) <= 0))
            continue;
          sum += open;
          any = any || open > 0;
        }
      if (any && sum > 0)
        return FALSE;
    }

  return TRUE;
}

/* Splits what is overdue; what is paused is not chased. */
static gboolean
collect (BizDunningCase *self,
         const BizAccount *account,
         BizDunningPause *pause,
         const GDate *today,
         gboolean *disputed,
         GError **error)
{
  for (guint i = 0; i < account->items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (account->items, BizAgeingItem, i);
      const int age = get_age (item, today);
      GDate until;

      if (item->open_document.minor <= 0 || age <= 0)
        continue;
      if (biz_dunning_pause_is_disputed (pause, item->move_id))
        {
          *disputed = TRUE;
          self->n_paused++;
          continue;
        }
      if (biz_dunning_pause_get_promise (pause, item->move_id, &until)
          && g_date_compare (&until, today) >= 0)
        {
          self->n_paused++;
          if (!g_date_valid (&self->next) || g_date_compare (&until, &self->next) < 0)
            self->next = until;
          continue;
        }
      g_array_append_val (self->chased, i);
      self->oldest = MAX (self->oldest, age);
      if (!add_amount (self->amounts, &item->open_document, error))
        return FALSE;
    }

  return TRUE;
}

/* What was sent about any of the documents that are chased now. */
static void
look_back (BizDunningCase *self, const BizAccount *account, GPtrArray *notes)
{
  g_autoptr (GArray) moves = biz_dunning_case_list_moves (self, account);

  for (guint i = 0; i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);
      const gint64 company = biz_decision_note_get_int (note, "company");
      GDate day;

      if (biz_decision_note_get_kind (note) != BIZ_DECISION_REMINDER
          || (company != 0 && company != account->company_id)
          || !biz_dunning_pause_names_any (note, moves) || !biz_dunning_pause_get_day (note, &day))
        continue;
      self->last_level =
          MAX (self->last_level,
               (guint)CLAMP (biz_decision_note_get_int (note, "level"), 1, BIZ_DUNNING_MAX_LEVELS));
      if (!g_date_valid (&self->last) || g_date_compare (&day, &self->last) > 0)
        self->last = day;
    }
}

static void
decide_level (BizDunningCase *self,
              const BizDunningPlan *plan,
              const BizAccount *account,
              const GDate *today)
{
  g_date_clear (&self->next, 1);
  if (self->last_level >= plan->n_levels)
    {
      self->verdict = BIZ_DUNNING_ENDED;
      return;
    }
  self->level = self->last_level + 1;
  if (g_date_valid (&self->last))
    {
      GDate free = self->last;

      g_date_add_days (&free, plan->gap_days);
      if (g_date_compare (today, &free) < 0)
        {
          self->verdict = BIZ_DUNNING_WAITING;
          self->next = free;
          return;
        }
    }
  if ((guint)self->oldest < plan->days[self->level - 1])
    {
      self->verdict = BIZ_DUNNING_EARLY;
      self->next = *today;
      g_date_add_days (&self->next, plan->days[self->level - 1] - (guint)self->oldest);
      return;
    }
  /* who has no address for invoices may have people: somebody chooses among them */
  self->verdict = account->contacts->len > 0 ? BIZ_DUNNING_DUE : BIZ_DUNNING_NO_ADDRESS;
}

/**
 * biz_dunning_judge:
 * @plan: when a reminder is due
 * @account: what the customer owes
 * @notes: (element-type BizDecisionNote): what was decided
 * @today: the day it is
 * @error: return location
 *
 * Each level is reached one after another, and counts from the reminders in the log: whoever sent
 * them, from whichever computer.
 *
 * Returns: (transfer full): the case; %NULL where an amount does not fit
 */
BizDunningCase *
biz_dunning_judge (const BizDunningPlan *plan,
                   const BizAccount *account,
                   GPtrArray *notes,
                   const GDate *today,
                   GError **error)
{
  g_autoptr (BizDunningCase) self = NULL;
  g_autoptr (BizDunningPause) pause = NULL;
  gboolean disputed = FALSE;

  g_return_val_if_fail (plan != NULL && account != NULL && notes != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_new0 (BizDunningCase, 1);
  g_date_clear (&self->last, 1);
  g_date_clear (&self->next, 1);
  self->chased = g_array_new (FALSE, FALSE, sizeof (guint));
  self->amounts = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  pause = biz_dunning_pause_new (notes);
  if (!collect (self, account, pause, today, &disputed, error))
    return NULL;
  look_back (self, account, notes);
  if (self->chased->len == 0)
    self->verdict = disputed             ? BIZ_DUNNING_DISPUTED
                    : self->n_paused > 0 ? BIZ_DUNNING_PROMISED
                                         : BIZ_DUNNING_NOTHING;
  else if (is_covered (account, today))
    self->verdict = BIZ_DUNNING_COVERED;
  else
    decide_level (self, plan, account, today);

  return g_steal_pointer (&self);
}

void
biz_dunning_case_free (BizDunningCase *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->chased);
  g_array_unref (self->amounts);
  g_free (self);
}

GArray *
biz_dunning_case_list_moves (const BizDunningCase *self, const BizAccount *account)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (self != NULL && account != NULL, moves);

  for (guint i = 0; i < self->chased->len; i++)
    {
      const BizAgeingItem *item =
          &g_array_index (account->items, BizAgeingItem, g_array_index (self->chased, guint, i));

      if (g_hash_table_add (seen, (gpointer)&item->move_id))
        g_array_append_val (moves, item->move_id);
    }

  return moves;
}

static gint64
get_chased (const BizDunningCase *self, const BizAccount *account, gint64 item_id)
{
  for (guint i = 0; i < self->chased->len; i++)
    {
      const BizAgeingItem *item =
          &g_array_index (account->items, BizAgeingItem, g_array_index (self->chased, guint, i));

      if (item->id == item_id)
        return item->open_document.minor;
    }

  return 0;
}

gboolean
biz_dunning_case_equal (const BizDunningCase *one,
                        const BizAccount *of_one,
                        const BizDunningCase *other,
                        const BizAccount *of_other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  if (one->verdict != other->verdict || one->level != other->level
      || one->chased->len != other->chased->len)
    return FALSE;
  for (guint i = 0; i < one->chased->len; i++)
    {
      const BizAgeingItem *item =
          &g_array_index (of_one->items, BizAgeingItem, g_array_index (one->chased, guint, i));

      if (get_chased (other, of_other, item->id) != item->open_document.minor)
        return FALSE;
    }

  return TRUE;
}

/* As people here write it. */
static char *
format_day (const GDate *day)
{
  char text[64];

  return g_date_valid (day) && g_date_strftime (text, sizeof text, "%x", day) > 0 ? g_strdup (text)
                                                                                  : g_strdup ("");
}

char *
biz_dunning_case_describe (const BizDunningCase *self)
{
  g_autofree char *next = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  next = format_day (&self->next);
  switch (self->verdict)
    {
    case BIZ_DUNNING_DUE:
      /* Translators: a number from 1 */
      return g_strdup_printf (_ ("Level %u is due"), self->level);
    case BIZ_DUNNING_NOTHING:
      return g_strdup (_ ("Nothing is overdue"));
    case BIZ_DUNNING_COVERED:
      return g_strdup (_ ("Paid by amounts that wait to be matched"));
    case BIZ_DUNNING_DISPUTED:
      return g_strdup (_ ("In dispute"));
    case BIZ_DUNNING_PROMISED:
      /* Translators: a day */
      return g_strdup_printf (_ ("Promised until %s"), next);
    case BIZ_DUNNING_EARLY:
      /* Translators: a number from 1, and a day */
      return g_strdup_printf (_ ("Level %u from %s"), self->level, next);
    case BIZ_DUNNING_WAITING:
      /* Translators: a day */
      return g_strdup_printf (_ ("Reminded lately; again from %s"), next);
    case BIZ_DUNNING_ENDED:
      return g_strdup (_ ("All reminders were sent: decide what comes next"));
    case BIZ_DUNNING_NO_ADDRESS:
      return g_strdup (_ ("Has no e-mail address"));
    default:
      return g_strdup ("");
    }
}
