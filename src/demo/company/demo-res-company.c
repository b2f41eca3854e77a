/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

static const DemoField fields[] = {
  F_CHAR ("name", "Company Name", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_ACTIVE,
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("partner_id", "Partner", "res.partner", .flags = DEMO_REQUIRED),
  F_M2O ("currency_id", "Currency", "res.currency", .flags = DEMO_REQUIRED),
  F_M2O ("resource_calendar_id", "Default Working Hours", "resource.calendar"),
  F_M2O ("parent_id", "Parent Company", "res.company", .flags = DEMO_INDEX),
  F_O2M ("child_ids", "Branches", "res.company", "parent_id"),
  F_M2M ("user_ids", "Accepted Users", "res.users", "res_company_users_rel", "cid", "user_id"),
  F_CHAR ("email", "Email", .related = "partner_id.email"),
  F_CHAR ("phone", "Phone", .related = "partner_id.phone"),
  F_CHAR ("vat", "Tax ID", .related = "partner_id.vat"),
  F_CHAR ("street", "Street", .related = "partner_id.street"),
  F_CHAR ("zip", "Zip", .related = "partner_id.zip"),
  F_CHAR ("city", "City", .related = "partner_id.city"),
  F_M2O ("country_id", "Country", "res.country", .related = "partner_id.country_id"),
  F_CHAR ("country_code", "Country Code", .related = "partner_id.country_id.code"),
  F_M2O ("account_fiscal_country_id",
         "Fiscal Country",
         "res.country",
         .related = "partner_id.country_id"),
  F_CHAR ("company_registry", "Company ID"),
  F_SELECT ("chart_template", "Chart Template", "generic_coa:Generic Chart of Accounts"),
  F_INT ("fiscalyear_last_day", "Fiscalyear Last Day", .value = "31"),
  F_SELECT ("fiscalyear_last_month",
            "Fiscalyear Last Month",
            "1:January|2:February|3:March|4:April|5:May|6:June|7:July|8:August|9:September|"
            "10:October|11:November|12:December",
            .value = "\"12\""),
  F_DATE ("fiscalyear_lock_date", "Global Lock Date"),
  F_DATE ("tax_lock_date", "Tax Return Lock Date"),
  F_DATE ("sale_lock_date", "Sales Lock Date", .since = 18),
  F_DATE ("purchase_lock_date", "Purchase Lock date", .since = 18),
  F_DATE ("hard_lock_date", "Hard Lock Date", .since = 18),
  F_DATE ("period_lock_date", "Journals Entries Lock Date", .until = 17),
  F_M2O ("account_journal_payment_debit_account_id",
         "Journal Outstanding Receipts",
         "account.account",
         .until = 17),
  F_M2O ("account_journal_payment_credit_account_id",
         "Journal Outstanding Payments",
         "account.account",
         .until = 17),
  F_SELECT ("tax_calculation_rounding_method",
            "Tax Calculation Rounding Method",
            "round_per_line:Round per Line|round_globally:Round Globally",
            .value = "\"round_globally\""),
  F_BOOL ("account_use_credit_limit", "Sales Credit Limit"),
  F_M2O ("account_sale_tax_id", "Default Sale Tax", "account.tax"),
  F_M2O ("currency_exchange_journal_id", "Exchange Gain or Loss Journal", "account.journal"),
  F_M2O ("income_currency_exchange_account_id", "Gain Exchange Rate Account", "account.account"),
  F_M2O ("expense_currency_exchange_account_id", "Loss Exchange Rate Account", "account.account"),
  F_M2O ("account_journal_early_pay_discount_gain_account_id",
         "Cash Discount Write-Off Gain Account",
         "account.account"),
  F_M2O ("account_journal_early_pay_discount_loss_account_id",
         "Cash Discount Write-Off Loss Account",
         "account.account"),
  F_HTML ("invoice_terms", "Default Terms and Conditions"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { NULL, DEMO_READ },
  { "base.group_erp_manager", DEMO_ALL },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static JsonNode *
own_companies (DemoEnv *env)
{
  return demo_json ("[[\"user_ids\", \"in\", [%" G_GINT64_FORMAT "]]]", demo_env_get_uid (env));
}

static const DemoRule rules[] = {
  { "base.group_user", DEMO_ALL, own_companies },
  { NULL },
};

/* Drafts in a period that is to be closed would never be posted there. */
static gboolean
refuse_lock_over_drafts (DemoEnv *env, gint64 company, const char *date, GError **error)
{
  gint64 drafts = demo_db_int (demo_env_get_db (env), error,
                               "SELECT COUNT(*) FROM account_move WHERE company_id = ?"
                               " AND state = 'draft' AND date <= ?",
                               "is", company, date);

  if (drafts == 0)
    return error == NULL || *error == NULL;
  demo_error_set_redirect (
      error, "Entries in draft lie in the period to be closed. Post or delete them first.",
      demo_json ("{\"name\": \"Drafts\", \"type\": \"ir.actions.act_window\","
                 " \"res_model\": \"account.move\", \"view_mode\": \"list,form\"}"),
      "Show the drafts");
  return FALSE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  /* Since 18 there is a lock that nothing lifts, and it is the one that drafts stand against. */
  const char *date =
      demo_vals_text (vals,
                      demo_env_get_series (env) >= 18 ? "hard_lock_date" : "fiscalyear_lock_date");

  for (guint i = 0; date != NULL && i < ids->len; i++)
    if (!refuse_lock_over_drafts (env, demo_ids_get (ids, i), date, error))
      return FALSE;
  if (!demo_vals_has (vals, "hard_lock_date"))
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *old =
          demo_env_get_text (env, "res.company", demo_ids_get (ids, i), "hard_lock_date");

      if (old != NULL && g_strcmp0 (demo_vals_text (vals, "hard_lock_date"), old) < 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "The hard lock date can only move forward.");
          return FALSE;
        }
    }
  return TRUE;
}

const DemoModel demo_res_company_model = {
  .name = "res.company",
  .label = "Companies",
  .table = "res_company",
  .order = "sequence, name",
  .fields = fields,
  .access = access_rows,
  .rules = rules,
  .before_write = before_write,
};
