/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-private.h"

#include <string.h>

static const int bucket_limits[BIZ_COLLECT_N_BUCKETS - 2] = { 30, 60, 90 };

static int
count_days (const GDate *from, const GDate *to)
{
  return g_date_valid (from) ? (int)g_date_get_julian (to) - (int)g_date_get_julian (from) : 0;
}

static const GDate *
get_due (const BizAgeingItem *item)
{
  return g_date_valid (&item->due) ? &item->due : &item->date;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const BizAgeingItem *left = &((const BizCollectItem *)a)->item;
  const BizAgeingItem *right = &((const BizCollectItem *)b)->item;
  int order = g_date_compare (get_due (left), get_due (right));

  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  const BizCollectPayment *left = a;
  const BizCollectPayment *right = b;
  int order = g_date_compare (&right->paid, &left->paid);

  return order != 0 ? order : (left->id < right->id) - (left->id > right->id);
}

static guint
find_bucket (int days)
{
  guint bucket = 1;

  if (days <= 0)
    return 0;
  while (bucket < BIZ_COLLECT_N_BUCKETS - 1 && days > bucket_limits[bucket - 1])
    bucket++;

  return bucket;
}

/* "A, B": what the claims say, the first one's first. */
static void
add_name (GString *names, const char *name)
{
  const char *found;

  if (name == NULL)
    return;
  found = strstr (names->str, name);
  if (found != NULL && (found == names->str || found[-1] == ' ')
      && (found[strlen (name)] == '\0' || found[strlen (name)] == ','))
    return;
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

static void
sum_items (BizCollectCustomer *self, const GDate *today)
{
  BizCollectFacts *facts = &self->facts;
  g_autoptr (GString) companies = g_string_new (NULL);
  g_autoptr (GString) people = g_string_new (NULL);
  g_autoptr (GString) documents = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);
      gint64 open = item->item.open.minor;
      int days = count_days (get_due (&item->item), today);

      facts->open.minor += open;
      facts->buckets[find_bucket (days)].minor += open;
      if (days > 0)
        facts->overdue.minor += open;
      add_name (companies, item->item.company);
      add_name (people, item->item.salesperson);
      if (item->item.document != NULL)
        g_string_append_printf (documents, "%s%s", documents->len > 0 ? "\n" : "",
                                item->item.document);
      facts->n_items++;
      if (open <= 0)
        {
          facts->credits.minor -= open;
          continue;
        }
      item->days = MAX (days, 0);
      facts->oldest = MAX (facts->oldest, item->days);
      if (item->disputed)
        {
          facts->disputed.minor += open;
          item->promised = 0;
        }
      facts->promised.minor += item->promised;
      if (days > 0 && !item->disputed)
        item->chaseable = open - item->promised;
    }
  if (companies->len > 0)
    facts->company = self->company = g_strdup (companies->str);
  if (people->len > 0)
    facts->salesperson = self->salesperson = g_strdup (people->str);
  if (documents->len > 0)
    facts->documents = self->documents = g_strdup (documents->str);
}

/* Credits that wait are taken off the oldest claims. */
static void
sum_chaseable (BizCollectCustomer *self)
{
  BizCollectFacts *facts = &self->facts;
  gint64 credits = facts->credits.minor;

  for (guint i = 0; i < self->items->len; i++)
    {
      BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);
      gint64 off = MIN (credits, item->chaseable);

      credits -= off;
      item->chaseable -= off;
      facts->chaseable.minor += item->chaseable;
      facts->amount_days += item->chaseable * item->days;
    }
}

/* Whether something of what a broken promise names is to be asked for again: what was promised anew
 * or is disputed is not. */
static gboolean
is_still_open (BizCollectCustomer *self, const BizPromise *promise)
{
  if (promise->moves->len == 0)
    return self->facts.chaseable.minor > 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);

      if (!item->disputed && item->item.open.minor > item->promised
          && biz_promise_names (promise, item->item.move_id))
        return TRUE;
    }

  return FALSE;
}

static void
count_promises (BizCollectCustomer *self, const GDate *today)
{
  BizCollectFacts *facts = &self->facts;

  for (guint i = 0; i < self->promises->len; i++)
    {
      const BizPromise *promise = g_ptr_array_index (self->promises, i);
      gboolean broken = biz_promise_is_broken (promise);

      if (promise->state == BIZ_PROMISE_OPEN)
        {
          facts->n_promises++;
          if (facts->promise == BIZ_COLLECT_PROMISE_NONE
              || (facts->promise == BIZ_COLLECT_PROMISE_OPEN
                  && g_date_compare (&promise->due, &facts->promise_on) < 0))
            {
              facts->promise = BIZ_COLLECT_PROMISE_OPEN;
              facts->promise_on = promise->due;
            }
        }
      if (!broken)
        continue;
      if (count_days (&promise->due, today) <= BIZ_PAYER_DAYS)
        facts->n_broken++;
      if (!is_still_open (self, promise))
        continue;
      facts->n_broken_open++;
      /* newest first: the first one stands */
      if (facts->promise != BIZ_COLLECT_PROMISE_BROKEN)
        {
          facts->promise = BIZ_COLLECT_PROMISE_BROKEN;
          facts->promise_on = promise->due;
        }
    }
  /* A dispute about what is paid by now stands in nobody's way. */
  facts->is_disputed = facts->disputed.minor > 0;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  gint64 left = biz_decision_note_get_id (*(BizDecisionNote *const *)a);
  gint64 right = biz_decision_note_get_id (*(BizDecisionNote *const *)b);

  return (left < right) - (left > right);
}

static void
set_day (GDate *day, BizDecisionNote *note, GTimeZone *zone)
{
  GDateTime *time = biz_decision_note_get_time (note);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_timezone (time, zone) : NULL;

  if (local != NULL)
    g_date_set_dmy (day, (GDateDay)g_date_time_get_day_of_month (local),
                    (GDateMonth)g_date_time_get_month (local),
                    (GDateYear)g_date_time_get_year (local));
}

/* Who spoke with the customer last, and the level of the last reminder. */
static void
read_contacts (BizCollectCustomer *self, GTimeZone *zone)
{
  BizCollectFacts *facts = &self->facts;

  g_ptr_array_sort (self->notes, compare_notes);
  for (guint i = 0; i < self->notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (self->notes, i);
      BizDecisionKind kind = biz_decision_note_get_kind (note);

      if (kind != BIZ_DECISION_CONTACT && kind != BIZ_DECISION_REMINDER
          && kind != BIZ_DECISION_PROMISE && kind != BIZ_DECISION_DISPUTE)
        continue;
      if (!g_date_valid (&facts->contact_on))
        {
          set_day (&facts->contact_on, note, zone);
          facts->contact_by = biz_decision_note_get_user (note);
          facts->contact_way = biz_decision_note_get (note, "way");
          facts->contact_outcome = biz_decision_note_get_text (note);
        }
      if (kind == BIZ_DECISION_REMINDER && facts->reminder_level == 0)
        {
          facts->reminder_level = (int)CLAMP (biz_decision_note_get_int (note, "level"), 1, 99);
          set_day (&facts->reminder_on, note, zone);
        }
      if (kind == BIZ_DECISION_CONTACT || kind == BIZ_DECISION_REMINDER)
        g_ptr_array_add (self->contacts, g_object_ref (note));
    }
}

static int
compare_actions (gconstpointer a, gconstpointer b)
{
  const BizCollectAction *left = *(const BizCollectAction *const *)a;
  const BizCollectAction *right = *(const BizCollectAction *const *)b;
  int order = g_date_compare (&left->deadline, &right->deadline);

  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static void
read_actions (BizCollectCustomer *self)
{
  const BizCollectAction *first;

  g_ptr_array_sort (self->actions, compare_actions);
  if (self->actions->len == 0)
    return;
  first = g_ptr_array_index (self->actions, 0);
  self->facts.next_on = first->deadline;
  self->facts.next_what = first->summary;
  self->facts.next_who = first->user;
}

static char
read_decided (BizCollectCustomer *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (self->notes, i);

      if (biz_decision_note_get_kind (note) == BIZ_DECISION_PAYER)
        return biz_payer_read_rating (biz_decision_note_get (note, "rating"));
    }

  return 0;
}

/* Days that the oldest claim is overdue that is to be asked for. */
static int
get_oldest_chaseable (BizCollectCustomer *self)
{
  int oldest = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);

      if (item->chaseable > 0)
        oldest = MAX (oldest, item->days);
    }

  return oldest;
}

static void
rate (BizCollectCustomer *self, const GDate *today)
{
  g_autoptr (GArray) payments = g_array_new (FALSE, FALSE, sizeof (BizPayerPayment));

  for (guint i = self->payments->len; i > 0; i--)
    {
      const BizCollectPayment *payment = &g_array_index (self->payments, BizCollectPayment, i - 1);
      BizPayerPayment one = { payment->due, payment->paid, payment->amount.minor };

      if (!payment->is_credit_note)
        g_array_append_val (payments, one);
    }
  biz_payer_compute (&self->facts.payer, today, (const BizPayerPayment *)payments->data,
                     payments->len);
  biz_payer_rate (&self->facts.payer, get_oldest_chaseable (self), self->facts.n_broken,
                  read_decided (self));
}

/* Amount × days, more with every broken promise (four count) and the worse somebody pays. */
static void
score (BizCollectCustomer *self)
{
  BizCollectFacts *facts = &self->facts;
  __int128 score = facts->amount_days;
  gint64 unit = 1;

  for (guint i = 0; i < facts->zero.digits; i++)
    unit *= 10;
  score = score * (100 + 25 * (int)MIN (facts->n_broken, 4)) / 100;
  score = score * biz_payer_get_weight (facts->payer.rating) / 100;
  score = score * G_USEC_PER_SEC / MAX (self->reference_rate, 1) / unit;
  facts->score = (gint64)MIN (score, (__int128)G_MAXINT64);
}

void
biz_collect_settle (BizCollectCustomer *self, const BizCollectInput *input)
{
  BizCollectFacts *facts = &self->facts;

  facts->name = self->name;
  facts->open = facts->overdue = facts->chaseable = facts->disputed = facts->promised =
      facts->credits = facts->zero;
  for (guint i = 0; i < BIZ_COLLECT_N_BUCKETS; i++)
    facts->buckets[i] = facts->zero;
  g_array_sort (self->items, compare_items);
  g_array_sort (self->payments, compare_payments);
  read_contacts (self, input->zone);
  biz_collect_judge (self, input);
  sum_items (self, &input->today);
  sum_chaseable (self);
  count_promises (self, &input->today);
  read_actions (self);
  rate (self, &input->today);
  score (self);
}
