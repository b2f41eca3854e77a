/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-rank.h"
#include "biz-kpi-value-private.h"
#include "kpi-check.h"

#include <string.h>

/* Each figure can be defended: it has a key of its own, a title and a formula. */
static void
test_words (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kpi = 0; kpi < BIZ_KPI_N; kpi++)
    {
      const char *key = biz_kpi_get_key (kpi);

      g_assert_nonnull (key);
      g_assert_true (g_hash_table_add (keys, (gpointer)key));
      g_assert_cmpuint (strlen (biz_kpi_get_title (kpi)), >, 3);
      g_assert_cmpuint (strlen (biz_kpi_get_formula (kpi)), >, 10);
      g_assert_cmpstr (biz_kpi_get_variant (kpi), !=, "");
      g_assert_cmpstr (biz_kpi_get_difference (kpi), !=, "");
    }
  g_assert_cmpint (biz_kpi_get_unit (BIZ_KPI_DSO), ==, BIZ_KPI_UNIT_DAYS);
  g_assert_cmpint (biz_kpi_get_area (BIZ_KPI_HOLDS), ==, BIZ_KPI_AREA_CREDIT);
  g_assert_nonnull (strstr (biz_kpi_get_difference (BIZ_KPI_DSO), "365"));
}

static void
test_frames (void)
{
  static const struct
  {
    const char *to;
    guint months;
    const char *from;
    guint days;
  } cases[] = {
    /* 31 + 28 + 31 days */
    { "2026-03-31", 3, "2026-01-01", 90 },
    /* the end of February is the end of a month as any: 31 + 31 + 28 */
    { "2026-02-28", 3, "2025-12-01", 90 },
    { "2024-02-29", 12, "2023-03-01", 366 },
    { "2026-05-31", 3, "2026-03-01", 92 },
    { "2026-04-30", 1, "2026-04-01", 30 },
    /* within a month: the day after the same day */
    { "2026-11-23", 12, "2025-11-24", 365 },
    { "2026-03-30", 1, "2026-03-01", 30 },
    { "2026-01-15", 1, "2025-12-16", 31 },
  };
  BizMoney zero = kpi_euro (0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate to = kpi_date (cases[i].to), from = kpi_date (cases[i].from);
      BizKpiFrame frame = biz_kpi_frame_trailing (&to, cases[i].months, &zero);

      g_assert_cmpint (g_date_compare (&frame.from, &from), ==, 0);
      g_assert_cmpuint (biz_kpi_frame_get_days (&frame), ==, cases[i].days);
      g_assert_cmpuint (biz_kpi_frame_get_months (&frame), ==, cases[i].months);
    }
}

static void
test_whole_months (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    guint months;
  } cases[] = {
    { "2026-01-01", "2026-12-31", 12 }, { "2026-01-01", "2026-01-31", 1 },
    { "2026-01-02", "2026-01-31", 0 },  { "2026-01-01", "2026-03-30", 0 },
    { "2026-11-24", "2026-11-23", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      g_assert_cmpuint (biz_kpi_frame_get_months (&frame), ==, cases[i].months);
    }
}

static void
test_dates (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  static const struct
  {
    const char *date;
    gboolean inside;
    gboolean past;
  } cases[] = {
    { "2025-12-31", FALSE, TRUE },  { "2026-01-01", TRUE, TRUE }, { "2026-01-31", TRUE, TRUE },
    { "2026-02-01", FALSE, FALSE }, { "", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = kpi_date (cases[i].date);

      g_assert_cmpint (biz_kpi_frame_has_date (&frame, &date), ==, cases[i].inside);
      g_assert_cmpint (biz_kpi_frame_is_past (&frame, &date), ==, cases[i].past);
    }
}

static void
test_keys (void)
{
  BizKpiTags rows[] = {
    { { 1, 40, 0, 0, 0 } },
    { { 2, 40, 0, 0, 0 } },
    { { 1, 7, 0, 0, 0 } },
    { { 3, 0, 0, 0, 0 } },
  };
  g_autoptr (GArray) groups =
      biz_kpi_list_keys (rows, G_N_ELEMENTS (rows), sizeof *rows, BIZ_KPI_BY_CUSTOMER_GROUP);
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  g_assert_cmpuint (groups->len, ==, 3);
  g_assert_cmpint (g_array_index (groups, gint64, 0), ==, 0);
  g_assert_cmpint (g_array_index (groups, gint64, 1), ==, 7);
  g_assert_cmpint (g_array_index (groups, gint64, 2), ==, 40);

  g_assert_true (biz_kpi_frame_has_tags (&frame, &rows[2]));
  frame.dimension = BIZ_KPI_BY_CUSTOMER_GROUP;
  frame.key = 40;
  g_assert_true (biz_kpi_frame_has_tags (&frame, &rows[0]));
  g_assert_false (biz_kpi_frame_has_tags (&frame, &rows[2]));
}

/* Half is rounded away from zero, once. */
static void
test_rounding (void)
{
  static const struct
  {
    gint64 numerator;
    gint64 denominator;
    const char *expected;
  } cases[] = {
    { 1, 3, "0.33" },     { 2, 3, "0.67" },    { 1, 200, "0.01" },     { 1, 201, "0" },
    { -1, 200, "-0.01" }, { 45, -2, "-22.5" }, { 1049, 1000, "1.05" },
  };
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_DSO, &frame);

      biz_kpi_value_take_ratio (value, cases[i].numerator, cases[i].denominator);
      kpi_assert (value, cases[i].expected);
    }
}

/* The first reason stays, and a figure that has one is none. */
static void
test_reasons (void)
{
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");
  g_autoptr (BizKpiValue) value = biz_kpi_value_new (BIZ_KPI_DSO, &frame);
  BizMoney dollars = biz_money_from_minor (100, "USD", 2);
  g_autofree char *text = NULL;
  __int128 sum = 0;
  BizDecimal number;

  g_assert_false (biz_kpi_value_sum (value, &sum, &dollars));
  g_assert_cmpstr (biz_kpi_value_get_reason (value), ==, "Its amounts are in several currencies.");
  biz_kpi_value_take_reason (value, "another");
  biz_kpi_value_take_ratio (value, 1, 1);
  biz_kpi_value_take_count (value, 7);
  g_assert_cmpstr (biz_kpi_value_get_reason (value), ==, "Its amounts are in several currencies.");
  g_assert_false (biz_kpi_value_get_number (value, &number));
  text = biz_kpi_value_format (value);
  g_assert_cmpstr (text, ==, "–");

  /* What does not fit is not wrapped around. */
  {
    BizKpiValue *huge = biz_kpi_value_new (BIZ_KPI_RECEIVABLE, &frame);

    biz_kpi_value_take_money (huge, (__int128)G_MAXINT64 + 1);
    kpi_assert (huge, NULL);
    huge = biz_kpi_value_new (BIZ_KPI_DSO, &frame);
    biz_kpi_value_take_ratio (huge, (__int128)G_MAXINT64 * 1000, 1);
    kpi_assert (huge, NULL);
  }
}

static void
test_format (void)
{
  static const struct
  {
    BizKpi kpi;
    const char *expected;
  } cases[] = {
    { BIZ_KPI_DSO, "30.50 days" },
    { BIZ_KPI_FIRST_RESPONSE, "30.50 hours" },
    { BIZ_KPI_CEI, "30.50%" },
  };
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizKpiValue) value = biz_kpi_value_new (cases[i].kpi, &frame);
      g_autofree char *text = NULL;
      g_autofree char *input = NULL;
      guint n;

      biz_kpi_value_add_money (value, "what", 123450);
      biz_kpi_value_take_ratio (value, 61, 2);
      text = biz_kpi_value_format (value);
      g_assert_cmpstr (text, ==, cases[i].expected);
      input = biz_kpi_input_format (biz_kpi_value_get_inputs (value, &n));
      g_assert_cmpuint (n, ==, 1);
      g_assert_nonnull (strstr (input, "1,234.50"));
      g_assert_cmpint (biz_kpi_value_get_kpi (value), ==, cases[i].kpi);
      g_assert_cmpint (g_date_compare (&biz_kpi_value_get_frame (value)->to, &frame.to), ==, 0);
    }
}

static void
test_ranks (void)
{
  static const struct
  {
    gint64 values[11];
    guint n;
    gint64 median_twice;
    gint64 p90;
  } cases[] = {
    { { 5 }, 1, 10, 5 },
    { { 9, 1 }, 2, 10, 9 },
    { { 3, 1, 2 }, 3, 4, 3 },
    { { 4, 1, 3, 2 }, 4, 5, 4 },
    /* of ten the ninth: 90 % do not exceed it */
    { { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 10, 11, 9 },
    /* of eleven the tenth: nine would be 81.8 % */
    { { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 11, 12, 10 },
    { { -3, 0, 2 }, 3, 0, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
      __int128 sum;
      gint64 n;

      g_array_append_vals (values, cases[i].values, cases[i].n);
      biz_kpi_rank_median (values, &sum, &n);
      g_assert_cmpint ((gint64)sum * 2 / n, ==, cases[i].median_twice);
      g_assert_cmpint (biz_kpi_rank_percentile (values, 90), ==, cases[i].p90);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi/words", test_words);
  g_test_add_func ("/biz/kpi/frames", test_frames);
  g_test_add_func ("/biz/kpi/whole-months", test_whole_months);
  g_test_add_func ("/biz/kpi/dates", test_dates);
  g_test_add_func ("/biz/kpi/keys", test_keys);
  g_test_add_func ("/biz/kpi/rounding", test_rounding);
  g_test_add_func ("/biz/kpi/reasons", test_reasons);
  g_test_add_func ("/biz/kpi/format", test_format);
  g_test_add_func ("/biz/kpi/ranks", test_ranks);

  return g_test_run ();
}
