/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: parts, what they are read with and what is made of them are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-board.h"

#include "biz-currency-table.h"
#include "biz-kpi-billing.h"
#include "biz-kpi-readers.h"
#include "biz-kpi-share.h"
#include "biz-kpi-sums-read.h"
#include "biz-kpi-value-private.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* A turn of the main loop makes figures no longer than this, in µs. */
#define SLICE 4000

typedef struct
{
  BizKpiState state;
  GCancellable *cancellable; /* (owned) (nullable): while it loads */
  GError *error;             /* (owned) (nullable) */
  BizKpiRows *rows;          /* (owned) (nullable) */
  BizKpiSample sample;
  GDateTime *read_time; /* (owned) (nullable) */
} Part;

/* A figure at a point that is to be made. */
typedef struct
{
  BizKpi kpi;
  guint point;
  gboolean is_last; /* of its series */
} Job;

struct _BizKpiBoard
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GTimeZone *zone;              /* (owned) */
  GDate today;
  BizKpiScope scope;
  BizKpiSums *sums; /* (owned) (nullable) */
  Part parts[BIZ_KPI_N_PARTS];
  BizKpiValue *values[BIZ_KPI_N][BIZ_KPI_MAX_POINTS]; /* (owned) (nullable) */
  gboolean has_series[BIZ_KPI_N];
  gboolean wants_points;
  gboolean wants_ages;
  guint next_point; /* of the sums */
  guint next_age;
  GQueue jobs; /* (element-type Job) (owned) */
  guint job_source;
};

G_DEFINE_FINAL_TYPE (BizKpiBoard, biz_kpi_board, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One reading of a part; the board may be gone when it ends. */
typedef struct
{
  GWeakRef board;
  BizKpiPart part;
  guint point;               /* of the sums, 0 for the first reading */
  GCancellable *cancellable; /* (owned): by which it is known whether it still counts */
} Reading;

static void read_next_point (BizKpiBoard *self);
static void read_next_age (BizKpiBoard *self);

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

static void
tell (BizKpiBoard *self, BizKpi kpi)
{
  g_signal_emit (self, signals[CHANGED], 0, (guint)kpi);
}

static void
tell_part (BizKpiBoard *self, BizKpiPart part)
{
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
      tell (self, (BizKpi)kpi);
  if (part == BIZ_KPI_PART_CREDITS)
    tell (self, BIZ_KPI_CREDIT_RATE);
}

/* Is made of rows and of sums. */
static gboolean
is_of_both (BizKpi kpi)
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

static BizKpiValue *
make_reason (BizKpi kpi, const BizKpiFrame *frame, const char *reason)
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
               ? make_reason (BIZ_KPI_DISPUTE_RATE, frame,
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
    return make_reason (BIZ_KPI_EXPOSURE, frame, _ ("The receivables could not be read."));
  if (self->sums != NULL)
    owed = biz_kpi_sums_make (self->sums, BIZ_KPI_RECEIVABLE, point);
  if (owed == NULL || !biz_kpi_value_get_money (owed, &receivable))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (backlogs); i++)
    {
      g_autoptr (BizKpiValue) value =
          biz_kpi_rows_make (self->parts[BIZ_KPI_PART_ORDERS].rows, backlogs[i], frame, self->zone);

      if (value == NULL || !biz_kpi_value_get_money (value, &waits[i]))
        return make_reason (BIZ_KPI_EXPOSURE, frame,
                            value != NULL ? biz_kpi_value_get_reason (value) : NULL);
    }

  return biz_kpi_exposure (frame, &receivable, &waits[0], &waits[1]);
}

/* (nullable) */
static BizKpiValue *
make_value (BizKpiBoard *self, BizKpi kpi, guint point)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);
  const Part *from = &self->parts[part];
  BizKpiFrame frame = biz_kpi_scope_get_frame (&self->scope, point);

  if (part == BIZ_KPI_PART_SUMS)
    return self->sums != NULL ? biz_kpi_sums_make (self->sums, kpi, point) : NULL;
  if (from->rows == NULL)
    return NULL;
  if (part == BIZ_KPI_PART_EXCEPTIONS && g_date_compare (&frame.to, &self->today) != 0)
    return make_reason (kpi, &frame, _ ("What is wrong with orders is only known as of today."));
  if (from->sample.n_read < from->sample.n_all && is_whole (kpi))
    return make_reason (kpi, &frame,
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

  if (is_of_both (kpi))
    return sums == BIZ_KPI_STATE_READY || sums == BIZ_KPI_STATE_FAILED;

  return !biz_kpi_sums_is_by_point (kpi) || self->next_point >= self->scope.n_points;
}

static gboolean
jobs_cb (gpointer user_data)
{
  BizKpiBoard *self = user_data;
  gint64 end = g_get_monotonic_time () + SLICE;

  g_object_ref (self);
  while (g_get_monotonic_time () < end && !g_queue_is_empty (&self->jobs))
    {
      g_autofree Job *job = g_queue_pop_head (&self->jobs);
      BizKpiValue **place = &self->values[job->kpi][job->point];

      g_clear_object (place);
      *place = make_value (self, job->kpi, job->point);
      if (job->is_last)
        self->has_series[job->kpi] = is_complete (self, job->kpi);
      /* When its first figures are there, and when all are. */
      if (job->is_last || job->point == biz_kpi_scope_get_previous (&self->scope))
        tell (self, job->kpi);
    }
  if (g_queue_is_empty (&self->jobs))
    self->job_source = 0;
  g_object_unref (self);

  return g_queue_is_empty (&self->jobs) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
add_job (BizKpiBoard *self, BizKpi kpi, guint point, gboolean is_last)
{
  Job *job = g_new0 (Job, 1);

  job->kpi = kpi;
  job->point = point;
  job->is_last = is_last;
  g_queue_push_tail (&self->jobs, job);
  if (self->job_source == 0)
    self->job_source = g_idle_add (jobs_cb, self);
}

/* What is seen first is made first. */
static void
make_part (BizKpiBoard *self, BizKpiPart part)
{
  guint previous = biz_kpi_scope_get_previous (&self->scope);

  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
      {
        add_job (self, (BizKpi)kpi, 0, FALSE);
        add_job (self, (BizKpi)kpi, previous, FALSE);
      }
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    for (guint point = 1; point < self->scope.n_points; point++)
      if (biz_kpi_board_get_part ((BizKpi)kpi) == part)
        add_job (self, (BizKpi)kpi, point, point == self->scope.n_points - 1);
}

static void
forget_part (BizKpiBoard *self, BizKpiPart index)
{
  Part *part = &self->parts[index];

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

/* (nullable) (transfer full): the board that still waits for it */
static BizKpiBoard *
find_board (Reading *reading)
{
  g_autoptr (BizKpiBoard) self = g_weak_ref_get (&reading->board);

  if (self == NULL || self->parts[reading->part].cancellable != reading->cancellable)
    return NULL;

  return g_steal_pointer (&self);
}

/* Is made of two parts: of both when the second one is there. */
static void
make_of_both (BizKpiBoard *self, BizKpi kpi)
{
  if (self->parts[biz_kpi_board_get_part (kpi)].rows == NULL)
    return;
  for (guint point = 0; point < self->scope.n_points; point++)
    add_job (self, kpi, point, point == self->scope.n_points - 1);
}

/* Takes @error. */
static void
end_part (BizKpiBoard *self, BizKpiPart index, GError *error)
{
  Part *part = &self->parts[index];

  part->state = error != NULL ? BIZ_KPI_STATE_FAILED : BIZ_KPI_STATE_READY;
  part->error = error;
  g_clear_pointer (&part->read_time, g_date_time_unref);
  part->read_time = g_date_time_new_now_utc ();
  if (error == NULL)
    make_part (self, index);
  if (index == BIZ_KPI_PART_SUMS)
    {
      /* Disputes are a share of the invoices of the sums. */
      make_of_both (self, BIZ_KPI_DISPUTE_RATE);
      make_of_both (self, BIZ_KPI_EXPOSURE);
    }
  tell_part (self, index);
  if (index == BIZ_KPI_PART_SUMS && error == NULL && self->wants_points)
    read_next_point (self);
  if (index == BIZ_KPI_PART_SUMS && error == NULL && self->wants_ages)
    read_next_age (self);
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
    tell_part (self, BIZ_KPI_PART_##PART);                                                         \
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

static void
read_part (BizKpiBoard *self, BizKpiPart index)
{
  Part *part = &self->parts[index];

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
  tell_part (self, index);
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
      add_job (self, (BizKpi)kpi, reading->point, FALSE);
  read_next_point (self);
}

static void
read_next_point (BizKpiBoard *self)
{
  if (self->sums == NULL)
    return;
  if (self->next_point >= self->scope.n_points)
    {
      /* Whatever could be read is there. */
      for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
        if (biz_kpi_sums_is_by_point ((BizKpi)kpi))
          add_job (self, (BizKpi)kpi, self->scope.n_points - 1, TRUE);
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
  tell (self, BIZ_KPI_OVERDUE);
  tell (self, BIZ_KPI_RECEIVABLE);
  read_next_age (self);
}

static void
read_next_age (BizKpiBoard *self)
{
  if (self->sums == NULL || self->next_age >= self->scope.n_points)
    return;
  biz_kpi_sums_read_ages_async (self->session, self->sums, self->next_age,
                                self->parts[BIZ_KPI_PART_SUMS].cancellable, age_cb,
                                new_reading (self, BIZ_KPI_PART_SUMS, self->next_age));
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
    read_part (self, part);
  if (is_of_both (kpi) && self->parts[BIZ_KPI_PART_SUMS].state == BIZ_KPI_STATE_IDLE)
    read_part (self, BIZ_KPI_PART_SUMS);
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
    read_next_point (self);
}

void
biz_kpi_board_want_credits (BizKpiBoard *self)
{
  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  biz_kpi_board_want (self, BIZ_KPI_CREDIT_RATE);
  if (self->parts[BIZ_KPI_PART_CREDITS].state == BIZ_KPI_STATE_IDLE)
    read_part (self, BIZ_KPI_PART_CREDITS);
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
    read_next_age (self);
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
      read_part (self, (BizKpiPart)part);
}

void
biz_kpi_board_retry (BizKpiBoard *self, BizKpi kpi)
{
  BizKpiPart part = biz_kpi_board_get_part (kpi);

  g_return_if_fail (BIZ_IS_KPI_BOARD (self));

  if (self->parts[part].state == BIZ_KPI_STATE_FAILED)
    read_part (self, part);
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

      g_ptr_array_add (points, make_reason (kpi, &frame, error->message));
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
