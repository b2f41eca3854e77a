/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A draft invoice over what is to invoice of sales orders, or over a down payment of one. The ERP
 * cleans what could mark the invoice. It is taken for ours when it is the order's only new one by
 * this user and no other wizard of this user was opened on the order meanwhile; as with payments.
 * Of several orders each must have one: the server shares an invoice among them as it does. */

/* (transfer full) (element-type gint64): the orders; a body of an earlier version has one */
static GArray *
get_orders (JsonObject *body)
{
  g_autoptr (GArray) ids = NULL;
  gint64 id = biz_job_get_id (body, "order_id");

  if (json_object_has_member (body, "order_ids"))
    erp_json_get_ids (body, "order_ids", &ids, NULL);
  if (ids == NULL)
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ids->len == 0)
    g_array_append_val (ids, id);

  return g_steal_pointer (&ids);
}

static ErpDomain *
new_order_domain (JsonObject *body)
{
  g_autoptr (GArray) ids = get_orders (body);
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);

  return domain;
}

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
  g_autoptr (ErpDomain) domain = new_order_domain (body);

  return biz_job_new_search (body, "sale.order", domain, fields);
}

/* A prepayment may be asked before the quotation is confirmed. */
static gboolean
check_order (JsonObject *body, JsonObject *order, GError **error)
{
  const char *state = biz_job_get_text (order, "state");

  if (g_strcmp0 (state, "sale") == 0 || g_strcmp0 (state, "done") == 0)
    return TRUE;
  if (json_object_has_member (body, "before_order")
      && (g_strcmp0 (state, "draft") == 0 || g_strcmp0 (state, "sent") == 0))
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("Only a confirmed order is invoiced. Look at the order again."));
  return FALSE;
}

/* What has come since the person looked may be the very same invoice. */
static gboolean
check_seen (JsonObject *body, JsonObject *order, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  const char *name = biz_job_get_text (order, "name");

  if (!json_object_has_member (body, "seen")
      || !erp_json_get_ids (order, "invoice_ids", &ids, NULL))
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (biz_job_has_id (body, "seen", g_array_index (ids, gint64, i)))
        continue;
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                   _ ("Somebody has invoiced order %s meanwhile. Read the list again."),
                   name != NULL ? name : "");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (GArray) ids = get_orders (body);

  for (guint i = 0; i < ids->len; i++)
    {
      JsonObject *order = biz_job_find (baseline, g_array_index (ids, gint64, i));

      if (order == NULL)
        return biz_job_check_exists (NULL, error);
      if (!check_order (body, order, error) || !check_seen (body, order, error))
        return FALSE;
    }

  return TRUE;
}

/* A number as text; what is none is left to the server to refuse. */
static void
set_number (JsonObject *vals, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_double_member (vals, member, g_ascii_strtod (text, NULL));
}

static JsonArray *
new_link (GArray *ids)
{
  JsonArray *list = json_array_new ();
  JsonArray *command = json_array_new ();
  JsonArray *commands = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (list, g_array_index (ids, gint64, i));
  json_array_add_int_element (command, 6);
  json_array_add_int_element (command, 0);
  json_array_add_array_element (command, list);
  json_array_add_array_element (commands, command);

  return commands;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  g_autoptr (GArray) ids = get_orders (body);
  const char *method = biz_job_get_text (body, "method");
  ErpCall *call = biz_job_new_write (body, "sale.advance.payment.inv", "create");
  JsonObject *vals = json_object_new ();
  gboolean keep = FALSE;

  json_object_set_string_member (vals, "advance_payment_method",
                                 method != NULL ? method : "delivered");
  json_object_set_array_member (vals, "sale_order_ids", new_link (ids));
  set_number (vals, "amount", biz_job_get_text (body, "percentage"));
  set_number (vals, "fixed_amount", biz_job_get_text (body, "fixed"));
  if (json_object_has_member (body, "keep_down_payments")
      && erp_json_get_bool (body, "keep_down_payments", &keep, NULL) && keep)
    json_object_set_boolean_member (vals, "deduct_down_payments", FALSE);
  biz_job_take_vals (call, vals);
  biz_job_set_active (call, "sale.order", g_array_index (ids, gint64, 0));

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
  g_autoptr (ErpDomain) domain = new_order_domain (body);

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
has_rival (GArray *orders, JsonNode *others, JsonObject *wizard)
{
  JsonObject *other;

  for (guint i = 0; (other = biz_job_nth (others, i)) != NULL; i++)
    for (guint k = 0; other != wizard && k < orders->len; k++)
      if (biz_job_has_id (other, "sale_order_ids", g_array_index (orders, gint64, k)))
        return TRUE;

  return FALSE;
}

/* (nullable): the order in the page that verify () asked for */
static JsonObject *
find_order (JsonNode *answer, gint64 id)
{
  JsonObject *page = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (answer))
    return NULL;
  page = json_node_get_object (answer);

  return json_object_has_member (page, "records")
             ? biz_job_find (json_object_get_member (page, "records"), id)
             : NULL;
}

/* How many new invoices of an order are this user's; @found is the last. */
static guint
count_new (JsonObject *before, JsonObject *order, gint64 uid, JsonObject **found)
{
  JsonNode *invoices = order != NULL && json_object_has_member (order, "invoice_ids")
                           ? json_object_get_member (order, "invoice_ids")
                           : NULL;
  JsonObject *invoice;
  guint n = 0;

  for (guint i = 0; before != NULL && (invoice = biz_job_nth (invoices, i)) != NULL; i++)
    {
      if (biz_job_has_id (before, "invoice_ids", biz_job_get_id (invoice, "id"))
          || (uid != 0 && biz_job_get_many2one (invoice, "create_uid") != uid))
        continue;
      *found = invoice;
      n++;
    }

  return n;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *others, JsonObject **result)
{
  g_autoptr (GArray) orders = get_orders (body);
  JsonObject *wizard = biz_job_find (others, erp_job_body_get_prepared_id (body));
  const gint64 uid = wizard != NULL ? biz_job_get_many2one (wizard, "create_uid") : 0;
  JsonObject *found = NULL;
  guint n_all = 0;
  gboolean each_has_one = TRUE;

  for (guint i = 0; i < orders->len; i++)
    {
      const gint64 id = g_array_index (orders, gint64, i);
      guint n = count_new (biz_job_find (baseline, id), find_order (answer, id), uid, &found);

      n_all += n;
      each_has_one &= n == 1;
    }
  if (n_all == 0)
    return ERP_VERDICT_NOT_SEEN;
  if (!each_has_one || (others != NULL && (wizard == NULL || has_rival (orders, others, wizard))))
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
