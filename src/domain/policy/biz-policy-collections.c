/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>

/* What a company has decided on collections: when a promise is broken, the codes for disputes. */

static const BizPolicyCode dispute_reasons[] = {
  { "quality", N_ ("Goods damaged or faulty") },
  { "quantity", N_ ("Delivered too little") },
  { "price", N_ ("Wrong price") },
  { "not-delivered", N_ ("Not delivered") },
  { "not-ordered", N_ ("Not ordered") },
  { "paid", N_ ("Says it was paid") },
  { "paper", N_ ("Invoice not received, or wrong on it") },
  { "other", N_ ("Another reason") },
  { NULL },
};

static const BizPolicyCode dispute_outcomes[] = {
  { "credited", N_ ("Credited") },
  { "paid", N_ ("The customer pays") },
  { "withdrawn", N_ ("The customer took it back") },
  { "rejected", N_ ("Not accepted by us") },
  { NULL },
};

static const BizPolicySetting settings[] = {
  { .key = "promise_tolerance_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("A promise is kept when the money comes so many days later"),
    .otherwise = 3,
    .most = 30 },
  { .key = "dispute_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("A dispute is looked at again after"),
    .otherwise = 7,
    .most = 365 },
  { .key = "dispute_reasons",
    .kind = BIZ_POLICY_CODES,
    .title = N_ ("Reasons of disputes"),
    .codes = dispute_reasons },
  { .key = "dispute_outcomes",
    .kind = BIZ_POLICY_CODES,
    .title = N_ ("How disputes end"),
    .codes = dispute_outcomes },
  { NULL },
};

const BizPolicyPart biz_policy_collections_part = {
  .key = BIZ_POLICY_COLLECTIONS,
  .title = N_ ("Collections"),
  .settings = settings,
};
