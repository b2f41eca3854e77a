/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-rule.h"

#include <glib/gi18n-lib.h>

/* How much may come back, be credited and be sent again. Pure arithmetic on exact decimals. */

static BizDecimal
at_least_nothing (BizDecimal value)
{
  return value.mantissa < 0 ? biz_decimal_new (0, 0) : biz_decimal_normalize (value);
}

BizDecimal
biz_return_add (const BizDecimal *a, const BizDecimal *b)
{
  BizDecimal sum;

  return biz_decimal_add (a, b, &sum, NULL) ? sum : biz_decimal_new (0, 0);
}

BizDecimal
biz_return_subtract (const BizDecimal *a, const BizDecimal *b)
{
  const BizDecimal less = { -b->mantissa, b->digits };

  return biz_return_add (a, &less);
}

BizDecimal
biz_return_least (const BizDecimal *a, const BizDecimal *b)
{
  return biz_decimal_compare (a, b) < 0 ? *a : *b;
}

gboolean
biz_return_is_positive (const BizDecimal *value)
{
  return value->mantissa > 0;
}

/**
 * biz_return_rule_returnable:
 * @delivered: of one delivered line
 * @expected: its returns on their way
 * @received: its returns that are done
 *
 * Returns: what may still be returned
 */
BizDecimal
biz_return_rule_returnable (const BizDecimal *delivered,
                            const BizDecimal *expected,
                            const BizDecimal *received)
{
  const BizDecimal back = biz_return_add (expected, received);

  return at_least_nothing (biz_return_subtract (delivered, &back));
}

/* An invoice that was credited in full and made anew was not a return: where what is invoiced
 * beyond what was ordered and delivered is credited, that much is not for returns. */
static BizDecimal
get_credited_for_returns (const BizReturnCounts *counts)
{
  const BizDecimal once = biz_decimal_compare (&counts->ordered, &counts->delivered) > 0
                              ? counts->ordered
                              : counts->delivered;
  const BizDecimal again = at_least_nothing (biz_return_subtract (&counts->invoiced, &once));

  return biz_decimal_compare (&counts->credited, &again) >= 0
             ? biz_return_subtract (&counts->credited, &again)
             : counts->credited;
}

/* Received, and neither credited nor replaced. */
static BizDecimal
get_unsettled (const BizReturnCounts *counts)
{
  const BizDecimal credited = get_credited_for_returns (counts);
  const BizDecimal left = biz_return_subtract (&counts->received, &counts->replaced);

  return at_least_nothing (biz_return_subtract (&left, &credited));
}

/**
 * biz_return_rule_creditable:
 * @counts: what became of the order's line
 * @limit: (out) (nullable): why it is nothing
 *
 * The least of three: what was received and is neither credited nor replaced; what is invoiced and
 * not credited; and what is invoiced above what the customer keeps, so that goods which were never
 * invoiced are not credited either.
 *
 * Returns: the quantity, never negative
 */
BizDecimal
biz_return_rule_creditable (const BizReturnCounts *counts, BizReturnLimit *limit)
{
  const BizDecimal unsettled = get_unsettled (counts);
  const BizDecimal billed =
      at_least_nothing (biz_return_subtract (&counts->invoiced, &counts->credited));
  const BizDecimal kept =
      at_least_nothing (biz_return_subtract (&counts->delivered, &counts->received));
  const BizDecimal above = at_least_nothing (biz_return_subtract (&billed, &kept));
  BizDecimal least = biz_return_least (&unsettled, &billed);
  BizReturnLimit why = BIZ_RETURN_LIMIT_NONE;

  least = biz_return_least (&least, &above);
  if (!biz_return_is_positive (&counts->received))
    why = BIZ_RETURN_LIMIT_RECEIVED;
  else if (!biz_return_is_positive (&unsettled))
    why = BIZ_RETURN_LIMIT_SETTLED;
  else if (!biz_return_is_positive (&least))
    why = BIZ_RETURN_LIMIT_INVOICED;
  if (limit != NULL)
    *limit = why;

  return biz_decimal_normalize (least);
}

/**
 * biz_return_rule_replaceable:
 * @counts: what became of the order's line
 *
 * Returns: the quantity, never negative
 */
BizDecimal
biz_return_rule_replaceable (const BizReturnCounts *counts)
{
  return get_unsettled (counts);
}

const char *
biz_return_limit_to_words (BizReturnLimit limit)
{
  switch (limit)
    {
    case BIZ_RETURN_LIMIT_RECEIVED:
      return _ ("Nothing has come back yet. What is received is credited.");
    case BIZ_RETURN_LIMIT_SETTLED:
      return _ ("What came back is credited or replaced already.");
    case BIZ_RETURN_LIMIT_INVOICED:
      return _ ("What came back was not invoiced, or that invoice is credited already.");
    case BIZ_RETURN_LIMIT_NONE:
    default:
      return NULL;
    }
}
