/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"

static int
days_in_month (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : lengths[month - 1];
}

/**
 * demo_day_from_civil:
 * @year: a year after 0
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Counts days in the proleptic Gregorian calendar, with March as first month so that the leap day
 * is the last of its year.
 */
int
demo_day_from_civil (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

void
demo_day_to_civil (int day, int *year, int *month, int *mday)
{
  int z = day + 719468;
  int era = z / 146097;
  int day_of_era = z - era * 146097;
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int mp = (5 * day_of_year + 2) / 153;

  *mday = day_of_year - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/**
 * demo_day_parse:
 * @text: (nullable): a day as "YYYY-MM-DD", with or without a time behind it
 *
 * Returns: the day, or %DEMO_DAY_NONE
 */
int
demo_day_parse (const char *text)
{
  int part[3] = { 0, 0, 0 };
  static const int width[] = { 4, 2, 2 };

  if (text == NULL)
    return DEMO_DAY_NONE;
  for (int i = 0; i < 3; i++)
    {
      for (int digit = 0; digit < width[i]; digit++, text++)
        {
          if (!g_ascii_isdigit (*text))
            return DEMO_DAY_NONE;
          part[i] = part[i] * 10 + (*text - '0');
        }
      if (i < 2 && *text++ != '-')
        return DEMO_DAY_NONE;
    }
  if (*text != '\0' && *text != ' ' && *text != 'T')
    return DEMO_DAY_NONE;
  if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1
      || part[2] > days_in_month (part[0], part[1]))
    return DEMO_DAY_NONE;
  return demo_day_from_civil (part[0], part[1], part[2]);
}

/**
 * demo_day_format:
 * @day: a day
 * @buffer: where to write
 *
 * Returns: @buffer, with "YYYY-MM-DD"
 */
const char *
demo_day_format (int day, char buffer[DEMO_DAY_SIZE])
{
  int part[3];
  static const int width[] = { 4, 2, 2 };
  char *out = buffer;

  demo_day_to_civil (day, &part[0], &part[1], &part[2]);
  for (int i = 0; i < 3; i++)
    {
      for (int digit = width[i] - 1; digit >= 0; digit--, part[i] /= 10)
        out[digit] = (char)('0' + part[i] % 10);
      out += width[i];
      *out++ = i < 2 ? '-' : '\0';
    }
  return buffer;
}

int
demo_day_year (int day)
{
  int year, month, mday;

  demo_day_to_civil (day, &year, &month, &mday);
  return year;
}

int
demo_day_month (int day)
{
  int year, month, mday;

  demo_day_to_civil (day, &year, &month, &mday);
  return month;
}

/**
 * demo_day_weekday:
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
int
demo_day_weekday (int day)
{
  int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

  return weekday < 0 ? weekday + 7 : weekday;
}

/**
 * demo_day_add_months:
 * @day: a day
 * @months: how many months on (or back)
 *
 * The day of the month is kept, or cut to the last day of a shorter month.
 */
int
demo_day_add_months (int day, int months)
{
  int year, month, mday, total;

  demo_day_to_civil (day, &year, &month, &mday);
  total = year * 12 + month - 1 + months;
  year = total / 12;
  month = total % 12 + 1;
  return demo_day_from_civil (year, month, MIN (mday, days_in_month (year, month)));
}

int
demo_day_month_end (int day)
{
  int year, month, mday;

  demo_day_to_civil (day, &year, &month, &mday);
  return demo_day_from_civil (year, month, days_in_month (year, month));
}

/**
 * demo_day_with_mday:
 * @day: a day
 * @mday: the wished day of the same month, cut to its length
 */
int
demo_day_with_mday (int day, int mday)
{
  int year, month, old;

  demo_day_to_civil (day, &year, &month, &old);
  return demo_day_from_civil (year, month, CLAMP (mday, 1, days_in_month (year, month)));
}
