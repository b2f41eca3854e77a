/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-machine-text.h"

#include <string.h>

/**
 * biz_machine_text_get_amount:
 * @text: an amount
 * @length: its bytes
 * @point: the decimal mark
 * @digits: of the minor unit
 * @minor: (out): the amount in minor units
 *
 * Returns: FALSE where the text is anything else, does not fit, or is more exact than @digits
 */
gboolean
biz_machine_text_get_amount (
    const char *text, gsize length, char point, guint digits, gint64 *minor)
{
  gint64 value = 0;
  gboolean negative = FALSE, after = FALSE, any = FALSE;
  guint n_after = 0;
  gsize i = 0;

  if (length > 0 && (text[0] == '-' || text[0] == '+'))
    negative = text[i++] == '-';
  for (; i < length; i++)
    {
      if (text[i] == point && !after)
        {
          after = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      any = TRUE;
      if (after && n_after == digits)
        {
          if (text[i] != '0')
            return FALSE;
          continue;
        }
      if (__builtin_mul_overflow (value, 10, &value)
          || __builtin_add_overflow (value, text[i] - '0', &value))
        return FALSE;
      n_after += after ? 1 : 0;
    }
  for (; n_after < digits; n_after++)
    {
      if (__builtin_mul_overflow (value, 10, &value))
        return FALSE;
    }
  *minor = negative ? -value : value;

  return any;
}

/**
 * biz_machine_text_get_digits:
 * @text: at least @n bytes
 * @n: at most 9
 *
 * Returns: the number, or -1 where there is anything but digits
 */
int
biz_machine_text_get_digits (const char *text, gsize n)
{
  int value = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }

  return value;
}

/**
 * biz_machine_text_set_date:
 * @date: (out): the day
 * @year: four digits
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: whether there is such a day
 */
gboolean
biz_machine_text_set_date (GDate *date, int year, int month, int day)
{
  g_date_clear (date, 1);
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);

  return TRUE;
}

/**
 * biz_machine_text_get_date:
 * @text: a date by ISO 8601
 * @date: (out): the day
 *
 * Returns: whether the text begins with a day that exists, and goes on with a time if at all
 */
gboolean
biz_machine_text_get_date (const char *text, GDate *date)
{
  if (strlen (text) < 10 || text[4] != '-' || text[7] != '-'
      || (text[10] != '\0' && strchr ("T +-Z", text[10]) == NULL))
    return FALSE;

  return biz_machine_text_set_date (date, biz_machine_text_get_digits (text, 4),
                                    biz_machine_text_get_digits (text + 5, 2),
                                    biz_machine_text_get_digits (text + 8, 2));
}
