/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-money.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib.h>

typedef struct
{
  const char *text;
  guint digits;
  gint64 minor; /* FAIL: an error */
} ParseCase;

#define FAIL G_MININT64

static void
test_parse (void)
{
  static const ParseCase cases[] = {
    { "0", 2, 0 },
    { "1234.5", 2, 123450 },
    { "1,234.50", 2, 123450 },
    { "1.234,50", 2, 123450 }, /* a foreign notation with one meaning */
    { "1234,5", 2, 123450 },
    { "1 234,50", 2, 123450 },
    { "1\302\240234,50", 2, 123450 },
    { "1\342\200\257234.50", 2, 123450 },
    { "1'234'567.89", 2, 123456789 },
    { "12,34,567.00", 2, 123456700 }, /* lakhs */
    { "1,234", 2, 123400 },           /* this locale's thousands */
    { "1.234", 2, FAIL },             /* 1234 or 1.234 */
    { "1.234", 3, 1234 },
    { "1,23", 2, 123 },
    { ".5", 2, 50 },
    { "5.", 2, 500 },
    { "-3", 2, -300 },
    { "+3", 2, 300 },
    { "3-", 2, -300 },
    { "\342\210\2223", 2, -300 },
    { "(3.25)", 2, -325 },
    { "-(3)", 2, FAIL },
    { "--3", 2, FAIL },
    { "3-4", 2, FAIL },
    { "€ 12", 2, 1200 },
    { "12\302\240€", 2, 1200 },
    { "EUR 12.50", 2, 1250 },
    { "12.50 eur", 2, 1250 },
    { "-€12.50", 2, -1250 },
    { "$12", 2, FAIL },
    { "USD 12", 2, FAIL },
    { "  7  ", 2, 700 },
    { "\331\243", 2, 300 }, /* Arabic-Indic three */
    { "", 2, FAIL },
    { "€", 2, FAIL },
    { ".", 2, FAIL },
    { "-", 2, FAIL },
    { "1.2.3", 2, FAIL },
    { "1,2,3", 2, FAIL },
    { "1,23,4", 2, FAIL },
    { "1234,567.00", 2, FAIL },
    { "12.345", 2, FAIL }, /* 12345, or 12.345 that is off the cent */
    { "12.3456", 2, FAIL },
    { "1e3", 2, FAIL },
    { "0x10", 2, FAIL },
    { "nan", 2, FAIL },
    { "12 34", 2, FAIL },
    { "10.00", 0, FAIL },
    { "10", 0, 10 },
    { "92233720368547758.07", 2, G_MAXINT64 },
    { "92233720368547758.08", 2, FAIL },
    { "99999999999999999999", 2, FAIL },
    { "\377\376", 2, FAIL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParseCase *c = &cases[i];
      g_autoptr (GError) error = NULL;
      BizMoney money = { 0 };
      gboolean ok = biz_money_parse (c->text, "eur", c->digits, &money, &error);

      g_test_message ("case %" G_GSIZE_FORMAT " with %u digits", i, c->digits);
      if (c->minor == FAIL)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_false (ok);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (ok);
      g_assert_cmpint (money.minor, ==, c->minor);
      g_assert_cmpstr (money.currency, ==, "EUR");
      g_assert_cmpuint (money.digits, ==, c->digits);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 minor;
    const char *currency;
    guint digits;
    BizMoneyFormat format;
    const char *expected;
  } cases[] = {
    { 0, "EUR", 2, BIZ_MONEY_PLAIN, "0.00" },
    { 5, "EUR", 2, BIZ_MONEY_PLAIN, "0.05" },
    { -5, "EUR", 2, BIZ_MONEY_PLAIN, "-0.05" },
    { 123450, "EUR", 2, BIZ_MONEY_PLAIN, "1,234.50" },
    { 100000000, "EUR", 2, BIZ_MONEY_PLAIN, "1,000,000.00" },
    { 123450, "EUR", 2, BIZ_MONEY_MACHINE, "1234.50" },
    { 1234, "JPY", 0, BIZ_MONEY_PLAIN, "1,234" },
    { 1234, "JPY", 0, BIZ_MONEY_SYMBOL, "¥1,234" },
    { -123450, "EUR", 2, BIZ_MONEY_SYMBOL, "-€1,234.50" },
    { 1234567, "KWD", 3, BIZ_MONEY_SYMBOL, "KWD\302\2401,234.567" },
    { G_MININT64, "EUR", 2, BIZ_MONEY_MACHINE, "-92233720368547758.08" },
    { G_MAXINT64, "EUR", 2, BIZ_MONEY_PLAIN, "92,233,720,368,547,758.07" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizMoney money = biz_money_from_minor (cases[i].minor, cases[i].currency, cases[i].digits);
      g_autofree char *text = biz_money_format (&money, cases[i].format);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* What is printed is read again as the same amount. */
static void
test_round_trip (void)
{
  static const BizMoneyFormat formats[] = { BIZ_MONEY_PLAIN, BIZ_MONEY_SYMBOL, BIZ_MONEY_MACHINE,
                                            BIZ_MONEY_SYMBOL | BIZ_MONEY_MACHINE };
  static const char *const codes[] = { "EUR", "USD", "CHF", "JPY" };

  for (int i = 0; i < 20000; i++)
    {
      guint digits = g_test_rand_int_range (0, 7);
      gint64 minor =
          (gint64)(((guint64)(guint32)g_test_rand_int () << 32) ^ (guint32)g_test_rand_int ());
      BizMoney money, again;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      minor >>= g_test_rand_int_range (1, 63);
      money = biz_money_from_minor (minor, codes[i % 4], digits);
      text = biz_money_format (&money, formats[g_test_rand_int_range (0, 4)]);
      if (!biz_money_parse (text, codes[i % 4], digits, &again, &error))
        {
          /* "1.234" as printed for a program is 1.234 and nothing else with three digits */
          g_error ("“%s”: %s", text, error->message);
        }
      g_assert_true (biz_money_equal (&money, &again));
    }
}

static void
test_arithmetic (void)
{
  BizMoney a = biz_money_from_minor (100, "EUR", 2);
  BizMoney b = biz_money_from_minor (250, "EUR", 2);
  BizMoney dollars = biz_money_from_minor (250, "USD", 2);
  BizMoney most = biz_money_from_minor (G_MAXINT64, "EUR", 2);
  BizMoney result;
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_money_add (&a, &b, &result, &error));
  g_assert_cmpint (result.minor, ==, 350);
  g_assert_true (biz_money_subtract (&a, &b, &result, &error));
  g_assert_cmpint (result.minor, ==, -150);
  g_assert_false (biz_money_add (&a, &dollars, &result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_false (biz_money_add (&most, &a, &result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_false (biz_money_scale (&most, 3, 2, BIZ_ROUND_HALF_UP, &result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_true (biz_money_scale (&most, 3, 3, BIZ_ROUND_HALF_UP, &result, NULL));
  g_assert_cmpint (result.minor, ==, G_MAXINT64);
  g_assert_cmpint (biz_money_compare (&a, &b), ==, -1);
  g_assert_cmpint (biz_money_compare (&b, &a), ==, 1);
  g_assert_cmpint (biz_money_compare (&b, &dollars), ==, -1);
  result = biz_money_negate (&a);
  g_assert_cmpint (result.minor, ==, -100);
  result = biz_money_abs (&result);
  g_assert_true (biz_money_equal (&result, &a));
}

static void
test_scale (void)
{
  static const struct
  {
    gint64 minor, numerator, denominator;
    gint64 half_up, half_even, down;
  } cases[] = {
    { 100, 1, 3, 33, 33, 33 },     { 200, 1, 3, 67, 67, 66 },     { 5, 1, 2, 3, 2, 2 },
    { 7, 1, 2, 4, 4, 3 },          { -5, 1, 2, -3, -2, -2 },      { -200, 1, 3, -67, -67, -66 },
    { 200, -1, 3, -67, -67, -66 }, { 200, 1, -3, -67, -67, -66 }, { 0, 5, 7, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 expected[] = { cases[i].half_up, cases[i].half_even, cases[i].down };
      BizMoney money = biz_money_from_minor (cases[i].minor, "EUR", 2);

      for (int rounding = BIZ_ROUND_HALF_UP; rounding <= BIZ_ROUND_DOWN; rounding++)
        {
          BizMoney result;

          g_assert_true (biz_money_scale (&money, cases[i].numerator, cases[i].denominator,
                                          (BizRounding)rounding, &result, NULL));
          g_assert_cmpint (result.minor, ==, expected[rounding]);
        }
    }
}

/* a + b - b = a, and the order is a total one. */
static void
test_laws (void)
{
  for (int i = 0; i < 20000; i++)
    {
      BizMoney a = biz_money_from_minor (g_test_rand_int () * (gint64)4096, "EUR", 2);
      BizMoney b = biz_money_from_minor (g_test_rand_int () * (gint64)-512, "EUR", 2);
      BizMoney sum, back;

      g_assert_true (biz_money_add (&a, &b, &sum, NULL));
      g_assert_true (biz_money_subtract (&sum, &b, &back, NULL));
      g_assert_true (biz_money_equal (&a, &back));
      g_assert_cmpint (biz_money_compare (&a, &b), ==, -biz_money_compare (&b, &a));
    }
}

static void
test_from_json (void)
{
  static const struct
  {
    const char *json;
    gint64 minor; /* FAIL: an error */
  } cases[] = {
    { "{\"a\":349.99}", 34999 },
    { "{\"a\":2272.2200000000003}", 227222 },
    { "{\"a\":false}", 0 },
    { "{\"a\":0}", 0 },
    { "{\"a\":-0.005}", FAIL },
    { "{\"a\":1.00001}", FAIL },
    { "{\"a\":1.0000001}", 100 },
    { "{\"a\":\"12\"}", FAIL },
    { "{\"a\":1e300}", FAIL },
    { "{\"b\":1}", FAIL },
    { "{\"a\":12345678901.23}", 1234567890123 },
  };
  BizMoney zero = biz_money_zero ("EUR", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (GError) error = NULL;
      BizMoney money;
      gboolean ok = biz_money_from_json (json_node_get_object (node), "a", &zero, &money, &error);

      g_test_message ("%s", cases[i].json);
      if (cases[i].minor == FAIL)
        {
          g_assert_false (ok);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (money.minor, ==, cases[i].minor);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/money/parse", test_parse);
  g_test_add_func ("/biz/money/format", test_format);
  g_test_add_func ("/biz/money/round-trip", test_round_trip);
  g_test_add_func ("/biz/money/arithmetic", test_arithmetic);
  g_test_add_func ("/biz/money/scale", test_scale);
  g_test_add_func ("/biz/money/laws", test_laws);
  g_test_add_func ("/biz/money/from-json", test_from_json);

  return g_test_run ();
}
