/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 10,000 open orders of 5,000 customers on the credit desk: judged by the policy, filtered, sorted
 * and grouped, and the longest time that one slice of the reading holds the main loop. One JSON
 * line; asserts no time. */

#include "biz-desk-book.h"
#include "biz-desk-list.h"
#include "biz-desk-store.h"

#include <time.h>

#define N_ORDERS 10000
#define N_CUSTOMERS 5000
#define COMPANY 1

static BizMoney
euros (gint64 minor)
{
  return biz_money_from_minor (minor, "EUR", 2);
}

static BizExposureBook *
make_exposures (const GDate *today)
{
  BizExposureBook *book = biz_exposure_book_new (today);
  BizMoney zero = euros (0);

  biz_exposure_book_add_company (book, COMPANY, "North", &zero);
  for (gint64 id = 1; id <= N_CUSTOMERS; id++)
    {
      BizExposureParty party = { .id = id, .group_id = id };
      BizCreditAccount account = { .group_id = id, .company_id = COMPANY, .term_days = -1 };

      party.name = g_ref_string_new ("Customer");
      party.group = g_ref_string_new ("Customer");
      biz_exposure_book_take_party (book, &party);
      account.uses_limits = TRUE;
      account.kind = BIZ_LIMIT_OWN;
      account.limit = euros (500000);
      account.insured = zero;
      biz_exposure_book_take_account (book, &account);
      for (int k = 0; k < 10; k++)
        {
          BizExposureItem item = { .company_id = COMPANY, .partner_id = id, .due = *today };

          g_date_subtract_days (&item.due, (guint)((id * 7 + k * 13) % 60));
          item.open = item.open_document = euros (10000 + id * 37 % 50000);
          biz_exposure_book_add_item (book, &item);
        }
    }
  biz_exposure_book_seal (book);

  return book;
}

static GPtrArray *
make_orders (guint first, guint n)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);

  for (guint i = first; i < first + n; i++)
    {
      BizDeskOrder *order = biz_desk_order_new ();

      order->id = i + 1;
      order->name = g_strdup_printf ("S%05u", i);
      order->partner_id = order->group_id = i % N_CUSTOMERS + 1;
      order->partner = g_strdup_printf ("Customer %u", i % N_CUSTOMERS);
      order->company_id = COMPANY;
      order->company = g_strdup ("North");
      order->salesperson = g_strdup_printf ("Seller %u", i % 9);
      order->created_at = g_date_time_new_utc (2026, 11, 1 + (int)(i % 20), 8, 0, 0);
      order->value = order->company_value = euros (1000 + (gint64)i * 97 % 900000);
      order->is_open = TRUE;
      g_ptr_array_add (orders, order);
    }

  return orders;
}

/* Of this thread: what others took from it does not count. */
static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1000000;
}

static double
take_ms (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double)(now - *since) / 1000;

  *since = now;

  return ms;
}

int
main (int argc, char **argv)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (BizDecisionLog) log = biz_decision_log_new (none);
  g_autoptr (BizDeskKnown) known = NULL;
  g_autoptr (BizExposureBook) exposures = NULL;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (BizFilter) filter = NULL;
  BizDeskClock clock = { .zone = utc };
  double held = 0, worked = 0, judged = 0, selected, sorted, grouped;
  gint64 since;

  g_date_clear (&clock.today, 1);
  g_date_set_dmy (&clock.today, 23, G_DATE_NOVEMBER, 2026);
  exposures = make_exposures (&clock.today);
  known = biz_desk_known_new (&clock);
  biz_desk_known_add_exposures (known, exposures);
  book = biz_desk_book_new (&clock.today, utc, NULL);
  biz_desk_book_set_log (book, log);
  biz_desk_book_set_judge (book, biz_desk_known_judge, g_object_ref (known), g_object_unref);
  for (guint i = 0; i < N_ORDERS; i += BIZ_DESK_SLICE)
    {
      GPtrArray *orders = make_orders (i, BIZ_DESK_SLICE);
      gboolean done;

      since = g_get_monotonic_time ();
      biz_desk_book_take_orders (book, orders);
      do
        {
          const double cpu = get_cpu_ms ();
          double ms;

          done = biz_desk_book_judge_some (book, BIZ_DESK_BUDGET);
          worked = MAX (worked, get_cpu_ms () - cpu);
          ms = take_ms (&since);
          judged += ms;
          held = MAX (held, ms);
        }
      while (!done);
    }
  since = g_get_monotonic_time ();
  filter = biz_filter_parse (&biz_desk_grammar, "cause:limit value:>100", &clock.today, NULL);
  shown = biz_desk_select (biz_desk_book_get_entries (book), filter, NULL);
  selected = take_ms (&since);
  biz_desk_sort (shown, BIZ_DESK_SORT_CUSTOMER, FALSE);
  sorted = take_ms (&since);
  groups = biz_desk_group (shown, BIZ_DESK_GROUP_CUSTOMER);
  grouped = take_ms (&since);
  g_print ("{\"orders\": %d, \"entries\": %u, \"judged_ms\": %.1f, \"slice_held_ms\": %.1f, "
           "\"slice_cpu_ms\": %.1f, "
           "\"filtered_ms\": %.1f, \"sorted_ms\": %.1f, \"grouped_ms\": %.1f, \"groups\": %u}\n",
           N_ORDERS, biz_desk_book_get_entries (book)->len, judged, held, worked, selected, sorted,
           grouped, groups->len);

  return 0;
}
