/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Something to do for a colleague on a record. The same request is not put twice: while an equal
 * one is open, this one is refused. */

static char *
describe (JsonObject *body)
{
  const char *summary = biz_job_get_text (body, "summary");
  const char *user = biz_job_get_text (body, "user");

  /* Translators: what to do, and who. */
  return g_strdup_printf (_ ("%s: for %s"), summary != NULL ? summary : "",
                          user != NULL ? user : "");
}

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "mail.thread";
}

static const char *
get_summary (JsonObject *body)
{
  const char *summary = biz_job_get_text (body, "summary");

  return summary != NULL ? summary : "";
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "summary", "user_id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "res_model", "=", get_model (body));
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_string (domain, "summary", "=", get_summary (body));
  erp_domain_add_int (domain, "user_id", "=", biz_job_get_id (body, "user_id"));

  return biz_job_new_search (body, "mail.activity", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (biz_job_nth (baseline, 0) == NULL)
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("The same was asked of the same person already and is still open."));
  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "activity_schedule");
  const char *deadline = biz_job_get_text (body, "deadline");
  const char *note = biz_job_get_text (body, "note");

  erp_call_set_id (call, biz_job_get_id (body, "id"));
  if (biz_job_get_id (body, "type_id") != 0)
    erp_call_set_arg_int (call, "activity_type_id", biz_job_get_id (body, "type_id"));
  else
    erp_call_set_arg_string (call, "act_type_xmlid", "mail.mail_activity_data_todo");
  if (deadline != NULL)
    erp_call_set_arg_string (call, "date_deadline", deadline);
  erp_call_set_arg_string (call, "summary", get_summary (body));
  if (note != NULL)
    erp_call_set_arg_string (call, "note", note);
  erp_call_set_arg_int (call, "user_id", biz_job_get_id (body, "user_id"));

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "The answer tells nothing.");

  return FALSE;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *found = NULL;
  JsonObject *activity;
  guint n = 0;

  for (guint i = 0; (activity = biz_job_nth (answer, i)) != NULL; i++)
    if (biz_job_find (baseline, biz_job_get_id (activity, "id")) == NULL)
      {
        found = activity;
        n++;
      }
  if (n != 1)
    return n == 0 ? ERP_VERDICT_NOT_SEEN : ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("mail.activity", biz_job_get_id (found, "id"), get_summary (body), result);
}

const ErpJobKind biz_job_activity_kind = {
  .name = BIZ_JOB_ACTIVITY,
  .label = N_ ("Request"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
