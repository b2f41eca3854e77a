/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-scope.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-scope/points", test_points);
  g_test_add_func ("/kpi-scope/frames", test_frames);
  g_test_add_func ("/kpi-scope/sums", test_sums);
  g_test_add_func ("/kpi-scope/by-document", test_by_document);

  return g_test_run ();
}
