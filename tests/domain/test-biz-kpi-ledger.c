/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-ledger.h"
#include "kpi-check.h"

#include "erp-error.h"

#define N_LIMITS 3

static const guint limits[N_LIMITS] = { 30, 60, 90 };

static BizKpiItem
make_item (const char *date, const char *due, gint64 balance, gint64 group)
{
  return (BizKpiItem){ .tags = { { 1, group } },
                       .date = kpi_date (date),
                       .due = kpi_date (due),
                       .balance = kpi_euro (balance * 100) };
}

static guint
add (BizKpiLedger *ledger, BizKpiItem item)
{
  g_autoptr (GError) error = NULL;
  guint index;

  g_assert_true (biz_kpi_ledger_add_item (ledger, &item, &index, &error));
  g_assert_no_error (error);

  return index;
}

static void
match (BizKpiLedger *ledger, guint debit, guint credit, const char *text, gint64 amount)
{
  GDate date = kpi_date (text);
  BizMoney money = kpi_euro (amount * 100);

  g_assert_true (biz_kpi_ledger_add_match (ledger, debit, credit, &date, &money, NULL));
}

static void
sell (BizKpiLedger *ledger, const char *date, gint64 total, gint64 group)
{
  BizKpiSale sale = { { { 1, group } }, kpi_date (date), kpi_euro (total * 100) };

  g_assert_true (biz_kpi_ledger_add_sale (ledger, &sale, NULL));
}

/* A customer's book of the first quarter:
 *
 *            booked      due         amount    matched
 *   A  inv   2025-12-10  2026-01-09  1,000     600 on 02-15, 400 on 03-10
 *   B  inv   2026-01-20  2026-02-19    500     never
 *   C  inv   2026-03-05  2026-04-04    800     100 by the credit note on 03-20
 *   n  note  2026-03-20  (at once)    -100     on C
 *   p  paid  2026-02-15              -600      on A
 *   q  paid  2026-03-10              -450      400 on A, 50 left over
 *   D  inv   2026-02-01  2026-05-02    300     (group 8) never
 */
static BizKpiLedger *
make_ledger (void)
{
  BizMoney zero = kpi_euro (0);
  BizKpiLedger *ledger = biz_kpi_ledger_new (&zero);
  guint a = add (ledger, make_item ("2025-12-10", "2026-01-09", 1000, 7));
  guint c, n, p, q;

  add (ledger, make_item ("2026-01-20", "2026-02-19", 500, 7));
  c = add (ledger, make_item ("2026-03-05", "2026-04-04", 800, 7));
  n = add (ledger, make_item ("2026-03-20", "", -100, 7));
  p = add (ledger, make_item ("2026-02-15", "2026-02-15", -600, 7));
  q = add (ledger, make_item ("2026-03-10", "2026-03-10", -450, 7));
  add (ledger, make_item ("2026-02-01", "2026-05-02", 300, 8));
  match (ledger, a, p, "2026-02-15", 600);
  match (ledger, a, q, "2026-03-10", 400);
  match (ledger, c, n, "2026-03-20", 100);
  sell (ledger, "2025-12-10", 1000, 7);
  sell (ledger, "2026-01-20", 500, 7);
  sell (ledger, "2026-03-05", 800, 7);
  sell (ledger, "2026-03-20", -100, 7);
  sell (ledger, "2026-02-01", 300, 8);

  return ledger;
}

static void
test_by_hand (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 group; /* 0 for all */
    gint64 begin, end, current, sales;
    gint64 ageing[N_LIMITS + 2];
    const char *late;
  } cases[] = {
    /* As of 31 March of all: 1,000 + 500 + 800 - 100 - 600 - 450 + 300 = 1,450; not due are
     * C 700 and D 300; B is 40 days late, the 50 left of q 21 days. Late: A was due on 9 January:
     * 600 paid 37 days after, 400 60 days after, C's 100 15 days early:
     * (600x37 + 400x60 - 100x15) / 1,100 = 44,700 / 1,100 = 40.64 */
    { "2026-01-01", "2026-03-31", 0, 1000, 1450, 1000, 1500, { 1000, -50, 500, 0, 0 }, "40.64" },
    /* The same of the customer's group, without D. */
    { "2026-01-01", "2026-03-31", 7, 1000, 1150, 700, 1200, { 700, -50, 500, 0, 0 }, "40.64" },
    { "2026-01-01", "2026-03-31", 8, 0, 300, 300, 300, { 300, 0, 0, 0, 0 }, NULL },
    /* As of 28 February: of A 400 are open, 50 days late; B 9 days; D not due; C is not there.
     * 600 were paid 37 days late. */
    { "2026-02-01", "2026-02-28", 0, 1500, 1200, 300, 300, { 300, 500, 400, 0, 0 }, "37" },
    /* As of the day before the payment. */
    { "2026-02-01", "2026-02-14", 0, 1500, 1800, 800, 300, { 800, 0, 1000, 0, 0 }, NULL },
    /* What is due on the day is not late: A on 9 January; on the 10th it is. */
    { "2026-01-01", "2026-01-09", 0, 1000, 1000, 1000, 0, { 1000, 0, 0, 0, 0 }, NULL },
    { "2026-01-01", "2026-01-10", 0, 1000, 1000, 0, 0, { 0, 1000, 0, 0, 0 }, NULL },
    /* Before anything was booked. */
    { "2025-11-01", "2025-11-30", 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0 }, NULL },
    /* End of June: B 131 days, C 87, D 59, q 112. */
    { "2026-04-01", "2026-06-30", 0, 1450, 1450, 0, 0, { 0, 0, 300, 700, 450 }, NULL },
  };
  g_autoptr (BizKpiLedger) ledger = make_ledger ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;
      BizKpiCash cash;
      BizMoney sums[N_LIMITS + 2];

      if (cases[i].group != 0)
        {
          frame.dimension = BIZ_KPI_BY_CUSTOMER_GROUP;
          frame.key = cases[i].group;
        }
      g_assert_true (biz_kpi_ledger_get_cash (ledger, &frame, &cash, &error));
      g_assert_cmpint (cash.begin.minor, ==, cases[i].begin * 100);
      g_assert_cmpint (cash.end.minor, ==, cases[i].end * 100);
      g_assert_cmpint (cash.current.minor, ==, cases[i].current * 100);
      g_assert_cmpint (cash.sales.minor, ==, cases[i].sales * 100);
      g_assert_true (biz_kpi_ledger_get_ageing (ledger, &frame, limits, N_LIMITS, sums, &error));
      for (guint bucket = 0; bucket < N_LIMITS + 2; bucket++)
        g_assert_cmpint (sums[bucket].minor, ==, cases[i].ageing[bucket] * 100);
      kpi_assert (biz_kpi_ledger_paid_late (ledger, &frame), cases[i].late);
    }
}

/* From rows to figures: 1,450 / 1,500 x 90 = 87; 1,000 / 1,500 x 90 = 60; counted back from
 * 31 March: the note of 20 March makes 1,550 of it, 5 March takes 800 (27 days from 31 to 5 March),
 * 1 February 300 (59 days), 20 January 450 of 500: 70 days + 0.9. */
static void
test_figures (void)
{
  g_autoptr (BizKpiLedger) ledger = make_ledger ();
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
  g_autoptr (GArray) days = biz_kpi_ledger_list_days (ledger, &frame);
  BizKpiCash cash;

  g_assert_true (biz_kpi_ledger_get_cash (ledger, &frame, &cash, NULL));
  kpi_assert (biz_kpi_cash_dso (&frame, &cash), "87");
  kpi_assert (biz_kpi_cash_best (&frame, &cash), "60");
  kpi_assert (biz_kpi_cash_delinquent (&frame, &cash), "27");
  g_assert_cmpuint (days->len, ==, 4);
  kpi_assert (biz_kpi_cash_countback (&frame, &cash.end, (BizKpiDay *)(gpointer)days->data,
                                      days->len),
              "70.9");
}

static void
test_refusals (void)
{
  g_autoptr (BizKpiLedger) ledger = make_ledger ();
  g_autoptr (GError) error = NULL;
  BizKpiItem item = make_item ("", "", 1, 1);
  BizKpiSale sale = { .total = biz_money_from_minor (1, "USD", 2) };
  BizMoney one = kpi_euro (1);
  GDate date = kpi_date ("2026-01-01");
  guint n;

  g_assert_false (biz_kpi_ledger_add_item (ledger, &item, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_false (biz_kpi_ledger_add_sale (ledger, &sale, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_false (biz_kpi_ledger_add_match (ledger, 0, 99, &date, &one, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_nonnull (biz_kpi_ledger_get_items (ledger, &n));
  g_assert_cmpuint (n, ==, 7);

  /* Two amounts that fit, whose sum does not. */
  item = make_item ("2026-01-01", "", 0, 1);
  item.balance = kpi_euro (G_MAXINT64);
  add (ledger, item);
  add (ledger, item);
  {
    BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
    BizKpiCash cash;

    g_assert_false (biz_kpi_ledger_get_cash (ledger, &frame, &cash, &error));
    g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  }
}

typedef struct
{
  int date, due, group;
  gint64 balance;
} Row;

typedef struct
{
  guint debit, credit;
  int date;
  gint64 amount;
} Pair;

/* What is open of a row, by looking at every pair. */
static gint64
count_open (const Row *rows, guint row, GArray *pairs, int day)
{
  gint64 open = rows[row].date <= day ? rows[row].balance : 0;

  for (guint i = 0; i < pairs->len && rows[row].date <= day; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (pair->date <= day && pair->debit == row)
        open -= pair->amount;
      if (pair->date <= day && pair->credit == row)
        open += pair->amount;
    }

  return open;
}

static GDate
make_day (int day)
{
  GDate date = kpi_date ("2025-01-01");

  g_date_add_days (&date, (guint)day);

  return date;
}

static void
fill (GRand *rand, BizKpiLedger *ledger, Row *rows, guint n_rows, GArray *pairs)
{
  for (guint i = 0; i < n_rows; i++)
    {
      BizKpiItem item;

      rows[i].date = g_rand_int_range (rand, 0, 400);
      rows[i].due = rows[i].date + g_rand_int_range (rand, 0, 90);
      rows[i].group = g_rand_int_range (rand, 1, 4);
      rows[i].balance = g_rand_int_range (rand, 1, 1000000) * (i % 2 == 0 ? 1 : -1);
      item = (BizKpiItem){ .tags = { { 1, rows[i].group } },
                           .date = make_day (rows[i].date),
                           .due = make_day (rows[i].due),
                           .balance = kpi_euro (rows[i].balance) };
      g_assert_true (biz_kpi_ledger_add_item (ledger, &item, NULL, NULL));
    }
  for (guint i = 0; i < n_rows; i++)
    {
      guint debit = (guint)g_rand_int_range (rand, 0, (int)n_rows / 2) * 2;
      guint credit = (guint)g_rand_int_range (rand, 0, (int)n_rows / 2) * 2 + 1;
      gint64 most =
          MIN (count_open (rows, debit, pairs, 10000), -count_open (rows, credit, pairs, 10000));
      Pair pair = { debit, credit, MAX (rows[debit].date, rows[credit].date), 0 };
      GDate date = make_day (pair.date);
      BizMoney amount;

      if (most < 1)
        continue;
      pair.amount = i % 3 == 0 ? most : g_rand_int_range (rand, 0, (int)most) + 1;
      amount = kpi_euro (pair.amount);
      g_array_append_val (pairs, pair);
      g_assert_true (biz_kpi_ledger_add_match (ledger, debit, credit, &date, &amount, NULL));
    }
}

static void
check_day (BizKpiLedger *ledger, const Row *rows, guint n_rows, GArray *pairs, int day, int group)
{
  gint64 buckets[N_LIMITS + 2] = { 0 }, balance = 0, total = 0, weighted = 0, paid = 0;
  BizKpiFrame frame = kpi_frame ("2025-01-01", "2025-01-01");
  BizMoney sums[N_LIMITS + 2];
  BizKpiCash cash;

  frame.to = make_day (day);
  frame.dimension = group != 0 ? BIZ_KPI_BY_CUSTOMER_GROUP : BIZ_KPI_OF_ALL;
  frame.key = group;
  for (guint i = 0; i < n_rows; i++)
    {
      int late = day - rows[i].due;
      gint64 open = count_open (rows, i, pairs, day);

      if (group != 0 && rows[i].group != group)
        continue;
      balance += rows[i].date <= day ? rows[i].balance : 0;
      buckets[late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4] += open;
      for (guint j = 0; j < pairs->len; j++)
        {
          const Pair *pair = &g_array_index (pairs, Pair, j);

          if (pair->debit != i || pair->date > day)
            continue;
          weighted += pair->amount * (pair->date - rows[i].due);
          paid += pair->amount;
        }
    }
  g_assert_true (biz_kpi_ledger_get_ageing (ledger, &frame, limits, N_LIMITS, sums, NULL));
  g_assert_true (biz_kpi_ledger_get_cash (ledger, &frame, &cash, NULL));
  for (guint i = 0; i < N_LIMITS + 2; i++)
    {
      g_assert_cmpint (sums[i].minor, ==, buckets[i]);
      total += sums[i].minor;
    }
  g_assert_cmpint (cash.end.minor, ==, balance);
  g_assert_cmpint (cash.current.minor, ==, buckets[0]);
  /* Open items tie to the ledger account; of a part only where no match crosses it. */
  if (group == 0)
    g_assert_cmpint (total, ==, balance);
  if (paid > 0)
    kpi_assert_ratio (biz_kpi_ledger_paid_late (ledger, &frame), weighted, paid);
  else
    kpi_assert (biz_kpi_ledger_paid_late (ledger, &frame), NULL);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (int round = 0; round < 12; round++)
    {
      BizMoney zero = kpi_euro (0);
      g_autoptr (BizKpiLedger) ledger = biz_kpi_ledger_new (&zero);
      g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
      Row rows[80];

      fill (rand, ledger, rows, G_N_ELEMENTS (rows), pairs);
      for (int day = 0; day < 520; day += g_rand_int_range (rand, 20, 60))
        {
          for (int group = 0; group < 4; group++)
            check_day (ledger, rows, G_N_ELEMENTS (rows), pairs, day, group);
          for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
            {
              GDate date = make_day (day);

              g_assert_cmpint (biz_kpi_ledger_get_open (ledger, i, &date).minor, ==,
                               count_open (rows, i, pairs, day));
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-ledger/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-ledger/figures", test_figures);
  g_test_add_func ("/biz/kpi-ledger/refusals", test_refusals);
  g_test_add_func ("/biz/kpi-ledger/random", test_random);

  return g_test_run ();
}
