/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-job.h"

#include "biz-decision-log.h"
#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A decision is a note with a Message-Id of its own, by which it is found again. Whoever decides
 * has seen what was decided last; a colleague who was faster is a conflict and not overruled. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  const BizDecisionKind kind = biz_decision_kind_from_name (biz_job_get_text (body, "decision"));

  /* Translators: "Release: S00012". */
  return g_strdup_printf (_ ("%s: %s"), biz_decision_kind_get_label (kind),
                          name != NULL ? name : "");
}

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "mail.thread";
}

static char *
message_id (JsonObject *body)
{
  return g_strdup_printf ("<%s@quittance.invalid>", erp_job_body_get_marker (body));
}

/* The kinds that overrule one another: a limit does not end a hold. */
static guint
get_rivals (JsonObject *body)
{
  const BizDecisionKind kind = biz_decision_kind_from_name (biz_job_get_text (body, "decision"));

  return (BIZ_DECISION_BITS_OF_HOLD & BIZ_DECISION_BIT (kind)) != 0 ? BIZ_DECISION_BITS_OF_HOLD
                                                                    : BIZ_DECISION_BIT (kind);
}

static ErpCall *
observe (JsonObject *body)
{
  const gint64 id = biz_job_get_id (body, "id");
  const BizDecisionScope scope = { get_model (body), &id, 1 };
  g_autoptr (ErpCall) call = biz_decision_log_new_call (&scope, 1, get_rivals (body), NULL);
  const gint64 company = biz_job_get_id (body, "company_id");
  ErpCall *plain = biz_job_new_read (body, "mail.message");

  /* the same read without its decoder: the answer is kept as it is */
  erp_call_take_arg (plain, "domain", json_node_copy (erp_call_get_arg (call, "domain")));
  erp_call_take_arg (plain, "fields", json_node_copy (erp_call_get_arg (call, "fields")));
  erp_call_set_arg_string (plain, "order", "id desc");
  erp_call_set_arg_int (plain, "limit", 20);
  if (company != 0)
    erp_call_set_companies (plain, &company, 1);

  return plain;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (BizDecisionLog) log =
      biz_decision_log_new_from_answer (baseline, get_rivals (body), error);
  BizDecisionNote *newest;
  const char *user;

  if (log == NULL)
    return FALSE;
  newest = biz_decision_log_get_newest (log, NULL, biz_job_get_id (body, "id"), 0);
  if (newest == NULL || biz_decision_note_get_id (newest) <= biz_job_get_id (body, "seen"))
    return TRUE;
  user = biz_decision_note_get_user (newest);
  /* Translators: a person, and a decision: "Release". */
  g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
               _ ("%s has decided meanwhile: %s. Look at it, then decide anew."),
               user != NULL ? user : _ ("Somebody"),
               biz_decision_kind_get_label (biz_decision_note_get_kind (newest)));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "message_post");
  g_autofree char *id = message_id (body);
  g_autofree char *html = biz_job_text_to_html (biz_job_get_text (body, "text"));

  erp_call_set_id (call, biz_job_get_id (body, "id"));
  erp_call_set_arg_string (call, "body", html);
  erp_call_set_arg_bool (call, "body_is_html", TRUE);
  erp_call_set_arg_string (call, "message_type", "comment");
  erp_call_set_arg_string (call, "subtype_xmlid", "mail.mt_note");
  erp_call_set_arg_string (call, "message_id", id);

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
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *id = message_id (body);

  erp_domain_add_string (domain, "model", "=", get_model (body));
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_string (domain, "message_id", "=", id);

  return biz_job_new_search (body, "mail.message", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *message = biz_job_nth (answer, 0);

  if (message == NULL)
    return ERP_VERDICT_NOT_SEEN;
  if (biz_job_nth (answer, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("mail.message", biz_job_get_id (message, "id"),
                       biz_job_get_text (body, "name"), result);
}

const ErpJobKind biz_job_decision_kind = {
  .name = BIZ_JOB_DECISION,
  .label = N_ ("Decision"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_decision:
 * @model: of the record
 * @id: of the record
 * @name: (nullable): of the record
 * @company_id: of the record, or 0
 * @decision: the kind's name
 * @text: the note
 * @seen: the newest decision that the person saw, 0 for none
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_decision (const char *model,
                           gint64 id,
                           const char *name,
                           gint64 company_id,
                           const char *decision,
                           const char *text,
                           gint64 seen)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", model);
  json_object_set_int_member (body, "id", id);
  json_object_set_string_member (body, "name", name != NULL ? name : "");
  json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "decision", decision);
  json_object_set_string_member (body, "text", text);
  json_object_set_int_member (body, "seen", seen);

  return body;
}
