/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-case.h"

#include "biz-kpi-rank.h"
#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

#define SECONDS_OF_HOUR 3600
#define NEVER G_MAXINT64

static gint64
find_midnight (const GDate *date, GTimeZone *zone)
{
  g_autoptr (GDateTime) midnight =
      g_date_time_new (zone, g_date_get_year (date), (int)g_date_get_month (date),
                       g_date_get_day (date), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

BizKpiMoments
biz_kpi_clock_get_moments (const BizKpiClock *self, const BizKpiFrame *frame)
{
  GDate after = frame->to;

  g_date_add_days (&after, 1);

  return (BizKpiMoments){ find_midnight (&frame->from, self->zone),
                          find_midnight (&after, self->zone) };
}

static gint64
count_working (const BizKpiClock *clock, gint64 from, gint64 to)
{
  if (to <= from)
    return 0;

  return clock->working_time != NULL ? clock->working_time (from, to, clock->user_data) : to - from;
}

/* Working time from the opening to @until, less what was spent waiting or closed. */
static gint64
count_active (const BizKpiClock *clock, const BizKpiCase *row, gint64 until)
{
  gint64 seconds = 0, since = row->opened;
  gboolean waits = FALSE, is_closed = FALSE;

  for (gsize i = 0; i < row->n_events && row->events[i].time < until; i++)
    {
      const BizKpiCaseEvent *event = &row->events[i];
      gboolean ran = !waits && !is_closed;

      if (event->kind == BIZ_KPI_CASE_WAIT || event->kind == BIZ_KPI_CASE_GO_ON)
        waits = event->kind == BIZ_KPI_CASE_WAIT;
      else if (event->kind == BIZ_KPI_CASE_CLOSE || event->kind == BIZ_KPI_CASE_REOPEN)
        is_closed = event->kind == BIZ_KPI_CASE_CLOSE;
      if (ran == (!waits && !is_closed))
        continue;
      if (ran)
        seconds += count_working (clock, since, event->time);
      since = event->time;
    }
  if (!waits && !is_closed)
    seconds += count_working (clock, since, until);

  return seconds;
}

static gint64
find_first_reply (const BizKpiCase *row)
{
  for (gsize i = 0; i < row->n_events; i++)
    {
      if (row->events[i].kind == BIZ_KPI_CASE_REPLY && row->events[i].time >= row->opened)
        return row->events[i].time;
    }

  return NEVER;
}

/* When it was closed for good, as known before @now. */
static gint64
find_close (const BizKpiCase *row, gint64 now)
{
  gint64 closed = NEVER;

  for (gsize i = 0; i < row->n_events && row->events[i].time < now; i++)
    {
      if (row->events[i].kind == BIZ_KPI_CASE_REOPEN)
        closed = NEVER;
      else if (row->events[i].kind == BIZ_KPI_CASE_CLOSE && closed == NEVER)
        closed = row->events[i].time;
    }

  return closed;
}

gboolean
biz_kpi_case_get_response (const BizKpiCase *self,
                           const BizKpiFrame *frame,
                           const BizKpiClock *clock,
                           const BizKpiMoments *period,
                           gint64 *time,
                           gint64 *seconds)
{
  *time = find_first_reply (self);
  if (!biz_kpi_frame_has_tags (frame, &self->tags) || *time < period->from || *time >= period->to)
    return FALSE;
  *seconds = count_active (clock, self, *time);

  return TRUE;
}

gboolean
biz_kpi_case_get_resolution (const BizKpiCase *self,
                             const BizKpiFrame *frame,
                             const BizKpiClock *clock,
                             const BizKpiMoments *period,
                             gint64 *time,
                             gint64 *seconds)
{
  *time = find_close (self, period->to);
  if (!biz_kpi_frame_has_tags (frame, &self->tags) || *time == NEVER || *time < period->from)
    return FALSE;
  *seconds = count_active (clock, self, *time);

  return TRUE;
}

/**
 * biz_kpi_case_get_target:
 * @self: a case
 * @frame: cases closed in the period, and those that are open at its end
 * @clock: what is working time
 * @period: of @frame
 * @time: (out): when it was closed; 0 while it is open
 * @seconds: (out): that count until then
 * @is_met: (out): whether it was closed within its target
 *
 * Returns: whether it counts: one without a target does not, nor one that is open within it
 */
gboolean
biz_kpi_case_get_target (const BizKpiCase *self,
                         const BizKpiFrame *frame,
                         const BizKpiClock *clock,
                         const BizKpiMoments *period,
                         gint64 *time,
                         gint64 *seconds,
                         gboolean *is_met)
{
  gint64 closed = find_close (self, period->to);

  if (self->target <= 0 || !biz_kpi_frame_has_tags (frame, &self->tags)
      || self->opened >= period->to || closed < period->from)
    return FALSE;
  *time = closed != NEVER ? closed : 0;
  *seconds = count_active (clock, self, MIN (closed, period->to));
  *is_met = *seconds <= self->target;

  return !*is_met || closed != NEVER;
}

static BizKpiValue *
take_hours (BizKpiValue *value, GArray *seconds, const char *reason)
{
  __int128 sum;
  gint64 n;

  biz_kpi_value_add_number (value, _ ("Cases"), seconds->len);
  if (seconds->len == 0)
    {
      biz_kpi_value_take_reason (value, reason);
      return value;
    }
  biz_kpi_rank_median (seconds, &sum, &n);
  biz_kpi_value_take_ratio (value, sum, (__int128)n * SECONDS_OF_HOUR);

  return value;
}

/**
 * biz_kpi_case_first_response:
 * @frame: the period of the first replies
 * @clock: what is working time
 * @rows: (array length=n_rows): cases
 * @n_rows: how many
 *
 * Returns: (transfer full): the median of hours
 */
BizKpiValue *
biz_kpi_case_first_response (const BizKpiFrame *frame,
                             const BizKpiClock *clock,
                             const BizKpiCase *rows,
                             gsize n_rows)
{
  BizKpiMoments period = biz_kpi_clock_get_moments (clock, frame);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_rows; i++)
    {
      gint64 time, taken;

      if (biz_kpi_case_get_response (&rows[i], frame, clock, &period, &time, &taken))
        g_array_append_val (seconds, taken);
    }

  return take_hours (biz_kpi_value_new (BIZ_KPI_FIRST_RESPONSE, frame), seconds,
                     _ ("No case had its first reply in the period."));
}

/**
 * biz_kpi_case_resolution:
 * @frame: the period in which cases were closed, and not opened again by its end
 * @clock: what is working time
 * @rows: (array length=n_rows): cases
 * @n_rows: how many
 *
 * Returns: (transfer full): the median of hours
 */
BizKpiValue *
biz_kpi_case_resolution (const BizKpiFrame *frame,
                         const BizKpiClock *clock,
                         const BizKpiCase *rows,
                         gsize n_rows)
{
  BizKpiMoments period = biz_kpi_clock_get_moments (clock, frame);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_rows; i++)
    {
      gint64 time, taken;

      if (biz_kpi_case_get_resolution (&rows[i], frame, clock, &period, &time, &taken))
        g_array_append_val (seconds, taken);
    }

  return take_hours (biz_kpi_value_new (BIZ_KPI_RESOLUTION, frame), seconds,
                     _ ("No case was closed in the period."));
}

/**
 * biz_kpi_case_target_met:
 * @frame: cases closed in the period, and those that are open at its end
 * @clock: what is working time
 * @rows: (array length=n_rows): cases; those without a target are passed over
 * @n_rows: how many
 *
 * Returns: (transfer full): percent
 */
BizKpiValue *
biz_kpi_case_target_met (const BizKpiFrame *frame,
                         const BizKpiClock *clock,
                         const BizKpiCase *rows,
                         gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_TARGET_MET, frame);
  BizKpiMoments period = biz_kpi_clock_get_moments (clock, frame);
  gint64 met = 0, missed = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      gint64 time, taken;
      gboolean is_met;

      if (!biz_kpi_case_get_target (&rows[i], frame, clock, &period, &time, &taken, &is_met))
        continue;
      if (is_met)
        met++;
      else
        missed++;
    }
  biz_kpi_value_add_number (value, _ ("Met"), met);
  biz_kpi_value_add_number (value, _ ("Missed"), missed);
  if (met + missed == 0)
    biz_kpi_value_take_reason (value, _ ("No case with a target was closed or late."));
  else
    biz_kpi_value_take_ratio (value, (__int128)met * 100, met + missed);

  return value;
}
