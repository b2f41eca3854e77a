/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DEMO_AMOUNT_SCALE 1000000 /* unit prices, quantities, percentages and rates: six digits */

gint64 demo_amount_muldiv (gint64 a, gint64 b, gint64 c);
gint64 demo_amount_pow10 (int digits);
gint64 demo_amount_from_double (double value, int digits);
double demo_amount_to_double (gint64 value, int digits);
gint64 demo_amount_to_company (gint64 amount, gint64 rate, int digits, int company_digits);
gint64 demo_amount_from_company (gint64 amount, gint64 rate, int company_digits, int digits);
char *demo_amount_format (gint64 value, int digits);

G_END_DECLS
