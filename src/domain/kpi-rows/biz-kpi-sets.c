/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-sets.h"

#include <glib/gi18n-lib.h>

#define ORDER "sale.order"
#define INVOICE "account.move"
#define MOVE "stock.move"
/* Inputs of the concentration before its customers. */
#define SHARES_FROM 3
/* The figure itself says what its rows come to. */
#define ITSELF (-1)
#define NOTHING (-2)

#define EACH(type, array, row)                                                                     \
  for (const type *row = (const type *)(gpointer)(array)->data, *row##_end = row + (array)->len;   \
       row < row##_end; row++)

static BizKpiSet *
new_set (BizKpiValue *value, const char *name, BizKpiShape shape, BizKpiFootBy by, int index)
{
  BizKpiSet *set =
      biz_kpi_set_new (name != NULL ? name : biz_kpi_get_title (biz_kpi_value_get_kpi (value)),
                       shape, by, &biz_kpi_value_get_frame (value)->zero);

  if (index != NOTHING)
    biz_kpi_set_expect (set, value, index);

  return set;
}

static void
take_amount (BizKpiEntryFacts *facts, const BizMoney *amount)
{
  facts->has_amount = TRUE;
  facts->amount = *amount;
}

static BizKpiSet *
list_settled (BizKpiRows *rows, BizKpiValue *value)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpiSet *set = new_set (value, _ ("Matched"), BIZ_KPI_SHAPE_MATCHED, BIZ_KPI_FOOT_AMOUNT, 0);

  EACH (BizKpiSettlement, rows->settlements, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (INVOICE, row->move_id);

    if (row->item.balance.minor <= 0 || row->amount.minor <= 0
        || !biz_kpi_frame_has_tags (frame, &row->item.tags)
        || !biz_kpi_frame_has_date (frame, &row->date))
      continue;
    facts.from = g_date_valid (&row->item.due) ? row->item.due : row->item.date;
    facts.until = row->date;
    facts.days = g_date_days_between (&facts.from, &facts.until);
    take_amount (&facts, &row->amount);
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

static BizKpiSet *
list_deliveries (BizKpiRows *rows, BizKpiValue *value, gboolean open)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpiSet *set = new_set (value, open ? _ ("Deliveries not invoiced") : _ ("Deliveries invoiced"),
                            BIZ_KPI_SHAPE_DELIVERY, BIZ_KPI_FOOT_COUNT, 0);

  EACH (BizKpiDelivery, rows->deliveries, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (ORDER, row->order);

    if (open ? !biz_kpi_delivery_get_age (row, frame, &facts.days)
             : !biz_kpi_delivery_get_lag (row, frame, &facts.days))
      continue;
    facts.from = row->delivered;
    if (!open)
      facts.until = row->invoiced;
    take_amount (&facts, &row->value);
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

static BizKpiSet *
list_disputes (BizKpiRows *rows, BizKpiValue *value)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpiSet *set = new_set (value, _ ("Disputed"), BIZ_KPI_SHAPE_CYCLE, BIZ_KPI_FOOT_COUNT, 0);

  EACH (BizKpiDocument, rows->documents, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (INVOICE, row->id);

    if (row->is_credit || !biz_kpi_frame_has_tags (frame, &row->tags)
        || !biz_kpi_frame_has_date (frame, &row->date)
        || !biz_kpi_frame_is_past (frame, &row->disputed))
      continue;
    facts.from = row->date;
    facts.until = row->disputed;
    facts.days = g_date_days_between (&facts.from, &facts.until);
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

static BizKpiSet *
list_cycle (BizKpiRows *rows, BizKpiValue *value)
{
  BizKpiSet *set = new_set (value, _ ("Orders"), BIZ_KPI_SHAPE_CYCLE, BIZ_KPI_FOOT_COUNT, 0);

  EACH (BizKpiOrder, rows->orders, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (ORDER, row->id);

    if (biz_kpi_order_get_leg (row, biz_kpi_value_get_kpi (value), biz_kpi_value_get_frame (value),
                               &facts.from, &facts.until, &facts.days))
      biz_kpi_set_add (set, &facts);
  }

  return set;
}

/* Of a fill rate by orders, an order with a line that is short is short. */
static GHashTable *
list_short (BizKpiRows *rows, const BizKpiFrame *frame)
{
  GHashTable *orders = g_hash_table_new (g_int64_hash, g_int64_equal);

  EACH (BizKpiOrderLine, rows->lines, row)
  {
    if (biz_kpi_order_line_is_counted (row, frame) && !biz_kpi_order_line_is_filled (row))
      g_hash_table_add (orders, (gpointer)&row->order);
  }

  return orders;
}

static void
add_line (BizKpiSet *set, const BizKpiOrderLine *row, gboolean is_filled, gboolean is_order)
{
  BizKpiEntryFacts facts = biz_kpi_entry_facts (ORDER, row->order);

  facts.until = row->first;
  if (!is_order)
    {
      facts.has_quantity = TRUE;
      facts.quantity = row->delivered;
      facts.ordered = row->ordered;
    }
  facts.verdict = is_filled ? BIZ_KPI_VERDICT_IN_FULL : BIZ_KPI_VERDICT_SHORT;
  biz_kpi_set_add (set, &facts);
}

static BizKpiSet *
list_fill (BizKpiRows *rows, BizKpiValue *value, gboolean filled_only)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  gboolean by_order = biz_kpi_value_get_kpi (value) == BIZ_KPI_FILL_ORDERS;
  const char *name = filled_only ? (by_order ? _ ("Orders in full") : _ ("Lines in full"))
                                 : (by_order ? _ ("Orders") : _ ("Lines ordered"));
  BizKpiSet *set =
      new_set (value, name, BIZ_KPI_SHAPE_LINE, BIZ_KPI_FOOT_COUNT, filled_only ? 0 : 1);
  g_autoptr (GHashTable) short_ones = list_short (rows, frame);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  EACH (BizKpiOrderLine, rows->lines, row)
  {
    gboolean is_filled = by_order ? !g_hash_table_contains (short_ones, &row->order)
                                  : biz_kpi_order_line_is_filled (row);

    if (!biz_kpi_order_line_is_counted (row, frame) || (filled_only && !is_filled)
        || (by_order && !g_hash_table_add (seen, (gpointer)&row->order)))
      continue;
    add_line (set, row, is_filled, by_order);
  }

  return set;
}

static BizKpiSet *
list_moves (BizKpiRows *rows, BizKpiValue *value, gboolean returned)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpiSet *set = new_set (value, returned ? _ ("Returned") : _ ("Delivered"), BIZ_KPI_SHAPE_MOVE,
                            BIZ_KPI_FOOT_QUANTITY, returned ? 0 : 1);

  EACH (BizKpiMove, rows->moves, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (ORDER, row->order);

    if (row->is_return != returned || !biz_kpi_frame_has_tags (frame, &row->tags)
        || !biz_kpi_frame_has_date (frame, &row->date))
      continue;
    facts.until = row->date;
    facts.has_quantity = TRUE;
    facts.quantity = row->quantity;
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

static BizKpiSet *
list_adjustments (BizKpiRows *rows, BizKpiValue *value)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  gboolean by_value = biz_kpi_value_get_kpi (value) == BIZ_KPI_ADJUSTMENTS_VALUE;
  BizKpiSet *set = new_set (value, NULL, BIZ_KPI_SHAPE_ADJUSTMENT,
                            by_value ? BIZ_KPI_FOOT_AMOUNT : BIZ_KPI_FOOT_COUNT, ITSELF);

  EACH (BizKpiAdjustment, rows->adjustments, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (MOVE, row->id);

    if (!biz_kpi_frame_has_tags (frame, &row->tags) || !biz_kpi_frame_has_date (frame, &row->date))
      continue;
    facts.until = row->date;
    take_amount (&facts, &row->value);
    /* as the figure counts it: losses and gains do not make up for each other */
    facts.amount.minor = ABS (row->value.minor);
    facts.verdict = row->value.minor < 0 ? BIZ_KPI_VERDICT_LOST : BIZ_KPI_VERDICT_FOUND;
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

/* Spans that are open; @model: of their ids, or of their records. */
static BizKpiSet *
list_spans (GArray *spans,
            BizKpiValue *value,
            const char *name,
            const char *model,
            gboolean has_value,
            BizKpiFootBy by,
            int index)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpiSet *set =
      new_set (value, name, has_value ? BIZ_KPI_SHAPE_SPAN : BIZ_KPI_SHAPE_AGE, by, index);
  g_autoptr (GPtrArray) open =
      biz_kpi_span_list_open (frame, (const BizKpiSpan *)(gpointer)spans->data, spans->len);

  for (guint i = 0; i < open->len; i++)
    {
      const BizKpiSpan *row = g_ptr_array_index (open, i);
      BizKpiEntryFacts facts =
          biz_kpi_entry_facts (model, row->record != 0 ? row->record : row->id);

      facts.from = biz_kpi_span_get_aged (row);
      facts.days = g_date_days_between (&facts.from, &frame->to);
      if (has_value)
        take_amount (&facts, &row->value);
      biz_kpi_set_add (set, &facts);
    }

  return set;
}

static BizKpiSet *
list_released (BizKpiRows *rows, BizKpiValue *value)
{
  BizKpiSet *set =
      new_set (value, _ ("Holds that ended"), BIZ_KPI_SHAPE_SPAN, BIZ_KPI_FOOT_COUNT, 0);

  EACH (BizKpiSpan, rows->holds, row)
  {
    BizKpiEntryFacts facts = biz_kpi_entry_facts (ORDER, row->id);

    if (!biz_kpi_span_get_length (row, biz_kpi_value_get_frame (value), &facts.days))
      continue;
    facts.from = row->since;
    facts.until = row->until;
    take_amount (&facts, &row->value);
    biz_kpi_set_add (set, &facts);
  }

  return set;
}

static BizKpiSet *
list_promises (BizKpiRows *rows, BizKpiValue *value)
{
  BizKpiSet *set =
      new_set (value, _ ("Promises due"), BIZ_KPI_SHAPE_PROMISE, BIZ_KPI_FOOT_COUNT, 1);
  g_autoptr (GPtrArray) due =
      biz_kpi_promise_list_due (biz_kpi_value_get_frame (value),
                                (const BizKpiPromise *)(gpointer)rows->promises->data,
                                rows->promises->len);

  for (guint i = 0; i < due->len; i++)
    {
      const BizKpiPromise *row = g_ptr_array_index (due, i);
      BizKpiEntryFacts facts = biz_kpi_entry_facts (INVOICE, row->item);

      facts.from = row->due;
      facts.until = row->paid;
      facts.verdict = biz_kpi_promise_is_kept (row) ? BIZ_KPI_VERDICT_KEPT : BIZ_KPI_VERDICT_BROKEN;
      biz_kpi_set_add (set, &facts);
    }

  return set;
}

static GDate
find_day (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (here),
                  (GDateMonth)g_date_time_get_month (here), (GDateYear)g_date_time_get_year (here));

  return day;
}

/* Whether the case counts; fills what is told of it. */
static gboolean
read_case (const BizKpiCase *row,
           BizKpi kpi,
           const BizKpiFrame *frame,
           const BizKpiClock *clock,
           const BizKpiMoments *period,
           BizKpiEntryFacts *facts)
{
  gboolean is_met = FALSE;
  gint64 time = 0;

  if (kpi == BIZ_KPI_FIRST_RESPONSE
          ? !biz_kpi_case_get_response (row, frame, clock, period, &time, &facts->seconds)
      : kpi == BIZ_KPI_RESOLUTION
          ? !biz_kpi_case_get_resolution (row, frame, clock, period, &time, &facts->seconds)
          : !biz_kpi_case_get_target (row, frame, clock, period, &time, &facts->seconds, &is_met))
    return FALSE;
  facts->from = find_day (row->opened, clock->zone);
  if (time > 0)
    facts->until = find_day (time, clock->zone);
  if (kpi == BIZ_KPI_TARGET_MET)
    facts->verdict = is_met ? BIZ_KPI_VERDICT_MET : BIZ_KPI_VERDICT_MISSED;

  return TRUE;
}

static BizKpiSet *
list_cases (BizKpiRows *rows, BizKpiValue *value, GTimeZone *zone)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpi kpi = biz_kpi_value_get_kpi (value);
  BizKpiClock clock = { .zone = zone };
  BizKpiMoments period = biz_kpi_clock_get_moments (&clock, frame);
  BizKpiSet *set = new_set (value, _ ("Cases"), BIZ_KPI_SHAPE_CASE, BIZ_KPI_FOOT_COUNT,
                            kpi == BIZ_KPI_TARGET_MET ? NOTHING : 0);
  gsize n;
  const BizKpiCase *cases = biz_kpi_rows_list_cases (rows, &n);

  for (gsize i = 0; i < n; i++)
    {
      BizKpiEntryFacts facts = biz_kpi_entry_facts (rows->case_model, cases[i].id);

      if (read_case (&cases[i], kpi, frame, &clock, &period, &facts))
        biz_kpi_set_add (set, &facts);
    }
  if (kpi == BIZ_KPI_TARGET_MET)
    {
      guint n_inputs = 0;
      const BizKpiInput *inputs = biz_kpi_value_get_inputs (value, &n_inputs);

      /* met and missed together */
      set->has_expected =
          n_inputs >= 2
          && biz_decimal_add (&inputs[0].number, &inputs[1].number, &set->expected.number, NULL);
    }

  return set;
}

static BizKpiSet *
list_waiting (BizKpiRows *rows, BizKpiValue *value)
{
  BizKpi kpi = biz_kpi_value_get_kpi (value);

  switch ((int)kpi)
    {
    case BIZ_KPI_BACKLOG_DELIVERY:
    case BIZ_KPI_BACKLOG_INVOICE:
      return biz_kpi_sets_of_backlog (rows, kpi, value, ITSELF);
    case BIZ_KPI_EXCEPTIONS:
      return list_spans (rows->exceptions, value, NULL, ORDER, TRUE, BIZ_KPI_FOOT_COUNT, ITSELF);
    case BIZ_KPI_EXCEPTIONS_VALUE:
      return list_spans (rows->exceptions, value, NULL, ORDER, TRUE, BIZ_KPI_FOOT_AMOUNT, ITSELF);
    case BIZ_KPI_HOLDS:
      return list_spans (rows->holds, value, NULL, ORDER, TRUE, BIZ_KPI_FOOT_COUNT, ITSELF);
    case BIZ_KPI_HOLDS_VALUE:
      return list_spans (rows->holds, value, NULL, ORDER, TRUE, BIZ_KPI_FOOT_AMOUNT, ITSELF);
    case BIZ_KPI_HOLDS_AGE:
      return list_spans (rows->holds, value, NULL, ORDER, TRUE, BIZ_KPI_FOOT_COUNT, 0);
    case BIZ_KPI_HOLDS_RELEASE:
      return list_released (rows, value);
    case BIZ_KPI_CASES:
      return list_spans (rows->case_spans, value, NULL, rows->case_model, FALSE, BIZ_KPI_FOOT_COUNT,
                         ITSELF);
    case BIZ_KPI_CASES_AGE:
    default:
      return list_spans (rows->case_spans, value, NULL, rows->case_model, FALSE, BIZ_KPI_FOOT_COUNT,
                         0);
    }
}

BizKpiSet *
biz_kpi_sets_of_backlog (BizKpiRows *rows, BizKpi backlog, BizKpiValue *value, int index)
{
  return list_spans (backlog == BIZ_KPI_BACKLOG_DELIVERY ? rows->to_deliver : rows->to_invoice,
                     value, biz_kpi_get_title (backlog), ORDER, TRUE, BIZ_KPI_FOOT_AMOUNT, index);
}

/**
 * biz_kpi_sets_of_rows:
 * @rows: what was read
 * @value: a figure that was made of them
 * @zone: in which days begin
 *
 * Returns: (transfer full) (nullable): the rows that the figure counts; %NULL for one that is made
 *   of none of them
 */
BizKpiSet *
biz_kpi_sets_of_rows (BizKpiRows *rows, BizKpiValue *value, GTimeZone *zone)
{
  switch ((int)biz_kpi_value_get_kpi (value))
    {
    case BIZ_KPI_DELINQUENT_PAID:
      return list_settled (rows, value);
    case BIZ_KPI_LAG_MEDIAN:
    case BIZ_KPI_LAG_P90:
      return list_deliveries (rows, value, FALSE);
    case BIZ_KPI_LAG_OPEN:
      return list_deliveries (rows, value, TRUE);
    case BIZ_KPI_DISPUTE_RATE:
      return list_disputes (rows, value);
    case BIZ_KPI_CYCLE_DELIVERY:
    case BIZ_KPI_CYCLE_INVOICE:
    case BIZ_KPI_CYCLE_PAID:
    case BIZ_KPI_CYCLE_TOTAL:
      return list_cycle (rows, value);
    case BIZ_KPI_FILL_LINES:
    case BIZ_KPI_FILL_ORDERS:
      return list_fill (rows, value, FALSE);
    case BIZ_KPI_RETURN_RATE:
      return list_moves (rows, value, TRUE);
    case BIZ_KPI_ADJUSTMENTS:
    case BIZ_KPI_ADJUSTMENTS_VALUE:
      return list_adjustments (rows, value);
    case BIZ_KPI_BACKLOG_DELIVERY:
    case BIZ_KPI_BACKLOG_INVOICE:
    case BIZ_KPI_EXCEPTIONS:
    case BIZ_KPI_EXCEPTIONS_VALUE:
    case BIZ_KPI_HOLDS:
    case BIZ_KPI_HOLDS_VALUE:
    case BIZ_KPI_HOLDS_AGE:
    case BIZ_KPI_HOLDS_RELEASE:
    case BIZ_KPI_CASES:
    case BIZ_KPI_CASES_AGE:
      return list_waiting (rows, value);
    case BIZ_KPI_PROMISES_KEPT:
      return list_promises (rows, value);
    case BIZ_KPI_FIRST_RESPONSE:
    case BIZ_KPI_RESOLUTION:
    case BIZ_KPI_TARGET_MET:
      return list_cases (rows, value, zone);
    default:
      return NULL;
    }
}

BizKpiSet *
biz_kpi_sets_of_part (BizKpiRows *rows, BizKpiValue *value)
{
  switch ((int)biz_kpi_value_get_kpi (value))
    {
    case BIZ_KPI_RETURN_RATE:
      return list_moves (rows, value, FALSE);
    case BIZ_KPI_FILL_LINES:
    case BIZ_KPI_FILL_ORDERS:
      return list_fill (rows, value, TRUE);
    default:
      return NULL;
    }
}

/**
 * biz_kpi_sets_of_items:
 * @items: (array length=n_items): what was open at the end of @day
 * @n_items: how many
 * @day: that day
 * @which: which of them
 * @name: what the figure calls them
 * @value: the figure
 * @index: which of its inputs says what they come to; -1 for itself
 *
 * What is due on the day itself is not overdue; without a due date it is due when booked.
 *
 * Returns: (transfer full): a row an item
 */
BizKpiSet *
biz_kpi_sets_of_items (const BizAgeingItem *items,
                       gsize n_items,
                       const GDate *day,
                       BizKpiItems which,
                       const char *name,
                       BizKpiValue *value,
                       int index)
{
  BizKpiSet *set = new_set (value, name, BIZ_KPI_SHAPE_OPEN, BIZ_KPI_FOOT_AMOUNT, index);

  for (gsize i = 0; i < n_items; i++)
    {
      BizKpiEntryFacts facts = biz_kpi_entry_facts (INVOICE, items[i].move_id);
      int late;

      facts.from = items[i].date;
      facts.until = g_date_valid (&items[i].due) ? items[i].due : items[i].date;
      late = g_date_days_between (&facts.until, day);
      if ((which == BIZ_KPI_ITEMS_CURRENT && late > 0)
          || (which == BIZ_KPI_ITEMS_OVERDUE && late <= 0))
        continue;
      if (late > 0)
        facts.days = late;
      facts.document = items[i].document;
      facts.partner = items[i].partner;
      facts.verdict = late > 0 ? BIZ_KPI_VERDICT_OVERDUE : BIZ_KPI_VERDICT_NOT_DUE;
      take_amount (&facts, &items[i].open);
      biz_kpi_set_add (set, &facts);
    }

  return set;
}

BizKpiSet *
biz_kpi_sets_of_shares (BizKpiValue *value)
{
  BizKpiSet *set =
      new_set (value, _ ("What they owe"), BIZ_KPI_SHAPE_SHARE, BIZ_KPI_FOOT_AMOUNT, 1);
  guint n = 0;
  const BizKpiInput *inputs = biz_kpi_value_get_inputs (value, &n);

  for (guint i = SHARES_FROM; i < n; i++)
    {
      BizKpiEntryFacts facts = biz_kpi_entry_facts (NULL, 0);

      facts.partner = inputs[i].name;
      take_amount (&facts, &inputs[i].money);
      biz_kpi_set_add (set, &facts);
    }

  return set;
}
