/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 50,000 open items of 5,000 customers, as they are loaded: what a row each takes. */

#include "biz-ageing-sheet.h"

#include <stdlib.h>

#define N_ITEMS 50000
#define N_MATCHES 20000
#define N_CUSTOMERS 5000
#define N_RUNS 9

static GArray *
make_items (GRand *rand, const GDate *today)
{
  GArray *items = g_array_sized_new (FALSE, FALSE, sizeof (BizAgeingItem), N_ITEMS);

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      const gint64 customer = g_rand_int_range (rand, 1, N_CUSTOMERS + 1);
      g_autofree char *name = g_strdup_printf ("Customer %d", (int)customer);
      BizAgeingItem item = { .id = i + 1,
                             .move_id = i + 1,
                             .account_id = 1200 + i % 3,
                             .company_id = 1 + i % 3,
                             .partner_id = customer,
                             .group_id = customer / 4,
                             .salesperson_id = customer % 12 };

      item.partner = g_ref_string_new (name);
      item.date = item.due = *today;
      g_date_subtract_days (&item.date, (guint)g_rand_int_range (rand, 20, 400));
      g_date_add_days (&item.due, 30);
      g_date_subtract_days (&item.due, (guint)g_rand_int_range (rand, 0, 400));
      item.open = biz_money_from_minor (g_rand_int_range (rand, -20000, 900000), "EUR", 2);
      item.open_document = item.open;
      g_array_append_val (items, item);
    }

  return items;
}

static GArray *
make_matches (GRand *rand, const GDate *today)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch));

  for (guint i = 0; i < N_MATCHES; i++)
    {
      BizAgeingMatch match = { .debit_id = g_rand_int_range (rand, 1, N_ITEMS),
                               .credit_id = g_rand_int_range (rand, 1, N_ITEMS),
                               .amount = 100,
                               .debit_amount = 100,
                               .credit_amount = 100 };

      match.max_date = *today;
      g_array_append_val (matches, match);
    }

  return matches;
}

static int
compare (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static void
tell (const char *what, gint64 *times)
{
  qsort (times, N_RUNS, sizeof *times, compare);
  g_print ("%s: median %.1f ms, least %.1f ms, most %.1f ms (n=%d)\n", what,
           (double)times[N_RUNS / 2] / 1000, (double)times[0] / 1000,
           (double)times[N_RUNS - 1] / 1000, N_RUNS);
}

int
main (int argc, char **argv)
{
  gint64 booking[N_RUNS], adding[5][N_RUNS];
  static const char *const names[] = { "by customer", "by group", "by salesperson", "by company",
                                       "by currency" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  BizAgeingPlan plan = { 0 };
  GDate today, before;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, 11, 2026);
  before = today;
  g_date_subtract_days (&before, 10);
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  for (guint run = 0; run < N_RUNS; run++)
    {
      GArray *items = make_items (rand, &today);
      GArray *matches = make_matches (rand, &today);
      GArray *ledger = g_array_new (FALSE, FALSE, sizeof (BizAgeingLedger));
      gint64 began = g_get_monotonic_time ();
      g_autoptr (BizAgeingBook) book =
          biz_ageing_book_new (&before, items, matches, ledger, FALSE, NULL);

      booking[run] = g_get_monotonic_time () - began;
      for (guint by = 0; by < G_N_ELEMENTS (names); by++)
        {
          g_autoptr (BizAgeingSheet) sheet = NULL;

          plan.by = by;
          began = g_get_monotonic_time ();
          sheet = biz_ageing_sheet_new (book, &plan, NULL);
          adding[by][run] = g_get_monotonic_time () - began;
          g_assert_nonnull (sheet);
        }
    }
  g_print ("%d items, %d matches given back, %d customers\n", N_ITEMS, N_MATCHES, N_CUSTOMERS);
  tell ("as of a past day", booking);
  for (guint by = 0; by < G_N_ELEMENTS (names); by++)
    tell (names[by], adding[by]);

  return 0;
}
