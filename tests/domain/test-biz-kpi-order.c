/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-order.h"
#include "kpi-check.h"

static void
test_cycle (void)
{
  static const struct
  {
    const char *ordered, *delivered, *invoiced, *paid;
  } orders[] = {
    { "2026-01-02", "2026-01-05", "2026-01-06", "2026-02-05" }, /* 3, 1, 30; 34 */
    { "2026-01-03", "2026-01-10", "2026-01-10", "2026-02-09" }, /* 7, 0, 30; 37 */
    { "2026-01-20", "2026-01-30", "2026-02-03", "" },           /* 10, 4 */
    { "2026-02-01", "2026-02-03", "2026-01-31", "2026-01-30" }, /* paid ahead: 2, 0, 0; 0 */
    { "2026-02-10", "", "", "" },
  };
  static const struct
  {
    const char *from, *to;
    const char *legs[4];
  } cases[] = {
    /* January: delivered 3 7 10; invoiced 1 0; the fourth was paid ahead of its invoice: 0. */
    { "2026-01-01", "2026-01-31", { "7", "0.5", "0", NULL } },
    /* February: delivered 2; invoiced 4, and the fourth ahead of its delivery: 0; paid 30 30; in
     * all 34 37, and 0 of the fourth, which was paid ahead of its order. */
    { "2026-02-01", "2026-02-28", { "2", "2", "30", "34" } },
    /* Both: 2 3 7 10; 0 0 1 4; 0 30 30; 0 34 37. */
    { "2026-01-01", "2026-02-28", { "5", "0.5", "30", "34" } },
    { "2026-03-01", "2026-03-31", { NULL, NULL, NULL, NULL } },
  };
  BizKpiOrder rows[G_N_ELEMENTS (orders)];

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    rows[i] = (BizKpiOrder){ .ordered = kpi_date (orders[i].ordered),
                             .delivered = kpi_date (orders[i].delivered),
                             .invoiced = kpi_date (orders[i].invoiced),
                             .paid = kpi_date (orders[i].paid) };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      for (guint leg = 0; leg < 4; leg++)
        kpi_assert (biz_kpi_order_cycle (BIZ_KPI_CYCLE_DELIVERY + leg, &frame, rows,
                                         G_N_ELEMENTS (rows)),
                    cases[i].legs[leg]);
    }
}

static void
test_fill (void)
{
  /* order 1: two of two lines; order 2: one of three; order 3: more than ordered; order 4 not yet
   * delivered; order 5 in February. A line of nothing is no line. */
  static const struct
  {
    gint64 order;
    const char *first;
    BizDecimal ordered, delivered;
  } lines[] = {
    { 1, "2026-01-05", { 10, 0 }, { 10, 0 } }, { 1, "2026-01-05", { 25, 1 }, { 250, 2 } },
    { 2, "2026-01-06", { 10, 0 }, { 9, 0 } },  { 2, "2026-01-06", { 1, 0 }, { 1, 0 } },
    { 2, "2026-01-06", { 4, 0 }, { 0, 0 } },   { 2, "2026-01-06", { 0, 0 }, { 0, 0 } },
    { 3, "2026-01-31", { 3, 0 }, { 5, 0 } },   { 4, "", { 3, 0 }, { 0, 0 } },
    { 5, "2026-02-01", { 3, 0 }, { 2, 0 } },
  };
  static const struct
  {
    const char *from, *to;
    const char *lines, *orders;
  } cases[] = {
    /* four of six lines, two of three orders */
    { "2026-01-01", "2026-01-31", "66.67", "66.67" },
    /* four of seven, two of four */
    { "2026-01-01", "2026-02-28", "57.14", "50" },
    { "2026-02-01", "2026-02-28", "0", "0" },
    { "2026-03-01", "2026-03-31", NULL, NULL },
  };
  BizKpiOrderLine rows[G_N_ELEMENTS (lines)];

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    rows[i] = (BizKpiOrderLine){ .order = lines[i].order,
                                 .first = kpi_date (lines[i].first),
                                 .ordered = lines[i].ordered,
                                 .delivered = lines[i].delivered };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      kpi_assert (biz_kpi_fill_lines (&frame, rows, G_N_ELEMENTS (rows)), cases[i].lines);
      kpi_assert (biz_kpi_fill_orders (&frame, rows, G_N_ELEMENTS (rows)), cases[i].orders);
    }
}

static void
test_returns (void)
{
  static const struct
  {
    const char *date;
    gboolean is_return;
    BizDecimal quantity;
  } moves[] = {
    { "2026-01-05", FALSE, { 100, 0 } }, { "2026-01-06", FALSE, { 255, 1 } },
    { "2026-01-20", TRUE, { 5, 0 } },    { "2026-01-31", TRUE, { 25, 2 } },
    { "2026-02-01", TRUE, { 8, 0 } },
  };
  BizKpiMove rows[G_N_ELEMENTS (moves)];
  BizKpiFrame january = kpi_frame ("2026-01-01", "2026-01-31");
  BizKpiFrame february = kpi_frame ("2026-02-01", "2026-02-28");

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    rows[i] = (BizKpiMove){ .date = kpi_date (moves[i].date),
                            .is_return = moves[i].is_return,
                            .quantity = moves[i].quantity };
  /* 5.25 of 125.5 */
  kpi_assert (biz_kpi_return_rate (&january, rows, G_N_ELEMENTS (rows)), "4.18");
  /* back came 8, out went none */
  kpi_assert (biz_kpi_return_rate (&february, rows, G_N_ELEMENTS (rows)), NULL);
  /* Sums that do not fit are told, not wrapped around. */
  rows[0].quantity = rows[1].quantity = biz_decimal_new (G_MAXINT64, 0);
  kpi_assert (biz_kpi_return_rate (&january, rows, G_N_ELEMENTS (rows)), NULL);
}

static void
test_adjustments (void)
{
  static const struct
  {
    const char *date;
    gint64 value;
    gint64 warehouse;
  } moves[] = {
    { "2026-01-05", -500, 1 },
    { "2026-01-31", 300, 1 },
    { "2026-01-31", -20, 2 },
    { "2026-02-01", 7, 1 },
  };
  BizKpiAdjustment rows[G_N_ELEMENTS (moves)];
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      rows[i] = (BizKpiAdjustment){ .date = kpi_date (moves[i].date),
                                    .value = kpi_euro (moves[i].value * 100) };
      rows[i].tags.keys[BIZ_KPI_BY_WAREHOUSE] = moves[i].warehouse;
    }
  kpi_assert (biz_kpi_adjustments (&frame, rows, G_N_ELEMENTS (rows)), "3");
  /* 500 lost + 300 found + 20 lost: they do not make up for each other */
  kpi_assert (biz_kpi_adjustments_value (&frame, rows, G_N_ELEMENTS (rows)), "820.00");
  frame.dimension = BIZ_KPI_BY_WAREHOUSE;
  frame.key = 2;
  kpi_assert (biz_kpi_adjustments (&frame, rows, G_N_ELEMENTS (rows)), "1");
  kpi_assert (biz_kpi_adjustments_value (&frame, rows, G_N_ELEMENTS (rows)), "20.00");
  frame.key = 3;
  kpi_assert (biz_kpi_adjustments (&frame, rows, G_N_ELEMENTS (rows)), "0");
  kpi_assert (biz_kpi_adjustments_value (&frame, rows, G_N_ELEMENTS (rows)), "0.00");
  frame.key = 1;
  rows[0].value = biz_money_from_minor (1, "USD", 2);
  kpi_assert (biz_kpi_adjustments_value (&frame, rows, G_N_ELEMENTS (rows)), NULL);
}

/* Against asking each order by itself for each of its lines. */
static void
test_fill_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (int round = 0; round < 60; round++)
    {
      BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
      BizKpiOrderLine rows[60];
      int full_lines = 0, all_lines = 0, full_orders = 0, all_orders = 0;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          gint64 order = i / 4;

          rows[i] =
              (BizKpiOrderLine){ .order = order,
                                 .first = kpi_date (order % 3 == 2 ? "2026-02-01" : "2026-01-09"),
                                 .ordered = { g_rand_int_range (rand, 0, 5), 0 },
                                 .delivered = { g_rand_int_range (rand, 0, 80), 1 } };
        }
      for (gint64 order = 0; order < 15; order++)
        {
          int of_order = 0, full = 0;

          for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
            {
              if (rows[i].order != order || order % 3 == 2 || rows[i].ordered.mantissa == 0)
                continue;
              of_order++;
              full += rows[i].delivered.mantissa >= rows[i].ordered.mantissa * 10;
            }
          all_lines += of_order;
          full_lines += full;
          all_orders += of_order > 0;
          full_orders += of_order > 0 && full == of_order;
        }
      kpi_assert_ratio (biz_kpi_fill_lines (&frame, rows, 60), full_lines * 100, all_lines);
      kpi_assert_ratio (biz_kpi_fill_orders (&frame, rows, 60), full_orders * 100, all_orders);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-order/cycle", test_cycle);
  g_test_add_func ("/biz/kpi-order/fill", test_fill);
  g_test_add_func ("/biz/kpi-order/returns", test_returns);
  g_test_add_func ("/biz/kpi-order/adjustments", test_adjustments);
  g_test_add_func ("/biz/kpi-order/fill-random", test_fill_random);

  return g_test_run ();
}
