/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-goal-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A target or a baseline as a filter that belongs to everybody, beside the older ones: the newest
 * counts, and none is ever changed. Its name carries the job's marker and is found again by that.
 */

static char *
describe (JsonObject *body)
{
  const char *figure = biz_job_get_text (body, "figure");

  /* Translators: the name of a figure. */
  return g_strdup_printf (_ ("Target or baseline of %s"), figure != NULL ? figure : "");
}

static char *
make_name (JsonObject *body)
{
  return g_strconcat (BIZ_KPI_GOAL_NAME, erp_job_body_get_marker (body), NULL);
}

static ErpCall *
new_search (JsonObject *body)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *name = make_name (body);

  erp_domain_add_string (domain, "model_id", "=", BIZ_KPI_GOAL_MODEL);
  erp_domain_add_string (domain, "name", "=", name);

  return biz_job_new_search (body, "ir.filters", domain, fields);
}

static ErpCall *
observe (JsonObject *body)
{
  return new_search (body);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  const char *users = biz_job_get_text (body, "users");
  const char *data = biz_job_get_text (body, "data");
  ErpCall *call = biz_job_new_write (body, "ir.filters", "create");
  JsonObject *vals = json_object_new ();
  g_autofree char *name = make_name (body);

  json_object_set_string_member (vals, "name", name);
  json_object_set_string_member (vals, "model_id", BIZ_KPI_GOAL_MODEL);
  json_object_set_string_member (vals, "domain", "[]");
  json_object_set_string_member (vals, "sort", "[]");
  json_object_set_string_member (vals, "context", data != NULL ? data : "{}");
  if (g_strcmp0 (users, "user_ids") == 0)
    json_object_set_member (vals, "user_ids", erp_json_literal ("[[6,0,[]]]"));
  else
    json_object_set_boolean_member (vals, "user_id", FALSE);
  biz_job_take_vals (call, vals);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("ir.filters", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return new_search (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *filter = biz_job_nth (answer, 0);
  const char *figure = biz_job_get_text (body, "figure");

  if (filter == NULL)
    return ERP_VERDICT_NOT_SEEN;
  if (biz_job_nth (answer, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("ir.filters", biz_job_get_id (filter, "id"), figure != NULL ? figure : "",
                       result);
}

const ErpJobKind biz_job_kpi_goal_kind = {
  .name = BIZ_JOB_KPI_GOAL,
  .label = N_ ("Target or baseline"),
  .describe = describe,
  .observe = observe,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_kpi_goal:
 * @goal: what is to count from now on
 * @users: the field of this server that shares a filter
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_kpi_goal (const BizKpiGoal *goal, const char *users)
{
  JsonObject *body = json_object_new ();
  g_autofree char *data = biz_kpi_goal_to_text (goal);

  json_object_set_int_member (body, "company_id", goal->company_id);
  json_object_set_string_member (body, "figure", biz_kpi_get_title (goal->kpi));
  json_object_set_string_member (body, "users", users);
  json_object_set_string_member (body, "data", data);

  return body;
}
