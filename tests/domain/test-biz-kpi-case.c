/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-case.h"
#include "kpi-check.h"

#define HOUR 3600
#define DAY (24 * HOUR)
/* 2026-01-01 00:00 UTC, a Thursday */
#define START G_GINT64_CONSTANT (1767225600)

enum
{
  REPLY = BIZ_KPI_CASE_REPLY,
  NOTE = BIZ_KPI_CASE_NOTE,
  WAIT = BIZ_KPI_CASE_WAIT,
  GO_ON = BIZ_KPI_CASE_GO_ON,
  CLOSE = BIZ_KPI_CASE_CLOSE,
  REOPEN = BIZ_KPI_CASE_REOPEN,
};

/* Hours since START. */
typedef struct
{
  int opened;
  struct
  {
    int hour;
    int kind;
  } events[8];
  int n_events;
  int target;
} Source;

static void
fill (const Source *source, gsize n, BizKpiCase *rows, BizKpiCaseEvent (*events)[8])
{
  for (gsize i = 0; i < n; i++)
    {
      for (int j = 0; j < source[i].n_events; j++)
        events[i][j] = (BizKpiCaseEvent){ START + source[i].events[j].hour * HOUR,
                                          (BizKpiCaseEventKind)source[i].events[j].kind };
      rows[i] = (BizKpiCase){ .opened = START + source[i].opened * HOUR,
                              .events = events[i],
                              .n_events = (gsize)source[i].n_events,
                              .target = source[i].target * HOUR };
    }
}

static const Source source[] = {
  /* Replied after 2 hours (the note before is none), closed after 10: within 12. */
  { 0, { { 1, NOTE }, { 2, REPLY }, { 10, CLOSE } }, 3, 12 },
  /* Waits from hour 14 to 44; replied after 34 hours, of which 4 count; closed after 40, of which
   * 10: missed its 8. */
  { 10, { { 14, WAIT }, { 44, REPLY }, { 44, GO_ON }, { 50, CLOSE } }, 4, 8 },
  /* Closed after 6 hours, opened again at 100, closed at 106: 12 hours of work. Not replied. */
  { 20, { { 26, CLOSE }, { 100, REOPEN }, { 106, CLOSE } }, 3, 6 },
  /* Open, within its target of 48 hours until hour 78; replied after 20. */
  { 30, { { 50, REPLY } }, 1, 48 },
  /* No target. */
  { 40, { { 41, REPLY }, { 45, CLOSE } }, 2, 0 },
};

static void
test_by_hand (void)
{
  static const struct
  {
    const char *from, *to;
    const char *response, *resolution, *met;
  } cases[] = {
    /* 1 January, hours 0 to 24: a reply after 2 hours, closed after 10. Met: the first; the
     * second worked 4 hours before it waits, which is within 8; the third is open for 4 of 6. */
    { "2026-01-01", "2026-01-01", "2", "10", "100" },
    /* 2 January, hours 24 to 48: replies 4 and 1: 2.5; closed 6 and 5: 5.5. Met: the third; the
     * second has worked 4 + 4 hours, not more than 8. */
    { "2026-01-02", "2026-01-02", "2.5", "5.5", "100" },
    /* 3 January, hours 48 to 72: a reply after 20 hours; closed with 10 hours of work: missed. */
    { "2026-01-03", "2026-01-03", "20", "10", "0" },
    /* 4 January to 5: the third again, 12 hours: missed; the fourth is past its target. */
    { "2026-01-04", "2026-01-05", NULL, "12", "0" },
    /* All of them: replies 1 2 4 20: 3; closed 5 10 10 12: 10; met 1, missed 3. */
    { "2026-01-01", "2026-01-31", "3", "10", "25" },
    { "2025-12-01", "2025-12-31", NULL, NULL, NULL },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  BizKpiClock clock = { .zone = utc };
  BizKpiCase rows[G_N_ELEMENTS (source)];
  BizKpiCaseEvent events[G_N_ELEMENTS (source)][8];
  gsize n = G_N_ELEMENTS (source);

  fill (source, n, rows, events);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      kpi_assert (biz_kpi_case_first_response (&frame, &clock, rows, n), cases[i].response);
      kpi_assert (biz_kpi_case_resolution (&frame, &clock, rows, n), cases[i].resolution);
      kpi_assert (biz_kpi_case_target_met (&frame, &clock, rows, n), cases[i].met);
    }
}

/* Days begin where the company is: an hour before midnight UTC it is the next day in Berlin. */
static void
test_zone (void)
{
  static const Source one[] = { { 0, { { 23, CLOSE } }, 1, 0 } };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_offset (HOUR);
  BizKpiClock clock = { .zone = berlin };
  BizKpiFrame first = kpi_frame ("2026-01-01", "2026-01-01");
  BizKpiFrame second = kpi_frame ("2026-01-02", "2026-01-02");
  BizKpiCaseEvent events[1][8];
  BizKpiCase rows[1];

  fill (one, 1, rows, events);
  kpi_assert (biz_kpi_case_resolution (&first, &clock, rows, 1), NULL);
  kpi_assert (biz_kpi_case_resolution (&second, &clock, rows, 1), "23");
}

/* From 8 to 16 o'clock every day, by walking the hours. */
static gint64
count_office_hours (gint64 from, gint64 to, gpointer user_data)
{
  gint64 seconds = 0;

  for (gint64 hour = from / HOUR; hour * HOUR < to; hour++)
    {
      gint64 of_day = hour % 24;

      if (of_day >= 8 && of_day < 16)
        seconds += MIN ((hour + 1) * HOUR, to) - MAX (hour * HOUR, from);
    }
  if (user_data != NULL)
    (*(int *)user_data)++;

  return seconds;
}

static void
test_calendar (void)
{
  /* Opened at 14:00, waits from 18:00 to 10:00, closed at 12:00: 2 hours and 2. */
  static const Source one[] = {
    { 14, { { 18, WAIT }, { 34, GO_ON }, { 35, REPLY }, { 36, CLOSE } }, 4, 3 }
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  int asked = 0;
  BizKpiClock clock = { utc, count_office_hours, &asked };
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  BizKpiCaseEvent events[1][8];
  BizKpiCase rows[1];

  fill (one, 1, rows, events);
  kpi_assert (biz_kpi_case_resolution (&frame, &clock, rows, 1), "4");
  kpi_assert (biz_kpi_case_first_response (&frame, &clock, rows, 1), "3");
  kpi_assert (biz_kpi_case_target_met (&frame, &clock, rows, 1), "0");
  g_assert_cmpint (asked, >, 0);
}

/* Against walking hour by hour with the state of the case. */
static void
test_random (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);
  BizKpiClock clock = { .zone = utc };
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (int round = 0; round < 300; round++)
    {
      Source one = { .opened = g_rand_int_range (rand, 0, 20), .n_events = 8 };
      BizKpiCaseEvent events[1][8];
      BizKpiCase rows[1];
      int hour = one.opened, closed = -1, active = 0, at_close = 0;
      gboolean waits = FALSE, is_closed = FALSE;

      for (int i = 0; i < 8; i++)
        {
          hour += g_rand_int_range (rand, 1, 12);
          one.events[i].hour = hour;
          one.events[i].kind = g_rand_int_range (rand, WAIT, REOPEN + 1);
        }
      for (int h = one.opened, i = 0; h <= hour; h++)
        {
          for (; i < 8 && one.events[i].hour == h; i++)
            {
              int kind = one.events[i].kind;

              if (kind == CLOSE && !is_closed)
                {
                  closed = h;
                  at_close = active;
                }
              if (kind == REOPEN)
                closed = -1;
              is_closed = kind == CLOSE ? TRUE : kind == REOPEN ? FALSE : is_closed;
              waits = kind == WAIT ? TRUE : kind == GO_ON ? FALSE : waits;
            }
          active += !waits && !is_closed;
        }
      fill (&one, 1, rows, events);
      if (closed >= 0)
        kpi_assert_ratio (biz_kpi_case_resolution (&frame, &clock, rows, 1), at_close, 1);
      else
        kpi_assert (biz_kpi_case_resolution (&frame, &clock, rows, 1), NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-case/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-case/zone", test_zone);
  g_test_add_func ("/biz/kpi-case/calendar", test_calendar);
  g_test_add_func ("/biz/kpi-case/random", test_random);

  return g_test_run ();
}
