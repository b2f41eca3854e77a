/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-cash.h"
#include "kpi-check.h"

static BizKpiCash
make_cash (gint64 begin, gint64 end, gint64 current, gint64 sales)
{
  return (BizKpiCash){ kpi_euro (begin * 100), kpi_euro (end * 100), kpi_euro (current * 100),
                       kpi_euro (sales * 100) };
}

static void
test_by_hand (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 begin, end, current, sales;
    const char *dso, *best, *delinquent, *cei, *overdue;
  } cases[] = {
    /* One quarter, 90 days: DSO 400 / 1,200 x 90 = 30; best 300 / 1,200 x 90 = 22.5; late 7.5;
     * CEI (500 + 1,200/3 - 400) / (500 + 1,200/3 - 300) x 100 = 500 / 600 x 100 = 83.33. */
    { "2026-01-01", "2026-03-31", 500, 400, 300, 1200, "30", "22.5", "7.5", "83.33", "100.00" },
    /* All that is open is not due yet: nothing is late, everything collectable came in. */
    { "2026-01-01", "2026-01-31", 200, 310, 310, 620, "15.5", "15.5", "0", "100", "0.00" },
    /* A year of 365 days: 1,000 / 7,300 x 365 = 50; best 250 / 7,300 x 365 = 12.5;
     * CEI (800 + 608.33 - 1,000) / (800 + 608.33 - 250) = 408.33 / 1,158.33 = 35.25 %,
     * exactly 4,900 / 13,900. */
    { "2025-01-01", "2025-12-31", 800, 1000, 250, 7300, "50", "12.5", "37.5", "35.25", "750.00" },
    /* No sales: no DSO; collected 500 - 400 of 500 - 300. */
    { "2026-01-01", "2026-03-31", 500, 400, 300, 0, NULL, NULL, NULL, "50", "100.00" },
    /* More credit notes than invoices, and nothing to collect: 0 - 300 + -60/3 < 0. */
    { "2026-01-01", "2026-03-31", 0, 400, 300, -60, NULL, NULL, NULL, NULL, "100.00" },
    /* Customers are owed money: a negative DSO is told as it is; CEI (100 + 310 + 50) /
     * (100 + 310 - 0) = 460 / 410 = 112.20 %: more came in than was owed. */
    { "2026-01-01", "2026-01-31", 100, -50, 0, 310, "-5", "0", "-5", "112.2", "-50.00" },
    /* Not a period of whole months: no N. */
    { "2026-01-05", "2026-01-31", 100, 50, 10, 270, "5", "1", "4", NULL, "40.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);
      BizKpiCash cash = make_cash (cases[i].begin, cases[i].end, cases[i].current, cases[i].sales);
      g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT ".00", cases[i].end);

      kpi_assert (biz_kpi_cash_receivable (&frame, &cash), end);
      kpi_assert (biz_kpi_cash_overdue (&frame, &cash), cases[i].overdue);
      kpi_assert (biz_kpi_cash_dso (&frame, &cash), cases[i].dso);
      kpi_assert (biz_kpi_cash_best (&frame, &cash), cases[i].best);
      kpi_assert (biz_kpi_cash_delinquent (&frame, &cash), cases[i].delinquent);
      kpi_assert (biz_kpi_cash_cei (&frame, &cash), cases[i].cei);
    }
}

static void
test_countback (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 receivable;
    struct
    {
      const char *date;
      gint64 amount;
    } days[6];
    const char *expected;
  } cases[] = {
    /* 31 and 30 March are used up (2 days), 50 of 200 of 29 March are left: 2.25. */
    { "2026-01-01",
      "2026-03-31",
      350,
      { { "2026-03-31", 100 }, { "2026-03-30", 200 }, { "2026-03-29", 200 } },
      "2.25" },
    /* Days without sales count: 31 to 22 March are ten days, 100 of 400 of 21 March. */
    { "2026-01-01", "2026-03-31", 200, { { "2026-03-31", 100 }, { "2026-03-21", 400 } }, "10.25" },
    /* Used up exactly at the end of the second day. */
    { "2026-01-01", "2026-03-31", 300, { { "2026-03-31", 100 }, { "2026-03-30", 200 } }, "2" },
    /* In any order, several a day: 30 March has 200, of which 100: 1.5 */
    { "2026-01-01",
      "2026-03-31",
      200,
      { { "2026-03-30", 150 }, { "2026-03-31", 100 }, { "2026-03-30", 50 } },
      "1.5" },
    /* Credit notes of a day lengthen it: 100 - 100 + 50 = 50 of 100 of 29 March: 2.5 */
    { "2026-01-01",
      "2026-03-31",
      100,
      { { "2026-03-31", 100 - 50 }, { "2026-03-30", 0 }, { "2026-03-29", 100 } },
      "2.5" },
    { "2026-01-01", "2026-03-31", 100, { { "2026-03-31", -50 }, { "2026-03-30", 300 } }, "1.5" },
    /* Sales after the date and before the period are none. */
    { "2026-03-30",
      "2026-03-31",
      100,
      { { "2026-04-01", 500 }, { "2026-03-31", 60 }, { "2026-03-29", 500 } },
      NULL },
    { "2026-01-01", "2026-03-31", 0, { { "2026-03-31", 60 } }, "0" },
    { "2026-01-01", "2026-03-31", -1, { { "2026-03-31", 60 } }, NULL },
    { "2026-01-01", "2026-03-31", 1, { { "", 0 } }, NULL },
    /* Fractions are rounded once: 1/3 of a day. */
    { "2026-01-01", "2026-03-31", 100, { { "2026-03-31", 300 } }, "0.33" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);
      BizMoney receivable = kpi_euro (cases[i].receivable);
      BizKpiDay days[6];
      gsize n = 0;

      for (; n < 6 && cases[i].days[n].date != NULL; n++)
        days[n] =
            (BizKpiDay){ kpi_date (cases[i].days[n].date), kpi_euro (cases[i].days[n].amount) };
      kpi_assert (biz_kpi_cash_countback (&frame, &receivable, days, n), cases[i].expected);
    }
}

/* With even sales both ways of counting agree; so says every book about it. */
static void
test_even_sales (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
  BizKpiCash cash = make_cash (0, 2715, 2715, 90 * 60);
  BizKpiDay days[90];

  for (guint i = 0; i < 90; i++)
    {
      days[i].date = frame.from;
      g_date_add_days (&days[i].date, i);
      days[i].amount = kpi_euro (6000);
    }
  /* 2,715 / 60 a day */
  kpi_assert (biz_kpi_cash_dso (&frame, &cash), "45.25");
  kpi_assert (biz_kpi_cash_countback (&frame, &cash.end, days, 90), "45.25");
}

/* Against a loop that looks at one day after the other. */
static void
test_countback_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (71);

  for (int round = 0; round < 200; round++)
    {
      BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
      gint64 daily[90] = { 0 };
      BizKpiDay rows[60];
      gint64 start = g_rand_int_range (rand, 1, 40000), left = start;
      BizMoney receivable = kpi_euro (start);
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          int day = g_rand_int_range (rand, 0, 90);
          gint64 amount = g_rand_int_range (rand, -300, 2000);

          rows[i].date = frame.from;
          g_date_add_days (&rows[i].date, (guint)day);
          rows[i].amount = kpi_euro (amount);
          daily[day] += amount;
        }
      for (int day = 89; day >= 0 && !found; day--)
        {
          if (daily[day] >= left)
            {
              kpi_assert_ratio (biz_kpi_cash_countback (&frame, &receivable, rows,
                                                        G_N_ELEMENTS (rows)),
                                (__int128)(89 - day) * daily[day] + left, daily[day]);
              found = TRUE;
            }
          left -= daily[day];
        }
      if (!found)
        kpi_assert (biz_kpi_cash_countback (&frame, &receivable, rows, G_N_ELEMENTS (rows)), NULL);
    }
}

static void
test_currencies (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  BizKpiCash cash = make_cash (1, 1, 1, 1);
  g_autoptr (BizKpiValue) value = NULL;

  cash.sales = biz_money_from_minor (100, "USD", 2);
  value = biz_kpi_cash_dso (&frame, &cash);
  g_assert_cmpstr (biz_kpi_value_get_reason (value), ==, "Its amounts are in several currencies.");
  kpi_assert (biz_kpi_cash_cei (&frame, &cash), NULL);
  kpi_assert (biz_kpi_cash_countback (&frame, &cash.sales, NULL, 0), NULL);
}

/* The figure names what it was made of, so that it can be computed again by hand. */
static void
test_inputs (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-03-31");
  BizKpiCash cash = make_cash (500, 400, 300, 1200);
  g_autoptr (BizKpiValue) value = biz_kpi_cash_cei (&frame, &cash);
  static const char *const expected[] = { "500.00", "1200.00", "3", "400.00", "300.00" };
  const BizKpiInput *inputs;
  guint n;

  inputs = biz_kpi_value_get_inputs (value, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = inputs[i].is_money
                                  ? biz_money_format (&inputs[i].money, BIZ_MONEY_MACHINE)
                                  : biz_decimal_to_string (&inputs[i].number);

      g_assert_cmpstr (text, ==, expected[i]);
      g_assert_cmpstr (inputs[i].name, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-cash/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-cash/countback", test_countback);
  g_test_add_func ("/biz/kpi-cash/even-sales", test_even_sales);
  g_test_add_func ("/biz/kpi-cash/countback-random", test_countback_random);
  g_test_add_func ("/biz/kpi-cash/currencies", test_currencies);
  g_test_add_func ("/biz/kpi-cash/inputs", test_inputs);

  return g_test_run ();
}
