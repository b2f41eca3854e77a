/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-exposure-json.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define INVOICE_LINE(state, type, quantity, total, unit)                                           \
  "{\"id\":1,\"parent_state\":\"" state "\",\"quantity\":" quantity ",\"price_total\":" total      \
  ",\"product_uom_id\":{\"id\":" unit "},\"move_id\":{\"id\":5,\"move_type\":\"" type "\"}}"

static ErpCapabilities *
make_capabilities (const char *const *fields)
{
  ErpCapabilities *capabilities = erp_capabilities_new (7, "17.0");

  for (gsize i = 0; fields[i] != NULL; i += 2)
    {
      ErpCapabilitiesModel *known = erp_capabilities_ensure_model (capabilities, fields[i]);

      known->rights = ERP_RIGHT_READ;
      if (known->fields == NULL)
        known->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (known->fields, g_strdup (fields[i + 1]), g_strdup ("float"));
    }

  return capabilities;
}

static BizExposureReading *
make_reading (const char *const *fields)
{
  const BizExposureWish wish = { .salespeople = TRUE, .server = TRUE };
  g_autoptr (ErpCapabilities) capabilities = make_capabilities (fields);
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  BizExposureReading *reading;
  const char *(*const specifications[]) (BizExposureReading *) = {
    biz_exposure_reading_get_item_specification, biz_exposure_reading_get_line_specification,
    biz_exposure_reading_get_party_specification
  };

  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_currency_table_add (currencies, 2, "USD", 2);
  reading = biz_exposure_reading_new (capabilities, currencies, &wish);
  for (gsize i = 0; i < G_N_ELEMENTS (specifications); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (specifications[i](reading), NULL);

      g_assert_nonnull (node);
    }

  return reading;
}

typedef struct
{
  const char *name;
  gboolean has_stock;
  const char *status; /* of the order's delivery */
  const char *moves;  /* states */
  const char *policy;
  const char *numbers; /* ordered, delivered, called invoiced, total */
  const char *invoiced;
  gboolean is_downpayment;
  gint64 to_invoice;
  gint64 to_deliver;
  gint64 prepaid;
} Case;

static const Case cases[] = {
  { "confirmed", TRUE, "pending", "confirmed", "delivery", "10 0 0 1190", "", FALSE, 0, 119000, 0 },
  { "delivered", TRUE, "full", "done", "delivery", "10 10 0 1190", "", FALSE, 119000, 0, 0 },
  { "posted", TRUE, "full", "done", "delivery", "10 10 10 1190",
    INVOICE_LINE ("posted", "out_invoice", "10", "1190", "1"), FALSE, 0, 0, 0 },
  { "on a draft", TRUE, "full", "done", "delivery", "10 10 10 1190",
    INVOICE_LINE ("draft", "out_invoice", "10", "1190", "1"), FALSE, 119000, 0, 0 },
  { "half posted, half on a draft", TRUE, "full", "done", "delivery", "10 10 10 1190",
    INVOICE_LINE ("posted", "out_invoice", "5", "595", "1") "," INVOICE_LINE (
        "draft", "out_invoice", "5", "595", "1"),
    FALSE, 59500, 0, 0 },
  { "a draft of a credit note does not count", TRUE, "full", "done", "delivery", "10 10 8 1190",
    INVOICE_LINE ("posted", "out_invoice", "10", "1190", "1") "," INVOICE_LINE (
        "draft", "out_refund", "2", "238", "1"),
    FALSE, 0, 0, 0 },
  { "credited", TRUE, "full", "done", "delivery", "10 10 8 1190",
    INVOICE_LINE ("posted", "out_invoice", "10", "1190", "1") "," INVOICE_LINE (
        "posted", "out_refund", "2", "238", "1"),
    FALSE, 23800, 0, 0 },
  { "cancelled invoices count nothing", TRUE, "full", "done", "delivery", "10 10 0 1190",
    INVOICE_LINE ("cancel", "out_invoice", "10", "1190", "1"), FALSE, 119000, 0, 0 },
  { "invoiced by the dozen", TRUE, "full", "done", "delivery", "24 24 24 1200",
    INVOICE_LINE ("posted", "out_invoice", "1", "600", "9") "," INVOICE_LINE (
        "draft", "out_invoice", "1", "600", "9"),
    FALSE, 60000, 0, 0 },
  { "in dozens and pieces", TRUE, "full", "done", "delivery", "24 24 24 1200",
    INVOICE_LINE ("posted", "out_invoice", "1", "600", "9") "," INVOICE_LINE (
        "draft", "out_invoice", "12", "600", "1"),
    FALSE, 60000, 0, 0 },
  { "the rest was cancelled", TRUE, "started", "done cancel", "delivery", "10 4 4 1190",
    INVOICE_LINE ("posted", "out_invoice", "4", "476", "1"), FALSE, 0, 0, 0 },
  { "the rest is on its way", TRUE, "started", "done assigned", "delivery", "10 4 4 1190",
    INVOICE_LINE ("posted", "out_invoice", "4", "476", "1"), FALSE, 0, 71400, 0 },
  { "told by the order: all came", FALSE, "full", "", "delivery", "10 4 4 1190",
    INVOICE_LINE ("posted", "out_invoice", "4", "476", "1"), FALSE, 0, 0, 0 },
  { "told by the order: some waits", FALSE, "partial", "", "delivery", "10 4 4 1190",
    INVOICE_LINE ("posted", "out_invoice", "4", "476", "1"), FALSE, 0, 71400, 0 },
  { "by order", TRUE, "", "", "order", "1 0 0 500", "", FALSE, 0, 50000, 0 },
  { "an advance", TRUE, "", "", "order", "0 0 1 0",
    INVOICE_LINE ("posted", "out_invoice", "1", "300", "1"), TRUE, 0, 0, 30000 },
  { "an advance on a draft is none", TRUE, "", "", "order", "0 0 1 0",
    INVOICE_LINE ("draft", "out_invoice", "1", "300", "1"), TRUE, 0, 0, 0 },
  { "an advance that was deducted", TRUE, "", "", "order", "0 0 0 0",
    INVOICE_LINE ("posted", "out_invoice", "1", "300", "1") "," INVOICE_LINE (
        "posted", "out_invoice", "-1", "-300", "1"),
    TRUE, 0, 0, 0 },
  { "an advance that was credited", TRUE, "", "", "order", "0 0 0 0",
    INVOICE_LINE ("posted", "out_invoice", "1", "300", "1") "," INVOICE_LINE (
        "posted", "out_refund", "1", "300", "1"),
    TRUE, 0, 0, 0 },
};

static char *
make_moves (const char *states)
{
  g_auto (GStrv) parts = g_strsplit (states, " ", -1);
  g_autoptr (GString) moves = g_string_new ("[");

  for (gsize i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    g_string_append_printf (moves, "%s{\"id\":%d,\"state\":\"%s\"}", i > 0 ? "," : "", (int)i + 1,
                            parts[i]);

  return g_strconcat (moves->str, "]", NULL);
}

static JsonNode *
make_line (const Case *c)
{
  g_auto (GStrv) numbers = g_strsplit (c->numbers, " ", -1);
  g_autofree char *moves = make_moves (c->moves);
  g_autofree char *json = g_strdup_printf (
      "{\"id\":3,\"order_id\":{\"id\":9,\"name\":\"S00009\",\"delivery_status\":%s%s%s,"
      "\"partner_invoice_id\":{\"id\":4}},\"company_id\":{\"id\":1},\"currency_id\":{\"id\":1},"
      "\"product_id\":{\"id\":8,\"invoice_policy\":\"%s\"},\"product_uom_qty\":%s,"
      "\"qty_delivered\":%s,\"qty_delivered_method\":\"%s\",\"qty_invoiced\":%s,"
      "\"price_unit\":100.0,\"discount\":0.0,\"price_total\":%s,\"is_downpayment\":%s,"
      "\"salesman_id\":{\"id\":6,\"display_name\":\"Ann\"},\"invoice_lines\":[%s],\"move_ids\":%s}",
      *c->status != '\0' ? "\"" : "", *c->status != '\0' ? c->status : "false",
      *c->status != '\0' ? "\"" : "", c->policy, numbers[0], numbers[1],
      g_str_equal (c->policy, "order") ? "manual" : "stock_move", numbers[2], numbers[3],
      c->is_downpayment ? "true" : "false", c->invoiced, moves);

  return json_from_string (json, NULL);
}

static void
test_line (gconstpointer data)
{
  static const char *const with[] = { "stock.picking", "sale_id", "sale.order", "delivery_status",
                                      NULL };
  const Case *c = data;
  g_autoptr (BizExposureReading) reading = make_reading (c->has_stock ? with : with + 2);
  g_autoptr (JsonNode) node = make_line (c);
  g_autoptr (GError) error = NULL;
  BizExposureLineRow row;

  g_assert_nonnull (node);
  g_assert_true (biz_exposure_read_line (reading, json_node_get_object (node), &row, &error));
  g_assert_no_error (error);
  g_assert_cmpint (row.id, ==, 3);
  g_assert_cmpint (row.order.id, ==, 9);
  g_assert_cmpstr (row.order.name, ==, "S00009");
  g_assert_cmpint (row.order.partner_id, ==, 4);
  g_assert_cmpint (row.order.salesperson_id, ==, 6);
  g_assert_cmpstr (row.salesperson, ==, "Ann");
  g_assert_cmpint (row.order.to_invoice.minor, ==, c->to_invoice);
  g_assert_cmpint (row.order.to_deliver.minor, ==, c->to_deliver);
  g_assert_cmpint (row.order.prepaid.minor, ==, c->prepaid);
  biz_exposure_line_row_clear (&row);
}

/* Each member that is missing or of another kind is an error that names it, and nothing is left. */
static void
test_hostile (void)
{
  static const char *const fields[] = { "stock.picking", "sale_id", NULL };
  static const char *const members[] = { "order_id",        "company_id",    "currency_id",
                                         "product_uom_qty", "qty_delivered", "qty_delivered_method",
                                         "qty_invoiced",    "price_total",   "is_downpayment",
                                         "invoice_lines",   "move_ids",      "salesman_id" };
  g_autoptr (BizExposureReading) reading = make_reading (fields);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      for (guint way = 0; way < 2; way++)
        {
          g_autoptr (JsonNode) node = make_line (&cases[3]);
          JsonObject *object = json_node_get_object (node);
          g_autoptr (GError) error = NULL;
          BizExposureLineRow row;

          /* who sold it may be nobody */
          if (way == 0 && g_str_equal (members[i], "salesman_id"))
            continue;
          if (way == 0)
            json_object_remove_member (object, members[i]);
          else if (i == 5)
            json_object_set_int_member (object, members[i], 7);
          else
            json_object_set_string_member (object, members[i], "x");
          g_assert_false (biz_exposure_read_line (reading, object, &row, &error));
          g_assert_nonnull (error);
          g_assert_null (row.order.name);
          g_assert_null (row.salesperson);
        }
    }
}

static void
test_item (void)
{
  static const char *const fields[] = { NULL };
  g_autoptr (BizExposureReading) reading = make_reading (fields);
  g_autoptr (JsonNode) node = json_from_string (
      "{\"id\":1,\"partner_id\":{\"id\":4},\"company_id\":{\"id\":1},\"currency_id\":{\"id\":2},"
      "\"company_currency_id\":{\"id\":1},\"date\":\"2026-10-01\",\"date_maturity\":false,"
      "\"amount_residual\":-12.5,\"amount_residual_currency\":-15.0,"
      "\"move_id\":{\"id\":2,\"invoice_user_id\":{\"id\":6,\"display_name\":\"Ann\"}}}",
      NULL);
  JsonObject *object = json_node_get_object (node);
  BizExposureItemRow row;

  /* without a due day it counts from its day in the ledger */
  g_assert_true (biz_exposure_read_item (reading, object, &row, NULL));
  g_assert_cmpint (row.item.open.minor, ==, -1250);
  g_assert_cmpstr (row.item.open.currency, ==, "EUR");
  g_assert_cmpint (row.item.open_document.minor, ==, -1500);
  g_assert_cmpstr (row.item.open_document.currency, ==, "USD");
  g_assert_cmpint (g_date_get_month (&row.item.due), ==, 10);
  g_assert_cmpint (row.item.salesperson_id, ==, 6);
  biz_exposure_item_row_clear (&row);
  json_object_set_string_member (object, "amount_residual", "much");
  g_assert_false (biz_exposure_read_item (reading, object, &row, NULL));
  g_assert_null (row.salesperson);
}

typedef struct
{
  const char *name;
  gboolean has_risk;
  const char *limit;
  gboolean own;
  gboolean used;
  const char *terms; /* days and kind */
  BizLimitKind kind;
  gint64 cents;
  int days;
} Account;

static const Account accounts[] = {
  { "own", FALSE, "500.0", TRUE, TRUE, "30 days_after", BIZ_LIMIT_OWN, 50000, 30 },
  { "default", FALSE, "500.0", FALSE, TRUE, "0 days_after", BIZ_LIMIT_DEFAULT, 50000, 0 },
  { "not used by the company", FALSE, "500.0", TRUE, FALSE, "30 days_after_end_of_month",
    BIZ_LIMIT_NONE, 0, 60 },
  { "not used, but there is risk", TRUE, "500.0", TRUE, FALSE, "10 days_after_end_of_next_month",
    BIZ_LIMIT_OWN, 50000, 71 },
  { "none", TRUE, "0.0", TRUE, TRUE, "14 days_end_of_month_on_the", BIZ_LIMIT_NONE, 0, 44 },
  { "below nothing", FALSE, "-5.0", TRUE, TRUE, "30 days_after", BIZ_LIMIT_NONE, 0, 30 },
};

static JsonNode *
make_party (const Account *c)
{
  g_auto (GStrv) terms = g_strsplit (c->terms, " ", 2);
  g_autoptr (GString) risk = g_string_new (NULL);
  g_autofree char *json = NULL;
  static const char *const parts[] = { "risk_invoice_draft", "risk_invoice_open",
                                       "risk_invoice_unpaid", "risk_account_amount",
                                       "risk_account_amount_unpaid" };

  if (c->has_risk)
    g_string_append (risk, ",\"risk_currency_id\":{\"id\":2},\"risk_total\":120.5,"
                           "\"risk_remaining_value\":-20.5,\"risk_exception\":true");
  for (gsize i = 0; c->has_risk && i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (risk, ",\"%s\":%d.0,\"%s_limit\":0.0,\"%s_include\":%s", parts[i],
                            (int)i, parts[i], parts[i], i == 1 ? "true" : "false");
  json = g_strdup_printf (
      "{\"id\":11,\"display_name\":\"Acme, Shop\",\"commercial_partner_id\":{\"id\":10,"
      "\"display_name\":\"Acme\",\"property_payment_term_id\":{\"id\":2,\"display_name\":\"T\","
      "\"line_ids\":[{\"id\":1,\"nb_days\":0,\"delay_type\":\"days_after\"},"
      "{\"id\":2,\"nb_days\":%s,\"delay_type\":\"%s\"}]},\"credit_limit\":%s,"
      "\"use_partner_credit_limit\":%s,\"show_credit_limit\":%s,\"credit\":10.0,"
      "\"credit_to_invoice\":5.5,\"insurance_credit_limit\":75.0%s}}",
      terms[0], terms[1], c->limit, c->own ? "true" : "false", c->used ? "true" : "false",
      risk->str);

  return json_from_string (json, NULL);
}

static void
test_party (gconstpointer data)
{
  static const char *const fields[] = { "res.partner", "risk_total",
                                        "res.partner", "credit_limit",
                                        "res.partner", "use_partner_credit_limit",
                                        "res.partner", "show_credit_limit",
                                        "res.partner", "credit",
                                        "res.partner", "credit_to_invoice",
                                        "res.partner", "insurance_credit_limit",
                                        NULL };
  const Account *c = data;
  const BizMoney euro = biz_money_zero ("EUR", 2);
  g_autoptr (BizExposureReading) reading = make_reading (c->has_risk ? fields : fields + 2);
  g_autoptr (JsonNode) node = make_party (c);
  g_autoptr (GError) error = NULL;
  BizExposurePartyRow row;

  g_assert_true (
      biz_exposure_read_party (reading, json_node_get_object (node), 3, &euro, &row, &error));
  g_assert_no_error (error);
  g_assert_cmpint (row.party.id, ==, 11);
  g_assert_cmpint (row.party.group_id, ==, 10);
  g_assert_cmpstr (row.party.name, ==, "Acme, Shop");
  g_assert_cmpstr (row.party.group, ==, "Acme");
  g_assert_cmpint (row.account.company_id, ==, 3);
  g_assert_cmpint (row.account.kind, ==, c->kind);
  g_assert_cmpint (row.account.limit.minor, ==, c->cents);
  g_assert_cmpint (row.account.term_days, ==, c->days);
  g_assert_cmpint (row.account.insured.minor, ==, 7500);
  g_assert_cmpint (row.account.credit.minor, ==, 1000);
  g_assert_cmpint (row.account.credit_to_invoice.minor, ==, 550);
  g_assert_cmpint (row.account.has_risk, ==, c->has_risk);
  if (c->has_risk)
    {
      g_assert_cmpstr (row.account.risk_total.currency, ==, "USD");
      g_assert_cmpint (row.account.risk_total.minor, ==, 12050);
      g_assert_cmpint (row.account.risk_remaining.minor, ==, -2050);
      g_assert_true (row.account.risk_exception);
      g_assert_cmpint (row.account.risk_parts[BIZ_RISK_UNPAID].minor, ==, 200);
      g_assert_true (row.account.risk_included[BIZ_RISK_OPEN]);
      g_assert_false (row.account.risk_included[BIZ_RISK_UNPAID]);
    }
  biz_exposure_party_row_clear (&row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/exposure-json/line/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_line);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/exposure-json/party/%s", accounts[i].name);

      g_test_add_data_func (path, &accounts[i], test_party);
    }
  g_test_add_func ("/biz/exposure-json/hostile", test_hostile);
  g_test_add_func ("/biz/exposure-json/item", test_item);

  return g_test_run ();
}
