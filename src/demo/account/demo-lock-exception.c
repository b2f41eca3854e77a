/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

/* Who may still book in a closed period, why and how long. Since 18. */

#define SOFT_LOCKS                                                                                 \
  "fiscalyear_lock_date:Global Lock Date|tax_lock_date:Tax Return Lock Date|"                      \
  "sale_lock_date:Sales Lock Date|purchase_lock_date:Purchase Lock Date"

static const char *const soft_locks[] = { "fiscalyear_lock_date", "tax_lock_date", "sale_lock_date",
                                          "purchase_lock_date" };

static const DemoField fields[] = {
  F_BOOL ("active", "Active", .value = "true"),
  F_SELECT ("state",
            "State",
            "active:Active|revoked:Revoked|expired:Expired",
            .sql = "CASE WHEN NOT $.active THEN 'revoked' WHEN $.end_datetime < {now}"
                   " THEN 'expired' ELSE 'active' END"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("user_id", "User", "res.users"),
  F_CHAR ("reason", "Reason"),
  F_TIME ("end_datetime", "End Date"),
  F_SELECT ("lock_date_field", "Lock Date Field", SOFT_LOCKS, .flags = DEMO_REQUIRED),
  F_DATE ("lock_date", "Changed Lock Date"),
  F_DATE ("company_lock_date", "Original Lock Date", .flags = DEMO_NO_COPY),
  F_DATE ("fiscalyear_lock_date", "Global Lock Date"),
  F_DATE ("tax_lock_date", "Tax Return Lock Date"),
  F_DATE ("sale_lock_date", "Sales Lock Date"),
  F_DATE ("purchase_lock_date", "Purchase Lock Date"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "account.group_account_manager", DEMO_READ | DEMO_CREATE },
  { 0 },
};

/* What is not said is for oneself, in the company that is worked in. */
static gboolean
set_defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!json_object_has_member (vals, "user_id"))
    json_object_set_int_member (vals, "user_id", demo_env_get_uid (env));
  if (!demo_vals_has (vals, "company_id"))
    json_object_set_int_member (vals, "company_id", demo_env_get_company (env));
  return TRUE;
}

/* Exactly one lock is given by its own name, with the day it is moved to, or none. */
static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  const char *changed = NULL;
  guint n = 0;

  if (demo_vals_has (vals, "lock_date_field"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (soft_locks); i++)
    {
      if (!json_object_has_member (vals, soft_locks[i]))
        continue;
      changed = soft_locks[i];
      n++;
    }
  if (n != 1)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "An exception is from one lock date, neither none nor several.");
      return FALSE;
    }
  json_object_set_string_member (vals, "lock_date_field", changed);
  json_object_set_member (vals, "lock_date",
                          json_node_copy (json_object_get_member (vals, changed)));
  return TRUE;
}

const DemoModel demo_lock_exception_model = {
  .name = "account.lock_exception",
  .label = "Account Lock Exception",
  .table = "account_lock_exception",
  .order = "id",
  .since = 18,
  .display_sql = "'Lock Date Exception ' || $.id",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .defaults = set_defaults,
  .before_create = before_create,
};
