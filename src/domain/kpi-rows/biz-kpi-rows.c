/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-rows.h"

#define FIRST_ID 1

/* Its arrays, for what is done with each of them. */
static const gsize arrays[] = {
  G_STRUCT_OFFSET (BizKpiRows, deliveries),  G_STRUCT_OFFSET (BizKpiRows, orders),
  G_STRUCT_OFFSET (BizKpiRows, lines),       G_STRUCT_OFFSET (BizKpiRows, moves),
  G_STRUCT_OFFSET (BizKpiRows, adjustments), G_STRUCT_OFFSET (BizKpiRows, to_deliver),
  G_STRUCT_OFFSET (BizKpiRows, to_invoice),  G_STRUCT_OFFSET (BizKpiRows, exceptions),
  G_STRUCT_OFFSET (BizKpiRows, holds),       G_STRUCT_OFFSET (BizKpiRows, documents),
  G_STRUCT_OFFSET (BizKpiRows, promises),    G_STRUCT_OFFSET (BizKpiRows, cases),
  G_STRUCT_OFFSET (BizKpiRows, case_spans),  G_STRUCT_OFFSET (BizKpiRows, bills),
  G_STRUCT_OFFSET (BizKpiRows, settlements),
};

static const gsize sizes[] = {
  sizeof (BizKpiDelivery), sizeof (BizKpiOrder),      sizeof (BizKpiOrderLine),
  sizeof (BizKpiMove),     sizeof (BizKpiAdjustment), sizeof (BizKpiSpan),
  sizeof (BizKpiSpan),     sizeof (BizKpiSpan),       sizeof (BizKpiSpan),
  sizeof (BizKpiDocument), sizeof (BizKpiPromise),    sizeof (BizKpiCase),
  sizeof (BizKpiSpan),     sizeof (BizKpiBill),       sizeof (BizKpiSettlement),
};

G_STATIC_ASSERT (G_N_ELEMENTS (arrays) == G_N_ELEMENTS (sizes));

#define ROWS(type, array) (const type *)(gpointer)(array)->data, (array)->len

static GArray **
get_array (BizKpiRows *self, gsize index)
{
  return G_STRUCT_MEMBER_P (self, arrays[index]);
}

/**
 * biz_kpi_rows_new:
 *
 * Returns: (transfer full): no rows
 */
BizKpiRows *
biz_kpi_rows_new (void)
{
  BizKpiRows *self = g_new0 (BizKpiRows, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    *get_array (self, i) = g_array_new (FALSE, TRUE, (guint)sizes[i]);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->logs = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_log_free);
  self->words = g_string_chunk_new (256);
  self->next_id = FIRST_ID;

  return self;
}

void
biz_kpi_rows_free (BizKpiRows *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (*get_array (self, i));
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->logs);
  g_clear_pointer (&self->ledger, biz_kpi_ledger_free);
  g_string_chunk_free (self->words);
  g_free (self);
}

/* Spans without an id of their own are told apart by their number. */
static void
renumber (GArray *spans, gint64 offset)
{
  for (guint i = 0; i < spans->len; i++)
    g_array_index (spans, BizKpiSpan, i).id += offset;
}

/**
 * biz_kpi_rows_take:
 * @self: rows
 * @other: rows of the same reader, read later; has none after it
 */
void
biz_kpi_rows_take (BizKpiRows *self, BizKpiRows *other)
{
  guint n_orders = self->orders->len;

  renumber (other->to_deliver, self->next_id - FIRST_ID);
  renumber (other->to_invoice, self->next_id - FIRST_ID);
  for (guint i = 0; i < other->bills->len; i++)
    g_array_index (other->bills, BizKpiBill, i).order += n_orders;
  for (guint i = 0; i < other->documents->len; i++)
    {
      BizKpiDocument *document = &g_array_index (other->documents, BizKpiDocument, i);

      if (document->reason != NULL)
        document->reason = g_string_chunk_insert_const (self->words, document->reason);
    }
  for (guint i = 0; i < other->cases->len; i++)
    {
      BizKpiCase *row = &g_array_index (other->cases, BizKpiCase, i);

      if (row->stage != NULL)
        row->stage = g_string_chunk_insert_const (self->words, row->stage);
    }
  g_clear_pointer (&self->ledger, biz_kpi_ledger_free);
  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      GArray *from = *get_array (other, i);

      g_array_append_vals (*get_array (self, i), from->data, from->len);
      g_array_set_size (from, 0);
    }
  g_ptr_array_extend_and_steal (self->events, g_steal_pointer (&other->events));
  other->events = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_ptr_array_extend_and_steal (self->logs, g_steal_pointer (&other->logs));
  other->logs = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_log_free);
  self->next_id += other->next_id - FIRST_ID;
  other->next_id = FIRST_ID;
  if (other->case_model != NULL)
    self->case_model = other->case_model;
  self->sample.n_read += other->sample.n_read;
  other->sample.n_read = 0;
}

/* Each settlement is an item of its own: the rule goes by amounts. */
static BizKpiValue *
make_paid_late (BizKpiRows *self, const BizKpiFrame *frame)
{
  if (self->ledger == NULL)
    {
      self->ledger = biz_kpi_ledger_new (&frame->zero);
      for (guint i = 0; i < self->settlements->len; i++)
        {
          const BizKpiSettlement *row = &g_array_index (self->settlements, BizKpiSettlement, i);
          guint index;

          if (biz_kpi_ledger_add_item (self->ledger, &row->item, &index, NULL))
            (void)biz_kpi_ledger_add_match (self->ledger, index, index, &row->date, &row->amount,
                                            NULL);
        }
    }

  return biz_kpi_ledger_paid_late (self->ledger, frame);
}

static BizKpiValue *
make_billing (BizKpiRows *self, BizKpi kpi, const BizKpiFrame *frame)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_LAG_MEDIAN:
      return biz_kpi_lag_median (frame, ROWS (BizKpiDelivery, self->deliveries));
    case BIZ_KPI_LAG_P90:
      return biz_kpi_lag_p90 (frame, ROWS (BizKpiDelivery, self->deliveries));
    case BIZ_KPI_LAG_OPEN:
      return biz_kpi_lag_open (frame, ROWS (BizKpiDelivery, self->deliveries));
    case BIZ_KPI_DISPUTE_RATE:
      return biz_kpi_dispute_rate (frame, ROWS (BizKpiDocument, self->documents));
    case BIZ_KPI_DELINQUENT_PAID:
      return make_paid_late (self, frame);
    default:
      return NULL;
    }
}

static BizKpiValue *
make_orders (BizKpiRows *self, BizKpi kpi, const BizKpiFrame *frame)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_CYCLE_DELIVERY:
    case BIZ_KPI_CYCLE_INVOICE:
    case BIZ_KPI_CYCLE_PAID:
    case BIZ_KPI_CYCLE_TOTAL:
      return biz_kpi_order_cycle (kpi, frame, ROWS (BizKpiOrder, self->orders));
    case BIZ_KPI_FILL_LINES:
      return biz_kpi_fill_lines (frame, ROWS (BizKpiOrderLine, self->lines));
    case BIZ_KPI_FILL_ORDERS:
      return biz_kpi_fill_orders (frame, ROWS (BizKpiOrderLine, self->lines));
    case BIZ_KPI_RETURN_RATE:
      return biz_kpi_return_rate (frame, ROWS (BizKpiMove, self->moves));
    case BIZ_KPI_BACKLOG_DELIVERY:
      return biz_kpi_span_value (kpi, frame, ROWS (BizKpiSpan, self->to_deliver));
    case BIZ_KPI_BACKLOG_INVOICE:
      return biz_kpi_span_value (kpi, frame, ROWS (BizKpiSpan, self->to_invoice));
    case BIZ_KPI_EXCEPTIONS:
      return biz_kpi_span_count (kpi, frame, ROWS (BizKpiSpan, self->exceptions));
    case BIZ_KPI_EXCEPTIONS_VALUE:
      return biz_kpi_span_value (kpi, frame, ROWS (BizKpiSpan, self->exceptions));
    case BIZ_KPI_ADJUSTMENTS:
      return biz_kpi_adjustments (frame, ROWS (BizKpiAdjustment, self->adjustments));
    case BIZ_KPI_ADJUSTMENTS_VALUE:
      return biz_kpi_adjustments_value (frame, ROWS (BizKpiAdjustment, self->adjustments));
    default:
      return NULL;
    }
}

static BizKpiValue *
make_credit (BizKpiRows *self, BizKpi kpi, const BizKpiFrame *frame)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_HOLDS:
      return biz_kpi_span_count (kpi, frame, ROWS (BizKpiSpan, self->holds));
    case BIZ_KPI_HOLDS_VALUE:
      return biz_kpi_span_value (kpi, frame, ROWS (BizKpiSpan, self->holds));
    case BIZ_KPI_HOLDS_AGE:
      return biz_kpi_span_age (kpi, frame, ROWS (BizKpiSpan, self->holds));
    case BIZ_KPI_HOLDS_RELEASE:
      return biz_kpi_span_length (kpi, frame, ROWS (BizKpiSpan, self->holds));
    case BIZ_KPI_PROMISES_KEPT:
      return biz_kpi_promises_kept (frame, ROWS (BizKpiPromise, self->promises));
    default:
      return NULL;
    }
}

/**
 * biz_kpi_rows_list_cases:
 * @self: rows
 * @n: (out): how many
 *
 * The events of cases move with their array: they are set when somebody asks.
 *
 * Returns: (transfer none) (array length=n): cases with their events, until rows are taken
 */
const BizKpiCase *
biz_kpi_rows_list_cases (BizKpiRows *self, gsize *n)
{
  for (guint i = 0; i < self->cases->len && i < self->events->len; i++)
    {
      const GArray *events = g_ptr_array_index (self->events, i);
      BizKpiCase *row = &g_array_index (self->cases, BizKpiCase, i);

      row->events = (const BizKpiCaseEvent *)(gpointer)events->data;
      row->n_events = events->len;
    }
  *n = self->cases->len;

  return (const BizKpiCase *)(gpointer)self->cases->data;
}

static BizKpiValue *
make_service (BizKpiRows *self, BizKpi kpi, const BizKpiFrame *frame, GTimeZone *zone)
{
  BizKpiClock clock = { .zone = zone };
  gsize n;
  const BizKpiCase *cases = biz_kpi_rows_list_cases (self, &n);

  switch ((int)kpi)
    {
    case BIZ_KPI_CASES:
      return biz_kpi_span_count (kpi, frame, ROWS (BizKpiSpan, self->case_spans));
    case BIZ_KPI_CASES_AGE:
      return biz_kpi_span_age (kpi, frame, ROWS (BizKpiSpan, self->case_spans));
    case BIZ_KPI_FIRST_RESPONSE:
      return biz_kpi_case_first_response (frame, &clock, cases, n);
    case BIZ_KPI_RESOLUTION:
      return biz_kpi_case_resolution (frame, &clock, cases, n);
    case BIZ_KPI_TARGET_MET:
      return biz_kpi_case_target_met (frame, &clock, cases, n);
    default:
      return NULL;
    }
}

/**
 * biz_kpi_rows_make:
 * @self: rows
 * @kpi: which figure
 * @frame: over which period
 * @zone: in which days begin
 *
 * Returns: (transfer full) (nullable): the figure; %NULL for one that rows do not make
 */
BizKpiValue *
biz_kpi_rows_make (BizKpiRows *self, BizKpi kpi, const BizKpiFrame *frame, GTimeZone *zone)
{
  switch (kpi == BIZ_KPI_DELINQUENT_PAID ? BIZ_KPI_AREA_BILLING : biz_kpi_get_area (kpi))
    {
    case BIZ_KPI_AREA_BILLING:
      return make_billing (self, kpi, frame);
    case BIZ_KPI_AREA_ORDERS:
      return make_orders (self, kpi, frame);
    case BIZ_KPI_AREA_CREDIT:
      return make_credit (self, kpi, frame);
    case BIZ_KPI_AREA_SERVICE:
      return make_service (self, kpi, frame, zone);
    case BIZ_KPI_AREA_CASH:
    default:
      return NULL;
    }
}
