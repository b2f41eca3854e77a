/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"

/* What to make of lines that come again and again: fees, interest, rent. */

#define TEXT_MATCHES "contains:Contains|not_contains:Not Contains|match_regex:Match Regex"

static const DemoField fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED),
  F_SELECT ("rule_type",
            "Type",
            "writeoff_button:On a click|writeoff_suggestion:Proposed|invoice_matching:Invoices",
            .until = 17,
            .value = "\"writeoff_button\""),
  F_BOOL ("auto_reconcile", "Auto-validate", .until = 17),
  F_BOOL ("to_check", "To Check", .until = 17),
  F_SELECT ("match_nature",
            "Amount Type",
            "amount_received:Received|amount_paid:Paid|both:Paid/Received",
            .until = 17,
            .value = "\"both\""),
  F_SELECT ("trigger",
            "Trigger",
            "manual:Manual|auto_reconcile:Automated",
            .since = 18,
            .value = "\"manual\""),
  F_BOOL ("can_be_proposed", "Can be proposed", .sql = "($.match_label IS NOT NULL)", .since = 18),
  F_M2O ("mapped_partner_id", "Mapped Partner", "res.partner", .since = 18),
  F_M2M ("match_journal_ids",
         "Journals",
         "account.journal",
         "account_journal_account_reconcile_model_rel",
         "account_reconcile_model_id",
         "account_journal_id"),
  F_SELECT ("match_amount",
            "Amount Condition",
            "lower:Is lower than or equal to|greater:Is greater than or equal to|"
            "between:Is between"),
  F_FLOAT ("match_amount_min", "Amount Min Parameter"),
  F_FLOAT ("match_amount_max", "Amount Max Parameter"),
  F_SELECT ("match_label", "Label", TEXT_MATCHES),
  F_CHAR ("match_label_param", "Label Parameter"),
  F_M2M ("match_partner_ids",
         "Partners",
         "res.partner",
         "account_reconcile_model_res_partner_rel",
         "account_reconcile_model_id",
         "res_partner_id"),
  F_O2M ("line_ids", "Line", "account.reconcile.model.line", "model_id", .flags = DEMO_COPY),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ | DEMO_CREATE },
  { "account.group_account_basic", DEMO_ALL },
  { "account.group_account_user", DEMO_ALL },
  { 0 },
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "company_id"))
    json_object_set_int_member (vals, "company_id", demo_env_get_company (env));
  return TRUE;
}

static gboolean
check_pattern (JsonObject *vals, GError **error)
{
  const char *pattern = demo_vals_text (vals, "match_label_param");
  g_autoptr (GRegex) regex = NULL;

  if (g_strcmp0 (demo_vals_text (vals, "match_label"), "match_regex") != 0 || pattern == NULL)
    return TRUE;
  regex = g_regex_new (pattern, 0, 0, NULL);
  if (regex != NULL)
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "\"%s\" is no regular expression.",
               pattern);
  return FALSE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  return check_pattern (vals, error);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  return check_pattern (vals, error);
}

static const char *const ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS account_reconcile_model_name"
  " ON account_reconcile_model(company_id, name)",
  NULL,
};

const DemoModel demo_rule_model = {
  .name = "account.reconcile.model",
  .label = "Reconciliation Model",
  .table = "account_reconcile_model",
  .order = "sequence, id",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .ddl = ddl,
  .defaults = defaults,
  .before_create = before_create,
  .before_write = before_write,
};

static const DemoField line_fields[] = {
  F_M2O ("model_id", "Model", "account.reconcile.model", .flags = DEMO_CASCADE | DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company", .related = "model_id.company_id"),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("account_id", "Account", "account.account"),
  F_M2O ("partner_id", "Partner", "res.partner", .since = 18),
  F_CHAR ("label", "Journal Item Label"),
  F_SELECT ("amount_type",
            "Amount Type",
            "fixed:Fixed|percentage:Percentage of balance|"
            "percentage_st_line:Percentage of statement line|regex:From label",
            .value = "\"percentage\""),
  F_CHAR ("amount_string", "Amount", .value = "\"100\""),
  F_FLOAT ("amount", "Float Amount", .sql = "CAST(1000000 * $.amount_string AS INTEGER)"),
  { 0 },
};

const DemoModel demo_rule_line_model = {
  .name = "account.reconcile.model.line",
  .label = "Reconciliation Model Line",
  .table = "account_reconcile_model_line",
  .order = "sequence, id",
  .rec_name = "label",
  .fields = line_fields,
  .access = access_rows,
};
