/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-period.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static const char *const names[] = { "", "day", "week", "month", "quarter", "year" };

gboolean
demo_period_parse (const char *name, DemoPeriod *period)
{
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *period = (DemoPeriod)i;
        return TRUE;
      }
  return FALSE;
}

char *
demo_period_sql (DemoPeriod period, const char *day)
{
  switch (period)
    {
    case DEMO_PERIOD_WEEK:
      return g_strdup_printf ("date(%s, 'weekday 6', '-6 days')", day);
    case DEMO_PERIOD_MONTH:
      return g_strdup_printf ("(substr(%s, 1, 8) || '01')", day);
    case DEMO_PERIOD_QUARTER:
      return g_strdup_printf ("(substr(%s, 1, 5) || CASE WHEN substr(%s, 6, 2) < '04' THEN '01-01'"
                              " WHEN substr(%s, 6, 2) < '07' THEN '04-01'"
                              " WHEN substr(%s, 6, 2) < '10' THEN '07-01' ELSE '10-01' END)",
                              day, day, day, day);
    case DEMO_PERIOD_YEAR:
      return g_strdup_printf ("(substr(%s, 1, 4) || '-01-01')", day);
    default:
      return g_strdup_printf ("substr(%s, 1, 10)", day);
    }
}

static gboolean
parse (const char *text, GDate *date)
{
  int year, month, day;

  g_date_clear (date, 1);
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

char *
demo_period_end (DemoPeriod period, const char *first)
{
  GDate date;

  if (!parse (first, &date))
    return g_strdup (first);
  switch (period)
    {
    case DEMO_PERIOD_WEEK:
      g_date_add_days (&date, 7);
      break;
    case DEMO_PERIOD_MONTH:
      g_date_add_months (&date, 1);
      break;
    case DEMO_PERIOD_QUARTER:
      g_date_add_months (&date, 3);
      break;
    case DEMO_PERIOD_YEAR:
      g_date_add_years (&date, 1);
      break;
    default:
      g_date_add_days (&date, 1);
      break;
    }
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

char *
demo_period_label (DemoPeriod period, const char *first)
{
  GDate date;

  if (!parse (first, &date))
    return g_strdup (first);
  switch (period)
    {
    case DEMO_PERIOD_WEEK:
      /* The week of 1 January is the first; its last day tells the year. */
      g_date_add_days (&date, 6);
      return g_strdup_printf ("W%u %d", (g_date_get_day_of_year (&date) - 1) / 7 + 1,
                              g_date_get_year (&date));
    case DEMO_PERIOD_MONTH:
      return g_strdup_printf ("%s %d", months[g_date_get_month (&date) - 1],
                              g_date_get_year (&date));
    case DEMO_PERIOD_QUARTER:
      return g_strdup_printf ("Q%d %d", (g_date_get_month (&date) + 2) / 3,
                              g_date_get_year (&date));
    case DEMO_PERIOD_YEAR:
      return g_strdup_printf ("%d", g_date_get_year (&date));
    default:
      return g_strdup_printf ("%02d %.3s %d", g_date_get_day (&date),
                              months[g_date_get_month (&date) - 1], g_date_get_year (&date));
    }
}

char *
demo_period_to_utc (const char *day, const char *zone)
{
  g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (zone);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strdup_printf ("%.10s 00:00:00", day);
  g_autoptr (GDateTime) local = g_date_time_new_from_iso8601 (text, tz ? tz : utc);
  g_autoptr (GDateTime) time = local ? g_date_time_to_utc (local) : NULL;

  return time ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup (text);
}
