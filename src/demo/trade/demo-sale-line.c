/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-sale.h"
#include "demo-tax.h"

static const DemoField fields[] = {
  F_M2O ("order_id",
         "Order Reference",
         "sale.order",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_TEXT ("name", "Description", .flags = DEMO_REQUIRED),
  F_SELECT ("display_type", "Display Type", "line_section:Section|line_note:Note"),
  F_M2O ("product_id", "Product", "product.product", .flags = DEMO_INDEX),
  F_M2O ("product_template_id",
         "Product Template",
         "product.template",
         .related = "product_id.product_tmpl_id"),
  F_FLOAT ("product_uom_qty", "Quantity", .flags = DEMO_REQUIRED, .value = "1.0"),
  F_M2O ("product_uom_id", "Unit", "uom.uom", .since = 18),
  F_M2O ("product_uom", "Unit of Measure", "uom.uom", .sql = "$.product_uom_id", .until = 17),
  F_FLOAT ("price_unit", "Unit Price"),
  F_FLOAT ("technical_price_unit", "Technical Price Unit", .since = 18),
  F_FLOAT ("discount", "Discount (%)", .value = "0.0"),
  F_M2M ("tax_ids",
         "Taxes",
         "account.tax",
         "account_tax_sale_order_line_rel",
         "sale_order_line_id",
         "account_tax_id",
         .since = 18),
  F_M2M ("tax_id",
         "Taxes",
         "account.tax",
         "account_tax_sale_order_line_rel",
         "sale_order_line_id",
         "account_tax_id",
         .until = 17),
  F_MONEY ("price_subtotal", "Subtotal", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("price_tax", "Total Tax", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("price_total", "Total", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_FLOAT ("qty_delivered", "Delivery Quantity", .flags = DEMO_NO_COPY),
  F_SELECT ("qty_delivered_method",
            "Method to update delivered qty",
            "manual:Manual|stock_move:Stock Moves",
            .sql = "CASE (SELECT t.type FROM product_product p JOIN product_template t"
                   " ON t.id = p.product_tmpl_id WHERE p.id = $.product_id)"
                   " WHEN 'service' THEN 'manual' WHEN 'consu' THEN 'stock_move'"
                   " WHEN 'product' THEN 'stock_move' END"),
  F_FLOAT ("qty_invoiced", "Invoiced Quantity", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_FLOAT ("qty_to_invoice", "Quantity To Invoice", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_SELECT ("invoice_status",
            "Invoice Status",
            "upselling:Upselling Opportunity|invoiced:Fully Invoiced|to invoice:To Invoice|"
            "no:Nothing to Invoice",
            .flags = DEMO_READONLY | DEMO_NO_COPY,
            .value = "\"no\""),
  F_MONEY ("untaxed_amount_to_invoice",
           "Untaxed Amount To Invoice",
           "currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_MONEY ("untaxed_amount_invoiced",
           "Untaxed Invoiced Amount",
           "currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2M ("invoice_lines",
         "Invoice Lines",
         "account.move.line",
         "sale_order_line_invoice_rel",
         "order_line_id",
         "invoice_line_id",
         .flags = DEMO_NO_COPY),
  F_O2M ("move_ids", "Stock Moves", "stock.move", "sale_line_id"),
  F_FLOAT ("customer_lead", "Lead Time", .value = "0.0"),
  F_BOOL ("is_downpayment", "Is a down payment"),
  F_M2O ("order_partner_id", "Customer", "res.partner", .related = "order_id.partner_id"),
  F_M2O ("salesman_id", "Salesperson", "res.users", .related = "order_id.user_id"),
  F_SELECT ("state",
            "Order Status",
            "draft:Quotation|sent:Quotation Sent|sale:Sales Order|cancel:Cancelled",
            .related = "order_id.state"),
  F_M2O ("company_id", "Company", "res.company", .related = "order_id.company_id"),
  F_M2O ("currency_id", "Currency", "res.currency", .related = "order_id.currency_id"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ | DEMO_WRITE },
  { "sales_team.group_sale_salesman", DEMO_ALL },
  { "stock.group_stock_user", DEMO_READ | DEMO_WRITE },
  { 0 },
};

static void
take_taxes (DemoEnv *env, JsonObject *vals, gint64 product, gint64 company)
{
  g_autoptr (DemoIds) taxes = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *text = NULL;
  const char *name = demo_env_get_series (env) < 18 ? "tax_id" : "tax_ids";

  if (json_object_has_member (vals, name))
    return;
  taxes =
      demo_db_ids (demo_env_get_db (env), NULL,
                   "SELECT r.tax_id FROM product_taxes_rel r JOIN account_tax t ON t.id = r.tax_id"
                   " WHERE r.prod_id = ? AND t.company_id = ? ORDER BY t.sequence, t.id",
                   "ii", product, company);
  if (taxes == NULL)
    return;
  list = demo_ids_to_json (taxes);
  text = json_to_string (list, FALSE);
  json_object_set_member (vals, name, demo_json ("[[6, 0, %s]]", text));
}

static JsonNode *
my_own (DemoEnv *env)
{
  return demo_json ("[\"|\", [\"order_id.user_id\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"order_id.user_id\", \"=\", false]]",
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

/* A price that comes from outside is taken for the customer's own, unless that comes, too. */
static void
take_price (DemoEnv *env, JsonObject *vals, gint64 product, gint64 order)
{
  if (!json_object_has_member (vals, "price_unit"))
    demo_vals_set_amount (
        vals, "price_unit",
        demo_mul_div (demo_env_get_int (env, "product.template", product, "list_price"),
                      demo_env_get_int (env, "sale.order", order, "currency_rate"), DEMO_FLOAT_ONE),
        DEMO_FLOAT_DECIMALS);
  if (demo_env_get_series (env) >= 18 && !json_object_has_member (vals, "technical_price_unit"))
    json_object_set_member (vals, "technical_price_unit",
                            json_node_copy (json_object_get_member (vals, "price_unit")));
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 product = demo_vals_int (vals, "product_id");
  gint64 order = demo_vals_int (vals, "order_id");
  gint64 company = demo_env_get_int (env, "sale.order", order, "company_id");

  if (demo_vals_text (vals, "display_type") != NULL)
    {
      json_object_set_int_member (vals, "product_uom_qty", 0);
      return TRUE;
    }
  if (product == 0 && demo_env_is_su (env) && demo_vals_int (vals, "is_downpayment") != 0)
    return TRUE;
  if (product == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "A line of an order needs a product.");
      return FALSE;
    }
  if (!demo_move_check_exists (env, "product.product", "product_product", product, error))
    return FALSE;
  if (demo_vals_text (vals, "name") == NULL)
    {
      g_autofree char *name = demo_env_display_name (env, "product.product", product);

      json_object_set_string_member (vals, "name", name);
    }
  take_price (env, vals, product, order);
  if (demo_vals_int (vals, "product_uom_id") == 0)
    json_object_set_int_member (vals, "product_uom_id",
                                demo_env_get_int (env, "product.template", product, "uom_id"));
  take_taxes (env, vals, product, company);
  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  demo_env_defer (env, demo_order_refresh, demo_vals_int (vals, "order_id"));
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    demo_env_defer (env, demo_order_refresh,
                    demo_env_get_int (env, "sale.order.line", demo_ids_get (ids, i), "order_id"));
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 order = demo_env_get_int (env, "sale.order.line", demo_ids_get (ids, i), "order_id");
      g_autofree char *state = demo_env_get_text (env, "sale.order", order, "state");

      if (g_strcmp0 (state, "sale") == 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "A line of a confirmed order stays; set its quantity to 0.");
          return FALSE;
        }
      demo_env_defer (env, demo_order_refresh, order);
    }
  return TRUE;
}

const DemoModel demo_order_line_model = {
  .name = "sale.order.line",
  .label = "Sales Order Line",
  .table = "sale_order_line",
  .order = "order_id, sequence, id",
  .display_sql = "(SELECT o.name FROM sale_order o WHERE o.id = $.order_id) || ' - ' || $.name",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .rules = rules,
  .before_create = before_create,
  .after_create = after_create,
  .after_write = after_write,
  .before_unlink = before_unlink,
};

/**
 * demo_order_compute_totals: (skip)
 * @order: a sale.order
 *
 * Computes the amounts of an order's lines and their sum, as an invoice of all of them would.
 */
gboolean
demo_order_compute_totals (DemoEnv *env, gint64 order, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (DemoIds) ids =
      demo_db_ids (db, error,
                   "SELECT id FROM sale_order_line WHERE order_id = ? AND display_type IS NULL",
                   "i", order);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      DemoTaxLine line = {
        .price = demo_env_get_int (env, "sale.order.line", id, "price_unit"),
        .quantity = demo_env_get_int (env, "sale.order.line", id, "product_uom_qty"),
        .discount = demo_env_get_int (env, "sale.order.line", id, "discount"),
      };
      DemoTax taxes[DEMO_TAX_MAX];
      guint n = 0;
      g_autoptr (DemoStatement) rows =
          demo_db_query (db, error,
                         "SELECT t.id, t.amount, t.price_include FROM account_tax t"
                         " JOIN account_tax_sale_order_line_rel r ON r.account_tax_id = t.id"
                         " WHERE r.sale_order_line_id = ? ORDER BY t.sequence, t.id",
                         "i", id);

      while (rows != NULL && n < DEMO_TAX_MAX && demo_statement_step (rows, NULL))
        {
          line.taxes |= 1u << n;
          taxes[n++] = (DemoTax){ .id = demo_statement_int (rows, 0),
                                  .percent = demo_statement_int (rows, 1),
                                  .included = demo_statement_int (rows, 2) != 0 };
        }
      demo_tax_document (&line, 1, taxes, n, DEMO_MONEY_DECIMALS, TRUE);
      if (!demo_db_exec (db, error,
                         "UPDATE sale_order_line SET price_subtotal = ?2, price_total = ?3,"
                         " price_tax = ?3 - ?2 WHERE id = ?1",
                         "iii", id, line.subtotal, line.total))
        return FALSE;
    }
  return ids != NULL
         && demo_db_exec (db, error,
                          "UPDATE sale_order SET (amount_untaxed, amount_tax, amount_total) ="
                          " (SELECT COALESCE(SUM(price_subtotal), 0), COALESCE(SUM(price_tax), 0),"
                          "  COALESCE(SUM(price_total), 0) FROM sale_order_line"
                          "  WHERE order_id = sale_order.id) WHERE id = ?",
                          "i", order);
}

/**
 * demo_orders_restate: (skip)
 * @order: a sale.order, 0 for all
 *
 * Until 17 what is to invoice is the order's total less its posted invoices, delivered or not.
 */
gboolean
demo_orders_restate (DemoEnv *env, gint64 order, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (demo_env_get_series (env) >= 18)
    return TRUE;
  return demo_db_exec (
             db, error,
             "UPDATE sale_order SET amount_to_invoice = CASE WHEN invoice_status = 'invoiced' THEN "
             "0"
             " ELSE amount_total - COALESCE((SELECT SUM(CASE WHEN m.move_type = 'out_refund'"
             "   THEN -l.price_total ELSE l.price_total END) FROM account_move_line l"
             "   JOIN account_move m ON m.id = l.move_id WHERE m.state = 'posted'"
             "   AND l.id IN (SELECT r.invoice_line_id FROM sale_order_line s"
             "   JOIN sale_order_line_invoice_rel r ON r.order_line_id = s.id"
             "   WHERE s.order_id = sale_order.id)), 0) END WHERE ?1 = 0 OR id = ?1",
             "i", order)
         && demo_db_exec (db, error,
                          "UPDATE sale_order SET amount_invoiced = amount_total - amount_to_invoice"
                          " WHERE ?1 = 0 OR id = ?1",
                          "i", order);
}

/**
 * demo_order_refresh: (skip)
 * @order: a sale.order
 *
 * Computes what was delivered and invoiced of an order and what follows from it.
 */
gboolean
demo_order_refresh (DemoEnv *env, gint64 order, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  static const char *const steps[] = {
    "UPDATE sale_order_line SET"
    " qty_delivered = COALESCE((SELECT SUM(CASE WHEN d.usage = 'customer' THEN m.quantity"
    "   ELSE -m.quantity END) FROM stock_move m JOIN stock_location d"
    "   ON d.id = m.location_dest_id WHERE m.sale_line_id = sale_order_line.id"
    "   AND m.state = 'done' AND (m.to_refund OR (d.usage = 'customer'"
    "     AND m.origin_returned_move_id IS NULL))), CASE WHEN EXISTS (SELECT 1 FROM "
    "product_template t"
    "   WHERE t.id = product_id AND t.type = 'service') THEN qty_delivered ELSE 0 END),"
    " qty_invoiced = COALESCE((SELECT SUM(CASE WHEN m.move_type = 'out_refund' THEN -l.quantity"
    "   ELSE l.quantity END) FROM sale_order_line_invoice_rel r JOIN account_move_line l"
    "   ON l.id = r.invoice_line_id JOIN account_move m ON m.id = l.move_id"
    "   WHERE r.order_line_id = sale_order_line.id AND m.state <> 'cancel'), 0)"
    " WHERE order_id = ?1",
    "UPDATE sale_order_line SET qty_to_invoice = CASE WHEN display_type IS NULL"
    "   AND (SELECT o.state FROM sale_order o WHERE o.id = order_id) = 'sale'"
    "   THEN CASE (SELECT t.invoice_policy FROM product_template t WHERE t.id = product_id)"
    "     WHEN 'delivery' THEN qty_delivered ELSE product_uom_qty END - qty_invoiced"
    "   ELSE 0 END WHERE order_id = ?1",
    "UPDATE sale_order_line SET untaxed_amount_invoiced = COALESCE((SELECT SUM(CASE"
    "   WHEN m.move_type = 'out_refund' THEN -l.price_subtotal ELSE l.price_subtotal END)"
    "   FROM sale_order_line_invoice_rel r JOIN account_move_line l ON l.id = r.invoice_line_id"
    "   JOIN account_move m ON m.id = l.move_id WHERE r.order_line_id = sale_order_line.id"
    "   AND m.state = 'posted'), 0) WHERE order_id = ?1",
    "UPDATE sale_order_line SET untaxed_amount_to_invoice = CASE WHEN display_type IS NULL"
    "   AND (SELECT o.state FROM sale_order o WHERE o.id = order_id) = 'sale'"
    "   THEN CASE WHEN product_uom_qty = 0 THEN 0 ELSE CAST(ROUND(1.0 * price_subtotal * CASE"
    "     (SELECT t.invoice_policy FROM product_template t WHERE t.id = product_id)"
    "     WHEN 'delivery' THEN qty_delivered ELSE product_uom_qty END / product_uom_qty)"
    "     AS INTEGER) END - untaxed_amount_invoiced"
    "   ELSE 0 END WHERE order_id = ?1",
    "UPDATE sale_order_line SET invoice_status = CASE"
    "   WHEN (SELECT o.state FROM sale_order o WHERE o.id = order_id) <> 'sale' THEN 'no'"
    "   WHEN qty_to_invoice <> 0 THEN 'to invoice'"
    "   WHEN qty_invoiced >= product_uom_qty THEN 'invoiced' ELSE 'no' END WHERE order_id = ?1",
    "UPDATE sale_order SET invoice_status = CASE WHEN state <> 'sale' THEN 'no'"
    "   WHEN EXISTS (SELECT 1 FROM sale_order_line l WHERE l.order_id = sale_order.id"
    "     AND l.invoice_status = 'to invoice') THEN 'to invoice'"
    "   WHEN NOT EXISTS (SELECT 1 FROM sale_order_line l WHERE l.order_id = sale_order.id"
    "     AND l.display_type IS NULL AND l.invoice_status <> 'invoiced')"
    "     AND EXISTS (SELECT 1 FROM sale_order_line l WHERE l.order_id = sale_order.id)"
    "     THEN 'invoiced' ELSE 'no' END,"
    " amount_to_invoice = COALESCE((SELECT SUM(CASE WHEN product_uom_qty = 0 THEN 0 ELSE"
    "   CAST(ROUND(1.0 * price_total * qty_to_invoice / product_uom_qty) AS INTEGER) END)"
    "   FROM sale_order_line l WHERE l.order_id = sale_order.id), 0),"
    " amount_invoiced = COALESCE((SELECT SUM(CASE WHEN product_uom_qty = 0 THEN 0 ELSE"
    "   CAST(ROUND(1.0 * price_total * qty_invoiced / product_uom_qty) AS INTEGER) END)"
    "   FROM sale_order_line l WHERE l.order_id = sale_order.id), 0),"
    " delivery_status = CASE WHEN NOT EXISTS (SELECT 1 FROM stock_picking p"
    "     WHERE p.sale_id = sale_order.id AND p.state <> 'cancel') THEN NULL"
    "   WHEN NOT EXISTS (SELECT 1 FROM stock_picking p WHERE p.sale_id = sale_order.id"
    "     AND p.state NOT IN ('done', 'cancel')) THEN 'full'"
    "   WHEN EXISTS (SELECT 1 FROM stock_picking p WHERE p.sale_id = sale_order.id"
    "     AND p.state = 'done') THEN 'partial' ELSE 'pending' END WHERE id = ?1",
  };

  if (!demo_order_compute_totals (env, order, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!demo_db_exec (db, error, steps[i], "i", order))
      return FALSE;
  return demo_orders_restate (env, order, error);
}

static DemoIds *
orders_of_move (DemoEnv *env, gint64 move)
{
  return demo_db_ids (demo_env_get_db (env), NULL,
                      "SELECT DISTINCT s.order_id FROM account_move_line l"
                      " JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = l.id"
                      " JOIN sale_order_line s ON s.id = r.order_line_id WHERE l.move_id = ?",
                      "i", move);
}

/**
 * demo_order_refresh_for_move: (skip)
 * @move: an account.move whose state has changed
 */
gboolean
demo_order_refresh_for_move (DemoEnv *env, gint64 move, GError **error)
{
  g_autoptr (DemoIds) orders = orders_of_move (env, move);

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    if (!demo_order_refresh (env, demo_ids_get (orders, i), error))
      return FALSE;
  return TRUE;
}

/**
 * demo_order_defer_for_move: (skip)
 * @move: an account.move about to be deleted
 */
void
demo_order_defer_for_move (DemoEnv *env, gint64 move)
{
  g_autoptr (DemoIds) orders = orders_of_move (env, move);

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    demo_env_defer (env, demo_order_refresh, demo_ids_get (orders, i));
}
