/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FONT "Sans 9"
#define RESOLUTION 96
/* Around a chart without axes, so that its marks are whole. */
#define BARE_MARGIN 4.0
/* How far in one can look: as many days or categories. */
#define LEAST_SEEN 2.0

G_DEFINE_FINAL_TYPE (DrawChart, draw_chart, G_TYPE_OBJECT)

static void
cover (DrawChart *self)
{
  if (self->covered)
    return;
  draw_axis_clear (self->x);
  draw_axis_clear (self->y);
  for (guint i = 0; i < self->layers->len; i++)
    draw_layer_cover (g_ptr_array_index (self->layers, i), self->x, self->y);
  self->covered = TRUE;
}

/* The last amount of the last series. */
static void
mark_end (DrawChart *self, cairo_t *cr)
{
  const guint n = draw_chart_get_n_tracks (self);
  DrawSeries *series = n > 0 ? draw_chart_get_track (self, n - 1) : NULL;
  const guint n_points = series != NULL ? draw_series_get_n_points (series) : 0;

  for (guint i = n_points; i > 0; i--)
    {
      const DrawCursor cursor = { n - 1, i - 1 };
      DrawArea area;

      if (!draw_chart_locate (self, &cursor, &area))
        continue;
      draw_colour_set (&self->palette->hues[0], cr);
      cairo_arc (cr, area.x, area.y, 3, 0, 2 * G_PI);
      cairo_fill (cr);
      return;
    }
}

static void
draw_chart_finalize (GObject *object)
{
  DrawChart *self = DRAW_CHART (object);

  g_free (self->title);
  g_clear_object (&self->x);
  g_clear_object (&self->y);
  g_ptr_array_unref (self->layers);
  g_clear_object (&self->context);
  pango_font_description_free (self->font);
  g_clear_pointer (&self->x_ticks, g_array_unref);
  g_clear_pointer (&self->y_ticks, g_array_unref);

  G_OBJECT_CLASS (draw_chart_parent_class)->finalize (object);
}

static void
draw_chart_class_init (DrawChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_chart_finalize;
}

static void
draw_chart_init (DrawChart *self)
{
  self->layers = g_ptr_array_new_with_free_func (g_object_unref);
  self->palette = draw_palette_get (FALSE, FALSE);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, RESOLUTION);
  self->font = pango_font_description_from_string (FONT);
}

PangoLayout *
draw_chart_create_text (DrawChart *self, const char *text, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, self->font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

void
draw_chart_measure (DrawChart *self, const char *text, double *width)
{
  g_autoptr (PangoLayout) layout = draw_chart_create_text (self, text, FALSE);
  int w;

  pango_layout_get_pixel_size (layout, &w, NULL);
  *width = w;
}

void
draw_chart_write (DrawChart *self,
                  cairo_t *cr,
                  const char *text,
                  double x,
                  double y,
                  DrawChartAlign align,
                  double width,
                  gboolean bold)
{
  g_autoptr (PangoLayout) layout = draw_chart_create_text (self, text, bold);
  int w;

  if (width >= 0)
    {
      pango_layout_get_pixel_size (layout, &w, NULL);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      if (w > width)
        pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
    }
  pango_layout_get_pixel_size (layout, &w, NULL);
  x -= align == DRAW_CHART_LEFT ? 0 : align == DRAW_CHART_CENTRE ? w / 2.0 : w;
  cairo_move_to (cr, round (x), round (y));
  pango_cairo_show_layout (cr, layout);
}

DrawPlot
draw_chart_make_plot (DrawChart *self, cairo_t *cr, guint layer)
{
  DrawPlot plot = { cr, self->plot, self->x, self->y, self->palette, self->mirrored, 0 };

  for (guint i = 0; i < layer; i++)
    plot.hue += draw_layer_get_n_series (g_ptr_array_index (self->layers, i));

  return plot;
}

DrawLayer *
draw_chart_resolve (DrawChart *self, guint track, guint *layer, guint *series)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      DrawLayer *candidate = g_ptr_array_index (self->layers, i);
      const guint n = draw_layer_get_n_series (candidate);

      if (track < n)
        {
          *layer = i;
          *series = track;
          return candidate;
        }
      track -= n;
    }

  return NULL;
}

/**
 * draw_chart_new:
 * @title: what it shows, translated
 * @x: the axis of places
 * @y: the axis of amounts
 *
 * Returns: (transfer full): a chart without layers
 */
DrawChart *
draw_chart_new (const char *title, DrawAxis *x, DrawAxis *y)
{
  DrawChart *self;

  g_return_val_if_fail (title != NULL && DRAW_IS_AXIS (x) && DRAW_IS_AXIS (y), NULL);
  g_return_val_if_fail (draw_axis_get_kind (y) == DRAW_AXIS_VALUE, NULL);

  self = g_object_new (DRAW_TYPE_CHART, NULL);
  self->title = g_strdup (title);
  self->x = g_object_ref (x);
  self->y = g_object_ref (y);

  return self;
}

/**
 * draw_chart_new_sparkline:
 * @title: what it shows, translated
 * @x: the axis of places
 * @series: the line
 *
 * Returns: (transfer full): a chart without axes
 */
DrawChart *
draw_chart_new_sparkline (const char *title, DrawAxis *x, DrawSeries *series)
{
  g_autoptr (DrawLayer) layer = draw_layer_new (DRAW_LAYER_LINE);
  g_autoptr (DrawAxis) y = NULL;
  DrawChart *self;

  g_return_val_if_fail (DRAW_IS_SERIES (series), NULL);

  y = draw_axis_new_value (NULL, draw_series_get_unit (series));
  self = draw_chart_new (title, x, y);
  self->bare = TRUE;
  draw_layer_add (layer, series);
  draw_chart_add (self, layer);

  return self;
}

const char *
draw_chart_get_title (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  return self->title;
}

DrawAxis *
draw_chart_get_x_axis (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  return self->x;
}

DrawAxis *
draw_chart_get_y_axis (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  return self->y;
}

gboolean
draw_chart_is_bare (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), FALSE);

  return self->bare;
}

/**
 * draw_chart_add:
 * @self: a chart
 * @layer: what is drawn in front of the layers before it; its unit is that of the y axis
 */
void
draw_chart_add (DrawChart *self, DrawLayer *layer)
{
  g_return_if_fail (DRAW_IS_CHART (self) && DRAW_IS_LAYER (layer));

  g_ptr_array_add (self->layers, g_object_ref (layer));
  draw_chart_update (self);
}

guint
draw_chart_get_n_layers (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), 0);

  return self->layers->len;
}

DrawLayer *
draw_chart_get_layer (DrawChart *self, guint index)
{
  g_return_val_if_fail (DRAW_IS_CHART (self) && index < self->layers->len, NULL);

  return g_ptr_array_index (self->layers, index);
}

guint
draw_chart_get_n_tracks (DrawChart *self)
{
  guint n = 0;

  g_return_val_if_fail (DRAW_IS_CHART (self), 0);

  for (guint i = 0; i < self->layers->len; i++)
    n += draw_layer_get_n_series (g_ptr_array_index (self->layers, i));

  return n;
}

/**
 * draw_chart_get_track:
 * @self: a chart
 * @track: which series, counted over all layers
 *
 * Returns: (transfer none) (nullable): that series
 */
DrawSeries *
draw_chart_get_track (DrawChart *self, guint track)
{
  guint layer, series;
  DrawLayer *owner;

  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  owner = draw_chart_resolve (self, track, &layer, &series);

  return owner != NULL ? draw_layer_get_series (owner, series) : NULL;
}

gboolean
draw_chart_is_empty (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), TRUE);

  for (guint i = 0; i < draw_chart_get_n_tracks (self); i++)
    {
      guint least, most;

      if (draw_series_get_extremes (draw_chart_get_track (self, i), &least, &most))
        return FALSE;
    }

  return TRUE;
}

/**
 * draw_chart_update:
 * @self: a chart whose points have changed
 *
 * What is seen of the x axis stays the same share of it.
 */
void
draw_chart_update (DrawChart *self)
{
  g_return_if_fail (DRAW_IS_CHART (self));

  self->covered = FALSE;
  self->laid_out = FALSE;
}

void
draw_chart_set_palette (DrawChart *self, const DrawPalette *palette)
{
  g_return_if_fail (DRAW_IS_CHART (self) && palette != NULL);

  self->palette = palette;
}

const DrawPalette *
draw_chart_get_palette (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), NULL);

  return self->palette;
}

/**
 * draw_chart_set_font:
 * @self: a chart
 * @font: of all its words; a size in points is one at 96 dots an inch
 */
void
draw_chart_set_font (DrawChart *self, const PangoFontDescription *font)
{
  g_return_if_fail (DRAW_IS_CHART (self) && font != NULL);

  if (pango_font_description_equal (self->font, font))
    return;
  pango_font_description_free (self->font);
  self->font = pango_font_description_copy (font);
  self->laid_out = FALSE;
}

/**
 * draw_chart_set_mirrored:
 * @self: a chart
 * @mirrored: whether it runs from right to left
 */
void
draw_chart_set_mirrored (DrawChart *self, gboolean mirrored)
{
  g_return_if_fail (DRAW_IS_CHART (self));

  if (self->mirrored == mirrored)
    return;
  self->mirrored = mirrored;
  self->laid_out = FALSE;
}

gboolean
draw_chart_get_mirrored (DrawChart *self)
{
  g_return_val_if_fail (DRAW_IS_CHART (self), FALSE);

  return self->mirrored;
}

void
draw_chart_set_title_shown (DrawChart *self, gboolean shown)
{
  g_return_if_fail (DRAW_IS_CHART (self));

  if (self->title_shown == shown)
    return;
  self->title_shown = shown;
  self->laid_out = FALSE;
}

/**
 * draw_chart_lay_out:
 * @self: a chart
 * @width: pixels
 * @height: pixels
 */
void
draw_chart_lay_out (DrawChart *self, double width, double height)
{
  g_return_if_fail (DRAW_IS_CHART (self));

  if (self->laid_out && self->width == width && self->height == height)
    return;
  cover (self);
  self->width = width;
  self->height = height;
  if (self->bare)
    {
      self->plot = (DrawArea){ BARE_MARGIN, BARE_MARGIN, MAX (width - 2 * BARE_MARGIN, 0),
                               MAX (height - 2 * BARE_MARGIN, 0) };
      draw_axis_fit (self->x, 4);
      draw_axis_fit (self->y, 4);
    }
  else
    draw_chart_frame_lay_out (self);
  self->laid_out = TRUE;
}

/**
 * draw_chart_draw:
 * @self: a chart that is laid out
 * @cr: where, from the upper left corner
 */
void
draw_chart_draw (DrawChart *self, cairo_t *cr)
{
  g_return_if_fail (DRAW_IS_CHART (self) && cr != NULL);
  g_return_if_fail (self->width > 0 || self->height > 0 || self->laid_out);

  draw_chart_lay_out (self, self->width, self->height);
  cairo_save (cr);
  if (!self->bare)
    draw_chart_frame_draw_grid (self, cr);
  for (guint i = 0; i < self->layers->len; i++)
    {
      const DrawPlot plot = draw_chart_make_plot (self, cr, i);

      draw_layer_draw (g_ptr_array_index (self->layers, i), &plot);
    }
  if (self->bare)
    mark_end (self, cr);
  else
    draw_chart_frame_draw_labels (self, cr);
  if (!self->bare && draw_chart_is_empty (self))
    {
      draw_colour_set (&self->palette->dim, cr);
      draw_chart_write (self, cr, _ ("No data"), self->plot.x + self->plot.width / 2,
                        self->plot.y + (self->plot.height - self->line) / 2, DRAW_CHART_CENTRE,
                        self->plot.width, FALSE);
    }
  cairo_restore (cr);
}

/**
 * draw_chart_get_plot:
 * @self: a chart that is laid out
 *
 * Returns: where its layers are
 */
DrawArea
draw_chart_get_plot (DrawChart *self)
{
  const DrawArea nowhere = { 0 };

  g_return_val_if_fail (DRAW_IS_CHART (self), nowhere);

  return self->plot;
}

/**
 * draw_chart_zoom:
 * @self: a chart that is laid out
 * @factor: more than 1 looks closer
 * @x: the pixel that stays where it is
 */
void
draw_chart_zoom (DrawChart *self, double factor, double x)
{
  double from, to, at, width, share, offset;

  g_return_if_fail (DRAW_IS_CHART (self) && factor > 0);

  if (self->plot.width <= 0)
    return;
  at = CLAMP ((x - self->plot.x) / self->plot.width, 0, 1);
  if (self->mirrored)
    at = 1 - at;
  draw_axis_get_view (self->x, &from, &to);
  at = from + at * (to - from);
  width = (to - from) / factor;
  if (draw_axis_get_kind (self->x) != DRAW_AXIS_VALUE)
    {
      /* a day or a category is so large a share of what is seen */
      draw_axis_get_scale (self->x, &share, &offset);
      width = MAX (width, MIN (LEAST_SEEN * share * (to - from), 1));
    }
  factor = (to - from) / width;
  from = at - (at - from) / factor;
  draw_axis_set_view (self->x, from, from + width);
  self->laid_out = FALSE;
}

/**
 * draw_chart_pan:
 * @self: a chart that is laid out
 * @pixels: how far the picture moves to the right
 */
void
draw_chart_pan (DrawChart *self, double pixels)
{
  double from, to, share;

  g_return_if_fail (DRAW_IS_CHART (self));

  if (self->plot.width <= 0)
    return;
  draw_axis_get_view (self->x, &from, &to);
  share = pixels / self->plot.width * (to - from) * (self->mirrored ? -1 : 1);
  draw_axis_set_view (self->x, from - share, to - share);
  self->laid_out = FALSE;
}

void
draw_chart_show_all (DrawChart *self)
{
  g_return_if_fail (DRAW_IS_CHART (self));

  draw_axis_set_view (self->x, 0, 1);
  self->laid_out = FALSE;
}

gboolean
draw_chart_is_zoomed (DrawChart *self)
{
  double from, to;

  g_return_val_if_fail (DRAW_IS_CHART (self), FALSE);

  draw_axis_get_view (self->x, &from, &to);

  return to - from < 1 - 1e-9;
}
