/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-due-json.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* What a server has of the community's modules, what it says of an order and its customer, and
 * what that means. */
static const struct
{
  const char *name;
  const char *model;
  const char *field;
  const char *of_order;
  const char *of_partner;
  const char *block; /* NULL for none */
} cases[] = {
  { "no module", NULL, NULL, "", "", NULL },
  { "invoice blocked", "sale.order", "invoice_blocking_reason_id",
    ",\"invoice_blocking_reason_id\":{\"id\":3,\"display_name\":\"Price disputed\"}", "",
    "Price disputed" },
  { "invoice not blocked", "sale.order", "invoice_blocking_reason_id",
    ",\"invoice_blocking_reason_id\":false", "", NULL },
  { "order with an exception", "sale.order", "main_exception_id",
    ",\"main_exception_id\":{\"id\":4,\"display_name\":\"No delivery address\"}", "",
    "No delivery address" },
  { "delivery blocked", "sale.order", "delivery_block_id",
    ",\"delivery_block_id\":{\"id\":5,\"display_name\":\"Goods under inspection\"}", "",
    "Goods under inspection" },
  { "over the limit", "res.partner", "risk_exception", "", ",\"risk_exception\":true",
    "the customer owes more than the limit" },
  { "within the limit", "res.partner", "risk_exception", "", ",\"risk_exception\":false", NULL },
  { "what somebody wrote comes first", "res.partner", "risk_exception",
    ",\"main_exception_id\":{\"id\":4,\"display_name\":\"No delivery address\"}",
    ",\"risk_exception\":true", "No delivery address" },
};

static ErpCapabilities *
make_capabilities (const char *model, const char *field)
{
  ErpCapabilities *capabilities = erp_capabilities_new (7, "17.0");

  if (model != NULL)
    {
      ErpCapabilitiesModel *known = erp_capabilities_ensure_model (capabilities, model);

      known->rights = ERP_RIGHT_READ;
      if (known->fields == NULL)
        known->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (known->fields, g_strdup (field), NULL);
    }
  return capabilities;
}

static JsonNode *
make_row (const char *of_order, const char *of_partner)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":1,\"order_id\":{\"id\":9,\"display_name\":\"S00009\",\"client_order_ref\":false,"
      "\"date_order\":\"2026-11-01 08:00:00\",\"currency_rate\":1.0,"
      "\"partner_invoice_id\":{\"id\":2},\"partner_shipping_id\":{\"id\":2}%s},"
      "\"order_partner_id\":{\"id\":2,\"display_name\":\"Deco\"%s},"
      "\"salesman_id\":false,\"company_id\":{\"id\":1,\"display_name\":\"Nord\"},"
      "\"currency_id\":{\"id\":1},\"product_id\":{\"id\":5,\"display_name\":\"Desk\","
      "\"invoice_policy\":\"delivery\"},\"product_uom_qty\":2.0,\"qty_delivered\":2.0,"
      "\"qty_invoiced\":0.0,\"qty_to_invoice\":2.0,\"untaxed_amount_to_invoice\":100.0,"
      "\"is_downpayment\":false}",
      of_order, of_partner);

  return erp_json_literal (json);
}

static void
test_blocks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpCapabilities) capabilities = make_capabilities (cases[i].model, cases[i].field);
      g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
      g_autoptr (BizDueReading) reading = NULL;
      g_autoptr (JsonNode) node = make_row (cases[i].of_order, cases[i].of_partner);
      g_autoptr (JsonNode) specification = NULL;
      g_autoptr (GError) error = NULL;
      BizDueRow *row;

      g_test_message ("%s", cases[i].name);
      biz_currency_table_add (currencies, 1, "EUR", 2);
      reading = biz_due_reading_new (capabilities, currencies);
      specification = json_from_string (biz_due_reading_get_specification (reading), NULL);
      g_assert_nonnull (specification);
      row = biz_due_reading_read (reading, json_node_get_object (node), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (row->name, ==, "S00009");
      g_assert_cmpstr (row->block, ==, cases[i].block);
      biz_due_row_free (row);
    }
}

/* A field that a server does not have must not be asked for: it would refuse all of it. */
static void
test_specification (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpCapabilities) with = make_capabilities (cases[i].model, cases[i].field);
      g_autoptr (ErpCapabilities) without = make_capabilities (NULL, NULL);
      g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
      g_autoptr (BizDueReading) asks = biz_due_reading_new (with, currencies);
      g_autoptr (BizDueReading) does_not = biz_due_reading_new (without, currencies);

      if (cases[i].field == NULL)
        continue;
      g_assert_nonnull (strstr (biz_due_reading_get_specification (asks), cases[i].field));
      g_assert_null (strstr (biz_due_reading_get_specification (does_not), cases[i].field));
    }
}

static void
test_nonsense (void)
{
  g_autoptr (ErpCapabilities) capabilities = make_capabilities ("res.partner", "risk_exception");
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (BizDueReading) reading = biz_due_reading_new (capabilities, currencies);
  g_autoptr (JsonNode) node = make_row ("", ",\"risk_exception\":\"perhaps\"");
  g_autoptr (GError) error = NULL;

  g_assert_null (biz_due_reading_read (reading, json_node_get_object (node), &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/due-json/blocks", test_blocks);
  g_test_add_func ("/due-json/specification", test_specification);
  g_test_add_func ("/due-json/nonsense", test_nonsense);
  return g_test_run ();
}
