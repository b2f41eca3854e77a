/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft invoice. It is created with a token of its own and found again by it. */

static char *
describe (JsonObject *body)
{
  const char *partner = biz_job_get_text (body, "partner");

  return partner != NULL ? g_strdup_printf (_ ("New invoice for %s"), partner)
                         : g_strdup (_ ("New invoice"));
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "partner_id"));

  return biz_job_new_search (body, "res.partner", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  return biz_job_get_id (body, "partner_id") == 0 || biz_job_check_exists (baseline, error);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "create");
  JsonObject *vals = json_object_new ();
  JsonObject *values = NULL;
  g_autoptr (GList) names = NULL;

  if (json_object_has_member (body, "values")
      && erp_json_get_object (json_object_get_member (body, "values"), &values, NULL))
    names = json_object_get_members (values);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (vals, l->data,
                            json_node_copy (json_object_get_member (values, l->data)));
  json_object_set_string_member (vals, "access_token", erp_job_body_get_marker (body));
  biz_job_take_vals (call, vals);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("account.move", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return biz_job_new_search_marked (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  return biz_job_judge_marked (answer, result);
}

const ErpJobKind biz_job_create_invoice_kind = {
  .name = BIZ_JOB_CREATE_INVOICE,
  .label = N_ ("Invoice"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
