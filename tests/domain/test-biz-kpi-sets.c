/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows behind figures: by hand, and over random rows that they come to what the rules say. */

#include "biz-kpi-sets.h"

#include "kpi-check.h"

#include <string.h>

#define ROUNDS 60
#define DAYS 120

static GDate
pick_day (GRand *rand, gboolean may_lack)
{
  GDate day = kpi_date ("2026-01-01");

  if (may_lack && g_rand_int_range (rand, 0, 4) == 0)
    g_date_clear (&day, 1);
  else
    g_date_add_days (&day, (guint)g_rand_int_range (rand, 0, DAYS));

  return day;
}

static BizMoney
pick_amount (GRand *rand, gint64 least)
{
  return kpi_euro (g_rand_int_range (rand, (gint32)least, 100000));
}

static void
add_span (GRand *rand, GArray *spans, gint64 id, gint64 record)
{
  BizKpiSpan row = { .id = id,
                     .record = record,
                     .since = pick_day (rand, FALSE),
                     .aged = pick_day (rand, TRUE),
                     .until = pick_day (rand, TRUE),
                     .value = pick_amount (rand, 0) };

  g_array_append_val (spans, row);
}

static void
add_case (GRand *rand, BizKpiRows *rows, gint64 id)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (BizKpiCaseEvent));
  BizKpiCase row = { .id = id, .target = g_rand_int_range (rand, 0, 3) * 86400 };
  gint64 time;

  row.opened = time = G_GINT64_CONSTANT (1767225600) + g_rand_int_range (rand, 0, DAYS * 86400);
  for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
    {
      BizKpiCaseEvent event = { .kind = (BizKpiCaseEventKind)g_rand_int_range (rand, 0, 6) };

      time += g_rand_int_range (rand, 0, 200000);
      event.time = time;
      g_array_append_val (events, event);
    }
  g_array_append_val (rows->cases, row);
  g_ptr_array_add (rows->events, g_steal_pointer (&events));
}

static void
add_document_rows (GRand *rand, BizKpiRows *rows, gint64 id)
{
  BizKpiDelivery delivery = { .order = id,
                              .delivered = pick_day (rand, FALSE),
                              .invoiced = pick_day (rand, TRUE),
                              .value = pick_amount (rand, 0) };
  BizKpiSettlement settlement = { .move_id = id,
                                  .date = pick_day (rand, FALSE),
                                  .amount = pick_amount (rand, 1) };
  BizKpiPromise promise = { .item = g_rand_int_range (rand, 1, 8),
                            .made = pick_day (rand, FALSE),
                            .due = pick_day (rand, FALSE),
                            .paid = pick_day (rand, TRUE) };

  settlement.item.date = pick_day (rand, FALSE);
  settlement.item.due = pick_day (rand, TRUE);
  settlement.item.balance = pick_amount (rand, -1000);
  g_array_append_val (rows->deliveries, delivery);
  g_array_append_val (rows->settlements, settlement);
  g_array_append_val (rows->promises, promise);
}

static void
add_order_rows (GRand *rand, BizKpiRows *rows, gint64 id)
{
  BizKpiOrder order = { .id = id,
                        .ordered = pick_day (rand, FALSE),
                        .delivered = pick_day (rand, TRUE),
                        .invoiced = pick_day (rand, TRUE),
                        .paid = pick_day (rand, TRUE) };
  BizKpiOrderLine line = { .order = g_rand_int_range (rand, 1, 10),
                           .first = pick_day (rand, TRUE),
                           .ordered = { g_rand_int_range (rand, 0, 50), 1 },
                           .delivered = { g_rand_int_range (rand, 0, 50), 1 } };
  BizKpiMove move = { .order = id,
                      .date = pick_day (rand, FALSE),
                      .is_return = g_rand_int_range (rand, 0, 5) == 0,
                      .quantity = { g_rand_int_range (rand, 0, 500), 2 } };
  BizKpiAdjustment adjustment = { .id = id,
                                  .date = pick_day (rand, FALSE),
                                  .value = pick_amount (rand, -100000) };

  g_array_append_val (rows->orders, order);
  g_array_append_val (rows->lines, line);
  g_array_append_val (rows->moves, move);
  g_array_append_val (rows->adjustments, adjustment);
}

static BizKpiRows *
make_rows (GRand *rand)
{
  BizKpiRows *rows = biz_kpi_rows_new ();
  gint64 n = g_rand_int_range (rand, 0, 40);

  rows->case_model = "project.task";
  for (gint64 i = 1; i <= n; i++)
    {
      add_document_rows (rand, rows, i);
      add_order_rows (rand, rows, i);
      add_span (rand, rows->to_deliver, i, g_rand_int_range (rand, 1, 9));
      add_span (rand, rows->to_invoice, i, g_rand_int_range (rand, 1, 9));
      add_span (rand, rows->exceptions, g_rand_int_range (rand, 1, 9), 0);
      add_span (rand, rows->holds, g_rand_int_range (rand, 1, 9), 0);
      add_span (rand, rows->case_spans, i, 0);
      add_case (rand, rows, i);
    }

  return rows;
}

static void
check_set (BizKpiSet *set, BizKpiValue *value)
{
  g_assert_nonnull (set);
  g_test_message ("%s: %s, %" G_GINT64_FORMAT, biz_kpi_get_key (biz_kpi_value_get_kpi (value)),
                  set->name, set->count);
  g_assert_cmpint (set->entries->len, ==, set->count);
  g_assert_true (set->has_expected);
  g_assert_true (biz_kpi_set_foots (set));
}

/* Whatever rows there are, those that are shown come to what the figure says of them. */
static void
test_random (void)
{
  static const BizKpi kpis[] = {
    BIZ_KPI_DELINQUENT_PAID, BIZ_KPI_LAG_MEDIAN,     BIZ_KPI_LAG_P90,
    BIZ_KPI_LAG_OPEN,        BIZ_KPI_CYCLE_DELIVERY, BIZ_KPI_CYCLE_INVOICE,
    BIZ_KPI_CYCLE_PAID,      BIZ_KPI_CYCLE_TOTAL,    BIZ_KPI_FILL_LINES,
    BIZ_KPI_FILL_ORDERS,     BIZ_KPI_RETURN_RATE,    BIZ_KPI_BACKLOG_DELIVERY,
    BIZ_KPI_BACKLOG_INVOICE, BIZ_KPI_EXCEPTIONS,     BIZ_KPI_EXCEPTIONS_VALUE,
    BIZ_KPI_ADJUSTMENTS,     BIZ_KPI_HOLDS,          BIZ_KPI_ADJUSTMENTS_VALUE,
    BIZ_KPI_HOLDS_VALUE,     BIZ_KPI_HOLDS_AGE,      BIZ_KPI_HOLDS_RELEASE,
    BIZ_KPI_PROMISES_KEPT,   BIZ_KPI_CASES,          BIZ_KPI_CASES_AGE,
    BIZ_KPI_FIRST_RESPONSE,  BIZ_KPI_RESOLUTION,     BIZ_KPI_TARGET_MET
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  guint n_rows[BIZ_KPI_N] = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (BizKpiRows) rows = make_rows (rand);
      BizKpiFrame frame = kpi_frame ("2026-02-01", "2026-03-31");

      for (gsize i = 0; i < G_N_ELEMENTS (kpis); i++)
        {
          g_autoptr (BizKpiValue) value = biz_kpi_rows_make (rows, kpis[i], &frame, zone);
          g_autoptr (BizKpiSet) set = biz_kpi_sets_of_rows (rows, value, zone);
          g_autoptr (BizKpiSet) part = biz_kpi_sets_of_part (rows, value);

          check_set (set, value);
          n_rows[kpis[i]] += set->entries->len;
          if (part != NULL)
            check_set (part, value);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kpis); i++)
    g_assert_cmpuint (n_rows[kpis[i]], >, ROUNDS);
}

/* Each row says which record it is of, and as what it counts. */
static void
test_by_hand (void)
{
  g_autoptr (BizKpiRows) rows = biz_kpi_rows_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  const BizKpiOrderLine lines[] = {
    { .order = 7, .first = kpi_date ("2026-01-05"), .ordered = { 4, 0 }, { 4, 0 } },
    { .order = 7, .first = kpi_date ("2026-01-05"), .ordered = { 9, 0 }, { 3, 0 } },
    { .order = 8, .first = kpi_date ("2026-01-06"), .ordered = { 1, 0 }, { 1, 0 } },
    { .order = 9, .first = kpi_date ("2026-02-01"), .ordered = { 1, 0 }, { 1, 0 } }
  };
  const BizKpiAdjustment adjustments[] = {
    { .id = 3, .date = kpi_date ("2026-01-02"), .value = kpi_euro (-500) },
    { .id = 4, .date = kpi_date ("2026-01-31"), .value = kpi_euro (200) }
  };
  const BizKpiEntryFacts *facts;

  g_array_append_vals (rows->lines, lines, G_N_ELEMENTS (lines));
  g_array_append_vals (rows->adjustments, adjustments, G_N_ELEMENTS (adjustments));
  {
    g_autoptr (BizKpiValue) value = biz_kpi_rows_make (rows, BIZ_KPI_FILL_LINES, &frame, zone);
    g_autoptr (BizKpiSet) all = biz_kpi_sets_of_rows (rows, value, zone);
    g_autoptr (BizKpiSet) full = biz_kpi_sets_of_part (rows, value);

    g_assert_cmpint (all->count, ==, 3);
    g_assert_cmpint (full->count, ==, 2);
    facts = biz_kpi_entry_get_facts (g_ptr_array_index (all->entries, 1));
    g_assert_cmpstr (facts->model, ==, "sale.order");
    g_assert_cmpint (facts->id, ==, 7);
    g_assert_cmpint (facts->verdict, ==, BIZ_KPI_VERDICT_SHORT);
    g_assert_cmpint (facts->ordered.mantissa, ==, 9);
    g_assert_cmpint (facts->quantity.mantissa, ==, 3);
  }
  {
    g_autoptr (BizKpiValue) value = biz_kpi_rows_make (rows, BIZ_KPI_FILL_ORDERS, &frame, zone);
    g_autoptr (BizKpiSet) full = biz_kpi_sets_of_part (rows, value);

    /* of order 7 one line was short */
    g_assert_cmpint (full->count, ==, 1);
    facts = biz_kpi_entry_get_facts (g_ptr_array_index (full->entries, 0));
    g_assert_cmpint (facts->id, ==, 8);
  }
  {
    g_autoptr (BizKpiValue) value =
        biz_kpi_rows_make (rows, BIZ_KPI_ADJUSTMENTS_VALUE, &frame, zone);
    g_autoptr (BizKpiSet) set = biz_kpi_sets_of_rows (rows, value, zone);

    g_assert_cmpint (set->amount.minor, ==, 700);
    biz_kpi_entries_sort (set->entries, BIZ_KPI_SORT_AMOUNT, FALSE);
    facts = biz_kpi_entry_get_facts (g_ptr_array_index (set->entries, 0));
    g_assert_cmpint (facts->id, ==, 4);
    g_assert_cmpint (facts->verdict, ==, BIZ_KPI_VERDICT_FOUND);
    facts = biz_kpi_entry_get_facts (g_ptr_array_index (set->entries, 1));
    g_assert_cmpstr (facts->model, ==, "stock.move");
    g_assert_cmpint (facts->verdict, ==, BIZ_KPI_VERDICT_LOST);
  }
}

/* What is due on the day itself is not overdue; without a due date it is due when booked. */
static void
test_items (void)
{
  BizAgeingItem items[] = {
    { .move_id = 1,
      .date = kpi_date ("2026-01-01"),
      .due = kpi_date ("2026-01-31"),
      .open = kpi_euro (100) },
    { .move_id = 2,
      .date = kpi_date ("2026-01-01"),
      .due = kpi_date ("2026-01-30"),
      .open = kpi_euro (20) },
    { .move_id = 3, .date = kpi_date ("2026-01-21"), .due = kpi_date (""), .open = kpi_euro (-3) }
  };
  static const struct
  {
    BizKpiItems which;
    gint64 count, minor;
  } cases[] = { { BIZ_KPI_ITEMS_ALL, 3, 117 },
                { BIZ_KPI_ITEMS_CURRENT, 1, 100 },
                { BIZ_KPI_ITEMS_OVERDUE, 2, 17 } };
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  BizKpiCash cash = {
    .begin = kpi_euro (0), .end = kpi_euro (117), .current = kpi_euro (100), .sales = kpi_euro (0)
  };
  g_autoptr (BizKpiValue) value = biz_kpi_cash_overdue (&frame, &cash);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizKpiSet) set = biz_kpi_sets_of_items (items, G_N_ELEMENTS (items), &frame.to,
                                                         cases[i].which, "Open", value, -1);

      g_assert_cmpint (set->count, ==, cases[i].count);
      g_assert_cmpint (set->amount.minor, ==, cases[i].minor);
      /* the figure says what is overdue */
      g_assert_true (biz_kpi_set_foots (set) == (cases[i].which == BIZ_KPI_ITEMS_OVERDUE));
    }
}

/* Whichever way it is sorted, what is not known stands last; equal ones stay as they were. */
static void
test_sort (void)
{
  static const struct
  {
    const char *document;
    gint64 days;
    const char *until;
  } rows[] = { { "B", 3, "2026-01-03" },
               { NULL, BIZ_KPI_NO_NUMBER, "" },
               { "C", 1, "2026-01-01" },
               { "A", 3, "2026-01-02" } };
  static const struct
  {
    BizKpiSort sort;
    gboolean descending;
    gint64 ids[G_N_ELEMENTS (rows)];
  } cases[] = { { BIZ_KPI_SORT_DOCUMENT, FALSE, { 4, 1, 3, 2 } },
                { BIZ_KPI_SORT_DOCUMENT, TRUE, { 3, 1, 4, 2 } },
                { BIZ_KPI_SORT_DAYS, FALSE, { 3, 1, 4, 2 } },
                { BIZ_KPI_SORT_DAYS, TRUE, { 1, 4, 3, 2 } },
                { BIZ_KPI_SORT_UNTIL, FALSE, { 3, 4, 1, 2 } },
                { BIZ_KPI_SORT_UNTIL, TRUE, { 1, 4, 3, 2 } },
                { BIZ_KPI_SORT_AMOUNT, TRUE, { 1, 2, 3, 4 } },
                { BIZ_KPI_SORT_QUANTITY, FALSE, { 1, 2, 3, 4 } },
                { BIZ_KPI_SORT_PARTNER, FALSE, { 1, 2, 3, 4 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        {
          BizKpiEntryFacts facts = biz_kpi_entry_facts ("sale.order", (gint64)j + 1);

          facts.document = (char *)rows[j].document;
          facts.days = rows[j].days;
          facts.until = kpi_date (rows[j].until);
          g_ptr_array_add (entries, biz_kpi_entry_new (&facts));
        }
      biz_kpi_entries_sort (entries, cases[i].sort, cases[i].descending);
      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        g_assert_cmpint (biz_kpi_entry_get_facts (g_ptr_array_index (entries, j))->id, ==,
                         cases[i].ids[j]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-sets/random", test_random);
  g_test_add_func ("/kpi-sets/by-hand", test_by_hand);
  g_test_add_func ("/kpi-sets/items", test_items);
  g_test_add_func ("/kpi-sets/sort", test_sort);

  return g_test_run ();
}
