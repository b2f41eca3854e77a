/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-billing.h"
#include "kpi-check.h"

#include <stdlib.h>

typedef struct
{
  const char *delivered;
  const char *invoiced;
  gint64 value;
  gint64 warehouse;
} Row;

static const Row rows[] = {
  { "2026-01-05", "2026-01-05", 10, 1 }, /* 0 days */
  { "2026-01-05", "2026-01-07", 20, 1 }, /* 2 */
  { "2026-01-10", "2026-01-13", 30, 1 }, /* 3 */
  { "2026-01-12", "2026-01-08", 40, 2 }, /* ahead: 0 */
  { "2025-12-20", "2026-01-19", 50, 2 }, /* 30 */
  { "2026-01-28", "2026-02-03", 60, 2 }, /* 6, but in February */
  { "2026-01-20", "", 70, 1 },           /* open */
  { "2026-02-02", "", 80, 1 },           /* open, but in February */
};

static GArray *
make_deliveries (const Row *source, gsize n)
{
  GArray *deliveries = g_array_new (FALSE, FALSE, sizeof (BizKpiDelivery));

  for (gsize i = 0; i < n; i++)
    {
      BizKpiDelivery row = { .delivered = kpi_date (source[i].delivered),
                             .invoiced = kpi_date (source[i].invoiced),
                             .value = kpi_euro (source[i].value * 100) };

      row.tags.keys[BIZ_KPI_BY_WAREHOUSE] = source[i].warehouse;
      g_array_append_val (deliveries, row);
    }

  return deliveries;
}

static void
test_lag (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 warehouse;
    const char *median, *p90, *open, *value;
  } cases[] = {
    /* January: 0 0 2 3 30: the third is 2, the fifth (0.9 x 5 = 4.5) is 30. Open on the 31st: the
     * 60 of 28 January for 3 days, the 70 of the 20th for 11: (3 + 11) / 2 = 7. */
    { "2026-01-01", "2026-01-31", 0, "2", "30", "7", "130.00" },
    /* Of warehouse 1: 0 2 3; open the 70 alone. */
    { "2026-01-01", "2026-01-31", 1, "2", "3", "11", "70.00" },
    /* Of warehouse 2: 0 30: 15. */
    { "2026-01-01", "2026-01-31", 2, "15", "30", "3", "60.00" },
    /* February: 6; open on the 28th: 39 and 26 days: 32.5. */
    { "2026-02-01", "2026-02-28", 0, "6", "6", "32.5", "150.00" },
    /* 2025: nothing was invoiced; the 50 wait 11 days on the 31st. */
    { "2025-12-01", "2025-12-31", 0, NULL, NULL, "11", "50.00" },
    { "2025-11-01", "2025-11-30", 0, NULL, NULL, NULL, "0.00" },
  };
  g_autoptr (GArray) list = make_deliveries (rows, G_N_ELEMENTS (rows));
  const BizKpiDelivery *deliveries = (const BizKpiDelivery *)(gpointer)list->data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);
      g_autoptr (BizKpiValue) open = NULL;
      g_autofree char *text = NULL;
      const BizKpiInput *inputs;
      guint n;

      if (cases[i].warehouse != 0)
        {
          frame.dimension = BIZ_KPI_BY_WAREHOUSE;
          frame.key = cases[i].warehouse;
        }
      kpi_assert (biz_kpi_lag_median (&frame, deliveries, list->len), cases[i].median);
      kpi_assert (biz_kpi_lag_p90 (&frame, deliveries, list->len), cases[i].p90);
      kpi_assert (biz_kpi_lag_open (&frame, deliveries, list->len), cases[i].open);
      open = biz_kpi_lag_open (&frame, deliveries, list->len);
      inputs = biz_kpi_value_get_inputs (open, &n);
      g_assert_cmpuint (n, ==, 3);
      text = biz_money_format (&inputs[1].money, BIZ_MONEY_MACHINE);
      g_assert_cmpstr (text, ==, cases[i].value);
    }
}

static int
compare (const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

/* Against counting: the median has as many values below as above, nine of ten are within p90. */
static void
test_lag_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int round = 0; round < 60; round++)
    {
      BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-12-31");
      BizKpiDelivery deliveries[40];
      int lags[40], n = 0, total = g_rand_int_range (rand, 1, 40), within = 0;

      for (int i = 0; i < total; i++)
        {
          deliveries[i] = (BizKpiDelivery){ .delivered = kpi_date ("2026-03-01"),
                                            .invoiced = kpi_date ("2026-03-01"),
                                            .value = kpi_euro (1) };
          g_date_add_days (&deliveries[i].delivered, (guint)g_rand_int_range (rand, 0, 30));
          g_date_add_days (&deliveries[i].invoiced, (guint)g_rand_int_range (rand, 0, 60));
          lags[n++] =
              MAX (g_date_days_between (&deliveries[i].delivered, &deliveries[i].invoiced), 0);
        }
      qsort (lags, (gsize)n, sizeof *lags, compare);
      kpi_assert_ratio (biz_kpi_lag_median (&frame, deliveries, (gsize)total),
                        lags[(n - 1) / 2] + lags[n / 2], 2);
      for (within = 1; within * 10 < n * 9; within++)
        ;
      kpi_assert_ratio (biz_kpi_lag_p90 (&frame, deliveries, (gsize)total), lags[within - 1], 1);
    }
}

/* Four invoices and three credit notes of the first quarter, one of each in April. */
static const struct
{
  const char *date;
  gboolean is_credit;
  gint64 total;
  const char *reason;
  const char *corrected;
  const char *disputed;
} papers[] = {
  { "2026-01-10", FALSE, 1000, NULL, "2026-02-01", "2026-01-20" },
  { "2026-02-10", FALSE, 500, NULL, "", "" },
  { "2026-03-10", FALSE, 300, NULL, "2026-04-02", "" },
  { "2026-03-31", FALSE, 200, NULL, "", "2026-04-01" },
  { "2026-02-01", TRUE, 60, "price", "", "" },
  { "2026-03-01", TRUE, 30, "damage", "", "" },
  { "2026-03-02", TRUE, 10, NULL, "", "" },
  { "2026-04-01", FALSE, 400, NULL, "", "" },
  { "2026-04-02", TRUE, 300, "price", "", "" },
};

static void
fill_documents (BizKpiDocument *documents)
{
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    documents[i] = (BizKpiDocument){ .tags = { { 1 } },
                                     .date = kpi_date (papers[i].date),
                                     .is_credit = papers[i].is_credit,
                                     .total = kpi_euro (papers[i].total * 100),
                                     .reason = papers[i].reason,
                                     .corrected = kpi_date (papers[i].corrected),
                                     .disputed = kpi_date (papers[i].disputed) };
}

static void
test_documents (void)
{
  static const struct
  {
    const char *from, *to;
    const char *rate, *price, *damage, *none, *right, *disputed;
  } cases[] = {
    /* Credit notes 60 + 30 + 10 of 2,000: 5 %, by price 3 %, damage 1.5 %, without reason 0.5 %.
     * Of four invoices one was corrected by 31 March, one disputed: 75 %, 25 %. */
    { "2026-01-01", "2026-03-31", "5", "3", "1.5", "0.5", "75", "25" },
    /* As of 2 April of the trailing quarter and two days: corrected are two of five, disputed two;
     * credit notes 400 of 2,400. */
    { "2026-01-01", "2026-04-02", "16.67", "15", "1.25", "0.42", "60", "40" },
    { "2026-04-01", "2026-04-30", "75", "75", "0", "0", "100", "0" },
    /* Credit notes alone are no rate. */
    { "2026-03-01", "2026-03-02", NULL, NULL, NULL, NULL, NULL, NULL },
    { "2025-01-01", "2025-12-31", NULL, NULL, NULL, NULL, NULL, NULL },
  };
  BizKpiDocument documents[G_N_ELEMENTS (papers)];
  gsize n = G_N_ELEMENTS (papers);

  fill_documents (documents);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      kpi_assert (biz_kpi_credit_rate (&frame, documents, n, NULL), cases[i].rate);
      kpi_assert (biz_kpi_credit_rate (&frame, documents, n, "price"), cases[i].price);
      kpi_assert (biz_kpi_credit_rate (&frame, documents, n, "damage"), cases[i].damage);
      kpi_assert (biz_kpi_credit_rate (&frame, documents, n, ""), cases[i].none);
      kpi_assert (biz_kpi_first_time_right (&frame, documents, n), cases[i].right);
      kpi_assert (biz_kpi_dispute_rate (&frame, documents, n), cases[i].disputed);
    }
}

/* The server's sums give what the rows give. */
static void
test_sums (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
  BizMoney invoiced = kpi_euro (200000), credited = kpi_euro (10000), none = kpi_euro (0);
  BizMoney dollars = biz_money_from_minor (1, "USD", 2);

  kpi_assert (biz_kpi_credit_rate_of_sums (&frame, &invoiced, &credited), "5");
  kpi_assert (biz_kpi_credit_rate_of_sums (&frame, &none, &credited), NULL);
  kpi_assert (biz_kpi_credit_rate_of_sums (&frame, &invoiced, &dollars), NULL);
  kpi_assert (biz_kpi_first_time_right_of_counts (&frame, 4, 1), "75");
  kpi_assert (biz_kpi_first_time_right_of_counts (&frame, 0, 0), NULL);
}

static void
test_documents_random (void)
{
  static const char *const reasons[] = { "price", "damage", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (int round = 0; round < 60; round++)
    {
      BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-02-28");
      BizKpiDocument documents[60];
      gint64 invoiced = 0, credited = 0, price = 0, invoices = 0, corrected = 0, team = 2;

      frame.dimension = BIZ_KPI_BY_TEAM;
      frame.key = team;
      for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
        {
          int day = g_rand_int_range (rand, 0, 90), after = g_rand_int_range (rand, 0, 90);
          gint64 total = g_rand_int_range (rand, 1, 100000);
          gboolean is_credit = i % 4 == 3, mine;

          documents[i] = (BizKpiDocument){ .date = kpi_date ("2026-01-01"),
                                           .is_credit = is_credit,
                                           .total = kpi_euro (total),
                                           .reason = reasons[i % 3] };
          documents[i].tags.keys[BIZ_KPI_BY_TEAM] = g_rand_int_range (rand, 1, 4);
          g_date_add_days (&documents[i].date, (guint)day);
          documents[i].corrected = documents[i].date;
          g_date_add_days (&documents[i].corrected, (guint)after);
          mine = documents[i].tags.keys[BIZ_KPI_BY_TEAM] == team && day < 59;
          if (mine && is_credit)
            {
              credited += total;
              price += i % 3 == 0 ? total : 0;
            }
          else if (mine)
            {
              invoiced += total;
              invoices++;
              corrected += day + after < 59 ? 1 : 0;
            }
        }
      g_assert_cmpint (invoices, >, 0);
      kpi_assert_ratio (biz_kpi_credit_rate (&frame, documents, 60, NULL), credited * 100,
                        invoiced);
      kpi_assert_ratio (biz_kpi_credit_rate (&frame, documents, 60, "price"), price * 100,
                        invoiced);
      kpi_assert_ratio (biz_kpi_first_time_right (&frame, documents, 60),
                        (invoices - corrected) * 100, invoices);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-billing/lag", test_lag);
  g_test_add_func ("/biz/kpi-billing/lag-random", test_lag_random);
  g_test_add_func ("/biz/kpi-billing/documents", test_documents);
  g_test_add_func ("/biz/kpi-billing/sums", test_sums);
  g_test_add_func ("/biz/kpi-billing/documents-random", test_documents_random);

  return g_test_run ();
}
