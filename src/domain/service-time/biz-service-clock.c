/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-clock.h"

#define HOUR 3600

/* Seconds of work that a case waited for somebody else until @until. */
static gint64
count_waits (const BizServiceFacts *facts, BizWorkingTime *hours, gint64 until)
{
  gint64 sum = 0, last = facts->opened;

  for (gsize i = 0; i < facts->n_waits; i++)
    {
      const gint64 from = MAX (facts->waits[i].from, last);
      const gint64 end = MIN (facts->waits[i].until, until);

      if (end <= from)
        continue;
      sum += biz_working_time_between (hours, from, end);
      last = end;
    }
  if (facts->waiting && facts->staged > 0 && MAX (facts->staged, last) < until)
    sum += biz_working_time_between (hours, MAX (facts->staged, last), until);

  return sum;
}

static void
judge_done (BizClockPart *self, BizWorkingTime *hours)
{
  self->left = biz_working_time_between (hours, self->done, self->due);
  self->state = self->done <= self->due ? BIZ_CLOCK_MET : BIZ_CLOCK_MISSED;
}

static void
judge_open (BizClockPart *self, BizWorkingTime *hours, gboolean waiting, gint64 now)
{
  self->left = biz_working_time_between (hours, now, self->due);
  if (now > self->due)
    self->state = BIZ_CLOCK_OVERDUE;
  else if (waiting && !self->server)
    self->state = BIZ_CLOCK_PAUSED;
  else
    self->state = self->due - now <= HOUR ? BIZ_CLOCK_SOON : BIZ_CLOCK_FINE;
}

/* When it is due: so much work after the case was opened, not counting what it waited. */
static gint64
find_due (const BizServiceFacts *facts, BizWorkingTime *hours, gint64 promised, gint64 until)
{
  return biz_working_time_add (hours, facts->opened, promised + count_waits (facts, hours, until));
}

static void
compute_response (BizClockPart *self,
                  const BizServiceFacts *facts,
                  BizWorkingTime *hours,
                  gint64 promised,
                  gint64 now)
{
  if (promised <= 0)
    return;
  self->done = facts->answered;
  self->due = find_due (facts, hours, promised, self->done > 0 ? self->done : now);
  if (self->done > 0)
    judge_done (self, hours);
  else if (!facts->log_known)
    self->state = BIZ_CLOCK_UNKNOWN;
  /* What was closed without an answer needed none. */
  else if (!facts->closed)
    judge_open (self, hours, facts->waiting, now);
}

static void
compute_resolution (BizClockPart *self,
                    const BizServiceFacts *facts,
                    BizWorkingTime *hours,
                    gint64 promised,
                    gint64 now)
{
  self->server = facts->deadline > 0;
  if (!self->server && promised <= 0)
    return;
  self->done = facts->closed ? (facts->ended > 0 ? facts->ended : facts->staged) : 0;
  self->due = self->server ? facts->deadline
                           : find_due (facts, hours, promised, self->done > 0 ? self->done : now);
  if (facts->closed && self->done == 0)
    self->state = BIZ_CLOCK_UNKNOWN;
  else if (facts->closed)
    judge_done (self, hours);
  else
    judge_open (self, hours, facts->waiting, now);
}

/**
 * biz_service_clock_compute:
 * @self: (out caller-allocates): how the case stands
 * @facts: what is known of it
 * @hours: when there is work
 * @target: what is promised
 * @now: seconds since 1970
 *
 * The first answer is our first message to the customer after the case was opened. What is promised
 * counts in time of work from then on; the clock stands still while the case waits for somebody
 * else, as far as that is known. The end that the server names itself is a moment and does not
 * move.
 */
void
biz_service_clock_compute (BizServiceClock *self,
                           const BizServiceFacts *facts,
                           BizWorkingTime *hours,
                           const BizServiceTarget *target,
                           gint64 now)
{
  g_return_if_fail (self != NULL && facts != NULL && target != NULL);
  g_return_if_fail (BIZ_IS_WORKING_TIME (hours));

  *self = (BizServiceClock){ 0 };
  if (facts->opened <= 0)
    return;
  compute_response (&self->response, facts, hours, target->response, now);
  compute_resolution (&self->resolution, facts, hours, target->resolution, now);
  self->waited =
      count_waits (facts, hours, self->resolution.done > 0 ? self->resolution.done : now);
  self->incomplete = !facts->waits_known
                     && (self->response.state != BIZ_CLOCK_NONE
                         || (self->resolution.state != BIZ_CLOCK_NONE && !self->resolution.server));
}

static gboolean
is_pending (const BizClockPart *part)
{
  return part->state >= BIZ_CLOCK_FINE;
}

/**
 * biz_service_clock_get_next:
 * @self: how a case stands
 *
 * Returns: (transfer none): what is due next; without anything pending, what was missed, else the
 *   end, else the answer
 */
const BizClockPart *
biz_service_clock_get_next (const BizServiceClock *self)
{
  const BizClockPart *answer, *end;

  g_return_val_if_fail (self != NULL, NULL);

  answer = &self->response;
  end = &self->resolution;
  if (is_pending (answer) && is_pending (end))
    return answer->due <= end->due ? answer : end;
  if (is_pending (answer) || is_pending (end))
    return is_pending (answer) ? answer : end;
  if (end->state != BIZ_CLOCK_NONE && answer->state != BIZ_CLOCK_MISSED)
    return end;

  return answer->state != BIZ_CLOCK_NONE ? answer : end;
}

gboolean
biz_service_clock_is_response (const BizServiceClock *self, const BizClockPart *part)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return part == &self->response;
}

/* A case that waits comes after those that do not, what is done with at the end. */
static int
rank (const BizClockPart *part)
{
  switch (part->state)
    {
    case BIZ_CLOCK_OVERDUE:
    case BIZ_CLOCK_SOON:
    case BIZ_CLOCK_FINE:
      return 0;
    case BIZ_CLOCK_PAUSED:
      return 1;
    case BIZ_CLOCK_UNKNOWN:
      return 2;
    case BIZ_CLOCK_MISSED:
    case BIZ_CLOCK_MET:
      return 3;
    case BIZ_CLOCK_NONE:
    default:
      return 4;
    }
}

int
biz_service_clock_compare (const BizServiceClock *one, const BizServiceClock *other)
{
  const BizClockPart *a = biz_service_clock_get_next (one);
  const BizClockPart *b = biz_service_clock_get_next (other);

  if (rank (a) != rank (b))
    return rank (a) - rank (b);

  return a->due < b->due ? -1 : a->due > b->due;
}
