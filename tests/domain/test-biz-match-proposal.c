/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine hands out, and how sure it may be of it. */

#include "biz-match-proposal.h"
#include "biz-matcher-private.h"

static void
test_empty (void)
{
  const BizMoney zero = biz_money_from_minor (500, "EUR", 2);
  g_autoptr (BizMatchProposal) proposal = biz_match_proposal_new (7, &zero);

  g_assert_cmpint (biz_match_proposal_get_line_id (proposal), ==, 7);
  g_assert_cmpint (biz_match_proposal_get_band (proposal), ==, BIZ_MATCH_NONE);
  g_assert_cmpint (biz_match_proposal_get_score (proposal), ==, 0);
  g_assert_cmpuint (biz_match_proposal_get_n_parts (proposal), ==, 0);
  g_assert_cmpuint (biz_match_proposal_get_n_signals (proposal), ==, 0);
  g_assert_cmpuint (biz_match_proposal_get_n_reasons (proposal), ==, 0);
  g_assert_cmpuint (biz_match_proposal_get_n_runner_up (proposal), ==, 0);
  g_assert_cmpint (biz_match_proposal_get_account_id (proposal), ==, 0);
  g_assert_cmpint (biz_match_proposal_get_partner_id (proposal), ==, 0);
  /* nothing is written off in the line's currency, whatever amount it was made with */
  g_assert_cmpint (biz_match_proposal_get_writeoff (proposal)->minor, ==, 0);
  g_assert_cmpstr (biz_match_proposal_get_writeoff (proposal)->currency, ==, "EUR");
}

static void
test_filled (void)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  BizMatchProposal *proposal = biz_match_proposal_new (7, &zero);
  BizMatchProposal *same = biz_match_proposal_ref (proposal);
  static const gint64 writeoffs[] = { 10, -3, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (writeoffs); i++)
    {
      const BizMatchPart part = { .item_id = 100 + (gint64)i,
                                  .amount = biz_money_from_minor (1000, "EUR", 2),
                                  .writeoff = biz_money_from_minor (writeoffs[i], "EUR", 2) };

      biz_match_proposal_add_part (proposal, &part);
      biz_match_proposal_add_runner_up (proposal, 200 + (gint64)i);
      biz_match_proposal_take_reason (proposal, g_strdup_printf ("reason %u", i));
      biz_match_proposal_add_signal (proposal,
                                     (BizMatchSignal){ (BizMatchSignalKind)i, (int)i * 10 });
    }
  biz_match_proposal_set_account_id (proposal, 3);
  biz_match_proposal_set_partner_id (proposal, 4);
  biz_match_proposal_set_band (proposal, BIZ_MATCH_LIKELY, 61, 12);
  biz_match_proposal_unref (proposal);

  g_assert_cmpuint (biz_match_proposal_get_n_parts (same), ==, 3);
  g_assert_cmpint (biz_match_proposal_get_part (same, 2)->item_id, ==, 102);
  g_assert_cmpint (biz_match_proposal_get_writeoff (same)->minor, ==, 7);
  g_assert_cmpint (biz_match_proposal_get_runner_up (same, 1), ==, 201);
  g_assert_cmpstr (biz_match_proposal_get_reason (same, 0), ==, "reason 0");
  g_assert_cmpint (biz_match_proposal_get_signal (same, 1)->points, ==, 10);
  g_assert_cmpint (biz_match_proposal_get_account_id (same), ==, 3);
  g_assert_cmpint (biz_match_proposal_get_partner_id (same), ==, 4);
  g_assert_cmpint (biz_match_proposal_get_band (same), ==, BIZ_MATCH_LIKELY);
  g_assert_cmpint (biz_match_proposal_get_score (same), ==, 61);
  g_assert_cmpint (biz_match_proposal_get_gap (same), ==, 12);
  biz_match_proposal_unref (same);
}

/* More points, or a rival further behind, never make it less sure; a ceiling is never broken; what
 * may be booked without a look needs both. */
static void
test_bands (void)
{
  for (int ceiling = BIZ_MATCH_AUTO; ceiling <= BIZ_MATCH_UNSURE; ceiling++)
    for (int score = -50; score <= 120; score++)
      for (int gap = 0; gap <= 100; gap++)
        {
          BizMatchBand band = biz_match_get_band (score, gap, (BizMatchBand)ceiling);

          g_assert_true (band == BIZ_MATCH_NONE || band >= (BizMatchBand)ceiling);
          g_assert_cmpint (biz_match_get_band (score + 1, gap, (BizMatchBand)ceiling), <=, band);
          g_assert_cmpint (biz_match_get_band (score, gap + 1, (BizMatchBand)ceiling), <=, band);
          if (band == BIZ_MATCH_AUTO)
            {
              g_assert_cmpint (gap, >=, 20);
              g_assert_cmpint (score, >=, 60);
            }
          /* two that would do as well are never likely */
          if (gap == 0)
            g_assert_cmpint (band, >=, BIZ_MATCH_UNSURE);
        }
  g_assert_cmpint (biz_match_get_band (100, 100, BIZ_MATCH_AUTO), ==, BIZ_MATCH_AUTO);
  g_assert_cmpint (biz_match_get_band (0, 100, BIZ_MATCH_AUTO), ==, BIZ_MATCH_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/match-proposal/empty", test_empty);
  g_test_add_func ("/biz/match-proposal/filled", test_filled);
  g_test_add_func ("/biz/match-proposal/bands", test_bands);

  return g_test_run ();
}
