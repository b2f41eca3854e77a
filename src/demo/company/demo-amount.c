/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"

#include <math.h>

/**
 * demo_amount_muldiv:
 * @a: a factor
 * @b: a factor
 * @c: a divisor, not 0
 *
 * Computes @a × @b / @c without overflow in between, rounded half away from zero.
 */
gint64
demo_amount_muldiv (gint64 a, gint64 b, gint64 c)
{
  __int128 product = (__int128)a * b;
  __int128 half;

  g_return_val_if_fail (c != 0, 0);

  if (c < 0)
    {
      product = -product;
      c = -c;
    }
  half = c / 2;
  /* An odd divisor has no exact half: the floor of it rounds the same way. */
  if (product >= 0)
    return (gint64)((product + half) / c);
  return -(gint64)((-product + half) / c);
}

/**
 * demo_amount_pow10:
 * @digits: 0 to 18
 */
gint64
demo_amount_pow10 (int digits)
{
  gint64 value = 1;

  for (int i = 0; i < digits; i++)
    value *= 10;
  return value;
}

/**
 * demo_amount_from_double:
 * @value: a number as JSON brings it
 * @digits: the digits after the point that are kept
 *
 * Scales @value to an integer, rounded half away from zero as decimal people read it: 1.005 with
 * two digits is 101, although the nearest double is a little less.
 */
gint64
demo_amount_from_double (double value, int digits)
{
  double scaled = value * (double)demo_amount_pow10 (digits);
  double nudge = fabs (scaled) * 1e-15 + 1e-9;

  if (!isfinite (scaled) || fabs (scaled) > 9.0e17)
    return 0;
  return (gint64)(scaled < 0 ? ceil (scaled - 0.5 - nudge) : floor (scaled + 0.5 + nudge));
}

/**
 * demo_amount_to_double:
 * @value: a scaled integer
 * @digits: its digits after the point
 */
double
demo_amount_to_double (gint64 value, int digits)
{
  return (double)value / (double)demo_amount_pow10 (digits);
}

/**
 * demo_amount_to_company:
 * @amount: minor units of a currency
 * @rate: units of that currency for one unit of the company's, scaled by %DEMO_AMOUNT_SCALE
 * @digits: the currency's digits
 * @company_digits: the company's currency's digits
 *
 * Returns: minor units of the company's currency
 */
gint64
demo_amount_to_company (gint64 amount, gint64 rate, int digits, int company_digits)
{
  g_return_val_if_fail (rate > 0, amount);

  return demo_amount_muldiv (amount, DEMO_AMOUNT_SCALE * demo_amount_pow10 (company_digits),
                             rate * demo_amount_pow10 (digits));
}

/**
 * demo_amount_from_company:
 * @amount: minor units of the company's currency
 * @rate: units of the other currency for one unit of the company's, scaled by %DEMO_AMOUNT_SCALE
 * @company_digits: the company's currency's digits
 * @digits: the other currency's digits
 */
gint64
demo_amount_from_company (gint64 amount, gint64 rate, int company_digits, int digits)
{
  g_return_val_if_fail (rate > 0, amount);

  return demo_amount_muldiv (amount, rate * demo_amount_pow10 (digits),
                             DEMO_AMOUNT_SCALE * demo_amount_pow10 (company_digits));
}

/**
 * demo_amount_format:
 * @value: minor units
 * @digits: digits after the point
 *
 * Returns: (transfer full): the number with thousands separated by commas, as in "1,234.50"
 */
char *
demo_amount_format (gint64 value, int digits)
{
  gint64 unit = demo_amount_pow10 (digits);
  guint64 all = value < 0 ? (guint64)-value : (guint64)value;
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, all / (guint64)unit);
  gsize length = strlen (whole);
  GString *text = g_string_new (value < 0 ? "-" : "");

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, whole[i]);
    }
  if (digits > 0)
    g_string_append_printf (text, ".%0*" G_GUINT64_FORMAT, digits, all % (guint64)unit);
  return g_string_free (text, FALSE);
}
