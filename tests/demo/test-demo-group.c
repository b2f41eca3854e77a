/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"
#include "demo-period.h"

static const struct
{
  DemoPeriod period;
  const char *first;
  const char *end;
  const char *label;
} periods[] = {
  { DEMO_PERIOD_DAY, "2026-11-22", "2026-11-23", "22 Nov 2026" },
  { DEMO_PERIOD_WEEK, "2026-09-27", "2026-10-04", "W40 2026" },
  { DEMO_PERIOD_WEEK, "2026-11-22", "2026-11-29", "W48 2026" },
  { DEMO_PERIOD_WEEK, "2025-12-28", "2026-01-04", "W1 2026" },
  { DEMO_PERIOD_MONTH, "2026-12-01", "2027-01-01", "December 2026" },
  { DEMO_PERIOD_QUARTER, "2026-10-01", "2027-01-01", "Q4 2026" },
  { DEMO_PERIOD_YEAR, "2026-01-01", "2027-01-01", "2026" },
};

static void
test_periods (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *end = demo_period_end (periods[i].period, periods[i].first);
      g_autofree char *label = demo_period_label (periods[i].period, periods[i].first);

      g_assert_cmpstr (end, ==, periods[i].end);
      g_assert_cmpstr (label, ==, periods[i].label);
    }
}

typedef struct
{
  const char *args;
  const char *expected;
} Case;

static const Case cases_19[] = {
  { "{'domain': [], 'aggregates': ['__count', 'amount:sum']}",
    "[{\"__extra_domain\": [[1, \"=\", 1]], \"__count\": 6, \"amount:sum\": 357.2}]" },
  { "{'domain': [['id', '=', 0]], 'aggregates': ['__count', 'amount:sum', 'date:max',"
    " 'amount:avg']}",
    "[{\"__extra_domain\": [[1, \"=\", 1]], \"__count\": 0, \"amount:sum\": false, \"date:max\": "
    "false, \"amount:avg\": false}]" },
  { "{'domain': [['id', '=', 0]], 'groupby': ['state'], 'aggregates': ['__count']}", "[]" },
  { "{'domain': [], 'groupby': ['state'], 'aggregates': ['__count']}",
    "[{\"state\": \"cancel\", \"__extra_domain\": [[\"state\", \"=\", \"cancel\"]], \"__count\": "
    "1}, {\"state\": \"done\", \"__extra_domain\": [[\"state\", \"=\", \"done\"]], \"__count\": 2}"
    ", {\"state\": \"draft\", \"__extra_domain\": [[\"state\", \"=\", \"draft\"]], \"__count\": "
    "3}]" },
  { "{'domain': [], 'groupby': ['partner_id'], 'aggregates': ['amount:sum'], 'order':"
    " 'amount:sum desc', 'limit': 1}",
    "[{\"partner_id\": [2, \"Acme\"], \"__extra_domain\": [[\"partner_id\", \"=\", 2]], "
    "\"amount:sum\": 207.2}]" },
  { "{'domain': [], 'groupby': ['partner_id'], 'aggregates': [], 'order': 'partner_id desc'}",
    "[{\"partner_id\": [5, \"Beta\"], \"__extra_domain\": [[\"partner_id\", \"=\", 5]]}, "
    "{\"partner_id\": [3, \"Acme Paris\"], \"__extra_domain\": [[\"partner_id\", \"=\", 3]]}, "
    "{\"partner_id\": [2, \"Acme\"], \"__extra_domain\": [[\"partner_id\", \"=\", 2]]}]" },
  { "{'domain': [], 'groupby': ['date:month'], 'aggregates': ['__count']}",
    "[{\"date:month\": [\"2026-09-01\", \"September 2026\"], \"__extra_domain\": [\"&\", "
    "[\"date\", \">=\", \"2026-09-01\"], [\"date\", \"<\", \"2026-10-01\"]], \"__count\": 1}, "
    "{\"date:month\": [\"2026-10-01\", \"October 2026\"], \"__extra_domain\": [\"&\", [\"date\", "
    "\">=\", \"2026-10-01\"], [\"date\", \"<\", \"2026-11-01\"]], \"__count\": 3}, "
    "{\"date:month\": [\"2026-11-01\", \"November 2026\"], \"__extra_domain\": [\"&\", [\"date\", "
    "\">=\", \"2026-11-01\"], [\"date\", \"<\", \"2026-12-01\"]], \"__count\": 1}, "
    "{\"date:month\": false, \"__extra_domain\": [[\"date\", \"=\", false]], \"__count\": 1}]" },
  { "{'domain': [['date', '!=', false]], 'groupby': ['date:quarter', 'state'], 'aggregates':"
    " ['amount:max'], 'limit': 1, 'offset': 1}",
    "[{\"date:quarter\": [\"2026-10-01\", \"Q4 2026\"], \"state\": \"cancel\", "
    "\"__extra_domain\": [\"&\", \"&\", [\"date\", \">=\", \"2026-10-01\"], [\"date\", \"<\", "
    "\"2027-01-01\"], [\"state\", \"=\", \"cancel\"]], \"amount:max\": -50.0}]" },
  { "{'domain': [['id', '=', 1]], 'groupby': ['date:week']}",
    "[{\"date:week\": [\"2026-09-27\", \"W40 2026\"], \"__extra_domain\": [\"&\", [\"date\", "
    "\">=\", \"2026-09-27\"], [\"date\", \"<\", \"2026-10-04\"]]}]" },
  { "{'domain': [['id', '=', 1]], 'groupby': ['stamp:day', 'date:year'], 'aggregates': []}",
    "[{\"stamp:day\": [\"2026-09-30 00:00:00\", \"30 Sep 2026\"], \"date:year\": [\"2026-01-01\","
    " \"2026\"], \"__extra_domain\": [\"&\", \"&\", \"&\", [\"stamp\", \">=\", "
    "\"2026-09-30 00:00:00\"], [\"stamp\", \"<\", \"2026-10-01 00:00:00\"], [\"date\", \">=\", "
    "\"2026-01-01\"], [\"date\", \"<\", \"2027-01-01\"]]}]" },
  { "{'domain': [], 'groupby': ['urgent'], 'aggregates': ['partner_id:count_distinct',"
    " 'id:array_agg', 'amount:avg', 'amount:min', 'note:count', 'urgent:bool_or']}",
    "[{\"urgent\": false, \"__extra_domain\": [[\"urgent\", \"=\", false]], "
    "\"partner_id:count_distinct\": 3, \"id:array_agg\": [2, 3, 4, 5, 6], \"amount:avg\": 51.42, "
    "\"amount:min\": -50.0, \"note:count\": 2, \"urgent:bool_or\": false}, {\"urgent\": true, "
    "\"__extra_domain\": [[\"urgent\", \"=\", true]], \"partner_id:count_distinct\": 1, "
    "\"id:array_agg\": [1], \"amount:avg\": 100.1, \"amount:min\": 100.1, \"note:count\": 1, "
    "\"urgent:bool_or\": true}]" },
  { "{'domain': [], 'groupby': ['tag_ids'], 'aggregates': ['__count']}",
    "[{\"tag_ids\": [2, \"Blue\"], \"__extra_domain\": [[\"tag_ids\", \"=\", 2]], \"__count\": 2},"
    " {\"tag_ids\": [3, \"Green\"], \"__extra_domain\": [[\"tag_ids\", \"=\", 3]], \"__count\": 1}"
    ", {\"tag_ids\": [1, \"Red\"], \"__extra_domain\": [[\"tag_ids\", \"=\", 1]], \"__count\": 1},"
    " {\"tag_ids\": false, \"__extra_domain\": [[\"tag_ids\", \"=\", false]], \"__count\": 3}]" },
  { "{'domain': [], 'groupby': ['state'], 'aggregates': ['amount:sum'], 'having': [['amount:sum',"
    " '>', 200]]}",
    "[{\"state\": \"done\", \"__extra_domain\": [[\"state\", \"=\", \"done\"]], \"amount:sum\": "
    "300.1}]" },
  { "{'domain': [], 'groupby': ['partner_name'], 'aggregates': ['double_count:sum'], 'limit': 1}",
    "[{\"partner_name\": \"Acme\", \"__extra_domain\": [[\"partner_name\", \"=\", \"Acme\"]], "
    "\"double_count:sum\": 14}]" },
  { "{'domain': [], 'groupby': ['odd']}", "ValueError" },
  { "{'domain': [], 'groupby': ['date']}", "ValueError" },
  { "{'domain': [], 'groupby': ['date:fortnight']}", "ValueError" },
  { "{'domain': [], 'groupby': ['state:month']}", "ValueError" },
  { "{'domain': [], 'groupby': ['line_ids']}", "ValueError" },
  { "{'domain': [], 'aggregates': ['amount']}", "ValueError" },
  { "{'domain': [], 'aggregates': ['amount:median']}", "ValueError" },
  { "{'domain': [], 'aggregates': ['odd:sum']}", "ValueError" },
  { "{'domain': [], 'aggregates': [1]}", "TypeError" },
  { "{'domain': 'x', 'aggregates': ['__count']}", "TypeError" },
  { "{'domain': [], 'groupby': ['state'], 'order': 'odd'}", "ValueError" },
  { "{'domain': [], 'groupby': ['state'], 'order': 'state; --'}", "ValueError" },
  { "{'domain': [], 'groupby': ['state'], 'having': [['x', '>', 1]]}", "ValueError" },
};

static void
test_19 (void)
{
  Fixture fixture;

  fixture_open (&fixture, 19, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (cases_19); i++)
    {
      g_autofree char *told =
          fixture_call (&fixture, "x.order", "formatted_read_group", cases_19[i].args);

      if (g_strcmp0 (told, cases_19[i].expected) != 0)
        g_error ("%s gives %s, not %s", cases_19[i].args, told, cases_19[i].expected);
    }
  fixture_assert_call (&fixture, "x.order", "web_read_group",
                       "{'domain': [], 'groupby': ['state'], 'aggregates': ['amount:sum'],"
                       " 'limit': 1}",
                       "{\"groups\": [{\"state\": \"cancel\", \"__extra_domain\": [[\"state\", "
                       "\"=\", \"cancel\"]], \"amount:sum\": -50.0, \"__count\": 1}], \"length\": "
                       "3}");
  /* Days of a time are those of the zone. */
  fixture_sign_in (&fixture, "clerk", "{\"tz\": \"Europe/Berlin\"}");
  fixture_assert_call (&fixture, "x.order", "formatted_read_group",
                       "{'domain': [['stamp', '!=', false]], 'groupby': ['stamp:day'],"
                       " 'aggregates': ['__count']}",
                       "[{\"stamp:day\": [\"2026-09-30 22:00:00\", \"01 Oct 2026\"], "
                       "\"__extra_domain\": [\"&\", [\"stamp\", \">=\", \"2026-09-30 22:00:00\"], "
                       "[\"stamp\", \"<\", \"2026-10-01 22:00:00\"]], \"__count\": 2}]");
  fixture_close (&fixture);
}

static const Case cases_17[] = {
  { "{'domain': [['state', '=', 'done'], ['count', '>', 0]], 'fields': ['amount:sum'], 'groupby':"
    " ['date:month'], 'lazy': false, 'limit': 1}",
    "[{\"date:month\": \"September 2026\", \"__count\": 1, \"amount\": 100.1, \"__domain\": "
    "[\"&\", \"&\", [\"state\", \"=\", \"done\"], [\"count\", \">\", 0], \"&\", [\"date\", \">=\", "
    "\"2026-09-01\"], [\"date\", \"<\", \"2026-10-01\"]], \"__range\": {\"date:month\": {\"from\": "
    "\"2026-09-01\", \"to\": \"2026-10-01\"}}}]" },
  { "{'domain': [], 'fields': ['amount'], 'groupby': ['state', 'urgent'], 'limit': 1}",
    "[{\"state\": \"cancel\", \"state_count\": 1, \"amount\": -50.0, \"__domain\": [[\"state\", "
    "\"=\", \"cancel\"]], \"__context\": {\"group_by\": [\"urgent\"]}}]" },
  { "{'domain': [], 'fields': ['x:sum(amount)', 'amount:avg', 'name'], 'groupby': ['partner_id',"
    " 'state'], 'lazy': false, 'limit': 1}",
    "[{\"partner_id\": [2, \"Acme\"], \"state\": \"done\", \"__count\": 1, \"x\": 100.1, "
    "\"amount\": 100.1, \"__domain\": [\"&\", [\"partner_id\", \"=\", 2], [\"state\", \"=\", "
    "\"done\"]]}]" },
  { "{'domain': [['id', '=', 4]], 'fields': ['__count'], 'groupby': ['date']}",
    "[{\"date\": false, \"date_count\": 1, \"__domain\": [\"&\", [\"id\", \"=\", 4], [\"date\", "
    "\"=\", false]], \"__range\": {\"date\": false}}]" },
  { "{'domain': [['id', '=', 0]], 'fields': ['amount:sum'], 'groupby': []}",
    "[{\"__count\": 0, \"amount\": false, \"__domain\": [[\"id\", \"=\", 0]]}]" },
  { "{'domain': [], 'fields': ['odd:sum'], 'groupby': []}", "ValueError" },
};

static void
test_17 (void)
{
  Fixture fixture;

  fixture_open (&fixture, 17, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (cases_17); i++)
    {
      g_autofree char *told = fixture_call (&fixture, "x.order", "read_group", cases_17[i].args);

      if (g_strcmp0 (told, cases_17[i].expected) != 0)
        g_error ("%s gives %s, not %s", cases_17[i].args, told, cases_17[i].expected);
    }
  fixture_assert_call (&fixture, "x.order", "web_read_group",
                       "{'domain': [], 'groupby': ['state'], 'fields': ['amount'], 'limit': 1,"
                       " 'offset': 2}",
                       "{\"groups\": [{\"state\": \"draft\", \"state_count\": 3, \"amount\": "
                       "107.1, \"__domain\": [[\"state\", \"=\", \"draft\"]]}], \"length\": 3}");
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/group/periods", test_periods);
  g_test_add_func ("/demo/group/19", test_19);
  g_test_add_func ("/demo/group/17", test_17);
  return g_test_run ();
}
