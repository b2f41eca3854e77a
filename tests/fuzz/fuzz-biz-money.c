/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-decimal.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* What is read as an amount is printed and read again as the same amount. */
static void
try_money (const char *text, guint digits)
{
  static const BizMoneyFormat formats[] = { BIZ_MONEY_PLAIN, BIZ_MONEY_SYMBOL, BIZ_MONEY_MACHINE };
  g_autoptr (GError) error = NULL;
  BizMoney money, again;

  if (!biz_money_parse (text, "EUR", digits, &money, &error))
    {
      if (error == NULL || !g_utf8_validate (error->message, -1, NULL))
        g_error ("A refusal without a sentence");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *printed = biz_money_format (&money, formats[i]);

      if (!biz_money_parse (printed, "EUR", digits, &again, NULL)
          || !biz_money_equal (&money, &again))
        g_error ("“%s” became “%s”", text, printed);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  BizDecimal decimal;

  for (guint digits = 0; digits <= 3; digits++)
    try_money (text, digits);
  if (biz_decimal_parse (text, 6, &decimal, NULL))
    {
      g_autofree char *printed = biz_decimal_to_string (&decimal);
      BizDecimal again;

      if (!biz_decimal_parse (printed, 6, &again, NULL)
          || biz_decimal_compare (&decimal, &again) != 0)
        g_error ("“%s” became “%s”", text, printed);
    }

  return 0;
}
