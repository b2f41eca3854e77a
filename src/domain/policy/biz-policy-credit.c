/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>

/* What a company has decided on credit: when an order is proposed for a hold, who releases up to
 * which amount, the codes for reasons. */

static const BizPolicyCode hold_reasons[] = {
  { "limit", N_ ("Over the credit limit") },
  { "overdue", N_ ("Overdue invoices") },
  { "terms", N_ ("Terms longer than standard") },
  { "promise", N_ ("Broken promise to pay") },
  { "manual", N_ ("Another reason") },
  { NULL },
};

static const BizPolicyCode release_reasons[] = {
  { "paid", N_ ("Paid meanwhile") },
  { "promised", N_ ("Payment promised") },
  { "secured", N_ ("Insured or secured") },
  { "prepaid", N_ ("Prepayment received") },
  { "limit", N_ ("Limit was raised") },
  { "goodwill", N_ ("Decision in the single case") },
  { NULL },
};

static const BizPolicySetting settings[] = {
  { .key = "hold_over_limit",
    .kind = BIZ_POLICY_FLAG,
    .title = N_ ("Hold orders over the credit limit"),
    .hint = N_ ("Proposed; a person decides"),
    .otherwise = TRUE },
  { .key = "hold_overdue_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Hold when an invoice is overdue for more than"),
    .off = N_ ("not looked at"),
    .otherwise = 30,
    .most = 3650 },
  { .key = "hold_overdue_above",
    .kind = BIZ_POLICY_AMOUNTS,
    .title = N_ ("Hold when more is overdue than"),
    .off = N_ ("not looked at") },
  { .key = "standard_terms_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Hold when the terms are longer than"),
    .off = N_ ("not looked at"),
    .most = 3650 },
  { .key = "hold_broken_promises",
    .kind = BIZ_POLICY_NUMBER,
    .title = N_ ("Hold after so many broken promises"),
    .off = N_ ("not looked at"),
    .otherwise = 1,
    .most = 100 },
  { .key = "segregation",
    .kind = BIZ_POLICY_FLAG,
    .title = N_ ("Who entered or changed an order does not release it"),
    .otherwise = TRUE },
  { .key = "release_authority",
    .kind = BIZ_POLICY_AUTHORITY,
    .title = N_ ("May release orders"),
    .hint = N_ ("Nobody named: anybody who sees the desk") },
  { .key = "limit_authority",
    .kind = BIZ_POLICY_AUTHORITY,
    .title = N_ ("May set credit limits"),
    .hint = N_ ("Nobody named: anybody whom the server lets") },
  { .key = "release_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("A release is good for"),
    .off = N_ ("good until it is decided anew"),
    .otherwise = 14,
    .most = 3650 },
  { .key = "review_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("A hold is looked at again after"),
    .otherwise = 3,
    .most = 365 },
  { .key = "hold_reasons",
    .kind = BIZ_POLICY_CODES,
    .title = N_ ("Reasons of holds"),
    .codes = hold_reasons },
  { .key = "release_reasons",
    .kind = BIZ_POLICY_CODES,
    .title = N_ ("Reasons of releases"),
    .codes = release_reasons },
  { NULL },
};

const BizPolicyPart biz_policy_credit_part = {
  .key = BIZ_POLICY_CREDIT,
  .title = N_ ("Credit"),
  .settings = settings,
};
