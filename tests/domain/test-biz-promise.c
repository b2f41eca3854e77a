/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-promise.h"
#include "collect-notes.h"

#include <string.h>

#define MAX_FLOWS 4

typedef struct
{
  const char *date;
  gint64 minor;
  gboolean is_credit_note;
} Flow;

/* Promised on 2 November, for 10 November, three days granted; judged on @today. */
typedef struct
{
  const char *what;
  const char *today;
  gint64 promised; /* 0: all of it */
  gint64 open;     /* now */
  Flow flows[MAX_FLOWS];
  BizPromiseState state;
  gint64 wanted;
  gint64 in_time;
  const char *paid_on;
} Case;

static const Case cases[] = {
  { "nothing came, the day is not past",
    "2026-11-10",
    0,
    10000,
    { { NULL } },
    BIZ_PROMISE_OPEN,
    10000,
    0,
    NULL },
  { "within what is granted",
    "2026-11-13",
    0,
    10000,
    { { NULL } },
    BIZ_PROMISE_OPEN,
    10000,
    0,
    NULL },
  { "the day after", "2026-11-14", 0, 10000, { { NULL } }, BIZ_PROMISE_BROKEN, 10000, 0, NULL },
  { "paid on the day",
    "2026-11-30",
    0,
    0,
    { { "2026-11-10", 10000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-10" },
  { "paid on the last day granted",
    "2026-11-30",
    0,
    0,
    { { "2026-11-13", 10000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-13" },
  { "a day late is broken",
    "2026-11-30",
    0,
    0,
    { { "2026-11-14", 10000 } },
    BIZ_PROMISE_BROKEN,
    10000,
    0,
    "2026-11-14" },
  { "kept before its day",
    "2026-11-05",
    0,
    0,
    { { "2026-11-04", 10000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-04" },
  { "two payments, both in time",
    "2026-11-30",
    0,
    0,
    { { "2026-11-12", 4000 }, { "2026-11-05", 6000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-12" },
  { "half of it in time, the rest open",
    "2026-11-30",
    0,
    5000,
    { { "2026-11-09", 5000 } },
    BIZ_PROMISE_PARTLY,
    10000,
    5000,
    NULL },
  { "half in time, half late",
    "2026-11-30",
    0,
    0,
    { { "2026-11-09", 5000 }, { "2026-11-20", 5000 } },
    BIZ_PROMISE_PARTLY,
    10000,
    5000,
    "2026-11-20" },
  { "half came, the day is not past",
    "2026-11-09",
    0,
    5000,
    { { "2026-11-05", 5000 } },
    BIZ_PROMISE_OPEN,
    10000,
    5000,
    NULL },
  { "a part was promised and came",
    "2026-11-30",
    4000,
    6000,
    { { "2026-11-10", 4000 } },
    BIZ_PROMISE_KEPT,
    4000,
    4000,
    "2026-11-10" },
  { "a cent too little",
    "2026-11-30",
    4000,
    6001,
    { { "2026-11-10", 3999 } },
    BIZ_PROMISE_PARTLY,
    4000,
    3999,
    NULL },
  { "more promised than was open",
    "2026-11-30",
    90000,
    0,
    { { "2026-11-10", 10000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-10" },
  { "what came before does not count",
    "2026-11-30",
    0,
    10000,
    { { "2026-11-01", 5000 } },
    BIZ_PROMISE_BROKEN,
    10000,
    0,
    NULL },
  { "what came on the same day counts",
    "2026-11-30",
    0,
    0,
    { { "2026-11-02", 10000 } },
    BIZ_PROMISE_KEPT,
    10000,
    10000,
    "2026-11-02" },
  { "paid before it was promised",
    "2026-11-30",
    0,
    0,
    { { "2026-10-31", 10000 } },
    BIZ_PROMISE_SETTLED,
    0,
    0,
    NULL },
  { "credited: nothing had to come",
    "2026-11-30",
    0,
    0,
    { { "2026-11-20", 10000, TRUE } },
    BIZ_PROMISE_SETTLED,
    0,
    0,
    NULL },
  { "half credited, half paid in time",
    "2026-11-30",
    0,
    0,
    { { "2026-11-20", 5000, TRUE }, { "2026-11-10", 5000 } },
    BIZ_PROMISE_KEPT,
    5000,
    5000,
    "2026-11-10" },
  { "half credited, half paid late",
    "2026-11-30",
    0,
    0,
    { { "2026-11-09", 5000, TRUE }, { "2026-11-28", 5000 } },
    BIZ_PROMISE_BROKEN,
    5000,
    0,
    "2026-11-28" },
};

static BizPromise *
make (gint64 promised)
{
  g_autofree char *amount = promised > 0
                                ? g_strdup_printf (" amount=%d.%02d currency=EUR",
                                                   (int)(promised / 100), (int)(promised % 100))
                                : g_strdup ("");
  g_autofree char *line = g_strdup_printf ("promise date=2026-11-10%s", amount);
  g_autoptr (BizDecisionNote) note = collect_note (7, "account.move", 5, "2026-11-02", line);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return biz_promise_new (note, zone);
}

static void
test_judge (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (BizPromise) promise = make (one->promised);
      BizMoney open = biz_money_from_minor (one->open, "EUR", 2);
      BizPromiseFlow flows[MAX_FLOWS];
      GDate today = collect_day (one->today);
      GDate paid_on = collect_day (one->paid_on);
      gsize n = 0;

      for (; n < MAX_FLOWS && one->flows[n].date != NULL; n++)
        flows[n] = (BizPromiseFlow){ 5, collect_day (one->flows[n].date), one->flows[n].minor,
                                     one->flows[n].is_credit_note };
      g_test_message ("%s", one->what);
      biz_promise_judge (promise, &today, 3, &open, flows, n);
      g_assert_cmpint (promise->state, ==, one->state);
      g_assert_cmpint (promise->wanted.minor, ==, one->wanted);
      g_assert_cmpint (promise->in_time.minor, ==, one->in_time);
      g_assert_cmpint (g_date_valid (&promise->paid_on), ==, one->paid_on != NULL);
      if (one->paid_on != NULL)
        g_assert_cmpint (g_date_compare (&promise->paid_on, &paid_on), ==, 0);
      g_assert_cmpint (biz_promise_is_broken (promise), ==,
                       one->state == BIZ_PROMISE_BROKEN || one->state == BIZ_PROMISE_PARTLY);
    }
}

static void
test_no_tolerance (void)
{
  g_autoptr (BizPromise) promise = make (0);
  BizMoney open = biz_money_from_minor (0, "EUR", 2);
  BizPromiseFlow flow = { 5, collect_day ("2026-11-11"), 10000, FALSE };
  GDate today = collect_day ("2026-11-30");

  biz_promise_judge (promise, &today, 0, &open, &flow, 1);
  g_assert_cmpint (promise->state, ==, BIZ_PROMISE_BROKEN);
  biz_promise_judge (promise, &today, 1, &open, &flow, 1);
  g_assert_cmpint (promise->state, ==, BIZ_PROMISE_KEPT);
}

static void
test_other_currency (void)
{
  g_autoptr (BizPromise) promise = make (4000);
  BizMoney open = biz_money_from_minor (10000, "USD", 2);
  GDate today = collect_day ("2026-11-30");

  /* An amount of another currency cannot be compared: all of it was promised. */
  biz_promise_judge (promise, &today, 3, &open, NULL, 0);
  g_assert_cmpint (promise->wanted.minor, ==, 10000);
  g_assert_cmpstr (promise->wanted.currency, ==, "USD");
}

/* Notes of one customer, and what becomes of each. */
static const struct
{
  const char *what;
  struct
  {
    const char *model;
    gint64 id;
    const char *day;
    const char *line;
    BizPromiseState state;
  } notes[3];
} replaced[] = {
  { "a later one by its day takes its place",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_REPLACED },
      { "account.move", 5, "2026-11-10", "promise date=2026-11-20", BIZ_PROMISE_OPEN } } },
  { "after its day it stays broken",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_OPEN },
      { "account.move", 5, "2026-11-11", "promise date=2026-11-20", BIZ_PROMISE_OPEN } } },
  { "another invoice is another promise",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_OPEN },
      { "account.move", 6, "2026-11-03", "promise date=2026-11-20", BIZ_PROMISE_OPEN } } },
  { "one for several invoices covers those it names",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_REPLACED },
      { "account.move", 7, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_OPEN },
      { "res.partner", 1, "2026-11-03", "promise date=2026-11-20 invoices=5,6",
        BIZ_PROMISE_OPEN } } },
  { "an amount for the account comes beside it",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_OPEN },
      { "res.partner", 1, "2026-11-03", "promise date=2026-11-20 amount=50.00 currency=EUR",
        BIZ_PROMISE_OPEN } } },
  { "all of the account covers it",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_REPLACED },
      { "res.partner", 1, "2026-11-03", "promise date=2026-11-20", BIZ_PROMISE_OPEN } } },
  { "what is taken back for the account leaves an invoice's",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_OPEN },
      { "res.partner", 1, "2026-11-03", "promise date=2026-11-20 amount=50.00 currency=EUR",
        BIZ_PROMISE_TAKEN_BACK },
      { "res.partner", 1, "2026-11-04", "promise date=2026-11-20 state=withdrawn",
        BIZ_PROMISE_TAKEN_BACK } } },
  { "one of an invoice leaves that for the account",
    { { "res.partner", 1, "2026-11-02", "promise date=2026-11-10 amount=50.00 currency=EUR",
        BIZ_PROMISE_OPEN },
      { "account.move", 5, "2026-11-03", "promise date=2026-11-20", BIZ_PROMISE_OPEN } } },
  { "taken back, also after its day",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_TAKEN_BACK },
      { "account.move", 5, "2026-11-15", "promise date=2026-11-10 state=withdrawn",
        BIZ_PROMISE_TAKEN_BACK } } },
  { "and given anew after that",
    { { "account.move", 5, "2026-11-02", "promise date=2026-11-10", BIZ_PROMISE_TAKEN_BACK },
      { "account.move", 5, "2026-11-03", "promise date=2026-11-10 state=withdrawn",
        BIZ_PROMISE_TAKEN_BACK },
      { "account.move", 5, "2026-11-04", "promise date=2026-11-12", BIZ_PROMISE_OPEN } } },
};

static void
test_replace (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (replaced); i++)
    {
      g_autoptr (GPtrArray) promises =
          g_ptr_array_new_with_free_func ((GDestroyNotify)biz_promise_free);

      g_test_message ("%s", replaced[i].what);
      for (guint j = 0; j < 3 && replaced[i].notes[j].model != NULL; j++)
        {
          g_autoptr (BizDecisionNote) note =
              collect_note (j + 1, replaced[i].notes[j].model, replaced[i].notes[j].id,
                            replaced[i].notes[j].day, replaced[i].notes[j].line);

          g_ptr_array_add (promises, biz_promise_new (note, zone));
        }
      biz_promise_replace (promises);
      for (guint j = 0; j < promises->len; j++)
        g_assert_cmpint (((BizPromise *)promises->pdata[j])->state, ==, replaced[i].notes[j].state);
    }
}

static void
test_read (void)
{
  static const char *const none[] = { "promise", "promise date=soon", "promise date=2026-02-31",
                                      "hold cause=limit" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * 3600);
  g_autoptr (BizDecisionNote) late =
      collect_note (1, "account.move", 5, "2026-11-02", "promise date=2026-11-10 amount=-5");
  g_autoptr (BizPromise) promise = biz_promise_new (late, zone);
  GDate made = collect_day ("2026-11-02");

  g_assert_false (promise->has_amount);
  g_assert_cmpint (g_date_compare (&promise->made, &made), ==, 0);
  g_assert_true (biz_promise_names (promise, 5));
  g_assert_false (biz_promise_names (promise, 6));
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (BizDecisionNote) note = collect_note (1, "account.move", 5, "2026-11-02", none[i]);

      g_assert_null (biz_promise_new (note, zone));
    }
}

static void
test_describe (void)
{
  g_autoptr (BizPromise) promise = make (4000);
  BizMoney open = biz_money_from_minor (10000, "EUR", 2);
  BizPromiseFlow flow = { 5, collect_day ("2026-11-09"), 1000, FALSE };
  GDate today = collect_day ("2026-11-30");
  g_autofree char *text = NULL;

  biz_promise_judge (promise, &today, 3, &open, &flow, 1);
  text = biz_promise_describe (promise);
  g_assert_nonnull (strstr (text, "40.00"));
  g_assert_nonnull (strstr (text, "10.00"));
  g_assert_nonnull (strstr (text, "kept in part"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/promise/judge", test_judge);
  g_test_add_func ("/biz/promise/no-tolerance", test_no_tolerance);
  g_test_add_func ("/biz/promise/other-currency", test_other_currency);
  g_test_add_func ("/biz/promise/replace", test_replace);
  g_test_add_func ("/biz/promise/read", test_read);
  g_test_add_func ("/biz/promise/describe", test_describe);

  return g_test_run ();
}
