/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decimal.h"

#include "biz-number.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Most digits after the point that are taken from a double; prices and rates have fewer. */
#define WIRE_DIGITS 9
/* Decimal digits that a double keeps for certain. */
#define SIGNIFICANT 15

G_DEFINE_BOXED_TYPE (BizDecimal, biz_decimal, biz_decimal_copy, biz_decimal_free)

static gboolean
fail_overflow (GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The number is too large to be computed exactly."));

  return FALSE;
}

static gboolean
fail_too_large (const char *member, GError **error)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
               _ ("The server sent a number for “%s” that is too large."), member);

  return FALSE;
}

static __int128
power_of_ten (guint exponent)
{
  __int128 power = 1;

  for (guint i = 0; i < exponent; i++)
    power *= 10;

  return power;
}

/* mantissa x 10^-digits, brought to at most 15 digits by dropping zeros; FALSE where it does not
 * fit exactly. */
static gboolean
fit (__int128 mantissa, guint digits, BizDecimal *result)
{
  while (digits > 0
         && (digits > BIZ_DECIMAL_MAX_DIGITS || mantissa > G_MAXINT64 || mantissa < -G_MAXINT64))
    {
      if (mantissa % 10 != 0)
        return FALSE;
      mantissa /= 10;
      digits--;
    }
  if (mantissa > G_MAXINT64 || mantissa < -G_MAXINT64)
    return FALSE;

  *result = (BizDecimal){ (gint64)mantissa, (guint8)digits };

  return TRUE;
}

/* 0 for less than one; a logarithm would take 999999999999999.9 for a number of 16 digits. */
static guint
count_whole_digits (double number)
{
  guint n = 0;

  for (double power = 1.0; number >= power; power *= 10.0)
    n++;

  return n;
}

/**
 * biz_decimal_copy:
 * @self: a number
 *
 * Returns: (transfer full): a copy on the heap, for properties
 */
BizDecimal *
biz_decimal_copy (const BizDecimal *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * biz_decimal_free:
 * @self: (transfer full): from biz_decimal_copy ()
 */
void
biz_decimal_free (BizDecimal *self)
{
  g_free (self);
}

/**
 * biz_decimal_new:
 * @mantissa: the number times 10^@digits
 * @digits: digits after the point, at most 15
 *
 * Returns: the number
 */
BizDecimal
biz_decimal_new (gint64 mantissa, guint digits)
{
  BizDecimal self = { 0 };

  g_return_val_if_fail (digits <= BIZ_DECIMAL_MAX_DIGITS, self);

  self.mantissa = mantissa;
  self.digits = (guint8)digits;

  return self;
}

/**
 * biz_decimal_parse:
 * @text: what a person typed or pasted
 * @max_digits: most digits after the point, at most 15; more are an error
 * @value: (out): the number, with the digits that were written
 * @error: return location
 *
 * Returns: whether the text has exactly one meaning; else ERP_ERROR_VALIDATION
 */
gboolean
biz_decimal_parse (const char *text, guint max_digits, BizDecimal *value, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (max_digits <= BIZ_DECIMAL_MAX_DIGITS, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return biz_number_parse (text, max_digits, &value->mantissa, &value->digits, error);
}

/**
 * biz_decimal_from_json:
 * @object: a record as the server sent it
 * @member: the number's field
 * @value: (out): the number without trailing zeros
 * @error: return location
 *
 * A price comes as a double. The decimal it was made from is the shortest one of at most 15
 * significant digits; what stands beyond is the noise of the double and is dropped.
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where there is no number, or one that is too large
 */
gboolean
biz_decimal_from_json (JsonObject *object, const char *member, BizDecimal *value, GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];
  double number;
  gint64 mantissa = 0;
  guint digits = 0;
  gboolean after = FALSE;
  guint whole;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!erp_json_get_double (object, member, &number, error))
    return FALSE;
  if (!isfinite (number) || fabs (number) >= 1e15)
    return fail_too_large (member, error);

  whole = count_whole_digits (fabs (number));
  g_snprintf (format, sizeof format, "%%.%uf", MIN (WIRE_DIGITS, SIGNIFICANT - whole));
  g_ascii_formatd (text, sizeof text, format, number);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '.')
        after = TRUE;
      else if (g_ascii_isdigit (*p))
        {
          if (__builtin_mul_overflow (mantissa, 10, &mantissa)
              || __builtin_add_overflow (mantissa, *p - '0', &mantissa))
            return fail_overflow (error);
          digits += after ? 1 : 0;
        }
    }
  *value = biz_decimal_normalize ((BizDecimal){ number < 0 ? -mantissa : mantissa, digits });

  return TRUE;
}

/**
 * biz_decimal_format:
 * @self: a number
 * @min_digits: digits after the point that are shown even where they are zero
 *
 * Returns: (transfer full): the number by the locale, without further trailing zeros
 */
char *
biz_decimal_format (const BizDecimal *self, guint min_digits)
{
  g_autoptr (GString) text = g_string_sized_new (24);
  BizDecimal shown = biz_decimal_normalize (*self);

  while (shown.digits < MIN (min_digits, BIZ_DECIMAL_MAX_DIGITS)
         && !__builtin_mul_overflow (shown.mantissa, 10, &shown.mantissa))
    shown.digits++;
  biz_number_append (text, shown.mantissa, shown.digits, TRUE);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * biz_decimal_to_string:
 * @self: a number
 *
 * Returns: (transfer full): the number as JSON has it, without trailing zeros
 */
char *
biz_decimal_to_string (const BizDecimal *self)
{
  g_autoptr (GString) text = g_string_sized_new (24);
  BizDecimal shown = biz_decimal_normalize (*self);

  biz_number_append (text, shown.mantissa, shown.digits, FALSE);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * biz_decimal_normalize:
 * @self: a number
 *
 * Returns: the same number without trailing zeros
 */
BizDecimal
biz_decimal_normalize (BizDecimal self)
{
  while (self.digits > 0 && self.mantissa % 10 == 0)
    {
      self.mantissa /= 10;
      self.digits--;
    }

  return self;
}

/**
 * biz_decimal_rescale:
 * @self: a number
 * @digits: digits after the point of the result
 * @rounding: what happens to the digits that are dropped
 * @result: (out): the number with exactly @digits digits
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it does not fit
 */
gboolean
biz_decimal_rescale (
    const BizDecimal *self, guint digits, BizRounding rounding, BizDecimal *result, GError **error)
{
  gint64 mantissa;

  g_return_val_if_fail (digits <= BIZ_DECIMAL_MAX_DIGITS, FALSE);

  if (!biz_number_divide ((__int128)self->mantissa * power_of_ten (digits),
                          power_of_ten (self->digits), rounding, &mantissa))
    return fail_overflow (error);

  *result = (BizDecimal){ mantissa, (guint8)digits };

  return TRUE;
}

/**
 * biz_decimal_add:
 * @a: a number
 * @b: a number
 * @sum: (out): a + b, exact
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it does not fit
 */
gboolean
biz_decimal_add (const BizDecimal *a, const BizDecimal *b, BizDecimal *sum, GError **error)
{
  guint digits = MAX (a->digits, b->digits);
  __int128 total = (__int128)a->mantissa * power_of_ten (digits - a->digits)
                   + (__int128)b->mantissa * power_of_ten (digits - b->digits);

  return fit (total, digits, sum) || fail_overflow (error);
}

/**
 * biz_decimal_multiply:
 * @a: a number
 * @b: a number
 * @product: (out): a x b, exact
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it does not fit
 */
gboolean
biz_decimal_multiply (const BizDecimal *a, const BizDecimal *b, BizDecimal *product, GError **error)
{
  BizDecimal left = biz_decimal_normalize (*a);
  BizDecimal right = biz_decimal_normalize (*b);

  return fit ((__int128)left.mantissa * right.mantissa, left.digits + right.digits, product)
         || fail_overflow (error);
}

/**
 * biz_decimal_divide:
 * @a: a number
 * @b: a number
 * @digits: digits after the point of the result
 * @rounding: what happens to the rest
 * @quotient: (out): a / b
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where @b is 0 or the result does not fit
 */
gboolean
biz_decimal_divide (const BizDecimal *a,
                    const BizDecimal *b,
                    guint digits,
                    BizRounding rounding,
                    BizDecimal *quotient,
                    GError **error)
{
  BizDecimal over = biz_decimal_normalize (*a);
  BizDecimal under = biz_decimal_normalize (*b);
  guint up = digits + under.digits;
  __int128 numerator = over.mantissa;
  __int128 denominator = under.mantissa;
  gint64 mantissa;

  g_return_val_if_fail (digits <= BIZ_DECIMAL_MAX_DIGITS, FALSE);

  if (under.mantissa == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("A number cannot be divided by zero."));
      return FALSE;
    }

  if (up >= over.digits)
    {
      for (guint i = over.digits; i < up; i++)
        {
          if (__builtin_mul_overflow (numerator, (__int128)10, &numerator))
            return fail_overflow (error);
        }
    }
  else
    denominator *= power_of_ten (over.digits - up);
  if (!biz_number_divide (numerator, denominator, rounding, &mantissa))
    return fail_overflow (error);

  *quotient = (BizDecimal){ mantissa, (guint8)digits };

  return TRUE;
}

/**
 * biz_decimal_compare:
 * @a: a number
 * @b: a number
 *
 * Returns: -1, 0 or 1
 */
int
biz_decimal_compare (const BizDecimal *a, const BizDecimal *b)
{
  __int128 left = (__int128)a->mantissa * power_of_ten (b->digits);
  __int128 right = (__int128)b->mantissa * power_of_ten (a->digits);

  return left < right ? -1 : left > right;
}

/**
 * biz_decimal_to_money:
 * @self: price x quantity and the like
 * @currency: ISO 4217 code
 * @digits: of the minor unit
 * @rounding: how it is brought to the minor unit
 * @money: (out): the amount
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it does not fit
 */
gboolean
biz_decimal_to_money (const BizDecimal *self,
                      const char *currency,
                      guint digits,
                      BizRounding rounding,
                      BizMoney *money,
                      GError **error)
{
  BizDecimal rescaled;

  if (!biz_decimal_rescale (self, digits, rounding, &rescaled, error))
    return FALSE;

  *money = biz_money_from_minor (rescaled.mantissa, currency, digits);

  return TRUE;
}

/* Whether 15 significant digits reach as far as @digits behind the point. */
static gboolean
check_reach (const BizDecimal *number, const char *member, guint digits, GError **error)
{
  __int128 whole = number->mantissa / power_of_ten (number->digits);
  __int128 limit = power_of_ten (SIGNIFICANT - digits);

  if (whole > -limit && whole < limit)
    return TRUE;

  return fail_too_large (member, error);
}

/**
 * biz_money_from_json_rounded:
 * @object: a record as the server sent it
 * @member: an amount that not every server rounds to the currency: what is not written yet, and
 *   taxes that are rounded over the whole document
 * @zero: its currency and digits
 * @money: (out): the amount, rounded half up
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where it is no number
 */
gboolean
biz_money_from_json_rounded (
    JsonObject *object, const char *member, const BizMoney *zero, BizMoney *money, GError **error)
{
  BizDecimal number;

  g_return_val_if_fail (zero != NULL, FALSE);
  g_return_val_if_fail (money != NULL, FALSE);

  /* What is right to the minor unit is kept at any size. */
  if (biz_money_from_json (object, member, zero, money, NULL))
    return TRUE;

  return biz_decimal_from_json (object, member, &number, error)
         && check_reach (&number, member, zero->digits, error)
         && biz_decimal_to_money (&number, zero->currency, zero->digits, BIZ_ROUND_HALF_UP, money,
                                  error);
}
