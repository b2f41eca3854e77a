/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

static const DemoField fields[] = {
  F_CHAR ("acc_number", "Account Number", .flags = DEMO_REQUIRED),
  F_CHAR ("sanitized_acc_number", "Sanitized Account Number", .flags = DEMO_INDEX | DEMO_READONLY),
  F_SELECT ("acc_type",
            "Type",
            "bank:Normal|iban:IBAN",
            .sql = "CASE WHEN $.sanitized_acc_number GLOB '[A-Z][A-Z][0-9][0-9]*'"
                   " THEN 'iban' ELSE 'bank' END"),
  F_CHAR ("acc_holder_name", "Account Holder Name"),
  F_M2O ("partner_id",
         "Account Holder",
         "res.partner",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  F_M2O ("bank_id", "Bank", "res.bank"),
  F_CHAR ("bank_name", "Name", .related = "bank_id.name"),
  F_CHAR ("bank_bic", "Bank Identifier Code", .related = "bank_id.bic"),
  F_BOOL ("allow_out_payment", "Send Money"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_M2O ("company_id", "Company", "res.company"),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_partner_manager", DEMO_ALL },
  { 0 },
};

static gboolean
set_sanitized (JsonObject *vals)
{
  const char *number = demo_vals_text (vals, "acc_number");
  g_autoptr (GString) sanitized = g_string_new (NULL);

  if (number == NULL)
    return TRUE;
  for (; *number != '\0'; number++)
    if (g_ascii_isalnum (*number))
      g_string_append_c (sanitized, g_ascii_toupper (*number));
  json_object_set_string_member (vals, "sanitized_acc_number", sanitized->str);
  return TRUE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  return set_sanitized (vals);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  return set_sanitized (vals);
}

static const char *const search_fields[] = { "acc_number", "sanitized_acc_number", NULL };

const DemoModel demo_partner_bank_model = {
  .name = "res.partner.bank",
  .label = "Bank Accounts",
  .table = "res_partner_bank",
  .order = "sequence, id",
  .rec_name = "acc_number",
  .name_search = search_fields,
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .before_create = before_create,
  .before_write = before_write,
};

static const DemoField category_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_INT ("color", "Color"),
  F_M2O ("parent_id", "Category", "res.partner.category", .flags = DEMO_CASCADE | DEMO_INDEX),
  F_O2M ("child_ids", "Child Tags", "res.partner.category", "parent_id"),
  F_ACTIVE,
  { 0 },
};

const DemoModel demo_partner_category_model = {
  .name = "res.partner.category",
  .label = "Partner Tags",
  .table = "res_partner_category",
  .order = "name, id",
  .fields = category_fields,
  .access = access_rows,
};

static const DemoField team_fields[] = {
  F_CHAR ("name", "Sales Team", .flags = DEMO_REQUIRED),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_ACTIVE,
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("user_id", "Team Leader", "res.users"),
  { 0 },
};

static const DemoAccessRow team_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

const DemoModel demo_team_model = {
  .name = "crm.team",
  .label = "Sales Team",
  .table = "crm_team",
  .order = "sequence, name, id",
  .company_field = "company_id",
  .fields = team_fields,
  .access = team_access,
};

static const DemoField tag_fields[] = {
  F_CHAR ("name", "Tag Name", .flags = DEMO_REQUIRED),
  F_INT ("color", "Color"),
  { 0 },
};

/* Of orders; who does not sell reads none. */
static const DemoAccessRow tag_access[] = {
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

/* A name is given once. */
static gboolean
check_tag (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  const gint64 n = demo_db_int (demo_env_get_db (env), error,
                                "SELECT count(*) FROM crm_tag WHERE name = "
                                "(SELECT name FROM crm_tag WHERE id = ?)",
                                "i", id);

  if (n < 2)
    return n == 1;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "There is a tag of this name.");

  return FALSE;
}

const DemoModel demo_sale_tag_model = {
  .name = "crm.tag",
  .label = "CRM Tag",
  .table = "crm_tag",
  .order = "id",
  .fields = tag_fields,
  .access = tag_access,
  .after_create = check_tag,
};
