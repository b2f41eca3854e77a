/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-unit.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_DIGITS 6
#define MINUS "\342\210\222"
/* From here on thousands are counted. */
#define LEAST_SHORT 10000.0

/* The thousands in which @largest is written: 0 as it is, 1 thousands, 2 millions and so on. */
static guint
find_thousands (double largest)
{
  static const double scales[] = { 1e12, 1e9, 1e6, 1e3 };

  if (largest < LEAST_SHORT)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      if (largest >= scales[i])
        return G_N_ELEMENTS (scales) - i;
    }

  return 0;
}

static char *
shorten (const char *text, guint thousands)
{
  switch (thousands)
    {
    case 1:
      /* Translators: 120K, a hundred and twenty thousand; %s is the number */
      return g_strdup_printf (C_ ("short number", "%sK"), text);
    case 2:
      /* Translators: 1.2M, a million; %s is the number */
      return g_strdup_printf (C_ ("short number", "%sM"), text);
    case 3:
      /* Translators: 1.2B, a thousand millions; %s is the number */
      return g_strdup_printf (C_ ("short number", "%sB"), text);
    case 4:
      /* Translators: 1.2T, a million millions; %s is the number */
      return g_strdup_printf (C_ ("short number", "%sT"), text);
    default:
      return g_strdup (text);
    }
}

/* Digits that ticks @step apart need so that each is written exactly; more than three say nothing.
 */
static guint
count_digits (double step, guint most)
{
  guint digits = 0;

  while (digits < most && fabs (step - round (step)) > 1e-6 * fabs (step))
    {
      step *= 10;
      digits++;
    }

  return digits;
}

static DrawUnit
make_unit (DrawUnitKind kind, guint digits)
{
  DrawUnit self = { kind, (guint8)MIN (digits, MAX_DIGITS), "" };

  return self;
}

/* What stands before figures is no hyphen. */
static char *
set_minus (const char *text)
{
  const char *place = strchr (text, '-');

  if (place == NULL)
    return g_strdup (text);

  return g_strdup_printf ("%.*s%s%s", (int)(place - text), text, MINUS, place + 1);
}

/* @text, an amount without a sign, with what stands beside it: symbol, percent sign, word. */
static char *
dress (const DrawUnit *self, const char *text, gulong count)
{
  switch (self->kind)
    {
    case DRAW_UNIT_PERCENT:
      /* Translators: a share; %s is the number */
      return g_strdup_printf (C_ ("unit", "%s%%"), text);
    case DRAW_UNIT_DAYS:
      /* Translators: %s is a number, perhaps with digits after the point */
      return g_strdup_printf (ngettext ("%s day", "%s days", count), text);
    case DRAW_UNIT_HOURS:
      /* Translators: %s is a number, perhaps with digits after the point */
      return g_strdup_printf (ngettext ("%s hour", "%s hours", count), text);
    case DRAW_UNIT_MONEY:
      {
        /* where the symbol stands is the business of money */
        const BizMoney nothing = biz_money_zero (self->currency, 0);
        g_autofree char *sample = biz_money_format (&nothing, BIZ_MONEY_SYMBOL);
        const char *zero = strchr (sample, '0');

        g_return_val_if_fail (zero != NULL, g_strdup (text));
        return g_strdup_printf ("%.*s%s%s", (int)(zero - sample), sample, text, zero + 1);
      }
    case DRAW_UNIT_NUMBER:
    default:
      return g_strdup (text);
    }
}

/**
 * draw_unit_number:
 * @digits: digits after the point
 *
 * Returns: a bare number
 */
DrawUnit
draw_unit_number (guint digits)
{
  return make_unit (DRAW_UNIT_NUMBER, digits);
}

/**
 * draw_unit_money:
 * @currency: ISO 4217 code
 * @digits: of its minor unit
 *
 * Returns: money: amounts are minor units
 */
DrawUnit
draw_unit_money (const char *currency, guint digits)
{
  DrawUnit self = make_unit (DRAW_UNIT_MONEY, digits);

  g_return_val_if_fail (currency != NULL, self);

  g_strlcpy (self.currency, currency, sizeof self.currency);

  return self;
}

/**
 * draw_unit_percent:
 * @digits: digits after the point
 *
 * Returns: hundredths: with one digit 452 is 45.2%
 */
DrawUnit
draw_unit_percent (guint digits)
{
  return make_unit (DRAW_UNIT_PERCENT, digits);
}

/**
 * draw_unit_days:
 * @digits: digits after the point
 *
 * Returns: spans of time in days
 */
DrawUnit
draw_unit_days (guint digits)
{
  return make_unit (DRAW_UNIT_DAYS, digits);
}

/**
 * draw_unit_hours:
 * @digits: digits after the point
 *
 * Returns: spans of time in hours
 */
DrawUnit
draw_unit_hours (guint digits)
{
  return make_unit (DRAW_UNIT_HOURS, digits);
}

/**
 * draw_unit_equal:
 * @a: a unit
 * @b: another
 *
 * Returns: whether amounts of both can stand on one axis
 */
gboolean
draw_unit_equal (const DrawUnit *a, const DrawUnit *b)
{
  return a->kind == b->kind && a->digits == b->digits && g_str_equal (a->currency, b->currency);
}

/**
 * draw_unit_get_least:
 * @self: a unit
 *
 * Returns: what an amount of 1 is worth: 0.01 for cents
 */
double
draw_unit_get_least (const DrawUnit *self)
{
  static const double least[] = { 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6 };

  return least[MIN (self->digits, MAX_DIGITS)];
}

/**
 * draw_unit_format:
 * @self: a unit
 * @amount: in its least parts
 *
 * Returns: (transfer full): the exact amount as the locale writes it
 */
char *
draw_unit_format (const DrawUnit *self, gint64 amount)
{
  g_autofree char *text = NULL;
  g_autofree char *dressed = NULL;
  BizDecimal number;
  gboolean negative = amount < 0;
  gulong count;

  if (self->kind == DRAW_UNIT_MONEY)
    {
      const BizMoney money = biz_money_from_minor (amount, self->currency, self->digits);

      text = biz_money_format (&money, BIZ_MONEY_SYMBOL);

      return set_minus (text);
    }

  number = biz_decimal_new (negative && amount > G_MININT64 ? -amount : amount, self->digits);
  text = biz_decimal_format (&number, self->kind != DRAW_UNIT_NUMBER ? self->digits : 0);
  /* 1.5 days are many, and so are 1.0 */
  count = self->digits == 0 && ABS (amount) == 1 ? 1 : 2;
  dressed = dress (self, text, count);

  return g_strconcat (negative && amount > G_MININT64 ? MINUS : "", dressed, NULL);
}

/**
 * draw_unit_format_short:
 * @self: a unit
 * @value: the number itself, not in least parts
 * @step: how far neighbours are apart
 * @largest: the largest number beside it, without sign: all are written in the same thousands
 *
 * Returns: (transfer full): a label for a tick, "€1.2M" or "1,2 Mio. €" by the locale
 */
char *
draw_unit_format_short (const DrawUnit *self, double value, double step, double largest)
{
  const guint thousands = find_thousands (fabs (largest));
  const double scale = pow (1000, thousands);
  const guint digits = count_digits (step / scale, thousands > 0 ? 3 : MAX_DIGITS);
  g_autofree char *text = NULL;
  g_autofree char *dressed = NULL;
  BizDecimal number;
  gint64 mantissa;

  mantissa = llround (CLAMP (fabs (value) / scale * pow (10, digits), 0, 9e18));
  number = biz_decimal_new (mantissa, digits);
  text = biz_decimal_format (&number, digits);
  if (mantissa != 0)
    {
      g_autofree char *bare = g_steal_pointer (&text);

      text = shorten (bare, thousands);
    }
  dressed = dress (self, text, fabs (value) == 1 ? 1 : 2);

  return g_strconcat (value < 0 && mantissa != 0 ? MINUS : "", dressed, NULL);
}
