/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A loser this close to the winner makes the winner doubtful, if nothing but the amount and the
 * payer speaks for it. */
#define RIVAL_POINTS 25
#define CANCEL_EVERY 256

typedef struct
{
  const BizMatchLine *line;
  guint32 first_candidate;
  guint8 n_candidates;
  guint8 chosen; /* G_MAXUINT8 for none */
  gint8 runner_up;
  gint16 gap;
  BizMatchBand band;
  guint32 position;  /* among the input */
  guint32 twin;      /* the same line earlier, or BIZ_MATCH_NO_INDEX */
  guint32 contested; /* a line that wanted the same, or BIZ_MATCH_NO_INDEX */
  gint64 partner_id;
  const BizMatchRule *rule; /* (nullable): that fits */
  BizMatchHabit habit;      /* where nothing else is known */
} LineState;

typedef struct
{
  const BizMatcher *matcher;
  LineState *states; /* (owned) */
  guint n_states;
  GArray *candidates; /* (owned): MatchCandidate */
  guint32 *owners;    /* (owned): line of each item, or BIZ_MATCH_NO_INDEX */
} Assignment;

static void
assignment_free (Assignment *self)
{
  g_free (self->states);
  g_free (self->owners);
  g_array_unref (self->candidates);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Assignment, assignment_free)

static MatchCandidate *
get_candidate (const Assignment *self, const LineState *state, guint position)
{
  return &g_array_index (self->candidates, MatchCandidate, state->first_candidate + position);
}

static guint32
get_day (const BizMatchLine *line)
{
  return g_date_valid (&line->date) ? g_date_get_julian (&line->date) : 0;
}

static int
compare_lines (const BizMatchLine *a, const BizMatchLine *b)
{
  guint32 day_a = get_day (a), day_b = get_day (b);

  if (day_a != day_b)
    return day_a < day_b ? -1 : 1;

  return a->id < b->id ? -1 : a->id > b->id;
}

static int
compare_text (const char *a, const char *b)
{
  return strcmp (a != NULL ? a : "", b != NULL ? b : "");
}

static gboolean
is_same_line (const BizMatchLine *a, const BizMatchLine *b)
{
  return get_day (a) == get_day (b) && biz_money_equal (&a->amount, &b->amount)
         && compare_text (a->text, b->text) == 0 && compare_text (a->name, b->name) == 0
         && compare_text (a->account, b->account) == 0
         && compare_text (a->end_to_end, b->end_to_end) == 0
         && compare_text (a->bank_reference, b->bank_reference) == 0;
}

static guint64
hash_line (const BizMatchLine *line)
{
  const char *texts[] = { line->text, line->name, line->account, line->end_to_end,
                          line->bank_reference };
  guint64 hash = biz_match_hash (get_day (line), (guint64)line->amount.minor);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL)
        hash = biz_match_hash_bytes (hash + i, texts[i], strlen (texts[i]));
    }

  return hash;
}

static int
compare_states (const void *a, const void *b, void *user_data)
{
  const Assignment *self = user_data;

  return compare_lines (self->states[*(const guint32 *)a].line,
                        self->states[*(const guint32 *)b].line);
}

/* Lines that were there before, word for word; only the first of them is kept in mind. */
static void
find_twins (Assignment *self)
{
  g_autoptr (BizMatchIndex) seen = biz_match_index_new (self->n_states);
  g_autofree guint32 *order = g_new (guint32, MAX (self->n_states, 1));

  for (guint32 i = 0; i < self->n_states; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)self->n_states, sizeof *order, compare_states, self);
  for (guint32 i = 0; i < self->n_states; i++)
    {
      LineState *state = &self->states[order[i]];
      const guint64 hash = hash_line (state->line);
      guint32 found[8];
      const guint n = biz_match_index_find (seen, hash, found, G_N_ELEMENTS (found));

      state->twin = BIZ_MATCH_NO_INDEX;
      for (guint j = 0; j < n && state->twin == BIZ_MATCH_NO_INDEX; j++)
        if (is_same_line (state->line, self->states[found[j]].line))
          state->twin = found[j];
      if (state->twin == BIZ_MATCH_NO_INDEX)
        biz_match_index_add (seen, hash, order[i]);
    }
}

static int
get_gap (const Assignment *self, const LineState *state, guint best, int next)
{
  const MatchCandidate *candidate = get_candidate (self, state, best);

  return next < 0
             ? MIN (candidate->score, 100)
             : CLAMP (candidate->score - get_candidate (self, state, (guint)next)->score, 0, 100);
}

static void
judge (const Assignment *self, LineState *state, guint best, int next)
{
  const MatchCandidate *candidate = get_candidate (self, state, best);

  state->chosen = (guint8)best;
  state->runner_up = (gint8)next;
  state->gap = (gint16)get_gap (self, state, best, next);
  state->band = biz_match_get_band (candidate->score, state->gap, candidate->ceiling);
}

static gboolean
read_lines (Assignment *self, GCancellable *cancellable, GError **error)
{
  MatchCandidate found[BIZ_MATCH_MAX_CANDIDATES + 1];
  MatchEvidence evidence;

  biz_match_evidence_init (&evidence);
  for (guint i = 0; i < self->n_states; i++)
    {
      LineState *state = &self->states[i];

      if (i % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          biz_match_evidence_clear (&evidence);
          return FALSE;
        }
      if (state->twin != BIZ_MATCH_NO_INDEX)
        continue;
      state->first_candidate = self->candidates->len;
      state->rule = biz_match_rules_find (self->matcher->rules, state->line);
      if (state->rule != NULL && state->rule->account_id != 0)
        continue;
      if (biz_match_evidence_read (&evidence, self->matcher, state->line, state->rule)
          && evidence.amount != 0)
        state->n_candidates = (guint8)biz_match_find_candidates (self->matcher, &evidence, found);
      if (evidence.n_payers > 0 && evidence.payers[0].kind != BIZ_MATCH_NAME_SHARED)
        state->partner_id = biz_matcher_partner (self->matcher, evidence.payers[0].partner)->id;
      if (state->n_candidates == 0)
        biz_match_memory_find_booking (self->matcher->memory, state->line, &state->habit);
      if (state->n_candidates == 0)
        continue;
      g_array_append_vals (self->candidates, found, state->n_candidates);
      judge (self, state, 0, state->n_candidates > 1 ? 1 : -1);
    }
  biz_match_evidence_clear (&evidence);

  return TRUE;
}

static int
compare_claims (const void *a, const void *b, void *user_data)
{
  const Assignment *self = user_data;
  const LineState *left = &self->states[*(const guint32 *)a];
  const LineState *right = &self->states[*(const guint32 *)b];
  int score_left, score_right;

  if (left->band != right->band)
    return left->band < right->band ? -1 : 1;
  score_left = left->n_candidates > 0 ? get_candidate (self, left, 0)->score : -100;
  score_right = right->n_candidates > 0 ? get_candidate (self, right, 0)->score : -100;
  if (score_left != score_right)
    return score_left > score_right ? -1 : 1;
  if (left->gap != right->gap)
    return left->gap > right->gap ? -1 : 1;

  return compare_lines (left->line, right->line);
}

/* The line that has an item of this candidate already, or BIZ_MATCH_NO_INDEX. */
static guint32
get_owner (const Assignment *self, const MatchCandidate *candidate)
{
  for (guint i = 0; i < candidate->n_items; i++)
    {
      if (self->owners[candidate->items[i]] != BIZ_MATCH_NO_INDEX)
        return self->owners[candidate->items[i]];
    }

  return BIZ_MATCH_NO_INDEX;
}

static void
contest (Assignment *self, guint32 winner, guint32 loser)
{
  LineState *state = &self->states[winner];
  MatchCandidate *candidate = get_candidate (self, state, state->chosen);

  if (candidate->is_numbered || state->contested != BIZ_MATCH_NO_INDEX
      || get_candidate (self, &self->states[loser], 0)->score < candidate->score - RIVAL_POINTS)
    return;
  state->contested = loser;
  biz_match_add_signal (candidate, BIZ_MATCH_CONTESTED);
  state->band = biz_match_get_band (candidate->score, state->gap, candidate->ceiling);
}

/* That others were taken first makes the one that is left no surer. */
static void
doubt_leftover (const Assignment *self, const LineState *state, guint best)
{
  MatchCandidate *candidate = get_candidate (self, state, best);
  gboolean is_leftover = best > 0;

  for (guint i = best + 1; i < state->n_candidates && !is_leftover; i++)
    {
      const MatchCandidate *other = get_candidate (self, state, i);

      is_leftover = get_owner (self, other) != BIZ_MATCH_NO_INDEX
                    && biz_match_get_band (100, candidate->score - other->score, BIZ_MATCH_AUTO)
                           != BIZ_MATCH_AUTO;
    }
  if (is_leftover)
    biz_match_add_signal (candidate, BIZ_MATCH_CONTESTED);
}

static void
claim (Assignment *self, guint32 index)
{
  LineState *state = &self->states[index];
  int best = -1, next = -1;

  for (guint i = 0; i < state->n_candidates && next < 0; i++)
    {
      guint32 owner = get_owner (self, get_candidate (self, state, i));

      if (owner != BIZ_MATCH_NO_INDEX)
        {
          if (i == 0)
            {
              state->contested = owner;
              contest (self, owner, index);
            }
          continue;
        }
      if (best < 0)
        best = (int)i;
      else
        next = (int)i;
    }
  if (best < 0)
    {
      state->chosen = G_MAXUINT8;
      state->band = BIZ_MATCH_NONE;
      return;
    }
  doubt_leftover (self, state, (guint)best);
  judge (self, state, (guint)best, next);
  if (state->band == BIZ_MATCH_NONE)
    {
      state->chosen = G_MAXUINT8;
      return;
    }
  for (guint i = 0; i < get_candidate (self, state, (guint)best)->n_items; i++)
    self->owners[get_candidate (self, state, (guint)best)->items[i]] = index;
}

static void
claim_all (Assignment *self)
{
  g_autofree guint32 *order = g_new (guint32, MAX (self->n_states, 1));

  for (guint32 i = 0; i < self->n_states; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)self->n_states, sizeof *order, compare_claims, self);
  for (guint32 i = 0; i < self->n_states; i++)
    {
      if (self->states[order[i]].n_candidates > 0)
        claim (self, order[i]);
    }
}

/* The item that can best bear a small difference. */
static guint
get_largest (const Assignment *self, const MatchCandidate *candidate, gint64 amount)
{
  guint largest = 0;
  gint64 most = G_MININT64;

  for (guint i = 0; i < candidate->n_items; i++)
    {
      gint64 residual = biz_matcher_item (self->matcher, candidate->items[i])->residual;

      if (amount < 0)
        residual = -residual;
      if (residual > most)
        {
          most = residual;
          largest = i;
        }
    }

  return largest;
}

/* Shares of the line: each item what is open or what is due with discount; the largest bears a
 * difference; the last to be reached is paid in part. */
static void
add_parts (const Assignment *self,
           const LineState *state,
           const MatchCandidate *candidate,
           BizMatchProposal *proposal)
{
  const BizMoney *amount = &state->line->amount;
  guint largest = get_largest (self, candidate, amount->minor);
  gint64 rest = amount->minor, difference = 0;

  if (candidate->amount_kind == BIZ_MATCH_AMOUNT_FEE)
    {
      for (guint i = 0; i < candidate->n_items; i++)
        difference += biz_matcher_item (self->matcher, candidate->items[i])->residual;
      difference -= amount->minor;
    }
  for (guint i = 0; i < candidate->n_items; i++)
    {
      const MatchItem *item = biz_matcher_item (self->matcher, candidate->items[i]);
      BizMatchPart part = { item->id, *amount, biz_money_zero (amount->currency, amount->digits) };

      part.amount.minor = item->residual;
      if ((candidate->discounted & (1u << i)) != 0)
        part.writeoff.minor = item->residual - item->discount;
      else if (i == largest)
        part.writeoff.minor = difference;
      part.amount.minor -= part.writeoff.minor;
      if (candidate->amount_kind == BIZ_MATCH_AMOUNT_ORIGINAL
          || (candidate->amount_kind == BIZ_MATCH_AMOUNT_PARTIAL
              && ABS (part.amount.minor) > ABS (rest)))
        part.amount.minor = rest;
      rest -= part.amount.minor;
      if (part.amount.minor != 0)
        biz_match_proposal_add_part (proposal, &part);
    }
}

static void
explain_twin (const Assignment *self, const LineState *state, BizMatchProposal *proposal)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->states[state->twin].line->id);

  /* Translators: %s is the number of another bank line */
  biz_match_proposal_take_reason (proposal,
                                  g_strdup_printf (_ ("The same line was there before: %s."), id));
}

static void
explain_contest (const Assignment *self, const LineState *state, BizMatchProposal *proposal)
{
  g_autofree char *id =
      g_strdup_printf ("%" G_GINT64_FORMAT, self->states[state->contested].line->id);

  /* Translators: %s is the number of another bank line */
  biz_match_proposal_take_reason (proposal,
                                  g_strdup_printf (_ ("Line %s wants the same item."), id));
}

static void
explain_rule (const LineState *state, BizMatchProposal *proposal)
{
  biz_match_proposal_set_account_id (proposal, state->rule->account_id);
  if (state->rule->payer_id != 0)
    biz_match_proposal_set_partner_id (proposal, state->rule->payer_id);
  biz_match_proposal_take_reason (proposal, g_strdup_printf (_ ("The rule “%s” books it."),
                                                             state->rule->name));
  biz_match_proposal_set_band (proposal, state->rule->is_auto ? BIZ_MATCH_AUTO : BIZ_MATCH_LIKELY,
                               100, 100);
}

/* Never more than unsure: it was so before, which is no proof that it is so now. */
static void
explain_habit (const LineState *state, BizMatchProposal *proposal)
{
  biz_match_proposal_set_account_id (proposal, state->habit.account_id);
  if (state->habit.partner_id != 0)
    biz_match_proposal_set_partner_id (proposal, state->habit.partner_id);
  biz_match_proposal_take_reason (
      proposal,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "A line like this was booked to this account %u time before.",
                                    "Lines like this were booked to this account %u times before.",
                                    state->habit.n_times),
                       state->habit.n_times));
  biz_match_proposal_set_band (proposal, BIZ_MATCH_UNSURE, 35, 35);
}

static BizMatchProposal *
make_proposal (const Assignment *self, const LineState *state)
{
  g_autoptr (BizMatchProposal) proposal =
      biz_match_proposal_new (state->line->id, &state->line->amount);
  const MatchCandidate *candidate, *next = NULL;

  biz_match_proposal_set_partner_id (proposal, state->partner_id);
  if (state->twin != BIZ_MATCH_NO_INDEX)
    {
      explain_twin (self, state, proposal);
      return g_steal_pointer (&proposal);
    }
  if (state->rule != NULL && state->rule->account_id != 0)
    {
      explain_rule (state, proposal);
      return g_steal_pointer (&proposal);
    }
  if (state->habit.account_id != 0)
    {
      explain_habit (state, proposal);
      return g_steal_pointer (&proposal);
    }
  if (state->contested != BIZ_MATCH_NO_INDEX)
    explain_contest (self, state, proposal);
  if (state->n_candidates == 0 || state->chosen == G_MAXUINT8)
    {
      if (state->n_candidates > 0 && state->contested == BIZ_MATCH_NO_INDEX)
        biz_match_explain (self->matcher, get_candidate (self, state, 0), NULL, proposal);
      else if (state->contested == BIZ_MATCH_NO_INDEX)
        biz_match_proposal_take_reason (proposal, g_strdup (_ ("No open item fits.")));
      biz_match_proposal_set_band (proposal, BIZ_MATCH_NONE,
                                   state->n_candidates > 0 ? get_candidate (self, state, 0)->score
                                                           : 0,
                                   0);
      return g_steal_pointer (&proposal);
    }

  candidate = get_candidate (self, state, state->chosen);
  if (state->runner_up >= 0)
    next = get_candidate (self, state, (guint)state->runner_up);
  add_parts (self, state, candidate, proposal);
  biz_match_proposal_set_band (proposal, state->band, candidate->score, state->gap);
  if (candidate->partner != BIZ_MATCH_NO_INDEX)
    biz_match_proposal_set_partner_id (proposal,
                                       biz_matcher_partner (self->matcher, candidate->partner)->id);
  biz_match_explain (self->matcher, candidate, next, proposal);

  return g_steal_pointer (&proposal);
}

/**
 * biz_match_assign: (skip)
 * @matcher: the engine, indexed
 * @lines: (array length=n_lines): bank lines
 * @n_lines: how many
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Judges each line, then lets the surest choose first.
 *
 * Returns: (transfer full) (element-type BizMatchProposal): a proposal for each line
 */
GPtrArray *
biz_match_assign (const BizMatcher *matcher,
                  const BizMatchLine *lines,
                  guint n_lines,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (Assignment) self = g_new0 (Assignment, 1);
  g_autoptr (GPtrArray) proposals = NULL;

  self->matcher = matcher;
  self->n_states = n_lines;
  self->states = g_new0 (LineState, MAX (n_lines, 1));
  self->candidates = g_array_new (FALSE, FALSE, sizeof (MatchCandidate));
  self->owners = g_new (guint32, MAX (matcher->items->len, 1));
  for (guint i = 0; i < matcher->items->len; i++)
    self->owners[i] = BIZ_MATCH_NO_INDEX;
  for (guint i = 0; i < n_lines; i++)
    self->states[i] = (LineState){ .line = &lines[i],
                                   .position = i,
                                   .chosen = G_MAXUINT8,
                                   .runner_up = -1,
                                   .band = BIZ_MATCH_NONE,
                                   .contested = BIZ_MATCH_NO_INDEX };
  find_twins (self);
  if (!read_lines (self, cancellable, error))
    return NULL;
  claim_all (self);

  proposals = g_ptr_array_new_full (n_lines, (GDestroyNotify)biz_match_proposal_unref);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (proposals, make_proposal (self, &self->states[i]));

  return g_steal_pointer (&proposals);
}
