/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-working-time.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define H(n) ((n)*3600)

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static char *
format (gint64 time)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == G_MAXINT64 || time == G_MININT64)
    return g_strdup ("never");
  moment = g_date_time_new_from_unix_utc (time);
  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S");
}

/* Monday to Friday, 8 to 12 and 13 to 17 in Berlin; Friday until 15; the 9th of December is off. */
static BizWorkingTime *
make_office (void)
{
  BizWorkingHours hours[10];
  const BizWorkingLeave leave = { at ("2026-12-08T23:00:00"), at ("2026-12-09T23:00:00") };

  for (int i = 0; i < 5; i++)
    {
      hours[2 * i] = (BizWorkingHours){ .weekday = i + 1, .from = H (8), .until = H (12) };
      hours[2 * i + 1] =
          (BizWorkingHours){ .weekday = i + 1, .from = H (13), .until = i == 4 ? H (15) : H (17) };
    }
  return biz_working_time_new ("Europe/Berlin", hours, G_N_ELEMENTS (hours), &leave, 1, NULL);
}

static void
test_add (void)
{
  static const struct
  {
    const char *from;
    gint64 seconds;
    const char *expected;
  } rows[] = {
    /* Monday 9:00 there is 8:00 UTC in winter. */
    { "2026-11-23T08:00:00", H (1), "2026-11-23T09:00:00" },
    { "2026-11-23T08:00:00", H (3), "2026-11-23T11:00:00" },
    { "2026-11-23T08:00:00", H (3) + 1, "2026-11-23T12:00:01" },
    { "2026-11-23T11:30:00", 60, "2026-11-23T12:01:00" },
    { "2026-11-23T03:00:00", 60, "2026-11-23T07:01:00" },
    { "2026-11-23T15:30:00", H (1), "2026-11-24T07:30:00" },
    { "2026-11-23T08:00:00", H (8), "2026-11-24T08:00:00" },
    /* Friday ends at three; the weekend is free. */
    { "2026-11-27T13:00:00", H (2), "2026-11-30T08:00:00" },
    { "2026-11-28T10:00:00", H (1), "2026-11-30T08:00:00" },
    /* Wednesday the 9th is off. */
    { "2026-12-08T15:00:00", H (2), "2026-12-10T08:00:00" },
    { "2026-12-09T10:00:00", 1, "2026-12-10T07:00:01" },
    /* Summer time ends on the 25th of October: 8:00 is 6:00 UTC before, 7:00 after. */
    { "2026-10-23T12:30:00", H (1), "2026-10-26T07:30:00" },
    { "2026-03-27T13:30:00", H (1), "2026-03-30T06:30:00" },
    { "2026-11-23T08:00:00", 0, "2026-11-23T08:00:00" },
    { "2026-11-28T10:00:00", 0, "2026-11-28T10:00:00" },
    /* Backwards. */
    { "2026-11-23T09:00:00", -H (1), "2026-11-23T08:00:00" },
    { "2026-11-23T07:30:00", -H (1), "2026-11-20T13:30:00" },
    { "2026-11-29T10:00:00", -60, "2026-11-27T13:59:00" },
    { "2026-12-10T07:30:00", -H (1), "2026-12-08T15:30:00" },
    { "2026-11-23T08:00:00", H (100000), "never" },
    { "2026-11-23T08:00:00", -H (100000), "never" },
  };
  g_autoptr (BizWorkingTime) office = make_office ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *told =
          format (biz_working_time_add (office, at (rows[i].from), rows[i].seconds));

      g_test_message ("row %u", i);
      g_assert_cmpstr (told, ==, rows[i].expected);
    }
}

static void
test_between (void)
{
  static const struct
  {
    const char *from, *until;
    gint64 seconds;
  } rows[] = {
    { "2026-11-23T08:00:00", "2026-11-23T09:00:00", H (1) },
    { "2026-11-23T10:30:00", "2026-11-23T12:30:00", H (1) },
    { "2026-11-23T11:00:00", "2026-11-23T12:00:00", 0 },
    { "2026-11-23T00:00:00", "2026-11-24T00:00:00", H (8) },
    { "2026-11-23T00:00:00", "2026-11-30T00:00:00", H (38) },
    { "2026-12-07T00:00:00", "2026-12-14T00:00:00", H (30) },
    { "2026-11-27T13:30:00", "2026-11-30T07:15:00", H (1) / 2 + 900 },
    { "2026-11-23T09:00:00", "2026-11-23T08:00:00", -H (1) },
    { "2026-11-30T00:00:00", "2026-11-23T00:00:00", -H (38) },
    { "2026-11-28T00:00:00", "2026-11-28T23:00:00", 0 },
    { "2026-10-24T00:00:00", "2026-10-27T00:00:00", H (8) },
  };
  g_autoptr (BizWorkingTime) office = make_office ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (biz_working_time_between (office, at (rows[i].from), at (rows[i].until)), ==,
                       rows[i].seconds);
    }
}

/* The first and second week of two; 2026-11-23 is in a first, as the server counts. */
static void
test_two_weeks (void)
{
  const BizWorkingHours hours[] = {
    { .weekday = 1, .week = 1, .from = H (8), .until = H (12) },
    { .weekday = 1, .week = 2, .from = H (14), .until = H (16) },
    { .weekday = 2, .from = H (9), .until = H (10) },
  };
  g_autoptr (BizWorkingTime) self =
      biz_working_time_new ("UTC", hours, G_N_ELEMENTS (hours), NULL, 0, NULL);
  const gint64 monday = at ("2026-11-23T00:00:00");
  const gint64 first = biz_working_time_between (self, monday, monday + H (24));
  const gint64 second = biz_working_time_between (self, monday + H (168), monday + H (192));
  const gint64 third = biz_working_time_between (self, monday + H (336), monday + H (360));

  /* (739943 - 1) / 7 is even */
  g_assert_cmpint (first, ==, H (4));
  g_assert_cmpint (second, ==, H (2));
  g_assert_cmpint (third, ==, first);
  g_assert_cmpint (biz_working_time_between (self, monday + H (24), monday + H (48)), ==, H (1));
  g_assert_cmpint (biz_working_time_between (self, monday + H (192), monday + H (216)), ==, H (1));
}

/* Minute by minute, by the clock on the wall and nothing that the type under test knows. */
static gboolean
is_open_slowly (GTimeZone *zone,
                const BizWorkingHours *hours,
                guint n_hours,
                const BizWorkingLeave *leaves,
                guint n_leaves,
                gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
  const int second = H (g_date_time_get_hour (there)) + 60 * g_date_time_get_minute (there);
  GDate date;
  int week;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (there),
                  (GDateMonth)g_date_time_get_month (there),
                  (GDateYear)g_date_time_get_year (there));
  week = (int)((g_date_get_julian (&date) - 1) / 7 % 2) + 1;
  for (guint i = 0; i < n_leaves; i++)
    if (time >= leaves[i].from && time < leaves[i].until)
      return FALSE;
  for (guint i = 0; i < n_hours; i++)
    if (hours[i].weekday == g_date_time_get_day_of_week (there)
        && (hours[i].week == 0 || hours[i].week == week) && second >= hours[i].from
        && second < hours[i].until)
      return TRUE;
  return FALSE;
}

static guint
imagine_hours (GRand *random, BizWorkingHours *hours)
{
  const guint n = (guint)g_rand_int_range (random, 1, 9);

  for (guint i = 0; i < n; i++)
    {
      const int from = g_rand_int_range (random, 4 * 4, 22 * 4);
      const int length = g_rand_int_range (random, 1, 30);

      hours[i] = (BizWorkingHours){ .weekday = g_rand_int_range (random, 1, 8),
                                    .week = g_rand_int_range (random, 0, 3),
                                    .from = from * 900,
                                    .until = MIN (from + length, 96) * 900 };
    }
  return n;
}

/* What is added and what is between agree with counting minutes, in zones with and without summer
 * time, with overlapping lines, two weeks that take turns, and leaves. */
static void
test_property (void)
{
  static const char *const zones[] = { "Europe/Berlin", "America/New_York", "UTC",
                                       "Australia/Lord_Howe" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 24; round++)
    {
      const char *name = zones[round % G_N_ELEMENTS (zones)];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
      g_autoptr (BizWorkingTime) self = NULL;
      BizWorkingHours hours[9];
      BizWorkingLeave leaves[2];
      const guint n = imagine_hours (random, hours);
      /* The clocks change in many of these weeks. */
      const gint64 start = (at (round % 2 ? "2026-03-24T00:00:00" : "2026-10-21T00:00:00"))
                           + 60 * g_rand_int_range (random, 0, 3000);
      const gint64 until = start + 60 * g_rand_int_range (random, 0, 16000);
      gint64 minutes = 0, last = 0;

      for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
        {
          leaves[i].from = start + 60 * g_rand_int_range (random, 0, 9000);
          leaves[i].until = leaves[i].from + 60 * g_rand_int_range (random, 0, 2000);
        }
      self = biz_working_time_new (name, hours, n, leaves, G_N_ELEMENTS (leaves), NULL);
      for (gint64 time = start; time < until; time += 60)
        if (is_open_slowly (zone, hours, n, leaves, G_N_ELEMENTS (leaves), time))
          {
            minutes++;
            last = time + 60;
          }
      g_test_message ("round %u in %s: %d", round, name, (int)minutes);
      g_assert_cmpint (biz_working_time_between (self, start, until), ==, 60 * minutes);
      g_assert_cmpint (biz_working_time_between (self, until, start), ==, -60 * minutes);
      if (minutes == 0)
        continue;
      g_assert_cmpint (biz_working_time_add (self, start, 60 * minutes), ==, last);
      g_assert_true (biz_working_time_is_open (self, last - 60));
      g_assert_cmpint (
          biz_working_time_between (self, biz_working_time_add (self, last, -60 * minutes), last),
          ==, 60 * minutes);
    }
}

static BizWorkingTime *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = erp_json_literal (text);

  return biz_working_time_new_from_json (json_node_get_object (node), NULL, 0, error);
}

#define LINE(day, from, to, more)                                                                  \
  "{\"id\":1,\"dayofweek\":\"" day "\",\"hour_from\":" from ",\"hour_to\":" to                     \
  ",\"display_type\":false" more "}"
#define MORNING ",\"day_period\":\"morning\",\"week_type\":false"

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizWorkingTime) self = parse (
      "{\"id\":1,\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":"
      "[" LINE ("0", "8.0", "12", MORNING) "," LINE ("0", "12.0", "13.0", ",\"day_period\":\"lunch\",\"week_type\":false") "," LINE (
          "0", "13.0", "16.6",
          MORNING) "," LINE ("1", "8.0", "12",
                             MORNING) "," LINE ("1", "13.0", "16.6",
                                                MORNING) ","
                                                         "{\"id\":9,\"display_type\":"
                                                         "\"line_section\","
                                                         "\"dayofweek\":\"0\",\"hour_"
                                                         "from\":0,"
                                                         "\"hour_to\":0}]}",
      &error);
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (biz_working_time_between (self, at ("2026-11-23T00:00:00"),
                                             at ("2026-11-24T00:00:00")),
                   ==, H (4) + H (3) + 36 * 60);
  words = biz_working_time_describe (self);
  g_assert_cmpstr (words, ==, "Mon–Tue 08:00–12:00, 13:00–16:36");
  g_assert_cmpstr (biz_working_time_get_zone (self), ==, "UTC");
  g_assert_false (biz_working_time_is_empty (self));
}

static void
test_broken (void)
{
  static const char *const texts[] = {
    "{\"tz\":\"Middle/Earth\",\"two_weeks_calendar\":false,\"attendance_ids\":[]}",
    "{\"tz\":5,\"two_weeks_calendar\":false,\"attendance_ids\":[]}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":[7]}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":[" LINE ("9", "8", "12",
                                                                              MORNING) "]}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":[" LINE ("0", "12", "8",
                                                                              MORNING) "]}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":[" LINE ("0", "8", "31",
                                                                              MORNING) "]}",
    "{\"tz\":\"UTC\",\"two_weeks_calendar\":false,\"attendance_ids\":[" LINE ("0", "\"x\"", "12",
                                                                              MORNING) "]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizWorkingTime) self = parse (texts[i], &error);

      g_test_message ("row %u", i);
      g_assert_null (self);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

/* A calendar without hours has no work to count, and ends. */
static void
test_empty (void)
{
  g_autoptr (BizWorkingTime) self = biz_working_time_new ("UTC", NULL, 0, NULL, 0, NULL);
  g_autofree char *words = biz_working_time_describe (self);

  g_assert_true (biz_working_time_is_empty (self));
  g_assert_cmpint (biz_working_time_between (self, 0, H (1000)), ==, 0);
  g_assert_cmpint (biz_working_time_add (self, 0, 1), ==, G_MAXINT64);
  g_assert_cmpint (biz_working_time_add (self, 0, -1), ==, G_MININT64);
  g_assert_false (biz_working_time_is_open (self, 0));
  g_assert_cmpstr (words, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/working-time/add", test_add);
  g_test_add_func ("/biz/working-time/between", test_between);
  g_test_add_func ("/biz/working-time/two-weeks", test_two_weeks);
  g_test_add_func ("/biz/working-time/property", test_property);
  g_test_add_func ("/biz/working-time/read", test_read);
  g_test_add_func ("/biz/working-time/broken", test_broken);
  g_test_add_func ("/biz/working-time/empty", test_empty);
  return g_test_run ();
}
