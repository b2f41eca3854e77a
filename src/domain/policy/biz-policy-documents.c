/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>

/* What a company has decided on the files of its records. */

static const BizPolicySetting settings[] = {
  { .key = "warn_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Documents that end are warned of before their last day"),
    .hint = N_ ("Certificates, contracts and exemptions from tax, at the customer and at each "
                "record. A longer time leaves more of it to ask for a new one."),
    .off = N_ ("on the day itself"),
    .otherwise = 30,
    .most = 365 },
  { NULL },
};

const BizPolicyPart biz_policy_documents_part = {
  .key = BIZ_POLICY_DOCUMENTS,
  .title = N_ ("Documents"),
  .settings = settings,
};
