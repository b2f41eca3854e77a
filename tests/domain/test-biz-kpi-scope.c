/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-scope.h"

#include "biz-kpi-ledger.h"
#include "biz-kpi-sums.h"
#include "kpi-check.h"

static BizKpiScope
make_scope (const char *as_of, guint months, guint n_points)
{
  BizKpiScope scope = { .as_of = kpi_date (as_of),
                        .months = months,
                        .n_points = n_points,
                        .company_id = 1,
                        .zero = kpi_euro (0),
                        .dimension = BIZ_KPI_OF_ALL };

  return scope;
}

static void
assert_day (GDate day, const char *expected)
{
  GDate want = kpi_date (expected);

  g_assert_cmpint (g_date_compare (&day, &want), ==, 0);
}

/* The day itself, then the ends of the months before. */
static void
test_points (void)
{
  static const struct
  {
    const char *as_of;
    guint point;
    const char *day;
  } days[] = {
    { "2026-11-23", 0, "2026-11-23" },  { "2026-11-23", 1, "2026-10-31" },
    { "2026-11-23", 2, "2026-09-30" },  { "2026-11-23", 9, "2026-02-28" },
    { "2026-11-23", 12, "2025-11-30" }, { "2026-11-30", 1, "2026-10-31" },
    { "2026-01-01", 1, "2025-12-31" },  { "2024-03-31", 1, "2024-02-29" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      BizKpiScope scope = make_scope (days[i].as_of, 3, 13);

      assert_day (biz_kpi_scope_get_day (&scope, days[i].point), days[i].day);
    }
}

static void
test_frames (void)
{
  BizKpiScope scope = make_scope ("2026-11-23", 3, 13);
  BizKpiFrame frame = biz_kpi_scope_get_frame (&scope, 1);

  assert_day (frame.from, "2026-08-01");
  assert_day (frame.to, "2026-10-31");
  frame = biz_kpi_scope_get_frame (&scope, 0);
  assert_day (frame.from, "2026-08-24");
  assert_day (biz_kpi_scope_get_first (&scope), "2025-09-01");
  g_assert_cmpuint (biz_kpi_scope_get_previous (&scope), ==, 3);
  scope.months = 24;
  g_assert_cmpuint (biz_kpi_scope_get_previous (&scope), ==, 12);
  g_assert_false (biz_kpi_scope_is_by_document (&scope));
  scope.dimension = BIZ_KPI_BY_CUSTOMER_GROUP;
  g_assert_false (biz_kpi_scope_is_by_document (&scope));
  scope.dimension = BIZ_KPI_BY_SALESPERSON;
  g_assert_true (biz_kpi_scope_is_by_document (&scope));
}

static void
add (GArray *rows, const char *day, const char *due, gint64 minor)
{
  BizKpiSumsRow row = { .day = kpi_date (day), .due = kpi_date (due), .minor = minor, .count = 1 };

  g_array_append_val (rows, row);
}

static GArray *
new_rows (void)
{
  return g_array_new (FALSE, FALSE, sizeof (BizKpiSumsRow));
}

/* Two months by hand: 1,000.00 of October due on 15 November, 500.00 of November due in December;
 * 300.00 of the first were paid on 10 November. */
static void
test_sums (void)
{
  BizKpiScope scope = make_scope ("2026-11-30", 1, 3);
  g_autoptr (BizKpiSums) sums = biz_kpi_sums_new (&scope);
  GArray *months = new_rows (), *due = new_rows (), *sales = new_rows ();
  GArray *settled = new_rows ();

  g_assert_null (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 0));
  add (months, "2026-10-01", "", 100000);
  add (months, "2026-11-01", "", 50000 - 30000);
  add (due, "2026-10-01", "2026-11-15", 100000);
  add (due, "2026-11-01", "2026-12-20", 50000);
  add (sales, "2026-10-20", "", 100000);
  add (sales, "2026-11-20", "", 50000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MONTHS, 0, months);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_DUE, 0, due);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SALES, 0, sales);
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 0), "1200.00");
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 1), "1000.00");
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 2), "0.00");
  /* 1,200.00 / 500.00 x 30 */
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_DSO, 0), "72");
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_DSO, 1), "31");
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_DSO, 2), NULL);
  /* what was matched by then is not known yet */
  g_assert_null (biz_kpi_sums_make (sums, BIZ_KPI_OVERDUE, 0));
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SETTLED, 0, new_rows ());
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_USED, 0, new_rows ());
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_OVERDUE, 0), "700.00");
  add (settled, "", "", 20000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SETTLED, 1, settled);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_USED, 1, new_rows ());
  /* 1,000.00 not due on 31 October, of which 200.00 were settled by then */
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_OVERDUE, 1), "200.00");
  g_assert_cmpint (biz_kpi_sums_count_invoices (sums,
                                                &(BizKpiFrame){ .from = kpi_date ("2026-11-01"),
                                                                .to = kpi_date ("2026-11-30") }),
                   ==, 1);
}

/* 300.00 + 100.00 of 500.00; who is owed money is none of those who owe most. */
static void
test_largest (void)
{
  BizKpiScope scope = make_scope ("2026-11-30", 1, 3);
  g_autoptr (BizKpiSums) sums = biz_kpi_sums_new (&scope);
  g_autoptr (BizKpiSums) part = NULL;
  g_autoptr (BizKpiValue) none = NULL;
  GArray *months = new_rows (), *largest = new_rows ();

  g_assert_true (biz_kpi_sums_is_by_point (BIZ_KPI_CONCENTRATION));
  add (months, "2026-11-01", "", 50000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MONTHS, 0, months);
  g_assert_null (biz_kpi_sums_make (sums, BIZ_KPI_CONCENTRATION, 0));
  add (largest, "", "", 30000);
  add (largest, "", "", 10000);
  add (largest, "", "", -2000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_LARGEST, 0, largest);
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_CONCENTRATION, 0), "80");
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_LARGEST, 1, new_rows ());
  /* nothing was owed in October */
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_CONCENTRATION, 1), NULL);
  scope.dimension = BIZ_KPI_BY_TEAM;
  part = biz_kpi_sums_new (&scope);
  biz_kpi_sums_take (part, BIZ_KPI_SUMS_MONTHS, 0, new_rows ());
  biz_kpi_sums_take (part, BIZ_KPI_SUMS_MATCHED_DEBIT, 0, new_rows ());
  biz_kpi_sums_take (part, BIZ_KPI_SUMS_MATCHED_CREDIT, 0, new_rows ());
  none = biz_kpi_sums_make (part, BIZ_KPI_CONCENTRATION, 0);
  g_assert_nonnull (biz_kpi_value_get_reason (none));
}

/* By salesperson a payment is nobody's: documents less what was matched of them. */
static void
test_by_document (void)
{
  BizKpiScope scope = make_scope ("2026-11-30", 1, 3);
  g_autoptr (BizKpiSums) sums = NULL;
  GArray *months = new_rows (), *debit = new_rows (), *credit = new_rows ();

  scope.dimension = BIZ_KPI_BY_SALESPERSON;
  scope.key = 2;
  sums = biz_kpi_sums_new (&scope);
  add (months, "2026-10-01", "", 100000);
  add (months, "2026-11-01", "", 50000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MONTHS, 0, months);
  g_assert_null (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 0));
  add (debit, "2026-11-01", "", 30000);
  add (credit, "2026-11-01", "", 5000);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MATCHED_DEBIT, 0, debit);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MATCHED_CREDIT, 0, credit);
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 0), "1250.00");
  kpi_assert (biz_kpi_sums_make (sums, BIZ_KPI_RECEIVABLE, 1), "1000.00");
}

#define N_RUNS 60
#define N_ITEMS 40
#define N_MATCHES 30

typedef struct
{
  BizKpiItem items[N_ITEMS];
  guint debits[N_MATCHES], credits[N_MATCHES];
  GDate matched[N_MATCHES];
  gint64 amounts[N_MATCHES];
} Books;

static GDate
random_day (void)
{
  GDate day = kpi_date ("2025-09-01");

  g_date_add_days (&day, (guint)g_test_rand_int_range (0, 470));

  return day;
}

static void
fill_books (Books *books, BizKpiLedger *ledger)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      BizKpiItem *item = &books->items[i];

      *item = (BizKpiItem){ .date = random_day (),
                            .balance = kpi_euro (g_test_rand_int_range (1, 90000)
                                                 * (i % 2 == 0 ? 1 : -1)) };
      g_date_clear (&item->due, 1);
      if (g_test_rand_int_range (0, 4) > 0)
        {
          item->due = item->date;
          g_date_add_days (&item->due, (guint)g_test_rand_int_range (0, 90));
        }
      g_assert_true (biz_kpi_ledger_add_item (ledger, item, NULL, NULL));
    }
  for (guint i = 0; i < N_MATCHES; i++)
    {
      const GDate *one, *other;
      BizMoney amount;

      books->debits[i] = 2 * (guint)g_test_rand_int_range (0, N_ITEMS / 2);
      books->credits[i] = 2 * (guint)g_test_rand_int_range (0, N_ITEMS / 2) + 1;
      one = &books->items[books->debits[i]].date;
      other = &books->items[books->credits[i]].date;
      books->matched[i] = g_date_compare (one, other) > 0 ? *one : *other;
      books->amounts[i] = g_test_rand_int_range (1, 500);
      amount = kpi_euro (books->amounts[i]);
      g_assert_true (biz_kpi_ledger_add_match (ledger, books->debits[i], books->credits[i],
                                               &books->matched[i], &amount, NULL));
    }
}

static gboolean
is_current (const BizKpiItem *item, const GDate *day)
{
  return g_date_compare (g_date_valid (&item->due) ? &item->due : &item->date, day) >= 0;
}

static gboolean
is_within (const BizKpiItem *item, const GDate *first, const GDate *last)
{
  const GDate *due = g_date_valid (&item->due) ? &item->due : &item->date;

  return g_date_compare (due, first) >= 0 && g_date_compare (due, last) <= 0;
}

/* What a server would add up by age. */
static void
sum_ages (const Books *books, BizKpiSums *sums)
{
  const BizKpiScope *scope = biz_kpi_sums_get_scope (sums);
  GArray *aged = new_rows (), *bare = new_rows ();

  for (guint i = 0; i < N_ITEMS; i++)
    {
      const BizKpiItem *item = &books->items[i];
      BizKpiSumsRow row = { .day = item->date, .due = item->due, .minor = item->balance.minor };

      if (g_date_compare (&item->date, &scope->as_of) > 0)
        continue;
      if (g_date_valid (&item->due))
        g_date_set_day (&row.day, 1);
      g_array_append_val (g_date_valid (&item->due) ? aged : bare, row);
    }
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_AGED, 0, aged);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_AGED_BARE, 0, bare);
  for (guint point = 0; point < scope->n_points; point++)
    for (guint window = 0; window < BIZ_KPI_SUMS_WINDOWS; window++)
      {
        const GDate day = biz_kpi_scope_get_day (scope, point);
        GArray *settled = new_rows (), *used = new_rows ();
        GDate first, last;

        biz_kpi_sums_get_window (&day, window, &first, &last);
        for (guint i = 0; i < N_MATCHES; i++)
          {
            if (g_date_compare (&books->matched[i], &day) > 0)
              continue;
            if (is_within (&books->items[books->debits[i]], &first, &last))
              add (settled, "", "", books->amounts[i]);
            if (is_within (&books->items[books->credits[i]], &first, &last))
              add (used, "", "", books->amounts[i]);
          }
        biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SETTLED_AGED + window, point, settled);
        biz_kpi_sums_take (sums, BIZ_KPI_SUMS_USED_AGED + window, point, used);
      }
}

/* What a server would add up. */
static void
sum_books (const Books *books, BizKpiSums *sums)
{
  const BizKpiScope *scope = biz_kpi_sums_get_scope (sums);
  const GDate last = biz_kpi_scope_get_day (scope, scope->n_points - 1);
  const BizKpiFrame frame = biz_kpi_scope_get_frame (scope, 0);
  GArray *months = new_rows (), *before = new_rows (), *due = new_rows ();

  for (guint i = 0; i < N_ITEMS; i++)
    {
      const BizKpiItem *item = &books->items[i];
      BizKpiSumsRow row = { .day = item->date, .due = item->due, .minor = item->balance.minor };
      gboolean is_point = FALSE;

      for (guint point = 0; point < scope->n_points; point++)
        {
          const GDate day = biz_kpi_scope_get_day (scope, point);

          is_point |= g_date_compare (&day, &item->date) == 0;
        }
      if (g_date_compare (&item->date, &frame.from) < 0)
        g_array_append_val (before, row);
      g_date_set_day (&row.day, 1);
      if (g_date_compare (&item->date, &scope->as_of) > 0)
        continue;
      g_array_append_val (months, row);
      if (g_date_valid (&item->due) ? g_date_compare (&item->due, &last) >= 0 : is_point)
        g_array_append_val (due, row);
    }
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_MONTHS, 0, months);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_BEFORE, 0, before);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_DUE, 0, due);
  biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SALES, 0, new_rows ());
  sum_ages (books, sums);
  for (guint point = 0; point < scope->n_points; point++)
    {
      const GDate day = biz_kpi_scope_get_day (scope, point);
      GArray *settled = new_rows (), *used = new_rows ();

      for (guint i = 0; i < N_MATCHES; i++)
        {
          if (g_date_compare (&books->matched[i], &day) > 0)
            continue;
          if (is_current (&books->items[books->debits[i]], &day))
            add (settled, "", "", books->amounts[i]);
          if (is_current (&books->items[books->credits[i]], &day))
            add (used, "", "", books->amounts[i]);
        }
      biz_kpi_sums_take (sums, BIZ_KPI_SUMS_SETTLED, point, settled);
      biz_kpi_sums_take (sums, BIZ_KPI_SUMS_USED, point, used);
    }
}

static void
check_ages (BizKpiSums *sums, BizKpiLedger *ledger, guint point)
{
  static const guint limits[] = { 30, 60, 90 };
  const BizKpiFrame frame = biz_kpi_scope_get_frame (biz_kpi_sums_get_scope (sums), point);
  BizMoney fast[BIZ_KPI_SUMS_AGES], slow[BIZ_KPI_SUMS_AGES];

  g_assert_true (biz_kpi_sums_get_ages (sums, point, fast));
  g_assert_true (
      biz_kpi_ledger_get_ageing (ledger, &frame, limits, G_N_ELEMENTS (limits), slow, NULL));
  for (guint i = 0; i < BIZ_KPI_SUMS_AGES; i++)
    g_assert_cmpint (fast[i].minor, ==, slow[i].minor);
}

/* Over random ledgers every point of the sums is what the rows say, to the cent. */
static void
test_against_rows (void)
{
  const BizMoney zero = kpi_euro (0);

  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (BizKpiLedger) ledger = biz_kpi_ledger_new (&zero);
      BizKpiScope scope = make_scope ("2026-11-23", run % 2 == 0 ? 3 : 12, 13);
      g_autoptr (BizKpiSums) sums = NULL;
      Books books;

      scope.as_of = random_day ();
      g_date_add_days (&scope.as_of, 30);
      fill_books (&books, ledger);
      sums = biz_kpi_sums_new (&scope);
      sum_books (&books, sums);
      for (guint point = 0; point < scope.n_points; point++)
        {
          const BizKpiFrame frame = biz_kpi_scope_get_frame (&scope, point);
          BizKpiCash fast, slow;

          g_assert_true (biz_kpi_sums_get_cash (sums, point, &fast));
          g_assert_true (biz_kpi_ledger_get_cash (ledger, &frame, &slow, NULL));
          g_assert_cmpint (fast.begin.minor, ==, slow.begin.minor);
          g_assert_cmpint (fast.end.minor, ==, slow.end.minor);
          g_assert_cmpint (fast.current.minor, ==, slow.current.minor);
          check_ages (sums, ledger, point);
        }
    }
}

/* A few points of the past, evenly spread, to the last one where they come to it. */
static void
test_history (void)
{
  static const struct
  {
    guint n_points;
    guint points[BIZ_KPI_HISTORY_POINTS + 1];
  } cases[] = {
    { 1, { 0 } },
    { 2, { 1, 0 } },
    { 4, { 1, 2, 3, 0 } },
    { 7, { 1, 2, 3, 4, 5, 6, 0 } },
    { 8, { 2, 4, 6, 0 } },
    { 13, { 2, 4, 6, 8, 10, 12, 0 } },
    { BIZ_KPI_MAX_POINTS, { 4, 8, 12, 16, 20, 24, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiScope scope = make_scope ("2026-11-23", 3, cases[i].n_points);

      for (guint j = 0; j == 0 || cases[i].points[j - 1] != 0; j++)
        g_assert_cmpuint (biz_kpi_scope_get_history (&scope, j), ==, cases[i].points[j]);
      g_assert_cmpuint (biz_kpi_scope_get_history (&scope, G_MAXUINT), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-scope/points", test_points);
  g_test_add_func ("/kpi-scope/frames", test_frames);
  g_test_add_func ("/kpi-scope/history", test_history);
  g_test_add_func ("/kpi-scope/sums", test_sums);
  g_test_add_func ("/kpi-scope/largest", test_largest);
  g_test_add_func ("/kpi-scope/by-document", test_by_document);
  g_test_add_func ("/kpi-scope/against-rows", test_against_rows);

  return g_test_run ();
}
