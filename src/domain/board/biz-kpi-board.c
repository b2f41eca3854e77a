/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-board-private.h"

#include "biz-currency-table.h"
#include "biz-kpi-readers.h"
#include "biz-kpi-value-private.h"
#include "erp-session.h"

G_DEFINE_FINAL_TYPE (BizKpiBoard, biz_kpi_board, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * biz_kpi_board_get_part:
 * @kpi: a figure
 *
 * Returns: what it is read with
 */
BizKpiPart
biz_kpi_board_get_part (BizKpi kpi)
{
  if (biz_kpi_sums_makes (kpi))
    return BIZ_KPI_PART_SUMS;
  switch ((int)kpi)
    {
    case BIZ_KPI_DELINQUENT_PAID:
      return BIZ_KPI_PART_SETTLED;
    case BIZ_KPI_EXCEPTIONS:
    case BIZ_KPI_EXCEPTIONS_VALUE:
      return BIZ_KPI_PART_EXCEPTIONS;
    case BIZ_KPI_ADJUSTMENTS:
    case BIZ_KPI_ADJUSTMENTS_VALUE:
      return BIZ_KPI_PART_STOCK;
    case BIZ_KPI_DISPUTE_RATE:
      return BIZ_KPI_PART_NOTES;
    case BIZ_KPI_EXPOSURE:
      return BIZ_KPI_PART_ORDERS;
    default:
      break;
    }
  switch (biz_kpi_get_area (kpi))
    {
    case BIZ_KPI_AREA_CREDIT:
      return BIZ_KPI_PART_NOTES;
    case BIZ_KPI_AREA_SERVICE:
      return BIZ_KPI_PART_CASES;
    case BIZ_KPI_AREA_CASH:
    case BIZ_KPI_AREA_BILLING:
    case BIZ_KPI_AREA_ORDERS:
    default:
      return BIZ_KPI_PART_ORDERS;
    }
}

void
biz_kpi_board_tell (BizKpiBoard *self, BizKpi kpi)
{
  g_signal_emit (self, signals[CHANGED], 0, (guint)kpi);
}

void
biz_kpi_board_tell_part (BizKpiBoard *self, BizKpiPart part)
{
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
      biz_kpi_board_tell (self, (BizKpi)kpi);
  if (part == BIZ_KPI_PART_CREDITS)
    biz_kpi_board_tell (self, BIZ_KPI_CREDIT_RATE);
}

static void
forget_part (BizKpiBoard *self, BizKpiPart index)
{
  BizKpiBoardPart *part = &self->parts[index];

  g_cancellable_cancel (part->cancellable);
  g_clear_object (&part->cancellable);
  g_clear_error (&part->error);
  g_clear_pointer (&part->rows, biz_kpi_rows_free);
  g_clear_pointer (&part->read_time, g_date_time_unref);
  part->sample = (BizKpiSample){ 0 };
  part->state = BIZ_KPI_STATE_IDLE;
  if (index == BIZ_KPI_PART_SUMS)
    {
      g_clear_pointer (&self->sums, biz_kpi_sums_unref);
      biz_kpi_board_stop_history (self);
      self->n_history = 0;
      self->wants_points = self->wants_ages = FALSE;
      self->next_point = 1;
      self->next_age = 0;
    }
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_board_get_part ((BizKpi)kpi) == index)
      {
        self->has_series[kpi] = FALSE;
        for (guint point = 0; point < BIZ_KPI_MAX_POINTS; point++)
          g_clear_object (&self->values[kpi][point]);
      }
}

static void
biz_kpi_board_dispose (GObject *object)
{
  BizKpiBoard *self = BIZ_KPI_BOARD (object);

  g_clear_handle_id (&self->job_source, g_source_remove);
  g_queue_clear_full (&self->jobs, g_free);
  for (guint part = 0; part < BIZ_KPI_N_PARTS; part++)
    forget_part (self, (BizKpiPart)part);
  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (biz_kpi_board_parent_class)->dispose (object);
}

static void
biz_kpi_board_class_init (BizKpiBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_kpi_board_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
biz_kpi_board_init (BizKpiBoard *self)
{
  g_queue_init (&self->jobs);
  g_date_clear (&self->today, 1);
  self->next_point = 1;
}

/**
 * biz_kpi_board_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a board without a scope, which reads nothing
 */
BizKpiBoard *
biz_kpi_board_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizKpiBoard *self;

  g_return_val_if_fail (ERP_IS_SESSION (session) && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_KPI_BOARD, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->zone = biz_kpi_dup_zone (erp_session_get_capabilities (session));

  return self;
}

void
biz_kpi_board_set_today (BizKpiBoard *self, const GDate *today)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self) && g_date_valid (today));

  self->today = *today;
}

/**
 * biz_kpi_board_set_scope:
 * @self: a board
 * @scope: of what and until when
 *
 * What was wanted is read of the new scope.
 */
void
biz_kpi_board_set_scope (BizKpiBoard *self, const BizKpiScope *scope)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));
  g_return_if_fail (scope != NULL && scope->company_id > 0 && scope->n_points > 1
                    && scope->n_points <= BIZ_KPI_MAX_POINTS);

  self->scope = *scope;
  biz_kpi_board_refresh (self);
}

const BizKpiScope *
biz_kpi_board_get_scope (BizKpiBoard *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), NULL);

  return &self->scope;
}

void
biz_kpi_board_want (BizKpiBoard *self, BizKpi kpi)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);

  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  if (self->parts[part].state == BIZ_KPI_STATE_IDLE)
    biz_kpi_board_read_part (self, part);
  if (biz_kpi_board_is_of_both (kpi) && self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_IDLE)
    biz_kpi_board_read_part (self, BIZ_KPI_PART_SUMS);
}

/**
 * biz_kpi_board_want_series:
 * @self: a board
 * @kpi: a figure
 *
 * Most series are there with the figure. Those of what is not yet due ask the server once more for
 * each point, one after another.
 */
void
biz_kpi_board_want_series (BizKpiBoard *self, BizKpi kpi)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  biz_kpi_board_want (self, kpi);
  if (!biz_kpi_sums_is_by_point (kpi) || self->wants_points)
    return;
  self->wants_points = TRUE;
  if (self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_READY)
    biz_kpi_board_read_next_point (self);
}

/**
 * biz_kpi_board_set_history:
 * @self: a board
 * @is_wanted: whether somebody looks at it
 *
 * For a line beside the figures of biz_kpi_sums_needs_due (): at most %BIZ_KPI_HISTORY_POINTS
 * points with two requests each, one point after another, once nothing else is read. The figures
 * change when all are there. What cannot be read is left out. Where it is no longer wanted it stops
 * and keeps what is there.
 */
void
biz_kpi_board_set_history (BizKpiBoard *self, gboolean is_wanted)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  self->wants_history = is_wanted;
  if (is_wanted)
    biz_kpi_board_plan_history (self);
  else
    biz_kpi_board_stop_history (self);
}

void
biz_kpi_board_want_credits (BizKpiBoard *self)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  biz_kpi_board_want (self, BIZ_KPI_CREDIT_RATE);
  if (self->parts[BIZ_KPI_PART_CREDITS].state == BIZ_KPI_STATE_IDLE)
    biz_kpi_board_read_part (self, BIZ_KPI_PART_CREDITS);
}

/**
 * biz_kpi_board_want_ages:
 * @self: a board
 *
 * What is open by age asks the server some more for each point, one after another.
 * BIZ_KPI_OVERDUE and BIZ_KPI_RECEIVABLE change as they come.
 */
void
biz_kpi_board_want_ages (BizKpiBoard *self)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  biz_kpi_board_want (self, BIZ_KPI_RECEIVABLE);
  if (self->wants_ages)
    return;
  self->wants_ages = TRUE;
  if (self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_READY)
    biz_kpi_board_read_next_age (self);
}

gboolean
biz_kpi_board_has_ages (BizKpiBoard *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), FALSE);

  return self->sums != NULL && self->next_age >= self->scope.n_points;
}

gboolean
biz_kpi_board_get_ages (BizKpiBoard *self, guint point, BizMoney ages[BIZ_KPI_SUMS_AGES])
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && point < BIZ_KPI_MAX_POINTS, FALSE);

  return self->sums != NULL && point < self->scope.n_points
         && biz_kpi_sums_get_ages (self->sums, point, ages);
}

void
biz_kpi_board_refresh (BizKpiBoard *self)
{
  gboolean wanted[BIZ_KPI_N_PARTS];
  gboolean wants_points, wants_ages;

  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  wants_points = self->wants_points;
  wants_ages = self->wants_ages;
  g_clear_handle_id (&self->job_source, g_source_remove);
  g_queue_clear_full (&self->jobs, g_free);
  for (guint part = 0; part < BIZ_KPI_N_PARTS; part++)
    {
      wanted[part] = self->parts[part].state != BIZ_KPI_STATE_IDLE;
      forget_part (self, (BizKpiPart)part);
    }
  self->wants_points = wants_points;
  self->wants_ages = wants_ages;
  for (guint part = 0; part < BIZ_KPI_N_PARTS; part++)
    if (wanted[part])
      biz_kpi_board_read_part (self, (BizKpiPart)part);
}

void
biz_kpi_board_retry (BizKpiBoard *self, BizKpi kpi)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);

  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  if (self->parts[part].state == BIZ_KPI_STATE_FAILED)
    biz_kpi_board_read_part (self, part);
}

BizKpiState
biz_kpi_board_get_state (BizKpiBoard *self, BizKpi kpi)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), BIZ_KPI_STATE_IDLE);

  return self->parts[biz_kpi_board_get_part (kpi)].state;
}

const GError *
biz_kpi_board_get_error (BizKpiBoard *self, BizKpi kpi)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), NULL);

  return self->parts[biz_kpi_board_get_part (kpi)].error;
}

BizKpiState
biz_kpi_board_get_part_state (BizKpiBoard *self, BizKpiPart part)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && part < BIZ_KPI_N_PARTS, BIZ_KPI_STATE_IDLE);

  return self->parts[part].state;
}

const GError *
biz_kpi_board_get_part_error (BizKpiBoard *self, BizKpiPart part)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && part < BIZ_KPI_N_PARTS, NULL);

  return self->parts[part].error;
}

BizKpiValue *
biz_kpi_board_get_value (BizKpiBoard *self, BizKpi kpi, guint point)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), NULL);
  g_return_val_if_fail (kpi < BIZ_KPI_N && point < BIZ_KPI_MAX_POINTS, NULL);

  return self->values[kpi][point];
}

gboolean
biz_kpi_board_has_series (BizKpiBoard *self, BizKpi kpi)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && kpi < BIZ_KPI_N, FALSE);

  return self->has_series[kpi];
}

static void
free_value (gpointer value)
{
  if (value != NULL)
    g_object_unref (value);
}

GPtrArray *
biz_kpi_board_list_points (BizKpiBoard *self, BizKpi kpi)
{
  GPtrArray *points = g_ptr_array_new_with_free_func (free_value);
  const GError *error;

  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && kpi < BIZ_KPI_N, points);

  error = biz_kpi_board_get_error (self, kpi);
  if (error != NULL)
    {
      BizKpiFrame frame = biz_kpi_scope_get_frame (&self->scope, 0);

      g_ptr_array_add (points, biz_kpi_board_new_reason (kpi, &frame, error->message));
      return points;
    }
  for (guint i = 0; i < self->scope.n_points; i++)
    g_ptr_array_add (points,
                     self->values[kpi][i] != NULL ? g_object_ref (self->values[kpi][i]) : NULL);

  return points;
}

GDateTime *
biz_kpi_board_get_read_time (BizKpiBoard *self, BizKpi kpi)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), NULL);

  return self->parts[biz_kpi_board_get_part (kpi)].read_time;
}

gboolean
biz_kpi_board_get_sample (BizKpiBoard *self, BizKpi kpi, BizKpiSample *sample)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);

  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && sample != NULL, FALSE);

  *sample = self->parts[part].sample;

  return part != BIZ_KPI_PART_SUMS && part != BIZ_KPI_PART_EXCEPTIONS && sample->n_all > 0;
}

BizKpiSums *
biz_kpi_board_get_sums (BizKpiBoard *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self), NULL);

  return self->sums;
}

BizKpiRows *
biz_kpi_board_get_rows (BizKpiBoard *self, BizKpiPart part)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOARD (self) && part < BIZ_KPI_N_PARTS, NULL);

  return self->parts[part].rows;
}
