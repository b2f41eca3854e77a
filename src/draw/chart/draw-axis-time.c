/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-axis-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

/* What GDate can hold and a ledger has: 1 January 1 to 31 December 9999. */
#define FIRST_DAY 1
#define LAST_DAY 3652059

typedef struct
{
  DrawGrain grain;
  guint n;
  double days; /* about */
} Step;

static const Step steps[] = {
  { DRAW_GRAIN_DAY, 1, 1 },        { DRAW_GRAIN_DAY, 2, 2 },
  { DRAW_GRAIN_WEEK, 1, 7 },       { DRAW_GRAIN_WEEK, 2, 14 },
  { DRAW_GRAIN_MONTH, 1, 30.4 },   { DRAW_GRAIN_MONTH, 2, 60.9 },
  { DRAW_GRAIN_QUARTER, 1, 91.3 }, { DRAW_GRAIN_QUARTER, 2, 182.6 },
  { DRAW_GRAIN_YEAR, 1, 365.2 },   { DRAW_GRAIN_YEAR, 2, 730.5 },
  { DRAW_GRAIN_YEAR, 5, 1826.2 },  { DRAW_GRAIN_YEAR, 10, 3652.4 },
  { DRAW_GRAIN_YEAR, 20, 7304.8 }, { DRAW_GRAIN_YEAR, 50, 18262 },
  { DRAW_GRAIN_YEAR, 100, 36524 }, { DRAW_GRAIN_YEAR, 1000, 365242 },
};

static void
set_day (GDate *date, gint64 day)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32)CLAMP (day, FIRST_DAY, LAST_DAY));
}

/* g_date_strftime () knows no translated names where the locale is missing; GDateTime does. */
static char *
format_date (const GDate *date, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date),
                                                    g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, format);
}

static guint
get_quarter (const GDate *date)
{
  return (guint)(g_date_get_month (date) - 1) / 3 + 1;
}

/* The first step that leaves at most @most ticks in @span and is no finer than the data; weeks do
 * not end with months, so that data by weeks have ticks by weeks or by coarse spans only. */
static const Step *
find_step (double span, guint most, DrawGrain grain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i].grain >= grain && span / steps[i].days <= most)
        return &steps[i];
    }

  return &steps[G_N_ELEMENTS (steps) - 1];
}

/* The beginning of the step that @date is in. */
static void
begin_step (GDate *date, const Step *step)
{
  const guint julian = g_date_get_julian (date);
  guint month, year;

  switch (step->grain)
    {
    case DRAW_GRAIN_DAY:
      set_day (date, julian - julian % step->n);
      break;
    case DRAW_GRAIN_WEEK:
      /* day 1 was a Monday */
      set_day (date, julian - (julian - 1) % (7 * step->n));
      break;
    case DRAW_GRAIN_MONTH:
    case DRAW_GRAIN_QUARTER:
      month = (step->grain == DRAW_GRAIN_MONTH ? 1 : 3) * step->n;
      month = (guint)(g_date_get_month (date) - 1) / month * month + 1;
      g_date_set_dmy (date, 1, (GDateMonth)month, g_date_get_year (date));
      break;
    case DRAW_GRAIN_YEAR:
    default:
      year = g_date_get_year (date) / step->n * step->n;
      g_date_set_dmy (date, 1, G_DATE_JANUARY, (GDateYear)MAX (year, 1));
      break;
    }
}

static void
go_on (GDate *date, const Step *step)
{
  switch (step->grain)
    {
    case DRAW_GRAIN_DAY:
      g_date_add_days (date, step->n);
      break;
    case DRAW_GRAIN_WEEK:
      g_date_add_days (date, 7 * step->n);
      break;
    case DRAW_GRAIN_MONTH:
      g_date_add_months (date, step->n);
      break;
    case DRAW_GRAIN_QUARTER:
      g_date_add_months (date, 3 * step->n);
      break;
    case DRAW_GRAIN_YEAR:
    default:
      /* the first year was 1, not 0 */
      g_date_add_years (date, g_date_get_year (date) == 1 && step->n > 1 ? step->n - 1 : step->n);
      break;
    }
}

/* The year is written where it begins to be another one. */
static char *
create_label (const GDate *date, DrawGrain grain, gboolean with_year)
{
  switch (grain)
    {
    case DRAW_GRAIN_DAY:
    case DRAW_GRAIN_WEEK:
      /* Translators: a day below a chart, as of strftime () */
      return format_date (date, with_year ? C_ ("tick", "%-d %b %Y") : C_ ("tick", "%-d %b"));
    case DRAW_GRAIN_MONTH:
      /* Translators: a month below a chart, as of strftime () */
      return format_date (date, with_year ? C_ ("tick", "%b %Y") : C_ ("tick", "%b"));
    case DRAW_GRAIN_QUARTER:
      /* Translators: a quarter of a year below a chart: its number, then the year */
      return with_year ? g_strdup_printf (C_ ("tick", "Q%u %d"), get_quarter (date),
                                          g_date_get_year (date))
                       : g_strdup_printf (C_ ("tick", "Q%u"), get_quarter (date));
    case DRAW_GRAIN_YEAR:
    default:
      return g_strdup_printf ("%d", g_date_get_year (date));
    }
}

void
draw_axis_time_add_ticks (DrawAxis *self, GArray *ticks, guint most)
{
  double low, high;
  const Step *step;
  GDate date;
  int year = 0;

  draw_axis_get_seen (self, &low, &high);
  low = CLAMP (low, FIRST_DAY, LAST_DAY);
  high = CLAMP (high, FIRST_DAY, LAST_DAY);
  step = find_step (high - low, most, self->grain);
  set_day (&date, (gint64)floor (low));
  begin_step (&date, step);
  while (g_date_get_julian (&date) <= high)
    {
      if (g_date_get_julian (&date) >= low)
        {
          draw_axis_add_tick (self, ticks, g_date_get_julian (&date),
                              create_label (&date, step->grain, g_date_get_year (&date) != year));
          year = g_date_get_year (&date);
        }
      if (g_date_get_year (&date) + (step->grain == DRAW_GRAIN_YEAR ? step->n : 1) > 9999)
        break;
      go_on (&date, step);
    }
}

char *
draw_axis_time_format (DrawAxis *self, gint64 day)
{
  GDate date;

  set_day (&date, day);
  switch (self->grain)
    {
    case DRAW_GRAIN_WEEK:
      /* Translators: a week of a year, as of strftime () */
      return format_date (&date, C_ ("point", "week %V of %G"));
    case DRAW_GRAIN_MONTH:
      /* Translators: a month of a year, as of strftime () */
      return format_date (&date, C_ ("point", "%B %Y"));
    case DRAW_GRAIN_QUARTER:
      return create_label (&date, DRAW_GRAIN_QUARTER, TRUE);
    case DRAW_GRAIN_YEAR:
      return create_label (&date, DRAW_GRAIN_YEAR, TRUE);
    case DRAW_GRAIN_DAY:
    default:
      /* the C locale writes two digits each, which nobody should have to guess at */
      return format_date (&date, strcmp (nl_langinfo (D_FMT), "%m/%d/%y") == 0 ? "%Y-%m-%d" : "%x");
    }
}
