/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-format.h"

#include <langinfo.h>
#include <string.h>

#define FIGURE_SPACE "\342\200\207"
#define PUNCTUATION_SPACE "\342\200\210"

/* The digits that money columns align to. */
#define ALIGNED_DIGITS 2

/* The C locale writes month/day/year in two digits each, which nobody should have to guess at. */
static const char *
get_date_format (void)
{
  const char *format = nl_langinfo (D_FMT);

  return strcmp (format, "%m/%d/%y") == 0 ? "%Y-%m-%d" : format;
}

/**
 * kit_format_date:
 * @date: (nullable): a day
 *
 * Returns: (transfer full): the day as the person's locale writes it; empty where there is none
 */
char *
kit_format_date (const GDate *date)
{
  char buffer[64];

  if (date == NULL || !g_date_valid (date))
    return g_strdup ("");
  if (g_date_strftime (buffer, sizeof buffer, get_date_format (), date) == 0)
    return g_strdup ("");
  return g_strdup (buffer);
}

/**
 * kit_format_time:
 * @time: (nullable): a moment in UTC
 *
 * Returns: (transfer full): the moment in the person's zone and locale; empty where there is none
 */
char *
kit_format_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *format = NULL;

  if (local == NULL)
    return g_strdup ("");
  format = g_strconcat (get_date_format (), " %H:%M", NULL);
  return g_date_time_format (local, format);
}

/**
 * kit_format_money_aligned:
 * @money: an amount
 *
 * Returns: (transfer full): the amount without its currency, padded at its end so that decimal
 * points of currencies with fewer digits stand under each other in a right-aligned column
 */
char *
kit_format_money_aligned (const BizMoney *money)
{
  g_autofree char *plain = NULL;
  GString *text;
  guint i;

  g_return_val_if_fail (money != NULL, NULL);

  plain = biz_money_format (money, BIZ_MONEY_PLAIN);
  text = g_string_new (plain);
  if (money->digits == 0)
    g_string_append (text, PUNCTUATION_SPACE);
  for (i = money->digits; i < ALIGNED_DIGITS; i++)
    g_string_append (text, FIGURE_SPACE);
  return g_string_free (text, FALSE);
}

/**
 * kit_format_count:
 * @count: a number of things
 *
 * Returns: (transfer full): @count with the locale's thousands; with commas in the C locale
 */
char *
kit_format_count (guint64 count)
{
  const char *separator = nl_langinfo (THOUSEP);
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);
  gsize i;

  if (separator[0] == '\0')
    separator = ",";
  for (i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * kit_format_trim:
 * @text: a text of a column; amounts on the screen are padded with wide spaces
 *
 * Returns: (transfer full): @text without spaces around it
 */
char *
kit_format_trim (const char *text)
{
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize)(end - text));
}
