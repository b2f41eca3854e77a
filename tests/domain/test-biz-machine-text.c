/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-machine-text.h"
#include "test-values.h"

#include <string.h>

#define FAIL G_MININT64

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    char point;
    guint digits;
    gint64 minor; /* FAIL: none */
  } cases[] = {
    { "0", '.', 2, 0 },
    { "12", '.', 2, 1200 },
    { "12.5", '.', 2, 1250 },
    { "12,50", ',', 2, 1250 },
    { "12,", ',', 2, 1200 },
    { ",5", ',', 2, 50 },
    { "-12.50", '.', 2, -1250 },
    { "+12.50", '.', 2, 1250 },
    { "-0.00", '.', 2, 0 },
    { "0012.50", '.', 2, 1250 },
    { "12.500", '.', 2, 1250 },
    { "12.50000000000000000000000000", '.', 2, 1250 },
    { "12.501", '.', 2, FAIL },
    { "12.5", '.', 0, FAIL },
    { "12.0", '.', 0, 12 },
    { "12.345", '.', 3, 12345 },
    { "92233720368547758.07", '.', 2, G_MAXINT64 },
    { "-92233720368547758.07", '.', 2, -G_MAXINT64 },
    { "92233720368547758.08", '.', 2, FAIL },
    { "9223372036854775807", '.', 2, FAIL },
    { "9223372036854775807", '.', 0, G_MAXINT64 },
    { "99999999999999999999999999", '.', 2, FAIL },
    { "", '.', 2, FAIL },
    { "-", '.', 2, FAIL },
    { ".", '.', 2, FAIL },
    { "-.", '.', 2, FAIL },
    { "1.2.3", '.', 2, FAIL },
    { "1,234.50", '.', 2, FAIL },
    { "12,50", '.', 2, FAIL },
    { "--1", '.', 2, FAIL },
    { "1-", '.', 2, FAIL },
    { " 1", '.', 2, FAIL },
    { "1 ", '.', 2, FAIL },
    { "1e2", '.', 2, FAIL },
    { "0x1", '.', 2, FAIL },
    { "\331\241", '.', 2, FAIL },
    { "nan", '.', 2, FAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minor = 77;
      gboolean ok = biz_machine_text_get_amount (cases[i].text, strlen (cases[i].text),
                                                 cases[i].point, cases[i].digits, &minor);

      g_test_message ("%s", cases[i].text);
      g_assert_true (ok == (cases[i].minor != FAIL));
      if (ok)
        g_assert_cmpint (minor, ==, cases[i].minor);
    }
}

/* What stands behind the length is not looked at. */
static void
test_length (void)
{
  gint64 minor = 77;

  g_assert_true (biz_machine_text_get_amount ("12.50EUR", 5, '.', 2, &minor));
  g_assert_cmpint (minor, ==, 1250);
  g_assert_true (biz_machine_text_get_amount ("12.50", 2, '.', 2, &minor));
  g_assert_cmpint (minor, ==, 1200);
  g_assert_false (biz_machine_text_get_amount ("12.50", 0, '.', 2, &minor));
}

static void
test_digits (void)
{
  g_assert_cmpint (biz_machine_text_get_digits ("0042x", 4), ==, 42);
  g_assert_cmpint (biz_machine_text_get_digits ("999999999", 9), ==, 999999999);
  g_assert_cmpint (biz_machine_text_get_digits ("", 0), ==, 0);
  g_assert_cmpint (biz_machine_text_get_digits ("4x", 2), ==, -1);
  g_assert_cmpint (biz_machine_text_get_digits ("-4", 2), ==, -1);
  g_assert_cmpint (biz_machine_text_get_digits (" 4", 2), ==, -1);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *day; /* NULL: none */
  } cases[] = {
    { "2026-11-22", "2026-11-22" },
    { "2026-11-22T10:00:00", "2026-11-22" },
    { "2026-11-22 10:00", "2026-11-22" },
    { "2026-11-22+01:00", "2026-11-22" },
    { "2026-11-22-05:00", "2026-11-22" },
    { "2026-11-22Z", "2026-11-22" },
    { "2024-02-29", "2024-02-29" },
    { "0001-01-01", "0001-01-01" },
    { "2026-02-29", NULL },
    { "2026-00-01", NULL },
    { "2026-01-00", NULL },
    { "2026-13-01", NULL },
    { "2026-01-32", NULL },
    { "0000-01-01", NULL },
    { "2026-11-2", NULL },
    { "2026-11-222", NULL },
    { "2026-11-22x", NULL },
    { "2026/11/22", NULL },
    { "20261122", NULL },
    { "-026-11-22", NULL },
    { "2026-+1-22", NULL },
    { " 2026-11-22", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      GDate day;
      gboolean ok = biz_machine_text_get_date (cases[i].text, &day);

      g_test_message ("%s", cases[i].text);
      g_assert_true (ok == (cases[i].day != NULL));
      if (ok)
        {
          shown = test_day_text (&day);
          g_assert_cmpstr (shown, ==, cases[i].day);
        }
    }
}

/* A number that does not fit a GDateDay does not come round again as a small one. */
static void
test_set_date (void)
{
  GDate day;

  g_assert_true (biz_machine_text_set_date (&day, 2026, 12, 31));
  g_assert_false (biz_machine_text_set_date (&day, 2026, 12, 256 + 1));
  g_assert_false (g_date_valid (&day));
  g_assert_false (biz_machine_text_set_date (&day, 65536 + 2026, 12, 1));
  g_assert_false (biz_machine_text_set_date (&day, 2026, -1, 1));
  g_assert_false (biz_machine_text_set_date (&day, -1, 1, 1));
  g_assert_false (biz_machine_text_set_date (&day, 2026, 1, -1));
  g_assert_false (biz_machine_text_set_date (&day, 10000, 1, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/machine-text/amounts", test_amounts);
  g_test_add_func ("/biz/machine-text/length", test_length);
  g_test_add_func ("/biz/machine-text/digits", test_digits);
  g_test_add_func ("/biz/machine-text/dates", test_dates);
  g_test_add_func ("/biz/machine-text/set-date", test_set_date);

  return g_test_run ();
}
