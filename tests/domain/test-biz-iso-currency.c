/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-iso-currency.h"

#include <glib.h>

static void
test_digits (void)
{
  static const struct
  {
    const char *code;
    guint digits;
  } cases[] = {
    { "EUR", 2 },
    { "USD", 2 },
    { "GBP", 2 },
    { "CHF", 2 },
    { "INR", 2 },
    /* first, middle and last of those without */
    { "BIF", 0 },
    { "JPY", 0 },
    { "KRW", 0 },
    { "VND", 0 },
    { "XPF", 0 },
    { "ISK", 0 },
    /* first, middle and last of those with three */
    { "BHD", 3 },
    { "KWD", 3 },
    { "TND", 3 },
    /* pieces of the list, and what is no code */
    { "IF ", 2 },
    { " JP", 2 },
    { "PYJ", 2 },
    { "JP", 2 },
    { "JPYX", 2 },
    { "jpy", 2 },
    { "", 2 },
    { "XXX", 2 },
    { "¥", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].code);
      g_assert_cmpuint (biz_iso_currency_get_digits (cases[i].code), ==, cases[i].digits);
    }
}

static void
test_codes (void)
{
  static const char *const good[] = { "EUR", "XXX", "AAA" };
  static const char *const bad[] = {
    "", "E", "EU", "EURO", "eur", "Eur", "E R", "E1R", "ÄÖÜ", "€"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (biz_iso_currency_is_code (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (biz_iso_currency_is_code (bad[i]));
  g_assert_false (biz_iso_currency_is_code (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/iso-currency/digits", test_digits);
  g_test_add_func ("/biz/iso-currency/codes", test_codes);

  return g_test_run ();
}
