/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* An open credit or payment of the customer is applied to an invoice. It is seen by the match
 * between the two that was not there before; whoever made it, it is what was wanted. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  const char *credit = biz_job_get_text (body, "credit");

  /* Translators: a payment or credit note, and an invoice. */
  return g_strdup_printf (_ ("%s applied to %s"), credit != NULL ? credit : "",
                          invoice != NULL ? invoice : "");
}

/* The open item of the credit and those of the invoice. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",
                                        "move_id",
                                        "parent_state",
                                        "account_id",
                                        "reconciled",
                                        "amount_residual",
                                        "account_type",
                                        "matched_debit_ids",
                                        "matched_credit_ids",
                                        NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) credit = erp_domain_new ();
  g_autoptr (ErpDomain) debits = erp_domain_new ();
  ErpDomain *const any[] = { credit, debits };

  erp_domain_add_int (credit, "id", "=", biz_job_get_id (body, "line_id"));
  erp_domain_add_int (debits, "move_id", "=", biz_job_get_id (body, "invoice_id"));
  erp_domain_add_string (debits, "account_type", "=", "asset_receivable");
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return biz_job_new_search (body, "account.move.line", domain, fields);
}

static gboolean
is_open (JsonObject *line)
{
  gboolean reconciled = FALSE;

  return g_strcmp0 (biz_job_get_text (line, "parent_state"), "posted") == 0
         && erp_json_get_bool (line, "reconciled", &reconciled, NULL) && !reconciled;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  const gint64 invoice = biz_job_get_id (body, "invoice_id");
  JsonObject *credit = biz_job_find (baseline, biz_job_get_id (body, "line_id"));
  gboolean fits = FALSE;
  JsonObject *line;

  if (credit == NULL)
    return biz_job_check_exists (NULL, error);
  for (guint i = 0; (line = biz_job_nth (baseline, i)) != NULL; i++)
    fits = fits
           || (line != credit && biz_job_get_many2one (line, "move_id") == invoice && is_open (line)
               && biz_job_get_many2one (line, "account_id")
                      == biz_job_get_many2one (credit, "account_id"));

  if (!is_open (credit))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("Nothing of this credit is open any more; it was applied meanwhile."));
  else if (!fits)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("Nothing is open on the invoice any more. Look at it again."));
  else
    return TRUE;

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "js_assign_outstanding_line");

  erp_call_set_id (call, biz_job_get_id (body, "invoice_id"));
  erp_call_set_arg_int (call, "line_id", biz_job_get_id (body, "line_id"));

  return call;
}

/* What the server answers differs by version and tells nothing; the items do. */
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

static gboolean
share_match (JsonObject *credit, JsonObject *debit, JsonObject *before)
{
  g_autoptr (GArray) ids = NULL;

  if (!json_object_has_member (credit, "matched_debit_ids")
      || !erp_json_get_ids (credit, "matched_debit_ids", &ids, NULL))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);

      if (biz_job_has_id (debit, "matched_credit_ids", id)
          && (before == NULL || !biz_job_has_id (before, "matched_debit_ids", id)))
        return TRUE;
    }

  return FALSE;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  const gint64 invoice = biz_job_get_id (body, "invoice_id");
  const gint64 line_id = biz_job_get_id (body, "line_id");
  JsonObject *credit = biz_job_find (answer, line_id);
  JsonObject *line;

  for (guint i = 0; credit != NULL && (line = biz_job_nth (answer, i)) != NULL; i++)
    if (line != credit && share_match (credit, line, biz_job_find (baseline, line_id)))
      {
        return biz_job_done ("account.move", invoice, biz_job_get_text (body, "invoice"), result);
      }

  return ERP_VERDICT_NOT_SEEN;
}

const ErpJobKind biz_job_apply_kind = {
  .name = BIZ_JOB_APPLY,
  .label = N_ ("Credit applied"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
