/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-axis-private.h"

#include <math.h>

/* The least share of an axis that can be seen. */
#define LEAST_VIEW 1e-6

G_DEFINE_FINAL_TYPE (DrawAxis, draw_axis, G_TYPE_OBJECT)

static void
tick_clear (gpointer data)
{
  DrawTick *tick = data;

  g_free (tick->label);
}

static double
get_least_part (DrawAxis *self)
{
  return self->kind == DRAW_AXIS_VALUE ? draw_unit_get_least (&self->unit) : 1;
}

static void
add_category_ticks (DrawAxis *self, GArray *ticks, guint most)
{
  double low, high;
  guint first, last, step;

  if (self->n_names == 0)
    return;
  draw_axis_get_seen (self, &low, &high);
  first = (guint)CLAMP (ceil (low), 0, self->n_names - 1);
  last = (guint)CLAMP (floor (high), 0, self->n_names - 1);
  step = last < first ? 1 : (last - first) / MAX (most, 1) + 1;
  for (guint i = first; i <= last; i += step)
    draw_axis_add_tick (self, ticks, i, g_strdup (self->names[i]));
}

static void
draw_axis_finalize (GObject *object)
{
  DrawAxis *self = DRAW_AXIS (object);

  g_free (self->title);
  g_strfreev (self->names);

  G_OBJECT_CLASS (draw_axis_parent_class)->finalize (object);
}

static void
draw_axis_class_init (DrawAxisClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_axis_finalize;
}

static void
draw_axis_init (DrawAxis *self)
{
  self->last = 1;
  self->to = 1;
}

void
draw_axis_get_seen (DrawAxis *self, double *low, double *high)
{
  const double span = self->last - self->first;

  *low = self->first + span * self->from;
  *high = self->first + span * self->to;
}

void
draw_axis_add_tick (DrawAxis *self, GArray *ticks, double value, char *label)
{
  DrawTick tick;
  double low, high;

  draw_axis_get_seen (self, &low, &high);
  tick.place = (value - low) / (high - low);
  tick.label = label;
  if (tick.place < -1e-9 || tick.place > 1 + 1e-9)
    g_free (label);
  else
    g_array_append_val (ticks, tick);
}

/**
 * draw_axis_new_value:
 * @title: (nullable): what stands beside it, translated
 * @unit: what its amounts are
 *
 * Returns: (transfer full): an axis of numbers
 */
DrawAxis *
draw_axis_new_value (const char *title, const DrawUnit *unit)
{
  DrawAxis *self;

  g_return_val_if_fail (unit != NULL, NULL);

  self = g_object_new (DRAW_TYPE_AXIS, NULL);
  self->kind = DRAW_AXIS_VALUE;
  self->title = g_strdup (title);
  self->unit = *unit;

  return self;
}

/**
 * draw_axis_new_time:
 * @title: (nullable): what stands beside it, translated
 * @grain: what one point stands for; it is placed on the first day
 *
 * Returns: (transfer full): an axis of days, as GDate counts them (Julian days)
 */
DrawAxis *
draw_axis_new_time (const char *title, DrawGrain grain)
{
  DrawAxis *self;

  g_return_val_if_fail (grain <= DRAW_GRAIN_YEAR, NULL);

  self = g_object_new (DRAW_TYPE_AXIS, NULL);
  self->kind = DRAW_AXIS_TIME;
  self->grain = grain;
  self->title = g_strdup (title);

  return self;
}

/**
 * draw_axis_new_category:
 * @title: (nullable): what stands beside it, translated
 * @names: (array zero-terminated=1): the categories in their order
 *
 * Returns: (transfer full): an axis of names; amounts are indexes
 */
DrawAxis *
draw_axis_new_category (const char *title, const char *const *names)
{
  DrawAxis *self;

  g_return_val_if_fail (names != NULL, NULL);

  self = g_object_new (DRAW_TYPE_AXIS, NULL);
  self->kind = DRAW_AXIS_CATEGORY;
  self->title = g_strdup (title);
  self->names = g_strdupv ((char **)names);
  self->n_names = g_strv_length (self->names);

  return self;
}

DrawAxisKind
draw_axis_get_kind (DrawAxis *self)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), DRAW_AXIS_VALUE);

  return self->kind;
}

const char *
draw_axis_get_title (DrawAxis *self)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), NULL);

  return self->title;
}

const DrawUnit *
draw_axis_get_unit (DrawAxis *self)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), NULL);

  return &self->unit;
}

guint
draw_axis_get_n_categories (DrawAxis *self)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), 0);

  return self->n_names;
}

/**
 * draw_axis_clear:
 * @self: an axis
 *
 * Forgets the data; what is seen stays the same share.
 */
void
draw_axis_clear (DrawAxis *self)
{
  g_return_if_fail (DRAW_IS_AXIS (self));

  self->covered = FALSE;
  self->margin = 0;
}

/**
 * draw_axis_cover:
 * @self: an axis
 * @amount: what it has to show; %DRAW_GAP is nothing
 */
void
draw_axis_cover (DrawAxis *self, gint64 amount)
{
  double value;

  g_return_if_fail (DRAW_IS_AXIS (self));

  if (amount == DRAW_GAP)
    return;
  value = (double)amount * get_least_part (self);
  self->least = self->covered ? MIN (self->least, value) : value;
  self->most = self->covered ? MAX (self->most, value) : value;
  self->covered = TRUE;
}

/**
 * draw_axis_set_margin:
 * @self: an axis
 * @margin: room on both sides of the data, in days, categories or the number itself; the largest
 *   one that was asked for stays
 */
void
draw_axis_set_margin (DrawAxis *self, double margin)
{
  g_return_if_fail (DRAW_IS_AXIS (self));

  self->margin = MAX (self->margin, margin);
}

/**
 * draw_axis_fit:
 * @self: an axis that covers its data
 * @most: ticks there is room for
 *
 * Fixes the ends. Numbers end at ticks, or with the data where that is a sliver beyond zero; days
 * and categories with the data. One place alone, or the same amount everywhere, gets room around
 * it.
 */
void
draw_axis_fit (DrawAxis *self, guint most)
{
  g_return_if_fail (DRAW_IS_AXIS (self));

  if (self->kind == DRAW_AXIS_CATEGORY)
    {
      self->first = -0.5;
      self->last = MAX (self->n_names, 1) - 0.5;
      return;
    }
  if (!self->covered)
    {
      self->first = 0;
      self->last = 1;
      return;
    }
  self->first = self->least - self->margin;
  self->last = self->most + self->margin;
  if (self->kind == DRAW_AXIS_VALUE && self->margin <= 0)
    draw_axis_value_fit (self, MAX (most, 1));
  else if (self->last <= self->first)
    {
      self->first -= 0.5;
      self->last += 0.5;
    }
}

gboolean
draw_axis_is_empty (DrawAxis *self)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), TRUE);

  return !self->covered;
}

/**
 * draw_axis_set_view:
 * @self: an axis
 * @from: where sight begins, a share of the whole
 * @to: where it ends
 *
 * What lies beyond the ends is moved back: the width stays, unless it is more than all.
 */
void
draw_axis_set_view (DrawAxis *self, double from, double to)
{
  double width;

  g_return_if_fail (DRAW_IS_AXIS (self));
  g_return_if_fail (isfinite (from) && isfinite (to));

  width = CLAMP (to - from, LEAST_VIEW, 1);
  from = CLAMP (from, 0, 1 - width);
  self->from = from;
  self->to = MIN (from + width, 1);
}

void
draw_axis_get_view (DrawAxis *self, double *from, double *to)
{
  g_return_if_fail (DRAW_IS_AXIS (self));

  *from = self->from;
  *to = self->to;
}

/**
 * draw_axis_get_scale:
 * @self: a fitted axis
 * @factor: (out): of an amount
 * @offset: (out): what is added
 *
 * What [method@Draw.Axis.place] computes, for many points.
 */
void
draw_axis_get_scale (DrawAxis *self, double *factor, double *offset)
{
  double low, high;

  g_return_if_fail (DRAW_IS_AXIS (self));

  draw_axis_get_seen (self, &low, &high);
  *factor = get_least_part (self) / (high - low);
  *offset = -low / (high - low);
}

/**
 * draw_axis_place:
 * @self: a fitted axis
 * @amount: in least parts
 *
 * Returns: where it is: 0 is the beginning of what is seen, 1 the end
 */
double
draw_axis_place (DrawAxis *self, gint64 amount)
{
  double factor, offset;

  g_return_val_if_fail (DRAW_IS_AXIS (self), 0);

  draw_axis_get_scale (self, &factor, &offset);

  return (double)amount * factor + offset;
}

/**
 * draw_axis_amount_at:
 * @self: a fitted axis
 * @place: 0 to 1 along what is seen
 *
 * Returns: the nearest amount
 */
gint64
draw_axis_amount_at (DrawAxis *self, double place)
{
  double factor, offset;

  g_return_val_if_fail (DRAW_IS_AXIS (self), 0);

  draw_axis_get_scale (self, &factor, &offset);

  return llround (CLAMP ((place - offset) / factor, -9.2e18, 9.2e18));
}

/**
 * draw_axis_create_ticks:
 * @self: a fitted axis
 * @most: how many there is room for
 *
 * Returns: (transfer full) (element-type DrawTick): ticks in rising order
 */
GArray *
draw_axis_create_ticks (DrawAxis *self, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (DrawTick));

  g_return_val_if_fail (DRAW_IS_AXIS (self), ticks);

  g_array_set_clear_func (ticks, tick_clear);
  if (!self->covered && self->kind != DRAW_AXIS_CATEGORY)
    return ticks;

  most = MAX (most, 1);
  if (self->kind == DRAW_AXIS_VALUE)
    draw_axis_value_add_ticks (self, ticks, most);
  else if (self->kind == DRAW_AXIS_TIME)
    draw_axis_time_add_ticks (self, ticks, most);
  else
    add_category_ticks (self, ticks, most);

  return ticks;
}

/**
 * draw_axis_format:
 * @self: an axis
 * @amount: a place on it
 *
 * Returns: (transfer full): the amount, the span of days or the category in full
 */
char *
draw_axis_format (DrawAxis *self, gint64 amount)
{
  g_return_val_if_fail (DRAW_IS_AXIS (self), NULL);

  if (self->kind == DRAW_AXIS_VALUE)
    return draw_unit_format (&self->unit, amount);
  if (self->kind == DRAW_AXIS_TIME)
    return draw_axis_time_format (self, amount);

  return g_strdup (amount >= 0 && amount < self->n_names ? self->names[amount] : "");
}
