/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-kpi-promise.h"
#include "kpi-check.h"

static void
test_by_hand (void)
{
  static const struct
  {
    gint64 item;
    const char *made, *due, *paid;
  } source[] = {
    { 1, "2026-01-02", "2026-01-10", "2026-01-10" }, /* kept on the very day */
    { 2, "2026-01-02", "2026-01-10", "2026-01-11" }, /* a day late */
    { 3, "2026-01-02", "2026-01-12", "" },           /* never paid */
    { 4, "2026-01-02", "2026-01-15", "2026-02-03" }, /* replaced before its day ... */
    { 4, "2026-01-14", "2026-02-05", "2026-02-03" }, /* ... and kept in February */
    { 5, "2026-01-02", "2026-01-20", "2026-02-03" }, /* broken: the next came too late */
    { 5, "2026-01-21", "2026-02-05", "2026-02-03" },
    { 6, "2026-01-31", "2026-02-28", "2026-02-28" },
    { 7, "2026-01-05", "2026-01-08", "2026-01-06" }, /* twice on one day: the later one counts */
    { 7, "2026-01-05", "2026-01-09", "2026-01-06" },
  };
  static const struct
  {
    const char *from, *to;
    const char *expected;
  } cases[] = {
    /* January: of 1 2 3 5 7 two were kept. */
    { "2026-01-01", "2026-01-31", "40" },
    /* February: 4, 5 and 6. */
    { "2026-02-01", "2026-02-28", "100" },
    /* As of 13 January the promise of the 15th stands, but is not due; 1 and 7 of 1 2 3 7. */
    { "2026-01-01", "2026-01-13", "50" },
    { "2026-01-01", "2026-02-28", "62.5" },
    { "2026-03-01", "2026-03-31", NULL },
  };
  BizKpiPromise rows[G_N_ELEMENTS (source)];

  for (gsize i = 0; i < G_N_ELEMENTS (source); i++)
    rows[i] = (BizKpiPromise){ .item = source[i].item,
                               .made = kpi_date (source[i].made),
                               .due = kpi_date (source[i].due),
                               .paid = kpi_date (source[i].paid) };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizKpiFrame frame = kpi_frame (cases[i].from, cases[i].to);

      kpi_assert (biz_kpi_promises_kept (&frame, rows, G_N_ELEMENTS (rows)), cases[i].expected);
    }
}

/* Against looking at all pairs. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);

  for (int round = 0; round < 100; round++)
    {
      BizKpiFrame frame = kpi_frame ("2026-01-20", "2026-02-10");
      BizKpiPromise rows[40];
      int due = 0, kept = 0;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          rows[i] = (BizKpiPromise){ .item = g_rand_int_range (rand, 0, 15) };
          rows[i].made = rows[i].due = rows[i].paid = kpi_date ("2026-01-01");
          g_date_add_days (&rows[i].made, i);
          g_date_add_days (&rows[i].due, i + (guint)g_rand_int_range (rand, 0, 20));
          g_date_add_days (&rows[i].paid, i + (guint)g_rand_int_range (rand, 0, 20));
        }
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          gboolean counts = biz_kpi_frame_has_date (&frame, &rows[i].due);

          /* rows come in the order they were made */
          for (guint j = i + 1; j < G_N_ELEMENTS (rows); j++)
            {
              if (rows[j].item == rows[i].item && g_date_compare (&rows[j].made, &rows[i].due) <= 0)
                counts = FALSE;
            }
          due += counts;
          kept += counts && g_date_compare (&rows[i].paid, &rows[i].due) <= 0;
        }
      g_assert_cmpint (due, >, 0);
      kpi_assert_ratio (biz_kpi_promises_kept (&frame, rows, G_N_ELEMENTS (rows)), kept * 100, due);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/kpi-promise/by-hand", test_by_hand);
  g_test_add_func ("/biz/kpi-promise/random", test_random);

  return g_test_run ();
}
