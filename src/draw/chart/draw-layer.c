/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-layer-private.h"

G_DEFINE_FINAL_TYPE (DrawLayer, draw_layer, G_TYPE_OBJECT)

/* What does not fit stays at the end. */
static gint64
add_amounts (gint64 a, gint64 b)
{
  gint64 sum;

  if (!__builtin_add_overflow (a, b, &sum))
    return MAX (sum, G_MININT64 + 1);

  return a > 0 ? G_MAXINT64 : G_MININT64 + 1;
}

static gboolean
is_lines (DrawLayer *self)
{
  return self->kind <= DRAW_LAYER_STEP;
}

/* What is drawn from 0. */
static gboolean
stands_on_zero (DrawLayer *self)
{
  return self->kind >= DRAW_LAYER_AREA && self->kind <= DRAW_LAYER_WATERFALL
         && self->kind != DRAW_LAYER_STEP;
}

/* Each point on the sum of those of the series before it, at the same place and of the same sign.
 */
static void
stack (DrawLayer *self)
{
  g_autoptr (GHashTable) above =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) below =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint s = 0; s < self->series->len; s++)
    {
      DrawSeries *series = g_ptr_array_index (self->series, s);
      const DrawDatum *points = draw_series_get_points (series);
      GArray *bases = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < draw_series_get_n_points (series); i++)
        {
          GHashTable *sums = points[i].y >= 0 ? above : below;
          gint64 *sum = g_hash_table_lookup (sums, &points[i].x);
          gint64 base = sum != NULL ? *sum : 0;

          g_array_append_val (bases, base);
          if (points[i].y == DRAW_GAP)
            continue;
          if (sum == NULL)
            {
              sum = g_new0 (gint64, 1);
              g_hash_table_insert (sums, g_memdup2 (&points[i].x, sizeof points[i].x), sum);
            }
          *sum = add_amounts (base, points[i].y);
        }
      g_ptr_array_add (self->bases, bases);
    }
}

/* Each change on the sum of all before it, each total on 0. */
static void
cascade (DrawLayer *self)
{
  for (guint s = 0; s < self->series->len; s++)
    {
      DrawSeries *series = g_ptr_array_index (self->series, s);
      const DrawDatum *points = draw_series_get_points (series);
      GArray *bases = g_array_new (FALSE, FALSE, sizeof (gint64));
      const gint64 zero = 0;
      gint64 sum = 0;

      for (guint i = 0; i < draw_series_get_n_points (series); i++)
        {
          const gboolean total = draw_layer_is_total (self, i);

          if (total)
            g_array_append_val (bases, zero);
          else
            g_array_append_val (bases, sum);
          if (points[i].y == DRAW_GAP)
            continue;
          sum = total ? points[i].y : add_amounts (sum, points[i].y);
        }
      g_ptr_array_add (self->bases, bases);
    }
}

static void
cover_series (DrawLayer *self, guint index, DrawAxis *x, DrawAxis *y)
{
  DrawSeries *series = g_ptr_array_index (self->series, index);
  const DrawDatum *points = draw_series_get_points (series);
  const guint n = draw_series_get_n_points (series);

  for (guint i = 0; i < n; i++)
    {
      const gint64 base = draw_layer_get_base (self, index, i);

      draw_axis_cover (x, points[i].x);
      if (points[i].y == DRAW_GAP)
        continue;
      draw_axis_cover (y, draw_layer_get_end (self, index, i));
      if (base != 0)
        draw_axis_cover (y, base);
    }
  if (n > 0 && self->kind == DRAW_LAYER_HISTOGRAM)
    draw_axis_cover (x, add_amounts (points[n - 1].x, draw_layer_get_slot (self)));
}

static void
draw_layer_finalize (GObject *object)
{
  DrawLayer *self = DRAW_LAYER (object);

  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->bases);
  g_hash_table_unref (self->totals);
  g_free (self->name);

  G_OBJECT_CLASS (draw_layer_parent_class)->finalize (object);
}

static void
draw_layer_class_init (DrawLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_layer_finalize;
}

static void
draw_layer_init (DrawLayer *self)
{
  self->series = g_ptr_array_new_with_free_func (g_object_unref);
  self->bases = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->totals = g_hash_table_new (NULL, NULL);
}

gint64
draw_layer_get_base (DrawLayer *self, guint series, guint point)
{
  GArray *bases = series < self->bases->len ? g_ptr_array_index (self->bases, series) : NULL;

  return bases != NULL && point < bases->len ? g_array_index (bases, gint64, point) : 0;
}

gint64
draw_layer_get_end (DrawLayer *self, guint series, guint point)
{
  const DrawDatum *points = draw_series_get_points (g_ptr_array_index (self->series, series));

  return add_amounts (draw_layer_get_base (self, series, point), points[point].y);
}

void
draw_layer_get_range (DrawLayer *self, const DrawPlot *plot, guint series, guint *first, guint *end)
{
  DrawSeries *points = g_ptr_array_index (self->series, series);
  const guint n = draw_series_get_n_points (points);

  *first = draw_series_search (points, draw_axis_amount_at (plot->x, 0));
  *end = draw_series_search (points, draw_axis_amount_at (plot->x, 1));
  *first = *first > 0 ? *first - 1 : 0;
  /* the first beyond, and the one that an axis rounded away */
  *end = MIN (*end + 2, n);
}

/**
 * draw_layer_new:
 * @kind: how its series are drawn
 *
 * Returns: (transfer full): a layer without series
 */
DrawLayer *
draw_layer_new (DrawLayerKind kind)
{
  DrawLayer *self;

  g_return_val_if_fail (kind <= DRAW_LAYER_BAND, NULL);

  self = g_object_new (DRAW_TYPE_LAYER, NULL);
  self->kind = kind;

  return self;
}

DrawLayerKind
draw_layer_get_kind (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), DRAW_LAYER_LINE);

  return self->kind;
}

gboolean
draw_layer_is_reference (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), FALSE);

  return self->kind == DRAW_LAYER_TARGET || self->kind == DRAW_LAYER_BAND;
}

const char *
draw_layer_get_name (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), NULL);

  return self->name;
}

const DrawUnit *
draw_layer_get_unit (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), NULL);

  return &self->unit;
}

/**
 * draw_layer_get_levels:
 * @self: a target or a band
 * @low: (out): its lower level
 * @high: (out): its upper one; of a target the same
 */
void
draw_layer_get_levels (DrawLayer *self, gint64 *low, gint64 *high)
{
  g_return_if_fail (DRAW_IS_LAYER (self));

  *low = self->low;
  *high = self->high;
}

/**
 * draw_layer_add:
 * @self: a layer of series
 * @series: one more
 */
void
draw_layer_add (DrawLayer *self, DrawSeries *series)
{
  g_return_if_fail (DRAW_IS_LAYER (self) && DRAW_IS_SERIES (series));
  g_return_if_fail (!draw_layer_is_reference (self));

  g_ptr_array_add (self->series, g_object_ref (series));
}

guint
draw_layer_get_n_series (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), 0);

  return self->series->len;
}

/**
 * draw_layer_get_series:
 * @self: a layer
 * @index: less than their number
 *
 * Returns: (transfer none): that series
 */
DrawSeries *
draw_layer_get_series (DrawLayer *self, guint index)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self) && index < self->series->len, NULL);

  return g_ptr_array_index (self->series, index);
}

/**
 * draw_layer_set_total:
 * @self: a waterfall
 * @point: which of its points is a total
 */
void
draw_layer_set_total (DrawLayer *self, guint point)
{
  g_return_if_fail (DRAW_IS_LAYER (self) && self->kind == DRAW_LAYER_WATERFALL);

  g_hash_table_add (self->totals, GUINT_TO_POINTER (point));
}

gboolean
draw_layer_is_total (DrawLayer *self, guint point)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), FALSE);

  return g_hash_table_contains (self->totals, GUINT_TO_POINTER (point));
}

gint64
draw_layer_get_bin (DrawLayer *self)
{
  g_return_val_if_fail (DRAW_IS_LAYER (self), 0);

  return self->bin;
}

/**
 * draw_layer_cover:
 * @self: a layer
 * @x: the axis of places
 * @y: the axis of amounts
 *
 * To be called when points have changed, before the axes are fitted.
 */
void
draw_layer_cover (DrawLayer *self, DrawAxis *x, DrawAxis *y)
{
  g_return_if_fail (DRAW_IS_LAYER (self) && DRAW_IS_AXIS (x) && DRAW_IS_AXIS (y));

  g_ptr_array_set_size (self->bases, 0);
  if (self->kind == DRAW_LAYER_STACK)
    stack (self);
  else if (self->kind == DRAW_LAYER_WATERFALL)
    cascade (self);

  if (draw_layer_is_reference (self))
    {
      draw_axis_cover (y, self->low);
      draw_axis_cover (y, self->high);
      return;
    }
  for (guint i = 0; i < self->series->len; i++)
    cover_series (self, i, x, y);
  if (stands_on_zero (self) && !draw_axis_is_empty (y))
    draw_axis_cover (y, 0);
  if (!is_lines (self) && self->kind != DRAW_LAYER_HISTOGRAM && !draw_axis_is_empty (x))
    draw_axis_set_margin (x, (double)draw_layer_get_slot (self) / 2);
}

/**
 * draw_layer_draw:
 * @self: a layer that the axes of @plot cover
 * @plot: where; with something to draw on
 */
void
draw_layer_draw (DrawLayer *self, const DrawPlot *plot)
{
  g_return_if_fail (DRAW_IS_LAYER (self));
  g_return_if_fail (plot != NULL && plot->cr != NULL);

  if (plot->area.width <= 0 || plot->area.height <= 0)
    return;
  cairo_save (plot->cr);
  if (draw_layer_is_reference (self))
    draw_layer_draw_reference (self, plot);
  else if (is_lines (self))
    draw_layer_draw_lines (self, plot);
  else
    draw_layer_draw_bars (self, plot);
  cairo_restore (plot->cr);
}

/**
 * draw_layer_locate:
 * @self: a layer
 * @plot: where it is drawn
 * @series: one of its series
 * @point: one of the points
 * @area: (out): where that is
 *
 * Returns: FALSE where there is no such point or nothing is known there
 */
gboolean
draw_layer_locate (DrawLayer *self, const DrawPlot *plot, guint series, guint point, DrawArea *area)
{
  const DrawDatum *datum;
  DrawSeries *points;

  g_return_val_if_fail (DRAW_IS_LAYER (self), FALSE);

  if (series >= self->series->len)
    return FALSE;
  points = g_ptr_array_index (self->series, series);
  if (point >= draw_series_get_n_points (points))
    return FALSE;
  datum = draw_series_get_points (points) + point;
  if (datum->y == DRAW_GAP)
    return FALSE;
  if (!is_lines (self))
    return draw_layer_locate_bar (self, plot, series, point, area);

  *area = (DrawArea){ draw_plot_get_x (plot, datum->x), draw_plot_get_y (plot, datum->y), 0, 0 };

  return TRUE;
}
