/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

/*
 * What was said of a line of the bank is taken back: its matches end, and it waits in suspense. Its
 * entry gets new items then, and by that it is seen. What it stood against is written down before,
 * so that it can be said again.
 */

static char *
describe (JsonObject *body)
{
  const char *line = biz_job_get_text (body, "line");

  return g_strdup_printf (_ ("Bank line %s taken back"), line != NULL ? line : "");
}

static ErpCall *
observe (JsonObject *body)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "move_id", "=", biz_job_get_id (body, "move_id"));

  return biz_job_new_search (body, "account.move.line", domain, biz_match_entry_fields);
}

/* How many of the entry's items are those that the person saw. */
static guint
count_old (JsonObject *body, JsonNode *answer, guint *n_all)
{
  JsonObject *row;
  guint n = 0;

  for (*n_all = 0; (row = biz_job_nth (answer, *n_all)) != NULL; (*n_all)++)
    n += biz_job_has_id (body, "entry", biz_job_get_id (row, "id"));

  return n;
}

static guint
count_seen (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "entry");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node)
             ? json_array_get_length (json_node_get_array (node))
             : 0;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  guint n_all = 0;
  const guint n = count_old (body, baseline, &n_all);

  if (n_all == 0)
    return biz_job_check_exists (NULL, error);
  if (n == n_all && n == count_seen (body))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("Somebody has changed this bank line meanwhile. Look at it again."));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call =
      biz_job_new_write (body, "account.bank.statement.line", "action_undo_reconciliation");

  erp_call_set_id (call, biz_job_get_id (body, "line_id"));

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
  guint n_all = 0;

  if (count_old (body, answer, &n_all) > 0 || n_all == 0)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.bank.statement.line", biz_job_get_id (body, "line_id"),
                       biz_job_get_text (body, "line"), result);
}

/**
 * biz_job_body_new_unmatch:
 * @journal: of the bank
 * @line_id: the line
 * @line: what it is called
 * @move_id: its entry
 * @entry: the items of its entry, read just now
 *
 * Returns: (transfer full): the body of a job
 */
JsonObject *
biz_job_body_new_unmatch (
    BizBankJournal *journal, gint64 line_id, const char *line, gint64 move_id, JsonNode *entry)
{
  JsonObject *body = json_object_new ();
  JsonArray *ids = json_array_new ();
  JsonArray *was = json_array_new ();
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (entry, i)) != NULL; i++)
    {
      JsonObject *old = json_object_new ();

      json_array_add_int_element (ids, biz_job_get_id (row, "id"));
      json_object_set_int_member (old, "account", biz_job_get_many2one (row, "account_id"));
      for (guint m = 0; m < 2; m++)
        {
          const char *member = m == 0 ? "matched_debit_ids" : "matched_credit_ids";

          if (json_object_has_member (row, member))
            json_object_set_member (old, member, json_object_dup_member (row, member));
        }
      if (json_object_has_member (row, "amount_currency"))
        json_object_set_member (old, "amount", json_object_dup_member (row, "amount_currency"));
      json_array_add_object_element (was, old);
    }
  json_object_set_int_member (body, "line_id", line_id);
  json_object_set_string_member (body, "line", line != NULL ? line : "");
  json_object_set_int_member (body, "move_id", move_id);
  json_object_set_int_member (body, "company_id", biz_bank_journal_get_company_id (journal));
  json_object_set_array_member (body, "entry", ids);
  json_object_set_array_member (body, "was", was);

  return body;
}

const ErpJobKind biz_job_unmatch_kind = {
  .name = BIZ_JOB_UNMATCH,
  .label = N_ ("Bank line taken back"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
