/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

typedef enum
{
  DRAW_UNIT_NUMBER,
  DRAW_UNIT_MONEY,
  DRAW_UNIT_PERCENT,
  DRAW_UNIT_DAYS,
  DRAW_UNIT_HOURS,
} DrawUnitKind;

/**
 * DrawUnit:
 * @kind: what is counted
 * @digits: digits after the point, 0 to 6: an amount is a whole number of 10^-@digits
 * @currency: of money, else empty
 *
 * What the whole numbers of a series stand for; a plain value, copied by assignment.
 */
typedef struct
{
  DrawUnitKind kind;
  guint8 digits;
  char currency[7];
} DrawUnit;

DrawUnit draw_unit_number (guint digits);
DrawUnit draw_unit_money (const char *currency, guint digits);
DrawUnit draw_unit_percent (guint digits);
DrawUnit draw_unit_days (guint digits);
DrawUnit draw_unit_hours (guint digits);
gboolean draw_unit_equal (const DrawUnit *a, const DrawUnit *b);
/* 10^-digits */
double draw_unit_get_least (const DrawUnit *self);
/* "€1,234.50", "45.2%", "12.30 days"; "−2.80 days" with the sign of subtraction */
char *draw_unit_format (const DrawUnit *self, gint64 amount) G_GNUC_WARN_UNUSED_RESULT;
/* "€1.2M": of ticks that are @step apart, none larger than @largest. */
char *draw_unit_format_short (const DrawUnit *self, double value, double step, double largest)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
