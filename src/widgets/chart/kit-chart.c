/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-chart-private.h"

#include "draw-chart-words.h"

#include <math.h>

#define MIN_WIDTH 160
#define MIN_HEIGHT 110
#define WIDTH 480
#define HEIGHT 260
#define BARE_WIDTH 120
#define BARE_HEIGHT 32
#define BARE_MIN_WIDTH 48
#define BARE_MIN_HEIGHT 20
/* Of the letters beside those of the window. */
#define FONT_SCALE 0.92
#define RESOLUTION 96.0
#define GLIDE_MS 160
#define ZOOM 1.6

enum
{
  PROP_0,
  PROP_CHART,
  N_PROPS
};

enum
{
  ACTIVATED,
  SELECTED,
  TOLD,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KitChart, kit_chart, GTK_TYPE_WIDGET)

static gboolean
cursor_exists (KitChart *self, const DrawCursor *cursor)
{
  DrawSeries *series =
      self->chart != NULL ? draw_chart_get_track (self->chart, cursor->track) : NULL;

  return series != NULL && cursor->point < draw_series_get_n_points (series);
}

/* The name of the focused widget is read out when it changes: the point, then the chart. */
static void
speak (KitChart *self)
{
  const char *title = self->chart != NULL ? draw_chart_get_title (self->chart) : "";

  g_free (self->label);
  if (self->has_selected)
    {
      g_autofree char *point = draw_chart_describe_point (self->chart, &self->selected);

      self->label = g_strdup_printf ("%s — %s", point, title);
    }
  else
    self->label = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->summary, -1);
}

static void
read_chart (KitChart *self)
{
  if (self->has_selected && !cursor_exists (self, &self->selected))
    kit_chart_select (self, NULL);
  self->has_hovered = FALSE;
  g_free (self->summary);
  self->summary = self->chart != NULL ? draw_chart_describe (self->chart) : g_strdup ("");
  speak (self);
}

static void
set_look (KitChart *self)
{
  AdwStyleManager *style =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));
  const double resolution = pango_cairo_context_get_resolution (context);
  double size = pango_font_description_get_size (font);

  if (pango_font_description_get_size_is_absolute (font))
    size = size / RESOLUTION * 72;
  else if (resolution > 0)
    size = size * resolution / RESOLUTION;
  pango_font_description_set_size (font, (int)round (size * FONT_SCALE));
  draw_chart_set_font (self->chart, font);
  pango_font_description_free (font);
  draw_chart_set_mirrored (self->chart,
                           gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
  draw_chart_set_palette (self->chart,
                          draw_palette_get (adw_style_manager_get_dark (style),
                                            adw_style_manager_get_high_contrast (style)));
}

static GskRenderNode *
create_node (KitChart *self, int width, int height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  draw_chart_draw (self->chart, cr);
  cairo_destroy (cr);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
glide_cb (double value, gpointer user_data)
{
  KitChart *self = user_data;

  if (self->chart == NULL)
    return;
  draw_axis_set_view (draw_chart_get_x_axis (self->chart),
                      self->from[0] + (self->to[0] - self->from[0]) * value,
                      self->from[1] + (self->to[1] - self->from[1]) * value);
  draw_chart_pan (self->chart, 0);
  kit_chart_invalidate (self);
}

static void
stop_gliding (KitChart *self)
{
  if (self->animation != NULL && adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING)
    adw_animation_pause (self->animation);
  g_clear_object (&self->animation);
}

static void
look_changed_cb (KitChart *self)
{
  kit_chart_invalidate (self);
}

static void
kit_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KitChart *self = KIT_CHART (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  const gboolean focused = gtk_widget_has_focus (widget);
  cairo_t *cr;

  if (!kit_chart_lay_out (self))
    return;
  if (self->node == NULL)
    self->node = create_node (self, width, height);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  if (!self->has_hovered && !self->has_selected)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (self->has_selected && self->has_hovered)
    draw_chart_draw_cursor (self->chart, cr, &self->selected, FALSE);
  draw_chart_draw_cursor (self->chart, cr, self->has_hovered ? &self->hovered : &self->selected,
                          self->has_hovered || focused);
  cairo_destroy (cr);
}

static void
kit_chart_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  KitChart *self = KIT_CHART (widget);
  const gboolean bare = self->chart != NULL && draw_chart_is_bare (self->chart);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = bare ? BARE_MIN_WIDTH : MIN_WIDTH;
      *natural = bare ? BARE_WIDTH : WIDTH;
    }
  else
    {
      *minimum = bare ? BARE_MIN_HEIGHT : MIN_HEIGHT;
      *natural = bare ? BARE_HEIGHT : HEIGHT;
    }
}

static void
kit_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitChart *self = KIT_CHART (widget);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
kit_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kit_chart_parent_class)->css_changed (widget, change);
  kit_chart_invalidate (KIT_CHART (widget));
}

static void
kit_chart_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (kit_chart_parent_class)->direction_changed (widget, before);
  kit_chart_invalidate (KIT_CHART (widget));
}

static void
kit_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHART)
    g_value_set_object (value, KIT_CHART (object)->chart);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kit_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHART)
    kit_chart_set_chart (KIT_CHART (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kit_chart_dispose (GObject *object)
{
  KitChart *self = KIT_CHART (object);

  g_cancellable_cancel (self->cancellable);
  stop_gliding (self);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->chart);

  G_OBJECT_CLASS (kit_chart_parent_class)->dispose (object);
}

static void
kit_chart_finalize (GObject *object)
{
  KitChart *self = KIT_CHART (object);

  g_clear_object (&self->cancellable);
  g_free (self->label);
  g_free (self->summary);

  G_OBJECT_CLASS (kit_chart_parent_class)->finalize (object);
}

static void
kit_chart_class_init (KitChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kit_chart_dispose;
  object_class->finalize = kit_chart_finalize;
  object_class->get_property = kit_chart_get_property;
  object_class->set_property = kit_chart_set_property;
  widget_class->snapshot = kit_chart_snapshot;
  widget_class->measure = kit_chart_measure;
  widget_class->size_allocate = kit_chart_size_allocate;
  widget_class->css_changed = kit_chart_css_changed;
  widget_class->direction_changed = kit_chart_direction_changed;

  properties[PROP_CHART] =
      g_param_spec_object ("chart", NULL, NULL, DRAW_TYPE_CHART,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", KIT_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SELECTED] = g_signal_new ("selected", KIT_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", KIT_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  kit_chart_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kit_chart_init (KitChart *self)
{
  AdwStyleManager *style =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->cancellable = g_cancellable_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  kit_chart_add_controllers (self);
  read_chart (self);
}

void
kit_chart_invalidate (KitChart *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
kit_chart_lay_out (KitChart *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->chart == NULL || width <= 0 || height <= 0)
    return FALSE;
  set_look (self);
  draw_chart_lay_out (self->chart, width, height);

  return TRUE;
}

void
kit_chart_set_hovered (KitChart *self, const DrawCursor *cursor)
{
  const gboolean has = cursor != NULL;

  if (has == self->has_hovered
      && (!has || (cursor->track == self->hovered.track && cursor->point == self->hovered.point)))
    return;
  self->has_hovered = has;
  if (has)
    self->hovered = *cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kit_chart_activate_selected (KitChart *self)
{
  if (self->has_selected)
    g_signal_emit (self, signals[ACTIVATED], 0, self->selected.track, self->selected.point);
}

void
kit_chart_tell (KitChart *self, const char *words, gboolean failed)
{
  g_signal_emit (self, signals[TOLD], 0, words, failed);
}

void
kit_chart_glide (KitChart *self, void (*change) (KitChart *self))
{
  DrawAxis *axis;
  AdwAnimationTarget *target;

  if (!kit_chart_lay_out (self))
    return;
  axis = draw_chart_get_x_axis (self->chart);
  if (self->animation != NULL && adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING)
    adw_animation_skip (self->animation);
  draw_axis_get_view (axis, &self->from[0], &self->from[1]);
  change (self);
  draw_axis_get_view (axis, &self->to[0], &self->to[1]);
  if (self->animation == NULL)
    {
      target = adw_callback_animation_target_new (glide_cb, self, NULL);
      self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE_MS, target);
    }
  glide_cb (0, self);
  /* where motion is not wanted, this goes to its end at once */
  adw_animation_play (self->animation);
}

static void
change_zoom (KitChart *self, double factor)
{
  const DrawArea plot = draw_chart_get_plot (self->chart);
  double x = plot.x + plot.width / 2;
  DrawArea area;

  if (self->has_selected && draw_chart_locate (self->chart, &self->selected, &area))
    x = area.x + area.width / 2;
  draw_chart_zoom (self->chart, factor, x);
}

void
kit_chart_zoom_in (KitChart *self)
{
  change_zoom (self, ZOOM);
}

void
kit_chart_zoom_out (KitChart *self)
{
  change_zoom (self, 1 / ZOOM);
}

void
kit_chart_show_all (KitChart *self)
{
  draw_chart_show_all (self->chart);
}

/**
 * kit_chart_new:
 *
 * Returns: (transfer floating): a widget without a chart
 */
GtkWidget *
kit_chart_new (void)
{
  return g_object_new (KIT_TYPE_CHART, NULL);
}

/**
 * kit_chart_set_chart:
 * @self: a widget
 * @chart: (nullable): what it shows; the widget chooses its looks
 */
void
kit_chart_set_chart (KitChart *self, DrawChart *chart)
{
  gboolean bare;

  g_return_if_fail (KIT_IS_CHART (self));
  g_return_if_fail (chart == NULL || DRAW_IS_CHART (chart));

  if (!g_set_object (&self->chart, chart))
    return;
  stop_gliding (self);
  kit_chart_select (self, NULL);
  /* a sparkline stands beside the figure that says it */
  bare = chart != NULL && draw_chart_is_bare (chart);
  gtk_widget_set_focusable (GTK_WIDGET (self), !bare);
  read_chart (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  kit_chart_invalidate (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
}

/**
 * kit_chart_get_chart:
 * @self: a widget
 *
 * Returns: (transfer none) (nullable): its chart
 */
DrawChart *
kit_chart_get_chart (KitChart *self)
{
  g_return_val_if_fail (KIT_IS_CHART (self), NULL);

  return self->chart;
}

/**
 * kit_chart_update:
 * @self: a widget
 *
 * Draws and describes the chart anew after its points changed; a selection stays where its point
 * is still there.
 */
void
kit_chart_update (KitChart *self)
{
  g_return_if_fail (KIT_IS_CHART (self));

  if (self->chart != NULL)
    draw_chart_update (self->chart);
  read_chart (self);
  kit_chart_invalidate (self);
}

/**
 * kit_chart_get_selected:
 * @self: a widget
 * @cursor: (out): the selected point
 *
 * Returns: FALSE where none is
 */
gboolean
kit_chart_get_selected (KitChart *self, DrawCursor *cursor)
{
  g_return_val_if_fail (KIT_IS_CHART (self) && cursor != NULL, FALSE);

  if (self->has_selected)
    *cursor = self->selected;

  return self->has_selected;
}

/**
 * kit_chart_select:
 * @self: a widget
 * @cursor: (nullable): a point of its chart, %NULL for none
 *
 * What is seen moves so that the point is in it.
 */
void
kit_chart_select (KitChart *self, const DrawCursor *cursor)
{
  const gboolean has = cursor != NULL && cursor_exists (self, cursor);

  g_return_if_fail (KIT_IS_CHART (self));

  if (!has && !self->has_selected)
    return;
  if (has && self->has_selected && cursor->track == self->selected.track
      && cursor->point == self->selected.point)
    return;
  self->has_selected = has;
  if (has)
    self->selected = *cursor;
  if (has && kit_chart_lay_out (self) && draw_chart_reveal (self->chart, cursor))
    kit_chart_invalidate (self);
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTED], 0);
}

const char *
kit_chart_get_label (KitChart *self)
{
  g_return_val_if_fail (KIT_IS_CHART (self), NULL);

  return self->label;
}

const char *
kit_chart_get_summary (KitChart *self)
{
  g_return_val_if_fail (KIT_IS_CHART (self), NULL);

  return self->summary;
}
