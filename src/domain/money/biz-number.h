/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What money and decimals share: digits in and out. Used by them only. */

gboolean biz_number_parse (
    const char *text, guint max_digits, gint64 *mantissa, guint8 *digits, GError **error);
void biz_number_append (GString *text, gint64 mantissa, guint digits, gboolean by_locale);
gboolean biz_number_divide (__int128 numerator,
                            __int128 denominator,
                            BizRounding rounding,
                            gint64 *quotient);
gboolean biz_number_power_of_ten (guint exponent, gint64 *power);

G_END_DECLS
