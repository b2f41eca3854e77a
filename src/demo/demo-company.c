/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-company.h"

const DemoModel *const demo_company_models[] = { NULL };

const DemoGroup demo_company_groups[] = {
  { "base.group_user", "Employee", NULL },
  { "base.group_system", "Settings", "base.group_user" },
  { NULL },
};

gboolean
demo_company_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  return TRUE;
}
