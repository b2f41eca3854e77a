/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-job.h"

#include "biz-job-tools.h"
#include "biz-policy.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A company's policy, written as a file of its own beside the older ones. It carries this job's
 * marker in its description and is found again by that. Somebody who wrote one in between has
 * decided something that this person has not seen: nothing is written then. */

static char *
describe (JsonObject *body)
{
  const char *company = biz_job_get_text (body, "company");

  /* Translators: the name of a company. */
  return g_strdup_printf (_ ("Policy of %s"), company != NULL ? company : "");
}

static ErpCall *
observe (JsonObject *body)
{
  ErpCall *call = biz_policy_make_read (biz_job_get_id (body, "company_id"));
  static const char *const fields[] = { "id", NULL };

  erp_call_set_arg_strv (call, "fields", fields);

  return call;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *newest = biz_job_nth (baseline, 0);
  const gint64 id = newest != NULL ? biz_job_get_id (newest, "id") : 0;

  if (id == biz_job_get_id (body, "seen") && (newest != NULL || biz_job_is_empty_list (baseline)))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("A colleague has written the policy in the meantime. Look at it, then "
                          "make your change to it."));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  const char *data = biz_job_get_text (body, "data");
  ErpCall *call = biz_job_new_write (body, "ir.attachment", "create");
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "name", BIZ_POLICY_FILE);
  json_object_set_string_member (vals, "datas", data != NULL ? data : "");
  json_object_set_string_member (vals, "mimetype", "application/json");
  json_object_set_string_member (vals, "res_model", "res.company");
  json_object_set_int_member (vals, "res_id", biz_job_get_id (body, "company_id"));
  json_object_set_string_member (vals, "description", erp_job_body_get_marker (body));
  biz_job_take_vals (call, vals);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("ir.attachment", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "res_model", "=", "res.company");
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "company_id"));
  erp_domain_add_string (domain, "description", "=", erp_job_body_get_marker (body));

  return biz_job_new_search (body, "ir.attachment", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *file = biz_job_nth (answer, 0);

  if (file == NULL)
    return ERP_VERDICT_NOT_SEEN;
  if (biz_job_nth (answer, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("ir.attachment", biz_job_get_id (file, "id"), BIZ_POLICY_FILE, result);
}

const ErpJobKind biz_job_policy_kind = {
  .name = BIZ_JOB_POLICY,
  .label = N_ ("Policy"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_policy:
 * @company_id: whose
 * @company: its name
 * @seen: the version that was changed; 0: there was none
 * @text: the file
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_policy (gint64 company_id, const char *company, gint64 seen, const char *text)
{
  JsonObject *body = json_object_new ();
  g_autofree char *data = g_base64_encode ((const guchar *)text, strlen (text));

  json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "company", company != NULL ? company : "");
  json_object_set_int_member (body, "seen", seen);
  json_object_set_string_member (body, "data", data);

  return body;
}
