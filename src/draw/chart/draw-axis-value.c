/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-axis-private.h"

#include <math.h>

/* How far an axis of one amount reaches beyond it, as a share. */
#define FLAT_ROOM 0.1

/* What crosses zero by less than this share of the other side is a sliver: a whole step for it
 * would take half of the chart. */
#define SLIVER 0.1

/* 1, 2 or 5 times a power of ten: the least that leaves at most @most steps in @span, and no
 * smaller than a part that can be counted. */
static double
find_step (double span, guint most, double least)
{
  static const double steps[] = { 1, 2, 5, 10 };
  const double wanted = span / most;
  const double power = pow (10, floor (log10 (wanted)));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const double step = steps[i] * power;

      if (step >= wanted * (1 - 1e-9))
        return MAX (step, least);
    }

  return MAX (10 * power, least);
}

/* The same amount everywhere: 0 to 1 for nothing, else a tenth more and less. */
static void
widen (DrawAxis *self)
{
  const double least = draw_unit_get_least (&self->unit);
  const double room = MAX (fabs (self->first) * FLAT_ROOM, least);

  if (self->first == 0)
    self->last = MAX (1, least);
  else
    {
      self->first -= room;
      self->last += room;
    }
}

/* @beyond: how far one side of zero reaches; @other: the other one */
static gboolean
is_sliver (double beyond, double other)
{
  return beyond > 0 && beyond < other * SLIVER;
}

void
draw_axis_value_fit (DrawAxis *self, guint most)
{
  const double size = MAX (fabs (self->first), fabs (self->last));
  const double least = draw_unit_get_least (&self->unit);
  double low, high, step, wanted;

  /* closer than a double tells apart is the same */
  if (self->last - self->first <= size * 1e-12)
    widen (self);
  low = self->first;
  high = self->last;
  wanted = find_step (high - low, most, least);
  do
    {
      step = wanted;
      self->first = is_sliver (-low, high) ? low : floor (low / step + 1e-9) * step;
      self->last = is_sliver (high, -low) ? high : ceil (high / step - 1e-9) * step;
      /* rounding made it longer: perhaps too long for these steps */
      wanted = find_step (self->last - self->first, most, least);
    }
  while (wanted > step);
}

void
draw_axis_value_add_ticks (DrawAxis *self, GArray *ticks, guint most)
{
  double low, high, step, largest, from, to;

  draw_axis_get_seen (self, &low, &high);
  step = find_step (high - low, most, draw_unit_get_least (&self->unit));
  largest = MAX (fabs (low), fabs (high));
  from = ceil (low / step - 1e-9);
  to = floor (high / step + 1e-9);
  for (double i = from; i <= to && ticks->len <= most; i++)
    draw_axis_add_tick (self, ticks, i * step,
                        draw_unit_format_short (&self->unit, i * step, step, largest));
}
