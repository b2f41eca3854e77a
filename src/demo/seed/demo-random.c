/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-random.h"

void
demo_random_init (DemoRandom *self, guint64 seed)
{
  self->state = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;
}

/**
 * demo_random_next:
 *
 * One step of SplitMix64 (Steele, Lea, Flood 2014).
 */
guint64
demo_random_next (DemoRandom *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * demo_random_range:
 * @low: the least
 * @high: the greatest, included
 */
int
demo_random_range (DemoRandom *self, int low, int high)
{
  guint64 span = (guint64)((gint64)high - low + 1);

  g_return_val_if_fail (high >= low, low);

  return (int)(low + (gint64)(((demo_random_next (self) >> 32) * span) >> 32));
}

gboolean
demo_random_percent (DemoRandom *self, int percent)
{
  return demo_random_range (self, 0, 99) < percent;
}

/**
 * demo_random_weighted:
 * @weights: (array length=n_weights): how likely each index is
 *
 * Returns: an index of @weights
 */
int
demo_random_weighted (DemoRandom *self, const int *weights, guint n_weights)
{
  int total = 0;
  int point;

  for (guint i = 0; i < n_weights; i++)
    total += weights[i];
  g_return_val_if_fail (total > 0, 0);
  point = demo_random_range (self, 0, total - 1);
  for (guint i = 0; i < n_weights; i++)
    {
      point -= weights[i];
      if (point < 0)
        return (int)i;
    }
  return (int)n_weights - 1;
}

/**
 * demo_random_bell:
 * @low: the least
 * @high: the greatest
 *
 * Returns: the mean of three throws: the middle is more likely than the ends
 */
int
demo_random_bell (DemoRandom *self, int low, int high)
{
  int sum = 0;

  for (int i = 0; i < 3; i++)
    sum += demo_random_range (self, 0, high - low);
  return low + sum / 3;
}
