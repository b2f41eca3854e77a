/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-match-subset.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

/* Up to twenty amounts every sum is found; what is found always adds up. */
static void
test_against_all (void)
{
  for (int round = 0; round < 300; round++)
    {
      gint64 amounts[14];
      guint n = (guint)g_test_rand_int_range (2, 14), n_found;
      guint32 secret = 0;
      gint64 target = 0;
      BizMatchSubset found[8];
      gboolean exists = FALSE;

      for (guint i = 0; i < n; i++)
        amounts[i] = g_test_rand_int_range (-50, 400);
      qsort (amounts, n, sizeof *amounts, compare);
      secret = (guint32)g_test_rand_int_range (0, 1 << n);
      for (guint i = 0; i < n; i++)
        target += (secret & (1u << i)) != 0 ? amounts[i] : 0;
      if (round % 3 == 0)
        target++;
      for (guint32 mask = 0; mask < (1u << n) && !exists; mask++)
        {
          gint64 sum = 0;

          for (guint i = 0; i < n; i++)
            sum += (mask & (1u << i)) != 0 ? amounts[i] : 0;
          exists = sum == target && __builtin_popcount (mask) >= 2;
        }
      n_found = biz_match_find_subsets (amounts, n, target, found, G_N_ELEMENTS (found));
      g_assert_cmpint (n_found > 0, ==, exists);
      for (guint i = 0; i < n_found; i++)
        {
          gint64 sum = 0;

          for (guint j = 0; j < found[i].n; j++)
            {
              sum += amounts[found[i].members[j]];
              g_assert_true (j == 0 || found[i].members[j] > found[i].members[j - 1]);
            }
          g_assert_cmpint (sum, ==, target);
          g_assert_cmpuint (found[i].n, >=, 2);
        }
    }
}

static void
test_sizes (void)
{
  static const struct
  {
    guint n_amounts;
    guint n_parts;
    gboolean found;
  } cases[] = {
    { 20, 9, TRUE }, { 60, 4, TRUE }, { 200, 3, TRUE }, { 2000, 2, TRUE }, { 2000, 3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gint64 *amounts = g_new (gint64, cases[i].n_amounts);
      BizMatchSubset found;
      gint64 target = 0;

      /* even amounts, and as many odd ones at the end as make the sum odd or even by all of them */
      for (guint j = 0; j < cases[i].n_amounts; j++)
        amounts[j] = (gint64)1000003 * (j + 1) * (j + 7);
      for (guint j = 0; j < cases[i].n_parts; j++)
        target += amounts[cases[i].n_amounts - 1 - j];
      g_assert_cmpuint (biz_match_find_subsets (amounts, cases[i].n_amounts, target, &found, 1), ==,
                        cases[i].found ? 1 : 0);
    }
}

static void
test_pairs (void)
{
  static const gint64 amounts[] = { -100, 250, 250, 500, 500, 750, 1000 };

  g_assert_cmpuint (biz_match_count_pairs (amounts, 7, 750, 99), ==, 4);
  g_assert_cmpuint (biz_match_count_pairs (amounts, 7, 750, 3), ==, 3);
  g_assert_cmpuint (biz_match_count_pairs (amounts, 7, 650, 99), ==, 1);
  g_assert_cmpuint (biz_match_count_pairs (amounts, 7, 1, 99), ==, 0);
  g_assert_cmpuint (biz_match_count_pairs (amounts, 1, 1, 99), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/match-subset/against-all", test_against_all);
  g_test_add_func ("/biz/match-subset/sizes", test_sizes);
  g_test_add_func ("/biz/match-subset/pairs", test_pairs);

  return g_test_run ();
}
