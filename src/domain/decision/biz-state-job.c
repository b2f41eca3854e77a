/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-job.h"
#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A record is brought into another state. What it came to is told by its state alone: the server
 * answers "done" also where nothing was to do, and a question where it wants a decision. */

typedef struct
{
  const char *name;
  const char *model;
  const char *method;
  const char *context;       /* (nullable): a flag that keeps a mail from being asked for */
  const char *const *before; /* states it may come from */
  const char *const *after;  /* states it is to be in */
  const char *title;
  const char *too_late;
} Action;

static const char *const quotation[] = { "draft", "sent", NULL };
static const char *const ordered[] = { "sale", "done", NULL };
static const char *const cancelled[] = { "cancel", NULL };
static const char *const ready[] = { "confirmed", "assigned", NULL };
static const char *const done[] = { "done", NULL };

static const Action actions[] = {
  { "confirm", "sale.order", "action_confirm", NULL, quotation, ordered, N_ ("Confirm %s"),
    N_ ("It is no open quotation any more, so that it was not confirmed.") },
  { "cancel", "sale.order", "action_cancel", "disable_cancel_warning", quotation, cancelled,
    N_ ("Cancel %s"),
    N_ ("It is no open quotation any more, so that it was not cancelled. An order that is "
        "confirmed is cancelled in the browser, with what follows from it.") },
  { "done", "stock.picking", "button_validate", "skip_sms", ready, done, N_ ("Deliver %s"),
    N_ ("This delivery does not wait any more, so that it was not validated.") },
};

static const Action *
get_action (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "action");

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return &actions[i];

  return &actions[0];
}

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  const char *format = _ (get_action (body)->title);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (name != NULL ? name : "", parts);
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "state", "display_name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));

  return biz_job_new_search (body, get_action (body)->model, domain, fields);
}

static gboolean
is_in (JsonNode *answer, const char *const *states)
{
  JsonObject *record = biz_job_nth (answer, 0);
  const char *state = record != NULL ? biz_job_get_text (record, "state") : NULL;

  return state != NULL && g_strv_contains (states, state);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (!biz_job_check_exists (baseline, error))
    return FALSE;
  if (is_in (baseline, get_action (body)->before))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT, _ (get_action (body)->too_late));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  const Action *action = get_action (body);
  ErpCall *call = biz_job_new_write (body, action->model, action->method);

  erp_call_set_id (call, biz_job_get_id (body, "id"));
  if (action->context != NULL)
    erp_call_set_context_bool (call, action->context, TRUE);

  return call;
}

/* A question is a refusal in words, also where a button of it would act: whether that button is for
 * this user is known to the server's forms alone. */
static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *question = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  const char *model = question != NULL ? biz_job_get_text (question, "res_model") : NULL;

  if (g_strcmp0 (model, "partner.risk.exceeded.wiz") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("The server's own credit check stops this customer: the risk is "
                            "exceeded. The decision is noted; raise the limit, or have somebody "
                            "confirm it who may pass the check."));
  else if (g_strcmp0 (model, "stock.backorder.confirmation") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Not all of this delivery is reserved, and the server asks whether the "
                            "rest comes later. Validate it in the browser."));
  else if (question != NULL)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("The server wants a decision first. Do this one in the browser."));
  else
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
  if (!is_in (answer, get_action (body)->after))
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done (get_action (body)->model, biz_job_get_id (body, "id"),
                       biz_job_get_text (body, "name"), result);
}

const ErpJobKind biz_job_state_kind = {
  .name = BIZ_JOB_STATE,
  .label = N_ ("Change of state"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_state:
 * @model: of the record
 * @id: of the record
 * @name: (nullable): of the record
 * @company_id: of the record
 * @action: "confirm", "cancel" or "done"
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_state (
    const char *model, gint64 id, const char *name, gint64 company_id, const char *action)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", model);
  json_object_set_int_member (body, "id", id);
  json_object_set_string_member (body, "name", name != NULL ? name : "");
  json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "action", action);

  return body;
}
