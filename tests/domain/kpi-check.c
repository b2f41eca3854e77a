/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kpi-check.h"

#include "biz-machine-text.h"

BizMoney
kpi_euro (gint64 cents)
{
  return biz_money_from_minor (cents, "EUR", 2);
}

GDate
kpi_date (const char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  if (*text != '\0')
    g_assert_true (biz_machine_text_get_date (text, &date));

  return date;
}

BizKpiFrame
kpi_frame (const char *from, const char *to)
{
  return (BizKpiFrame){
    .from = kpi_date (from), .to = kpi_date (to), .dimension = BIZ_KPI_OF_ALL, .zero = kpi_euro (0)
  };
}

void
kpi_assert (BizKpiValue *value, const char *expected)
{
  g_autoptr (BizKpiValue) taken = value;
  g_autofree char *text = NULL;
  BizDecimal number;
  BizMoney money;

  if (biz_kpi_value_get_number (value, &number))
    text = biz_decimal_to_string (&number);
  else if (biz_kpi_value_get_money (value, &money))
    text = biz_money_format (&money, BIZ_MONEY_MACHINE);
  g_assert_cmpstr (text, ==, expected);
  g_assert_true ((biz_kpi_value_get_reason (value) == NULL) == (expected != NULL));
}

/* The slow way: whole hundredths are counted by long division of the absolute values. */
void
kpi_assert_ratio (BizKpiValue *value, __int128 numerator, __int128 denominator)
{
  g_autoptr (BizKpiValue) taken = value;
  gboolean negative = (numerator < 0) != (denominator < 0);
  __int128 above = (numerator < 0 ? -numerator : numerator) * 1000;
  __int128 below = denominator < 0 ? -denominator : denominator;
  gint64 thousandths = (gint64)(above / below);
  gint64 hundredths = thousandths / 10 + (thousandths % 10 >= 5 ? 1 : 0);
  BizDecimal number;

  g_assert_null (biz_kpi_value_get_reason (value));
  g_assert_true (biz_kpi_value_get_number (value, &number));
  g_assert_cmpuint (number.digits, ==, 2);
  g_assert_cmpint (number.mantissa, ==, negative ? -hundredths : hundredths);
}
