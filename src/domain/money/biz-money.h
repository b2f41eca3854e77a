/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

#define BIZ_MONEY_MAX_DIGITS 6

/**
 * BizMoney:
 * @minor: amount in minor units (cents for EUR), signed
 * @digits: digits of the minor unit, 0 to 6
 * @currency: ISO 4217 code, upper case, NUL-terminated
 *
 * An exact amount in one currency; a plain value, copied by assignment.
 */
typedef struct
{
  gint64 minor;
  guint8 digits;
  char currency[7];
} BizMoney;

typedef enum
{
  BIZ_ROUND_HALF_UP, /* away from zero, as the ERP rounds money */
  BIZ_ROUND_HALF_EVEN,
  BIZ_ROUND_DOWN,
} BizRounding;

typedef enum
{
  BIZ_MONEY_PLAIN = 0,        /* 1,234.50 by the locale */
  BIZ_MONEY_SYMBOL = 1 << 0,  /* with the currency's symbol or code */
  BIZ_MONEY_MACHINE = 1 << 1, /* 1234.50, for files and the wire */
} BizMoneyFormat;

#define BIZ_TYPE_MONEY (biz_money_get_type ())
GType biz_money_get_type (void) G_GNUC_CONST;

BizMoney *biz_money_copy (const BizMoney *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_money_free (BizMoney *self);
BizMoney biz_money_zero (const char *currency, guint digits);
BizMoney biz_money_from_minor (gint64 minor, const char *currency, guint digits);
/* What a person typed: locale's and "1234.5" alike, signs, spaces, symbol; ambiguity is an error.
 */
gboolean biz_money_parse (
    const char *text, const char *currency, guint digits, BizMoney *money, GError **error);
/* A JSON number in the currency of @zero; off its precision by more than 1e-6 is an error. */
gboolean biz_money_from_json (
    JsonObject *object, const char *member, const BizMoney *zero, BizMoney *money, GError **error);
char *biz_money_format (const BizMoney *self, BizMoneyFormat format) G_GNUC_WARN_UNUSED_RESULT;
/* Overflow and mixed currencies are FALSE with an error. */
gboolean biz_money_add (const BizMoney *a, const BizMoney *b, BizMoney *sum, GError **error);
gboolean
biz_money_subtract (const BizMoney *a, const BizMoney *b, BizMoney *difference, GError **error);
gboolean biz_money_scale (const BizMoney *self,
                          gint64 numerator,
                          gint64 denominator,
                          BizRounding rounding,
                          BizMoney *result,
                          GError **error);
int biz_money_compare (const BizMoney *a, const BizMoney *b);
gboolean biz_money_equal (const BizMoney *a, const BizMoney *b);
BizMoney biz_money_abs (const BizMoney *self);
BizMoney biz_money_negate (const BizMoney *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMoney, biz_money_free)

G_END_DECLS
