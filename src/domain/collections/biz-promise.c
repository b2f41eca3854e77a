/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-promise.h"

#include <glib/gi18n-lib.h>

/**
 * biz_promise_new:
 * @note: a note
 * @zone: the zone whose days count
 *
 * Returns: (transfer full) (nullable): the promise, not judged
 */
BizPromise *
biz_promise_new (BizDecisionNote *note, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;
  GDateTime *time;
  BizPromise *self;
  GDate due;

  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (note), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  time = biz_decision_note_get_time (note);
  if (biz_decision_note_get_kind (note) != BIZ_DECISION_PROMISE || time == NULL
      || !biz_decision_note_get_date (note, "date", &due))
    return NULL;
  local = g_date_time_to_timezone (time, zone);
  self = g_new0 (BizPromise, 1);
  self->note = g_object_ref (note);
  self->moves = biz_decision_note_get_ids (note, "invoices");
  g_date_set_dmy (&self->made, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));
  self->due = due;
  self->has_amount =
      biz_decision_note_get_money (note, "amount", &self->amount) && self->amount.minor > 0;
  self->is_taken_back = g_strcmp0 (biz_decision_note_get (note, "state"), "withdrawn") == 0;
  if (self->moves->len == 0 && g_strcmp0 (biz_decision_note_get_model (note), "account.move") == 0)
    {
      gint64 id = biz_decision_note_get_record_id (note);

      g_array_append_val (self->moves, id);
    }

  return self;
}

void
biz_promise_free (BizPromise *self)
{
  g_clear_object (&self->note);
  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self);
}

/**
 * biz_promise_names:
 * @self: a promise
 * @move_id: an invoice
 *
 * Returns: whether it is for this invoice by name; one for the account names none
 */
gboolean
biz_promise_names (const BizPromise *self, gint64 move_id)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      if (g_array_index (self->moves, gint64, i) == move_id)
        return TRUE;
    }

  return FALSE;
}

static int
compare_flows (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const BizPromiseFlow *)a)->date, &((const BizPromiseFlow *)b)->date);
}

/* What came since it was made, by day. */
static GArray *
collect_flows (const BizPromise *self, const BizPromiseFlow *flows, gsize n_flows)
{
  GArray *since = g_array_new (FALSE, FALSE, sizeof (BizPromiseFlow));

  for (gsize i = 0; i < n_flows; i++)
    {
      if (g_date_valid (&flows[i].date) && g_date_compare (&flows[i].date, &self->made) >= 0)
        g_array_append_val (since, flows[i]);
    }
  g_array_sort (since, compare_flows);

  return since;
}

static BizPromiseState
find_state (const BizPromise *self, const GDate *today, const GDate *last)
{
  if (self->wanted.minor <= 0)
    return BIZ_PROMISE_SETTLED;
  if (self->in_time.minor >= self->wanted.minor)
    return BIZ_PROMISE_KEPT;
  if (g_date_compare (today, last) <= 0)
    return BIZ_PROMISE_OPEN;

  return self->in_time.minor > 0 ? BIZ_PROMISE_PARTLY : BIZ_PROMISE_BROKEN;
}

/**
 * biz_promise_judge:
 * @self: a promise
 * @today: the day it is judged on
 * @tolerance: days that are granted after the promised one
 * @open: what is open now of what it is for, in the currency it is judged in
 * @flows: (array length=n_flows): payments and credit notes of the same
 * @n_flows: how many
 *
 * What was open when it was made is what is open now and what came since. No more than that had to
 * come, and what was credited since did not have to. A payment counts by the later of its own day
 * and the invoice's, whenever it was entered: what reached the bank in time kept the promise.
 * Payments of the day on which it was made count for it.
 */
void
biz_promise_judge (BizPromise *self,
                   const GDate *today,
                   guint tolerance,
                   const BizMoney *open,
                   const BizPromiseFlow *flows,
                   gsize n_flows)
{
  g_autoptr (GArray) since = NULL;
  gint64 left = MAX (open->minor, 0);
  GDate last;

  g_return_if_fail (self != NULL && g_date_valid (today));

  since = collect_flows (self, flows, n_flows);
  last = self->due;
  g_date_add_days (&last, tolerance);
  self->wanted = self->paid = self->in_time = biz_money_zero (open->currency, open->digits);
  g_date_clear (&self->paid_on, 1);
  for (guint i = 0; i < since->len; i++)
    {
      const BizPromiseFlow *flow = &g_array_index (since, BizPromiseFlow, i);

      /* what was credited was never to be paid, so that it is not in what was open */
      if (!flow->is_credit_note)
        left += flow->minor;
    }
  self->wanted.minor = left;
  if (self->has_amount && g_str_equal (self->amount.currency, open->currency))
    self->wanted.minor = MIN (left, self->amount.minor);
  for (guint i = 0; i < since->len; i++)
    {
      const BizPromiseFlow *flow = &g_array_index (since, BizPromiseFlow, i);

      if (flow->is_credit_note)
        continue;
      self->paid.minor += flow->minor;
      if (g_date_compare (&flow->date, &last) <= 0)
        self->in_time.minor += flow->minor;
      if (self->paid.minor >= self->wanted.minor && !g_date_valid (&self->paid_on))
        self->paid_on = flow->date;
    }
  if (self->state != BIZ_PROMISE_REPLACED && self->state != BIZ_PROMISE_TAKEN_BACK)
    self->state = find_state (self, today, &last);
}

gboolean
biz_promise_covers (const BizPromise *self, const BizPromise *other)
{
  /* An amount for the account comes beside what was promised of single invoices. */
  if (self->moves->len == 0)
    return other->moves->len == 0 || (!self->has_amount && !self->is_taken_back);
  if (other->moves->len == 0)
    return FALSE;
  for (guint i = 0; i < other->moves->len; i++)
    {
      if (!biz_promise_names (self, g_array_index (other->moves, gint64, i)))
        return FALSE;
    }

  return TRUE;
}

/* Made by the earlier one's day: who is granted another day has not broken the first one. */
static gboolean
replaces (const BizPromise *later, const BizPromise *self)
{
  gint64 later_id = biz_decision_note_get_id (later->note);

  if (later_id <= biz_decision_note_get_id (self->note) || !biz_promise_covers (later, self))
    return FALSE;

  return later->is_taken_back || g_date_compare (&later->made, &self->due) <= 0;
}

void
biz_promise_replace (GPtrArray *promises)
{
  g_return_if_fail (promises != NULL);

  for (guint i = 0; i < promises->len; i++)
    {
      BizPromise *self = g_ptr_array_index (promises, i);

      self->state = self->is_taken_back ? BIZ_PROMISE_TAKEN_BACK : BIZ_PROMISE_OPEN;
      for (guint j = 0; j < promises->len && self->state == BIZ_PROMISE_OPEN; j++)
        {
          const BizPromise *later = g_ptr_array_index (promises, j);

          if (replaces (later, self))
            self->state = later->is_taken_back ? BIZ_PROMISE_TAKEN_BACK : BIZ_PROMISE_REPLACED;
        }
    }
}

gboolean
biz_promise_is_broken (const BizPromise *self)
{
  return self->state == BIZ_PROMISE_BROKEN || self->state == BIZ_PROMISE_PARTLY;
}

const char *
biz_promise_state_to_label (BizPromiseState state)
{
  switch (state)
    {
    case BIZ_PROMISE_OPEN:
      return C_ ("promise", "Promised");
    case BIZ_PROMISE_KEPT:
      return C_ ("promise", "Kept");
    case BIZ_PROMISE_PARTLY:
      return C_ ("promise", "Kept in part");
    case BIZ_PROMISE_BROKEN:
      return C_ ("promise", "Broken");
    case BIZ_PROMISE_REPLACED:
      return C_ ("promise", "Replaced");
    case BIZ_PROMISE_SETTLED:
      return C_ ("promise", "Settled");
    case BIZ_PROMISE_TAKEN_BACK:
      return C_ ("promise", "Taken back");
    default:
      g_return_val_if_reached ("");
    }
}

static char *
describe_day (const GDate *day)
{
  char text[64];

  g_date_strftime (text, sizeof text, "%x", day);

  return g_strdup (text);
}

/* What came of it. */
static char *
describe_state (const BizPromise *self)
{
  g_autofree char *in_time = biz_money_format (&self->in_time, BIZ_MONEY_SYMBOL);
  g_autofree char *paid_on = g_date_valid (&self->paid_on) ? describe_day (&self->paid_on) : NULL;

  switch (self->state)
    {
    case BIZ_PROMISE_KEPT:
      /* Translators: a day. */
      return g_strdup_printf (_ ("paid on %s: kept"), paid_on);
    case BIZ_PROMISE_PARTLY:
      /* Translators: an amount of money. */
      return g_strdup_printf (_ ("%s came in time: kept in part"), in_time);
    case BIZ_PROMISE_BROKEN:
      return paid_on != NULL ? g_strdup_printf (_ ("paid late, on %s: broken"), paid_on)
                             : g_strdup (_ ("nothing came in time: broken"));
    case BIZ_PROMISE_REPLACED:
      return g_strdup (_ ("another promise took its place"));
    case BIZ_PROMISE_SETTLED:
      return g_strdup (_ ("nothing was left to pay"));
    case BIZ_PROMISE_TAKEN_BACK:
      return g_strdup (_ ("taken back by a colleague"));
    case BIZ_PROMISE_OPEN:
    default:
      return self->in_time.minor > 0 ? g_strdup_printf (_ ("%s came already"), in_time)
                                     : g_strdup (_ ("nothing came yet"));
    }
}

char *
biz_promise_describe (const BizPromise *self)
{
  const BizMoney *money = self->wanted.minor > 0 ? &self->wanted : &self->amount;
  g_autofree char *amount = money->minor > 0 ? biz_money_format (money, BIZ_MONEY_SYMBOL) : NULL;
  g_autofree char *day = describe_day (&self->due);
  g_autofree char *state = describe_state (self);

  if (amount == NULL)
    /* Translators: a day, and what came of the promise. */
    return g_strdup_printf (_ ("To be paid by %s; %s"), day, state);

  /* Translators: an amount of money, a day, and what came of the promise. */
  return g_strdup_printf (_ ("%s to be paid by %s; %s"), amount, day, state);
}
