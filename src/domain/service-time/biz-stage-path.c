/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-stage-path.h"

#include "biz-service-clock.h"

/* Of stages that a case went through; more are not looked through. */
#define MAX_STAGES 16
/* Steps of the search: far more than twenty changes of a case that people moved need. */
#define MAX_STEPS 50000
/* Both ends of a time lose the part of their second, a total loses it once a time. */
#define TOLERANCE 1

typedef struct
{
  const BizStageFacts *facts;
  gint64 spans[BIZ_STAGE_PATH_MAX]; /* between two changes */
  guint order[BIZ_STAGE_PATH_MAX];  /* the longest first: it fits the fewest stages */
  int stages[BIZ_STAGE_PATH_MAX];   /* a place in the totals; -1: open */
  gint64 sums[MAX_STAGES];
  guint counts[MAX_STAGES];
  guint n_spans;
  int now;          /* the place of the stage in which the case is */
  guint32 surely;   /* times that wait in all ways that were found */
  guint32 possibly; /* times that wait in one of them */
  guint n_ways;
  guint n_steps;
} Search;

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *spans = data;
  const gint64 left = spans[*(const guint *)a], right = spans[*(const guint *)b];

  return left > right ? -1 : left < right;
}

/* FALSE where times do not follow one another, or there is too much of them. */
static gboolean
prepare (Search *self, const BizStageFacts *facts)
{
  gint64 since = facts->opened;

  *self = (Search){ .facts = facts, .now = -1, .surely = G_MAXUINT32 };
  if (facts->n_changes > BIZ_STAGE_PATH_MAX || facts->n_totals > MAX_STAGES)
    return FALSE;
  self->n_spans = (guint)facts->n_changes;
  for (guint i = 0; i < self->n_spans; i++)
    {
      if (facts->changes[i] < since)
        return FALSE;
      self->spans[i] = facts->changes[i] - since;
      self->stages[i] = -1;
      self->order[i] = i;
      since = facts->changes[i];
    }
  for (gsize i = 0; i < facts->n_totals; i++)
    if (facts->totals[i].stage == facts->stage)
      self->now = (int)i;
  g_qsort_with_data (self->order, (int)self->n_spans, sizeof *self->order, compare_spans,
                     self->spans);

  return self->now >= 0;
}

/* Whether a case can have been there at that time: it never changes to the stage in which it is. */
static gboolean
fits (const Search *self, guint span, int stage)
{
  const int before = span > 0 ? self->stages[span - 1] : -1;
  const int after = span + 1 < self->n_spans ? self->stages[span + 1] : self->now;
  const gint64 sum = self->sums[stage] + self->spans[span];

  return before != stage && after != stage
         && sum - TOLERANCE * (gint64)(self->counts[stage] + 1)
                <= self->facts->totals[stage].seconds;
}

/* Whether what is still missing of totals can come from the times that are left. */
static gboolean
is_within_reach (const Search *self, guint depth)
{
  gint64 missing = 0, left = 0;
  guint unseen = 0;

  for (guint i = depth; i < self->n_spans; i++)
    left += self->spans[self->order[i]] + TOLERANCE;
  for (gsize i = 0; i < self->facts->n_totals; i++)
    {
      const gint64 open =
          self->facts->totals[i].seconds - self->sums[i] - TOLERANCE * (gint64)self->counts[i];

      /* How long it has been where it is nobody asks. */
      if ((int)i == self->now)
        continue;
      missing += MAX (open, 0);
      unseen += self->counts[i] == 0;
    }

  return missing <= left && unseen <= self->n_spans - depth;
}

static void
take_way (Search *self)
{
  guint32 surely = 0, possibly = 0;

  for (guint i = 0; i < self->n_spans; i++)
    {
      const BizStageKind kind = self->facts->totals[self->stages[i]].kind;

      surely |= kind == BIZ_STAGE_WAITS ? 1u << i : 0;
      possibly |= kind != BIZ_STAGE_WORKS ? 1u << i : 0;
    }
  self->surely &= surely;
  self->possibly |= possibly;
  self->n_ways++;
}

static void
search (Search *self, guint depth)
{
  guint span;

  if (self->n_steps++ >= MAX_STEPS || !is_within_reach (self, depth))
    return;
  if (depth == self->n_spans)
    {
      take_way (self);
      return;
    }
  span = self->order[depth];
  for (int stage = 0; stage < (int)self->facts->n_totals; stage++)
    {
      if (!fits (self, span, stage))
        continue;
      self->stages[span] = stage;
      self->sums[stage] += self->spans[span];
      self->counts[stage]++;
      search (self, depth + 1);
      self->stages[span] = -1;
      self->sums[stage] -= self->spans[span];
      self->counts[stage]--;
    }
}

/* Times that follow one another are one. */
static void
add (GArray *times, gint64 from, gint64 until)
{
  BizServiceWait *last =
      times->len > 0 ? &g_array_index (times, BizServiceWait, times->len - 1) : NULL;
  const BizServiceWait next = { from, until };

  if (last != NULL && last->until == from)
    last->until = until;
  else if (until > from)
    g_array_append_val (times, next);
}

static gboolean
nothing_waits (const BizStageFacts *facts)
{
  for (gsize i = 0; i < facts->n_totals; i++)
    if (facts->totals[i].kind != BIZ_STAGE_WORKS)
      return FALSE;

  return facts->n_totals > 0;
}

/**
 * biz_stage_path_find:
 * @facts: when a case changed its stage, and how long it was in which, together
 * @waits: (element-type BizServiceWait): when it waited for sure; appended to
 * @doubts: (element-type BizServiceWait): when it waited or not; appended to
 *
 * What lies between two changes was one stage, and the times of a stage add up to its total. All
 * ways in which both is so are tried; a time that waits in each of them is one of waiting, one that
 * waits in some of them is a doubt. The time in which the case is now is none of them.
 *
 * Returns: FALSE where no way is found, or there are too many to try: then nothing is known
 */
gboolean
biz_stage_path_find (const BizStageFacts *facts, GArray *waits, GArray *doubts)
{
  Search self;
  gint64 since;

  g_return_val_if_fail (facts != NULL && waits != NULL && doubts != NULL, FALSE);

  if (nothing_waits (facts))
    return TRUE;
  if (!prepare (&self, facts))
    return FALSE;
  search (&self, 0);
  if (self.n_ways == 0 || self.n_steps > MAX_STEPS)
    return FALSE;
  since = facts->opened;
  for (guint i = 0; i < self.n_spans; i++)
    {
      if ((self.surely & (1u << i)) != 0)
        add (waits, since, facts->changes[i]);
      else if ((self.possibly & (1u << i)) != 0)
        add (doubts, since, facts->changes[i]);
      since = facts->changes[i];
    }

  return TRUE;
}
