/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-row-order.h"

/* What stands before what; what has no value comes last. */

#define SIGN(x) (((x) > 0) - ((x) < 0))

static void
test_int (void)
{
  static const struct
  {
    gint64 a, b;
    int expected;
  } cases[] = {
    { 1, 2, -1 },
    { 2, 1, 1 },
    { 7, 7, 0 },
    { -1, 1, -1 },
    /* farther apart than an int is wide */
    { G_MININT64, G_MAXINT64, -1 },
    { G_MAXINT64, G_MININT64, 1 },
    { G_GINT64_CONSTANT (4294967296), 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (SIGN (biz_row_order_int (cases[i].a, cases[i].b)), ==, cases[i].expected);
}

static void
test_text (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    int expected;
  } cases[] = {
    { "Acme", "Deco", -1 }, { "Deco", "Acme", 1 }, { "Acme", "Acme", 0 }, { NULL, "Acme", 1 },
    { "Acme", NULL, -1 },   { NULL, NULL, 0 },     { "", NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (SIGN (biz_row_order_text (cases[i].a, cases[i].b)), ==, cases[i].expected);
}

static GDate
make_day (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  if (day > 0)
    g_date_set_dmy (&date, (GDateDay)day, G_DATE_NOVEMBER, 2026);

  return date;
}

static void
test_day (void)
{
  static const struct
  {
    guint a, b; /* 0: none */
    int expected;
  } cases[] = {
    { 1, 2, -1 }, { 2, 1, 1 }, { 3, 3, 0 }, { 0, 1, 1 }, { 1, 0, -1 }, { 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate a = make_day (cases[i].a), b = make_day (cases[i].b);

      g_assert_cmpint (SIGN (biz_row_order_day (&a, &b)), ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-order/int", test_int);
  g_test_add_func ("/row-order/text", test_text);
  g_test_add_func ("/row-order/day", test_day);

  return g_test_run ();
}
