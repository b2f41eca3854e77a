/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-book-private.h"

#include <math.h>

/* How well a book tells its own cases apart, each judged by all the others. */

/* Cases on which alpha is chosen, and on which the proposal is tried. */
#define N_TUNED 500
#define N_TRIED 2000
/* Of 100 proposals so many have to have been right. */
#define MIN_PRECISION 0.75
/* And of those about which it was as sure, in percent. */
#define MIN_LOCAL 50
/* Of 100 cases so many more than the most frequent category gives. */
#define MIN_GAIN 0.10

static const double alphas[] = { 0.03, BIZ_CATEGORY_ALPHA, 0.3, 1 };

/* Judges every @step th case by all the others; returns how many were right. */
static guint
judge_cases (BizCategoryBook *self, guint n_wanted, GArray *tries)
{
  const guint n_categories = self->categories->len;
  const double step = MAX (1.0, (double)self->cases->len / n_wanted);
  g_autofree double *scores = g_new (double, n_categories);
  guint n_right = 0;

  for (double at = 0; (guint)at < self->cases->len; at += step)
    {
      const BizCategoryCase *one = &g_array_index (self->cases, BizCategoryCase, (guint)at);
      const guint *words = &g_array_index (self->words, guint, one->first);
      guint n_known = biz_category_book_score (self, words, one->n, one, scores);
      guint best;
      guint second;
      BizCategoryTry result = { 0 };

      if (biz_category_book_is_enough (n_known, one->n))
        {
          result.lead = biz_category_book_pick (scores, n_categories, n_known, &best, &second);
          result.is_right = best == one->category;
        }
      n_right += result.is_right ? 1 : 0;
      if (tries != NULL)
        g_array_append_val (tries, result);
    }
  return n_right;
}

static void
choose_alpha (BizCategoryBook *self)
{
  double best = alphas[0];
  guint n_best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (alphas); i++)
    {
      guint n_right;

      self->alpha = alphas[i];
      n_right = judge_cases (self, N_TUNED, NULL);
      if (n_right > n_best)
        {
          n_best = n_right;
          best = alphas[i];
        }
    }
  self->alpha = best;
}

static int
compare_tries (gconstpointer a, gconstpointer b)
{
  const double first = ((const BizCategoryTry *)a)->lead;
  const double second = ((const BizCategoryTry *)b)->lead;

  return first < second ? 1 : first > second ? -1 : 0;
}

/* Of the tried cases about which the book was as sure, how many were right. */
guint
biz_category_trial_get_percent (BizCategoryBook *self, double lead)
{
  const guint n = self->tries->len;
  const guint reach = MAX (10, n / 20);
  guint at = 0;
  guint first;
  guint last;
  guint n_right = 0;

  while (at < n && g_array_index (self->tries, BizCategoryTry, at).lead > lead)
    at++;
  first = at > reach ? at - reach : 0;
  last = MIN (at + reach, n);
  for (guint i = first; i < last; i++)
    n_right += g_array_index (self->tries, BizCategoryTry, i).is_right ? 1 : 0;
  return (guint)floor (100.0 * (n_right + 1) / (last - first + 2));
}

/* As many proposals as can be made while enough of them are right. */
static void
choose_lead (BizCategoryBook *self)
{
  guint n_right = 0;

  self->min_lead = G_MAXDOUBLE;
  for (guint i = 0; i < self->tries->len; i++)
    {
      const BizCategoryTry *one = &g_array_index (self->tries, BizCategoryTry, i);

      n_right += one->is_right ? 1 : 0;
      if (one->lead <= 0 || n_right < MIN_PRECISION * (i + 1)
          || biz_category_trial_get_percent (self, one->lead) < MIN_LOCAL)
        continue;
      self->min_lead = one->lead;
      self->trial.n_said = i + 1;
      self->trial.n_correct = n_right;
    }
}

void
biz_category_trial_run (BizCategoryBook *self)
{
  guint most = 0;

  choose_alpha (self);
  self->trial.n_right = judge_cases (self, N_TRIED, self->tries);
  self->trial.n = self->tries->len;
  for (guint c = 0; c < self->categories->len; c++)
    most = MAX (most, biz_category_book_get_entry (self, c)->n_cases);
  self->trial.n_majority = (guint)((guint64)most * self->trial.n / self->cases->len);
  g_array_sort (self->tries, compare_tries);
  choose_lead (self);
  self->is_useful = self->trial.n_said > 0
                    && self->trial.n_right >= self->trial.n_majority + MIN_GAIN * self->trial.n;
}
