/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-axis.h"

typedef struct
{
  const char *name;
  gint64 amounts[4];
  guint n_amounts;
  guint most;
  const char *labels; /* all of them, a bar between */
} ValueCase;

static char *
join_labels (GArray *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const DrawTick *tick = &g_array_index (ticks, DrawTick, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", tick->label);
      g_assert_cmpfloat (tick->place, >=, -1e-6);
      g_assert_cmpfloat (tick->place, <=, 1 + 1e-6);
      if (i > 0)
        g_assert_cmpfloat (tick->place, >, g_array_index (ticks, DrawTick, i - 1).place);
    }

  return g_string_free (text, FALSE);
}

static void
assert_labels (DrawAxis *axis, guint most, const char *expected)
{
  g_autoptr (GArray) ticks = draw_axis_create_ticks (axis, most);
  g_autofree char *labels = join_labels (ticks);

  g_assert_cmpstr (labels, ==, expected);
}

static gint64
day (int year, int month, int n)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)n, (GDateMonth)month, (GDateYear)year);

  return g_date_get_julian (&date);
}

static void
run_values (const DrawUnit *unit, const ValueCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      const ValueCase *c = &cases[i];
      g_autoptr (DrawAxis) axis = draw_axis_new_value (NULL, unit);

      g_test_message ("%s", c->name);
      for (guint j = 0; j < c->n_amounts; j++)
        draw_axis_cover (axis, c->amounts[j]);
      draw_axis_fit (axis, c->most);
      assert_labels (axis, c->most, c->labels);
      for (guint j = 0; j < c->n_amounts; j++)
        {
          if (c->amounts[j] == DRAW_GAP)
            continue;
          g_assert_cmpfloat (draw_axis_place (axis, c->amounts[j]), >=, -1e-6);
          g_assert_cmpfloat (draw_axis_place (axis, c->amounts[j]), <=, 1 + 1e-6);
        }
    }
}

static void
test_money (void)
{
  static const ValueCase cases[] = {
    { "plain", { 0, 98700 }, 2, 5, "€0|€200|€400|€600|€800|€1,000" },
    { "a sliver below zero", { -500000, 60500000 }, 2, 2, "€0|€1M" },
    { "a sliver above zero", { 500000, -60500000 }, 2, 5, "−€800K|−€600K|−€400K|−€200K|€0" },
    { "more than a sliver", { -20000, 98700 }, 2, 5, "−€500|€0|€500|€1,000" },
    { "cents", { 0, 9 }, 2, 5, "€0.00|€0.02|€0.04|€0.06|€0.08|€0.10" },
    { "no smaller than a cent", { 0, 2 }, 2, 10, "€0.00|€0.01|€0.02" },
    { "thousands", { 0, 4500000 }, 2, 5, "€0|€10K|€20K|€30K|€40K|€50K" },
    { "halves of millions", { 0, 180000000 }, 2, 4, "€0.0|€0.5M|€1.0M|€1.5M|€2.0M" },
    { "negative", { -250000000, 150000000 }, 2, 4, "−€4M|−€2M|€0|€2M" },
    { "only negative", { -900, -100 }, 2, 4, "−€10|−€5|€0" },
    { "flat", { 10000, 10000 }, 2, 4, "€90|€95|€100|€105|€110" },
    { "nothing at all", { 0, 0 }, 2, 4, "€0.0|€0.5|€1.0" },
    { "one amount", { -5000 }, 1, 4, "−€55|−€50|−€45" },
    { "gaps only", { DRAW_GAP, DRAW_GAP }, 2, 4, "" },
    { "a gap beside", { DRAW_GAP, 0, 100 }, 3, 2, "€0.0|€0.5|€1.0" },
    { "no data", { 0 }, 0, 4, "" },
    { "all there is", { 0, G_MAXINT64 }, 2, 5, "€0|€20,000T|€40,000T|€60,000T|€80,000T|€100,000T" },
  };
  const DrawUnit unit = draw_unit_money ("EUR", 2);

  run_values (&unit, cases, G_N_ELEMENTS (cases));
}

static void
test_counts (void)
{
  static const ValueCase cases[] = {
    { "no half invoices", { 0, 1 }, 2, 5, "0|1" },
    { "a few", { 0, 7 }, 2, 4, "0|2|4|6|8" },
    { "thousands written out", { 0, 7500 }, 2, 5, "0|2,000|4,000|6,000|8,000" },
  };
  const DrawUnit unit = draw_unit_number (0);

  run_values (&unit, cases, G_N_ELEMENTS (cases));
}

static void
test_days_and_shares (void)
{
  static const ValueCase days[] = {
    { "not from zero", { 385, 521 }, 2, 4, "35 days|40 days|45 days|50 days|55 days" },
  };
  static const ValueCase shares[] = {
    { "tenths", { 985, 1000 }, 2, 4, "98.5%|99.0%|99.5%|100.0%" },
  };
  DrawUnit unit = draw_unit_days (1);

  run_values (&unit, days, G_N_ELEMENTS (days));
  unit = draw_unit_percent (1);
  run_values (&unit, shares, G_N_ELEMENTS (shares));
}

static void
test_time (void)
{
  static const struct
  {
    const char *name;
    DrawGrain grain;
    int from[3], to[3];
    guint most;
    const char *labels;
  } cases[] = {
    { "days",
      DRAW_GRAIN_DAY,
      { 2026, 11, 28 },
      { 2026, 12, 2 },
      5,
      "28 Nov 2026|29 Nov|30 Nov|1 Dec|2 Dec" },
    { "Mondays",
      DRAW_GRAIN_DAY,
      { 2026, 11, 1 },
      { 2026, 11, 30 },
      5,
      "2 Nov 2026|9 Nov|16 Nov|23 Nov|30 Nov" },
    { "months", DRAW_GRAIN_MONTH, { 2025, 11, 1 }, { 2026, 2, 1 }, 6, "Nov 2025|Dec|Jan 2026|Feb" },
    { "months of days", DRAW_GRAIN_DAY, { 2026, 1, 15 }, { 2026, 4, 20 }, 4, "Feb 2026|Mar|Apr" },
    { "no finer than the data",
      DRAW_GRAIN_MONTH,
      { 2026, 1, 1 },
      { 2026, 2, 1 },
      40,
      "Jan 2026|Feb" },
    { "quarters", DRAW_GRAIN_MONTH, { 2025, 7, 1 }, { 2026, 6, 1 }, 5, "Q3 2025|Q4|Q1 2026|Q2" },
    { "years",
      DRAW_GRAIN_QUARTER,
      { 2020, 1, 1 },
      { 2024, 12, 31 },
      5,
      "2020|2021|2022|2023|2024" },
    { "many years",
      DRAW_GRAIN_DAY,
      { 1, 1, 1 },
      { 9999, 12, 31 },
      11,
      "1|1000|2000|3000|4000|5000|6000|7000|8000|9000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DrawAxis) axis = draw_axis_new_time (NULL, cases[i].grain);

      g_test_message ("%s", cases[i].name);
      draw_axis_cover (axis, day (cases[i].from[0], cases[i].from[1], cases[i].from[2]));
      draw_axis_cover (axis, day (cases[i].to[0], cases[i].to[1], cases[i].to[2]));
      draw_axis_fit (axis, cases[i].most);
      assert_labels (axis, cases[i].most, cases[i].labels);
    }
}

static void
test_words (void)
{
  static const char *const names[] = { "North", "South", NULL };
  static const struct
  {
    DrawGrain grain;
    const char *text;
  } cases[] = {
    { DRAW_GRAIN_DAY, "2026-11-23" },      { DRAW_GRAIN_WEEK, "week 48 of 2026" },
    { DRAW_GRAIN_MONTH, "November 2026" }, { DRAW_GRAIN_QUARTER, "Q4 2026" },
    { DRAW_GRAIN_YEAR, "2026" },
  };
  g_autoptr (DrawAxis) regions = draw_axis_new_category ("Region", names);
  g_autofree char *south = draw_axis_format (regions, 1);
  g_autofree char *beyond = draw_axis_format (regions, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DrawAxis) axis = draw_axis_new_time (NULL, cases[i].grain);
      g_autofree char *text = draw_axis_format (axis, day (2026, 11, 23));

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (south, ==, "South");
  g_assert_cmpstr (beyond, ==, "");
}

static void
test_categories (void)
{
  static const char *const names[] = { "A", "B", "C", "D", "E", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (DrawAxis) axis = draw_axis_new_category (NULL, names);
  g_autoptr (DrawAxis) empty = draw_axis_new_category (NULL, none);

  draw_axis_fit (axis, 5);
  assert_labels (axis, 5, "A|B|C|D|E");
  assert_labels (axis, 2, "A|D");
  assert_labels (axis, 0, "A");
  g_assert_cmpfloat_with_epsilon (draw_axis_place (axis, 0), 0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (draw_axis_place (axis, 4), 0.9, 1e-9);
  draw_axis_set_view (axis, 0.4, 0.8);
  assert_labels (axis, 5, "C|D");
  draw_axis_fit (empty, 5);
  assert_labels (empty, 5, "");
}

static void
test_view (void)
{
  static const struct
  {
    double from, to, first, last;
  } cases[] = {
    { 0, 1, 0, 1 },
    { 0.25, 0.5, 0.25, 0.5 },
    { -0.5, 0, 0, 0.5 },
    { 0.75, 1.25, 0.5, 1 },
    { -3, 9, 0, 1 },
    { 0.5, 0.5, 0.5, 0.500001 },
    { 0.6, 0.4, 0.6, 0.600001 },
  };
  const DrawUnit unit = draw_unit_number (0);
  g_autoptr (DrawAxis) axis = draw_axis_new_value (NULL, &unit);

  draw_axis_cover (axis, 0);
  draw_axis_cover (axis, 1000);
  draw_axis_fit (axis, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double from, to;

      draw_axis_set_view (axis, cases[i].from, cases[i].to);
      draw_axis_get_view (axis, &from, &to);
      g_assert_cmpfloat_with_epsilon (from, cases[i].first, 1e-9);
      g_assert_cmpfloat_with_epsilon (to, cases[i].last, 1e-9);
      g_assert_cmpint (draw_axis_amount_at (axis, 0), ==, (gint64)(cases[i].first * 1000 + 0.5));
    }
  draw_axis_set_view (axis, 0.25, 0.75);
  g_assert_cmpfloat_with_epsilon (draw_axis_place (axis, 500), 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (draw_axis_place (axis, 0), -0.5, 1e-9);
  assert_labels (axis, 5, "300|400|500|600|700");
}

/* Nothing that a ledger can hold makes an axis fall over. */
static void
test_extremes (void)
{
  static const gint64 amounts[] = { G_MININT64 + 1, -1, 0, 1, G_MAXINT64 };
  const DrawUnit unit = draw_unit_money ("EUR", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (amounts); j++)
      {
        g_autoptr (DrawAxis) axis = draw_axis_new_value (NULL, &unit);
        g_autoptr (DrawAxis) days = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
        g_autoptr (GArray) ticks = NULL;
        g_autoptr (GArray) marks = NULL;

        draw_axis_cover (axis, amounts[i]);
        draw_axis_cover (axis, amounts[j]);
        draw_axis_fit (axis, 5);
        ticks = draw_axis_create_ticks (axis, 5);
        g_assert_cmpuint (ticks->len, >=, 1);
        g_assert_cmpuint (ticks->len, <=, 7);
        draw_axis_cover (days, amounts[i]);
        draw_axis_cover (days, amounts[j]);
        draw_axis_fit (days, 5);
        marks = draw_axis_create_ticks (days, 5);
        g_assert_cmpuint (marks->len, <=, 12);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/axis/money", test_money);
  g_test_add_func ("/draw/axis/counts", test_counts);
  g_test_add_func ("/draw/axis/days-and-shares", test_days_and_shares);
  g_test_add_func ("/draw/axis/time", test_time);
  g_test_add_func ("/draw/axis/words", test_words);
  g_test_add_func ("/draw/axis/categories", test_categories);
  g_test_add_func ("/draw/axis/view", test_view);
  g_test_add_func ("/draw/axis/extremes", test_extremes);

  return g_test_run ();
}
