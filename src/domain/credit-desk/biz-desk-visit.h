/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BizDeskVisit:
 * @day: the day of the last visit, as "YYYYMMDD"; 0: never
 * @seen: what was news on that day came after this moment
 * @last: when the desk was looked at last
 *
 * What is remembered of visits, so that news stay news for a whole day: seconds since 1970.
 */
typedef struct
{
  gint64 day;
  gint64 seen;
  gint64 last;
} BizDeskVisit;

/* The visit at @now, a local time; @visit becomes what is to be remembered. What came after its
 * @seen is news: since yesterday began, or since the last visit where that is longer ago. */
void biz_desk_visit_begin (BizDeskVisit *visit, GDateTime *now);

G_END_DECLS
