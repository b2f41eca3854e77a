/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMED 6

/* What can be said of a signal alone; one with %s names the items, the one below the customer. */
static const char *const sentences[BIZ_MATCH_N_SIGNALS] = {
  [BIZ_MATCH_AMOUNT_EXACT] = N_ ("The amount is exactly that of %s."),
  [BIZ_MATCH_AMOUNT_SUM] = N_ ("The amount is exactly the sum of %s."),
  [BIZ_MATCH_AMOUNT_REST] = N_ ("With what is named, %s make up the amount."),
  [BIZ_MATCH_AMOUNT_ALL_OPEN] = N_ ("The amount is all that is open: %s."),
  [BIZ_MATCH_AMOUNT_SUBSET] = N_ ("The amount is the sum of %s, which nobody named."),
  [BIZ_MATCH_AMOUNT_DISCOUNT] = N_ ("The amount is that of %s less the early payment discount."),
  [BIZ_MATCH_AMOUNT_LATE_DISCOUNT] = N_ ("The amount is that of %s less a discount that was over."),
  [BIZ_MATCH_AMOUNT_FEE] =
      N_ ("The amount is that of %s but for a difference such as a bank takes."),
  [BIZ_MATCH_AMOUNT_PARTIAL] = N_ ("The amount is a part of %s."),
  [BIZ_MATCH_AMOUNT_ORIGINAL] = N_ ("The amount before exchange is exactly that of %s."),
  [BIZ_MATCH_NUMBER_FULL] = N_ ("The text names it in full."),
  [BIZ_MATCH_NUMBER_YEAR] = N_ ("The text names number and year."),
  [BIZ_MATCH_NUMBER_SHORT] = N_ ("The text names the number without the year."),
  [BIZ_MATCH_NUMBER_BARE] = N_ ("The text has digits that fit."),
  [BIZ_MATCH_NUMBER_CUT] = N_ ("The text ends in the middle of its number."),
  [BIZ_MATCH_NUMBER_SLIP] = N_ ("The text names a number that is one digit off."),
  [BIZ_MATCH_REFERENCE] = N_ ("The text names the customer’s own reference."),
  [BIZ_MATCH_END_TO_END] = N_ ("The end-to-end reference names it."),
  [BIZ_MATCH_OTHER_NUMBER] = N_ ("But the text names another open item."),
  [BIZ_MATCH_UNKNOWN_NUMBER] = N_ ("But the text names a number that is not open."),
  [BIZ_MATCH_DATE_NEAR] = N_ ("The date is near the due date."),
  [BIZ_MATCH_DATE_EARLY] = N_ ("But the line is older than the invoice."),
  [BIZ_MATCH_MANY_SUMS] = N_ ("But other open items add up to the amount as well."),
  [BIZ_MATCH_PLURAL] = N_ ("But the text speaks of several invoices."),
  [BIZ_MATCH_PART_WORD] = N_ ("But the text speaks of a part payment."),
  [BIZ_MATCH_CONTESTED] = N_ ("Another line wants one of these items."),
  [BIZ_MATCH_UNKNOWN_PAYER] = N_ ("But the payer is nobody known."),
  [BIZ_MATCH_SEVERAL_CUSTOMERS] = N_ ("But the items are of several customers."),
};

static const char *const payer_sentences[BIZ_MATCH_N_SIGNALS] = {
  [BIZ_MATCH_ACCOUNT] = N_ ("The account is that of %s."),
  [BIZ_MATCH_NAME] = N_ ("The name is that of %s."),
  [BIZ_MATCH_NAME_PART] = N_ ("The name is a part of %s and of no other."),
  [BIZ_MATCH_NAME_SIMILAR] = N_ ("The name is nearly that of %s."),
  [BIZ_MATCH_NAME_SHARED] = N_ ("The name may be that of %s; others are called so too."),
  [BIZ_MATCH_NAME_IN_TEXT] = N_ ("The text names %s."),
  [BIZ_MATCH_RULE] = N_ ("A rule says that such lines come from %s."),
  [BIZ_MATCH_HABIT] = N_ ("This payer has paid for %s before."),
  [BIZ_MATCH_OTHER_PAYER] = N_ ("But it is %s’s, and another one pays."),
};

static const char *
get_name (const MatchItem *item)
{
  return *item->number != '\0' ? item->number : *item->ref != '\0' ? item->ref : "–";
}

/* @sentence with its one %s filled in. */
static char *
fill (const char *sentence, const char *word)
{
  g_auto (GStrv) halves = g_strsplit (sentence, "%s", 2);

  return g_strjoinv (word, halves);
}

static char *
name_items (const BizMatcher *matcher, const MatchCandidate *candidate)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (candidate->n_items, MAX_NAMED); i++)
    {
      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, get_name (biz_matcher_item (matcher, candidate->items[i])));
    }
  if (candidate->n_items > MAX_NAMED)
    g_string_append_printf (names, _ (" and %u more"), candidate->n_items - MAX_NAMED);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
explain_runner_up (const BizMatcher *matcher,
                   const MatchCandidate *candidate,
                   const MatchCandidate *runner_up,
                   BizMatchProposal *proposal)
{
  g_autofree char *names = name_items (matcher, runner_up);
  BizMatchBand with_gap =
      biz_match_get_band (100, candidate->score - runner_up->score, BIZ_MATCH_AUTO);

  for (guint i = 0; i < runner_up->n_items; i++)
    biz_match_proposal_add_runner_up (proposal,
                                      biz_matcher_item (matcher, runner_up->items[i])->id);
  if (with_gap == BIZ_MATCH_UNSURE)
    biz_match_proposal_take_reason (proposal,
                                    g_strdup_printf (_ ("But %s would do just as well."), names));
  else if (with_gap == BIZ_MATCH_LIKELY)
    biz_match_proposal_take_reason (proposal,
                                    g_strdup_printf (_ ("But %s would do nearly as well."), names));
}

/**
 * biz_match_explain: (skip)
 * @matcher: the engine
 * @candidate: what is proposed
 * @runner_up: (nullable): the second best
 * @proposal: where signals and sentences go
 */
void
biz_match_explain (const BizMatcher *matcher,
                   const MatchCandidate *candidate,
                   const MatchCandidate *runner_up,
                   BizMatchProposal *proposal)
{
  g_autofree char *names = name_items (matcher, candidate);

  for (guint i = 0; i < candidate->n_signals; i++)
    {
      BizMatchSignalKind kind = candidate->signals[i].kind;

      biz_match_proposal_add_signal (proposal, candidate->signals[i]);
      if (kind <= BIZ_MATCH_AMOUNT_ORIGINAL)
        biz_match_proposal_take_reason (proposal, fill (_ (sentences[kind]), names));
      else if (sentences[kind] != NULL)
        biz_match_proposal_take_reason (proposal, g_strdup (_ (sentences[kind])));
      else if (payer_sentences[kind] != NULL && candidate->partner != BIZ_MATCH_NO_INDEX)
        biz_match_proposal_take_reason (
            proposal, fill (_ (payer_sentences[kind]),
                            biz_matcher_partner (matcher, candidate->partner)->name));
    }
  if (runner_up != NULL)
    explain_runner_up (matcher, candidate, runner_up, proposal);
}
