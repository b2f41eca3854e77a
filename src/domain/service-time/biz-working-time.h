/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Hours of one day of the week in which there is work; of every week, or of the first or second of
 * two, which are counted as the server counts them. */
typedef struct
{
  int weekday;                 /* 1 is Monday, 7 is Sunday */
  int week;                    /* 0: every; 1, 2: the first, the second */
  int from, until;             /* seconds since midnight, there */
  guint32 first_day, last_day; /* as g_date_get_julian (); 0: no bound */
} BizWorkingHours;

/* A time without work: seconds since 1970, the end not included. */
typedef struct
{
  gint64 from, until;
} BizWorkingLeave;

/* A calendar of working hours, in its own time zone, and arithmetic with them: pure. Times are
 * seconds since 1970, UTC. Immutable; may be used from any thread. */
#define BIZ_TYPE_WORKING_TIME (biz_working_time_get_type ())
G_DECLARE_FINAL_TYPE (BizWorkingTime, biz_working_time, BIZ, WORKING_TIME, GObject)

/* What biz_working_time_new_from_json () reads of a resource.calendar. */
#define BIZ_WORKING_TIME_FIELDS                                                                    \
  "\"tz\":{},\"two_weeks_calendar\":{},\"attendance_ids\":{\"fields\":{\"dayofweek\":{},"          \
  "\"hour_from\":{},\"hour_to\":{},\"day_period\":{},\"week_type\":{},\"display_type\":{}}}"

BizWorkingTime *biz_working_time_new (const char *zone,
                                      const BizWorkingHours *hours,
                                      gsize n_hours,
                                      const BizWorkingLeave *leaves,
                                      gsize n_leaves,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Monday to Friday, 8 to 17, here: where a server has no calendar. */
BizWorkingTime *biz_working_time_new_usual (void) G_GNUC_WARN_UNUSED_RESULT;
BizWorkingTime *biz_working_time_new_from_json (JsonObject *calendar,
                                                const BizWorkingLeave *leaves,
                                                gsize n_leaves,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_working_time_is_open (BizWorkingTime *self, gint64 at);
/* When so many seconds of work are over; backwards with a negative number. G_MAXINT64, or
 * G_MININT64, where there is not so much work within ten years. */
gint64 biz_working_time_add (BizWorkingTime *self, gint64 from, gint64 seconds);
/* Seconds of work from one to the other; negative where @until is before @from. */
gint64 biz_working_time_between (BizWorkingTime *self, gint64 from, gint64 until);
const char *biz_working_time_get_zone (BizWorkingTime *self);
gboolean biz_working_time_is_empty (BizWorkingTime *self);
/* "Mon 08:00–12:00, 13:00–17:00", a line each; days alike are told together */
char *biz_working_time_describe (BizWorkingTime *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
