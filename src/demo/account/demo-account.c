/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

/* The chart of accounts and the journals. */

#define ACCOUNT_TYPES                                                                              \
  "asset_receivable:Receivable|asset_cash:Bank and Cash|asset_current:Current Assets|"             \
  "asset_non_current:Non-current Assets|asset_prepayments:Prepayments|asset_fixed:Fixed Assets|"   \
  "liability_payable:Payable|liability_credit_card:Credit Card|"                                   \
  "liability_current:Current Liabilities|liability_non_current:Non-current Liabilities|"           \
  "equity:Equity|equity_unaffected:Current Year Earnings|income:Income|"                           \
  "income_other:Other Income|expense:Expenses|expense_depreciation:Depreciation|"                  \
  "expense_direct_cost:Cost of Revenue|off_balance:Off-Balance Sheet"

static const DemoField account_fields[] = {
  F_CHAR ("name", "Account Name", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_CHAR ("code", "Code", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_SELECT ("account_type", "Type", ACCOUNT_TYPES, .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_SELECT ("internal_group",
            "Internal Group",
            "equity:Equity|asset:Asset|liability:Liability|income:Income|expense:Expense|"
            "off:Off Balance",
            .sql = "SUBSTR($.account_type, 1, INSTR($.account_type || '_', '_') - 1)"),
  F_BOOL ("reconcile", "Allow Reconciliation"),
  F_M2O ("currency_id", "Account Currency", "res.currency"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX, .until = 17),
  F_M2M ("company_ids",
         "Companies",
         "res.company",
         "account_account_res_company_rel",
         "account_account_id",
         "res_company_id",
         .since = 18),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_BOOL ("active", "Active", .value = "true"),
  F_BOOL ("deprecated", "Deprecated", .sql = "NOT $.active", .until = 18),
  F_TEXT ("note", "Internal Notes"),
  F_MONEY ("current_balance",
           "Current Balance",
           "company_currency_id",
           .sql = "COALESCE((SELECT SUM(l.balance) FROM account_move_line l"
                  " WHERE l.account_id = $.id AND l.parent_state = 'posted'), 0)"),
  { 0 },
};

/* A new account is of the company that is worked in, or of the first one named. */
static gboolean
account_defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) companies = demo_vals_ids (vals, "company_ids");

  if (!demo_vals_has (vals, "company_id"))
    json_object_set_int_member (vals, "company_id",
                                companies->len > 0 ? demo_ids_get (companies, 0)
                                                   : demo_env_get_company (env));
  return TRUE;
}

static gboolean
account_created (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "INSERT OR IGNORE INTO account_account_res_company_rel"
                       " (account_account_id, res_company_id)"
                       " SELECT id, company_id FROM account_account WHERE id = ?",
                       "i", id);
}

static const DemoAccessRow account_access[] = {
  { "base.group_user", DEMO_READ },
  { "account.group_account_manager", DEMO_ALL },
  { 0 },
};

static const char *const account_search[] = { "code", "name", NULL };

static const char *const account_ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS account_account_code ON account_account(company_id, code)",
  "CREATE TRIGGER IF NOT EXISTS account_account_type AFTER UPDATE OF account_type ON "
  "account_account"
  " BEGIN UPDATE account_move_line SET account_type = NEW.account_type WHERE account_id = NEW.id;"
  " END",
  NULL,
};

const DemoModel demo_account_model = {
  .name = "account.account",
  .label = "Account",
  .table = "account_account",
  .order = "code, id",
  .display_sql = "$.code || ' ' || $.name",
  .name_search = account_search,
  .company_field = "company_id",
  .companies_field = "company_ids",
  .fields = account_fields,
  .access = account_access,
  .ddl = account_ddl,
  .defaults = account_defaults,
  .after_create = account_created,
};

static const DemoField journal_fields[] = {
  F_CHAR ("name", "Journal Name", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "Sequence Prefix", .flags = DEMO_REQUIRED),
  F_SELECT ("type",
            "Type",
            "sale:Sales|purchase:Purchase|cash:Cash|bank:Bank|credit:Credit Card|"
            "general:Miscellaneous",
            .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_M2O ("default_account_id", "Default Account", "account.account"),
  F_M2O ("suspense_account_id", "Suspense Account", "account.account"),
  F_M2O ("profit_account_id", "Profit Account", "account.account"),
  F_M2O ("loss_account_id", "Loss Account", "account.account"),
  F_BOOL ("refund_sequence", "Dedicated Credit Note Sequence"),
  F_BOOL ("payment_sequence", "Dedicated Payment Sequence"),
  F_BOOL ("restrict_mode_hash_table", "Secure Posted Entries with Hash"),
  F_O2M ("inbound_payment_method_line_ids",
         "Inbound Payment Methods",
         "account.payment.method.line",
         "journal_id",
         .domain = "[[\"payment_type\", \"=\", \"inbound\"]]"),
  F_O2M ("outbound_payment_method_line_ids",
         "Outbound Payment Methods",
         "account.payment.method.line",
         "journal_id",
         .domain = "[[\"payment_type\", \"=\", \"outbound\"]]"),
  F_M2O ("bank_account_id", "Bank Account", "res.partner.bank"),
  F_CHAR ("bank_acc_number", "Account Number", .related = "bank_account_id.acc_number"),
  F_M2O ("bank_id", "Bank", "res.bank", .related = "bank_account_id.bank_id"),
  F_CHAR ("country_code", "Country Code", .related = "company_id.country_code"),
  { 0 },
};

static const DemoAccessRow journal_access[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ },
  { "sales_team.group_sale_salesman", DEMO_READ },
  { "account.group_account_manager", DEMO_ALL },
  { 0 },
};

static const char *const journal_search[] = { "name", "code", NULL };

static const char *const journal_ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS account_journal_code ON account_journal(company_id, code)",
  NULL,
};

const DemoModel demo_journal_model = {
  .name = "account.journal",
  .label = "Journal",
  .table = "account_journal",
  .order = "sequence, type, code",
  .display_sql = "$.name || COALESCE((SELECT ' (' || u.name || ')' FROM res_currency u"
                 " JOIN res_company c ON c.id = $.company_id"
                 " WHERE u.id = $.currency_id AND u.id <> c.currency_id), '')",
  .name_search = journal_search,
  .company_field = "company_id",
  .fields = journal_fields,
  .access = journal_access,
  .ddl = journal_ddl,
};

static const DemoField method_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "Code", .flags = DEMO_REQUIRED),
  F_SELECT (
      "payment_type", "Payment Type", "inbound:Inbound|outbound:Outbound", .flags = DEMO_REQUIRED),
  { 0 },
};

const DemoModel demo_payment_method_model = {
  .name = "account.payment.method",
  .label = "Payment Methods",
  .table = "account_payment_method",
  .fields = method_fields,
  .access = journal_access,
};

static const DemoField method_line_fields[] = {
  F_CHAR ("name", "Name"),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("payment_method_id", "Payment Method", "account.payment.method", .flags = DEMO_REQUIRED),
  F_M2O ("payment_account_id", "Outstanding Account", "account.account"),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_INDEX | DEMO_CASCADE),
  F_CHAR ("code", "Code", .related = "payment_method_id.code"),
  F_SELECT ("payment_type",
            "Payment Type",
            "inbound:Inbound|outbound:Outbound",
            .related = "payment_method_id.payment_type"),
  F_M2O ("company_id", "Company", "res.company", .related = "journal_id.company_id"),
  { 0 },
};

const DemoModel demo_payment_method_line_model = {
  .name = "account.payment.method.line",
  .label = "Payment Methods",
  .table = "account_payment_method_line",
  .order = "sequence, id",
  .display_sql = "$.name || COALESCE((SELECT ' (' || j.name || ')' FROM account_journal j"
                 " WHERE j.id = $.journal_id), '')",
  .fields = method_line_fields,
  .access = journal_access,
};
