/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A payment or credit is taken off an invoice again. The match between the two has a number that
 * is never used again: when it is gone, it is done, whoever did it. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  const char *credit = biz_job_get_text (body, "credit");

  /* Translators: a payment or credit note, and an invoice. */
  return g_strdup_printf (_ ("%s taken off %s"), credit != NULL ? credit : "",
                          invoice != NULL ? invoice : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "debit_move_id", "credit_move_id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "partial_id"));

  return biz_job_new_search (body, "account.partial.reconcile", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  return biz_job_check_exists (baseline, error);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "js_remove_outstanding_partial");

  erp_call_set_id (call, biz_job_get_id (body, "invoice_id"));
  erp_call_set_arg_int (call, "partial_id", biz_job_get_id (body, "partial_id"));

  return call;
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
  if (!biz_job_is_empty_list (answer))
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.move", biz_job_get_id (body, "invoice_id"),
                       biz_job_get_text (body, "invoice"), result);
}

const ErpJobKind biz_job_unapply_kind = {
  .name = BIZ_JOB_UNAPPLY,
  .label = N_ ("Credit taken off"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .verify = verify,
  .judge = judge,
};
