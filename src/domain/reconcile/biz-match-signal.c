/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-signal.h"

#include <glib/gi18n-lib.h>

/* The one table of weights. Points add up; the bands are cut in biz-match-proposal.c. An exact
 * amount and a payer who is known for certain just suffice for auto; so do an exact amount and a
 * number that can only mean one document. */
static const struct
{
  const char *label;
  gint8 points;
  guint8 ceiling;
} signals[BIZ_MATCH_N_SIGNALS] = {
  [BIZ_MATCH_AMOUNT_EXACT] = { N_ ("Exact amount"), 40, BIZ_MATCH_AUTO },
  [BIZ_MATCH_AMOUNT_SUM] = { N_ ("Exact sum"), 40, BIZ_MATCH_AUTO },
  [BIZ_MATCH_AMOUNT_REST] = { N_ ("Makes up the rest"), 26, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_ALL_OPEN] = { N_ ("All open items"), 30, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_SUBSET] = { N_ ("Sum fits"), 22, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_DISCOUNT] = { N_ ("Discount taken"), 36, BIZ_MATCH_AUTO },
  [BIZ_MATCH_AMOUNT_LATE_DISCOUNT] = { N_ ("Discount too late"), 24, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_FEE] = { N_ ("Small difference"), 18, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_PARTIAL] = { N_ ("Part payment"), 10, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_AMOUNT_ORIGINAL] = { N_ ("Exact before exchange"), 34, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_NUMBER_FULL] = { N_ ("Number"), 45, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NUMBER_YEAR] = { N_ ("Number and year"), 40, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NUMBER_SHORT] = { N_ ("Short number"), 30, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NUMBER_BARE] = { N_ ("Digits"), 18, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NUMBER_CUT] = { N_ ("Number cut off"), 14, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NUMBER_SLIP] = { N_ ("Number misspelt"), 16, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_REFERENCE] = { N_ ("Customer’s reference"), 42, BIZ_MATCH_AUTO },
  [BIZ_MATCH_END_TO_END] = { N_ ("End-to-end reference"), 6, BIZ_MATCH_AUTO },
  [BIZ_MATCH_OTHER_NUMBER] = { N_ ("Names another item"), -45, BIZ_MATCH_UNSURE },
  [BIZ_MATCH_UNKNOWN_NUMBER] = { N_ ("Names a number not open"), -20, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_ACCOUNT] = { N_ ("Account"), 36, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NAME] = { N_ ("Name"), 32, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NAME_PART] = { N_ ("Name, shortened"), 30, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NAME_SIMILAR] = { N_ ("Similar name"), 22, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NAME_SHARED] = { N_ ("Name of several"), 18, BIZ_MATCH_AUTO },
  [BIZ_MATCH_NAME_IN_TEXT] = { N_ ("Name in the text"), 22, BIZ_MATCH_AUTO },
  [BIZ_MATCH_RULE] = { N_ ("Rule"), 36, BIZ_MATCH_AUTO },
  [BIZ_MATCH_HABIT] = { N_ ("Paid for before"), 24, BIZ_MATCH_AUTO },
  [BIZ_MATCH_OTHER_PAYER] = { N_ ("Another payer"), -25, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_UNKNOWN_PAYER] = { N_ ("Unknown payer"), -10, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_SEVERAL_CUSTOMERS] = { N_ ("Several customers"), -10, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_DATE_NEAR] = { N_ ("Near the due date"), 2, BIZ_MATCH_AUTO },
  [BIZ_MATCH_DATE_EARLY] = { N_ ("Before the invoice"), -15, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_MANY_SUMS] = { N_ ("Other sums fit"), -10, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_PLURAL] = { N_ ("Speaks of several"), -20, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_PART_WORD] = { N_ ("Speaks of a part"), -20, BIZ_MATCH_LIKELY },
  [BIZ_MATCH_CONTESTED] = { N_ ("Wanted twice"), -10, BIZ_MATCH_LIKELY },
};

/**
 * biz_match_signal_get_points:
 * @kind: a signal
 *
 * Returns: what it adds to the score of a proposal
 */
int
biz_match_signal_get_points (BizMatchSignalKind kind)
{
  g_return_val_if_fail (kind < BIZ_MATCH_N_SIGNALS, 0);

  return signals[kind].points;
}

/**
 * biz_match_signal_get_ceiling:
 * @kind: a signal
 *
 * Returns: the best band of a proposal that has it, whatever its score
 */
BizMatchBand
biz_match_signal_get_ceiling (BizMatchSignalKind kind)
{
  g_return_val_if_fail (kind < BIZ_MATCH_N_SIGNALS, BIZ_MATCH_NONE);

  return (BizMatchBand)signals[kind].ceiling;
}

/**
 * biz_match_signal_get_label:
 * @kind: a signal
 *
 * Returns: a word or two for it, translated
 */
const char *
biz_match_signal_get_label (BizMatchSignalKind kind)
{
  g_return_val_if_fail (kind < BIZ_MATCH_N_SIGNALS, NULL);

  return _ (signals[kind].label);
}

/**
 * biz_match_band_to_string:
 * @band: a band
 *
 * Returns: its name in files: "auto", "likely", "unsure", "none"
 */
const char *
biz_match_band_to_string (BizMatchBand band)
{
  static const char *const names[] = { "auto", "likely", "unsure", "none" };

  g_return_val_if_fail (band < G_N_ELEMENTS (names), NULL);

  return names[band];
}
