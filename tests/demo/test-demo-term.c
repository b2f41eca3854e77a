/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-term.h"

#define PERCENT(x) ((gint64)(x)*1000000)

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    int day;
  } days[] = {
    { "1970-01-01", 0 },
    { "1969-12-31", -1 },
    { "2000-02-29", 11016 },
    { "2026-11-22", 20779 },
    { "2026-02-29", DEMO_DAY_NONE },
    { "2026-13-01", DEMO_DAY_NONE },
    { "22.11.2026", DEMO_DAY_NONE },
    { "", DEMO_DAY_NONE },
    { "2026-11-22 10:00:00", 20779 },
  };
  char buffer[DEMO_DAY_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpint (demo_day_parse (days[i].text), ==, days[i].day);
  g_assert_cmpint (demo_day_parse (NULL), ==, DEMO_DAY_NONE);
  for (int day = -1000; day < 40000; day += 37)
    g_assert_cmpint (demo_day_parse (demo_day_format (day, buffer)), ==, day);
  g_assert_cmpint (demo_day_weekday (demo_day_parse ("2026-11-22")), ==, 6);
}

static void
test_due (void)
{
  static const struct
  {
    DemoTermDelay delay;
    int days, mday;
    const char *date, *due;
  } cases[] = {
    { DEMO_TERM_DAYS_AFTER, 30, 0, "2026-01-31", "2026-03-02" },
    { DEMO_TERM_DAYS_AFTER, 0, 0, "2026-01-31", "2026-01-31" },
    { DEMO_TERM_DAYS_AFTER_END_OF_MONTH, 10, 0, "2026-02-03", "2026-03-10" },
    { DEMO_TERM_DAYS_AFTER_END_OF_NEXT_MONTH, 0, 0, "2026-01-31", "2026-02-28" },
    { DEMO_TERM_DAYS_END_OF_MONTH_ON_THE, 30, 10, "2026-01-05", "2026-03-10" },
    { DEMO_TERM_DAYS_END_OF_MONTH_ON_THE, 30, 31, "2026-03-05", "2026-05-31" },
    { DEMO_TERM_DAYS_END_OF_MONTH_ON_THE, 30, 0, "2026-01-05", "2026-02-28" },
  };
  char buffer[DEMO_DAY_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DemoTermLine line = { .delay = cases[i].delay, .days = cases[i].days, .mday = cases[i].mday };

      g_assert_cmpstr (demo_day_format (demo_term_due (&line, demo_day_parse (cases[i].date)),
                                        buffer),
                       ==, cases[i].due);
    }
}

static void
test_split (void)
{
  static const DemoTermLine thirds[] = {
    { FALSE, 33333333, DEMO_TERM_DAYS_AFTER, 0, 0 },
    { FALSE, 33333333, DEMO_TERM_DAYS_AFTER, 30, 0 },
    { FALSE, 33333334, DEMO_TERM_DAYS_AFTER, 60, 0 },
  };
  static const DemoTermLine deposit[] = {
    { TRUE, PERCENT (50), DEMO_TERM_DAYS_AFTER, 0, 0 },
    { FALSE, PERCENT (100), DEMO_TERM_DAYS_AFTER, 30, 0 },
  };
  DemoInstalment parts[3];

  demo_term_split (thirds, 3, 0, 10000, 8000, 2, parts);
  g_assert_cmpint (parts[0].amount, ==, 3333);
  g_assert_cmpint (parts[1].amount, ==, 3333);
  g_assert_cmpint (parts[2].amount, ==, 3334);
  g_assert_cmpint (parts[0].balance + parts[1].balance + parts[2].balance, ==, 8000);

  /* The last part is what is left, whatever its percentage. */
  demo_term_split (deposit, 2, 0, -12345, -12345, 2, parts);
  g_assert_cmpint (parts[0].amount, ==, -5000);
  g_assert_cmpint (parts[1].amount, ==, -7345);
  demo_term_split (deposit, 2, 0, 12345, 24690, 2, parts);
  g_assert_cmpint (parts[0].balance, ==, 10000);
  g_assert_cmpint (parts[1].balance, ==, 14690);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/term/days", test_days);
  g_test_add_func ("/demo/term/due", test_due);
  g_test_add_func ("/demo/term/split", test_split);
  return g_test_run ();
}
