/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure.h"

G_BEGIN_DECLS

/**
 * BizCreditRule:
 * @over_limit: an exposure over the limit is a cause
 * @overdue_days: what is overdue for more days is a cause; 0: not looked at
 * @has_overdue_above: @overdue_above is looked at
 * @overdue_above: more overdue than this is a cause; only looked at in its own currency
 * @standard_days: terms that give more days are a cause; 0: not looked at
 * @broken_promises: so many broken promises are a cause; 0: not looked at
 *
 * What a company wants to be asked about; a plain value that the policy fills.
 */
typedef struct
{
  gboolean over_limit;
  guint overdue_days;
  gboolean has_overdue_above;
  BizMoney overdue_above;
  guint standard_days;
  guint broken_promises;
} BizCreditRule;

typedef enum
{
  BIZ_CREDIT_CAUSE_LIMIT,
  BIZ_CREDIT_CAUSE_OVERDUE_DAYS,
  BIZ_CREDIT_CAUSE_OVERDUE_AMOUNT,
  BIZ_CREDIT_CAUSE_TERMS,
  BIZ_CREDIT_CAUSE_PROMISE,
  BIZ_CREDIT_CAUSE_MANUAL,
} BizCreditCauseKind;

/**
 * BizCreditFacts:
 * @term_days: days that the document's terms give; -1 unknown
 * @n_broken: promises of the customer that are broken
 * @broken_on: the day of the last of them; may be not valid
 * @manual: (nullable): why somebody stopped the document by hand
 *
 * What figures do not say.
 */
typedef struct
{
  int term_days;
  guint n_broken;
  GDate broken_on;
  const char *manual;
} BizCreditFacts;

/**
 * BizCreditCause:
 * @amount: the exposure, or what is overdue; only of those two kinds
 * @against: the limit, or what may be overdue
 * @count: days, or promises
 * @allowed: days, or promises, that would do
 * @day: may be not valid
 * @text: (nullable) (owned): of a hold by hand
 */
typedef struct
{
  BizCreditCauseKind kind;
  BizMoney amount;
  BizMoney against;
  int count;
  int allowed;
  GDate day;
  char *text;
} BizCreditCause;

/* Over the limit, overdue for more than 30 days, one broken promise. */
void biz_credit_rule_init (BizCreditRule *self);
/* (element-type BizCreditCause) (transfer full): in the order of the kinds; empty: nothing blocks.
 * @facts: (nullable) */
GArray *biz_credit_rule_judge (const BizCreditRule *self,
                               const BizExposure *figures,
                               const BizCreditFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* The word in a note: "limit", "overdue", "terms", "promise", "manual". */
const char *biz_credit_cause_get_code (BizCreditCauseKind kind);
/* Translated, two words: "Over the limit". */
const char *biz_credit_cause_get_label (BizCreditCauseKind kind);
/* "Over the limit by €1,200.00: €11,200.00 of €10,000.00" */
char *biz_credit_cause_describe (const BizCreditCause *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
