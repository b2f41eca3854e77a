/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of an invoice and what credit notes took off it. */

#include "biz-credit-line.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define GOOD                                                                                       \
  "{\"id\":11,\"display_type\":\"product\",\"product_id\":[7,\"Desk\"],\"name\":\"Desk, oak\","    \
  "\"quantity\":3,\"product_uom_id\":{\"id\":1,\"display_name\":\"Units\"},\"price_unit\":100,"    \
  "\"discount\":0,\"tax_ids\":[{\"id\":5,\"display_name\":\"19%\"},{\"id\":2,\"display_name\":"    \
  "\"Eco\"}],\"price_subtotal\":300,\"price_total\":357,\"account_id\":[9,\"Sales\"],"             \
  "\"sale_line_ids\":[41]}"

static BizCreditLine *
read_with (const char *member, const char *value, GError **error)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonObject) row =
      member != NULL ? test_object_with (GOOD, member, value) : test_object (GOOD);

  return biz_credit_line_new_from_json (row, &zero, error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  BizCreditLine *line = read_with (NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (biz_credit_line_get_id (line), ==, 11);
  g_assert_true (biz_credit_line_has_amount (line));
  g_assert_cmpstr (biz_credit_line_get_description (line), ==, "Desk, oak");
  g_assert_cmpstr (biz_credit_line_get_unit (line), ==, "Units");
  g_assert_cmpstr (biz_credit_line_get_taxes (line), ==, "19%, Eco");
  g_assert_cmpint (biz_credit_line_get_net (line).minor, ==, 30000);
  g_assert_cmpint (biz_credit_line_get_gross (line).minor, ==, 35700);
  g_assert_cmpint (biz_credit_line_get_net_left (line).minor, ==, 30000);
  g_assert_cmpint (biz_credit_line_get_base (line), ==, BIZ_CREDIT_BASE_NET);
  test_last_unref (&line);
}

/* What a server may leave out or send otherwise. */
static void
test_fields (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "id", "false", TRUE },
    { "id", "\"11\"", FALSE },
    { "display_type", "false", TRUE },
    { "display_type", NULL, FALSE },
    { "product_id", "false", TRUE },
    { "product_id", "7", TRUE },
    { "product_id", "[7]", FALSE },
    { "name", "false", TRUE },
    { "name", "7", FALSE },
    { "quantity", "0.333333", TRUE },
    { "quantity", "-3", TRUE },
    { "quantity", "\"3\"", FALSE },
    { "quantity", NULL, FALSE },
    { "price_unit", "1e300", FALSE },
    { "discount", "100", TRUE },
    { "price_subtotal", "300.001", FALSE },
    { "price_subtotal", "300.0000000001", TRUE },
    { "price_total", NULL, FALSE },
    { "product_uom_id", "false", TRUE },
    { "account_id", "false", TRUE },
    { "account_id", "[]", FALSE },
    { "tax_ids", "[]", TRUE },
    { "tax_ids", "false", TRUE },
    { "tax_ids", NULL, TRUE },
    { "tax_ids", "[5,2]", TRUE },
    /* who may not see orders gets none */
    { "sale_line_ids", NULL, TRUE },
    { "sale_line_ids", "false", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizCreditLine) line = read_with (cases[i].member, cases[i].value, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((line != NULL) == cases[i].ok);
      if (!cases[i].ok)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
    }
}

/* The key tells taxes and accounts apart, not the order in which the server names the taxes. */
static void
test_keys (void)
{
  g_autoptr (BizCreditLine) one = read_with (NULL, NULL, NULL);
  g_autoptr (BizCreditLine) turned = read_with ("tax_ids", "[2,5]", NULL);
  g_autoptr (BizCreditLine) fewer = read_with ("tax_ids", "[5]", NULL);
  g_autoptr (BizCreditLine) other = read_with ("tax_ids", "[25]", NULL);
  g_autoptr (BizCreditLine) none = read_with ("tax_ids", "[]", NULL);
  g_autoptr (BizCreditLine) elsewhere = read_with ("account_id", "[8,\"x\"]", NULL);

  g_assert_cmpstr (biz_credit_line_get_key (one), ==, biz_credit_line_get_key (turned));
  g_assert_cmpstr (biz_credit_line_get_key (one), !=, biz_credit_line_get_key (fewer));
  g_assert_cmpstr (biz_credit_line_get_key (one), !=, biz_credit_line_get_key (other));
  g_assert_cmpstr (biz_credit_line_get_key (one), !=, biz_credit_line_get_key (none));
  g_assert_cmpstr (biz_credit_line_get_key (one), !=, biz_credit_line_get_key (elsewhere));
}

static void
test_bases (void)
{
  static const struct
  {
    const char *quantity, *price, *discount, *net, *gross;
    BizCreditBase base;
  } cases[] = {
    { "1", "100", "0", "100", "119", BIZ_CREDIT_BASE_NET },
    { "1", "119", "0", "100", "119", BIZ_CREDIT_BASE_GROSS },
    { "1", "110", "0", "100", "119", BIZ_CREDIT_BASE_MIXED },
    { "3", "33.333", "0", "100", "119", BIZ_CREDIT_BASE_NET },
    { "10", "12.34", "10", "111.06", "127.72", BIZ_CREDIT_BASE_NET },
    { "1", "100", "100", "0", "0", BIZ_CREDIT_BASE_NET },
    { "0", "100", "0", "0", "0", BIZ_CREDIT_BASE_NET },
    { "-1", "100", "0", "-100", "-119", BIZ_CREDIT_BASE_NET },
    { "1", "100", "0", "100", "100", BIZ_CREDIT_BASE_NET },
    { "0.001", "100000", "33.33", "66.67", "79.34", BIZ_CREDIT_BASE_NET },
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":1,\"display_type\":false,\"product_id\":false,\"name\":\"x\",\"quantity\":%s,"
          "\"product_uom_id\":false,\"price_unit\":%s,\"discount\":%s,\"tax_ids\":[],"
          "\"price_subtotal\":%s,\"price_total\":%s,\"account_id\":false}",
          cases[i].quantity, cases[i].price, cases[i].discount, cases[i].net, cases[i].gross);
      g_autoptr (JsonObject) row = test_object (json);
      g_autoptr (BizCreditLine) line = biz_credit_line_new_from_json (row, &zero, NULL);

      g_test_message ("case %u", i);
      g_assert_cmpint (biz_credit_line_get_base (line), ==, cases[i].base);
    }
}

typedef struct
{
  const char *what;
  const char *member;
  const char *value;
  const char *net, *gross, *quantity; /* of the credit note's line */
  gboolean loosely;
  gboolean absorbed;
  const char *quantity_left;
  gint64 net_left;
} AbsorbCase;

static const AbsorbCase absorb_cases[] = {
  { "one of three", NULL, NULL, "100", "119", "1", FALSE, TRUE, "2", 20000 },
  { "all", NULL, NULL, "300", "357", "3", FALSE, TRUE, "0", 0 },
  { "more than there is", NULL, NULL, "400", "476", "4", FALSE, FALSE, "3", 30000 },
  { "another price", "price_unit", "90", "90", "107.1", "1", FALSE, FALSE, "3", 30000 },
  { "another price, loosely", "price_unit", "90", "90", "107.1", "1", TRUE, TRUE, "2", 21000 },
  { "another text", "name", "\"Other\"", "100", "119", "1", FALSE, FALSE, "3", 30000 },
  { "another text, loosely", "name", "\"Other\"", "100", "119", "1", TRUE, TRUE, "2", 20000 },
  { "another discount", "discount", "5", "95", "113.05", "1", FALSE, FALSE, "3", 30000 },
  { "another product", "product_id", "[8,\"x\"]", "100", "119", "1", TRUE, FALSE, "3", 30000 },
  { "a section", "display_type", "\"line_section\"", "100", "119", "1", TRUE, FALSE, "3", 30000 },
};

static BizCreditLine *
make_credit (const AbsorbCase *c)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonObject) row =
      c->member != NULL ? test_object_with (GOOD, c->member, c->value) : NULL;

  if (row == NULL)
    row = test_object_with (GOOD, "id", "99");
  json_object_set_member (row, "quantity", erp_json_literal (c->quantity));
  json_object_set_member (row, "price_subtotal", erp_json_literal (c->net));
  json_object_set_member (row, "price_total", erp_json_literal (c->gross));

  return biz_credit_line_new_from_json (row, &zero, NULL);
}

static void
test_absorb (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (absorb_cases); i++)
    {
      const AbsorbCase *c = &absorb_cases[i];
      g_autoptr (BizCreditLine) line = read_with (NULL, NULL, NULL);
      g_autoptr (BizCreditLine) credit = make_credit (c);
      BizDecimal left;
      g_autofree char *shown = NULL;

      g_test_message ("%s", c->what);
      g_assert_cmpint (biz_credit_line_absorb (line, credit, c->loosely), ==, c->absorbed);
      left = biz_credit_line_get_quantity_left (line);
      shown = biz_decimal_to_string (&left);
      g_assert_cmpstr (shown, ==, c->quantity_left);
      g_assert_cmpint (biz_credit_line_get_net_left (line).minor, ==, c->net_left);
      /* what was invoiced stays what it was */
      g_assert_cmpint (biz_credit_line_get_net (line).minor, ==, 30000);
    }
}

/* A reduction of the price takes money off and leaves the pieces. */
static void
test_reduction (void)
{
  const AbsorbCase c = {
    .member = "product_id", .value = "false", .net = "50", .gross = "59.5", .quantity = "1"
  };
  g_autoptr (BizCreditLine) line = read_with (NULL, NULL, NULL);
  g_autoptr (JsonObject) row = test_object_with (GOOD, "name", "\"Goodwill: Desk, oak\"");
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (BizCreditLine) credit = NULL;
  g_autoptr (BizCreditLine) stranger = make_credit (&c);
  BizDecimal left;

  json_object_set_member (row, "product_id", erp_json_literal ("false"));
  json_object_set_member (row, "price_subtotal", erp_json_literal ("50"));
  json_object_set_member (row, "price_total", erp_json_literal ("59.5"));
  credit = biz_credit_line_new_from_json (row, &zero, NULL);
  g_assert_true (biz_credit_line_absorb (line, credit, FALSE));
  left = biz_credit_line_get_quantity_left (line);
  g_assert_cmpint (left.mantissa, ==, 3);
  g_assert_cmpint (biz_credit_line_get_net_left (line).minor, ==, 25000);
  g_assert_cmpint (biz_credit_line_get_gross_left (line).minor, ==, 29750);
  /* the same words without a label in front are another thing */
  g_assert_false (biz_credit_line_absorb (line, stranger, FALSE));
}

/* What goes to the server says exactly what is meant. */
static void
test_values (void)
{
  g_autoptr (BizCreditLine) line = read_with (NULL, NULL, NULL);
  const BizDecimal quantity = { 15, 1 };
  const BizMoney price = biz_money_from_minor (4950, "EUR", 2);
  g_autoptr (JsonObject) pieces = biz_credit_line_to_values (line, &quantity, NULL, NULL);
  g_autoptr (JsonObject) amount = biz_credit_line_to_values (line, &quantity, &price, "Goodwill");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *pieces_text = NULL;
  g_autofree char *amount_text = NULL;

  json_node_set_object (node, pieces);
  pieces_text = erp_json_to_string (node);
  g_assert_cmpstr (pieces_text, ==,
                   "{\"name\":\"Desk, oak\",\"product_id\":7,\"product_uom_id\":1,"
                   "\"quantity\":1.5,\"price_unit\":100,\"discount\":0,"
                   "\"sale_line_ids\":[[6,0,[41]]],\"tax_ids\":[[6,0,[2,5]]],\"account_id\":9}");
  json_node_set_object (node, amount);
  amount_text = erp_json_to_string (node);
  /* an amount has no product, so that no stock moves, and no order, so that nothing is delivered */
  g_assert_cmpstr (amount_text, ==,
                   "{\"name\":\"Goodwill\",\"quantity\":1,\"price_unit\":49.5,"
                   "\"tax_ids\":[[6,0,[2,5]]],\"account_id\":9}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/credit-line/read", test_read);
  g_test_add_func ("/biz/credit-line/fields", test_fields);
  g_test_add_func ("/biz/credit-line/keys", test_keys);
  g_test_add_func ("/biz/credit-line/bases", test_bases);
  g_test_add_func ("/biz/credit-line/absorb", test_absorb);
  g_test_add_func ("/biz/credit-line/reduction", test_reduction);
  g_test_add_func ("/biz/credit-line/values", test_values);

  return g_test_run ();
}
