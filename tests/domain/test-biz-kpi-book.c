/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-book.h"
#include "kpi-check.h"

static void
add (BizKpiBook *book, BizKpiSum sum, gint64 company, gint64 euros)
{
  BizKpiGroup group = { .company_id = company, .amount = kpi_euro (euros * 100) };

  g_date_clear (&group.date, 1);
  biz_kpi_book_add_group (book, sum, &group);
}

static void
sell (BizKpiBook *book, const char *day, gboolean is_credit, gint64 euros, gint64 count)
{
  BizKpiGroup group = { 1, kpi_date (day), is_credit, kpi_euro (euros * 100), count };

  biz_kpi_book_add_group (book, BIZ_KPI_SUM_SALES, &group);
}

/* A year until 31 March 2026, 365 days: owed 1,000, a year before 400; of what is booked 900 is not
 * due, of which 300 are matched, and 50 of what is owed to customers: 900 - 300 + 50 = 650.
 * Sold 7,350 in 50 invoices less 50: 7,300 = 20 a day; in the last quarter (90 days) 1,800. */
static BizKpiBook *
make_book (guint months)
{
  GDate day = kpi_date ("2026-03-31");
  BizKpiBook *book = biz_kpi_book_new (&day, months);
  BizMoney zero = kpi_euro (0);

  biz_kpi_book_add_company (book, 3, "Nothing Ltd", &zero);
  biz_kpi_book_add_company (book, 1, "Nord", &zero);
  add (book, BIZ_KPI_SUM_END, 1, 1000);
  add (book, BIZ_KPI_SUM_BEGIN, 1, 400);
  add (book, BIZ_KPI_SUM_CURRENT, 1, 900);
  add (book, BIZ_KPI_SUM_SETTLED, 1, 300);
  add (book, BIZ_KPI_SUM_USED, 1, 50);
  /* a company that is not seen */
  add (book, BIZ_KPI_SUM_END, 99, 5000);
  sell (book, "2025-05-31", FALSE, 5500, 40);
  sell (book, "2026-01-10", FALSE, 1500, 9);
  sell (book, "2026-03-30", FALSE, 350, 1);
  sell (book, "2026-03-30", TRUE, -50, 1);
  {
    BizKpiGroup corrected = { .company_id = 1, .count = 2 };

    biz_kpi_book_add_group (book, BIZ_KPI_SUM_CORRECTED, &corrected);
  }

  return book;
}

static void
test_by_hand (void)
{
  static const struct
  {
    BizKpi kpi;
    const char *expected;
  } cases[] = {
    { BIZ_KPI_RECEIVABLE, "1000.00" },
    /* 1,000 - 650 */
    { BIZ_KPI_OVERDUE, "350.00" },
    /* 1,000 / 7,300 x 365 */
    { BIZ_KPI_DSO, "50" },
    /* 1,000 / 1,800 x 90 */
    { BIZ_KPI_DSO, "50" },
    /* back from 31 March: 300 on the 30th, then 700 of 1,500 of 10 January, 80 days before */
    { BIZ_KPI_DSO_COUNTBACK, "80.47" },
    /* 650 / 7,300 x 365 */
    { BIZ_KPI_DSO_BEST, "32.5" },
    { BIZ_KPI_DELINQUENT, "17.5" },
    /* (400 + 7,300/12 - 1,000) / (400 + 7,300/12 - 650) = 100 / 4,300 */
    { BIZ_KPI_CEI, "2.33" },
    /* 50 / 7,350 */
    { BIZ_KPI_CREDIT_RATE, "0.68" },
    /* 48 of 50 */
    { BIZ_KPI_FIRST_TIME_RIGHT, "96" },
  };
  g_autoptr (BizKpiBook) book = make_book (12);
  g_autoptr (GPtrArray) values = NULL;
  GDate from = kpi_date ("2025-04-01");
  gint64 id;

  g_assert_cmpint (g_date_compare (biz_kpi_book_get_from (book), &from), ==, 0);
  g_assert_cmpuint (biz_kpi_book_get_n_companies (book), ==, 1);
  g_assert_cmpstr (biz_kpi_book_get_company (book, 0, &id), ==, "Nord");
  g_assert_cmpint (id, ==, 1);
  g_assert_null (biz_kpi_book_get_company (book, 1, NULL));
  values = biz_kpi_book_list_values (book, 0);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < values->len; i++)
    {
      BizKpiValue *value = g_ptr_array_index (values, i);

      g_assert_cmpint (biz_kpi_value_get_kpi (value), ==, cases[i].kpi);
      kpi_assert (g_object_ref (value), cases[i].expected);
    }
}

/* A short period stands there once. */
static void
test_short (void)
{
  g_autoptr (BizKpiBook) book = make_book (3);
  g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, 0);
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    n += biz_kpi_value_get_kpi (g_ptr_array_index (values, i)) == BIZ_KPI_DSO;
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (values->len, ==, 9);
}

static void
test_empty (void)
{
  GDate day = kpi_date ("2026-03-31");
  g_autoptr (BizKpiBook) book = biz_kpi_book_new (&day, 12);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-04-01T08:00:00Z", NULL);

  g_assert_cmpuint (biz_kpi_book_get_n_companies (book), ==, 0);
  g_assert_null (biz_kpi_book_get_read_time (book));
  biz_kpi_book_set_read_time (book, now);
  g_assert_true (g_date_time_equal (biz_kpi_book_get_read_time (book), now));
}

/* What is beyond all bounds is left out, the rest stays. */
static void
test_bounds (void)
{
  g_autoptr (BizKpiBook) book = make_book (12);
  g_autoptr (GPtrArray) values = NULL;
  BizKpiGroup huge = { .company_id = 1, .amount = kpi_euro (G_MAXINT64) };

  biz_kpi_book_add_group (book, BIZ_KPI_SUM_END, &huge);
  values = biz_kpi_book_list_values (book, 0);
  g_assert_cmpuint (values->len, ==, 2);
  kpi_assert (g_object_ref (g_ptr_array_index (values, 0)), "0.68");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-book/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-book/short", test_short);
  g_test_add_func ("/biz/kpi-book/empty", test_empty);
  g_test_add_func ("/biz/kpi-book/bounds", test_bounds);

  return g_test_run ();
}
