/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-company.h"

#include "demo-models.h"

const DemoModel *const demo_company_models[] = {
  &demo_account_model,
  &demo_full_reconcile_model,
  &demo_journal_model,
  &demo_move_model,
  &demo_move_line_model,
  &demo_move_reversal_model,
  &demo_partial_reconcile_model,
  &demo_payment_model,
  &demo_payment_method_model,
  &demo_payment_method_line_model,
  &demo_payment_register_model,
  &demo_payment_term_model,
  &demo_payment_term_line_model,
  &demo_tax_model,
  &demo_tax_group_model,
  &demo_tax_repartition_model,
  &demo_sms_wizard_model,
  &demo_team_model,
  &demo_attachment_model,
  &demo_config_parameter_model,
  &demo_filters_model,
  &demo_activity_model,
  &demo_activity_type_model,
  &demo_message_model,
  &demo_message_subtype_model,
  &demo_tracking_value_model,
  &demo_product_category_model,
  &demo_product_model,
  &demo_product_template_model,
  &demo_bank_model,
  &demo_res_company_model,
  &demo_country_model,
  &demo_currency_model,
  &demo_currency_rate_model,
  &demo_lang_model,
  &demo_partner_model,
  &demo_partner_bank_model,
  &demo_partner_category_model,
  &demo_advance_payment_model,
  &demo_order_model,
  &demo_order_line_model,
  &demo_backorder_wizard_model,
  &demo_location_model,
  &demo_stock_move_model,
  &demo_picking_model,
  &demo_picking_type_model,
  &demo_warehouse_model,
  &demo_uom_model,
  NULL,
};

const DemoGroup demo_company_groups[] = {
  { "base.group_user", "Role / User", NULL },
  { "base.group_erp_manager", "Access Rights", "base.group_user" },
  { "base.group_system", "Role / Administrator", "base.group_erp_manager" },
  { "base.group_partner_manager", "Contact / Creation", NULL },
  { "base.group_multi_company", "Multi Companies", NULL },
  { "base.group_multi_currency", "Multi Currencies", NULL },
  { "account.group_account_readonly", "Show Accounting Features - Readonly", "base.group_user" },
  { "account.group_account_invoice", "Accounting / Invoicing", "base.group_user" },
  { "account.group_account_basic", "Accounting / Basic", "account.group_account_invoice" },
  { "account.group_account_user", "Show Full Accounting Features",
    "account.group_account_basic,account.group_account_readonly" },
  { "account.group_account_manager", "Accounting / Administrator",
    "account.group_account_invoice" },
  { "account.group_account_secured", "Show Inalterability Features", NULL },
  { "sales_team.group_sale_salesman", "Sales / Own Documents Only", "base.group_user" },
  { "sales_team.group_sale_salesman_all_leads", "Sales / All Documents",
    "sales_team.group_sale_salesman" },
  { "sales_team.group_sale_manager", "Sales / Administrator",
    "sales_team.group_sale_salesman_all_leads" },
  { "stock.group_stock_user", "Inventory / User", "base.group_user" },
  { "stock.group_stock_manager", "Inventory / Administrator", "stock.group_stock_user" },
  { "product.group_product_manager", "Product Creation", NULL },
  { NULL },
};

gboolean
demo_company_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  return TRUE;
}
