/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-env.h"
#include "demo-fields.h"

/*
 * A distributor's articles have no variants: each template has one product, and both carry the same
 * id. What is said of the article stands in product_template.
 */

static const DemoAccessRow product_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { "stock.group_stock_manager", DEMO_ALL },
  { "account.group_account_manager", DEMO_ALL },
  { 0 },
};

static const DemoAccessRow read_access[] = {
  { "base.group_user", DEMO_READ },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

static const DemoField uom_fields[] = {
  F_CHAR ("name", "Unit Name", .flags = DEMO_REQUIRED),
  F_FLOAT ("factor", "Absolute Quantity", .value = "1.0"),
  F_FLOAT ("rounding", "Rounding Precision", .value = "0.01"),
  F_FLOAT ("relative_factor", "Contains", .value = "1.0", .since = 18),
  F_INT ("sequence", "Sequence", .value = "100", .since = 18),
  F_ACTIVE,
  { 0 },
};

const DemoModel demo_uom_model = {
  .name = "uom.uom",
  .label = "Product Unit of Measure",
  .table = "uom_uom",
  .order = "id",
  .fields = uom_fields,
  .access = read_access,
};

static const DemoField category_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_CHAR ("complete_name", "Complete Name"),
  F_M2O ("parent_id", "Parent Category", "product.category", .flags = DEMO_INDEX),
  F_O2M ("child_id", "Child Categories", "product.category", "parent_id"),
  { 0 },
};

static gboolean
category_before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 parent = demo_vals_int (vals, "parent_id");
  const char *name = demo_vals_text (vals, "name");
  g_autofree char *above =
      parent > 0 ? demo_env_get_text (env, "product.category", parent, "complete_name") : NULL;
  g_autofree char *complete =
      above != NULL ? g_strdup_printf ("%s / %s", above, name) : g_strdup (name);

  json_object_set_string_member (vals, "complete_name", complete != NULL ? complete : "");
  return TRUE;
}

const DemoModel demo_product_category_model = {
  .name = "product.category",
  .label = "Product Category",
  .table = "product_category",
  .order = "complete_name, id",
  .rec_name = "complete_name",
  .fields = category_fields,
  .access = read_access,
  .before_create = category_before_create,
};

static const DemoField template_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("default_code", "Internal Reference", .flags = DEMO_INDEX),
  F_CHAR ("barcode", "Barcode", .flags = DEMO_NO_COPY),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_SELECT ("type",
            "Product Type",
            "consu:Goods|service:Service|combo:Combo|product:Storable Product",
            .flags = DEMO_REQUIRED,
            .value = "\"consu\""),
  F_SELECT ("detailed_type",
            "Product Type",
            "consu:Consumable|service:Service|product:Storable Product",
            .sql = "$.type",
            .until = 17),
  F_BOOL ("is_storable", "Track Inventory", .since = 18),
  F_BOOL ("sale_ok", "Sales", .value = "true"),
  F_BOOL ("purchase_ok", "Purchase", .value = "true"),
  F_FLOAT ("list_price", "Sales Price", .value = "1.0"),
  F_FLOAT ("standard_price", "Cost", .groups = "base.group_user"),
  F_FLOAT ("weight", "Weight"),
  F_M2O ("uom_id", "Unit", "uom.uom", .flags = DEMO_REQUIRED),
  F_CHAR ("uom_name", "Unit Name", .related = "uom_id.name"),
  F_M2O ("categ_id", "Product Category", "product.category"),
  F_M2M ("taxes_id", "Sales Taxes", "account.tax", "product_taxes_rel", "prod_id", "tax_id"),
  F_SELECT ("invoice_policy",
            "Invoicing Policy",
            "order:Ordered quantities|delivery:Delivered quantities",
            .value = "\"order\""),
  F_TEXT ("description_sale", "Sales Description"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("currency_id",
         "Currency",
         "res.currency",
         .sql = "(SELECT c.currency_id FROM res_company c"
                " WHERE c.id = COALESCE($.company_id, {company}))"),
  F_ACTIVE,
  F_O2M ("product_variant_ids", "Products", "product.product", "product_tmpl_id"),
  F_M2O ("product_variant_id", "Product", "product.product", .sql = "$.id"),
  F_INT ("product_variant_count", "# Product Variants", .sql = "1"),
  { 0 },
};

static gboolean
template_defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "uom_id"))
    json_object_set_int_member (vals, "uom_id", demo_env_ref (env, "uom.product_uom_unit"));
  if (!demo_vals_has (vals, "taxes_id"))
    {
      gint64 tax =
          demo_env_get_int (env, "res.company", demo_env_get_company (env), "account_sale_tax_id");

      if (tax > 0)
        json_object_set_member (vals, "taxes_id",
                                demo_json ("[[6, 0, [%" G_GINT64_FORMAT "]]]", tax));
    }
  return TRUE;
}

static gboolean
template_after_create (
    DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  if (demo_env_context_true (env, "create_product_product"))
    return TRUE;
  return demo_db_exec (
      demo_env_get_db (env), error,
      "INSERT INTO product_product"
      " (id, product_tmpl_id, active, create_uid, create_date, write_uid, write_date)"
      " SELECT id, id, active, create_uid, create_date, write_uid, write_date"
      " FROM product_template WHERE id = ?",
      "i", id);
}

static const char *const product_search[] = { "default_code", "name", "barcode", NULL };

#define PRODUCT_NAME_SQL(code, name)                                                               \
  "CASE WHEN COALESCE(" code ", '') <> '' THEN '[' || " code " || '] ' || " name " ELSE " name     \
  " END"

const DemoModel demo_product_template_model = {
  .name = "product.template",
  .label = "Product",
  .table = "product_template",
  .order = "name, id",
  .display_sql = PRODUCT_NAME_SQL ("$.default_code", "$.name"),
  .name_search = product_search,
  .company_field = "company_id",
  .fields = template_fields,
  .access = product_access,
  .defaults = template_defaults,
  .after_create = template_after_create,
};

#define THROUGH(t, n, l, ...)                                                                      \
  DEMO_FIELD (t, n, l, .related = "product_tmpl_id." n, .flags = DEMO_WRITE_THROUGH, ##__VA_ARGS__)

static const DemoField product_fields[] = {
  F_M2O ("product_tmpl_id",
         "Product Template",
         "product.template",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  F_ACTIVE,
  THROUGH (DEMO_CHAR, "name", "Name"),
  THROUGH (DEMO_CHAR, "default_code", "Internal Reference"),
  THROUGH (DEMO_CHAR, "barcode", "Barcode"),
  THROUGH (DEMO_SELECTION,
           "type",
           "Product Type",
           .selection = "consu:Goods|service:Service|combo:Combo|product:Storable Product"),
  THROUGH (DEMO_BOOLEAN, "is_storable", "Track Inventory", .since = 18),
  THROUGH (DEMO_BOOLEAN, "sale_ok", "Sales"),
  THROUGH (DEMO_BOOLEAN, "purchase_ok", "Purchase"),
  THROUGH (DEMO_FLOAT, "list_price", "Sales Price"),
  DEMO_FIELD (DEMO_FLOAT, "lst_price", "Sales Price", .related = "product_tmpl_id.list_price"),
  THROUGH (DEMO_FLOAT, "standard_price", "Cost", .groups = "base.group_user"),
  THROUGH (DEMO_FLOAT, "weight", "Weight"),
  THROUGH (DEMO_MANY2ONE, "uom_id", "Unit", .relation = "uom.uom"),
  DEMO_FIELD (DEMO_CHAR, "uom_name", "Unit Name", .related = "product_tmpl_id.uom_id.name"),
  THROUGH (DEMO_MANY2ONE, "categ_id", "Product Category", .relation = "product.category"),
  THROUGH (DEMO_SELECTION,
           "invoice_policy",
           "Invoicing Policy",
           .selection = "order:Ordered quantities|delivery:Delivered quantities"),
  THROUGH (DEMO_TEXT, "description_sale", "Sales Description"),
  THROUGH (DEMO_MANY2ONE, "company_id", "Company", .relation = "res.company"),
  DEMO_FIELD (DEMO_MANY2ONE,
              "currency_id",
              "Currency",
              .relation = "res.currency",
              .related = "product_tmpl_id.currency_id"),
  F_M2M ("taxes_id", "Sales Taxes", "account.tax", "product_taxes_rel", "prod_id", "tax_id"),
  { 0 },
};

/* What is said of the article goes to the template, which is made first and gets the same id. */
static gboolean
product_before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (JsonObject) article = json_object_new ();
  gint64 template_id;

  if (demo_vals_int (vals, "product_tmpl_id") > 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "This article has its product already; variants are not kept here.");
      return FALSE;
    }
  for (const DemoField *field = template_fields; field->name != NULL; field++)
    if (json_object_has_member (vals, field->name))
      {
        json_object_set_member (article, field->name, json_object_dup_member (vals, field->name));
        json_object_remove_member (vals, field->name);
      }
  demo_env_push_context (env, "create_product_product", demo_json_true ());
  template_id = demo_env_create (env, "product.template", article, error);
  demo_env_pop_context (env);
  if (template_id == 0)
    return FALSE;
  json_object_set_int_member (vals, "product_tmpl_id", template_id);
  return TRUE;
}

const DemoModel demo_product_model = {
  .name = "product.product",
  .label = "Product Variant",
  .table = "product_product",
  .order = "default_code, name, id",
  .display_sql = "(SELECT " PRODUCT_NAME_SQL (
      "t.default_code", "t.name") " FROM product_template t WHERE t.id = $.product_tmpl_id)",
  .name_search = product_search,
  .fields = product_fields,
  .access = product_access,
  .before_create = product_before_create,
};
