/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-payer.h"
#include "collect-notes.h"

#include <string.h>

#define MAX_PAYMENTS 5

static const struct
{
  const char *what;
  struct
  {
    const char *due;
    const char *paid;
    gint64 minor;
  } payments[MAX_PAYMENTS];
  guint n;
  int days_late;
  int recent_late;
  BizPayerTrend trend;
  const char *last;
  gint64 last_minor;
} cases[] = {
  { "nobody paid", { { NULL } }, 0, 0, 0, BIZ_PAYER_STEADY, NULL, 0 },
  { "an amount weighs by its size",
    { { "2026-11-01", "2026-11-11", 9000 }, { "2026-11-01", "2026-11-01", 1000 } },
    2,
    9,
    9,
    BIZ_PAYER_STEADY,
    "2026-11-11",
    9000 },
  { "early is below nothing",
    { { "2026-11-11", "2026-11-01", 1000 }, { "2026-11-11", "2026-11-08", 1000 } },
    2,
    -7,
    -7,
    BIZ_PAYER_STEADY,
    "2026-11-08",
    1000 },
  { "what is older than a year does not count",
    { { "2025-01-01", "2025-10-01", 1000 }, { "2026-11-01", "2026-11-03", 1000 } },
    1,
    2,
    2,
    BIZ_PAYER_STEADY,
    "2026-11-03",
    1000 },
  { "slower lately",
    { { "2026-03-01", "2026-03-01", 1000 },
      { "2026-04-01", "2026-04-01", 1000 },
      { "2026-10-01", "2026-10-21", 1000 },
      { "2026-10-10", "2026-10-30", 1000 } },
    4,
    10,
    20,
    BIZ_PAYER_SLOWER,
    "2026-10-30",
    1000 },
  { "faster lately",
    { { "2026-03-01", "2026-03-21", 1000 },
      { "2026-04-01", "2026-04-21", 1000 },
      { "2026-10-01", "2026-10-01", 1000 },
      { "2026-10-10", "2026-10-10", 1000 } },
    4,
    10,
    0,
    BIZ_PAYER_FASTER,
    "2026-10-10",
    1000 },
  { "one payment lately is no trend",
    { { "2026-03-01", "2026-03-21", 1000 },
      { "2026-04-01", "2026-04-21", 1000 },
      { "2026-10-01", "2026-10-01", 1000 } },
    3,
    13,
    0,
    BIZ_PAYER_STEADY,
    "2026-10-01",
    1000 },
  { "what came on the last day is one sum; nothing, or a day that is none, is passed over",
    { { "2026-10-01", "2026-10-05", 1000 },
      { "2026-09-01", "2026-10-05", 500 },
      { "2026-10-01", "2026-10-06", 0 },
      { NULL, "2026-10-06", 100 } },
    2,
    14,
    14,
    BIZ_PAYER_STEADY,
    "2026-10-05",
    1500 },
};

static void
test_compute (void)
{
  GDate today = collect_day ("2026-11-23");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizPayerPayment payments[MAX_PAYMENTS];
      gsize n = 0;
      BizPayer payer;

      for (; n < MAX_PAYMENTS && cases[i].payments[n].paid != NULL; n++)
        payments[n] = (BizPayerPayment){ collect_day (cases[i].payments[n].due),
                                         collect_day (cases[i].payments[n].paid),
                                         cases[i].payments[n].minor };
      g_test_message ("%s", cases[i].what);
      biz_payer_compute (&payer, &today, payments, n);
      g_assert_cmpuint (payer.n_payments, ==, cases[i].n);
      g_assert_cmpint (payer.days_late, ==, cases[i].days_late);
      g_assert_cmpint (payer.recent_late, ==, cases[i].recent_late);
      g_assert_cmpint (payer.trend, ==, cases[i].trend);
      g_assert_cmpint (payer.last_minor, ==, cases[i].last_minor);
      g_assert_cmpint (g_date_valid (&payer.last), ==, cases[i].last != NULL);
      if (cases[i].last != NULL)
        {
          GDate last = collect_day (cases[i].last);

          g_assert_cmpint (g_date_compare (&payer.last, &last), ==, 0);
        }
    }
}

static const struct
{
  guint n_payments;
  int days_late;
  int oldest;
  guint n_broken;
  char decided;
  char computed;
  char rating;
  const char *said;
} ratings[] = {
  { 3, -4, 0, 0, 0, 'A', 'A', "A by the average days late." },
  { 3, 2, 0, 0, 0, 'A', 'A', "A by" },
  { 3, 3, 0, 0, 0, 'B', 'B', "B by" },
  { 3, 10, 0, 0, 0, 'B', 'B', "B by" },
  { 3, 11, 0, 0, 0, 'C', 'C', "C by" },
  { 3, 30, 0, 0, 0, 'C', 'C', "C by" },
  { 3, 31, 0, 0, 0, 'D', 'D', "D by" },
  { 3, 61, 0, 0, 0, 'E', 'E', "E by" },
  /* one broken promise is none yet */
  { 3, 0, 0, 1, 0, 'A', 'A', "A by the average days late." },
  { 3, 0, 0, 2, 0, 'B', 'B', "a letter worse for broken promises" },
  { 3, 0, 90, 0, 0, 'A', 'A', "A by the average days late." },
  { 3, 0, 91, 2, 0, 'C', 'C', "a letter worse for what is overdue over 90 days" },
  /* there is nothing below E */
  { 3, 99, 200, 5, 0, 'E', 'E', "E by" },
  /* too little was paid to tell */
  { 2, 99, 0, 0, 0, 0, 0, "Not rated" },
  { 0, 0, 30, 0, 0, 0, 0, "Not rated" },
  { 0, 0, 31, 0, 0, 'D', 'D', "D: hardly anything was paid, and 31 days are overdue." },
  { 2, 0, 91, 0, 0, 'E', 'E', "E: hardly anything" },
  { 3, 99, 0, 0, 'A', 'E', 'A', "A colleague decided A." },
  { 0, 0, 0, 0, 'C', 0, 'C', "A colleague decided C." },
};

static void
test_rate (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ratings); i++)
    {
      BizPayer payer = { .n_payments = ratings[i].n_payments, .days_late = ratings[i].days_late };
      g_autofree char *said = NULL;

      g_test_message ("rating %u", (guint)i);
      biz_payer_rate (&payer, ratings[i].oldest, ratings[i].n_broken, ratings[i].decided);
      g_assert_cmpint (payer.computed, ==, ratings[i].computed);
      g_assert_cmpint (payer.rating, ==, ratings[i].rating);
      said = biz_payer_describe_rating (&payer, ratings[i].oldest, ratings[i].n_broken);
      g_assert_nonnull (strstr (said, ratings[i].said));
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    char rating;
  } texts[] = { { "A", 'A' }, { "E", 'E' }, { "F", 0 },    { "a", 0 },
                { "", 0 },    { "AA", 0 },  { "auto", 0 }, { NULL, 0 } };
  BizPayer payer = {
    .n_payments = 4, .n_recent = 2, .days_late = 12, .recent_late = 20, .trend = BIZ_PAYER_SLOWER
  };
  BizPayer none = { 0 };
  g_autofree char *said = biz_payer_describe (&payer);
  g_autofree char *nothing = biz_payer_describe (&none);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (biz_payer_read_rating (texts[i].text), ==, texts[i].rating);
  g_assert_cmpstr (said, ==,
                   "Pays 12 days late on average (4 payments in 12 months), in the last 3 months "
                   "20 days late on average: getting slower.");
  g_assert_cmpstr (nothing, ==, "Nothing was paid in the last 12 months.");
  g_assert_cmpuint (biz_payer_get_weight ('A'), <, biz_payer_get_weight ('B'));
  g_assert_cmpuint (biz_payer_get_weight ('B'), ==, biz_payer_get_weight (0));
  g_assert_cmpuint (biz_payer_get_weight ('D'), <, biz_payer_get_weight ('E'));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/payer/compute", test_compute);
  g_test_add_func ("/biz/payer/rate", test_rate);
  g_test_add_func ("/biz/payer/words", test_words);

  return g_test_run ();
}
