/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-visit.h"

/**
 * biz_desk_visit_begin:
 * @visit: (inout): what is remembered; all 0 on the first visit
 * @now: this moment, in the zone in which days are counted
 *
 * Begins a visit.
 */
void
biz_desk_visit_begin (BizDeskVisit *visit, GDateTime *now)
{
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) yesterday = NULL;
  int year, month, of_month;
  gint64 day;

  g_return_if_fail (visit != NULL && now != NULL);

  g_date_time_get_ymd (now, &year, &month, &of_month);
  day = ((gint64)year * 100 + month) * 100 + of_month;
  if (visit->day != day)
    {
      midnight = g_date_time_new (g_date_time_get_timezone (now), year, month, of_month, 0, 0, 0);
      yesterday = g_date_time_add_days (midnight, -1);
      visit->seen = g_date_time_to_unix (yesterday);
      /* A clock that was set back, or a file of another computer, names no future. */
      if (visit->last > 0 && visit->last < visit->seen)
        visit->seen = visit->last;
      visit->day = day;
    }
  visit->last = g_date_time_to_unix (now);
}
