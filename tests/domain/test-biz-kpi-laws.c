/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures that have no reference beside their own rules elsewhere, over random rows, each counted
 * anew the slow way: by days, by pairs, by sorting. */

#include "biz-kpi-case.h"
#include "biz-kpi-order.h"
#include "biz-kpi-share.h"
#include "biz-kpi-span.h"
#include "kpi-check.h"

#define ROUNDS 60
#define ROWS 40
#define HOUR 3600

static int
pick (GRand *rand, int from, int to)
{
  return g_rand_int_range (rand, from, to);
}

static GDate
day_of (int day)
{
  GDate date = kpi_date ("2026-01-01");

  if (day < 0)
    g_date_clear (&date, 1);
  else
    g_date_add_days (&date, (guint)day);

  return date;
}

static BizKpiFrame
frame_of (int from, int to)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-01");

  frame.from = day_of (from);
  frame.to = day_of (to);

  return frame;
}

/* The smallest number of which half are not above, or the middle of two such: by counting. */
static void
check_median (BizKpiValue *value, const gint64 *numbers, guint n, gint64 unit)
{
  gint64 low = G_MAXINT64, high = G_MAXINT64;

  if (n == 0)
    {
      kpi_assert (value, NULL);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      guint not_above = 0;

      for (guint j = 0; j < n; j++)
        not_above += numbers[j] <= numbers[i];
      if (not_above * 2 >= n)
        low = MIN (low, numbers[i]);
      if (not_above * 2 > n)
        high = MIN (high, numbers[i]);
    }
  kpi_assert_ratio (value, low + high, 2 * unit);
}

static void
check_money (BizKpiValue *value, gint64 cents)
{
  BizMoney money = kpi_euro (cents);
  g_autofree char *text = biz_money_format (&money, BIZ_MONEY_MACHINE);

  kpi_assert (value, text);
}

/* A leg is told of the day on which it came to its end, or to its beginning where that is later. */
static void
test_cycle (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (int round = 0; round < ROUNDS; round++)
    {
      BizKpiFrame frame = frame_of (20, 50);
      BizKpiOrder rows[ROWS];
      int days[ROWS][4];

      for (guint i = 0; i < ROWS; i++)
        {
          for (guint j = 0; j < 4; j++)
            days[i][j] = j > 0 && pick (rand, 0, 4) == 0 ? -1 : pick (rand, 0, 70);
          rows[i] = (BizKpiOrder){ .ordered = day_of (days[i][0]),
                                   .delivered = day_of (days[i][1]),
                                   .invoiced = day_of (days[i][2]),
                                   .paid = day_of (days[i][3]) };
        }
      for (guint leg = 0; leg < 4; leg++)
        {
          const guint starts[] = { 0, 1, 2, 0 }, ends[] = { 1, 2, 3, 3 };
          gint64 lags[ROWS];
          guint n = 0;

          for (guint i = 0; i < ROWS; i++)
            {
              int start = days[i][starts[leg]], end = days[i][ends[leg]];
              int known = MAX (start, end);

              if (start >= 0 && end >= 0 && known >= 20 && known <= 50)
                lags[n++] = end > start ? end - start : 0;
            }
          check_median (biz_kpi_order_cycle (BIZ_KPI_CYCLE_DELIVERY + leg, &frame, rows, ROWS),
                        lags, n, 1);
        }
    }
}

static void
test_movements (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);

  for (int round = 0; round < ROUNDS; round++)
    {
      int last = 5 + pick (rand, 0, 20);
      BizKpiFrame frame = frame_of (5, last);
      BizKpiMove moves[ROWS];
      BizKpiAdjustment adjustments[ROWS];
      gint64 out = 0, back = 0, value = 0;
      gint64 count = 0;
      g_autofree char *number = NULL;

      for (guint i = 0; i < ROWS; i++)
        {
          int day = pick (rand, 0, 40), tenths = pick (rand, 0, 90), cents = pick (rand, -999, 999);
          gboolean counts = day >= 5 && day <= last;

          moves[i] = (BizKpiMove){ .date = day_of (day),
                                   .is_return = i % 5 == 0,
                                   .quantity = { i % 2 == 0 ? tenths : tenths * 10, 1 + i % 2 } };
          adjustments[i] = (BizKpiAdjustment){ .date = day_of (day), .value = kpi_euro (cents) };
          if (!counts)
            continue;
          if (i % 5 == 0)
            back += tenths;
          else
            out += tenths;
          value += ABS (cents);
          count++;
        }
      if (out > 0)
        kpi_assert_ratio (biz_kpi_return_rate (&frame, moves, ROWS), back * 100, out);
      else
        kpi_assert (biz_kpi_return_rate (&frame, moves, ROWS), NULL);
      number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
      kpi_assert (biz_kpi_adjustments (&frame, adjustments, ROWS), number);
      check_money (biz_kpi_adjustments_value (&frame, adjustments, ROWS), value);
    }
}

/* Day by day: how long has each lasted that is open, and did each last that ended. */
static void
test_spans (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (int round = 0; round < ROUNDS; round++)
    {
      int to = pick (rand, 30, 60);
      BizKpiFrame frame = frame_of (20, to);
      BizKpiSpan rows[ROWS];
      gint64 ages[ROWS], lengths[ROWS];
      guint n_ages = 0, n_lengths = 0;

      for (guint i = 0; i < ROWS; i++)
        {
          int since = pick (rand, 0, 70),
              until = pick (rand, 0, 3) == 0 ? -1 : since + pick (rand, 0, 20);
          gboolean is_open = FALSE;
          int lasted = 0;

          rows[i] = (BizKpiSpan){ .id = i + 1,
                                  .since = day_of (since),
                                  .aged = day_of (-1),
                                  .until = day_of (until),
                                  .value = kpi_euro (1) };
          for (int day = since; day <= to; day++)
            {
              is_open = until < 0 || day < until;
              lasted += is_open && day < to;
            }
          if (is_open)
            ages[n_ages++] = lasted;
          if (until >= 20 && until <= to)
            lengths[n_lengths++] = until - since;
        }
      check_median (biz_kpi_span_age (BIZ_KPI_HOLDS_AGE, &frame, rows, ROWS), ages, n_ages, 1);
      check_median (biz_kpi_span_length (BIZ_KPI_HOLDS_RELEASE, &frame, rows, ROWS), lengths,
                    n_lengths, 1);
    }
}

/* What happens to a case, hour by hour. */
typedef struct
{
  int opened, n;
  struct
  {
    int hour;
    BizKpiCaseEventKind kind;
  } events[6];
} Story;

/* Hours that count until @end; whether and when it is closed for good, and answered. */
static int
walk (const Story *story, int end, int *closed, int *answered)
{
  gboolean waits = FALSE, is_closed = FALSE;
  int active = 0;

  *closed = *answered = -1;
  for (int hour = story->opened; hour < end; hour++)
    {
      for (int i = 0; i < story->n; i++)
        {
          if (story->events[i].hour != hour)
            continue;
          switch (story->events[i].kind)
            {
            case BIZ_KPI_CASE_REPLY:
              *answered = *answered < 0 ? hour : *answered;
              break;
            case BIZ_KPI_CASE_WAIT:
            case BIZ_KPI_CASE_GO_ON:
              waits = story->events[i].kind == BIZ_KPI_CASE_WAIT;
              break;
            case BIZ_KPI_CASE_CLOSE:
              *closed = is_closed ? *closed : hour;
              is_closed = TRUE;
              break;
            case BIZ_KPI_CASE_REOPEN:
              *closed = -1;
              is_closed = FALSE;
              break;
            case BIZ_KPI_CASE_NOTE:
            default:
              break;
            }
        }
      active += !waits && !is_closed;
    }

  return active;
}

static void
make_case (GRand *rand, Story *story, BizKpiCaseEvent *events, BizKpiCase *row)
{
  const gint64 start = G_GINT64_CONSTANT (1767225600); /* 2026-01-01 */
  int hour = story->opened = pick (rand, 0, 24 * 20);

  story->n = pick (rand, 0, 7);
  for (int i = 0; i < story->n; i++)
    {
      hour += pick (rand, 1, 60);
      story->events[i].hour = hour;
      story->events[i].kind = (BizKpiCaseEventKind)pick (rand, 0, 6);
      events[i] = (BizKpiCaseEvent){ start + (gint64)hour * HOUR, story->events[i].kind };
    }
  *row = (BizKpiCase){ .opened = start + (gint64)story->opened * HOUR,
                       .events = events,
                       .n_events = (gsize)story->n,
                       .target = (gint64)pick (rand, 0, 80) * HOUR };
}

static void
test_cases (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (24);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  BizKpiClock clock = { .zone = zone };

  for (int round = 0; round < ROUNDS; round++)
    {
      int from = 24 * 5, to = 24 * pick (rand, 12, 25);
      BizKpiFrame frame = frame_of (5, to / 24 - 1);
      BizKpiCaseEvent events[ROWS][6];
      BizKpiCase rows[ROWS];
      gint64 answers[ROWS];
      int met = 0, missed = 0;
      guint n = 0;

      for (guint i = 0; i < ROWS; i++)
        {
          int closed, answered, ignored, other, active;
          Story story;

          make_case (rand, &story, events[i], &rows[i]);
          walk (&story, 24 * 60, &ignored, &answered);
          if (answered >= from && answered < to)
            answers[n++] = walk (&story, answered, &ignored, &other);
          walk (&story, to, &closed, &ignored);
          active = walk (&story, closed >= 0 ? closed : to, &ignored, &other);
          if (rows[i].target == 0 || story.opened >= to || (closed >= 0 && closed < from))
            continue;
          if ((gint64)active * HOUR > rows[i].target)
            missed++;
          else
            met += closed >= 0;
        }
      check_median (biz_kpi_case_first_response (&frame, &clock, rows, ROWS), answers, n, 1);
      if (met + missed > 0)
        kpi_assert_ratio (biz_kpi_case_target_met (&frame, &clock, rows, ROWS), met * 100,
                          met + missed);
      else
        kpi_assert (biz_kpi_case_target_met (&frame, &clock, rows, ROWS), NULL);
    }
}

static void
test_share_by_hand (void)
{
  BizKpiFrame frame = frame_of (0, 30);
  const BizMoney all = kpi_euro (200000), nothing = kpi_euro (0), some = kpi_euro (-5);
  const BizKpiShare shares[] = { { (char *)"Nord", kpi_euro (80000) },
                                 { (char *)"Süd", kpi_euro (20000) },
                                 { (char *)"West", kpi_euro (-300) } };
  guint n = 0;

  {
    g_autoptr (BizKpiValue) value = biz_kpi_concentration (&frame, &all, shares, 3);
    const BizKpiInput *inputs = biz_kpi_value_get_inputs (value, &n);

    /* 800 + 200 of 2,000; who is owed money is none of those who owe */
    g_assert_cmpuint (n, ==, 5);
    g_assert_cmpint (inputs[1].money.minor, ==, 100000);
    g_assert_cmpstr (inputs[4].name, ==, "Süd");
    kpi_assert (g_object_ref (value), "50");
  }
  kpi_assert (biz_kpi_concentration (&frame, &nothing, shares, 3), NULL);
  kpi_assert (biz_kpi_concentration (&frame, &all, NULL, 0), NULL);
  kpi_assert (biz_kpi_exposure (&frame, &all, &some, &nothing), "1999.95");
}

static void
test_share_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (25);

  for (int round = 0; round < ROUNDS; round++)
    {
      BizKpiFrame frame = frame_of (0, 30);
      BizMoney parts[3], all;
      BizKpiShare shares[10];
      gint64 sum = 0, total;

      for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
        {
          int cents = pick (rand, -5000, 100000);

          shares[i] = (BizKpiShare){ (char *)"somebody", kpi_euro (cents) };
          sum += cents > 0 ? cents : 0;
        }
      total = sum + pick (rand, 1, 1000000);
      all = kpi_euro (total);
      kpi_assert_ratio (biz_kpi_concentration (&frame, &all, shares, 10), sum * 100, total);
      total = 0;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          parts[i] = kpi_euro (pick (rand, -5000, 1000000));
          total += parts[i].minor;
        }
      check_money (biz_kpi_exposure (&frame, &parts[0], &parts[1], &parts[2]), total);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-laws/cycle", test_cycle);
  g_test_add_func ("/kpi-laws/movements", test_movements);
  g_test_add_func ("/kpi-laws/spans", test_spans);
  g_test_add_func ("/kpi-laws/cases", test_cases);
  g_test_add_func ("/kpi-laws/share", test_share_by_hand);
  g_test_add_func ("/kpi-laws/share-random", test_share_random);

  return g_test_run ();
}
