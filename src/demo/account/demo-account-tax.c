/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "account.group_account_manager", DEMO_ALL },
  { 0 },
};

static const DemoField group_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED),
  { 0 },
};

const DemoModel demo_tax_group_model = {
  .name = "account.tax.group",
  .label = "Tax Group",
  .table = "account_tax_group",
  .order = "sequence asc, id",
  .company_field = "company_id",
  .fields = group_fields,
  .access = access_rows,
};

static const DemoField fields[] = {
  F_CHAR ("name", "Tax Name", .flags = DEMO_REQUIRED),
  F_SELECT ("type_tax_use",
            "Tax Type",
            "sale:Sales|purchase:Purchases|none:None",
            .flags = DEMO_REQUIRED,
            .value = "\"sale\""),
  F_SELECT ("amount_type",
            "Tax Computation",
            "percent:Percentage",
            .flags = DEMO_REQUIRED,
            .value = "\"percent\""),
  F_FLOAT ("amount", "Amount", .value = "0.0"),
  F_BOOL ("price_include", "Included in Price"),
  F_SELECT ("price_include_override",
            "Included in Price",
            "tax_included:Tax Included|tax_excluded:Tax Excluded",
            .sql = "CASE WHEN $.price_include THEN 'tax_included' END",
            .since = 18),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_CHAR ("description", "Description"),
  F_CHAR ("invoice_label", "Label on Invoices"),
  F_M2O ("tax_group_id", "Tax Group", "account.tax.group", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("country_id", "Country", "res.country", .related = "company_id.country_id"),
  F_ACTIVE,
  F_O2M ("invoice_repartition_line_ids",
         "Distribution for Invoices",
         "account.tax.repartition.line",
         "tax_id",
         .domain = "[[\"document_type\", \"=\", \"invoice\"]]"),
  F_O2M ("refund_repartition_line_ids",
         "Distribution for Refund Invoices",
         "account.tax.repartition.line",
         "tax_id",
         .domain = "[[\"document_type\", \"=\", \"refund\"]]"),
  { 0 },
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "company_id"))
    json_object_set_int_member (vals, "company_id", demo_env_get_company (env));
  if (!demo_vals_has (vals, "tax_group_id"))
    {
      gint64 group = demo_db_int (demo_env_get_db (env), error,
                                  "SELECT id FROM account_tax_group WHERE company_id = ?"
                                  " ORDER BY sequence, id LIMIT 1",
                                  "i", demo_vals_int (vals, "company_id"));

      if (group > 0)
        json_object_set_int_member (vals, "tax_group_id", group);
    }
  return TRUE;
}

/* A tax made by a person is booked where the company's others are. */
static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  static const char *const documents[] = { "invoice", "refund" };

  if (demo_vals_has (vals, "invoice_repartition_line_ids"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (!demo_db_exec (demo_env_get_db (env), error,
                       "INSERT INTO account_tax_repartition_line"
                       " (tax_id, document_type, repartition_type, factor_percent, sequence)"
                       " VALUES (?, ?, 'base', 100000000, 1)",
                       "is", id, documents[i])
        || !demo_db_exec (demo_env_get_db (env), error,
                          "INSERT INTO account_tax_repartition_line"
                          " (tax_id, document_type, repartition_type, factor_percent, sequence,"
                          "  account_id) SELECT t.id, ?, 'tax', 100000000, 2,"
                          " (SELECT r.account_id FROM account_tax_repartition_line r"
                          "  JOIN account_tax o ON o.id = r.tax_id"
                          "  WHERE o.company_id = t.company_id AND o.type_tax_use = t.type_tax_use"
                          "  AND r.account_id IS NOT NULL ORDER BY r.id LIMIT 1)"
                          " FROM account_tax t WHERE t.id = ?",
                          "si", documents[i], id))
      return FALSE;
  return TRUE;
}

const DemoModel demo_tax_model = {
  .name = "account.tax",
  .label = "Tax",
  .table = "account_tax",
  .order = "sequence, id",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .defaults = defaults,
  .after_create = after_create,
};

static const DemoField repartition_fields[] = {
  F_M2O ("tax_id", "Tax", "account.tax", .flags = DEMO_CASCADE | DEMO_INDEX),
  F_SELECT ("document_type", "Related to", "invoice:Invoice|refund:Refund", .flags = DEMO_REQUIRED),
  F_SELECT ("repartition_type",
            "Based On",
            "base:Base|tax:of tax",
            .flags = DEMO_REQUIRED,
            .value = "\"tax\""),
  F_FLOAT ("factor_percent", "%", .flags = DEMO_REQUIRED, .value = "100.0"),
  F_M2O ("account_id", "Account", "account.account"),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_M2O ("company_id", "Company", "res.company", .related = "tax_id.company_id"),
  { 0 },
};

const DemoModel demo_tax_repartition_model = {
  .name = "account.tax.repartition.line",
  .label = "Tax Repartition Line",
  .table = "account_tax_repartition_line",
  .order = "document_type, repartition_type, sequence, id",
  .no_log = TRUE,
  .display_sql = "$.repartition_type",
  .fields = repartition_fields,
  .access = access_rows,
};
