/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-date-parse.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PARTS 3
#define MAX_OFFSET 3660

static gboolean
fail (const char *text, GError **error)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               /* Translators: the examples are what the entry understands. */
               _ ("“%s” is not a date. Type 22.11., 2026-11-22, +7 or today."), text);
  return FALSE;
}

/* Whether the locale writes the day before the month. */
static gboolean
day_comes_first (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *day = strpbrk (format, "de");
  const char *month = strpbrk (format, "mb");

  return day == NULL || month == NULL || day < month;
}

static gboolean
parse_word (const char *text, const GDate *today, GDate *date)
{
  g_autofree char *typed = g_utf8_casefold (text, -1);
  const char *words[] = { "today",     "tomorrow",     "yesterday",
                          _ ("today"), _ ("tomorrow"), _ ("yesterday") };
  static const int offsets[] = { 0, 1, -1, 0, 1, -1 };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (strcmp (typed, word) != 0)
        continue;
      *date = *today;
      if (offsets[i] > 0)
        g_date_add_days (date, 1);
      else if (offsets[i] < 0)
        g_date_subtract_days (date, 1);
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_offset (const char *text, const GDate *today, GDate *date)
{
  char *end;
  gint64 days;

  if ((text[0] != '+' && text[0] != '-') || !g_ascii_isdigit (text[1]))
    return FALSE;
  days = g_ascii_strtoll (text, &end, 10);
  if (*end != '\0' || ABS (days) > MAX_OFFSET)
    return FALSE;
  *date = *today;
  if (days >= 0)
    g_date_add_days (date, (guint)days);
  else
    g_date_subtract_days (date, (guint)-days);
  return TRUE;
}

static gboolean
set_day (GDate *date, guint64 year, guint64 month, guint64 day)
{
  if (year > 9999 || month > 12 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/* Without a year, the one that brings the day closest to today. */
static gboolean
set_nearest_year (GDate *date, guint64 month, guint64 day, const GDate *today)
{
  gboolean found = FALSE;
  int offset;

  for (offset = -1; offset <= 1; offset++)
    {
      GDate candidate;

      g_date_clear (&candidate, 1);
      if (!set_day (&candidate, (guint64)(g_date_get_year (today) + offset), month, day))
        continue;
      if (!found
          || ABS (g_date_days_between (today, &candidate))
                 < ABS (g_date_days_between (today, date)))
        *date = candidate;
      found = TRUE;
    }
  return found;
}

/* Splits "22.11." into its numbers; 0 where something else is in it. */
static guint
split (const char *text, guint64 parts[MAX_PARTS], char *separator)
{
  guint n = 0;

  *separator = '\0';
  while (*text != '\0')
    {
      char *end;

      if (n == MAX_PARTS || !g_ascii_isdigit (*text))
        return 0;
      parts[n++] = g_ascii_strtoull (text, &end, 10);
      text = end;
      if (*text == '\0')
        break;
      if (strchr ("./- ", *text) == NULL || (*separator != '\0' && *text != *separator))
        return 0;
      *separator = *text++;
      text += strspn (text, " ");
    }
  return n;
}

static gboolean
parse_numbers (const char *text, const GDate *today, GDate *date)
{
  guint64 parts[MAX_PARTS] = { 0 };
  char separator;
  guint n = split (text, parts, &separator);
  gboolean day_first = separator == '.' || day_comes_first ();
  guint64 day;
  guint64 month;

  if (n == 0)
    return FALSE;
  if (n == 1 && strlen (text) == 8)
    return set_day (date, parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100);
  if (n == 1)
    return set_day (date, g_date_get_year (today), g_date_get_month (today), parts[0]);
  if (n == 3 && parts[0] > 31)
    return set_day (date, parts[0], parts[1], parts[2]);

  day = day_first ? parts[0] : parts[1];
  month = day_first ? parts[1] : parts[0];
  if (n == 2)
    return set_nearest_year (date, month, day, today);
  return set_day (date, parts[2] < 100 ? 2000 + parts[2] : parts[2], month, day);
}

/**
 * kit_date_parse:
 * @text: what a person typed: 22.11., 22.11.26, 11/22 by the locale, 2026-11-22, 20261122, 22, +7,
 *   -1, today, tomorrow, yesterday
 * @today: the day that relative words are counted from
 * @date: (out): the day
 * @error: %ERP_ERROR_VALIDATION with a sentence that shows what is understood
 *
 * Returns: whether @text is a day
 */
gboolean
kit_date_parse (const char *text, const GDate *today, GDate *date, GError **error)
{
  g_autofree char *typed = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (g_date_valid (today), FALSE);

  typed = g_strstrip (g_strdup (text));
  g_date_clear (date, 1);
  if (parse_word (typed, today, date) || parse_offset (typed, today, date)
      || parse_numbers (typed, today, date))
    return TRUE;
  g_date_clear (date, 1);
  return fail (typed, error);
}
