/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <string.h>

#define MAX_GROUP 20
#define MAX_STEPS 20000
#define MAX_SAME_AMOUNT 12
#define MAX_POOL 2048
#define MAX_POOL_SEARCH 400

typedef struct
{
  const BizMatcher *matcher;
  const MatchEvidence *evidence;
  MatchCandidate *found; /* best first */
  guint n_found;
} Finder;

/* Search among the named items: each is paid in full, with discount, or not meant. */
typedef struct
{
  guint32 items[MAX_GROUP];
  guint32 runs[MAX_GROUP];
  int points[MAX_GROUP];
  guint n;
  guint32 taken;      /* bits */
  guint32 discounted; /* bits */
  int cost;
  guint32 best_taken[2];
  guint32 best_discounted[2];
  int best_cost[2]; /* G_MAXINT where there is none */
  guint steps;
} Group;

static gboolean
is_same_set (const MatchCandidate *a, const MatchCandidate *b)
{
  if (a->n_items != b->n_items)
    return FALSE;
  for (guint i = 0; i < a->n_items; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < b->n_items; j++)
        found |= a->items[i] == b->items[j];
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static guint32
get_earliest_due (const Finder *self, const MatchCandidate *candidate)
{
  guint32 due = G_MAXUINT32;

  for (guint i = 0; i < candidate->n_items; i++)
    due = MIN (due, biz_matcher_item (self->matcher, candidate->items[i])->due);

  return due;
}

/* By score; among equals the oldest debt, then the smallest ids: never by the order of input. */
static gboolean
is_better (const Finder *self, const MatchCandidate *a, const MatchCandidate *b)
{
  guint32 due_a, due_b;

  if (a->score != b->score)
    return a->score > b->score;
  if (a->n_items != b->n_items)
    return a->n_items < b->n_items;
  due_a = get_earliest_due (self, a);
  due_b = get_earliest_due (self, b);
  if (due_a != due_b)
    return due_a < due_b;
  for (guint i = 0; i < a->n_items; i++)
    {
      if (a->items[i] != b->items[i])
        return a->items[i] < b->items[i];
    }

  return FALSE;
}

static gboolean
is_older (const Finder *self, guint32 a, guint32 b)
{
  guint32 due_a = biz_matcher_item (self->matcher, a)->due;
  guint32 due_b = biz_matcher_item (self->matcher, b)->due;

  return due_a != due_b ? due_a < due_b : a < b;
}

/* The oldest debt first, as it is paid first. */
static void
sort_items (const Finder *self, MatchCandidate *candidate)
{
  for (guint i = 1; i < candidate->n_items; i++)
    {
      for (guint j = i; j > 0 && is_older (self, candidate->items[j], candidate->items[j - 1]); j--)
        {
          guint32 item = candidate->items[j];
          guint32 bits = (candidate->discounted >> (j - 1)) & 3;

          candidate->items[j] = candidate->items[j - 1];
          candidate->items[j - 1] = item;
          candidate->discounted &= ~(3u << (j - 1));
          candidate->discounted |= ((bits & 1) << 1 | bits >> 1) << (j - 1);
        }
    }
}

static void
offer (Finder *self, MatchCandidate *candidate)
{
  guint at;

  biz_match_weigh (self->matcher, self->evidence, candidate);
  sort_items (self, candidate);
  for (guint i = 0; i < self->n_found; i++)
    {
      if (!is_same_set (&self->found[i], candidate))
        continue;
      if (self->found[i].score >= candidate->score)
        return;
      memmove (&self->found[i], &self->found[i + 1], (self->n_found - i - 1) * sizeof *self->found);
      self->n_found--;
      break;
    }
  for (at = self->n_found; at > 0 && is_better (self, candidate, &self->found[at - 1]); at--)
    ;
  if (at == BIZ_MATCH_MAX_CANDIDATES)
    return;
  self->n_found = MIN (self->n_found + 1, BIZ_MATCH_MAX_CANDIDATES);
  memmove (&self->found[at + 1], &self->found[at], (self->n_found - at - 1) * sizeof *self->found);
  self->found[at] = *candidate;
}

static void
offer_one (Finder *self, guint32 item, BizMatchSignalKind kind)
{
  MatchCandidate candidate = { .n_items = 1, .amount_kind = kind };

  candidate.items[0] = item;
  if (kind == BIZ_MATCH_AMOUNT_DISCOUNT || kind == BIZ_MATCH_AMOUNT_LATE_DISCOUNT)
    candidate.discounted = 1;
  offer (self, &candidate);
}

/* Whether the discount counts on the day of the line: 1 in time, 0 late but close, -1 no. */
static int
get_discount_state (const Finder *self, const MatchItem *item)
{
  if (item->discount == 0 || self->evidence->date == 0
      || self->evidence->date > item->discount_date + self->matcher->options.discount_grace)
    return -1;

  return self->evidence->date <= item->discount_date;
}

static void
keep_solution (Group *group)
{
  for (guint i = 0; i < 2; i++)
    {
      if (group->cost >= group->best_cost[i])
        continue;
      if (i == 0)
        {
          group->best_cost[1] = group->best_cost[0];
          group->best_taken[1] = group->best_taken[0];
          group->best_discounted[1] = group->best_discounted[0];
        }
      group->best_cost[i] = group->cost;
      group->best_taken[i] = group->taken;
      group->best_discounted[i] = group->discounted;
      return;
    }
}

static gboolean
is_run_taken (const Group *group, guint position)
{
  for (guint i = 0; i < position; i++)
    {
      if ((group->taken & (1u << i)) != 0 && group->runs[i] == group->runs[position])
        return TRUE;
    }

  return FALSE;
}

static void
search_group (const Finder *self, Group *group, guint position, gint64 rest)
{
  const MatchItem *item;

  if (group->steps++ > MAX_STEPS || group->cost >= group->best_cost[1])
    return;
  if (position == group->n)
    {
      if (rest == 0 && group->taken != 0)
        keep_solution (group);
      return;
    }
  item = biz_matcher_item (self->matcher, group->items[position]);
  if (!is_run_taken (group, position))
    {
      group->taken |= 1u << position;
      search_group (self, group, position + 1, rest - item->residual);
      if (get_discount_state (self, item) == 1)
        {
          group->discounted |= 1u << position;
          group->cost += 2;
          search_group (self, group, position + 1, rest - item->discount);
          group->cost -= 2;
          group->discounted &= ~(1u << position);
        }
      group->taken &= ~(1u << position);
      group->cost += group->points[position];
      search_group (self, group, position + 1, rest);
      group->cost -= group->points[position];
    }
  else
    search_group (self, group, position + 1, rest);
}

static void
offer_solution (Finder *self, const Group *group, guint which)
{
  MatchCandidate candidate = { 0 };

  for (guint i = 0; i < group->n; i++)
    {
      if ((group->best_taken[which] & (1u << i)) == 0)
        continue;
      if ((group->best_discounted[which] & (1u << i)) != 0)
        candidate.discounted |= 1u << candidate.n_items;
      candidate.items[candidate.n_items++] = group->items[i];
    }
  candidate.amount_kind = candidate.discounted != 0 ? BIZ_MATCH_AMOUNT_DISCOUNT
                          : candidate.n_items > 1   ? BIZ_MATCH_AMOUNT_SUM
                                                    : BIZ_MATCH_AMOUNT_EXACT;
  offer (self, &candidate);
}

/* The named items together, the best meaning of each number; returns what is left of the line. */
static gint64
take_named (const Finder *self, const Group *group, MatchCandidate *candidate, int min_points)
{
  gint64 rest = self->evidence->amount;

  memset (candidate, 0, sizeof *candidate);
  for (guint i = 0; i < group->n; i++)
    {
      gboolean is_best = group->points[i] >= min_points;

      for (guint j = 0; j < group->n && is_best; j++)
        is_best = j == i || group->runs[j] != group->runs[i] || group->points[j] < group->points[i]
                  || (group->points[j] == group->points[i] && j > i);
      if (!is_best)
        continue;
      candidate->items[candidate->n_items++] = group->items[i];
      rest -= biz_matcher_item (self->matcher, group->items[i])->residual;
    }

  return rest;
}

static gint64
get_fee_limit (const Finder *self, gint64 open)
{
  gint64 limit = self->matcher->options.fee_units;

  for (guint i = 0; i < self->evidence->line->amount.digits; i++)
    limit *= 10;

  return MIN (limit, ABS (open) / 1000 * self->matcher->options.fee_per_mille);
}

/* Items of the pool that are not yet in the candidate, and not invoiced after the line. */
static guint
get_rest_pool (const Finder *self,
               guint32 partner,
               const MatchCandidate *without,
               guint32 *items,
               gint64 *residuals)
{
  const guint32 *pool;
  const gint64 *amounts;
  guint n_pool, n = 0;

  biz_matcher_get_pool (self->matcher, partner, self->evidence->currency, &pool, &amounts, &n_pool);
  if (n_pool > MAX_POOL)
    return 0;
  for (guint i = 0; i < n_pool; i++)
    {
      gboolean is_in = FALSE;

      for (guint j = 0; j < without->n_items; j++)
        is_in |= without->items[j] == pool[i];
      if (is_in
          || (self->evidence->date != 0
              && biz_matcher_item (self->matcher, pool[i])->date > self->evidence->date))
        continue;
      items[n] = pool[i];
      residuals[n++] = amounts[i];
    }

  return n;
}

/* Named items and others of the same customer that make up the rest. */
static void
find_rest (Finder *self, guint32 partner, const MatchCandidate *named, gint64 rest)
{
  g_autofree guint32 *items = g_new (guint32, MAX_POOL);
  g_autofree gint64 *residuals = g_new (gint64, MAX_POOL);
  BizMatchSubset subsets[3];
  guint n_pool, n_sets, n_ones = 0;

  if (partner == BIZ_MATCH_NO_INDEX || named->n_items + 1 >= BIZ_MATCH_MAX_PARTS)
    return;
  n_pool = get_rest_pool (self, partner, named, items, residuals);
  for (guint i = 0; i < n_pool && n_ones < 3; i++)
    {
      MatchCandidate candidate = *named;

      if (residuals[i] != rest)
        continue;
      n_ones++;
      candidate.items[candidate.n_items++] = items[i];
      candidate.amount_kind = BIZ_MATCH_AMOUNT_REST;
      offer (self, &candidate);
    }
  if (n_ones > 0 || n_pool > MAX_POOL_SEARCH)
    return;
  n_sets = biz_match_find_subsets (residuals, n_pool, rest, subsets, G_N_ELEMENTS (subsets));
  for (guint i = 0; i < n_sets; i++)
    {
      MatchCandidate candidate = *named;

      if (named->n_items + subsets[i].n > BIZ_MATCH_MAX_PARTS)
        continue;
      for (guint j = 0; j < subsets[i].n; j++)
        candidate.items[candidate.n_items++] = items[subsets[i].members[j]];
      candidate.amount_kind = BIZ_MATCH_AMOUNT_REST;
      offer (self, &candidate);
    }
}

static void
offer_named (Finder *self, MatchCandidate *named, gint64 rest)
{
  gint64 amount = self->evidence->amount, open = amount - rest;
  gboolean same_sign = (amount < 0) == (open < 0);

  if (named->n_items == 0 || !same_sign || open == 0)
    return;
  if (ABS (rest) <= get_fee_limit (self, open))
    named->amount_kind = BIZ_MATCH_AMOUNT_FEE;
  else if ((rest < 0) == (amount > 0))
    named->amount_kind = BIZ_MATCH_AMOUNT_PARTIAL;
  else
    return;
  offer (self, named);
}

static void
find_late_discount (Finder *self, const Group *group)
{
  for (guint i = 0; i < group->n; i++)
    {
      const MatchItem *item = biz_matcher_item (self->matcher, group->items[i]);

      if (item->discount == self->evidence->amount && get_discount_state (self, item) == 0)
        offer_one (self, group->items[i], BIZ_MATCH_AMOUNT_LATE_DISCOUNT);
    }
}

static void
find_named (Finder *self, Group *group, guint32 partner)
{
  MatchCandidate named;
  gint64 rest;
  int strong = biz_match_signal_get_points (BIZ_MATCH_NUMBER_SHORT);

  if (group->n == 0)
    return;
  group->best_cost[0] = group->best_cost[1] = G_MAXINT;
  search_group (self, group, 0, self->evidence->amount);
  for (guint i = 0; i < 2; i++)
    {
      if (group->best_cost[i] != G_MAXINT)
        offer_solution (self, group, i);
    }
  if (group->best_cost[0] != G_MAXINT && group->best_cost[0] < strong)
    return;

  find_late_discount (self, group);
  rest = take_named (self, group, &named, strong);
  if (named.n_items == 0)
    {
      rest = take_named (self, group, &named, 0);
      if (named.n_items > 1)
        return;
    }
  if (rest == 0)
    return;
  offer_named (self, &named, rest);
  if ((rest > 0) == (self->evidence->amount > 0)
      || ABS (rest) > get_fee_limit (self, self->evidence->amount))
    find_rest (self, partner, &named, rest);
}

/* The named items of one customer, or of all (%BIZ_MATCH_NO_INDEX). */
static void
fill_group (const Finder *self, Group *group, guint32 partner, gboolean of_all)
{
  memset (group, 0, sizeof *group);
  for (guint i = 0; i < self->evidence->n_cited && group->n < MAX_GROUP; i++)
    {
      const MatchCited *cited = &self->evidence->cited[i];
      int points = biz_match_signal_get_points (cited->kind);

      if (!of_all && biz_matcher_item (self->matcher, cited->item)->partner != partner)
        continue;
      if (of_all && points < biz_match_signal_get_points (BIZ_MATCH_NUMBER_YEAR))
        continue;
      group->items[group->n] = cited->item;
      group->runs[group->n] = cited->run;
      group->points[group->n++] = points;
    }
}

static void
find_by_numbers (Finder *self)
{
  guint32 partners[BIZ_MATCH_MAX_CITED];
  guint n_partners = 0;
  Group group;

  for (guint i = 0; i < self->evidence->n_cited; i++)
    {
      guint32 partner = biz_matcher_item (self->matcher, self->evidence->cited[i].item)->partner;
      gboolean known = FALSE;

      for (guint j = 0; j < n_partners; j++)
        known |= partners[j] == partner;
      if (known)
        continue;
      partners[n_partners++] = partner;
      fill_group (self, &group, partner, FALSE);
      find_named (self, &group, partner);
    }
  if (n_partners < 2)
    return;

  fill_group (self, &group, BIZ_MATCH_NO_INDEX, TRUE);
  if (group.n < 2)
    return;
  group.best_cost[0] = group.best_cost[1] = G_MAXINT;
  search_group (self, &group, 0, self->evidence->amount);
  if (group.best_cost[0] != G_MAXINT)
    offer_solution (self, &group, 0);
}

static void
find_by_amount_of (Finder *self, guint32 partner)
{
  const MatchEvidence *evidence = self->evidence;
  guint32 found[MAX_SAME_AMOUNT];
  guint n =
      biz_match_index_find (self->matcher->partner_amounts,
                            biz_matcher_partner_key (partner, evidence->currency, evidence->amount),
                            found, MAX_SAME_AMOUNT);

  for (guint i = 0; i < n; i++)
    offer_one (self, found[i], BIZ_MATCH_AMOUNT_EXACT);
  n = biz_match_index_find (self->matcher->partner_discounts,
                            biz_matcher_partner_key (partner, evidence->currency, evidence->amount),
                            found, MAX_SAME_AMOUNT);
  for (guint i = 0; i < n; i++)
    {
      if (get_discount_state (self, biz_matcher_item (self->matcher, found[i])) == 1)
        offer_one (self, found[i], BIZ_MATCH_AMOUNT_DISCOUNT);
    }
}

/* Several items of a customer that nobody named. */
static void
find_sums_of (Finder *self, guint32 partner)
{
  MatchCandidate nothing = { 0 };
  g_autofree guint32 *items = g_new (guint32, MAX_POOL);
  g_autofree gint64 *residuals = g_new (gint64, MAX_POOL);
  BizMatchSubset subsets[4];
  gint64 all = 0;
  guint n_pool = get_rest_pool (self, partner, &nothing, items, residuals), n_sets;

  for (guint i = 0; i < n_pool; i++)
    all += residuals[i];
  n_sets = biz_match_find_subsets (residuals, n_pool, self->evidence->amount, subsets,
                                   G_N_ELEMENTS (subsets));
  for (guint i = 0; i < n_sets; i++)
    {
      MatchCandidate candidate = { .amount_kind = BIZ_MATCH_AMOUNT_SUBSET };

      if (subsets[i].n == n_pool && all == self->evidence->amount)
        candidate.amount_kind = BIZ_MATCH_AMOUNT_ALL_OPEN;
      for (guint j = 0; j < subsets[i].n; j++)
        candidate.items[candidate.n_items++] = items[subsets[i].members[j]];
      offer (self, &candidate);
    }
}

/* Nobody known and nothing named: an amount that only one open item has. */
static void
find_by_amount (Finder *self)
{
  guint32 found[2];
  guint n = biz_match_index_find (
      self->matcher->amounts,
      biz_matcher_amount_key (self->evidence->currency, self->evidence->amount), found, 2);

  if (n == 1)
    offer_one (self, found[0], BIZ_MATCH_AMOUNT_EXACT);
}

/* The order was given in the currency of the item, the bank exchanged it. */
static void
find_by_original (Finder *self)
{
  const BizMoney *original = &self->evidence->line->original;
  int currency = *original->currency != '\0'
                     ? biz_matcher_find_currency (self->matcher, original->currency)
                     : -1;

  if (currency < 0 || currency == self->evidence->currency)
    return;
  for (guint i = 0; i < self->evidence->n_payers; i++)
    {
      guint32 found[4];
      guint n = biz_match_index_find (self->matcher->partner_amounts,
                                      biz_matcher_partner_key (self->evidence->payers[i].partner,
                                                               (guint16)currency, original->minor),
                                      found, G_N_ELEMENTS (found));

      for (guint j = 0; j < n; j++)
        offer_one (self, found[j], BIZ_MATCH_AMOUNT_ORIGINAL);
    }
}

static gboolean
is_settled (const Finder *self)
{
  return self->n_found > 0
         && biz_match_get_band (self->found[0].score, 100, BIZ_MATCH_AUTO) <= BIZ_MATCH_LIKELY;
}

/**
 * biz_match_find_candidates: (skip)
 * @matcher: the engine
 * @evidence: of a line
 * @candidates: (out caller-allocates): room for BIZ_MATCH_MAX_CANDIDATES and one
 *
 * Returns: how many there are, best first
 */
guint
biz_match_find_candidates (const BizMatcher *matcher,
                           const MatchEvidence *evidence,
                           MatchCandidate *candidates)
{
  Finder self = { matcher, evidence, candidates, 0 };

  find_by_numbers (&self);
  for (guint i = 0; i < evidence->n_payers; i++)
    find_by_amount_of (&self, evidence->payers[i].partner);
  find_by_original (&self);
  if (!is_settled (&self))
    {
      for (guint i = 0; i < evidence->n_payers; i++)
        find_sums_of (&self, evidence->payers[i].partner);
    }
  if (self.n_found == 0 && evidence->n_payers == 0)
    find_by_amount (&self);

  return self.n_found;
}
