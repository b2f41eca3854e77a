/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-sale.h"

#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-risk.h"
#include "demo-thread.h"

#define INVOICE_STATUS                                                                             \
  "upselling:Upselling Opportunity|invoiced:Fully Invoiced|to invoice:To Invoice|no:Nothing to "   \
  "Invoice"

static const DemoField fields[] = {
  F_CHAR ("name", "Order Reference", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_SELECT ("state",
            "Status",
            "draft:Quotation|sent:Quotation Sent|sale:Sales Order|cancel:Cancelled",
            .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX | DEMO_REQUIRED,
            .value = "\"draft\""),
  F_BOOL ("locked", "Locked", .flags = DEMO_NO_COPY),
  F_TIME ("date_order", "Order Date", .flags = DEMO_REQUIRED | DEMO_NO_COPY | DEMO_INDEX),
  F_DATE ("validity_date", "Expiration", .flags = DEMO_NO_COPY),
  F_TIME ("commitment_date", "Delivery Date", .flags = DEMO_NO_COPY),
  F_TIME ("effective_date",
          "Effective Date",
          .sql = "(SELECT MIN(p.date_done) FROM stock_picking p WHERE p.sale_id = $.id"
                 " AND p.state = 'done')"),
  F_TIME ("expected_date",
          "Expected Date",
          .sql = "(SELECT MAX(p.scheduled_date) FROM stock_picking p WHERE p.sale_id = $.id)"),
  F_M2O ("partner_id", "Customer", "res.partner", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O (
      "partner_invoice_id", "Invoice Address", "res.partner", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("partner_shipping_id", "Delivery Address", "res.partner", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("currency_id", "Currency", "res.currency", .flags = DEMO_REQUIRED),
  F_FLOAT ("currency_rate", "Currency Rate", .value = "1.0"),
  F_M2O ("payment_term_id", "Payment Terms", "account.payment.term"),
  F_M2O ("user_id", "Salesperson", "res.users", .flags = DEMO_INDEX),
  F_M2O ("team_id", "Sales Team", "crm.team"),
  F_M2O ("opportunity_id", "Opportunity", "crm.lead", .flags = DEMO_INDEX),
  F_M2O ("warehouse_id", "Warehouse", "stock.warehouse"),
  F_CHAR ("client_order_ref", "Customer Reference", .flags = DEMO_NO_COPY),
  F_CHAR ("origin", "Source Document"),
  F_HTML ("note", "Terms and conditions"),
  F_O2M ("order_line", "Order Lines", "sale.order.line", "order_id", .flags = DEMO_COPY),
  F_MONEY (
      "amount_untaxed", "Untaxed Amount", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("amount_tax", "Taxes", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("amount_total", "Total", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("amount_to_invoice",
           "Un-invoiced Balance",
           "currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY (
      "amount_invoiced", "Already invoiced", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_SELECT ("invoice_status",
            "Invoice Status",
            INVOICE_STATUS,
            .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX,
            .value = "\"no\""),
  F_SELECT ("delivery_status",
            "Delivery Status",
            "pending:Not Delivered|started:Started|partial:Partially Delivered|"
            "full:Fully Delivered",
            .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2M ("invoice_ids",
         "Invoices",
         "account.move",
         "demo_sale_order_invoice",
         "order_id",
         "invoice_id",
         .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2M ("tag_ids", "Tags", "crm.tag", "sale_order_tag_rel", "order_id", "tag_id"),
  F_INT ("invoice_count",
         "Invoice Count",
         .sql = "(SELECT COUNT(*) FROM demo_sale_order_invoice r WHERE r.order_id = $.id)"),
  F_O2M ("picking_ids", "Transfers", "stock.picking", "sale_id"),
  F_INT ("delivery_count",
         "Delivery Orders",
         .sql = "(SELECT COUNT(*) FROM stock_picking p WHERE p.sale_id = $.id)"),
  F_SELECT ("picking_policy",
            "Shipping Policy",
            "direct:As soon as possible|one:When all products are ready",
            .value = "\"direct\""),
  F_TEXT ("partner_credit_warning", "Partner Credit Warning", .compute = demo_move_compute_warning),
  F_CHAR ("access_url", "Portal Access URL", .sql = "'/my/orders/' || $.id"),
  DEMO_THREAD_FIELDS ("sale.order"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ | DEMO_WRITE },
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { "stock.group_stock_user", DEMO_READ | DEMO_WRITE },
  { 0 },
};

static JsonNode *
my_own (DemoEnv *env)
{
  return demo_json ("[\"|\", [\"user_id\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"user_id\", \"=\", false]]",
                    demo_env_get_uid (env));
}

static JsonNode *
everything (DemoEnv *env)
{
  return demo_json ("[[1, \"=\", 1]]");
}

static const DemoRule rules[] = {
  { "sales_team.group_sale_salesman", 0, my_own },
  { "sales_team.group_sale_salesman_all_leads", 0, everything },
  { "account.group_account_readonly", 0, everything },
  { "account.group_account_invoice", 0, everything },
  { "stock.group_stock_user", 0, everything },
  { NULL },
};

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 partner = demo_vals_int (vals, "partner_id");
  gint64 company = demo_vals_int (vals, "company_id");
  static const char *const addresses[] = { "partner_invoice_id", "partner_shipping_id" };
  gint64 term;

  if (partner == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "An order needs a customer.");
      return FALSE;
    }
  if (!demo_move_check_exists (env, "res.partner", "res_partner", partner, error))
    return FALSE;
  if (company == 0)
    company = demo_env_get_company (env);
  json_object_set_int_member (vals, "company_id", company);
  json_object_set_string_member (vals, "state", "draft");
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (demo_vals_int (vals, addresses[i]) == 0)
      json_object_set_int_member (vals, addresses[i], partner);
  if (demo_vals_int (vals, "currency_id") == 0)
    json_object_set_int_member (vals, "currency_id",
                                demo_env_get_int (env, "res.company", company, "currency_id"));
  if (!demo_vals_has (vals, "payment_term_id"))
    {
      demo_env_push_company (env, company);
      term =
          demo_env_get_int (env, "res.partner",
                            demo_env_get_int (env, "res.partner", partner, "commercial_partner_id"),
                            "property_payment_term_id");
      demo_env_pop_company (env);
      if (term > 0)
        json_object_set_int_member (vals, "payment_term_id", term);
    }
  if (demo_vals_int (vals, "warehouse_id") == 0)
    {
      gint64 warehouse =
          demo_db_int (demo_env_get_db (env), NULL,
                       "SELECT id FROM stock_warehouse WHERE company_id = ? ORDER BY id LIMIT 1",
                       "i", company);

      if (warehouse > 0)
        json_object_set_int_member (vals, "warehouse_id", warehouse);
    }
  demo_vals_set_amount (vals, "currency_rate",
                        demo_ledger_rate (env, company, demo_vals_int (vals, "currency_id"),
                                          G_MININT),
                        DEMO_FLOAT_DECIMALS);
  return TRUE;
}

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 team;

  if (!demo_vals_has (vals, "date_order"))
    json_object_set_string_member (vals, "date_order", demo_env_now (env));
  if (!demo_vals_has (vals, "user_id"))
    json_object_set_int_member (vals, "user_id", demo_env_get_uid (env));
  if (!demo_vals_has (vals, "team_id"))
    {
      team = demo_db_int (demo_env_get_db (env), NULL,
                          "SELECT id FROM crm_team ORDER BY sequence, id LIMIT 1", "");
      if (team > 0)
        json_object_set_int_member (vals, "team_id", team);
    }
  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  if (demo_vals_text (vals, "name") == NULL
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE sale_order SET name = 'S' || PRINTF('%05d', id) WHERE id = ?", "i",
                        id))
    return FALSE;
  demo_env_defer (env, demo_order_refresh, id);
  return demo_thread_log_created (env, "sale.order", id, "Sales order created", error);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (demo_env_get_int (env, "sale.order", demo_ids_get (ids, i), "locked")
        && json_object_has_member (vals, "order_line"))
      {
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                             "A locked order keeps its lines. Unlock it first.");
        return FALSE;
      }
  if (json_object_has_member (vals, "state") && !demo_env_is_su (env))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The state of an order changes by confirming or cancelling it.");
      return FALSE;
    }
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    demo_env_defer (env, demo_order_refresh, demo_ids_get (ids, i));
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "sale.order", demo_ids_get (ids, i), "state");

      if (g_strcmp0 (state, "sale") == 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "A confirmed order cannot be deleted. Cancel it first.");
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
demo_order_confirm (DemoEnv *env, const DemoIds *ids, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, "sale.order", ids, DEMO_WRITE, error)
      || !demo_env_flush (env, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *state = demo_env_get_text (env, "sale.order", id, "state");

      if (g_strcmp0 (state, "draft") != 0 && g_strcmp0 (state, "sent") != 0)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "Only quotations can be confirmed; order %" G_GINT64_FORMAT " is %s.", id,
                       g_strcmp0 (state, "sale") == 0 ? "confirmed already" : "cancelled");
          return FALSE;
        }
      if (!demo_db_exec (db, error,
                         "UPDATE sale_order SET state = 'sale', date_order = ?2, write_uid = ?3,"
                         " write_date = ?2 WHERE id = ?1",
                         "isi", id, demo_env_now (env), demo_env_get_uid (env))
          || !demo_delivery_create (env, id, error)
          || !demo_thread_log (env, "sale.order", id, "Quotation confirmed", "mail.mt_note", error)
          || !demo_order_refresh (env, id, error))
        return FALSE;
    }
  return TRUE;
}

/* A customer over the allowed risk: a wizard comes instead, and nothing is confirmed. */
static JsonNode *
action_confirm (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error)
      || !demo_env_flush (env, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (JsonNode) wizard = demo_risk_ask (env, demo_ids_get (ids, i), &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (wizard != NULL)
        return g_steal_pointer (&wizard);
    }
  return demo_order_confirm (env, ids, error) ? demo_json_true () : NULL;
}

static JsonNode *
action_cancel (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (demo_env_get_int (env, "sale.order", id, "locked"))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "A locked order cannot be cancelled. Unlock it first.");
          return NULL;
        }
      if (!demo_delivery_cancel (env, id, error)
          || !demo_db_exec (demo_env_get_db (env), error,
                            "UPDATE sale_order SET state = 'cancel', write_uid = ?2,"
                            " write_date = ?3 WHERE id = ?1",
                            "iis", id, demo_env_get_uid (env), demo_env_now (env))
          || !demo_order_refresh (env, id, error))
        return NULL;
    }
  return demo_json_true ();
}

static JsonNode *
action_draft (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE sale_order SET state = 'draft' WHERE id = ?"
                       " AND state IN ('cancel', 'sent')",
                       "i", demo_ids_get (ids, i)))
      return NULL;
  return demo_json_true ();
}

static JsonNode *
action_lock (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_env_set_int (env, "sale.order", demo_ids_get (ids, i), "locked", 1, error))
      return NULL;
  return NULL;
}

static JsonNode *
action_unlock (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_env_set_int (env, "sale.order", demo_ids_get (ids, i), "locked", 0, error))
      return NULL;
  return NULL;
}

static const DemoMethod methods[] = {
  { "action_confirm", action_confirm, "" }, { "action_cancel", action_cancel, "" },
  { "action_draft", action_draft, "" },     { "action_lock", action_lock, "" },
  { "action_unlock", action_unlock, "" },   { 0 },
};

static const char *const search_fields[] = { "name", "client_order_ref", "partner_id.name", NULL };

static const char *const order_ddl[] = {
  "CREATE INDEX IF NOT EXISTS sale_order_list ON sale_order(date_order, id)",
  NULL,
};

const DemoModel demo_order_model = {
  .name = "sale.order",
  .label = "Sales Order",
  .table = "sale_order",
  .order = "date_order desc, id desc",
  .name_search = search_fields,
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .rules = rules,
  .ddl = order_ddl,
  .defaults = defaults,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
  .before_unlink = before_unlink,
};
