/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-jobs.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/*
 * Matches of items end. A match has a number that is never used again: when those that the person
 * saw are gone, it is done, whoever did it. What they were stands in the body, to be made again.
 */

static GArray *
list_ids (JsonObject *body, const char *member)
{
  GArray *ids = NULL;

  if (!json_object_has_member (body, member) || !erp_json_get_ids (body, member, &ids, NULL))
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return ids;
}

static char *
describe (JsonObject *body)
{
  const char *what = biz_job_get_text (body, "what");

  /* Translators: documents. */
  return g_strdup_printf (_ ("Match of %s taken back"), what != NULL ? what : "");
}

static ErpCall *
search_partials (JsonObject *body, ErpDomain *domain)
{
  static const char *const fields[] = { "id", "debit_move_id", "credit_move_id", NULL };

  return biz_job_new_search (body, "account.partial.reconcile", domain, fields);
}

/* Every match of the items, also those that nobody saw. */
static ErpCall *
observe (JsonObject *body)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) debits = erp_domain_new ();
  g_autoptr (ErpDomain) credits = erp_domain_new ();
  g_autoptr (GArray) ids = list_ids (body, "items");
  ErpDomain *const any[] = { debits, credits };

  erp_domain_add_ids (debits, "debit_move_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_ids (credits, "credit_move_id", "in", (const gint64 *)(gpointer)ids->data,
                      ids->len);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return search_partials (body, domain);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (GArray) seen = list_ids (body, "partials");
  guint n = 0;
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (baseline, i)) != NULL; i++, n++)
    if (!biz_job_has_id (body, "partials", biz_job_get_id (row, "id")))
      break;
  if (row == NULL && n == seen->len && n > 0 && !biz_job_is_full (baseline))
    return TRUE;
  if (n == 0 && row == NULL)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("Somebody has taken this match back already."));
  else
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("What these items are matched with has changed meanwhile. Look at it "
                            "again."));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  g_autoptr (GArray) ids = list_ids (body, "items");
  ErpCall *call = biz_job_new_write (body, "account.move.line", "remove_move_reconcile");

  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);

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
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = list_ids (body, "partials");

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);

  return search_partials (body, domain);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  g_autoptr (GArray) ids = list_ids (body, "items");

  if (!biz_job_is_empty_list (answer) || ids->len == 0)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.move.line", g_array_index (ids, gint64, 0),
                       biz_job_get_text (body, "what"), result);
}

const ErpJobKind biz_job_unmatch_items_kind = {
  .name = BIZ_JOB_UNMATCH_ITEMS,
  .label = N_ ("Match of items taken back"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
