/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Digits in and out, what money and decimals share; in the locale of the tests, which has a point
 * before its decimals and a comma between its thousands. */

#include "biz-number.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

#define FAIL (-1)

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    guint max_digits;
    gint64 mantissa;
    int digits; /* FAIL: an error */
  } cases[] = {
    { "7", 6, 7, 0 },
    { "007", 6, 7, 0 },
    { "7.50", 6, 750, 2 },
    { "7.50", 1, 0, FAIL },
    { "7.5", 0, 0, FAIL },
    { "-7", 0, -7, 0 },
    { "7-", 0, -7, 0 },
    { "(7)", 0, -7, 0 },
    { "\342\210\2227", 0, -7, 0 },
    { "+7", 0, 7, 0 },
    { "9,223,372,036,854,775,807", 0, G_MAXINT64, 0 },
    { "9223372036854775808", 0, 0, FAIL },
    { "922337203685477580.7", 1, G_MAXINT64, 1 },
    { "0.000000000000001", 15, 1, 15 },
    /* thousands of this locale, of others, and of both kinds of blank */
    { "1,234", 6, 1234, 0 },
    { "1,234,567.125", 6, 1234567125, 3 },
    { "1.234.567", 6, 1234567, 0 },
    { "1.234.567,5", 6, 12345675, 1 },
    { "1 234 567", 6, 1234567, 0 },
    { "1\302\240234,5", 6, 12345, 1 },
    { "1\342\200\257234.5", 6, 12345, 1 },
    { "1'234.5", 6, 12345, 1 },
    { "12,34,567", 6, 1234567, 0 },
    /* no thousands behind a zero, with two kinds of marks, or of the wrong size */
    { "0,125", 6, 125, 3 },
    { "0.125", 6, 125, 3 },
    { "-0,125", 6, -125, 3 },
    { "00,125", 6, 125, 3 },
    { "0,125", 2, 0, FAIL },
    { ",125", 6, 125, 3 },
    { ".125", 6, 125, 3 },
    { "1234,125", 6, 1234125, 3 },
    { "1 234,567.5", 6, 0, FAIL },
    { "1,234 567.5", 6, 0, FAIL },
    { "0,123,456", 6, 0, FAIL },
    { "1,2345", 6, 12345, 4 },
    { "1,23,45", 6, 0, FAIL },
    { "1,,234", 6, 0, FAIL },
    { "1 23", 6, 0, FAIL },
    { ",", 6, 0, FAIL },
    /* two meanings */
    { "1.234", 6, 1234, 3 },
    { "123.456", 6, 123456, 3 },
    /* no numbers */
    { "", 6, 0, FAIL },
    { " ", 6, 0, FAIL },
    { "-", 6, 0, FAIL },
    { "()", 6, 0, FAIL },
    { "(-7)", 6, 0, FAIL },
    { "+-7", 6, 0, FAIL },
    { "7+7", 6, 0, FAIL },
    { "7 %", 6, 0, FAIL },
    { "seven", 6, 0, FAIL },
    { "1e3", 6, 0, FAIL },
    { "0x1f", 6, 0, FAIL },
    { "inf", 6, 0, FAIL },
    { "7\342\200\2568", 6, 0, FAIL },
    { "\377", 6, 0, FAIL },
    { "0000000000000000000000000000000000000000000000000000000000000000000000000007", 6, 0, FAIL },
    { "\331\241\331\242\331\243", 6, 123, 0 }, /* Arabic-Indic */
    { "\357\274\227", 6, 7, 0 },               /* full width */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 mantissa = 77;
      guint8 digits = 77;
      gboolean ok =
          biz_number_parse (cases[i].text, cases[i].max_digits, &mantissa, &digits, &error);

      g_test_message ("case %u: %u digits at most", i, cases[i].max_digits);
      g_assert_true (ok == (cases[i].digits != FAIL));
      if (!ok)
        {
          test_take_error (&error, ERP_ERROR_VALIDATION);
          continue;
        }
      g_assert_cmpint (mantissa, ==, cases[i].mantissa);
      g_assert_cmpint (digits, ==, cases[i].digits);
    }
}

/* What somebody typed is named in the sentence, but not all of a book. */
static void
test_sentences (void)
{
  g_autofree char *book = g_strnfill (5000, 'x');
  g_autoptr (GError) error = NULL;
  gint64 mantissa;
  guint8 digits;

  g_assert_false (biz_number_parse ("12 pieces", 2, &mantissa, &digits, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "12 pieces");
  g_assert_false (biz_number_parse ("1.5", 0, &mantissa, &digits, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "whole");
  g_assert_false (biz_number_parse (book, 2, &mantissa, &digits, &error));
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_append (void)
{
  static const struct
  {
    gint64 mantissa;
    guint digits;
    gboolean by_locale;
    const char *text;
  } cases[] = {
    { 0, 0, FALSE, "0" },
    { 0, 3, FALSE, "0.000" },
    { 7, 2, FALSE, "0.07" },
    { -7, 2, TRUE, "-0.07" },
    { 123, 2, TRUE, "1.23" },
    { 123456, 2, TRUE, "1,234.56" },
    { 123456, 2, FALSE, "1234.56" },
    { 999999, 0, TRUE, "999,999" },
    { 1000000, 0, TRUE, "1,000,000" },
    { 100000, 3, TRUE, "100.000" },
    { -1000000, 3, TRUE, "-1,000.000" },
    { G_MAXINT64, 0, TRUE, "9,223,372,036,854,775,807" },
    { G_MININT64, 0, FALSE, "-9223372036854775808" },
    { G_MININT64, 15, FALSE, "-9223.372036854775808" },
    { 1, 15, TRUE, "0.000000000000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("x");

      biz_number_append (text, cases[i].mantissa, cases[i].digits, cases[i].by_locale);
      g_assert_cmpstr (text->str + 1, ==, cases[i].text);
    }
}

static void
test_power (void)
{
  gint64 power = 0;

  g_assert_true (biz_number_power_of_ten (0, &power));
  g_assert_cmpint (power, ==, 1);
  g_assert_true (biz_number_power_of_ten (18, &power));
  g_assert_cmpint (power, ==, 1000000000000000000);
  g_assert_false (biz_number_power_of_ten (19, &power));
}

static void
test_divide (void)
{
  static const struct
  {
    gint64 n, d;
    gint64 half_up, half_even, down;
  } cases[] = {
    { 0, 3, 0, 0, 0 },
    { 1, 2, 1, 0, 0 },
    { 3, 2, 2, 2, 1 },
    { 5, 2, 3, 2, 2 },
    { -1, 2, -1, 0, 0 },
    { -3, 2, -2, -2, -1 },
    { 1, -2, -1, 0, 0 },
    { -5, -2, 3, 2, 2 },
    { 49, 100, 0, 0, 0 },
    { 51, 100, 1, 1, 0 },
    { 2, 3, 1, 1, 0 },
    { 10, 5, 2, 2, 2 },
    { G_MAXINT64, 1, G_MAXINT64, G_MAXINT64, G_MAXINT64 },
    { G_MAXINT64, G_MAXINT64, 1, 1, 1 },
    { G_MAXINT64 - 1, G_MAXINT64, 1, 1, 0 },
    { 1, G_MAXINT64, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 expected[] = { cases[i].half_up, cases[i].half_even, cases[i].down };

      for (int rounding = BIZ_ROUND_HALF_UP; rounding <= BIZ_ROUND_DOWN; rounding++)
        {
          gint64 quotient = 77;

          g_test_message ("case %u, rounding %d", i, rounding);
          g_assert_true (
              biz_number_divide (cases[i].n, cases[i].d, (BizRounding)rounding, &quotient));
          g_assert_cmpint (quotient, ==, expected[rounding]);
        }
    }
}

static void
test_divide_too_large (void)
{
  const __int128 most = G_MAXINT64;
  gint64 quotient;

  g_assert_false (biz_number_divide (most + 1, 1, BIZ_ROUND_DOWN, &quotient));
  g_assert_false (biz_number_divide (-(most + 2), 1, BIZ_ROUND_DOWN, &quotient));
  g_assert_true (biz_number_divide (most * 2 + 1, 2, BIZ_ROUND_DOWN, &quotient));
  g_assert_cmpint (quotient, ==, G_MAXINT64);
  /* the rounding is what makes it too large */
  g_assert_false (biz_number_divide (most * 2 + 1, 2, BIZ_ROUND_HALF_UP, &quotient));
  g_assert_true (biz_number_divide (most * most, most, BIZ_ROUND_HALF_EVEN, &quotient));
  g_assert_cmpint (quotient, ==, G_MAXINT64);
}

/* The rounded quotient is never further than half, or a whole, from the true one. */
static void
test_divide_laws (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const __int128 n = (__int128)g_test_rand_int () * g_test_rand_int ();
      const __int128 d = (__int128)g_test_rand_int () + (i % 2 == 0 ? 5000000000 : -5000000000);
      const __int128 size = d < 0 ? -d : d;
      gint64 up, even, down, minus;

      g_assert_true (biz_number_divide (n, d, BIZ_ROUND_HALF_UP, &up));
      g_assert_true (biz_number_divide (n, d, BIZ_ROUND_HALF_EVEN, &even));
      g_assert_true (biz_number_divide (n, d, BIZ_ROUND_DOWN, &down));
      g_assert_true (biz_number_divide (-n, d, BIZ_ROUND_HALF_UP, &minus));
      g_assert_cmpint (minus, ==, -up);
      g_assert_true (2 * (n - up * d) <= size && 2 * (n - up * d) >= -size);
      g_assert_true (2 * (n - even * d) <= size && 2 * (n - even * d) >= -size);
      g_assert_true (n - down * d < size && n - down * d > -size);
      g_assert_cmpint (ABS (down), <=, ABS (up));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/number/parse", test_parse);
  g_test_add_func ("/biz/number/sentences", test_sentences);
  g_test_add_func ("/biz/number/append", test_append);
  g_test_add_func ("/biz/number/power", test_power);
  g_test_add_func ("/biz/number/divide", test_divide);
  g_test_add_func ("/biz/number/divide/too-large", test_divide_too_large);
  g_test_add_func ("/biz/number/divide/laws", test_divide_laws);

  return g_test_run ();
}
