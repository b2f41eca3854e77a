/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft credit note over a whole invoice. The note is made with a token of the job and found
 * again by it, so that a note made elsewhere in the same minute is never taken for it. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  g_autofree char *total = biz_job_format_amount (body, "total");

  return g_strdup_printf (_ ("Credit note of %s for %s"), total != NULL ? total : "",
                          invoice != NULL ? invoice : "");
}

/* The invoice and what credits it already. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",        "name",         "state",
                                        "move_type", "amount_total", "reversed_entry_id",
                                        NULL };
  const gint64 id = biz_job_get_id (body, "invoice_id");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) itself = erp_domain_new ();
  g_autoptr (ErpDomain) notes = erp_domain_new ();
  ErpDomain *const any[] = { itself, notes };

  erp_domain_add_int (itself, "id", "=", id);
  erp_domain_add_int (notes, "reversed_entry_id", "=", id);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return biz_job_new_search (body, "account.move", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  const gint64 id = biz_job_get_id (body, "invoice_id");
  const guint digits = (guint)CLAMP (biz_job_get_id (body, "digits"), 0, 6);
  JsonObject *invoice = biz_job_find (baseline, id);
  JsonObject *move;
  gint64 total = 0, wanted = 0, credited = 0;

  if (invoice == NULL)
    return biz_job_check_exists (NULL, error);
  if (!erp_json_get_scaled (invoice, "amount_total", digits, &total, error))
    return FALSE;
  for (guint i = 0; (move = biz_job_nth (baseline, i)) != NULL; i++)
    {
      gint64 amount = 0;

      if (biz_job_get_many2one (move, "reversed_entry_id") != id
          || g_strcmp0 (biz_job_get_text (move, "state"), "cancel") == 0)
        continue;
      if (!erp_json_get_scaled (move, "amount_total", digits, &amount, error))
        return FALSE;
      credited += amount;
    }

  if (g_strcmp0 (biz_job_get_text (invoice, "state"), "posted") != 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Only a posted invoice is credited."));
  else if (!biz_job_get_minor (body, "total", &wanted) || wanted != total)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("The invoice has been changed meanwhile. Look at it again."));
  else if (credited + wanted > total)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("The invoice has a credit note already; another one over the whole "
                            "amount would credit more than was invoiced."));
  else
    return TRUE;

  return FALSE;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
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

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move.reversal", "refund_moves");

  erp_call_set_id (call, erp_job_body_get_prepared_id (body));
  biz_job_mark_moves (call, body);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_action ("account.move", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "display_name", "access_token", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "reversed_entry_id", "=", biz_job_get_id (body, "invoice_id"));

  return biz_job_new_search (body, "account.move", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  const char *marker = erp_job_body_get_marker (body);
  JsonObject *ours = NULL;
  gboolean other = FALSE;
  JsonObject *note;

  for (guint i = 0; (note = biz_job_nth (answer, i)) != NULL; i++)
    {
      if (g_strcmp0 (biz_job_get_text (note, "access_token"), marker) == 0)
        ours = note;
      else
        other = other || biz_job_find (baseline, biz_job_get_id (note, "id")) == NULL;
    }
  /* One more, made elsewhere at the same moment, would credit more than was invoiced. */
  if (other)
    return ERP_VERDICT_AMBIGUOUS;
  if (ours == NULL)
    return ERP_VERDICT_NOT_SEEN;

  *result = biz_job_result ("account.move", biz_job_get_id (ours, "id"),
                            biz_job_get_text (ours, "display_name"));

  return ERP_VERDICT_DONE;
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
