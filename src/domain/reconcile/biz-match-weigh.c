/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <string.h>

#define AUTO_SCORE 68
#define LIKELY_SCORE 55
#define UNSURE_SCORE 35
#define AUTO_GAP 20
#define TIE_GAP 4
#define NEAR_DAYS 21
/* One in so many pairs may add up by chance before a single item is doubted. */
#define PAIRS_IN_POOL 50

static void
add_points (MatchCandidate *self, BizMatchSignalKind kind, int points)
{
  BizMatchBand ceiling = biz_match_signal_get_ceiling (kind);

  if (self->n_signals == BIZ_MATCH_MAX_SIGNALS)
    return;
  self->signals[self->n_signals++] = (BizMatchSignal){ kind, points };
  self->score += points;
  self->ceiling = MAX (self->ceiling, ceiling);
}

static const MatchCited *
find_cited (const MatchEvidence *evidence, guint32 item)
{
  for (guint i = 0; i < evidence->n_cited; i++)
    {
      if (evidence->cited[i].item == item)
        return &evidence->cited[i];
    }

  return NULL;
}

static gboolean
has_item (const MatchCandidate *self, guint32 item)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->items[i] == item)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_strong (BizMatchSignalKind kind)
{
  return kind == BIZ_MATCH_NUMBER_FULL || kind == BIZ_MATCH_NUMBER_YEAR
         || kind == BIZ_MATCH_NUMBER_SHORT || kind == BIZ_MATCH_REFERENCE;
}

/* The text stops in the middle of this number: "INV/2026/012", "INV 20", "INV". */
static gboolean
is_cut_number (const MatchEvidence *evidence, const char *number)
{
  g_autoptr (GString) folded = g_string_sized_new (32);
  gsize end = evidence->end_to_end, first;

  biz_match_fold (number, folded);
  while (end > 0 && evidence->folded->str[end - 1] == ' ')
    end--;
  first = end > folded->len ? end - folded->len : 0;
  for (gsize start = first; start < end; start++)
    {
      if (start > 0 && evidence->folded->str[start - 1] != ' ')
        continue;
      if (end - start >= 2 && end - start < folded->len
          && strncmp (evidence->folded->str + start, folded->str, end - start) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_slip (const MatchEvidence *evidence, const MatchItem *item)
{
  char written[24], meant[24];

  if (!evidence->has_unknown || item->parts.width < 3)
    return FALSE;
  g_snprintf (written, sizeof written, "%0*" G_GUINT64_FORMAT, item->parts.width,
              evidence->unknown_sequence);
  g_snprintf (meant, sizeof meant, "%0*" G_GUINT64_FORMAT, item->parts.width, item->parts.sequence);

  return biz_match_is_similar (written, strlen (written), meant, strlen (meant), 1);
}

/* All items named: the mean of what their names are worth, under the weakest of them. */
static void
weigh_numbers (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  BizMatchSignalKind weakest = BIZ_MATCH_NUMBER_FULL;
  int total = 0, least = G_MAXINT;
  guint n = 0;
  gboolean by_end_to_end = FALSE;

  for (guint i = 0; i < self->n_items; i++)
    {
      const MatchCited *cited = find_cited (evidence, self->items[i]);
      int points;

      if (cited == NULL)
        continue;
      n++;
      points = biz_match_signal_get_points (cited->kind);
      total += points;
      by_end_to_end |= cited->run >= evidence->end_to_end;
      if (points < least)
        {
          least = points;
          weakest = cited->kind;
        }
    }
  self->is_numbered = n > 0;
  if (n > 0)
    add_points (self, weakest, total / self->n_items);
  if (by_end_to_end)
    biz_match_add_signal (self, BIZ_MATCH_END_TO_END);
  if (n == self->n_items)
    return;

  if (is_cut_number (evidence, biz_matcher_item (matcher, self->items[self->n_items - 1])->number))
    biz_match_add_signal (self, BIZ_MATCH_NUMBER_CUT);
  else if (n == 0 && self->n_items == 1
           && is_slip (evidence, biz_matcher_item (matcher, self->items[0])))
    biz_match_add_signal (self, BIZ_MATCH_NUMBER_SLIP);
  else if (n == 0 && evidence->has_unknown)
    biz_match_add_signal (self, BIZ_MATCH_UNKNOWN_NUMBER);
}

static void
weigh_other_numbers (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  for (guint i = 0; i < evidence->n_cited; i++)
    {
      const MatchCited *cited = &evidence->cited[i];
      gboolean is_rival = FALSE;

      if (!is_strong (cited->kind) || has_item (self, cited->item))
        continue;
      /* another meaning of the same digits is no second number */
      for (guint j = 0; j < evidence->n_cited; j++)
        is_rival |=
            evidence->cited[j].run == cited->run && has_item (self, evidence->cited[j].item);
      if (is_rival)
        continue;
      biz_match_add_signal (self, BIZ_MATCH_OTHER_NUMBER);
      return;
    }
}

static void
weigh_payer (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  const MatchPayer *payer = NULL;
  guint32 partner = biz_matcher_item (matcher, self->items[0])->partner;

  for (guint i = 1; i < self->n_items; i++)
    {
      if (biz_matcher_item (matcher, self->items[i])->partner != partner)
        {
          biz_match_add_signal (self, BIZ_MATCH_SEVERAL_CUSTOMERS);
          break;
        }
    }
  self->partner = partner;
  if (partner != BIZ_MATCH_NO_INDEX)
    payer = biz_match_evidence_get_payer (evidence, partner);
  if (payer != NULL)
    add_points (self, payer->kind, payer->points);
  else if (evidence->n_payers > 0)
    biz_match_add_signal (self, BIZ_MATCH_OTHER_PAYER);
  else if (evidence->names_payer)
    biz_match_add_signal (self, BIZ_MATCH_UNKNOWN_PAYER);
}

static void
weigh_dates (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  gboolean is_early = FALSE, is_near = TRUE;

  if (evidence->date == 0)
    return;
  for (guint i = 0; i < self->n_items; i++)
    {
      const MatchItem *item = biz_matcher_item (matcher, self->items[i]);

      is_early |= item->date > evidence->date;
      is_near &= item->due != 0 && item->due <= evidence->date + NEAR_DAYS
                 && evidence->date <= item->due + NEAR_DAYS;
    }
  if (is_early)
    biz_match_add_signal (self, BIZ_MATCH_DATE_EARLY);
  else if (is_near)
    biz_match_add_signal (self, BIZ_MATCH_DATE_NEAR);
}

/* An item found by its amount alone among many that could make up that amount in pairs. */
static void
weigh_sums (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  const guint32 *items;
  const gint64 *residuals;
  guint n, limit;

  if (self->is_numbered || self->n_items != 1 || self->partner == BIZ_MATCH_NO_INDEX)
    return;
  if (evidence->is_plural)
    biz_match_add_signal (self, BIZ_MATCH_PLURAL);
  if (evidence->is_part)
    biz_match_add_signal (self, BIZ_MATCH_PART_WORD);
  if (biz_match_evidence_get_payer (evidence, self->partner) == NULL)
    return;
  biz_matcher_get_pool (matcher, self->partner, evidence->currency, &items, &residuals, &n);
  limit = n / PAIRS_IN_POOL + 1;
  if (biz_match_count_pairs (residuals, n, evidence->amount, limit) >= limit)
    biz_match_add_signal (self, BIZ_MATCH_MANY_SUMS);
}

/**
 * biz_match_add_signal: (skip)
 * @self: a candidate
 * @kind: what speaks for or against it
 */
void
biz_match_add_signal (MatchCandidate *self, BizMatchSignalKind kind)
{
  add_points (self, kind, biz_match_signal_get_points (kind));
}

/**
 * biz_match_weigh: (skip)
 * @matcher: the engine
 * @evidence: of the line
 * @self: a candidate with its items and @amount_kind
 *
 * Adds up what speaks for and against it.
 */
void
biz_match_weigh (const BizMatcher *matcher, const MatchEvidence *evidence, MatchCandidate *self)
{
  self->score = 0;
  self->n_signals = 0;
  self->ceiling = BIZ_MATCH_AUTO;
  biz_match_add_signal (self, self->amount_kind);
  weigh_numbers (matcher, evidence, self);
  weigh_payer (matcher, evidence, self);
  weigh_other_numbers (matcher, evidence, self);
  weigh_dates (matcher, evidence, self);
  weigh_sums (matcher, evidence, self);
}

/**
 * biz_match_get_band: (skip)
 * @score: of the best candidate
 * @gap: to the next
 * @ceiling: best band it may have
 *
 * Returns: the band: auto needs a high score and a clear gap, a tie is never more than unsure
 */
BizMatchBand
biz_match_get_band (int score, int gap, BizMatchBand ceiling)
{
  BizMatchBand band = score >= AUTO_SCORE     ? BIZ_MATCH_AUTO
                      : score >= LIKELY_SCORE ? BIZ_MATCH_LIKELY
                      : score >= UNSURE_SCORE ? BIZ_MATCH_UNSURE
                                              : BIZ_MATCH_NONE;

  if (band == BIZ_MATCH_NONE)
    return band;
  if (gap < AUTO_GAP)
    band = MAX (band, BIZ_MATCH_LIKELY);
  if (gap < TIE_GAP)
    band = MAX (band, BIZ_MATCH_UNSURE);

  return MAX (band, ceiling);
}
