/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-job.h"

#include "biz-job-tools.h"
#include "biz-machine-text.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A line of the bank is matched in two calls. The first says on its entry what the money is for:
 * the item that waited in suspense moves to the account of the claims, and what is written off or
 * waits on stands beside it. The second matches that item with the claims. The item keeps its id,
 * so that whoever comes after the first call sees where it stopped and does the second one alone;
 * said twice, the first is refused by the server, as the entry would not balance.
 */

const char *const biz_match_entry_fields[] = { "id",
                                               "move_id",
                                               "account_id",
                                               "parent_state",
                                               "reconciled",
                                               "amount_currency",
                                               "balance",
                                               "currency_id",
                                               "amount_residual_currency",
                                               "matched_debit_ids",
                                               "matched_credit_ids",
                                               NULL };

static JsonArray *
get_list (JsonObject *body, const char *member)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
count (JsonObject *body, const char *member)
{
  JsonArray *list = get_list (body, member);

  return list != NULL ? json_array_get_length (list) : 0;
}

static gint64
get_item (JsonObject *body, const char *member, guint i)
{
  JsonNode *node = json_array_get_element (get_list (body, member), i);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

static guint
get_digits (JsonObject *body, const char *member)
{
  return (guint)CLAMP (biz_job_get_id (body, member), 0, BIZ_MONEY_MAX_DIGITS);
}

static gboolean
is_scaled (guint digits, JsonObject *row, const char *member, const char *text)
{
  gint64 wanted = 0, found = 0;

  return text != NULL && biz_machine_text_get_amount (text, strlen (text), '.', digits, &wanted)
         && erp_json_get_scaled (row, member, digits, &found, NULL) && wanted == found;
}

/* Whether @text is what @row has in @member, in the currency of the claims. */
static gboolean
is_amount (JsonObject *body, JsonObject *row, const char *member, const char *text)
{
  return is_scaled (get_digits (body, "digits"), row, member, text);
}

/* What was in suspense, in its own currency. */
static gboolean
is_as_seen (JsonObject *body, JsonObject *item)
{
  const char *member = json_object_has_member (body, "seen_digits") ? "seen_digits" : "digits";

  return is_scaled (get_digits (body, member), item, "amount_currency",
                    biz_job_get_text (body, "seen"));
}

static gboolean
is_flag (JsonObject *row, const char *member)
{
  gboolean flag = FALSE;

  return json_object_has_member (row, member) && erp_json_get_bool (row, member, &flag, NULL)
         && flag;
}

static char *
describe (JsonObject *body)
{
  const char *line = biz_job_get_text (body, "line");

  return g_strdup_printf (_ ("Bank line %s matched"), line != NULL ? line : "");
}

/* The items of the entry, and those that it is for. */
static ErpCall *
observe (JsonObject *body)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) entry = erp_domain_new ();
  g_autoptr (ErpDomain) claims = erp_domain_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ErpDomain *const any[] = { entry, claims };

  for (guint i = 0; i < count (body, "items"); i++)
    {
      const gint64 id = get_item (body, "items", i);

      g_array_append_val (ids, id);
    }
  erp_domain_add_int (entry, "move_id", "=", biz_job_get_id (body, "move_id"));
  erp_domain_add_ids (claims, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return biz_job_new_search (body, "account.move.line", domain, biz_match_entry_fields);
}

static guint
count_entry (JsonObject *body, JsonNode *answer)
{
  const gint64 move = biz_job_get_id (body, "move_id");
  JsonObject *row;
  guint n = 0;

  for (guint i = 0; (row = biz_job_nth (answer, i)) != NULL; i++)
    n += biz_job_get_many2one (row, "move_id") == move;

  return n;
}

static gboolean
has_matches (JsonObject *row)
{
  return count (row, "matched_debit_ids") + count (row, "matched_credit_ids") > 0;
}

static gboolean
is_fresh (JsonObject *body, JsonNode *answer)
{
  JsonObject *item = biz_job_find (answer, biz_job_get_id (body, "suspense_id"));

  return item != NULL && g_strcmp0 (biz_job_get_text (item, "parent_state"), "posted") == 0
         && biz_job_get_many2one (item, "account_id") == biz_job_get_id (body, "suspense_account")
         && is_as_seen (body, item)
         && count_entry (body, answer) == (guint)biz_job_get_id (body, "n_entry");
}

gboolean
biz_job_match_stands (JsonObject *body, JsonNode *entry)
{
  JsonObject *item = biz_job_find (entry, biz_job_get_id (body, "suspense_id"));

  return item != NULL
         && biz_job_get_many2one (item, "account_id") == biz_job_get_id (body, "account_id")
         && is_amount (body, item, "amount_currency", biz_job_get_text (body, "counter"));
}

gboolean
biz_job_match_is_half_way (JsonObject *body, JsonNode *entry)
{
  return biz_job_match_stands (body, entry)
         && !has_matches (biz_job_find (entry, biz_job_get_id (body, "suspense_id")));
}

static gboolean
are_open (JsonObject *body, JsonNode *answer)
{
  JsonArray *open = get_list (body, "open");

  for (guint i = 0; i < count (body, "items"); i++)
    {
      JsonObject *item = biz_job_find (answer, get_item (body, "items", i));
      JsonNode *seen = open != NULL && i < json_array_get_length (open)
                           ? json_array_get_element (open, i)
                           : NULL;

      if (item == NULL || seen == NULL || !JSON_NODE_HOLDS_VALUE (seen)
          || json_node_get_value_type (seen) != G_TYPE_STRING || is_flag (item, "reconciled")
          || g_strcmp0 (biz_job_get_text (item, "parent_state"), "posted") != 0
          || !is_amount (body, item, "amount_residual_currency", json_node_get_string (seen)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (biz_job_find (baseline, biz_job_get_id (body, "suspense_id")) == NULL
      || (!is_fresh (body, baseline) && !biz_job_match_is_half_way (body, baseline)))
    g_set_error_literal (
        error, ERP_ERROR, ERP_ERROR_CONFLICT,
        _ ("Somebody has said meanwhile what this bank line is for. Look at it again."));
  else if (!are_open (body, baseline))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("What this line was to pay has been matched or changed meanwhile. Look "
                            "at it again."));
  else
    return TRUE;

  return FALSE;
}

/* What the item in suspense becomes. */
static ErpCall *
new_first_call (JsonObject *body)
{
  JsonNode *values = json_object_get_member (body, "values");
  ErpCall *call;

  if (values != NULL)
    {
      call = biz_job_new_write (body, "account.move", "write");
      erp_call_set_id (call, biz_job_get_id (body, "move_id"));
      erp_call_take_arg (call, "vals", json_node_copy (values));
      erp_call_set_context_bool (call, "skip_readonly_check", TRUE);
    }
  else
    {
      JsonNode *node = json_node_new (JSON_NODE_OBJECT);
      JsonObject *vals = json_object_new ();

      json_object_set_int_member (vals, "account_id", biz_job_get_id (body, "account_id"));
      if (biz_job_get_id (body, "partner_id") != 0)
        json_object_set_int_member (vals, "partner_id", biz_job_get_id (body, "partner_id"));
      json_node_take_object (node, vals);
      call = biz_job_new_write (body, "account.move.line", "write");
      erp_call_set_id (call, biz_job_get_id (body, "suspense_id"));
      erp_call_take_arg (call, "vals", node);
    }

  return call;
}

/* Nothing where the first call was made before, or where it is the only one. */
static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  if (count (body, "items") == 0 || !is_fresh (body, baseline))
    return NULL;

  return new_first_call (body);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = biz_job_get_id (body, "suspense_id");
  ErpCall *call;

  if (count (body, "items") == 0)
    return new_first_call (body);
  call = biz_job_new_write (body, "account.move.line", "reconcile");
  for (guint i = 0; i < count (body, "items"); i++)
    {
      const gint64 item = get_item (body, "items", i);

      g_array_append_val (ids, item);
    }
  g_array_append_val (ids, id);
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

/* A match that both have. */
static gboolean
share_match (JsonObject *one, JsonObject *other)
{
  static const char *const sides[] = { "matched_debit_ids", "matched_credit_ids" };

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < count (one, sides[s]); i++)
      if (biz_job_has_id (other, sides[1 - s], get_item (one, sides[s], i)))
        return TRUE;

  return FALSE;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *item = biz_job_find (answer, biz_job_get_id (body, "suspense_id"));

  if (item == NULL
      || biz_job_get_many2one (item, "account_id") != biz_job_get_id (body, "account_id"))
    return ERP_VERDICT_NOT_SEEN;
  if (count (body, "items") == 0
      && !is_amount (body, item, "amount_currency", biz_job_get_text (body, "counter")))
    return ERP_VERDICT_NOT_SEEN;
  for (guint i = 0; i < count (body, "items"); i++)
    {
      JsonObject *claim = biz_job_find (answer, get_item (body, "items", i));

      if (claim == NULL || !share_match (item, claim))
        return ERP_VERDICT_NOT_SEEN;
    }

  return biz_job_done ("account.bank.statement.line", biz_job_get_id (body, "line_id"),
                       biz_job_get_text (body, "line"), result);
}

const ErpJobKind biz_job_match_kind = {
  .name = BIZ_JOB_MATCH,
  .label = N_ ("Bank line matched"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
