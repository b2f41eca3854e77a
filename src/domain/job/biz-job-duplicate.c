/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>

/* A draft like another invoice. It gets a token of its own and is found again by it. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");

  return g_strdup_printf (_ ("Copy of %s"), invoice != NULL ? invoice : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "invoice_id"));

  return biz_job_new_search (body, "account.move", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  return biz_job_check_exists (baseline, error);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "copy");
  JsonObject *values = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (values, "access_token", erp_job_body_get_marker (body));
  json_node_take_object (node, values);
  erp_call_set_id (call, biz_job_get_id (body, "invoice_id"));
  erp_call_take_arg (call, "default", node);

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

const ErpJobKind biz_job_duplicate_kind = {
  .name = BIZ_JOB_DUPLICATE,
  .label = N_ ("Copy of an invoice"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
