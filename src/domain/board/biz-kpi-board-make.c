/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures are made of what was read, a few at a time so that nothing waits for them. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-board-private.h"

#include "biz-kpi-billing.h"
#include "biz-kpi-share.h"
#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/* A turn of the main loop makes figures no longer than this, in µs. */
#define SLICE 4000

/* Is made of rows and of sums. */
gboolean
biz_kpi_board_is_of_both (BizKpi kpi)
{
  return kpi == BIZ_KPI_DISPUTE_RATE || kpi == BIZ_KPI_EXPOSURE;
}

/* A sum of some documents is no sum. */
static gboolean
is_whole (BizKpi kpi)
{
  BizKpiUnit unit = biz_kpi_get_unit (kpi);

  return unit == BIZ_KPI_UNIT_MONEY || unit == BIZ_KPI_UNIT_COUNT;
}

BizKpiValue *
biz_kpi_board_new_reason (BizKpi kpi, const BizKpiFrame *frame, const char *reason)
{
  BizKpiValue *value = biz_kpi_value_new (kpi, frame);

  biz_kpi_value_take_reason (value, reason);

  return value;
}

/* Invoices come from the sums, those in dispute from the notes. */
static BizKpiValue *
make_dispute_rate (BizKpiBoard *self, const BizKpiFrame *frame)
{
  const GArray *documents = self->parts[BIZ_KPI_PART_NOTES].rows->documents;
  gint64 disputed = 0;

  if (self->sums == NULL)
    return self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_FAILED
               ? biz_kpi_board_new_reason (BIZ_KPI_DISPUTE_RATE, frame,
                                           _ ("The number of invoices could not be read."))
               : NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      const BizKpiDocument *document = &g_array_index (documents, BizKpiDocument, i);

      if (biz_kpi_frame_has_date (frame, &document->date)
          && biz_kpi_frame_is_past (frame, &document->disputed))
        disputed++;
    }

  return biz_kpi_dispute_rate_of_counts (frame, biz_kpi_sums_count_invoices (self->sums, frame),
                                         disputed);
}

/* Receivables come from the sums, orders from their rows. */
static BizKpiValue *
make_exposure (BizKpiBoard *self, const BizKpiFrame *frame, guint point)
{
  static const BizKpi backlogs[] = { BIZ_KPI_BACKLOG_DELIVERY, BIZ_KPI_BACKLOG_INVOICE };
  g_autoptr (BizKpiValue) owed = NULL;
  BizMoney receivable, waits[G_N_ELEMENTS (backlogs)];

  if (self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_FAILED)
    return biz_kpi_board_new_reason (BIZ_KPI_EXPOSURE, frame,
                                     _ ("The receivables could not be read."));
  if (self->sums != NULL)
    owed = biz_kpi_sums_make (self->sums, BIZ_KPI_RECEIVABLE, point);
  if (owed == NULL || !biz_kpi_value_get_money (owed, &receivable))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (backlogs); i++)
    {
      g_autoptr (BizKpiValue) value =
          biz_kpi_rows_make (self->parts[BIZ_KPI_PART_ORDERS].rows, backlogs[i], frame, self->zone);

      if (value == NULL || !biz_kpi_value_get_money (value, &waits[i]))
        return biz_kpi_board_new_reason (BIZ_KPI_EXPOSURE, frame,
                                         value != NULL ? biz_kpi_value_get_reason (value) : NULL);
    }

  return biz_kpi_exposure (frame, &receivable, &waits[0], &waits[1]);
}

/* (nullable) */
static BizKpiValue *
make_value (BizKpiBoard *self, BizKpi kpi, guint point)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);
  const BizKpiBoardPart *from = &self->parts[part];
  BizKpiFrame frame = biz_kpi_scope_get_frame (&self->scope, point);

  if (part == BIZ_KPI_PART_SUMS)
    return self->sums != NULL ? biz_kpi_sums_make (self->sums, kpi, point) : NULL;
  if (from->rows == NULL)
    return NULL;
  if (part == BIZ_KPI_PART_EXCEPTIONS && g_date_compare (&frame.to, &self->today) != 0)
    return biz_kpi_board_new_reason (kpi, &frame,
                                     _ ("What is wrong with orders is only known as of today."));
  if (from->sample.n_read < from->sample.n_all && is_whole (kpi))
    return biz_kpi_board_new_reason (
        kpi, &frame,
        _ ("There are too many documents to read all of them, and a sample makes "
           "no sum."));
  if (kpi == BIZ_KPI_DISPUTE_RATE)
    return make_dispute_rate (self, &frame);
  if (kpi == BIZ_KPI_EXPOSURE)
    return make_exposure (self, &frame, point);

  return biz_kpi_rows_make (from->rows, kpi, &frame, self->zone);
}

/* Whether what the figure is made of, beside its own part, is there. */
static gboolean
is_complete (BizKpiBoard *self, BizKpi kpi)
{
  BizKpiState sums = self->parts[BIZ_KPI_PART_SUMS].state;

  if (biz_kpi_board_is_of_both (kpi))
    return sums == BIZ_KPI_STATE_READY || sums == BIZ_KPI_STATE_FAILED;

  return !biz_kpi_sums_is_by_point (kpi) || self->next_point >= self->scope.n_points;
}

void
biz_kpi_board_make_at (BizKpiBoard *self, BizKpi kpi, guint point)
{
  BizKpiValue **place = &self->values[kpi][point];

  g_clear_object (place);
  *place = make_value (self, kpi, point);
}

static gboolean
jobs_cb (gpointer user_data)
{
  /* who is told may be the last to hold it */
  g_autoptr (BizKpiBoard) self = g_object_ref (user_data);
  gint64 end = g_get_monotonic_time () + SLICE;

  while (g_get_monotonic_time () < end && !g_queue_is_empty (&self->jobs))
    {
      g_autofree BizKpiBoardJob *job = g_queue_pop_head (&self->jobs);

      biz_kpi_board_make_at (self, job->kpi, job->point);
      if (job->is_last)
        self->has_series[job->kpi] = is_complete (self, job->kpi);
      /* When its first figures are there, and when all are. */
      if (job->is_last || job->point == biz_kpi_scope_get_previous (&self->scope))
        biz_kpi_board_tell (self, job->kpi);
    }
  if (g_queue_is_empty (&self->jobs))
    self->job_source = 0;

  return g_queue_is_empty (&self->jobs) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

void
biz_kpi_board_add_job (BizKpiBoard *self, BizKpi kpi, guint point, gboolean is_last)
{
  BizKpiBoardJob *job = g_new0 (BizKpiBoardJob, 1);

  job->kpi = kpi;
  job->point = point;
  job->is_last = is_last;
  g_queue_push_tail (&self->jobs, job);
  if (self->job_source == 0)
    self->job_source = g_idle_add (jobs_cb, self);
}

/* What is seen first is made first. */
void
biz_kpi_board_make_part (BizKpiBoard *self, BizKpiPart part)
{
  guint previous = biz_kpi_scope_get_previous (&self->scope);

  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
      {
        biz_kpi_board_add_job (self, (BizKpi)kpi, 0, FALSE);
        biz_kpi_board_add_job (self, (BizKpi)kpi, previous, FALSE);
      }
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    for (guint point = 1; point < self->scope.n_points; point++)
      if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
        biz_kpi_board_add_job (self, (BizKpi)kpi, point, point == self->scope.n_points - 1);
}

/* Is made of two parts: of both when the second one is there. */
void
biz_kpi_board_make_of_both (BizKpiBoard *self, BizKpi kpi)
{
  if (self->parts[biz_kpi_board_get_part (kpi)].rows == NULL)
    return;
  for (guint point = 0; point < self->scope.n_points; point++)
    biz_kpi_board_add_job (self, kpi, point, point == self->scope.n_points - 1);
}
