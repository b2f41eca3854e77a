/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"

/* How far an opportunity is, and why one came to nothing. */

static const DemoField stage_fields[] = {
  F_CHAR ("name", "Stage Name", .flags = DEMO_REQUIRED),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_BOOL ("is_won", "Is Won Stage?"),
  F_INT ("rotting_threshold_days", "Days to rot", .since = 19),
  F_TEXT ("requirements", "Requirements"),
  F_M2O ("team_id", "Sales Team", "crm.team", .until = 18),
  F_M2M ("team_ids",
         "Sales Teams",
         "crm.team",
         "crm_stage_crm_team_rel",
         "crm_stage_id",
         "crm_team_id",
         .since = 19),
  F_BOOL ("fold", "Folded in Pipeline"),
  F_INT ("team_count", "team_count", .sql = "(SELECT COUNT(*) FROM crm_team t WHERE t.active)"),
  F_INT ("color", "Color", .since = 19),
  { 0 },
};

static const DemoAccessRow stage_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

/* Whatever is in a won stage is won. */
static gboolean
stage_after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  if (!demo_vals_true (vals, "is_won"))
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE crm_lead SET probability = 100000000,"
                       " automated_probability = 100000000,"
                       " date_closed = COALESCE(date_closed, ?2) WHERE active AND stage_id = ?1",
                       "is", demo_ids_get (ids, i), demo_env_now (env)))
      return FALSE;

  return TRUE;
}

const DemoModel demo_lead_stage_model = {
  .name = "crm.stage",
  .label = "CRM Stages",
  .table = "crm_stage",
  .order = "sequence, name, id",
  .fields = stage_fields,
  .access = stage_access,
  .after_write = stage_after_write,
};

static const DemoField reason_fields[] = {
  F_CHAR ("name", "Description", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow reason_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

const DemoModel demo_lost_reason_model = {
  .name = "crm.lost.reason",
  .label = "Opp. Lost Reason",
  .table = "crm_lost_reason",
  .fields = reason_fields,
  .access = reason_access,
};
