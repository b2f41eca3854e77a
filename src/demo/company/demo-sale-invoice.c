/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-sale.h"

/* The wizard that makes invoices from orders, and what it makes. */

static const DemoField fields[] = {
  F_SELECT ("advance_payment_method",
            "Create Invoice",
            "delivered:Regular invoice",
            .flags = DEMO_REQUIRED,
            .value = "\"delivered\""),
  F_M2M ("sale_order_ids",
         "Sale Orders",
         "sale.order",
         "sale_advance_payment_inv_sale_order_rel",
         "sale_advance_payment_inv_id",
         "sale_order_id"),
  F_INT ("count",
         "Order Count",
         .sql = "(SELECT COUNT(*) FROM sale_advance_payment_inv_sale_order_rel r"
                " WHERE r.sale_advance_payment_inv_id = $.id)"),
  F_BOOL ("consolidated_billing", "Consolidated Billing", .value = "true"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) orders = demo_vals_ids (vals, "sale_order_ids");
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *text = NULL;

  if (orders->len == 0
      && g_strcmp0 (demo_env_context_text (env, "active_model"), "sale.order") == 0)
    {
      g_array_unref (g_steal_pointer (&orders));
      orders = demo_env_context_ids (env, "active_ids");
    }
  list = demo_ids_to_json (orders);
  text = json_to_string (list, FALSE);
  json_object_set_member (vals, "sale_order_ids", demo_json ("[[6, 0, %s]]", text));
  return demo_env_check_access (env, "sale.order", orders, DEMO_READ, error);
}

/* Orders with the same customer, currency and company share an invoice. */
static gboolean
share_invoice (DemoEnv *env, gint64 one, gint64 other)
{
  static const char *const same[] = { "company_id", "partner_invoice_id", "currency_id" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (demo_env_get_int (env, "sale.order", one, same[i])
        != demo_env_get_int (env, "sale.order", other, same[i]))
      return FALSE;
  return TRUE;
}

static JsonNode *
ids_command (DemoEnv *env, const char *sql, gint64 id)
{
  g_autoptr (DemoIds) ids = demo_db_ids (demo_env_get_db (env), NULL, sql, "i", id);
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);
  g_autofree char *text = json_to_string (list, FALSE);

  return demo_json ("[[6, 0, %s]]", text);
}

static void
set_amount_member (JsonObject *vals, const char *name, gint64 value)
{
  demo_vals_set_amount (vals, name, value, DEMO_FLOAT_DECIMALS);
}

static gboolean
add_lines (DemoEnv *env, gint64 order, JsonArray *commands, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT id, name, product_id, product_uom_id, qty_to_invoice, price_unit, discount, sequence"
      " FROM sale_order_line WHERE order_id = ? AND qty_to_invoice <> 0 ORDER BY sequence, id",
      "i", order);

  while (rows != NULL && demo_statement_step (rows, &local))
    {
      JsonObject *line = json_object_new ();
      JsonArray *command = json_array_new ();

      json_object_set_string_member (line, "name", demo_statement_text (rows, 1));
      json_object_set_int_member (line, "product_id", demo_statement_int (rows, 2));
      json_object_set_int_member (line, "product_uom_id", demo_statement_int (rows, 3));
      set_amount_member (line, "quantity", demo_statement_int (rows, 4));
      set_amount_member (line, "price_unit", demo_statement_int (rows, 5));
      set_amount_member (line, "discount", demo_statement_int (rows, 6));
      json_object_set_int_member (line, "sequence", demo_statement_int (rows, 7));
      json_object_set_member (line, "tax_ids",
                              ids_command (env,
                                           "SELECT account_tax_id FROM"
                                           " account_tax_sale_order_line_rel"
                                           " WHERE sale_order_line_id = ?",
                                           demo_statement_int (rows, 0)));
      json_object_set_member (line, "sale_line_ids",
                              demo_json ("[[6, 0, [%" G_GINT64_FORMAT "]]]",
                                         demo_statement_int (rows, 0)));
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, line);
      json_array_add_array_element (commands, command);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
refuse_nothing (GError **error)
{
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "There is nothing to invoice: what is invoiced by delivery must be "
                       "delivered first.");
  return FALSE;
}

static JsonObject *
describe_invoice (DemoEnv *env, const DemoIds *orders)
{
  gint64 first = demo_ids_get (orders, 0);
  JsonObject *vals = json_object_new ();
  g_autoptr (GString) origin = g_string_new (NULL);
  g_autofree char *reference = demo_env_get_text (env, "sale.order", first, "client_order_ref");
  static const char *const same[][2] = {
    { "partner_id", "partner_invoice_id" },
    { "partner_shipping_id", "partner_shipping_id" },
    { "currency_id", "currency_id" },
    { "invoice_user_id", "user_id" },
    { "team_id", "team_id" },
    { "invoice_payment_term_id", "payment_term_id" },
  };

  for (guint i = 0; i < orders->len; i++)
    {
      g_autofree char *name =
          demo_env_get_text (env, "sale.order", demo_ids_get (orders, i), "name");

      g_string_append_printf (origin, "%s%s", i > 0 ? ", " : "", name);
    }
  json_object_set_string_member (vals, "move_type", "out_invoice");
  json_object_set_string_member (vals, "invoice_origin", origin->str);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      gint64 id = demo_env_get_int (env, "sale.order", first, same[i][1]);

      if (id > 0)
        json_object_set_int_member (vals, same[i][0], id);
    }
  if (reference != NULL)
    json_object_set_string_member (vals, "ref", reference);
  return vals;
}

/**
 * demo_order_make_invoice: (skip)
 * @orders: sale.order records that share an invoice
 *
 * Makes a draft invoice of what is to be invoiced. A salesman may do it, although he may not make
 * invoices otherwise.
 *
 * Returns: the new account.move, or 0
 */
gint64
demo_order_make_invoice (DemoEnv *env, const DemoIds *orders, GError **error)
{
  g_autoptr (JsonObject) vals = describe_invoice (env, orders);
  JsonArray *commands = json_array_new ();
  gint64 company = demo_env_get_int (env, "sale.order", demo_ids_get (orders, 0), "company_id");
  gint64 invoice;

  json_object_set_array_member (vals, "invoice_line_ids", commands);
  for (guint i = 0; i < orders->len; i++)
    if (!add_lines (env, demo_ids_get (orders, i), commands, error))
      return 0;
  if (json_array_get_length (commands) == 0)
    {
      refuse_nothing (error);
      return 0;
    }
  demo_env_sudo (env);
  demo_env_push_company (env, company);
  invoice = demo_env_create (env, "account.move", vals, error);
  demo_env_pop_company (env);
  demo_env_unsudo (env);
  for (guint i = 0; invoice > 0 && i < orders->len; i++)
    {
      if (!demo_db_exec (demo_env_get_db (env), error,
                         "INSERT OR IGNORE INTO demo_sale_order_invoice (order_id, invoice_id)"
                         " VALUES (?, ?)",
                         "ii", demo_ids_get (orders, i), invoice))
        return 0;
      demo_env_defer (env, demo_order_refresh, demo_ids_get (orders, i));
    }
  return invoice;
}

static gboolean
invoice_orders (DemoEnv *env, gint64 wizard, DemoIds *invoices, GError **error)
{
  g_autoptr (DemoIds) orders =
      demo_db_ids (demo_env_get_db (env), error,
                   "SELECT sale_order_id FROM sale_advance_payment_inv_sale_order_rel"
                   " WHERE sale_advance_payment_inv_id = ? ORDER BY sale_order_id",
                   "i", wizard);
  g_autoptr (DemoIds) done = demo_ids_new ();

  if (orders == NULL || !demo_env_check_access (env, "sale.order", orders, DEMO_READ, error))
    return FALSE;
  if (orders->len == 0)
    return refuse_nothing (error);
  for (guint i = 0; i < orders->len; i++)
    {
      g_autoptr (DemoIds) group = demo_ids_new ();
      gint64 invoice;

      for (guint j = i; j < orders->len; j++)
        if (!demo_ids_has (done, demo_ids_get (orders, j))
            && share_invoice (env, demo_ids_get (orders, i), demo_ids_get (orders, j)))
          {
            demo_ids_add (group, demo_ids_get (orders, j));
            demo_ids_add (done, demo_ids_get (orders, j));
          }
      if (group->len == 0)
        continue;
      invoice = demo_order_make_invoice (env, group, error);
      if (invoice == 0)
        return FALSE;
      demo_ids_add (invoices, invoice);
    }
  return TRUE;
}

static JsonNode *
create_invoices (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) invoices = demo_ids_new ();
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *text = NULL;

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!invoice_orders (env, demo_ids_get (ids, i), invoices, error))
      return NULL;
  if (invoices->len == 1)
    return demo_json ("{\"name\": \"Invoices\", \"type\": \"ir.actions.act_window\","
                      " \"res_model\": \"account.move\", \"view_mode\": \"list,form\","
                      " \"views\": [[false, \"form\"]], \"target\": \"current\","
                      " \"context\": {\"default_move_type\": \"out_invoice\"},"
                      " \"res_id\": %" G_GINT64_FORMAT "}",
                      demo_ids_get (invoices, 0));
  list = demo_ids_to_json (invoices);
  text = json_to_string (list, FALSE);
  return demo_json (
      "{\"name\": \"Invoices\", \"type\": \"ir.actions.act_window\","
      " \"res_model\": \"account.move\", \"view_mode\": \"list,form\","
      " \"target\": \"current\", \"context\": {\"default_move_type\": \"out_invoice\"},"
      " \"domain\": [[\"id\", \"in\", %s]]}",
      text);
}

static const DemoMethod methods[] = {
  { "create_invoices", create_invoices, "" },
  { 0 },
};

const DemoModel demo_advance_payment_model = {
  .name = "sale.advance.payment.inv",
  .label = "Sales Advance Payment Invoice",
  .table = "sale_advance_payment_inv",
  .rec_name = "advance_payment_method",
  .transient = TRUE,
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .before_create = before_create,
};
