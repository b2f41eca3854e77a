/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-jobs.h"

#include "biz-job-tools.h"
#include "biz-machine-text.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Items of one account are matched with each other. It is seen by a match between two of them that
 * was not there before, and by nothing being left to match among them: debits and credits are not
 * both open. Whoever made it, it is what was wanted; said twice it finds nothing to do.
 */

static JsonArray *
get_items (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "items");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
count_items (JsonObject *body)
{
  JsonArray *items = get_items (body);

  return items != NULL ? json_array_get_length (items) : 0;
}

/* (nullable): {id, name, open, digits} */
static JsonObject *
get_item (JsonObject *body, guint i)
{
  JsonNode *node = json_array_get_element (get_items (body), i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static GArray *
list_ids (JsonObject *body)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < count_items (body); i++)
    {
      JsonObject *item = get_item (body, i);
      gint64 id = item != NULL ? biz_job_get_id (item, "id") : 0;

      if (id != 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

static char *
describe (JsonObject *body)
{
  const char *what = biz_job_get_text (body, "what");

  /* Translators: documents. */
  return g_strdup_printf (_ ("%s matched"), what != NULL ? what : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",
                                        "account_id",
                                        "parent_state",
                                        "reconciled",
                                        "balance",
                                        "amount_currency",
                                        "amount_residual",
                                        "amount_residual_currency",
                                        "matching_number",
                                        "matched_debit_ids",
                                        "matched_credit_ids",
                                        NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = list_ids (body);

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);

  return biz_job_new_search (body, "account.move.line", domain, fields);
}

static gboolean
is_reconciled (JsonObject *row)
{
  gboolean reconciled = TRUE;

  return !json_object_has_member (row, "reconciled")
         || !erp_json_get_bool (row, "reconciled", &reconciled, NULL) || reconciled;
}

/* What is open is what the person saw. */
static gboolean
is_as_seen (JsonObject *item, JsonObject *row)
{
  guint digits = (guint)CLAMP (biz_job_get_id (item, "digits"), 0, 6);
  const char *seen = biz_job_get_text (item, "open");
  gint64 wanted, found;

  return seen != NULL && biz_machine_text_get_amount (seen, strlen (seen), '.', digits, &wanted)
         && erp_json_get_scaled (row, "amount_residual_currency", digits, &found, NULL)
         && wanted == found;
}

static gboolean
check_item (JsonObject *body, JsonObject *item, JsonObject *row, GError **error)
{
  const char *name = biz_job_get_text (item, "name");
  const char *number = biz_job_get_text (row, "matching_number");

  if (name == NULL)
    name = "";
  if (is_reconciled (row))
    g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                 /* Translators: a document, and the number of a match */
                 _ ("Somebody has matched %s meanwhile; the match has the number %s."), name,
                 number != NULL ? number : "–");
  else if (g_strcmp0 (biz_job_get_text (row, "parent_state"), "posted") != 0
           || biz_job_get_many2one (row, "account_id") != biz_job_get_id (body, "account_id")
           || !is_as_seen (item, row))
    g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                 _ ("%s has changed meanwhile. Look at it again."), name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  for (guint i = 0; i < count_items (body); i++)
    {
      JsonObject *item = get_item (body, i);
      JsonObject *row = item != NULL ? biz_job_find (baseline, biz_job_get_id (item, "id")) : NULL;

      if (row == NULL)
        return biz_job_check_exists (NULL, error);
      if (!check_item (body, item, row, error))
        return FALSE;
    }

  return count_items (body) > 1 || biz_job_check_exists (NULL, error);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  g_autoptr (GArray) ids = list_ids (body);
  ErpCall *call = biz_job_new_write (body, "account.move.line", "reconcile");

  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);

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

/* A match between two of these that @before did not have. */
static gboolean
has_new_match (JsonObject *debit, JsonNode *answer, JsonNode *before)
{
  g_autoptr (GArray) ids = NULL;
  JsonObject *old = biz_job_find (before, biz_job_get_id (debit, "id"));
  JsonObject *credit;

  if (!json_object_has_member (debit, "matched_credit_ids")
      || !erp_json_get_ids (debit, "matched_credit_ids", &ids, NULL))
    return FALSE;
  for (guint k = 0; k < ids->len; k++)
    {
      gint64 id = g_array_index (ids, gint64, k);

      if (old != NULL && biz_job_has_id (old, "matched_credit_ids", id))
        continue;
      for (guint i = 0; (credit = biz_job_nth (answer, i)) != NULL; i++)
        if (biz_job_has_id (credit, "matched_debit_ids", id))
          return TRUE;
    }

  return FALSE;
}

/* Open debits and open credits are both there. */
static gboolean
is_left_to_match (JsonNode *answer)
{
  gboolean debit = FALSE, credit = FALSE;
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (answer, i)) != NULL; i++)
    {
      double open = 0;

      if (!erp_json_get_double (row, "amount_residual_currency", &open, NULL))
        return TRUE;
      debit |= open > 0;
      credit |= open < 0;
    }

  return debit && credit;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  gboolean matched = FALSE;
  JsonObject *first = count_items (body) > 0 ? get_item (body, 0) : NULL;
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (answer, i)) != NULL; i++)
    matched |= has_new_match (row, answer, baseline);
  if (!matched || first == NULL || is_left_to_match (answer))
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.move.line", biz_job_get_id (first, "id"),
                       biz_job_get_text (body, "what"), result);
}

const ErpJobKind biz_job_match_items_kind = {
  .name = BIZ_JOB_MATCH_ITEMS,
  .label = N_ ("Items matched"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
