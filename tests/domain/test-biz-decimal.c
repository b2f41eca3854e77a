/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-decimal.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib.h>

static void
test_from_json (void)
{
  static const struct
  {
    const char *json;
    const char *expected; /* NULL: an error */
  } cases[] = {
    { "{\"a\":750.0}", "750" },
    { "{\"a\":11.11}", "11.11" },
    { "{\"a\":0.1}", "0.1" },
    { "{\"a\":0.30000000000000004}", "0.3" },
    { "{\"a\":0.000001}", "0.000001" },
    { "{\"a\":-2.5}", "-2.5" },
    { "{\"a\":-0.0}", "0" },
    { "{\"a\":1234567.891}", "1234567.891" },
    { "{\"a\":123456789012345}", "123456789012345" },
    { "{\"a\":0.919999999999999}", "0.92" },
    { "{\"a\":false}", "0" },
    { "{\"a\":1e15}", NULL },
    { "{\"a\":999999999999999}", "999999999999999" },
    { "{\"a\":-999999999999999.9}", "-1000000000000000" },
    { "{\"a\":99999999999999.9}", "99999999999999.9" },
    { "{\"a\":9.999999999999999}", "10" },
    { "{\"a\":5e-324}", "0" },
    { "{\"a\":true}", NULL },
    { "{\"a\":null}", "0" },
    { "{\"a\":\"2\"}", NULL },
    { "{}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (GError) error = NULL;
      BizDecimal value;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].json);
      if (!biz_decimal_from_json (json_node_get_object (node), "a", &value, &error))
        {
          g_assert_null (cases[i].expected);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
          continue;
        }
      text = biz_decimal_to_string (&value);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* An amount that not every server rounds; what has a right minor unit is kept at any size. */
static void
test_money_rounded (void)
{
  static const struct
  {
    const char *number;
    guint digits;
    gint64 minor; /* G_MININT64: an error */
  } cases[] = {
    { "19.99", 2, 1999 },
    { "19.995", 2, 2000 },
    { "-19.995", 2, -2000 },
    { "19.994999", 2, 1999 },
    { "0.005", 2, 1 },
    { "2.675", 2, 268 }, /* as it was written, not as the float has it */
    { "1.005", 2, 101 },
    { "1234.5", 0, 1235 },
    { "1.2345", 3, 1235 },
    { "7", 2, 700 },
    { "false", 2, 0 },
    { "12345678901234.56", 2, 1234567890123456 },
    { "-12345678901234.56", 2, -1234567890123456 },
    { "9999999999999.999", 2, G_MININT64 },
    { "12345678901234.567", 2, G_MININT64 },
    { "123456789012345.5", 0, 123456789012346 },
    { "999999999999999.9", 2, G_MININT64 },
    { "1e15", 2, G_MININT64 },
    { "1e300", 2, G_MININT64 },
    { "\"19.99\"", 2, G_MININT64 },
    { "true", 2, G_MININT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}", cases[i].number);
      g_autoptr (JsonNode) node = erp_json_literal (text);
      const BizMoney zero = biz_money_zero ("EUR", cases[i].digits);
      g_autoptr (GError) error = NULL;
      BizMoney money;
      gboolean ok =
          biz_money_from_json_rounded (json_node_get_object (node), "a", &zero, &money, &error);

      g_test_message ("%s with %u digits", cases[i].number, cases[i].digits);
      g_assert_true (ok == (cases[i].minor != G_MININT64));
      if (!ok)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_cmpint (money.minor, ==, cases[i].minor);
      g_assert_cmpstr (money.currency, ==, "EUR");
    }
}

static void
test_parse_and_format (void)
{
  static const struct
  {
    const char *text;
    guint max_digits;
    guint min_digits;
    const char *expected; /* NULL: an error */
  } cases[] = {
    { "0,125", 6, 0, "0.125" },      { "3", 6, 0, "3" },          { "3", 6, 2, "3.00" },
    { "1,234.5", 6, 2, "1,234.50" }, { "0.125", 6, 2, "0.125" },  { "0.1250", 6, 0, "0.125" },
    { "1.5", 0, 0, NULL },           { "0.1234567", 6, 0, NULL }, { "three", 6, 0, NULL },
    { "-1,5", 6, 0, "-1.5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizDecimal value;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].text);
      if (!biz_decimal_parse (cases[i].text, cases[i].max_digits, &value, &error))
        {
          g_assert_null (cases[i].expected);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      text = biz_decimal_format (&value, cases[i].min_digits);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

typedef gboolean (*Operation) (const BizDecimal *, const BizDecimal *, BizDecimal *, GError **);

static void
test_add_and_multiply (void)
{
  static const struct
  {
    Operation operation;
    BizDecimal a, b;
    const char *expected; /* NULL: an overflow */
  } cases[] = {
    { biz_decimal_add, { 1, 1 }, { 2, 1 }, "0.3" },
    { biz_decimal_add, { 1, 15 }, { 1, 0 }, "1.000000000000001" },
    { biz_decimal_add, { G_MAXINT64, 0 }, { 1, 0 }, NULL },
    { biz_decimal_add, { G_MAXINT64, 0 }, { 1, 1 }, NULL },
    { biz_decimal_multiply, { 1234, 2 }, { 3, 0 }, "37.02" },
    { biz_decimal_multiply, { 15, 1 }, { -15, 1 }, "-2.25" },
    { biz_decimal_multiply, { 1, 15 }, { 10, 0 }, "0.00000000000001" },
    { biz_decimal_multiply, { 1, 15 }, { 1, 1 }, NULL },
    { biz_decimal_multiply, { G_MAXINT64, 0 }, { 2, 0 }, NULL },
    { biz_decimal_multiply, { 1000000000000, 6 }, { 1000000000000, 6 }, "1000000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizDecimal result;
      g_autofree char *text = NULL;

      if (!cases[i].operation (&cases[i].a, &cases[i].b, &result, &error))
        {
          g_assert_null (cases[i].expected);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      text = biz_decimal_to_string (&result);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_divide (void)
{
  static const struct
  {
    BizDecimal a, b;
    guint digits;
    BizRounding rounding;
    const char *expected;
  } cases[] = {
    { { 1, 0 }, { 3, 0 }, 4, BIZ_ROUND_HALF_UP, "0.3333" },
    { { 2, 0 }, { 3, 0 }, 4, BIZ_ROUND_HALF_UP, "0.6667" },
    { { 2, 0 }, { 3, 0 }, 4, BIZ_ROUND_DOWN, "0.6666" },
    { { 5, 1 }, { 1, 0 }, 0, BIZ_ROUND_HALF_EVEN, "0" },
    { { 5, 1 }, { 1, 0 }, 0, BIZ_ROUND_HALF_UP, "1" },
    { { 100, 0 }, { 92, 2 }, 6, BIZ_ROUND_HALF_UP, "108.695652" },
    { { 123456, 5 }, { 1, 0 }, 2, BIZ_ROUND_HALF_UP, "1.23" },
    { { 1, 0 }, { 0, 0 }, 2, BIZ_ROUND_HALF_UP, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizDecimal result;
      g_autofree char *text = NULL;

      if (!biz_decimal_divide (&cases[i].a, &cases[i].b, cases[i].digits, cases[i].rounding,
                               &result, &error))
        {
          g_assert_null (cases[i].expected);
          continue;
        }
      text = biz_decimal_to_string (&result);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_to_money (void)
{
  BizDecimal price = biz_decimal_new (11115, 3);
  BizMoney money;

  g_assert_true (biz_decimal_to_money (&price, "EUR", 2, BIZ_ROUND_HALF_UP, &money, NULL));
  g_assert_cmpint (money.minor, ==, 1112);
  g_assert_true (biz_decimal_to_money (&price, "JPY", 0, BIZ_ROUND_DOWN, &money, NULL));
  g_assert_cmpint (money.minor, ==, 11);
}

/* (a x b) / b = a; scale and compare agree. */
static void
test_laws (void)
{
  for (int i = 0; i < 20000; i++)
    {
      BizDecimal a =
          biz_decimal_new (g_test_rand_int () % 1000000000, g_test_rand_int_range (0, 7));
      BizDecimal b =
          biz_decimal_new (g_test_rand_int_range (1, 100000), g_test_rand_int_range (0, 5));
      BizDecimal product, back, sum;

      g_assert_true (biz_decimal_multiply (&a, &b, &product, NULL));
      g_assert_true (biz_decimal_divide (&product, &b, 7, BIZ_ROUND_HALF_UP, &back, NULL));
      g_assert_cmpint (biz_decimal_compare (&a, &back), ==, 0);
      g_assert_true (biz_decimal_add (&a, &b, &sum, NULL));
      g_assert_cmpint (biz_decimal_compare (&sum, &a), ==, 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/decimal/from-json", test_from_json);
  g_test_add_func ("/biz/decimal/money-rounded", test_money_rounded);
  g_test_add_func ("/biz/decimal/parse-and-format", test_parse_and_format);
  g_test_add_func ("/biz/decimal/add-and-multiply", test_add_and_multiply);
  g_test_add_func ("/biz/decimal/divide", test_divide);
  g_test_add_func ("/biz/decimal/to-money", test_to_money);
  g_test_add_func ("/biz/decimal/laws", test_laws);

  return g_test_run ();
}
