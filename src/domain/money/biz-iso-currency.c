/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-iso-currency.h"

#include <string.h>

static const char without_digits[] =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
static const char with_three_digits[] = "BHD IQD JOD KWD LYD OMR TND";

static gboolean
is_in (const char *list, const char *code)
{
  for (const char *p = list; p != NULL; p = strchr (p, ' '))
    {
      if (*p == ' ')
        p++;
      if (strncmp (p, code, 3) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_iso_currency_get_digits:
 * @code: ISO 4217 code
 *
 * Returns: digits of the minor unit; 2 for codes that are not known
 */
guint
biz_iso_currency_get_digits (const char *code)
{
  g_return_val_if_fail (code != NULL, 2);

  if (!biz_iso_currency_is_code (code))
    return 2;
  if (is_in (without_digits, code))
    return 0;

  return is_in (with_three_digits, code) ? 3 : 2;
}

/**
 * biz_iso_currency_is_code:
 * @code: (nullable): a text
 *
 * Returns: whether it is three capital letters
 */
gboolean
biz_iso_currency_is_code (const char *code)
{
  return code != NULL && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1])
         && g_ascii_isupper (code[2]) && code[3] == '\0';
}
