/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-money.h"

#include "biz-number.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#define NO_BREAK_SPACE "\302\240"

G_DEFINE_BOXED_TYPE (BizMoney, biz_money, biz_money_copy, biz_money_free)

typedef struct
{
  const char *code;
  const char *symbol;
} Symbol;

/* Symbols that nobody mistakes; all other currencies are written by their code. */
static const Symbol symbols[] = {
  { "CNY", "CN¥" }, { "EUR", "€" }, { "GBP", "£" }, { "ILS", "₪" }, { "INR", "₹" },
  { "JPY", "¥" },   { "KRW", "₩" }, { "TRY", "₺" }, { "UAH", "₴" }, { "USD", "$" },
};

static const char *
find_symbol (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      if (g_ascii_strcasecmp (symbols[i].code, code) == 0)
        return symbols[i].symbol;
    }

  return NULL;
}

static gboolean
fail_overflow (GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The amount is too large to be computed exactly."));

  return FALSE;
}

static gboolean
check_same_currency (const BizMoney *a, const BizMoney *b, GError **error)
{
  if (strcmp (a->currency, b->currency) == 0 && a->digits == b->digits)
    return TRUE;

  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("%s and %s cannot be added: convert one of them first."), a->currency,
               b->currency);

  return FALSE;
}

/* The text without the currency's code or symbol, at either end, with the sign kept outside. */
static char *
strip_currency (const char *text, const char *currency)
{
  const char *names[] = { currency, find_symbol (currency) };
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = names[i] != NULL ? strlen (names[i]) : 0;
      gsize sign = *stripped == '-' || *stripped == '+' ? 1 : 0;
      gsize total = strlen (stripped);

      if (length == 0 || total <= length)
        continue;
      if (g_ascii_strncasecmp (stripped + sign, names[i], length) == 0)
        memmove (stripped + sign, stripped + sign + length, total - sign - length + 1);
      else if (g_ascii_strcasecmp (stripped + total - length, names[i]) == 0)
        stripped[total - length] = '\0';
    }
  /* no-break spaces between number and symbol are no part of either */
  while (g_str_has_suffix (stripped, NO_BREAK_SPACE))
    stripped[strlen (stripped) - strlen (NO_BREAK_SPACE)] = '\0';

  return g_steal_pointer (&stripped);
}

/**
 * biz_money_copy:
 * @self: an amount
 *
 * Returns: (transfer full): a copy on the heap, for properties and lists
 */
BizMoney *
biz_money_copy (const BizMoney *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * biz_money_free:
 * @self: (transfer full): from biz_money_copy ()
 */
void
biz_money_free (BizMoney *self)
{
  g_free (self);
}

/**
 * biz_money_zero:
 * @currency: ISO 4217 code
 * @digits: of the minor unit, 0 to 6
 *
 * Returns: nothing, in that currency
 */
BizMoney
biz_money_zero (const char *currency, guint digits)
{
  return biz_money_from_minor (0, currency, digits);
}

/**
 * biz_money_from_minor:
 * @minor: cents and the like
 * @currency: ISO 4217 code; longer names are cut at six characters
 * @digits: of the minor unit, 0 to 6
 *
 * Returns: the amount
 */
BizMoney
biz_money_from_minor (gint64 minor, const char *currency, guint digits)
{
  BizMoney money = { .minor = minor };

  g_return_val_if_fail (currency != NULL, money);
  g_return_val_if_fail (digits <= BIZ_MONEY_MAX_DIGITS, money);

  money.digits = (guint8)digits;
  for (gsize i = 0; i < sizeof money.currency - 1 && currency[i] != '\0'; i++)
    money.currency[i] = g_ascii_toupper (currency[i]);

  return money;
}

/**
 * biz_money_parse:
 * @text: what a person typed or pasted: "1,234.50", "1234.5", "€ 12", "-3", "(3.00)"
 * @currency: ISO 4217 code of the result
 * @digits: of the minor unit; more digits after the point are an error, never rounded
 * @money: (out): the amount
 * @error: return location
 *
 * Returns: whether the text has exactly one meaning; else ERP_ERROR_VALIDATION
 */
gboolean
biz_money_parse (
    const char *text, const char *currency, guint digits, BizMoney *money, GError **error)
{
  g_autofree char *number = NULL;
  gint64 mantissa, power;
  guint8 written;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (currency != NULL, FALSE);
  g_return_val_if_fail (digits <= BIZ_MONEY_MAX_DIGITS, FALSE);
  g_return_val_if_fail (money != NULL, FALSE);

  number = strip_currency (text, currency);
  if (!biz_number_parse (number, digits, &mantissa, &written, error))
    return FALSE;
  if (!biz_number_power_of_ten (digits - written, &power)
      || __builtin_mul_overflow (mantissa, power, &mantissa))
    return fail_overflow (error);

  *money = biz_money_from_minor (mantissa, currency, digits);

  return TRUE;
}

/**
 * biz_money_from_json:
 * @object: a record as the server sent it
 * @member: the amount's field
 * @zero: its currency and digits
 * @money: (out): the amount
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where the number is missing or off its precision by more
 *   than 1e-6
 */
gboolean
biz_money_from_json (
    JsonObject *object, const char *member, const BizMoney *zero, BizMoney *money, GError **error)
{
  gint64 minor;

  g_return_val_if_fail (zero != NULL, FALSE);
  g_return_val_if_fail (money != NULL, FALSE);

  if (!erp_json_get_scaled (object, member, zero->digits, &minor, error))
    return FALSE;

  *money = *zero;
  money->minor = minor;

  return TRUE;
}

/**
 * biz_money_format:
 * @self: an amount
 * @format: which form
 *
 * Returns: (transfer full): all digits of the minor unit, by the locale unless
 *   %BIZ_MONEY_MACHINE
 */
char *
biz_money_format (const BizMoney *self, BizMoneyFormat format)
{
  const struct lconv *conv = localeconv ();
  g_autoptr (GString) text = NULL;
  const char *symbol;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (24);
  biz_number_append (text, self->minor, self->digits, (format & BIZ_MONEY_MACHINE) == 0);

  if ((format & BIZ_MONEY_SYMBOL) == 0 || *self->currency == '\0')
    return g_string_free (g_steal_pointer (&text), FALSE);

  symbol = find_symbol (self->currency);
  if (conv->p_cs_precedes == 0)
    {
      g_string_append (text, NO_BREAK_SPACE);
      g_string_append (text, symbol != NULL ? symbol : self->currency);
    }
  else
    {
      gboolean spaced =
          symbol == NULL || (conv->p_sep_by_space != 0 && conv->p_sep_by_space != CHAR_MAX);

      if (spaced)
        g_string_insert (text, self->minor < 0 ? 1 : 0, NO_BREAK_SPACE);
      g_string_insert (text, self->minor < 0 ? 1 : 0, symbol != NULL ? symbol : self->currency);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * biz_money_add:
 * @a: an amount
 * @b: another in the same currency
 * @sum: (out): a + b; may be @a or @b itself
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for two currencies or an overflow
 */
gboolean
biz_money_add (const BizMoney *a, const BizMoney *b, BizMoney *sum, GError **error)
{
  gint64 minor;

  if (!check_same_currency (a, b, error))
    return FALSE;
  if (__builtin_add_overflow (a->minor, b->minor, &minor))
    return fail_overflow (error);

  *sum = *a;
  sum->minor = minor;

  return TRUE;
}

/**
 * biz_money_subtract:
 * @a: an amount
 * @b: another in the same currency
 * @difference: (out): a - b; may be @a or @b itself
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for two currencies or an overflow
 */
gboolean
biz_money_subtract (const BizMoney *a, const BizMoney *b, BizMoney *difference, GError **error)
{
  gint64 minor;

  if (!check_same_currency (a, b, error))
    return FALSE;
  if (__builtin_sub_overflow (a->minor, b->minor, &minor))
    return fail_overflow (error);

  *difference = *a;
  difference->minor = minor;

  return TRUE;
}

/**
 * biz_money_scale:
 * @self: an amount
 * @numerator: factor
 * @denominator: divisor, not 0
 * @rounding: how the rest is rounded
 * @result: (out): @self x @numerator / @denominator in minor units
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where the result does not fit
 */
gboolean
biz_money_scale (const BizMoney *self,
                 gint64 numerator,
                 gint64 denominator,
                 BizRounding rounding,
                 BizMoney *result,
                 GError **error)
{
  gint64 minor;

  g_return_val_if_fail (denominator != 0, FALSE);

  if (!biz_number_divide ((__int128)self->minor * numerator, denominator, rounding, &minor))
    return fail_overflow (error);

  *result = *self;
  result->minor = minor;

  return TRUE;
}

/**
 * biz_money_compare:
 * @a: an amount
 * @b: an amount
 *
 * Returns: -1, 0 or 1; amounts of different currencies are ordered by their codes, so that a sort
 *   groups them
 */
int
biz_money_compare (const BizMoney *a, const BizMoney *b)
{
  int by_code = strcmp (a->currency, b->currency);
  gint64 power_a, power_b;
  __int128 left, right;

  if (by_code != 0)
    return by_code < 0 ? -1 : 1;
  if (!biz_number_power_of_ten (b->digits, &power_b)
      || !biz_number_power_of_ten (a->digits, &power_a))
    g_return_val_if_reached (0);

  left = (__int128)a->minor * power_b;
  right = (__int128)b->minor * power_a;

  return left < right ? -1 : left > right;
}

/**
 * biz_money_equal:
 * @a: an amount
 * @b: an amount
 *
 * Returns: whether both are the same amount of the same currency
 */
gboolean
biz_money_equal (const BizMoney *a, const BizMoney *b)
{
  return biz_money_compare (a, b) == 0;
}

/**
 * biz_money_abs:
 * @self: an amount
 *
 * Returns: the amount without its sign
 */
BizMoney
biz_money_abs (const BizMoney *self)
{
  return self->minor < 0 ? biz_money_negate (self) : *self;
}

/**
 * biz_money_negate:
 * @self: an amount
 *
 * Returns: the amount with the other sign; the smallest one, which has no counterpart, becomes the
 *   largest
 */
BizMoney
biz_money_negate (const BizMoney *self)
{
  BizMoney result = *self;

  result.minor = self->minor == G_MININT64 ? G_MAXINT64 : -self->minor;

  return result;
}
