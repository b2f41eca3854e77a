/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

#define BIZ_DECIMAL_MAX_DIGITS 15

/**
 * BizDecimal:
 * @mantissa: the number times 10^@digits, signed
 * @digits: digits after the point, 0 to 15
 *
 * An exact decimal for unit prices, quantities, percentages and rates; a plain value, copied by
 * assignment. Zero-initialised it is 0.
 */
typedef struct
{
  gint64 mantissa;
  guint8 digits;
} BizDecimal;

#define BIZ_TYPE_DECIMAL (biz_decimal_get_type ())
GType biz_decimal_get_type (void) G_GNUC_CONST;

BizDecimal *biz_decimal_copy (const BizDecimal *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_decimal_free (BizDecimal *self);
BizDecimal biz_decimal_new (gint64 mantissa, guint digits);
/* What a person typed, read as biz_money_parse () does. */
gboolean biz_decimal_parse (const char *text, guint max_digits, BizDecimal *value, GError **error);
/* A JSON number; what a double adds beyond 15 significant digits is dropped, "false" is 0. */
gboolean
biz_decimal_from_json (JsonObject *object, const char *member, BizDecimal *value, GError **error);
/* "1,234.5" by the locale; @min_digits are always shown */
char *biz_decimal_format (const BizDecimal *self, guint min_digits) G_GNUC_WARN_UNUSED_RESULT;
/* "1234.5", a JSON number */
char *biz_decimal_to_string (const BizDecimal *self) G_GNUC_WARN_UNUSED_RESULT;
BizDecimal biz_decimal_normalize (BizDecimal self);
gboolean biz_decimal_rescale (
    const BizDecimal *self, guint digits, BizRounding rounding, BizDecimal *result, GError **error);
gboolean
biz_decimal_add (const BizDecimal *a, const BizDecimal *b, BizDecimal *sum, GError **error);
gboolean biz_decimal_multiply (const BizDecimal *a,
                               const BizDecimal *b,
                               BizDecimal *product,
                               GError **error);
gboolean biz_decimal_divide (const BizDecimal *a,
                             const BizDecimal *b,
                             guint digits,
                             BizRounding rounding,
                             BizDecimal *quotient,
                             GError **error);
int biz_decimal_compare (const BizDecimal *a, const BizDecimal *b);
/* price x quantity and the like, rounded to the currency's minor unit */
gboolean biz_decimal_to_money (const BizDecimal *self,
                               const char *currency,
                               guint digits,
                               BizRounding rounding,
                               BizMoney *money,
                               GError **error);
/* biz_money_from_json () for an amount that some servers send unrounded, rounded half up */
gboolean biz_money_from_json_rounded (
    JsonObject *object, const char *member, const BizMoney *zero, BizMoney *money, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDecimal, biz_decimal_free)

G_END_DECLS
