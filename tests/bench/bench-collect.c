/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 50,000 open items and as many payments of 5,000 customers: what a worklist of them takes in its
 * thread, and what sorting, filtering and grouping take in the main one. */

#include "biz-collect-book.h"
#include "biz-collect-filter.h"
#include "biz-collect-list.h"
#include "biz-filter.h"

#include <stdlib.h>

#define N_ITEMS 50000
#define N_PAYMENTS 50000
#define N_CUSTOMERS 5000
#define N_NOTES 2000
#define N_RUNS 9

static BizDecisionNote *
make_note (guint nth, GRand *rand)
{
  static const char *const lines[] = {
    "promise date=2026-11-20",
    "promise date=2026-11-30 amount=100.00 currency=EUR",
    "dispute reason=price state=open",
    "contact way=phone",
    "reminder level=2",
  };
  g_autofree char *text =
      g_strdup_printf ("QUITTANCE/1 %s\nSaid on the phone", lines[nth % G_N_ELEMENTS (lines)]);
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%u,\"model\":\"account.move\",\"res_id\":%d,\"body\":\"<p>%s</p>\","
      "\"date\":\"2026-11-12 09:00:00\",\"create_uid\":[8,\"Carla\"],\"author_id\":[4,\"Carla\"]}",
      nth + 1, g_rand_int_range (rand, 1, N_ITEMS), g_strdelimit (text, "\n", ' '));
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return biz_decision_note_new_from_row (json_node_get_object (node), NULL);
}

static void
add_items (BizCollectInput *input, GRand *rand)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      const gint64 customer = g_rand_int_range (rand, 1, N_CUSTOMERS + 1);
      g_autofree char *name = g_strdup_printf ("Customer %d", (int)customer);
      g_autofree char *number = g_strdup_printf ("INV/2026/%05u", i);
      BizAgeingItem item = { .id = i + 1, .move_id = i + 1, .partner_id = customer };

      item.group_id = customer;
      item.group = g_ref_string_new_intern (name);
      item.document = g_ref_string_new_intern (number);
      item.salesperson = g_ref_string_new_intern (customer % 12 == 0 ? "Anna" : "Bert");
      item.date = item.due = input->today;
      g_date_add_days (&item.due, 30);
      g_date_subtract_days (&item.due, (guint)g_rand_int_range (rand, 0, 400));
      item.open = biz_money_from_minor (g_rand_int_range (rand, -20000, 900000), "EUR", 2);
      item.open_document = item.open;
      g_array_append_val (input->items, item);
    }
}

static void
add_payments (BizCollectInput *input, GRand *rand)
{
  for (guint i = 0; i < N_PAYMENTS; i++)
    {
      BizCollectPayment payment = { .id = i + 1, .move_id = N_ITEMS + i };

      payment.customer_id = g_rand_int_range (rand, 1, N_CUSTOMERS + 1);
      payment.due = payment.paid = input->today;
      g_date_subtract_days (&payment.paid, (guint)g_rand_int_range (rand, 0, 365));
      g_date_subtract_days (&payment.due, (guint)g_rand_int_range (rand, 0, 365));
      payment.amount = biz_money_from_minor (g_rand_int_range (rand, 100, 900000), "EUR", 2);
      payment.amount_document = payment.amount;
      g_array_append_val (input->payments, payment);
    }
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
  gint64 making[N_RUNS], finding[N_RUNS], sorting[N_RUNS], grouping[N_RUNS];
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, 11, 2026);
  for (guint run = 0; run < N_RUNS; run++)
    {
      BizCollectInput *input = biz_collect_input_new (&today);
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_collect_grammar, "overdue:>30 ask:>0 customer:1", &today, NULL);
      g_autoptr (BizCollectBook) book = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GPtrArray) groups = NULL;
      gint64 began;

      add_items (input, rand);
      add_payments (input, rand);
      for (guint i = 0; i < N_NOTES; i++)
        g_ptr_array_add (input->notes, make_note (i, rand));
      began = g_get_monotonic_time ();
      book = biz_collect_book_new (input);
      making[run] = g_get_monotonic_time () - began;
      began = g_get_monotonic_time ();
      found = biz_collect_select (biz_collect_book_get_customers (book), filter, NULL);
      finding[run] = g_get_monotonic_time () - began;
      g_assert_cmpuint (found->len, >, 0);
      all = biz_collect_select (biz_collect_book_get_customers (book), NULL, NULL);
      began = g_get_monotonic_time ();
      biz_collect_sort (all, BIZ_COLLECT_SORT_SCORE, TRUE);
      sorting[run] = g_get_monotonic_time () - began;
      began = g_get_monotonic_time ();
      groups = biz_collect_group (all, BIZ_COLLECT_GROUP_SALESPERSON);
      grouping[run] = g_get_monotonic_time () - began;
      g_assert_cmpuint (groups->len, ==, 2);
    }
  g_print ("%d items, %d payments, %d notes, %d customers\n", N_ITEMS, N_PAYMENTS, N_NOTES,
           N_CUSTOMERS);
  tell ("made, in a thread", making);
  tell ("looked through", finding);
  tell ("sorted", sorting);
  tell ("grouped and summed", grouping);

  return EXIT_SUCCESS;
}
