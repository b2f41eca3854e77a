/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-span.h"
#include "erp-error.h"
#include "kpi-check.h"

#define N_LIMITS 2

static const guint limits[N_LIMITS] = { 10, 20 };

/* Holds: order 1 was held twice at once, for two causes; order 4 is held again. */
static const struct
{
  gint64 id;
  const char *since, *aged, *until;
  gint64 value, salesperson;
} source[] = {
  { 1, "2026-01-05", "", "", 100, 7 },           { 1, "2026-01-10", "", "2026-02-10", 100, 7 },
  { 2, "2026-01-20", "", "2026-01-31", 200, 7 }, { 3, "2026-01-25", "2026-02-05", "", 400, 8 },
  { 4, "2025-12-01", "", "2025-12-11", 800, 8 }, { 4, "2026-01-31", "", "", 800, 8 },
  { 5, "2026-02-20", "", "", 1600, 8 },
};

static void
fill (BizKpiSpan *rows)
{
  for (gsize i = 0; i < G_N_ELEMENTS (source); i++)
    {
      rows[i] = (BizKpiSpan){ .id = source[i].id,
                              .since = kpi_date (source[i].since),
                              .aged = kpi_date (source[i].aged),
                              .until = kpi_date (source[i].until),
                              .value = kpi_euro (source[i].value * 100) };
      rows[i].tags.keys[BIZ_KPI_BY_SALESPERSON] = source[i].salesperson;
    }
}

static void
test_by_hand (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 salesperson;
    const char *count, *value, *age, *length;
    gint64 ageing[N_LIMITS + 2];
  } cases[] = {
    /* 31 January: 1 (26 days), 3 (its age counts from 5 February: -5), 4 (0); order 2 ended that
     * day after 11 days. 100 + 400 + 800. The median of -5 0 26 is 0. */
    { "2026-01-01", "2026-01-31", 0, "3", "1300.00", "0", "11", { 1200, 0, 0, 100 } },
    /* The day before: 1, 2 and 3; 25 10 -6: 10. */
    { "2026-01-01", "2026-01-30", 0, "3", "700.00", "10", NULL, { 400, 200, 0, 100 } },
    { "2026-01-01", "2026-01-31", 7, "1", "100.00", "26", "11", { 0, 0, 0, 100 } },
    /* 28 February: 1 (54), 3 (23), 4 (28), 5 (8): (23 + 28) / 2; one of order 1 ended after 31. */
    { "2026-02-01", "2026-02-28", 0, "4", "2900.00", "25.5", "31", { 0, 1600, 0, 1300 } },
    /* Ended in either month: 11 and 31. */
    { "2026-01-01", "2026-02-28", 7, "1", "100.00", "54", "21", { 0, 0, 0, 100 } },
    /* Before. */
    { "2025-11-01", "2025-11-30", 0, "0", "0.00", NULL, NULL, { 0, 0, 0, 0 } },
    { "2025-12-01", "2025-12-10", 0, "1", "800.00", "9", NULL, { 0, 800, 0, 0 } },
    { "2025-12-01", "2025-12-11", 0, "0", "0.00", NULL, "10", { 0, 0, 0, 0 } },
  };
  BizKpiSpan rows[G_N_ELEMENTS (source)];
  gsize n = G_N_ELEMENTS (source);

  fill (rows);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);
      BizMoney sums[N_LIMITS + 2];

      frame.dimension = cases[i].salesperson != 0 ? BIZ_KPI_BY_SALESPERSON : BIZ_KPI_OF_ALL;
      frame.key = cases[i].salesperson;
      kpi_assert (biz_kpi_span_count (BIZ_KPI_HOLDS, &frame, rows, n), cases[i].count);
      kpi_assert (biz_kpi_span_value (BIZ_KPI_HOLDS_VALUE, &frame, rows, n), cases[i].value);
      kpi_assert (biz_kpi_span_age (BIZ_KPI_HOLDS_AGE, &frame, rows, n), cases[i].age);
      kpi_assert (biz_kpi_span_length (BIZ_KPI_HOLDS_RELEASE, &frame, rows, n), cases[i].length);
      g_assert_true (biz_kpi_span_get_ageing (&frame, rows, n, limits, N_LIMITS, sums, NULL));
      for (guint j = 0; j < N_LIMITS + 2; j++)
        g_assert_cmpint (sums[j].minor, ==, cases[i].ageing[j] * 100);
    }
}

static void
test_currencies (void)
{
  BizKpiSpan rows[G_N_ELEMENTS (source)];
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  g_autoptr (GError) error = NULL;
  BizMoney sums[N_LIMITS + 2];

  fill (rows);
  rows[0].value = biz_money_from_minor (1, "USD", 2);
  kpi_assert (biz_kpi_span_value (BIZ_KPI_BACKLOG_INVOICE, &frame, rows, 7), NULL);
  kpi_assert (biz_kpi_span_count (BIZ_KPI_EXCEPTIONS, &frame, rows, 7), "3");
  g_assert_false (biz_kpi_span_get_ageing (&frame, rows, 7, limits, N_LIMITS, sums, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

/* Day by day, id by id: what is open has begun and not ended, and its buckets add up. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (int round = 0; round < 40; round++)
    {
      BizKpiSpan rows[50];
      gint64 values[12];

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        values[i] = g_rand_int_range (rand, 1, 1000);
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          gint64 id = g_rand_int_range (rand, 0, G_N_ELEMENTS (values));

          rows[i] = (BizKpiSpan){ .id = id,
                                  .since = kpi_date ("2026-01-01"),
                                  .aged = kpi_date (""),
                                  .until = kpi_date (""),
                                  .value = kpi_euro (values[id]) };
          g_date_add_days (&rows[i].since, (guint)g_rand_int_range (rand, 0, 90));
          if (g_rand_boolean (rand))
            {
              rows[i].until = rows[i].since;
              g_date_add_days (&rows[i].until, (guint)g_rand_int_range (rand, 0, 30));
            }
        }
      for (guint day = 0; day < 120; day += 11)
        {
          BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-01");
          gint64 count = 0, value = 0, oldest_sum[N_LIMITS + 2] = { 0 };
          g_autofree char *text = NULL, *number = NULL;
          BizMoney sums[N_LIMITS + 2], money;

          g_date_add_days (&frame.to, day);
          for (gint64 id = 0; id < (gint64)G_N_ELEMENTS (values); id++)
            {
              int oldest = -1;

              for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
                {
                  int age = g_date_days_between (&rows[i].since, &frame.to);

                  if (rows[i].id == id && age >= 0
                      && (!g_date_valid (&rows[i].until)
                          || g_date_days_between (&frame.to, &rows[i].until) > 0))
                    oldest = MAX (oldest, age);
                }
              if (oldest < 0)
                continue;
              count++;
              value += values[id];
              oldest_sum[oldest == 0 ? 0 : oldest <= 10 ? 1 : oldest <= 20 ? 2 : 3] += values[id];
            }
          number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
          money = kpi_euro (value);
          text = biz_money_format (&money, BIZ_MONEY_MACHINE);
          kpi_assert (biz_kpi_span_count (BIZ_KPI_CASES, &frame, rows, 50), number);
          kpi_assert (biz_kpi_span_value (BIZ_KPI_EXCEPTIONS_VALUE, &frame, rows, 50), text);
          g_assert_true (biz_kpi_span_get_ageing (&frame, rows, 50, limits, N_LIMITS, sums, NULL));
          for (guint i = 0; i < N_LIMITS + 2; i++)
            g_assert_cmpint (sums[i].minor, ==, oldest_sum[i]);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-span/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-span/currencies", test_currencies);
  g_test_add_func ("/biz/kpi-span/random", test_random);

  return g_test_run ();
}
