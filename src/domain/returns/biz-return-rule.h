/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/**
 * BizReturnCounts:
 * @ordered: by the order's line
 * @delivered: everything that went to the customer, replacements too
 * @expected: returns on their way
 * @received: returns that are done
 * @replaced: of what was returned, sent again or about to be
 * @invoiced: on invoices that are not cancelled, drafts too
 * @credited: on credit notes that are not cancelled, drafts too
 *
 * What became of one line of an order; all in one unit, none negative.
 */
typedef struct
{
  BizDecimal ordered;
  BizDecimal delivered;
  BizDecimal expected;
  BizDecimal received;
  BizDecimal replaced;
  BizDecimal invoiced;
  BizDecimal credited;
} BizReturnCounts;

/* Why nothing may be credited. */
typedef enum
{
  BIZ_RETURN_LIMIT_NONE,
  BIZ_RETURN_LIMIT_RECEIVED, /* nothing has come back */
  BIZ_RETURN_LIMIT_SETTLED,  /* credited or replaced already */
  BIZ_RETURN_LIMIT_INVOICED, /* what came back was not invoiced, or is credited */
} BizReturnLimit;

/* Delivered less what is returned or about to be; never below 0. */
BizDecimal biz_return_rule_returnable (const BizDecimal *delivered,
                                       const BizDecimal *expected,
                                       const BizDecimal *received);
/* What of the returns may be credited. @limit: (out) (nullable): why it is 0 */
BizDecimal biz_return_rule_creditable (const BizReturnCounts *counts, BizReturnLimit *limit);
/* What of the returns may be replaced: received, and neither credited nor replaced. */
BizDecimal biz_return_rule_replaceable (const BizReturnCounts *counts);
/* (nullable): translated; NULL of BIZ_RETURN_LIMIT_NONE */
const char *biz_return_limit_to_words (BizReturnLimit limit);

/* a - b, and the lesser; quantities of lines never overflow, what would is 0 */
BizDecimal biz_return_subtract (const BizDecimal *a, const BizDecimal *b);
BizDecimal biz_return_add (const BizDecimal *a, const BizDecimal *b);
BizDecimal biz_return_least (const BizDecimal *a, const BizDecimal *b);
gboolean biz_return_is_positive (const BizDecimal *value);

G_END_DECLS
