/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-plan.h"
#include "biz-job-goods.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft credit note, the one way of this program to make any: over a whole invoice by the ERP's
 * own wizard, which takes everything over; over a part by its lines. It is made with a token of
 * the job and found again by it, so that a note made elsewhere in the same minute is never taken
 * for it. What may be credited is read and computed again just before. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  g_autofree char *total = biz_job_format_amount (body, "total");

  return g_strdup_printf (_ ("Credit note of %s for %s"), total != NULL ? total : "",
                          invoice != NULL ? invoice : "");
}

static gboolean
is_flag (JsonObject *body, const char *member)
{
  gboolean flag = FALSE;

  if (json_object_has_member (body, member))
    erp_json_get_bool (body, member, &flag, NULL);

  return flag;
}

/* A body without a wish is one over the whole. */
static gboolean
is_whole (JsonObject *body)
{
  return !json_object_has_member (body, "wish") || is_flag (body, "whole");
}

/* (nullable): what the person saw of goods that came back */
static JsonObject *
get_goods (JsonObject *body)
{
  JsonObject *goods = NULL;

  if (json_object_has_member (body, "goods"))
    erp_json_get_object (json_object_get_member (body, "goods"), &goods, NULL);

  return goods;
}

/* The invoice and what credits it already. */
static ErpCall *
observe (JsonObject *body)
{
  ErpCall *call = biz_job_new_method (body, "account.move", "web_search_read");
  g_autoptr (ErpDomain) domain =
      biz_credit_source_make_domain (biz_job_get_id (body, "invoice_id"));

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         get_goods (body) != NULL ? "{" BIZ_CREDIT_SOURCE_FIELDS
                                                    "," BIZ_JOB_GOODS_FIELDS "}"
                                                  : "{" BIZ_CREDIT_SOURCE_FIELDS "}");
  erp_call_set_arg_string (call, "order", "id");

  return call;
}

static BizCreditSource *
read_source (JsonObject *body, JsonNode *answer, gint64 without, GError **error)
{
  const char *currency = biz_job_get_text (body, "currency");
  const BizMoney zero =
      biz_money_zero (currency != NULL ? currency : "",
                      (guint)CLAMP (biz_job_get_id (body, "digits"), 0, BIZ_MONEY_MAX_DIGITS));

  return biz_credit_source_new_from_json (biz_job_get_id (body, "invoice_id"), without, answer,
                                          &zero, error);
}

static gboolean
fail (GError **error, ErpError code, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, code, message);

  return FALSE;
}

static gboolean
fail_changed (GError **error)
{
  return fail (error, ERP_ERROR_CONFLICT,
               _ ("The invoice has been changed meanwhile. Look at it again."));
}

static gboolean
check_whole (JsonObject *body, BizCreditSource *source, GError **error)
{
  const BizMoney total = biz_credit_source_get_total (source);
  const BizMoney left = biz_credit_source_get_left (source);
  gint64 wanted = 0;

  if (!biz_job_get_minor (body, "total", &wanted) || wanted != total.minor)
    return fail_changed (error);
  if (left.minor < total.minor)
    return fail (
        error, ERP_ERROR_CONFLICT,
        _ ("The invoice has a credit note already; another one over the whole amount would "
           "credit more than was invoiced."));

  return TRUE;
}

static char *
to_text (JsonNode *node)
{
  return node != NULL ? erp_json_to_string (node) : NULL;
}

static JsonNode *
get_planned_lines (JsonObject *body)
{
  JsonObject *values = NULL;

  if (!json_object_has_member (body, "values")
      || !erp_json_get_object (json_object_get_member (body, "values"), &values, NULL)
      || !json_object_has_member (values, "invoice_line_ids"))
    return NULL;

  return json_object_get_member (values, "invoice_line_ids");
}

static BizCreditPlan *
plan_again (JsonObject *body, BizCreditSource *source, GError **error)
{
  JsonNode *wish = json_object_get_member (body, "wish");
  JsonObject *object = NULL;
  const char *label = NULL;
  g_autoptr (BizCreditPlan) plan = NULL;

  if (erp_json_get_object (wish, &object, NULL))
    label = biz_job_get_text (object, "label");
  plan = biz_credit_plan_new (source, label != NULL ? label : "");
  if (!biz_credit_plan_set_wish (plan, wish, error))
    return NULL;

  return g_steal_pointer (&plan);
}

/* The same wish on the figures of now gives the same lines, or it is not sent. */
static gboolean
check_part (JsonObject *body, BizCreditSource *source, GError **error)
{
  g_autoptr (GError) refused = NULL;
  g_autoptr (BizCreditPlan) plan = plan_again (body, source, &refused);
  g_autoptr (JsonNode) now = NULL;
  g_autofree char *new_lines = NULL;
  g_autofree char *old_lines = to_text (get_planned_lines (body));
  gint64 wanted = 0;

  if (plan == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT, "%s", refused->message);
      return FALSE;
    }
  now = biz_credit_plan_to_commands (plan);
  new_lines = to_text (now);
  if (!biz_job_get_minor (body, "total", &wanted)
      || wanted != biz_credit_plan_get_gross (plan).minor || g_strcmp0 (old_lines, new_lines) != 0)
    return fail_changed (error);

  return TRUE;
}

static JsonNode *
get_records (JsonNode *answer)
{
  if (!JSON_NODE_HOLDS_OBJECT (answer)
      || !json_object_has_member (json_node_get_object (answer), "records"))
    return NULL;

  return json_object_get_member (json_node_get_object (answer), "records");
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (BizCreditSource) source = read_source (body, baseline, 0, error);

  if (source == NULL)
    return FALSE;
  if (!biz_credit_source_is_posted (source))
    return fail (error, ERP_ERROR_VALIDATION, _ ("Only a posted invoice is credited."));
  /* Of goods that came back: another credit note may be over the same goods. */
  if (json_object_has_member (body, "n_notes")
      && biz_credit_source_get_n_notes (source) > biz_job_get_id (body, "n_notes"))
    return fail (
        error, ERP_ERROR_CONFLICT,
        _ ("Somebody has credited this invoice meanwhile, maybe for the same goods. Look at "
           "the return again."));
  if (get_goods (body) != NULL
      && !biz_job_goods_check (get_goods (body), get_records (baseline), 0, error))
    return FALSE;

  return is_whole (body) ? check_whole (body, source, error) : check_part (body, source, error);
}

static ErpCall *
prepare_wizard (JsonObject *body)
{
  const gint64 id = biz_job_get_id (body, "invoice_id");
  const gint64 journal = biz_job_get_id (body, "journal_id");
  ErpCall *call = biz_job_new_write (body, "account.move.reversal", "create");
  JsonObject *vals = json_object_new ();
  g_autofree char *moves = g_strdup_printf ("[[6,0,[%" G_GINT64_FORMAT "]]]", id);
  const char *reason = biz_job_get_text (body, "reason");

  json_object_set_member (vals, "move_ids", erp_json_literal (moves));
  json_object_set_string_member (vals, "date", biz_job_get_text (body, "date"));
  if (reason != NULL)
    json_object_set_string_member (vals, "reason", reason);
  if (journal != 0)
    json_object_set_int_member (vals, "journal_id", journal);
  biz_job_take_vals (call, vals);
  biz_job_set_active (call, "account.move", id);

  return call;
}

/* A part is made by one call, with nothing to prepare. */
static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  return is_whole (body) ? prepare_wizard (body) : NULL;
}

static ErpCall *
create_part (JsonObject *body)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "create");
  JsonObject *values = NULL;
  JsonObject *vals = json_object_new ();
  g_autoptr (GList) names = NULL;

  if (erp_json_get_object (json_object_get_member (body, "values"), &values, NULL))
    names = json_object_get_members (values);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (vals, l->data,
                            json_node_copy (json_object_get_member (values, l->data)));
  json_object_set_string_member (vals, "access_token", erp_job_body_get_marker (body));
  biz_job_take_vals (call, vals);

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call;

  if (!is_whole (body))
    return create_part (body);

  call = biz_job_new_write (body, "account.move.reversal", "refund_moves");
  erp_call_set_id (call, erp_job_body_get_prepared_id (body));
  biz_job_mark_moves (call, body);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return is_whole (body) ? biz_job_interpret_action ("account.move", answer, result, error)
                         : biz_job_interpret_ids ("account.move", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

/* One more, made elsewhere at the same moment: does ours still fit beside it? */
static gboolean
fits_beside (JsonObject *body, JsonNode *answer, gint64 ours)
{
  g_autoptr (BizCreditSource) source = read_source (body, answer, ours, NULL);

  return source != NULL
         && (is_whole (body) ? check_whole (body, source, NULL) : check_part (body, source, NULL));
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  const char *marker = erp_job_body_get_marker (body);
  const gint64 invoice = biz_job_get_id (body, "invoice_id");
  JsonNode *before = get_records (baseline);
  JsonNode *after = get_records (answer);
  JsonObject *ours = NULL;
  gboolean other = FALSE;
  JsonObject *note;

  for (guint i = 0; (note = biz_job_nth (after, i)) != NULL; i++)
    {
      const gint64 id = biz_job_get_id (note, "id");

      if (g_strcmp0 (biz_job_get_text (note, "access_token"), marker) == 0)
        ours = note;
      else
        other = other || (id != invoice && biz_job_find (before, id) == NULL);
    }
  if (other && !fits_beside (body, answer, ours != NULL ? biz_job_get_id (ours, "id") : 0))
    return ERP_VERDICT_AMBIGUOUS;
  /* The same goods over another invoice, or sent again, at the same moment. */
  if (get_goods (body) != NULL
      && !biz_job_goods_check (get_goods (body), after,
                               ours != NULL ? biz_job_get_id (ours, "id") : 0, NULL))
    return ERP_VERDICT_AMBIGUOUS;
  if (ours == NULL)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.move", biz_job_get_id (ours, "id"),
                       biz_job_get_text (ours, "display_name"), result);
}

const ErpJobKind biz_job_credit_note_kind = {
  .name = BIZ_JOB_CREDIT_NOTE,
  .label = N_ ("Credit note"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
