/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-desk-known.h"
#include "biz-desk-visit.h"
#include "test-values.h"

#define NORTH 1
#define ACME 10

#define LIMIT BIZ_DESK_BIT (BIZ_DESK_CAUSE_LIMIT)
#define OVERDUE BIZ_DESK_BIT (BIZ_DESK_CAUSE_OVERDUE)
#define TERMS BIZ_DESK_BIT (BIZ_DESK_CAUSE_TERMS)
#define PROMISE BIZ_DESK_BIT (BIZ_DESK_CAUSE_PROMISE)

static BizMoney
euros (gint64 minor)
{
  return biz_money_from_minor (minor, "EUR", 2);
}

/* Somebody who owes @open since @due and may owe @limit; 0: no limit. */
static BizExposureBook *
make_exposures (const char *due, gint64 open, gint64 limit)
{
  GDate today = test_make_day ("2026-11-23");
  BizExposureBook *book = biz_exposure_book_new (&today);
  BizMoney zero = euros (0);
  BizExposureItem item = { .company_id = NORTH, .partner_id = ACME };
  BizExposureParty party = { .id = ACME, .group_id = ACME };
  BizCreditAccount account = { .group_id = ACME, .company_id = NORTH, .term_days = -1 };

  biz_exposure_book_add_company (book, NORTH, "North", &zero);
  item.due = test_make_day (due);
  item.open = item.open_document = euros (open);
  if (open != 0)
    biz_exposure_book_add_item (book, &item);
  party.name = g_ref_string_new ("Acme");
  party.group = g_ref_string_new ("Acme");
  biz_exposure_book_take_party (book, &party);
  account.uses_limits = limit > 0;
  account.kind = limit > 0 ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
  account.limit = euros (limit);
  account.insured = euros (0);
  biz_exposure_book_take_account (book, &account);
  biz_exposure_book_seal (book);

  return book;
}

static BizDeskOrder *
make_order (gint64 minor)
{
  BizDeskOrder *order = biz_desk_order_new ();

  order->id = 1;
  order->group_id = order->partner_id = ACME;
  order->company_id = NORTH;
  order->term_id = 5;
  order->value = order->company_value = euros (minor);
  order->is_open = TRUE;

  return order;
}

static BizDeskKnown *
make_known (const char *seen)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = seen != NULL ? g_date_time_new_from_iso8601 (seen, utc) : NULL;
  const BizDeskClock clock = { test_make_day ("2026-11-23"), utc, time };

  return biz_desk_known_new (&clock);
}

static BizPolicy *
make_policy (const char *credit)
{
  g_autofree char *json = g_strdup_printf ("{\"version\":1,\"credit\":{%s}}", credit);
  g_autofree char *file = g_base64_encode ((const guchar *)json, strlen (json));
  g_autoptr (GError) error = NULL;
  BizPolicy *policy = biz_policy_new_from_file (file, &error);

  g_assert_no_error (error);

  return policy;
}

static void
test_causes (void)
{
  static const struct
  {
    const char *say;
    const char *due;
    gint64 open;
    gint64 limit;
    gint64 order;
    const char *policy; /* (nullable): the program's own */
    int term;
    const char *broken; /* (nullable) */
    guint causes;
  } cases[] = {
    { "within the limit", "2026-12-01", 5000, 10000, 5000, NULL, 30, NULL, 0 },
    { "over by a cent", "2026-12-01", 5000, 10000, 5001, NULL, 30, NULL, LIMIT },
    { "no limit", "2026-12-01", 5000, 0, 900000, NULL, 30, NULL, 0 },
    { "overdue for 30 days", "2026-10-24", 5000, 0, 100, NULL, 30, NULL, 0 },
    { "and for 31", "2026-10-23", 5000, 0, 100, NULL, 30, NULL, OVERDUE },
    { "both", "2026-10-01", 5000, 5000, 100, NULL, 30, NULL, LIMIT | OVERDUE },
    { "a broken promise", "2026-12-01", 5000, 0, 100, NULL, 30, "2026-11-10", PROMISE },
    { "terms are not looked at", "2026-12-01", 0, 0, 100, NULL, 90, NULL, 0 },
    { "but where the policy says so", "2026-12-01", 0, 0, 100, "\"standard_terms_days\":60", 90,
      NULL, TERMS },
    { "limits are not looked at", "2026-12-01", 5000, 5000, 100, "\"hold_over_limit\":false", 30,
      NULL, 0 },
    { "other days", "2026-11-12", 5000, 0, 100, "\"hold_overdue_days\":10", 30, NULL, OVERDUE },
    { "amounts", "2026-11-22", 5000, 0, 100, "\"hold_overdue_above\":{\"EUR\":49.99}", 30, NULL,
      OVERDUE },
    { "one promise does not count", "2026-12-01", 5000, 0, 100, "\"hold_broken_promises\":2", 30,
      "2026-11-10", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDeskKnown) known = make_known (NULL);
      g_autoptr (BizExposureBook) book =
          make_exposures (cases[i].due, cases[i].open, cases[i].limit);
      g_autoptr (BizDeskOrder) order = make_order (cases[i].order);
      BizDeskVerdict verdict;

      g_test_message ("%s", cases[i].say);
      g_assert_false (biz_desk_known_judge (order, &verdict, known));
      biz_desk_known_add_exposures (known, book);
      biz_desk_known_set_term (known, 5, cases[i].term);
      if (cases[i].broken != NULL)
        {
          GDate day = test_make_day (cases[i].broken);

          biz_desk_known_set_broken (known, ACME, 1, &day);
        }
      if (cases[i].policy != NULL)
        {
          g_autoptr (BizPolicy) policy = make_policy (cases[i].policy);

          biz_desk_known_set_policy (known, NORTH, policy);
        }
      g_assert_true (biz_desk_known_judge (order, &verdict, known));
      g_assert_cmpuint (verdict.causes, ==, cases[i].causes);
      g_assert_true ((verdict.text != NULL) == (cases[i].causes != 0));
      g_assert_false (verdict.is_newly_over || verdict.has_paid || verdict.broke_promise);
    }
}

/* What came since is told apart from what was. */
static void
test_movements (void)
{
  static const struct
  {
    const char *say;
    BizDeskMovement movement;
    gboolean is_newly_over;
    gboolean has_paid;
  } cases[] = {
    { "nothing", { 0, 0 }, FALSE, FALSE },
    { "an invoice that made the difference", { 2000, 0 }, TRUE, FALSE },
    { "one that did not", { 500, 0 }, FALSE, FALSE },
    { "a receipt", { -300, 300 }, FALSE, TRUE },
    { "more invoiced than paid", { 1500, 300 }, TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDeskKnown) known = make_known ("2026-11-22T00:00:00Z");
      /* 100.00 open and 10.00 ordered, 100.00 allowed: over by 10.00 */
      g_autoptr (BizExposureBook) book = make_exposures ("2026-12-01", 10000, 10000);
      g_autoptr (BizDeskOrder) order = make_order (1000);
      const BizDeskMovement part = { cases[i].movement.balance / 2, 0 };
      BizDeskMovement rest = cases[i].movement;
      BizDeskVerdict verdict;

      g_test_message ("%s", cases[i].say);
      rest.balance -= part.balance;
      biz_desk_known_add_exposures (known, book);
      biz_desk_known_add_movement (known, ACME, NORTH, &part);
      biz_desk_known_add_movement (known, ACME, NORTH, &rest);
      biz_desk_known_add_movement (known, ACME, NORTH + 1, &(BizDeskMovement){ 9999, 9999 });
      g_assert_true (biz_desk_known_judge (order, &verdict, known));
      g_assert_cmpuint (verdict.causes, ==, LIMIT);
      g_assert_cmpint (verdict.is_newly_over, ==, cases[i].is_newly_over);
      g_assert_cmpint (verdict.has_paid, ==, cases[i].has_paid);
    }
}

/* A promise breaks the day after its last day of grace. */
static void
test_promises (void)
{
  static const struct
  {
    const char *promised;
    const char *seen;
    int tolerance;
    gboolean just;
  } cases[] = {
    { "2026-11-18", "2026-11-21T08:00:00Z", -1, TRUE },
    { "2026-11-18", "2026-11-22T08:00:00Z", -1, FALSE },
    { "2026-11-18", "2026-11-22T08:00:00Z", 5, TRUE },
    { "2026-11-20", "2026-11-21T08:00:00Z", 0, FALSE },
    { "2026-11-21", "2026-11-21T08:00:00Z", 0, TRUE },
    { "2026-11-10", "2026-11-21T08:00:00Z", -1, FALSE },
    { "2026-11-10", NULL, -1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDeskKnown) known = make_known (cases[i].seen);
      g_autoptr (BizExposureBook) book = make_exposures ("2026-12-01", 100, 0);
      g_autoptr (BizDeskOrder) order = make_order (1000);
      GDate day = test_make_day (cases[i].promised);
      GDate earlier = test_make_day ("2026-10-01");
      BizDeskVerdict verdict;

      biz_desk_known_add_exposures (known, book);
      biz_desk_known_set_broken (known, ACME, 2, &day);
      biz_desk_known_set_broken (known, ACME, 1, &earlier);
      if (cases[i].tolerance >= 0)
        biz_desk_known_set_tolerance (known, (guint)cases[i].tolerance);
      g_assert_true (biz_desk_known_judge (order, &verdict, known));
      g_assert_cmpint (verdict.broke_promise, ==, cases[i].just);
    }
}

/* The book that knows the limit counts, whichever came first. */
static void
test_books (void)
{
  g_autoptr (BizDeskKnown) known = make_known (NULL);
  GDate today = test_make_day ("2026-11-23");
  g_autoptr (BizExposureBook) empty = biz_exposure_book_new (&today);
  g_autoptr (BizExposureBook) full = make_exposures ("2026-12-01", 500, 700);
  g_autoptr (BizDeskOrder) order = make_order (100);
  BizMoney zero = euros (0);
  BizExposure figures;

  biz_exposure_book_add_company (empty, NORTH, "North", &zero);
  biz_exposure_book_seal (empty);
  g_assert_false (biz_desk_known_has_exposures (known));
  biz_desk_known_add_exposures (known, empty);
  g_assert_true (biz_desk_known_has_exposures (known));
  g_assert_false (biz_desk_known_has_account (known, ACME, NORTH));
  biz_desk_known_add_exposures (known, full);
  g_assert_true (biz_desk_known_has_account (known, ACME, NORTH));
  g_assert_true (biz_desk_known_get_exposure (known, order, &figures));
  g_assert_cmpint (figures.total.minor, ==, 600);
  g_assert_cmpint (figures.document.minor, ==, 100);
  g_assert_cmpint (figures.limit.minor, ==, 700);
}

/* What is news in the morning is news in the evening. */
static void
test_visits (void)
{
  static const struct
  {
    const char *now;
    const char *seen;
  } visits[] = {
    { "2026-11-20T09:00:00+01", "2026-11-19T00:00:00+01" }, /* the first: since yesterday */
    { "2026-11-20T17:00:00+01", "2026-11-19T00:00:00+01" },
    { "2026-11-23T08:00:00+01", "2026-11-20T17:00:00+01" }, /* over the weekend */
    { "2026-11-23T18:00:00+01", "2026-11-20T17:00:00+01" },
    { "2026-11-24T08:00:00+01", "2026-11-23T00:00:00+01" },
    { "2026-11-22T08:00:00+01", "2026-11-21T00:00:00+01" }, /* a clock that was set back */
  };
  BizDeskVisit visit = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (visits[i].now, NULL);
      g_autoptr (GDateTime) seen = g_date_time_new_from_iso8601 (visits[i].seen, NULL);

      biz_desk_visit_begin (&visit, now);
      g_assert_cmpint (visit.seen, ==, g_date_time_to_unix (seen));
      g_assert_cmpint (visit.last, ==, g_date_time_to_unix (now));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-known/causes", test_causes);
  g_test_add_func ("/desk-known/movements", test_movements);
  g_test_add_func ("/desk-known/promises", test_promises);
  g_test_add_func ("/desk-known/books", test_books);
  g_test_add_func ("/desk-known/visits", test_visits);
  return g_test_run ();
}
