/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-rank.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

/**
 * biz_kpi_rank_median:
 * @values: (element-type gint64): at least one; sorted after
 * @sum: (out): of the middle value, or of both
 * @n: (out): 1 or 2
 *
 * The median of an even number of values is the mean of the two in the middle.
 */
void
biz_kpi_rank_median (GArray *values, __int128 *sum, gint64 *n)
{
  guint middle = values->len / 2;

  g_return_if_fail (values->len > 0);

  g_array_sort (values, compare);
  *sum = g_array_index (values, gint64, middle);
  *n = 1;
  if (values->len % 2 == 0)
    {
      *sum += g_array_index (values, gint64, middle - 1);
      *n = 2;
    }
}

/**
 * biz_kpi_rank_percentile:
 * @values: (element-type gint64): at least one; sorted after
 * @percent: 1 to 100
 *
 * Returns: the value of the nearest rank, which is one of @values
 */
gint64
biz_kpi_rank_percentile (GArray *values, guint percent)
{
  guint64 rank = ((guint64)values->len * percent + 99) / 100;

  g_return_val_if_fail (values->len > 0 && percent >= 1 && percent <= 100, 0);

  g_array_sort (values, compare);

  return g_array_index (values, gint64, rank - 1);
}
