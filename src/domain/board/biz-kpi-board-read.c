/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts, points, ages and a history are read when they are wanted. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-board-private.h"

#include "biz-kpi-readers.h"
#include "biz-kpi-sums-read.h"
#include "erp-session.h"

/* One reading of a part; the board may be gone when it ends. */
typedef struct
{
  GWeakRef board;
  BizKpiPart part;
  guint point;               /* of the sums, 0 for the first reading */
  GCancellable *cancellable; /* (owned): by which it is known whether it still counts */
} Reading;

static Reading *
new_reading (BizKpiBoard *self, BizKpiPart part, guint point)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->board, self);
  reading->part = part;
  reading->point = point;
  reading->cancellable = g_object_ref (self->parts[part].cancellable);

  return reading;
}

static void
free_reading (Reading *reading)
{
  g_weak_ref_clear (&reading->board);
  g_clear_object (&reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

/* (nullable) (transfer full): the board that still waits for it */
static BizKpiBoard *
find_board (Reading *reading)
{
  g_autoptr (BizKpiBoard) self = g_weak_ref_get (&reading->board);

  if (self == NULL
      || (self->parts[reading->part].cancellable != reading->cancellable
          && self->history != reading->cancellable))
    return NULL;

  return g_steal_pointer (&self);
}

/* Takes @error. */
static void
end_part (BizKpiBoard *self, BizKpiPart index, GError *error)
{
  BizKpiBoardPart *part = &self->parts[index];

  part->state = error != NULL ? BIZ_KPI_STATE_FAILED : BIZ_KPI_STATE_READY;
  part->error = error;
  g_clear_pointer (&part->read_time, g_date_time_unref);
  part->read_time = g_date_time_new_now_utc ();
  if (error == NULL)
    biz_kpi_board_make_part (self, index);
  if (index == BIZ_KPI_PART_SUMS)
    {
      /* Disputes are a share of the invoices of the sums. */
      biz_kpi_board_make_of_both (self, BIZ_KPI_DISPUTE_RATE);
      biz_kpi_board_make_of_both (self, BIZ_KPI_EXPOSURE);
    }
  biz_kpi_board_tell_part (self, index);
  if (index == BIZ_KPI_PART_SUMS && error == NULL && self->wants_points)
    biz_kpi_board_read_next_point (self);
  if (index == BIZ_KPI_PART_SUMS && error == NULL && self->wants_ages)
    biz_kpi_board_read_next_age (self);
  biz_kpi_board_plan_history (self);
}

static void
sums_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (BizKpiBoard) self = find_board (reading);
  GError *error = NULL;
  BizKpiSums *sums = biz_kpi_sums_read_finish (result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&sums, biz_kpi_sums_unref);
      g_clear_error (&error);
      return;
    }
  self->sums = sums;
  end_part (self, BIZ_KPI_PART_SUMS, error);
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (BizKpiBoard) self = find_board (reading);
  GError *error = NULL;
  BizKpiRows *rows = biz_kpi_read_rows_finish (result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&rows, biz_kpi_rows_free);
      g_clear_error (&error);
      return;
    }
  self->parts[reading->part].rows = rows;
  if (rows != NULL)
    self->parts[reading->part].sample = rows->sample;
  end_part (self, reading->part, error);
}

/* Called by readers that are not cancelled: the board is there. */
#define DEFINE_PROGRESS(part, PART)                                                                \
  static void part##_progress (const BizKpiSample *sample, gpointer user_data)                     \
  {                                                                                                \
    BizKpiBoard *self = user_data;                                                                 \
                                                                                                   \
    self->parts[BIZ_KPI_PART_##PART].sample = *sample;                                             \
    biz_kpi_board_tell_part (self, BIZ_KPI_PART_##PART);                                           \
  }

DEFINE_PROGRESS (settled, SETTLED)
DEFINE_PROGRESS (orders, ORDERS)
DEFINE_PROGRESS (stock, STOCK)
DEFINE_PROGRESS (cases, CASES)
DEFINE_PROGRESS (credits, CREDITS)

static const struct
{
  BizKpiReadRows read;
  BizKpiProgress progress;
} readers[BIZ_KPI_N_PARTS] = {
  [BIZ_KPI_PART_SETTLED] = { biz_kpi_settled_read_async, settled_progress },
  [BIZ_KPI_PART_ORDERS] = { biz_kpi_orders_read_async, orders_progress },
  [BIZ_KPI_PART_EXCEPTIONS] = { biz_kpi_exceptions_read_async, NULL },
  [BIZ_KPI_PART_STOCK] = { biz_kpi_stock_read_async, stock_progress },
  [BIZ_KPI_PART_NOTES] = { biz_kpi_notes_read_async, NULL },
  [BIZ_KPI_PART_CASES] = { biz_kpi_cases_read_async, cases_progress },
  [BIZ_KPI_PART_CREDITS] = { biz_kpi_credits_read_async, credits_progress },
};

void
biz_kpi_board_read_part (BizKpiBoard *self, BizKpiPart index)
{
  BizKpiBoardPart *part = &self->parts[index];

  if (part->state == BIZ_KPI_STATE_LOADING || part->state == BIZ_KPI_STATE_READY
      || self->scope.company_id == 0)
    return;
  g_clear_error (&part->error);
  g_clear_object (&part->cancellable);
  part->cancellable = g_cancellable_new ();
  part->state = BIZ_KPI_STATE_LOADING;
  if (index == BIZ_KPI_PART_SUMS)
    biz_kpi_sums_read_async (self->session, self->currencies, &self->scope, part->cancellable,
                             sums_cb, new_reading (self, index, 0));
  else
    readers[index].read (self->session, self->currencies, &self->scope, readers[index].progress,
                         self, part->cancellable, rows_cb, new_reading (self, index, 0));
  biz_kpi_board_tell_part (self, index);
}

static void
point_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (BizKpiBoard) self = find_board (reading);
  g_autoptr (GError) error = NULL;

  if (!biz_kpi_sums_read_point_finish (result, &error))
    g_debug ("A point of a series was not read: %s", error->message);
  if (self == NULL)
    return;
  self->next_point = reading->point + 1;
  for (guint kpi = 0; error == NULL && kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_sums_is_by_point ((BizKpi)kpi))
      biz_kpi_board_add_job (self, (BizKpi)kpi, reading->point, FALSE);
  biz_kpi_board_read_next_point (self);
}

void
biz_kpi_board_read_next_point (BizKpiBoard *self)
{
  if (self->sums == NULL)
    return;
  if (self->next_point >= self->scope.n_points)
    {
      /* Whatever could be read is there. */
      for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
        if (biz_kpi_sums_is_by_point ((BizKpi)kpi))
          biz_kpi_board_add_job (self, (BizKpi)kpi, self->scope.n_points - 1, TRUE);
      return;
    }
  biz_kpi_sums_read_point_async (self->session, self->sums, self->next_point,
                                 self->parts[BIZ_KPI_PART_SUMS].cancellable, point_cb,
                                 new_reading (self, BIZ_KPI_PART_SUMS, self->next_point));
}

static void
age_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (BizKpiBoard) self = find_board (reading);
  g_autoptr (GError) error = NULL;

  if (!biz_kpi_sums_read_ages_finish (result, &error))
    g_debug ("The ages of a point were not read: %s", error->message);
  if (self == NULL)
    return;
  self->next_age = reading->point + 1;
  biz_kpi_board_tell (self, BIZ_KPI_OVERDUE);
  biz_kpi_board_tell (self, BIZ_KPI_RECEIVABLE);
  biz_kpi_board_read_next_age (self);
}

void
biz_kpi_board_read_next_age (BizKpiBoard *self)
{
  if (self->sums == NULL || self->next_age >= self->scope.n_points)
    return;
  biz_kpi_sums_read_ages_async (self->session, self->sums, self->next_age,
                                self->parts[BIZ_KPI_PART_SUMS].cancellable, age_cb,
                                new_reading (self, BIZ_KPI_PART_SUMS, self->next_age));
}

static void read_next_history (BizKpiBoard *self);

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (BizKpiBoard) self = find_board (reading);
  g_autoptr (GError) error = NULL;

  if (!biz_kpi_sums_read_due_finish (result, &error))
    g_debug ("The history of figures was not read: %s", error->message);
  if (self == NULL)
    return;
  self->n_history++;
  /* A line is not worth a second error: it ends here until all is read again. */
  if (error != NULL)
    self->n_history = BIZ_KPI_HISTORY_POINTS;
  for (guint kpi = 0; error == NULL && kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_sums_needs_due ((BizKpi)kpi))
      biz_kpi_board_make_at (self, (BizKpi)kpi, reading->point);
  read_next_history (self);
}

static void
read_next_history (BizKpiBoard *self)
{
  guint point = biz_kpi_scope_get_history (&self->scope, self->n_history);
  Reading *reading;

  if (point == 0)
    {
      g_clear_object (&self->history);
      for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
        if (biz_kpi_sums_needs_due ((BizKpi)kpi))
          biz_kpi_board_tell (self, (BizKpi)kpi);
      return;
    }
  reading = new_reading (self, BIZ_KPI_PART_SUMS, point);
  g_set_object (&reading->cancellable, self->history);
  biz_kpi_sums_read_due_async (self->session, self->sums, point, self->history, history_cb,
                               reading);
}

static gboolean
history_source_cb (gpointer user_data)
{
  BizKpiBoard *self = user_data;

  self->history_source = 0;
  self->history = g_cancellable_new ();
  read_next_history (self);

  return G_SOURCE_REMOVE;
}

void
biz_kpi_board_plan_history (BizKpiBoard *self)
{
  /* Who wants whole series gets more than this. */
  if (!self->wants_history || self->wants_points || self->sums == NULL || self->history != NULL
      || self->history_source != 0
      || biz_kpi_scope_get_history (&self->scope, self->n_history) == 0)
    return;
  for (guint part = 0; part < BIZ_KPI_N_PARTS; part++)
    if (self->parts[part].state == BIZ_KPI_STATE_LOADING)
      return;
  /* After the figures are made. */
  self->history_source = g_idle_add_full (G_PRIORITY_LOW, history_source_cb, self, NULL);
}

void
biz_kpi_board_stop_history (BizKpiBoard *self)
{
  g_clear_handle_id (&self->history_source, g_source_remove);
  g_cancellable_cancel (self->history);
  g_clear_object (&self->history);
}
