/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-rule.h"

#define ORDER "sale.order"

guint
biz_desk_read_causes (BizDecisionNote *note)
{
  const char *value = biz_decision_note_get (note, "cause");
  g_auto (GStrv) words = value != NULL ? g_strsplit (value, ",", -1) : NULL;
  guint bits = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      BizDeskCause cause;

      if (biz_desk_cause_from_word (g_strstrip (words[i]), &cause))
        bits |= BIZ_DESK_BIT (cause);
    }

  return bits != 0 ? bits : BIZ_DESK_BIT (BIZ_DESK_CAUSE_MANUAL);
}

static gboolean
is_after (GDateTime *time, GDateTime *than)
{
  return time != NULL && than != NULL && g_date_time_compare (time, than) > 0;
}

static void
set_since (BizDeskFacts *facts, GDateTime *time, const BizDeskClock *clock)
{
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;

  if (time == NULL)
    return;
  local = g_date_time_to_timezone (time, clock->zone);
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_set_dmy (&facts->since, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  facts->days = MAX (0, g_date_days_between (&facts->since, &clock->today));
}

/* What went out although it was held: the confirmation, or the first transfer since. */
static gboolean
find_slip (BizDeskFacts *facts, GDateTime *held_at)
{
  const BizDeskOrder *order = facts->order;

  for (guint i = 0; order->deliveries != NULL && i < order->deliveries->len; i++)
    {
      const BizDeskDelivery *delivery = g_ptr_array_index (order->deliveries, i);

      if (!delivery->is_done || !is_after (delivery->done_at, held_at)
          || (facts->slipped_at != NULL && !is_after (facts->slipped_at, delivery->done_at)))
        continue;
      g_clear_pointer (&facts->slipped_at, g_date_time_unref);
      facts->slipped_at = g_date_time_ref (delivery->done_at);
      facts->slipped_by = delivery->name;
    }
  if (facts->slipped_at == NULL && order->state == BIZ_DESK_ORDER_CONFIRMED
      && is_after (order->ordered_at, held_at))
    facts->slipped_at = g_date_time_ref (order->ordered_at);

  return facts->slipped_at != NULL;
}

static void
set_news (BizDeskFacts *facts,
          GDateTime *came,
          const BizDeskVerdict *verdict,
          const BizDeskClock *clock)
{
  if ((facts->causes & BIZ_DESK_BIT (BIZ_DESK_CAUSE_LIMIT)) != 0
      && (is_after (came, clock->seen) || (verdict != NULL && verdict->is_newly_over)))
    facts->news |= BIZ_DESK_BIT (BIZ_DESK_NEWS_LIMIT);
  if (facts->is_free && verdict->has_paid)
    facts->news |= BIZ_DESK_BIT (BIZ_DESK_NEWS_RECEIPT);
  if (verdict != NULL && verdict->broke_promise)
    facts->news |= BIZ_DESK_BIT (BIZ_DESK_NEWS_PROMISE);
  if (facts->standing == BIZ_DESK_ENDING || facts->standing == BIZ_DESK_ENDED)
    facts->news |= BIZ_DESK_BIT (BIZ_DESK_NEWS_ENDING);
  if (facts->standing == BIZ_DESK_SLIPPED && is_after (facts->slipped_at, clock->seen))
    facts->news |= BIZ_DESK_BIT (BIZ_DESK_NEWS_SLIPPED);
}

/* Whom a note speaks of, or who wrote it. */
static const char *
get_person (BizDecisionNote *note)
{
  const char *author = biz_decision_note_get_author (note);

  return author != NULL ? author : biz_decision_note_get_user (note);
}

/* What was decided on top of the hold: handed on, or asked to be paid in advance. */
static void
take_later (BizDeskFacts *facts, BizDecisionLog *log, BizDecisionNote *hold)
{
  BizDecisionNote *later =
      biz_decision_log_get_newest (log, ORDER, facts->order->id,
                                   BIZ_DECISION_BIT (BIZ_DECISION_ESCALATE)
                                       | BIZ_DECISION_BIT (BIZ_DECISION_PREPAYMENT));
  GDate review;

  if (later == NULL || biz_decision_note_get_id (later) < biz_decision_note_get_id (hold))
    return;
  facts->standing = biz_decision_note_get_kind (later) == BIZ_DECISION_ESCALATE
                        ? BIZ_DESK_ESCALATED
                        : BIZ_DESK_PREPAYMENT;
  facts->who = get_person (later);
  if (biz_decision_note_get_date (later, "review", &review))
    facts->review = review;
}

static void
fill_hold (BizDeskFacts *facts,
           BizDecisionLog *log,
           BizDecisionNote *hold,
           const BizDeskVerdict *verdict,
           const BizDeskClock *clock)
{
  GDate review;

  facts->note = g_object_ref (hold);
  facts->causes = biz_desk_read_causes (hold);
  facts->reason = g_strdup (biz_decision_note_get_text (hold));
  facts->who = get_person (hold);
  facts->review = facts->order->activity;
  if (biz_decision_note_get_date (hold, "review", &review))
    facts->review = review;
  set_since (facts, biz_decision_note_get_time (hold), clock);
  facts->standing = BIZ_DESK_HELD;
  take_later (facts, log, hold);
  if (find_slip (facts, biz_decision_note_get_time (hold)))
    facts->standing = BIZ_DESK_SLIPPED;
  facts->is_free = facts->standing != BIZ_DESK_SLIPPED && verdict != NULL && verdict->causes == 0
                   && (facts->causes & BIZ_DESK_BIT (BIZ_DESK_CAUSE_MANUAL)) == 0;
  set_news (facts, biz_decision_note_get_time (hold), verdict, clock);
}

static void
judge_held (BizDeskOrder *order,
            BizDecisionLog *log,
            BizDecisionNote *hold,
            const BizDeskVerdict *verdict,
            const BizDeskClock *clock,
            GPtrArray *entries)
{
  g_autoptr (BizDeskEntry) whole = biz_desk_entry_new (order, NULL);
  guint before = entries->len;

  fill_hold (biz_desk_entry_get_facts (whole), log, hold, verdict, clock);
  /* What waits to be loaded is what is stopped: the order itself is confirmed already. */
  if (biz_desk_entry_get_facts (whole)->standing != BIZ_DESK_SLIPPED)
    for (guint i = 0; order->deliveries != NULL && i < order->deliveries->len; i++)
      {
        const BizDeskDelivery *delivery = g_ptr_array_index (order->deliveries, i);
        BizDeskEntry *part;

        if (delivery->is_done || delivery->value.minor == 0)
          continue;
        part = biz_desk_entry_new (order, delivery);
        fill_hold (biz_desk_entry_get_facts (part), log, hold, verdict, clock);
        g_ptr_array_add (entries, part);
      }
  if (entries->len == before)
    g_ptr_array_add (entries, g_steal_pointer (&whole));
}

/* A release has an end: until then it stands, whatever the policy says. */
static void
judge_released (BizDeskOrder *order,
                BizDecisionNote *release,
                const BizDeskVerdict *verdict,
                const BizDeskClock *clock,
                GPtrArray *entries)
{
  BizDeskEntry *entry;
  BizDeskFacts *facts;
  GDate expires;
  int left;

  if (!order->is_open || !biz_decision_note_get_date (release, "expires", &expires))
    return;
  left = g_date_days_between (&clock->today, &expires);
  if (left > BIZ_DESK_ENDING_DAYS)
    return;
  entry = biz_desk_entry_new (order, NULL);
  facts = biz_desk_entry_get_facts (entry);
  facts->standing = left < 0 ? BIZ_DESK_ENDED : BIZ_DESK_ENDING;
  facts->note = g_object_ref (release);
  facts->causes = verdict != NULL ? verdict->causes : 0;
  facts->reason =
      g_strdup (verdict != NULL && verdict->text != NULL ? verdict->text
                                                         : biz_decision_note_get_text (release));
  facts->who = get_person (release);
  facts->review = expires;
  set_since (facts, biz_decision_note_get_time (release), clock);
  set_news (facts, biz_decision_note_get_time (release), verdict, clock);
  g_ptr_array_add (entries, entry);
}

static void
judge_proposed (BizDeskOrder *order,
                const BizDeskVerdict *verdict,
                const BizDeskClock *clock,
                GPtrArray *entries)
{
  GDateTime *came = order->state == BIZ_DESK_ORDER_QUOTATION || order->ordered_at == NULL
                        ? order->created_at
                        : order->ordered_at;
  BizDeskEntry *entry;
  BizDeskFacts *facts;

  if (!order->is_open || verdict == NULL || verdict->causes == 0)
    return;
  entry = biz_desk_entry_new (order, NULL);
  facts = biz_desk_entry_get_facts (entry);
  facts->standing = BIZ_DESK_PROPOSED;
  facts->causes = verdict->causes;
  facts->reason = g_strdup (verdict->text);
  facts->who = order->salesperson;
  set_since (facts, came, clock);
  set_news (facts, came, verdict, clock);
  g_ptr_array_add (entries, entry);
}

/**
 * biz_desk_judge:
 * @order: an order
 * @log: the decisions on orders
 * @verdict: (nullable): what the policy says; %NULL where it is not known
 * @clock: what time it is
 * @entries: (element-type BizDeskEntry): takes what is to decide
 */
void
biz_desk_judge (BizDeskOrder *order,
                BizDecisionLog *log,
                const BizDeskVerdict *verdict,
                const BizDeskClock *clock,
                GPtrArray *entries)
{
  BizDecisionNote *newest;

  g_return_if_fail (order != NULL && BIZ_IS_DECISION_LOG (log));
  g_return_if_fail (clock != NULL && entries != NULL);

  if (order->state == BIZ_DESK_ORDER_CANCELLED)
    return;
  newest = biz_decision_log_get_newest (log, ORDER, order->id, BIZ_DECISION_BITS_OF_HOLD);
  if (newest == NULL)
    judge_proposed (order, verdict, clock, entries);
  else if (biz_decision_note_get_kind (newest) == BIZ_DECISION_HOLD)
    judge_held (order, log, newest, verdict, clock, entries);
  else if (biz_decision_note_get_kind (newest) == BIZ_DECISION_RELEASE)
    judge_released (order, newest, verdict, clock, entries);
}
