/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-risk.h"
#include "demo-thread.h"

#define DEFAULT_ACCOUNT(type)                                                                      \
  "(SELECT a.id FROM account_account a WHERE a.company_id = {company}"                             \
  " AND a.account_type = '" type "' ORDER BY a.code LIMIT 1)"

/* A commercial entity's figures are those of its invoices, which name it on every journal item. */
#define OPEN_BALANCE(type)                                                                         \
  "COALESCE((SELECT SUM(l.amount_residual) FROM account_move_line l"                               \
  " WHERE l.partner_id = $.id AND l.account_type = '" type "'"                                     \
  " AND l.parent_state = 'posted' AND l.company_id = {company}), 0)"

#define INVOICED(column)                                                                           \
  "COALESCE((SELECT SUM(m." column ") FROM account_move m"                                         \
  " WHERE m.commercial_partner_id = $.id AND m.state = 'posted'"                                   \
  " AND m.move_type IN ('out_invoice', 'out_refund')"                                              \
  " AND m.company_id = {company}), 0)"

/* Who has none of his own has the company's, which stands beside record 0. */
#define VALUE_OF(id)                                                                               \
  "(SELECT CAST(v.value AS INTEGER) FROM company_value v"                                          \
  " WHERE v.field = 'res.partner.credit_limit' AND v.res_id = " id                                 \
  " AND v.company_id = {company})"
#define DEFAULT_LIMIT "COALESCE(" VALUE_OF ("0") ", 0)"
#define CREDIT_LIMIT "COALESCE(" VALUE_OF ("$.id") ", " VALUE_OF ("0") ", 0)"

static gboolean
set_use_limit (DemoEnv *env, const DemoField *field, gint64 id, JsonNode *value, GError **error)
{
  /* Yes is said by the limit itself; no takes it away. */
  if (json_node_get_value_type (value) == G_TYPE_BOOLEAN && json_node_get_boolean (value))
    return TRUE;

  return demo_db_exec (demo_env_get_db (env), error,
                       "DELETE FROM company_value WHERE field = 'res.partner.credit_limit'"
                       " AND res_id = ? AND company_id = ?",
                       "ii", id, demo_env_get_company (env));
}

static const DemoField fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_INDEX),
  F_CHAR ("complete_name", "Complete Name", .flags = DEMO_INDEX | DEMO_NO_COPY),
  F_BOOL ("is_company", "Is a Company"),
  F_SELECT ("company_type",
            "Company Type",
            "person:Person|company:Company",
            .sql = "CASE WHEN $.is_company THEN 'company' ELSE 'person' END"),
  F_M2O ("parent_id", "Related Company", "res.partner", .flags = DEMO_INDEX),
  F_O2M ("child_ids", "Contact", "res.partner", "parent_id"),
  F_M2O ("commercial_partner_id",
         "Commercial Entity",
         "res.partner",
         .flags = DEMO_INDEX | DEMO_NO_COPY),
  F_CHAR ("commercial_company_name",
          "Company Name Entity",
          .sql = "(SELECT p.name FROM res_partner p"
                 " WHERE p.id = $.commercial_partner_id AND p.is_company)"),
  F_SELECT ("type",
            "Address Type",
            "contact:Contact|invoice:Invoice|delivery:Delivery|other:Other",
            .value = "\"contact\""),
  F_M2O ("company_id", "Company", "res.company"),
  F_CHAR ("company_name", "Company Name"),
  F_CHAR ("ref", "Reference", .flags = DEMO_INDEX),
  F_CHAR ("vat", "Tax ID", .flags = DEMO_INDEX),
  F_CHAR ("company_registry", "Company ID"),
  F_CHAR ("lang", "Language"),
  F_CHAR ("tz", "Timezone"),
  F_CHAR ("email", "Email", .flags = DEMO_INDEX),
  F_CHAR ("email_normalized", "Normalized Email", .sql = "LOWER(TRIM($.email))"),
  F_CHAR ("phone", "Phone"),
  F_CHAR ("mobile", "Mobile", .until = 18),
  F_CHAR ("street", "Street"),
  F_CHAR ("street2", "Street2"),
  F_CHAR ("zip", "Zip"),
  F_CHAR ("city", "City"),
  F_M2O ("state_id", "State", "res.country.state"),
  F_M2O ("country_id", "Country", "res.country"),
  F_CHAR ("country_code", "Country Code", .related = "country_id.code"),
  F_CHAR ("function", "Job Position"),
  F_CHAR ("website", "Website Link"),
  F_HTML ("comment", "Notes"),
  F_INT ("color", "Color Index"),
  F_M2M ("category_id",
         "Tags",
         "res.partner.category",
         "res_partner_res_partner_category_rel",
         "partner_id",
         "category_id"),
  F_M2O ("user_id", "Salesperson", "res.users"),
  F_M2O ("team_id", "Sales Team", "crm.team"),
  F_O2M ("user_ids", "Users", "res.users", "partner_id"),
  F_O2M ("bank_ids", "Banks", "res.partner.bank", "partner_id"),
  F_ACTIVE,
  F_BOOL ("employee", "Employee"),
  F_BOOL ("partner_share",
          "Share Partner",
          .sql = "NOT EXISTS (SELECT 1 FROM res_users u WHERE u.partner_id = $.id)"),
  F_INT ("customer_rank", "Customer Rank", .flags = DEMO_NO_COPY),
  F_INT ("supplier_rank", "Supplier Rank", .flags = DEMO_NO_COPY),
  F_M2O ("currency_id",
         "Currency",
         "res.currency",
         .sql = "(SELECT c.currency_id FROM res_company c WHERE c.id = {company})"),
  F_M2O ("property_payment_term_id",
         "Customer Payment Terms",
         "account.payment.term",
         .flags = DEMO_COMPANY_DEPENDENT),
  F_M2O ("property_account_receivable_id",
         "Account Receivable",
         "account.account",
         .sql = DEFAULT_ACCOUNT ("asset_receivable")),
  F_M2O ("property_account_payable_id",
         "Account Payable",
         "account.account",
         .sql = DEFAULT_ACCOUNT ("liability_payable")),
  F_SELECT ("trust",
            "Degree of trust you have in this debtor",
            "good:Good Debtor|normal:Normal Debtor|bad:Bad Debtor",
            .value = "\"normal\""),
  F_FLOAT ("credit_limit",
           "Credit Limit",
           .flags = DEMO_COMPANY_DEPENDENT,
           .groups = DEMO_GROUPS_ACCOUNTING),
  F_BOOL ("use_partner_credit_limit",
          "Partner Limit",
          .sql = "(" CREDIT_LIMIT " <> " DEFAULT_LIMIT ")",
          .inverse_func = set_use_limit,
          .groups = DEMO_GROUPS_ACCOUNTING),
  F_BOOL ("show_credit_limit",
          "Show Credit Limit",
          .sql = "(SELECT c.account_use_credit_limit FROM res_company c WHERE c.id = {company})",
          .groups = DEMO_GROUPS_ACCOUNTING),
  F_MONEY ("credit",
           "Total Receivable",
           "currency_id",
           .sql = OPEN_BALANCE ("asset_receivable"),
           .groups = DEMO_GROUPS_ACCOUNTING),
  F_MONEY ("debit",
           "Total Payable",
           "currency_id",
           .sql = "-" OPEN_BALANCE ("liability_payable"),
           .groups = DEMO_GROUPS_ACCOUNTING),
  F_MONEY (
      "credit_to_invoice",
      "Credit To Invoice",
      "currency_id",
      .sql =
          "COALESCE((SELECT SUM(o.amount_to_invoice * 1000000 / o.currency_rate) FROM sale_order o"
          " JOIN res_partner c ON c.id = o.partner_invoice_id"
          " WHERE c.commercial_partner_id = $.id AND o.state = 'sale'"
          " AND o.company_id = {company}), 0)",
      .groups = DEMO_GROUPS_ACCOUNTING),
  DEMO_RISK_FIELDS (CREDIT_LIMIT),
  F_MONEY ("total_invoiced",
           "Total Invoiced",
           "currency_id",
           .sql = INVOICED ("amount_untaxed_signed"),
           .groups = DEMO_GROUPS_ACCOUNTING),
  F_FLOAT ("days_sales_outstanding",
           "Days Sales Outstanding (DSO)",
           .sql = "CAST(1000000.0 * " OPEN_BALANCE (
               "asset_receivable") " * (julianday({today}) - (SELECT julianday(MIN(m.invoice_date))"
                                   " FROM account_move m WHERE m.commercial_partner_id = $.id"
                                   " AND m.state = 'posted' AND m.company_id = {company}"
                                   " AND m.move_type IN ('out_invoice', 'out_refund')))"
                                   " / NULLIF(" INVOICED ("amount_total_signed") ", 0) AS INTEGER)",
           .groups = DEMO_GROUPS_ACCOUNTING),
  F_O2M ("invoice_ids",
         "Invoices",
         "account.move",
         "partner_id",
         .domain = "[[\"move_type\", \"in\", [\"out_invoice\", \"out_refund\"]]]"),
  DEMO_THREAD_FIELDS ("res.partner"),
  F_O2M ("sale_order_ids", "Sales Order", "sale.order", "partner_id"),
  F_INT ("sale_order_count",
         "Sale Order Count",
         .sql = "(SELECT COUNT(*) FROM sale_order o WHERE o.partner_id = $.id)",
         .groups = "sales_team.group_sale_salesman"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_partner_manager", DEMO_ALL },
  { 0 },
};

static const char *const search_fields[] = { "complete_name", "email", "ref", "vat", NULL };

static const char *const ddl[] = {
  "CREATE INDEX IF NOT EXISTS res_partner_list ON res_partner(complete_name, id)",
  NULL,
};

/* The commercial entity is the company above, or the partner itself; its name comes first. */
static gboolean
refresh (DemoEnv *env, gint64 id, GError **error)
{
  return demo_db_exec (
      demo_env_get_db (env), error,
      "WITH RECURSIVE below(id, commercial) AS ("
      " SELECT p.id, CASE WHEN p.is_company OR p.parent_id IS NULL THEN p.id"
      "   ELSE (SELECT COALESCE(q.commercial_partner_id, q.id) FROM res_partner q"
      "         WHERE q.id = p.parent_id) END"
      " FROM res_partner p WHERE p.id = ?"
      " UNION SELECT c.id, CASE WHEN c.is_company THEN c.id ELSE b.commercial END"
      " FROM res_partner c JOIN below b ON c.parent_id = b.id)"
      " UPDATE res_partner SET commercial_partner_id ="
      "   (SELECT b.commercial FROM below b WHERE b.id = res_partner.id),"
      " complete_name = CASE"
      "   WHEN parent_id IS NOT NULL AND NOT is_company"
      "   THEN (SELECT q.name FROM res_partner q WHERE q.id = res_partner.parent_id)"
      "        || ', ' || COALESCE(name, type)"
      "   ELSE name END"
      " WHERE id IN (SELECT id FROM below)",
      "i", id);
}

static gboolean
check_name (DemoEnv *env, JsonObject *vals, GError **error)
{
  const char *type = demo_vals_text (vals, "type");

  if (demo_vals_text (vals, "name") != NULL || (type != NULL && g_strcmp0 (type, "contact") != 0))
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "A contact needs a name.");
  return FALSE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  const char *company_type = demo_vals_text (vals, "company_type");

  if (company_type != NULL)
    {
      json_object_set_boolean_member (vals, "is_company", g_strcmp0 (company_type, "company") == 0);
      json_object_remove_member (vals, "company_type");
    }
  return check_name (env, vals, error);
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return refresh (env, id, error);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 parent = demo_vals_int (vals, "parent_id");

  if (demo_vals_has (vals, "name") && demo_vals_text (vals, "name") == NULL
      && !check_name (env, vals, error))
    return FALSE;
  for (int depth = 0; parent > 0 && depth < 64; depth++)
    {
      if (demo_ids_has (ids, parent))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                               "A contact cannot stand above itself.");
          return FALSE;
        }
      parent = demo_env_get_int (env, "res.partner", parent, "parent_id");
    }
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const char *const concerned[] = { "name", "parent_id", "is_company", "type" };

  for (guint f = 0; f < G_N_ELEMENTS (concerned); f++)
    if (demo_vals_has (vals, concerned[f]))
      {
        for (guint i = 0; i < ids->len; i++)
          if (!refresh (env, demo_ids_get (ids, i), error))
            return FALSE;
        break;
      }
  return TRUE;
}

const DemoModel demo_partner_model = {
  .name = "res.partner",
  .label = "Contact",
  .table = "res_partner",
  .order = "complete_name, id desc",
  .display_sql = "COALESCE($.complete_name, $.name, '')",
  .name_search = search_fields,
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .ddl = ddl,
  .mixins = demo_thread_mixins,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
};
