/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"
#include "demo-fields.h"

G_BEGIN_DECLS

/* A customer's risk as the community's modules have it, in series 17: parts that may count or not,
 * each with a limit of its own, and a wizard that comes instead of confirming an order. Amounts are
 * of the current company, in its currency; those of addresses and people are 0. */

#define DEMO_RISK_ITEMS(condition)                                                                 \
  "(CASE WHEN $.commercial_partner_id = $.id THEN COALESCE((SELECT SUM(rl.amount_residual)"        \
  " FROM account_move_line rl JOIN account_move rm ON rm.id = rl.move_id"                          \
  " WHERE rl.partner_id = $.id AND rl.account_type = 'asset_receivable'"                           \
  " AND rl.company_id = {company} AND " condition "), 0) ELSE 0 END)"
#define DEMO_RISK_DRAFT                                                                            \
  DEMO_RISK_ITEMS ("rl.parent_state = 'draft' AND rm.move_type IN ('out_invoice', 'out_refund')")
#define DEMO_RISK_OPEN                                                                             \
  DEMO_RISK_ITEMS ("rl.parent_state = 'posted' AND NOT rl.reconciled"                              \
                   " AND COALESCE(rl.date_maturity, rl.date) >= {today}")
#define DEMO_RISK_UNPAID                                                                           \
  DEMO_RISK_ITEMS ("rl.parent_state = 'posted' AND NOT rl.reconciled"                              \
                   " AND COALESCE(rl.date_maturity, rl.date) < {today}")
/* What waits for no transfer any more is at risk only as far as it can be invoiced. */
#define DEMO_RISK_QUANTITY                                                                         \
  "(CASE WHEN rt.type <> 'service' AND NOT EXISTS (SELECT 1 FROM stock_move rs"                    \
  " WHERE rs.sale_line_id = rl.id AND rs.state NOT IN ('done', 'cancel'))"                         \
  " THEN rl.qty_to_invoice ELSE (CASE rt.invoice_policy WHEN 'delivery'"                           \
  " THEN MAX(rl.product_uom_qty, rl.qty_delivered) ELSE rl.product_uom_qty END)"                   \
  " - rl.qty_invoiced END)"
#define DEMO_RISK_ORDERS                                                                           \
  "(CASE WHEN $.commercial_partner_id = $.id THEN COALESCE((SELECT"                                \
  " SUM(CAST(ROUND(1.0 * rl.price_total * " DEMO_RISK_QUANTITY                                     \
  " / rl.product_uom_qty * 1000000 / ro.currency_rate) AS INTEGER))"                               \
  " FROM sale_order ro JOIN res_partner rp ON rp.id = ro.partner_invoice_id"                       \
  " JOIN sale_order_line rl ON rl.order_id = ro.id"                                                \
  " JOIN product_product ra ON ra.id = rl.product_id"                                              \
  " JOIN product_template rt ON rt.id = ra.product_tmpl_id"                                        \
  " WHERE rp.commercial_partner_id = $.id AND ro.state = 'sale' AND ro.company_id = {company}"     \
  " AND rl.product_uom_qty <> 0), 0) ELSE 0 END)"
#define DEMO_RISK_TOTAL                                                                            \
  "((CASE WHEN $.risk_invoice_draft_include THEN " DEMO_RISK_DRAFT " ELSE 0 END)"                  \
  " + (CASE WHEN $.risk_invoice_open_include THEN " DEMO_RISK_OPEN " ELSE 0 END)"                  \
  " + (CASE WHEN $.risk_invoice_unpaid_include THEN " DEMO_RISK_UNPAID " ELSE 0 END)"              \
  " + (CASE WHEN $.risk_sale_order_include THEN " DEMO_RISK_ORDERS " ELSE 0 END))"
#define DEMO_RISK_OVER(column, part)                                                               \
  "(COALESCE($." column "_limit, 0) > 0 AND " part " > $." column "_limit)"
/* @limit: the credit limit as an expression, in millionths; amounts have hundredths */
#define DEMO_RISK_EXCEPTION(limit)                                                                       \
  "(" DEMO_RISK_OVER ("risk_invoice_draft", DEMO_RISK_DRAFT) " OR " DEMO_RISK_OVER (                     \
      "risk_invoice_open",                                                                               \
      DEMO_RISK_OPEN) " OR " DEMO_RISK_OVER ("risk_invoice_unpaid",                                      \
                                             DEMO_RISK_UNPAID) " OR "                                    \
                                                               "" DEMO_RISK_OVER (                       \
                                                                   "risk_sale_order",                    \
                                                                   DEMO_RISK_ORDERS) " OR (" limit       \
                                                                                     " > 0 "             \
                                                                                     "AND"               \
                                                                                     " " DEMO_RISK_TOTAL \
                                                                                     " > " limit         \
                                                                                     " / 10000))"

#define DEMO_RISK_PART(name, label, expression)                                                    \
  F_MONEY (name, label, "risk_currency_id", .sql = expression, .until = 17),                       \
      F_BOOL (name "_include", "Include " label, .until = 17),                                     \
      F_MONEY (name "_limit", "Limit In " label, "risk_currency_id", .until = 17)

#define DEMO_RISK_FIELDS(limit)                                                                    \
  F_M2O ("risk_currency_id", "Risk Currency", "res.currency",                                      \
         .sql = "(SELECT c.currency_id FROM res_company c WHERE c.id = {company})", .until = 17),  \
      DEMO_RISK_PART ("risk_invoice_draft", "Draft Invoices", DEMO_RISK_DRAFT),                    \
      DEMO_RISK_PART ("risk_invoice_open", "Open Invoices", DEMO_RISK_OPEN),                       \
      DEMO_RISK_PART ("risk_invoice_unpaid", "Unpaid Invoices", DEMO_RISK_UNPAID),                 \
      DEMO_RISK_PART ("risk_account_amount", "Other Open Amounts", "0"),                           \
      DEMO_RISK_PART ("risk_account_amount_unpaid", "Other Unpaid Amounts", "0"),                  \
      DEMO_RISK_PART ("risk_sale_order", "Sales Orders", DEMO_RISK_ORDERS),                        \
      F_MONEY ("risk_total", "Total Risk", "risk_currency_id", .sql = DEMO_RISK_TOTAL,             \
               .until = 17),                                                                       \
      F_MONEY ("risk_remaining_value", "Risk Remaining", "risk_currency_id",                       \
               .sql = "(" limit " / 10000 - " DEMO_RISK_TOTAL ")", .until = 17),                   \
      F_BOOL ("risk_exception", "Risk Exception", .sql = DEMO_RISK_EXCEPTION (limit), .until = 17)

/* What to answer instead of confirming @order; NULL without an error where nothing stands against
 * it. */
JsonNode *demo_risk_ask (DemoEnv *env, gint64 order, GError **error);

G_END_DECLS
