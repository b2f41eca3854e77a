/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_KPI_CASE_REPLY, /* to the customer, by us */
  BIZ_KPI_CASE_NOTE,  /* for ourselves: no response */
  BIZ_KPI_CASE_WAIT,  /* into a stage that waits for somebody else */
  BIZ_KPI_CASE_GO_ON, /* out of it */
  BIZ_KPI_CASE_CLOSE,
  BIZ_KPI_CASE_REOPEN,
} BizKpiCaseEventKind;

typedef struct
{
  gint64 time; /* seconds since 1970, UTC */
  BizKpiCaseEventKind kind;
} BizKpiCaseEvent;

/**
 * BizKpiCase:
 * @tags: where it belongs
 * @id: which case; 0 where nobody asks
 * @opened: seconds since 1970, UTC
 * @events: (array length=n_events): by time, ascending
 * @n_events: how many
 * @stage: (nullable): the name of its stage
 * @staged: when it came there; 0 where that is not known
 * @target: seconds until it is to be closed, waiting not counted; 0 for none
 */
typedef struct
{
  BizKpiTags tags;
  gint64 id;
  gint64 opened;
  const BizKpiCaseEvent *events;
  gsize n_events;
  const char *stage;
  gint64 staged;
  gint64 target;
} BizKpiCase;

/* Seconds of working time between two moments, both since 1970, UTC. */
typedef gint64 (*BizKpiWorkingTime) (gint64 from, gint64 to, gpointer user_data);

/**
 * BizKpiClock:
 * @zone: in which the days of a period begin and end
 * @working_time: (nullable): of a calendar; NULL is around the clock
 * @user_data: its data
 */
typedef struct
{
  GTimeZone *zone;
  BizKpiWorkingTime working_time;
  gpointer user_data;
} BizKpiClock;

/* From the first second of a period to the first one after it. */
typedef struct
{
  gint64 from;
  gint64 to;
} BizKpiMoments;

BizKpiMoments biz_kpi_clock_get_moments (const BizKpiClock *self, const BizKpiFrame *frame);
/* Whether it happened in the period: when, and after how many seconds that count. */
gboolean biz_kpi_case_get_response (const BizKpiCase *self,
                                    const BizKpiFrame *frame,
                                    const BizKpiClock *clock,
                                    const BizKpiMoments *period,
                                    gint64 *time,
                                    gint64 *seconds);
gboolean biz_kpi_case_get_resolution (const BizKpiCase *self,
                                      const BizKpiFrame *frame,
                                      const BizKpiClock *clock,
                                      const BizKpiMoments *period,
                                      gint64 *time,
                                      gint64 *seconds);
/* Whether its target counts, and was met. @time: (out): when it was closed, 0 while it is open */
gboolean biz_kpi_case_get_target (const BizKpiCase *self,
                                  const BizKpiFrame *frame,
                                  const BizKpiClock *clock,
                                  const BizKpiMoments *period,
                                  gint64 *time,
                                  gint64 *seconds,
                                  gboolean *is_met);
BizKpiValue *biz_kpi_case_first_response (const BizKpiFrame *frame,
                                          const BizKpiClock *clock,
                                          const BizKpiCase *rows,
                                          gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_case_resolution (const BizKpiFrame *frame,
                                      const BizKpiClock *clock,
                                      const BizKpiCase *rows,
                                      gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_case_target_met (const BizKpiFrame *frame,
                                      const BizKpiClock *clock,
                                      const BizKpiCase *rows,
                                      gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
