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
            "delivered:Regular invoice|percentage:Down payment (percentage)|"
            "fixed:Down payment (fixed amount)",
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
  F_BOOL ("deduct_down_payments", "Deduct down payments", .value = "true"),
  F_FLOAT ("amount", "Down Payment"),
  F_FLOAT ("fixed_amount", "Down Payment Amount (Fixed)"),
  F_M2O ("product_id", "Down Payment Product", "product.product", .until = 17),
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
add_lines (DemoEnv *env, gint64 order, gboolean deduct, JsonArray *commands, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT id, name, product_id, product_uom_id, qty_to_invoice, price_unit, discount, sequence,"
      " is_downpayment"
      " FROM sale_order_line WHERE order_id = ?1 AND (qty_to_invoice > 0 OR"
      " (?2 AND qty_to_invoice < 0 AND EXISTS (SELECT 1 FROM sale_order_line o"
      " WHERE o.order_id = ?1 AND NOT o.is_downpayment AND o.qty_to_invoice <> 0)))"
      " ORDER BY sequence, id",
      "ii", order, (gint64)deduct);

  while (rows != NULL && demo_statement_step (rows, &local))
    {
      JsonObject *line = json_object_new ();
      JsonArray *command = json_array_new ();

      json_object_set_string_member (line, "name", demo_statement_text (rows, 1));
      if (demo_statement_int (rows, 2) > 0)
        {
          json_object_set_int_member (line, "product_id", demo_statement_int (rows, 2));
          json_object_set_int_member (line, "product_uom_id", demo_statement_int (rows, 3));
        }
      set_amount_member (line, "quantity", demo_statement_int (rows, 4));
      set_amount_member (line, "price_unit", demo_statement_int (rows, 5));
      set_amount_member (line, "discount", demo_statement_int (rows, 6));
      json_object_set_int_member (line, "sequence", demo_statement_int (rows, 7));
      json_object_set_boolean_member (line, "is_downpayment", demo_statement_int (rows, 8) != 0);
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

/* Takes @commands. */
static gint64
make_invoice (DemoEnv *env, const DemoIds *orders, JsonArray *commands, GError **error)
{
  g_autoptr (JsonObject) vals = describe_invoice (env, orders);
  gint64 company = demo_env_get_int (env, "sale.order", demo_ids_get (orders, 0), "company_id");
  gint64 invoice;

  json_object_set_array_member (vals, "invoice_line_ids", commands);
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

static gint64
make_delivered (DemoEnv *env, const DemoIds *orders, gboolean deduct, GError **error)
{
  g_autoptr (JsonArray) commands = json_array_new ();

  for (guint i = 0; i < orders->len; i++)
    if (!add_lines (env, demo_ids_get (orders, i), deduct, commands, error))
      return 0;
  if (json_array_get_length (commands) == 0)
    {
      refuse_nothing (error);
      return 0;
    }
  return make_invoice (env, orders, g_steal_pointer (&commands), error);
}

/* What is paid down is a line of the order that nothing is ordered of, one for each set of taxes:
 * the invoice asks for one of it, the last invoice takes that one off. */
static gint64
add_down_payment_line (
    DemoEnv *env, gint64 order, gint64 like, gint64 price, const char *name, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  gint64 line;

  json_object_set_int_member (vals, "order_id", order);
  json_object_set_string_member (vals, "name", name);
  json_object_set_boolean_member (vals, "is_downpayment", TRUE);
  json_object_set_int_member (vals, "sequence", 9000);
  json_object_set_int_member (vals, "product_uom_qty", 0);
  set_amount_member (vals, "price_unit", price);
  json_object_set_member (vals, demo_env_get_series (env) < 18 ? "tax_id" : "tax_ids",
                          ids_command (env,
                                       "SELECT account_tax_id FROM account_tax_sale_order_line_rel"
                                       " WHERE sale_order_line_id = ?",
                                       like));
  demo_env_sudo (env);
  line = demo_env_create (env, "sale.order.line", vals, error);
  demo_env_unsudo (env);
  return line;
}

static JsonObject *
describe_down_payment (DemoEnv *env, gint64 line, gint64 price, const char *name)
{
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "name", name);
  json_object_set_int_member (vals, "quantity", 1);
  set_amount_member (vals, "price_unit", price);
  json_object_set_boolean_member (vals, "is_downpayment", TRUE);
  json_object_set_member (vals, "tax_ids",
                          ids_command (env,
                                       "SELECT account_tax_id FROM"
                                       " account_tax_sale_order_line_rel"
                                       " WHERE sale_order_line_id = ?",
                                       line));
  json_object_set_member (vals, "sale_line_ids",
                          demo_json ("[[6, 0, [%" G_GINT64_FORMAT "]]]", line));
  return vals;
}

#define TAX_SETS                                                                                   \
  "SELECT MIN(l.id), SUM(l.price_subtotal) FROM (SELECT s.id, s.price_subtotal,"                   \
  " (SELECT GROUP_CONCAT(r.account_tax_id) FROM account_tax_sale_order_line_rel r"                 \
  "  WHERE r.sale_order_line_id = s.id) taxes FROM sale_order_line s WHERE s.order_id = ?1"        \
  "  AND s.display_type IS NULL AND NOT COALESCE(s.is_downpayment, 0)) l GROUP BY l.taxes"

/* @share / @whole of the order, before taxes. */
static gint64
make_down_payment (DemoEnv *env, gint64 order, gint64 share, gint64 whole, GError **error)
{
  g_autoptr (JsonArray) commands = json_array_new ();
  g_autoptr (DemoIds) orders = demo_ids_new ();
  g_autoptr (DemoStatement) rows =
      demo_db_query (demo_env_get_db (env), error, TAX_SETS, "i", order);
  g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));

  while (rows != NULL && demo_statement_step (rows, NULL))
    {
      gint64 set[2] = { demo_statement_int (rows, 0), demo_statement_int (rows, 1) };

      g_array_append_val (sets, set);
    }
  g_clear_pointer (&rows, demo_statement_free);
  demo_ids_add (orders, order);
  for (guint i = 0; i < sets->len; i++)
    {
      const gint64 *set = &((const gint64 *)(gpointer)sets->data)[2 * i];
      gint64 price = demo_mul_div (set[1], share, whole) * (DEMO_FLOAT_ONE / 100);
      gint64 line = add_down_payment_line (env, order, set[0], price, "Down payment", error);
      JsonArray *command = json_array_new ();

      if (line == 0)
        {
          json_array_unref (command);
          return 0;
        }
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command,
                                     describe_down_payment (env, line, price, "Down payment"));
      json_array_add_array_element (commands, command);
    }
  return make_invoice (env, orders, g_steal_pointer (&commands), error);
}

static gboolean
pay_down (DemoEnv *env,
          gint64 wizard,
          const char *method,
          DemoIds *orders,
          DemoIds *invoices,
          GError **error)
{
  gboolean percent = g_str_equal (method, "percentage");
  gint64 share = demo_env_get_int (env, "sale.advance.payment.inv", wizard,
                                   percent ? "amount" : "fixed_amount");
  gint64 whole = 100 * DEMO_FLOAT_ONE;
  gint64 invoice;

  if (orders->len != 1)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "A down payment is asked for one order at a time.");
      return FALSE;
    }
  if (share <= 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The amount of a down payment must be above zero.");
      return FALSE;
    }
  if (!percent)
    whole = demo_env_get_int (env, "sale.order", demo_ids_get (orders, 0), "amount_total")
            * (DEMO_FLOAT_ONE / 100);
  invoice = whole > 0 ? make_down_payment (env, demo_ids_get (orders, 0), share, whole, error) : 0;
  if (whole <= 0)
    return refuse_nothing (error);
  if (invoice != 0)
    demo_ids_add (invoices, invoice);
  return invoice != 0;
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
  return make_delivered (env, orders, TRUE, error);
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
  g_autofree char *method = NULL;
  gboolean deduct, together;

  if (orders == NULL || !demo_env_check_access (env, "sale.order", orders, DEMO_READ, error))
    return FALSE;
  if (orders->len == 0)
    return refuse_nothing (error);
  method = demo_env_get_text (env, "sale.advance.payment.inv", wizard, "advance_payment_method");
  if (g_strcmp0 (method, "delivered") != 0)
    return pay_down (env, wizard, method, orders, invoices, error);
  deduct = demo_env_get_int (env, "sale.advance.payment.inv", wizard, "deduct_down_payments") != 0;
  together =
      demo_env_get_int (env, "sale.advance.payment.inv", wizard, "consolidated_billing") != 0;
  for (guint i = 0; i < orders->len; i++)
    {
      g_autoptr (DemoIds) group = demo_ids_new ();
      gint64 invoice;

      for (guint j = i; j < (together ? orders->len : i + 1); j++)
        if (!demo_ids_has (done, demo_ids_get (orders, j))
            && share_invoice (env, demo_ids_get (orders, i), demo_ids_get (orders, j)))
          {
            demo_ids_add (group, demo_ids_get (orders, j));
            demo_ids_add (done, demo_ids_get (orders, j));
          }
      if (group->len == 0)
        continue;
      invoice = make_delivered (env, group, deduct, error);
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
