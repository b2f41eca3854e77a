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

/* The credit limit of a customer in one company, and the note that tells of it. The limit is an
 * absolute value: it may be written twice, but not over one that a colleague has set and this
 * person has not seen. The note is written once, and found again by its Message-Id. Whatever is
 * lost or killed between the two, the job goes on with the note; who decides the same again has it
 * noted. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  g_autofree char *amount = biz_job_format_amount (body, "after");

  if (amount == NULL)
    /* Translators: a customer. */
    return g_strdup_printf (_ ("%s: no credit limit of its own"), name != NULL ? name : "");

  /* Translators: a customer and an amount. */
  return g_strdup_printf (_ ("%s: credit limit %s"), name != NULL ? name : "", amount);
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "credit_limit", "use_partner_credit_limit",
                                        "write_uid", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));

  return biz_job_new_search (body, "res.partner", domain, fields);
}

/* Whether the customer has the limit that @member says. */
static gboolean
is_limit (JsonObject *body, JsonNode *answer, const char *member)
{
  JsonObject *partner = biz_job_nth (answer, 0);
  gboolean own = FALSE;
  gint64 wanted = 0, found = 0;

  if (partner == NULL || !erp_json_get_bool (partner, "use_partner_credit_limit", &own, NULL)
      || !erp_json_get_scaled (partner, "credit_limit", (guint)biz_job_get_id (body, "digits"),
                               &found, NULL))
    return FALSE;
  if (!json_object_has_member (body, member))
    return !own;

  return own && biz_job_get_minor (body, member, &wanted) && wanted == found;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autofree char *writer = NULL;
  JsonObject *partner = biz_job_nth (baseline, 0);

  if (!biz_job_check_exists (baseline, error))
    return FALSE;
  if (is_limit (body, baseline, "before") || is_limit (body, baseline, "after"))
    return TRUE;
  writer = biz_job_dup_many2one_name (partner, "write_uid");
  /* Translators: who changed the customer last. */
  g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
               _ ("The limit is another one meanwhile; %s changed this customer last. Look at it, "
                  "then decide anew."),
               writer != NULL ? writer : _ ("somebody"));

  return FALSE;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  ErpCall *call;
  JsonObject *vals;
  JsonNode *node;
  const char *after = biz_job_get_text (body, "after");

  if (is_limit (body, baseline, "after"))
    return NULL;
  call = biz_job_new_write (body, "res.partner", "write");
  vals = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_object_set_boolean_member (vals, "use_partner_credit_limit", after != NULL);
  if (after != NULL)
    json_object_set_member (vals, "credit_limit", erp_json_literal (after));
  json_node_take_object (node, vals);
  erp_call_set_id (call, biz_job_get_id (body, "id"));
  erp_call_take_arg (call, "vals", node);

  return call;
}

/* the note: as that of every other decision */

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  return biz_job_decision_kind.send (body, NULL);
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_decision_kind.interpret (body, answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return biz_job_decision_kind.verify (body, baseline);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  return biz_job_decision_kind.judge (body, baseline, answer, rivals, result);
}

const ErpJobKind biz_job_limit_kind = {
  .name = BIZ_JOB_LIMIT,
  .label = N_ ("Credit limit"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .observes_prepared = TRUE,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

static void
set_amount (JsonObject *body, const char *member, const BizMoney *amount)
{
  g_autofree char *text = NULL;

  if (amount == NULL)
    return;
  text = biz_money_format (amount, BIZ_MONEY_MACHINE);
  json_object_set_string_member (body, member, text);
  json_object_set_string_member (body, "currency", amount->currency);
  json_object_set_int_member (body, "digits", amount->digits);
}

/**
 * biz_job_body_new_limit:
 * @partner_id: the commercial entity
 * @name: its name
 * @company_id: in whose books
 * @before: (nullable): the limit that the person saw; %NULL for none of its own
 * @after: (nullable): the new one, in the company's currency
 * @text: the note that tells of it
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_limit (gint64 partner_id,
                        const char *name,
                        gint64 company_id,
                        const BizMoney *before,
                        const BizMoney *after,
                        const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", "res.partner");
  json_object_set_string_member (body, "text", text);
  json_object_set_int_member (body, "id", partner_id);
  json_object_set_string_member (body, "name", name != NULL ? name : "");
  json_object_set_int_member (body, "company_id", company_id);
  set_amount (body, "before", before);
  set_amount (body, "after", after);

  return body;
}
