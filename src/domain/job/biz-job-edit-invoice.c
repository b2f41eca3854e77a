/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft that is changed. The write must not be repeated: it may add lines. It sets a token of the
 * job's own, by which it is found again. The link to a draft that was sent to the customer earlier
 * ends with it: what stands behind that link is another document now. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");

  return g_strdup_printf (_ ("Change of %s"), invoice != NULL ? invoice : "");
}

static ErpCall *
read_invoice (JsonObject *body)
{
  static const char *const fields[] = { "id",           "name",     "state", "write_date",
                                        "access_token", "line_ids", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "invoice_id"));

  return biz_job_new_search (body, "account.move", domain, fields);
}

static ErpCall *
observe (JsonObject *body)
{
  return read_invoice (body);
}

/* As many lines as the person saw, and not written since. */
static gboolean
is_as_seen (JsonObject *body, JsonObject *record)
{
  const char *seen = biz_job_get_text (body, "write_date");
  const char *now = biz_job_get_text (record, "write_date");
  const gint64 n_seen = biz_job_get_id (body, "n_items");
  g_autoptr (GArray) items = NULL;

  if (seen != NULL && g_strcmp0 (seen, now) != 0)
    return FALSE;

  return n_seen == 0
         || (erp_json_get_ids (record, "line_ids", &items, NULL) && items->len == n_seen);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *record = biz_job_nth (baseline, 0);

  if (!biz_job_check_exists (baseline, error))
    return FALSE;
  if (g_strcmp0 (biz_job_get_text (record, "state"), "draft") != 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                           _ ("It is not a draft any more. Nothing was changed."));
      return FALSE;
    }
  if (is_as_seen (body, record))
    return TRUE;
  g_set_error_literal (
      error, ERP_ERROR, ERP_ERROR_CONFLICT,
      _ ("Somebody else changed it since you opened it. Nothing was overwritten."));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "write");
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *vals = json_object_new ();
  JsonObject *values = NULL;
  g_autoptr (GList) names = NULL;

  if (json_object_has_member (body, "values")
      && erp_json_get_object (json_object_get_member (body, "values"), &values, NULL))
    names = json_object_get_members (values);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (vals, l->data,
                            json_node_copy (json_object_get_member (values, l->data)));
  json_object_set_string_member (vals, "access_token", erp_job_body_get_marker (body));
  json_node_take_object (node, vals);
  erp_call_set_id (call, biz_job_get_id (body, "invoice_id"));
  erp_call_take_arg (call, "vals", node);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  *result = biz_job_result ("account.move", biz_job_get_id (body, "invoice_id"),
                            biz_job_get_text (body, "invoice"));

  return TRUE;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return read_invoice (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *now = biz_job_nth (answer, 0);

  if (now == NULL)
    return ERP_VERDICT_AMBIGUOUS;
  if (g_strcmp0 (biz_job_get_text (now, "access_token"), erp_job_body_get_marker (body)) == 0)
    {
      *result = biz_job_result ("account.move", biz_job_get_id (now, "id"),
                                biz_job_get_text (body, "invoice"));
      return ERP_VERDICT_DONE;
    }
  return ERP_VERDICT_NOT_SEEN;
}

const ErpJobKind biz_job_edit_invoice_kind = {
  .name = BIZ_JOB_EDIT_INVOICE,
  .label = N_ ("Change of a draft"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
