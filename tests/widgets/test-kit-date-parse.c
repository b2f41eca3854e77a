/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"
#include "kit-date-parse.h"

#include <locale.h>

static void
test_understood (void)
{
  /* Today is Sunday, 2026-11-22; the locale is C: month/day. */
  static const struct
  {
    const char *text;
    guint year, month, day;
  } cases[] = {
    { "22.11.", 2026, 11, 22 },     { "22.11", 2026, 11, 22 },
    { "1.1.", 2027, 1, 1 },         { "31.12.", 2026, 12, 31 },
    { "30.5.", 2026, 5, 30 },       { "22.11.26", 2026, 11, 22 },
    { "22.11.2025", 2025, 11, 22 }, { "2026-11-22", 2026, 11, 22 },
    { "2026/1/2", 2026, 1, 2 },     { "20261122", 2026, 11, 22 },
    { "11/25", 2026, 11, 25 },      { "11/25/26", 2026, 11, 25 },
    { "+7", 2026, 11, 29 },         { "-22", 2026, 10, 31 },
    { "+0", 2026, 11, 22 },         { "today", 2026, 11, 22 },
    { "TODAY", 2026, 11, 22 },      { " tomorrow ", 2026, 11, 23 },
    { "yesterday", 2026, 11, 21 },  { "5", 2026, 11, 5 },
    { "29.2.28", 2028, 2, 29 },     { "22. 11. 2026", 2026, 11, 22 },
  };
  GDate today;
  guint i;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, 11, 2026);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_test_message ("%s", cases[i].text);
      g_assert_true (kit_date_parse (cases[i].text, &today, &date, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (g_date_get_year (&date), ==, cases[i].year);
      g_assert_cmpuint (g_date_get_month (&date), ==, cases[i].month);
      g_assert_cmpuint (g_date_get_day (&date), ==, cases[i].day);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = { "",          "x",
                                       "31.2.",     "32.1.",
                                       "29.2.27",   "2026-13-01",
                                       "1.2.3.4",   "1.2-26",
                                       "+99999999", "22.11.2026x",
                                       "13/13/26",  "0.1.2026",
                                       "--1",       "99999999999999999999" };
  GDate today;
  guint i;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, 11, 2026);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_test_message ("%s", cases[i]);
      g_assert_false (kit_date_parse (cases[i], &today, &date, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_false (g_date_valid (&date));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kit-date-parse/understood", test_understood);
  g_test_add_func ("/kit-date-parse/refused", test_refused);
  return g_test_run ();
}
