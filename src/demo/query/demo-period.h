/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The spans of time by which groups are made. Weeks begin on Sunday, as the real server's do for
 * the language of the demo company. */
typedef enum
{
  DEMO_PERIOD_NONE,
  DEMO_PERIOD_DAY,
  DEMO_PERIOD_WEEK,
  DEMO_PERIOD_MONTH,
  DEMO_PERIOD_QUARTER,
  DEMO_PERIOD_YEAR,
} DemoPeriod;

gboolean demo_period_parse (const char *name, DemoPeriod *period);
/* An SQL expression for the first day ("2026-10-01") of the period in which the day (an SQL
 * expression) lies. */
char *demo_period_sql (DemoPeriod period, const char *day);
/* The first day after the period that begins on `first`. */
char *demo_period_end (DemoPeriod period, const char *first);
/* "October 2026", "W40 2026", "Q4 2026", "22 Nov 2026", "2026" */
char *demo_period_label (DemoPeriod period, const char *first);
/* Midnight of a day in a zone, as UTC "2026-10-01 22:00:00". */
char *demo_period_to_utc (const char *day, const char *zone);

G_END_DECLS
