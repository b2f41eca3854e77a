/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-series.h"

struct _DrawSeries
{
  GObject parent_instance;

  char *key;  /* (owned) */
  char *name; /* (owned) */
  DrawUnit unit;
  GArray *points; /* (owned) (element-type DrawDatum): rising x */
  gint64 least_step;
  gboolean stepped; /* whether least_step is that of the points */
};

G_DEFINE_FINAL_TYPE (DrawSeries, draw_series, G_TYPE_OBJECT)

static void
draw_series_finalize (GObject *object)
{
  DrawSeries *self = DRAW_SERIES (object);

  g_free (self->key);
  g_free (self->name);
  g_array_unref (self->points);

  G_OBJECT_CLASS (draw_series_parent_class)->finalize (object);
}

static void
draw_series_class_init (DrawSeriesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_series_finalize;
}

static void
draw_series_init (DrawSeries *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (DrawDatum));
}

/**
 * draw_series_new:
 * @key: the head of its column in a file, the same in all languages
 * @name: what people call it, translated
 * @unit: what its amounts are
 *
 * Returns: (transfer full): a series without points
 */
DrawSeries *
draw_series_new (const char *key, const char *name, const DrawUnit *unit)
{
  DrawSeries *self;

  g_return_val_if_fail (key != NULL && name != NULL && unit != NULL, NULL);

  self = g_object_new (DRAW_TYPE_SERIES, NULL);
  self->key = g_strdup (key);
  self->name = g_strdup (name);
  self->unit = *unit;

  return self;
}

const char *
draw_series_get_key (DrawSeries *self)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), NULL);

  return self->key;
}

const char *
draw_series_get_name (DrawSeries *self)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), NULL);

  return self->name;
}

const DrawUnit *
draw_series_get_unit (DrawSeries *self)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), NULL);

  return &self->unit;
}

/**
 * draw_series_add:
 * @self: a series
 * @x: the place, in least parts of its axis
 * @y: the amount in least parts of the unit, or %DRAW_GAP
 *
 * Fast where points come in order.
 */
void
draw_series_add (DrawSeries *self, gint64 x, gint64 y)
{
  const DrawDatum point = { x, y };
  guint at;

  g_return_if_fail (DRAW_IS_SERIES (self));

  self->stepped = FALSE;
  at = draw_series_search (self, x);
  if (at < self->points->len && g_array_index (self->points, DrawDatum, at).x == x)
    g_array_index (self->points, DrawDatum, at) = point;
  else
    g_array_insert_val (self->points, at, point);
}

/**
 * draw_series_add_day:
 * @self: a series over time
 * @day: the first day of what the point stands for
 * @y: the amount, or %DRAW_GAP
 */
void
draw_series_add_day (DrawSeries *self, const GDate *day, gint64 y)
{
  g_return_if_fail (day != NULL && g_date_valid (day));

  draw_series_add (self, g_date_get_julian (day), y);
}

/**
 * draw_series_add_money:
 * @self: a series of money
 * @x: the place
 * @money: (nullable): the amount; %NULL is a gap
 *
 * Returns: FALSE where @money is of another currency; nothing is added then
 */
gboolean
draw_series_add_money (DrawSeries *self, gint64 x, const BizMoney *money)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), FALSE);
  g_return_val_if_fail (self->unit.kind == DRAW_UNIT_MONEY, FALSE);

  if (money != NULL
      && (!g_str_equal (money->currency, self->unit.currency)
          || money->digits != self->unit.digits))
    return FALSE;
  draw_series_add (self, x, money != NULL ? money->minor : DRAW_GAP);

  return TRUE;
}

guint
draw_series_get_n_points (DrawSeries *self)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), 0);

  return self->points->len;
}

/**
 * draw_series_get_points:
 * @self: a series
 *
 * Returns: (transfer none) (nullable): its points, until one is added
 */
const DrawDatum *
draw_series_get_points (DrawSeries *self)
{
  g_return_val_if_fail (DRAW_IS_SERIES (self), NULL);

  return (const DrawDatum *)(gpointer)self->points->data;
}

/**
 * draw_series_search:
 * @self: a series
 * @x: a place
 *
 * Returns: the first point at or after @x, or the number of points
 */
guint
draw_series_search (DrawSeries *self, gint64 x)
{
  guint low = 0, high;

  g_return_val_if_fail (DRAW_IS_SERIES (self), 0);

  high = self->points->len;
  if (high == 0 || g_array_index (self->points, DrawDatum, high - 1).x < x)
    return high;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->points, DrawDatum, middle).x < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * draw_series_lookup:
 * @self: a series
 * @x: a place
 * @y: (out): the amount there, or %DRAW_GAP
 *
 * Returns: whether there is a point
 */
gboolean
draw_series_lookup (DrawSeries *self, gint64 x, gint64 *y)
{
  const guint at = draw_series_search (self, x);

  *y = DRAW_GAP;
  if (at == self->points->len || g_array_index (self->points, DrawDatum, at).x != x)
    return FALSE;
  *y = g_array_index (self->points, DrawDatum, at).y;

  return TRUE;
}

/**
 * draw_series_get_extremes:
 * @self: a series
 * @least: (out): the first point of the least amount
 * @most: (out): the first point of the greatest
 *
 * Returns: FALSE where there is no amount
 */
gboolean
draw_series_get_extremes (DrawSeries *self, guint *least, guint *most)
{
  const DrawDatum *points = draw_series_get_points (self);
  gboolean found = FALSE;

  g_return_val_if_fail (DRAW_IS_SERIES (self), FALSE);

  for (guint i = 0; i < self->points->len; i++)
    {
      if (points[i].y == DRAW_GAP)
        continue;
      if (!found || points[i].y < points[*least].y)
        *least = i;
      if (!found || points[i].y > points[*most].y)
        *most = i;
      found = TRUE;
    }

  return found;
}

/**
 * draw_series_get_least_step:
 * @self: a series
 *
 * Returns: how far the two closest neighbours are apart; 0 with fewer than two points
 */
gint64
draw_series_get_least_step (DrawSeries *self)
{
  const DrawDatum *points = draw_series_get_points (self);

  g_return_val_if_fail (DRAW_IS_SERIES (self), 0);

  if (self->stepped)
    return self->least_step;
  self->least_step = 0;
  for (guint i = 1; i < self->points->len; i++)
    {
      gint64 step;

      if (__builtin_sub_overflow (points[i].x, points[i - 1].x, &step))
        step = G_MAXINT64;
      if (self->least_step == 0 || step < self->least_step)
        self->least_step = step;
    }
  self->stepped = TRUE;

  return self->least_step;
}
