/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-subset.h"

#include <stdlib.h>
#include <string.h>

/* All subsets are looked at up to this many amounts: 2 x 2^(20/2) sums. */
#define MAX_ALL 20
/* Four parts up to this many (their pairs are sorted), three up to the next, then pairs only. */
#define MAX_FOUR 64
#define MAX_THREE 300

typedef struct
{
  gint64 sum;
  guint32 mask;
} Half;

typedef struct
{
  gint64 sum;
  guint16 a, b;
} Pair;

typedef struct
{
  const gint64 *amounts;
  guint n_amounts;
  gint64 target;
  BizMatchSubset *found;
  guint n_found;
  guint max;
} Search;

static int
compare_halves (const void *a, const void *b)
{
  const Half *left = a, *right = b;

  if (left->sum != right->sum)
    return left->sum < right->sum ? -1 : 1;

  return left->mask < right->mask ? -1 : left->mask > right->mask;
}

static int
compare_pairs (const void *a, const void *b)
{
  const Pair *left = a, *right = b;

  if (left->sum != right->sum)
    return left->sum < right->sum ? -1 : 1;
  if (left->a != right->a)
    return left->a < right->a ? -1 : 1;

  return left->b < right->b ? -1 : left->b > right->b;
}

static int
compare_members (const void *a, const void *b)
{
  return *(const guint16 *)a - *(const guint16 *)b;
}

/* Same amounts stand for each other: one of "250 (first)" and "250 (second)" is enough to know that
 * there are two ways, so both are kept; the same members twice are not. */
static void
take (Search *self, const guint16 *members, guint n)
{
  BizMatchSubset subset = { .n = n };

  if (self->n_found == self->max || n > BIZ_MATCH_MAX_PARTS)
    return;
  memcpy (subset.members, members, n * sizeof *members);
  qsort (subset.members, n, sizeof *members, compare_members);
  for (guint i = 0; i < self->n_found; i++)
    {
      if (self->found[i].n == n
          && memcmp (self->found[i].members, subset.members, n * sizeof *members) == 0)
        return;
    }
  self->found[self->n_found++] = subset;
}

static void
find_pairs (Search *self)
{
  guint low = 0, high = self->n_amounts;

  while (high > 0 && low < high - 1 && self->n_found < self->max)
    {
      gint64 sum = self->amounts[low] + self->amounts[high - 1];

      if (sum < self->target)
        low++;
      else if (sum > self->target)
        high--;
      else
        {
          /* every pair of the same two amounts */
          for (guint i = high - 1; i > low && self->amounts[i] == self->amounts[high - 1]; i--)
            take (self, (guint16[]){ (guint16)low, (guint16)i }, 2);
          low++;
        }
    }
}

static void
find_triples (Search *self)
{
  for (guint i = 0; i + 2 < self->n_amounts && self->n_found < self->max; i++)
    {
      gint64 rest = self->target - self->amounts[i];
      guint low = i + 1, high = self->n_amounts - 1;

      while (low < high && self->n_found < self->max)
        {
          gint64 sum = self->amounts[low] + self->amounts[high];

          if (sum < rest)
            low++;
          else if (sum > rest)
            high--;
          else
            {
              take (self, (guint16[]){ (guint16)i, (guint16)low, (guint16)high }, 3);
              low++;
            }
        }
    }
}

static void
join_pairs (Search *self, const Pair *pairs, guint n_pairs)
{
  guint low = 0, high = n_pairs;

  while (low < n_pairs && high > 0 && self->n_found < self->max)
    {
      gint64 sum = pairs[low].sum + pairs[high - 1].sum;

      if (sum < self->target)
        low++;
      else if (sum > self->target)
        high--;
      else
        {
          for (guint i = high; i > 0 && pairs[i - 1].sum == pairs[high - 1].sum; i--)
            {
              const Pair *a = &pairs[low], *b = &pairs[i - 1];

              if (a->a != b->a && a->a != b->b && a->b != b->a && a->b != b->b)
                take (self, (guint16[]){ a->a, a->b, b->a, b->b }, 4);
            }
          low++;
        }
    }
}

static void
find_quadruples (Search *self)
{
  guint n_pairs = 0;
  g_autofree Pair *pairs = g_new (Pair, self->n_amounts * (self->n_amounts - 1) / 2);

  for (guint i = 0; i < self->n_amounts; i++)
    {
      for (guint j = i + 1; j < self->n_amounts; j++)
        pairs[n_pairs++] = (Pair){ self->amounts[i] + self->amounts[j], (guint16)i, (guint16)j };
    }
  qsort (pairs, n_pairs, sizeof *pairs, compare_pairs);
  join_pairs (self, pairs, n_pairs);
}

static void
fill_half (const gint64 *amounts, guint n, Half *halves)
{
  halves[0] = (Half){ 0, 0 };
  for (guint32 mask = 1; mask < (1u << n); mask++)
    {
      guint low = (guint)__builtin_ctz (mask);

      halves[mask] = (Half){ halves[mask & (mask - 1)].sum + amounts[low], mask };
    }
  qsort (halves, 1u << n, sizeof *halves, compare_halves);
}

static void
take_mask (Search *self, guint32 mask)
{
  guint16 members[32];
  guint n = 0;

  for (guint i = 0; i < 32; i++)
    {
      if ((mask & (1u << i)) != 0)
        members[n++] = (guint16)i;
    }
  if (n >= 2)
    take (self, members, n);
}

static void
find_all (Search *self, guint min_parts)
{
  guint n_left = self->n_amounts / 2, n_right = self->n_amounts - n_left;
  g_autofree Half *left = g_new (Half, 1u << n_left);
  g_autofree Half *right = g_new (Half, 1u << n_right);
  guint32 n_lefts = 1u << n_left, high = 1u << n_right;

  fill_half (self->amounts, n_left, left);
  fill_half (self->amounts + n_left, n_right, right);
  for (guint32 low = 0; low < n_lefts && self->n_found < self->max; low++)
    {
      while (high > 0 && left[low].sum + right[high - 1].sum > self->target)
        high--;
      for (guint32 i = high; i > 0 && left[low].sum + right[i - 1].sum == self->target; i--)
        {
          guint32 mask = left[low].mask | (right[i - 1].mask << n_left);

          if ((guint)__builtin_popcount (mask) >= min_parts)
            take_mask (self, mask);
        }
    }
}

/**
 * biz_match_find_subsets:
 * @amounts: (array length=n_amounts): minor units, ascending; credit notes are negative
 * @n_amounts: how many
 * @target: what they shall add up to
 * @subsets: (out caller-allocates) (array length=max_subsets): what was found, few parts first
 * @max_subsets: room in @subsets
 *
 * Up to 20 amounts are searched completely; of more, combinations of few parts: the work is bounded
 * by some ten thousand steps. Only combinations of two and more are looked for.
 *
 * Returns: how many were found
 */
guint
biz_match_find_subsets (const gint64 *amounts,
                        guint n_amounts,
                        gint64 target,
                        BizMatchSubset *subsets,
                        guint max_subsets)
{
  Search self = { amounts, n_amounts, target, subsets, 0, max_subsets };

  if (n_amounts < 2 || n_amounts > G_MAXUINT16)
    return 0;

  find_pairs (&self);
  if (n_amounts <= MAX_THREE)
    find_triples (&self);
  if (n_amounts <= MAX_ALL)
    find_all (&self, 4);
  else if (n_amounts <= MAX_FOUR)
    find_quadruples (&self);

  return self.n_found;
}

/**
 * biz_match_count_pairs:
 * @amounts: (array length=n_amounts): minor units, ascending
 * @n_amounts: how many
 * @target: what two of them shall add up to
 * @max: where to stop counting
 *
 * Returns: how many pairs do
 */
guint
biz_match_count_pairs (const gint64 *amounts, guint n_amounts, gint64 target, guint max)
{
  guint low = 0, high = n_amounts, n = 0;

  while (high > 0 && low < high - 1 && n < max)
    {
      gint64 sum = amounts[low] + amounts[high - 1];

      if (sum < target)
        low++;
      else if (sum > target)
        high--;
      else
        {
          guint same = 1;

          while (high - 1 - same > low && amounts[high - 1 - same] == amounts[high - 1])
            same++;
          n += same;
          low++;
        }
    }

  return MIN (n, max);
}
