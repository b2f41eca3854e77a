/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-series.h"
#include "draw-thin.h"

typedef struct
{
  const char *name;
  DrawDatum points[8];
  guint n_points;
  const char *spans; /* column:n[least..most]first>last, '/' where a run begins */
} ThinCase;

static void
test_order (void)
{
  const DrawUnit unit = draw_unit_number (0);
  g_autoptr (DrawSeries) series = draw_series_new ("k", "N", &unit);
  const DrawDatum *points;

  draw_series_add (series, 20, 2);
  draw_series_add (series, 10, 1);
  draw_series_add (series, 30, DRAW_GAP);
  draw_series_add (series, 20, 5);
  points = draw_series_get_points (series);
  g_assert_cmpuint (draw_series_get_n_points (series), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (points[i].x, ==, 10 + 10 * i);
  g_assert_cmpint (points[1].y, ==, 5);
  g_assert_cmpstr (draw_series_get_key (series), ==, "k");
  g_assert_cmpstr (draw_series_get_name (series), ==, "N");
}

static void
test_search (void)
{
  static const struct
  {
    gint64 x;
    guint at;
    gboolean there;
    gint64 y;
  } cases[] = {
    { G_MININT64, 0, FALSE, DRAW_GAP }, { 10, 0, TRUE, 1 },  { 11, 1, FALSE, DRAW_GAP },
    { 20, 1, TRUE, DRAW_GAP },          { 25, 2, TRUE, -7 }, { 26, 3, FALSE, DRAW_GAP },
    { G_MAXINT64, 3, FALSE, DRAW_GAP },
  };
  const DrawUnit unit = draw_unit_number (0);
  g_autoptr (DrawSeries) series = draw_series_new ("k", "N", &unit);
  g_autoptr (DrawSeries) empty = draw_series_new ("k", "N", &unit);
  guint least = 9, most = 9;

  draw_series_add (series, 10, 1);
  draw_series_add (series, 20, DRAW_GAP);
  draw_series_add (series, 25, -7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 y = 0;

      g_assert_cmpuint (draw_series_search (series, cases[i].x), ==, cases[i].at);
      g_assert_true (draw_series_lookup (series, cases[i].x, &y) == cases[i].there);
      g_assert_cmpint (y, ==, cases[i].y);
    }
  g_assert_cmpuint (draw_series_search (empty, 0), ==, 0);
  g_assert_false (draw_series_get_extremes (empty, &least, &most));
  g_assert_cmpint (draw_series_get_least_step (empty), ==, 0);
  g_assert_true (draw_series_get_extremes (series, &least, &most));
  g_assert_cmpuint (least, ==, 2);
  g_assert_cmpuint (most, ==, 0);
  g_assert_cmpint (draw_series_get_least_step (series), ==, 5);
  draw_series_add (series, 27, 0);
  g_assert_cmpint (draw_series_get_least_step (series), ==, 2);
}

/* Farther apart than a number can say is as far as it can. */
static void
test_far_apart (void)
{
  const DrawUnit unit = draw_unit_number (0);
  g_autoptr (DrawSeries) series = draw_series_new ("k", "N", &unit);

  draw_series_add (series, G_MAXINT64, 1);
  draw_series_add (series, G_MININT64, 2);
  g_assert_cmpint (draw_series_get_least_step (series), ==, G_MAXINT64);
  g_assert_cmpuint (draw_series_search (series, 0), ==, 1);
}

static void
test_money (void)
{
  const DrawUnit unit = draw_unit_money ("EUR", 2);
  const BizMoney euro = biz_money_from_minor (12345, "EUR", 2);
  const BizMoney franc = biz_money_from_minor (12345, "CHF", 2);
  g_autoptr (DrawSeries) series = draw_series_new ("k", "N", &unit);
  gint64 y;

  g_assert_true (draw_series_add_money (series, 1, &euro));
  g_assert_false (draw_series_add_money (series, 2, &franc));
  g_assert_true (draw_series_add_money (series, 3, NULL));
  g_assert_cmpuint (draw_series_get_n_points (series), ==, 2);
  g_assert_true (draw_series_lookup (series, 1, &y));
  g_assert_cmpint (y, ==, 12345);
  g_assert_true (draw_series_lookup (series, 3, &y));
  g_assert_cmpint (y, ==, DRAW_GAP);
}

static char *
describe_spans (GArray *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const DrawSpan *s = &g_array_index (spans, DrawSpan, i);

      g_string_append_printf (text, "%s%d:%u[%g..%g]%g>%g ", s->begins ? "/" : "", (int)s->column,
                              s->n, s->least, s->most, s->first, s->last);
    }

  return g_string_free (text, FALSE);
}

static void
test_thin (void)
{
  static const ThinCase cases[] = {
    { "nothing", { { 0 } }, 0, "" },
    { "one", { { 3, 4 } }, 1, "/0:1[4..4]4>4 " },
    { "a column", { { 0, 5 }, { 2, 9 }, { 4, -3 }, { 9, 1 } }, 4, "/0:4[-3..9]5>1 " },
    { "two columns", { { 0, 5 }, { 9, 9 }, { 10, 1 } }, 3, "/0:2[5..9]5>9 1:1[1..1]1>1 " },
    { "a gap between",
      { { 0, 5 }, { 10, DRAW_GAP }, { 20, 1 } },
      3,
      "/0:1[5..5]5>5 /2:1[1..1]1>1 " },
    { "a gap within", { { 0, 5 }, { 1, DRAW_GAP }, { 2, 1 } }, 3, "/0:1[5..5]5>5 /0:1[1..1]1>1 " },
    { "gaps only", { { 0, DRAW_GAP }, { 1, DRAW_GAP } }, 2, "" },
    { "left of the edge", { { -1, 5 }, { 0, 6 } }, 2, "/-1:1[5..5]5>5 0:1[6..6]6>6 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) spans = draw_thin (cases[i].points, cases[i].n_points, 0.1, 0);
      g_autofree char *text = describe_spans (spans);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (text, ==, cases[i].spans);
    }
}

/* Whatever the numbers and the width: no extreme of any column is lost, none is invented. */
static void
test_thin_random (void)
{
  for (guint round = 0; round < 20; round++)
    {
      const guint n = (guint)g_test_rand_int_range (1, 3000);
      const double factor = g_test_rand_double_range (0.01, 3);
      g_autofree DrawDatum *points = g_new (DrawDatum, n);
      g_autoptr (GArray) spans = NULL;
      guint total = 0, at = 0;

      for (guint i = 0; i < n; i++)
        {
          points[i].x = i;
          points[i].y = g_test_rand_int_range (0, 50) == 0 ? DRAW_GAP : g_test_rand_int ();
        }
      spans = draw_thin (points, n, factor, 0);
      for (guint i = 0; i < spans->len; i++)
        {
          const DrawSpan *span = &g_array_index (spans, DrawSpan, i);
          double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;

          for (guint left = span->n; left > 0; at++)
            {
              if (points[at].y == DRAW_GAP)
                continue;
              least = MIN (least, (double)points[at].y);
              most = MAX (most, (double)points[at].y);
              left--;
            }
          g_assert_cmpfloat (span->least, ==, least);
          g_assert_cmpfloat (span->most, ==, most);
          total += span->n;
        }
      for (guint i = 0; i < n; i++)
        total -= points[i].y != DRAW_GAP;
      g_assert_cmpuint (total, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/series/order", test_order);
  g_test_add_func ("/draw/series/search", test_search);
  g_test_add_func ("/draw/series/far-apart", test_far_apart);
  g_test_add_func ("/draw/series/money", test_money);
  g_test_add_func ("/draw/thin/table", test_thin);
  g_test_add_func ("/draw/thin/random", test_thin_random);

  return g_test_run ();
}
