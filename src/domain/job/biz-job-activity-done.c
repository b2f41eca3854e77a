/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Something was done, and what came of it is told. The server then writes a message, and takes the
 * activity away or puts it aside, by its version. That it is not open any more may be anybody's
 * doing; that I did it is told by the message. */

static char *
describe (JsonObject *body)
{
  const char *what = biz_job_get_text (body, "what");
  const char *name = biz_job_get_text (body, "name");

  /* Translators: what was to do, and on which record. */
  return g_strdup_printf (_ ("“%s” done on %s"), what != NULL ? what : "",
                          name != NULL ? name : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_bool (domain, "active", "=", TRUE);

  return biz_job_new_search (body, "mail.activity", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (!biz_job_is_empty_list (baseline))
    return biz_job_check_exists (baseline, error);

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("Somebody did it or cancelled it meanwhile. The conversation tells."));
  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "mail.activity", "action_feedback");
  const char *feedback = biz_job_get_text (body, "feedback");

  erp_call_set_id (call, biz_job_get_id (body, "id"));
  if (feedback != NULL)
    erp_call_set_arg_string (call, "feedback", feedback);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("mail.message", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpCall *
rivals (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const char *model = biz_job_get_text (body, "record_model");

  erp_domain_add_string (domain, "model", "=", model != NULL ? model : "mail.thread");
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "record_id"));
  erp_domain_add_int (domain, "create_uid", "=", biz_job_get_id (body, "uid"));
  erp_domain_add_int (domain, "mail_activity_type_id", "=", biz_job_get_id (body, "type_id"));
  erp_domain_add_string (domain, "create_date", ">=", erp_job_body_get_since (body));

  return biz_job_new_search (body, "mail.message", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *messages, JsonObject **result)
{
  JsonObject *message = messages != NULL ? biz_job_nth (messages, 0) : NULL;

  /* Nobody is asked for messages where the server's own answer said that it was done. */
  if (messages == NULL || !biz_job_is_empty_list (answer))
    return ERP_VERDICT_NOT_SEEN;
  if (message == NULL || biz_job_nth (messages, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("mail.message", biz_job_get_id (message, "id"),
                       biz_job_get_text (body, "what"), result);
}

const ErpJobKind biz_job_activity_done_kind = {
  .name = BIZ_JOB_ACTIVITY_DONE,
  .label = N_ ("Done"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .rivals = rivals,
  .judge = judge,
};
