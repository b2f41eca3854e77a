/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft invoice over what is to invoice of a sales order. The ERP cleans what could mark the
 * invoice. It is taken for ours when it is the order's only new one by this user and no other
 * wizard of this user was opened on the order meanwhile; as with payments. */

static char *
describe (JsonObject *body)
{
  const char *order = biz_job_get_text (body, "order");

  return g_strdup_printf (_ ("Invoice of order %s"), order != NULL ? order : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = {
    "id", "name", "state", "invoice_status", "invoice_ids", NULL
  };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "order_id"));

  return biz_job_new_search (body, "sale.order", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *order = biz_job_find (baseline, biz_job_get_id (body, "order_id"));
  const char *state;

  if (order == NULL)
    return biz_job_check_exists (NULL, error);

  state = biz_job_get_text (order, "state");
  if (g_strcmp0 (state, "sale") == 0 || g_strcmp0 (state, "done") == 0)
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("Only a confirmed order is invoiced. Look at the order again."));
  return FALSE;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  const gint64 id = biz_job_get_id (body, "order_id");
  const char *method = biz_job_get_text (body, "method");
  g_autofree char *orders = g_strdup_printf ("[[6,0,[%" G_GINT64_FORMAT "]]]", id);
  ErpCall *call = biz_job_new_write (body, "sale.advance.payment.inv", "create");
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "advance_payment_method",
                                 method != NULL ? method : "delivered");
  json_object_set_member (vals, "sale_order_ids", erp_json_literal (orders));
  biz_job_take_vals (call, vals);
  biz_job_set_active (call, "sale.order", id);

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "sale.advance.payment.inv", "create_invoices");

  erp_call_set_id (call, erp_job_body_get_prepared_id (body));
  biz_job_set_active (call, "sale.order", biz_job_get_id (body, "order_id"));

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
  ErpCall *call = erp_call_new_read ("sale.order", "web_search_read");
  const gint64 company = biz_job_get_id (body, "company_id");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "order_id"));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"invoice_ids\":{\"fields\":{\"display_name\":{},\"create_uid\":"
                         "{\"fields\":{\"display_name\":{}}}}}}");
  if (company != 0)
    erp_call_set_companies (call, &company, 1);

  return call;
}

static ErpCall *
rivals (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "sale_order_ids", "create_uid", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "create_date", ">=", erp_job_body_get_since (body));

  return biz_job_new_search (body, "sale.advance.payment.inv", domain, fields);
}

static gboolean
has_rival (JsonObject *body, JsonNode *others, JsonObject *wizard)
{
  JsonObject *other;

  for (guint i = 0; (other = biz_job_nth (others, i)) != NULL; i++)
    if (other != wizard
        && biz_job_has_id (other, "sale_order_ids", biz_job_get_id (body, "order_id")))
      return TRUE;

  return FALSE;
}

static JsonNode *
get_invoices (JsonNode *answer)
{
  JsonObject *page = NULL;
  JsonObject *order = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (answer))
    return NULL;
  page = json_node_get_object (answer);
  if (json_object_has_member (page, "records"))
    order = biz_job_nth (json_object_get_member (page, "records"), 0);
  if (order == NULL || !json_object_has_member (order, "invoice_ids"))
    return NULL;

  return json_object_get_member (order, "invoice_ids");
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *others, JsonObject **result)
{
  JsonObject *before = biz_job_find (baseline, biz_job_get_id (body, "order_id"));
  JsonObject *wizard = biz_job_find (others, erp_job_body_get_prepared_id (body));
  const gint64 uid = wizard != NULL ? biz_job_get_many2one (wizard, "create_uid") : 0;
  JsonNode *invoices = get_invoices (answer);
  JsonObject *found = NULL;
  JsonObject *invoice;
  guint n = 0;

  for (guint i = 0; before != NULL && (invoice = biz_job_nth (invoices, i)) != NULL; i++)
    {
      if (biz_job_has_id (before, "invoice_ids", biz_job_get_id (invoice, "id"))
          || (uid != 0 && biz_job_get_many2one (invoice, "create_uid") != uid))
        continue;
      found = invoice;
      n++;
    }
  if (n == 0)
    return ERP_VERDICT_NOT_SEEN;
  if (n > 1 || (others != NULL && (wizard == NULL || has_rival (body, others, wizard))))
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("account.move", biz_job_get_id (found, "id"),
                       biz_job_get_text (found, "display_name"), result);
}

const ErpJobKind biz_job_order_invoice_kind = {
  .name = BIZ_JOB_ORDER_INVOICE,
  .label = N_ ("Invoice of an order"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .rivals = rivals,
  .judge = judge,
};
