/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-bridge.h"

#include "erp-error.h"
#include "kpi-check.h"

#define N_RUNS 400
#define MAX_ITEMS 40

static BizAgeingItem
make_item (gint64 partner, gint64 move, const char *due, gint64 cents)
{
  BizAgeingItem item = { .move_id = move, .partner_id = partner, .open = kpi_euro (cents) };

  item.date = kpi_date ("2026-01-01");
  item.due = kpi_date (due);

  return item;
}

static BizKpiBridgeEnd
make_end (const char *day, gint64 sales, const BizAgeingItem *items, gsize n_items)
{
  BizKpiBridgeEnd end = { .day = kpi_date (day),
                          .days = 90,
                          .sales = kpi_euro (sales),
                          .receivable = kpi_euro (0),
                          .items = items,
                          .n_items = n_items };

  for (gsize i = 0; i < n_items; i++)
    end.receivable.minor += items[i].open.minor;

  return end;
}

static gint64
add_up (const BizKpiBridge *bridge)
{
  gint64 sum = 0;

  for (guint i = 0; i < bridge->parts->len; i++)
    sum += g_array_index (bridge->parts, BizKpiBridgePart, i).hundredths;

  return sum;
}

static gboolean
is_disputed (gint64 move_id, const GDate *day, gpointer user_data)
{
  return move_id == 7 && g_date_get_month (day) == G_DATE_JUNE;
}

/* 900.00 of 8,100.00 in 90 days are 10 days; 1,300.00 of 9,000.00 are 13. */
static void
test_by_hand (void)
{
  const BizAgeingItem before[] = {
    make_item (1, 5, "2026-04-20", 50000), /* not due on 31 March */
    make_item (2, 6, "2026-03-20", 30000), /* late */
    make_item (2, 7, "2026-02-01", 20000), /* old */
    make_item (1, 8, "2026-03-31", -10000),
  };
  const BizAgeingItem after[] = {
    make_item (1, 9, "2026-07-20", 60000), /* not due on 30 June: + 100.00, 1.00 day */
    make_item (1, 5, "2026-04-20", 50000), /* old now: + 500.00 */
    make_item (2, 7, "2026-02-01", 20000), /* in dispute now */
  };
  const BizKpiBridgeEnd from = make_end ("2026-03-31", 810000, before, G_N_ELEMENTS (before));
  const BizKpiBridgeEnd to = make_end ("2026-06-30", 900000, after, G_N_ELEMENTS (after));
  g_autoptr (GError) error = NULL;
  g_autoptr (BizKpiBridge) bridge = biz_kpi_bridge_new (&from, &to, is_disputed, NULL, &error);
  g_autoptr (GArray) customers = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (bridge->before, ==, 1000);
  g_assert_cmpint (bridge->after, ==, 1300);
  /* 900.00 were 10 days of the old sales and are 9 of the new ones */
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_SALES), ==, -100);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_NOT_DUE), ==, 100);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_LATE), ==, -300);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_OLD), ==, 300);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_DISPUTED), ==, 200);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_CREDITS), ==, 100);
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_OTHER), ==, 0);
  g_assert_cmpint (add_up (bridge), ==, 300);

  customers = biz_kpi_bridge_list_customers (bridge);
  g_assert_cmpuint (customers->len, ==, 3);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 0).partner_id, ==, 1);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 0).hundredths, ==, 700);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 0).amount.minor, ==, 70000);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 1).partner_id, ==, 2);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 1).hundredths, ==, -300);
  g_assert_cmpint (g_array_index (customers, BizKpiBridgePart, 2).cause, ==, BIZ_KPI_BRIDGE_SALES);
}

static void
fill (BizAgeingItem *items, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *due = g_strdup_printf ("2026-%02d-%02d", g_test_rand_int_range (1, 13),
                                              g_test_rand_int_range (1, 29));

      items[i] = make_item (g_test_rand_int_range (0, 6), g_test_rand_int_range (1, 12), due,
                            g_test_rand_int_range (-500000, 2000000));
    }
}

/* Whatever the items, the parts add up to the movement and no part is off by more than rounding. */
static void
test_adds_up (void)
{
  for (guint run = 0; run < N_RUNS; run++)
    {
      BizAgeingItem before[MAX_ITEMS], after[MAX_ITEMS];
      gsize n_before = (gsize)g_test_rand_int_range (0, MAX_ITEMS);
      gsize n_after = (gsize)g_test_rand_int_range (0, MAX_ITEMS);
      BizKpiBridgeEnd from, to;
      g_autoptr (BizKpiBridge) bridge = NULL;
      g_autoptr (GArray) customers = NULL;
      gint64 causes = 0, sum = 0, amounts = 0;

      fill (before, n_before);
      fill (after, n_after);
      from = make_end ("2026-03-31", g_test_rand_int_range (1, 9000000), before, n_before);
      to = make_end ("2026-06-30", g_test_rand_int_range (1, 9000000), after, n_after);
      /* the ledger has something that no item has */
      to.receivable.minor += g_test_rand_int_range (-3, 4) * 1111;
      to.days = (guint)g_test_rand_int_range (1, 366);
      bridge = biz_kpi_bridge_new (&from, &to, is_disputed, NULL, NULL);
      g_assert_nonnull (bridge);
      g_assert_cmpint (add_up (bridge), ==, bridge->after - bridge->before);
      for (guint cause = 0; cause < BIZ_KPI_BRIDGE_N_CAUSES; cause++)
        causes += biz_kpi_bridge_get_cause (bridge, (BizKpiBridgeCause)cause);
      g_assert_cmpint (causes, ==, bridge->after - bridge->before);
      customers = biz_kpi_bridge_list_customers (bridge);
      for (guint i = 0; i < customers->len; i++)
        {
          sum += g_array_index (customers, BizKpiBridgePart, i).hundredths;
          amounts += g_array_index (customers, BizKpiBridgePart, i).amount.minor;
        }
      g_assert_cmpint (sum, ==, bridge->after - bridge->before);
      g_assert_cmpint (amounts, ==, to.receivable.minor - from.receivable.minor);
      for (guint i = 0; i < bridge->parts->len; i++)
        {
          const BizKpiBridgePart *part = &g_array_index (bridge->parts, BizKpiBridgePart, i);
          double exact = (double)part->amount.minor * to.days * 100 / (double)to.sales.minor;

          if (part->cause != BIZ_KPI_BRIDGE_SALES)
            g_assert_cmpfloat_with_epsilon ((double)part->hundredths, exact, 3);
        }
    }
}

static void
test_refused (void)
{
  const BizKpiBridgeEnd some = make_end ("2026-03-31", 100, NULL, 0);
  BizKpiBridgeEnd other = make_end ("2026-06-30", 0, NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (biz_kpi_bridge_new (&some, &other, NULL, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  other = make_end ("2026-06-30", 100, NULL, 0);
  other.receivable = biz_money_zero ("USD", 2);
  g_assert_null (biz_kpi_bridge_new (&some, &other, NULL, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

static void
test_labels (void)
{
  for (guint cause = 0; cause < BIZ_KPI_BRIDGE_N_CAUSES; cause++)
    g_assert_cmpstr (biz_kpi_bridge_cause_get_label ((BizKpiBridgeCause)cause), !=, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-bridge/by-hand", test_by_hand);
  g_test_add_func ("/kpi-bridge/adds-up", test_adds_up);
  g_test_add_func ("/kpi-bridge/refused", test_refused);
  g_test_add_func ("/kpi-bridge/labels", test_labels);

  return g_test_run ();
}
