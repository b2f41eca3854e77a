/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview-pages-private.h"

#include <math.h>

#define GAP KIT_PREVIEW_PAGES_GAP
#define MIN_ZOOM 0.1
#define MAX_ZOOM 8.0

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KitPreviewPages, kit_preview_pages, GTK_TYPE_WIDGET)

static void
page_clear (gpointer data)
{
  KitPreviewSheet *page = data;

  g_clear_object (&page->texture);
  g_clear_pointer (&page->text, g_free);
  g_clear_pointer (&page->boxes, g_free);
}

static double
get_page_top (KitPreviewPages *self, guint index)
{
  double y = GAP;

  for (guint i = 0; i < index; i++)
    y += ceil (kit_preview_pages_get_sheet (self, i)->height * self->zoom) + GAP;

  return y;
}

/**
 * kit_preview_pages_get_area:
 * @self: pages
 * @index: a page
 * @top: its upper edge, pixels
 *
 * Returns: where it is drawn
 */
graphene_rect_t
kit_preview_pages_get_area (KitPreviewPages *self, guint index, double top)
{
  KitPreviewSheet *page = kit_preview_pages_get_sheet (self, index);
  const double width = page->width * self->zoom;
  const double room = gtk_widget_get_width (GTK_WIDGET (self));

  return GRAPHENE_RECT_INIT ((float)floor (MAX (GAP, (room - width) / 2)), (float)top, (float)width,
                             (float)(page->height * self->zoom));
}

static void
get_sight (KitPreviewPages *self, double *top, double *bottom)
{
  *top = self->adjustment != NULL ? gtk_adjustment_get_value (self->adjustment) : 0;
  *bottom = *top
            + (self->adjustment != NULL ? gtk_adjustment_get_page_size (self->adjustment)
                                        : gtk_widget_get_height (GTK_WIDGET (self)));
}

/**
 * kit_preview_pages_get_range:
 * @self: pages
 * @first: (out): the first in sight
 * @last: (out): the last in sight
 * @first_top: (out): the upper edge of the first, pixels
 */
void
kit_preview_pages_get_range (KitPreviewPages *self, guint *first, guint *last, double *first_top)
{
  double top, bottom, y = GAP;
  gboolean found = FALSE;

  get_sight (self, &top, &bottom);
  *first = *last = 0;
  *first_top = GAP;
  for (guint i = 0; i < self->pages->len && y < bottom; i++)
    {
      const double height = ceil (kit_preview_pages_get_sheet (self, i)->height * self->zoom);

      if (!found && y + height >= top)
        {
          found = TRUE;
          *first = i;
          *first_top = y;
        }
      *last = i;
      y += height + GAP;
    }
}

static void
update_page (KitPreviewPages *self)
{
  double top, bottom, y = GAP;
  guint page = 0;

  get_sight (self, &top, &bottom);
  for (guint i = 0; i < self->pages->len; i++)
    {
      const double height = ceil (kit_preview_pages_get_sheet (self, i)->height * self->zoom) + GAP;

      if (y <= top + (bottom - top) / 2)
        page = i;
      y += height;
    }
  if (page == self->page)
    return;
  self->page = page;
  kit_preview_pages_describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
scrolled_cb (KitPreviewPages *self)
{
  update_page (self);
  kit_preview_pages_ask (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static graphene_rect_t
place_box (KitPreviewPages *self, const graphene_rect_t *area, const graphene_rect_t *box)
{
  const float zoom = (float)self->zoom;

  return GRAPHENE_RECT_INIT (area->origin.x + box->origin.x * zoom,
                             area->origin.y + box->origin.y * zoom, MAX (1, box->size.width * zoom),
                             MAX (1, box->size.height * zoom));
}

static void
snapshot_hits (KitPreviewPages *self, GtkSnapshot *snapshot, guint index, graphene_rect_t *area)
{
  static const GdkRGBA colour = { 1, 0.85f, 0, 0.4f };
  static const GdkRGBA current = { 1, 0.45f, 0, 0.55f };
  const gsize n = self->hits != NULL ? g_variant_n_children (self->hits) : 0;

  for (gsize i = 0; i < n; i++)
    {
      double x, y, width, height;
      graphene_rect_t box;
      guint32 page;

      g_variant_get_child (self->hits, i, "(udddd)", &page, &x, &y, &width, &height);
      if (page != index)
        continue;
      box = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);
      box = place_box (self, area, &box);
      gtk_snapshot_append_color (snapshot, i == self->hit ? &current : &colour, &box);
    }
}

static void
snapshot_selection (KitPreviewPages *self,
                    GtkSnapshot *snapshot,
                    guint index,
                    graphene_rect_t *area)
{
  static const GdkRGBA colour = { 0.2f, 0.5f, 0.9f, 0.35f };
  guint from, to;

  if (!kit_preview_pages_get_selected (self, index, &from, &to))
    return;
  for (guint i = from; i <= to; i++)
    {
      const graphene_rect_t box =
          place_box (self, area, &kit_preview_pages_get_sheet (self, index)->boxes[i]);

      gtk_snapshot_append_color (snapshot, &colour, &box);
    }
}

static void
kit_preview_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  KitPreviewPages *self = KIT_PREVIEW_PAGES (widget);
  guint first, last;
  double top;

  kit_preview_pages_get_range (self, &first, &last, &top);
  for (guint i = first; i <= last && i < self->pages->len; i++)
    {
      KitPreviewSheet *page = kit_preview_pages_get_sheet (self, i);
      graphene_rect_t area = kit_preview_pages_get_area (self, i, top);

      gtk_snapshot_append_color (snapshot, &paper, &area);
      if (page->texture != NULL)
        gtk_snapshot_append_texture (snapshot, page->texture, &area);
      snapshot_hits (self, snapshot, i, &area);
      snapshot_selection (self, snapshot, i, &area);
      top += ceil (page->height * self->zoom) + GAP;
    }
}

static double
get_fitting_zoom (KitPreviewPages *self, int width)
{
  const double zoom = (width - 2 * GAP) / MAX (self->max_width, 1);

  /* A small picture is not blown up. */
  return CLAMP (MIN (zoom, 2), MIN_ZOOM, MAX_ZOOM);
}

static GtkSizeRequestMode
kit_preview_pages_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kit_preview_pages_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (widget);
  double zoom = self->wanted_zoom;
  double height = GAP;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int)ceil (self->max_width * (zoom > 0 ? zoom : 1)) + 2 * GAP;
      *minimum = zoom > 0 ? *natural : 2 * GAP + 40;
      *natural = MAX (*natural, *minimum);
      return;
    }
  if (zoom <= 0)
    zoom = for_size > 0 ? get_fitting_zoom (self, for_size) : self->zoom;
  for (guint i = 0; i < self->pages->len; i++)
    height += ceil (kit_preview_pages_get_sheet (self, i)->height * zoom) + GAP;
  *minimum = *natural = (int)height;
}

static void
kit_preview_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (widget);
  const double zoom = self->wanted_zoom > 0 ? self->wanted_zoom : get_fitting_zoom (self, width);

  if (zoom != self->zoom)
    {
      self->zoom = zoom;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
    }
  kit_preview_pages_ask (self);
}

static void
kit_preview_pages_map (GtkWidget *widget)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (widget);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (kit_preview_pages_parent_class)->map (widget);
  if (self->adjustment != NULL || scrolled == NULL)
    return;
  self->adjustment =
      g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kit_preview_pages_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kit_preview_pages_dispose (GObject *object)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (object);

  kit_preview_pages_show (self, NULL, NULL);
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (kit_preview_pages_parent_class)->dispose (object);
}

static void
kit_preview_pages_finalize (GObject *object)
{
  KitPreviewPages *self = KIT_PREVIEW_PAGES (object);

  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kit_preview_pages_parent_class)->finalize (object);
}

static void
kit_preview_pages_class_init (KitPreviewPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kit_preview_pages_get_property;
  object_class->dispose = kit_preview_pages_dispose;
  object_class->finalize = kit_preview_pages_finalize;
  widget_class->snapshot = kit_preview_pages_snapshot;
  widget_class->get_request_mode = kit_preview_pages_get_request_mode;
  widget_class->measure = kit_preview_pages_measure;
  widget_class->size_allocate = kit_preview_pages_size_allocate;
  widget_class->map = kit_preview_pages_map;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, PREVIEW_MAX_PAGES, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, 0, 32, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("failed", KIT_TYPE_PREVIEW_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "previewpages");
}

static void
kit_preview_pages_init (KitPreviewPages *self)
{
  self->pages = g_array_new (FALSE, TRUE, sizeof (KitPreviewSheet));
  g_array_set_clear_func (self->pages, page_clear);
  self->cancellable = g_cancellable_new ();
  self->zoom = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  kit_preview_pages_add_drag (self);
}

static void
scroll_to (KitPreviewPages *self, double y)
{
  if (self->adjustment != NULL)
    gtk_adjustment_set_value (self->adjustment, y);
}

/**
 * kit_preview_pages_get_sheet:
 * @self: pages
 * @index: below the number of pages
 *
 * Returns: (transfer none): the page
 */
KitPreviewSheet *
kit_preview_pages_get_sheet (KitPreviewPages *self, guint index)
{
  return &g_array_index (self->pages, KitPreviewSheet, index);
}

/**
 * kit_preview_pages_show:
 * @self: pages
 * @client: (nullable): a client whose file is open
 * @info: (nullable): what it said
 *
 * Shows the pages of a file, or nothing.
 */
void
kit_preview_pages_show (KitPreviewPages *self, KitPreviewClient *client, GVariant *info)
{
  g_autoptr (GVariant) sizes = info != NULL ? g_variant_get_child_value (info, 1) : NULL;
  const gsize n = sizes != NULL ? g_variant_n_children (sizes) : 0;

  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->hits, g_variant_unref);
  g_set_object (&self->client, client);
  self->asking = self->selected = FALSE;
  self->page = self->hit = 0;
  self->max_width = 1;
  g_array_set_size (self->pages, 0);
  g_array_set_size (self->pages, (guint)n);
  for (guint i = 0; i < n; i++)
    {
      KitPreviewSheet *page = kit_preview_pages_get_sheet (self, i);

      g_variant_get_child (sizes, i, "(dd)", &page->width, &page->height);
      self->max_width = MAX (self->max_width, page->width);
    }
  if (n > 0)
    kit_preview_pages_describe (self);
  scroll_to (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kit_preview_pages_get_n_pages:
 * @self: pages
 *
 * Returns: how many there are
 */
guint
kit_preview_pages_get_n_pages (KitPreviewPages *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), 0);

  return self->pages->len;
}

/**
 * kit_preview_pages_get_page:
 * @self: pages
 *
 * Returns: the page in the middle of what is in sight, from 0
 */
guint
kit_preview_pages_get_page (KitPreviewPages *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), 0);

  return self->page;
}

/**
 * kit_preview_pages_set_page:
 * @self: pages
 * @page: from 0; one too many is the last
 */
void
kit_preview_pages_set_page (KitPreviewPages *self, guint page)
{
  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  if (self->pages->len > 0)
    scroll_to (self, get_page_top (self, MIN (page, self->pages->len - 1)) - GAP);
}

/**
 * kit_preview_pages_get_zoom:
 * @self: pages
 *
 * Returns: pixels a point
 */
double
kit_preview_pages_get_zoom (KitPreviewPages *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), 1);

  return self->zoom;
}

/**
 * kit_preview_pages_set_zoom:
 * @self: pages
 * @zoom: pixels a point; 0 for as wide as there is room
 */
void
kit_preview_pages_set_zoom (KitPreviewPages *self, double zoom)
{
  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  self->wanted_zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kit_preview_pages_move:
 * @self: pages
 * @step: how far
 * @direction: -1 or 1
 */
void
kit_preview_pages_move (KitPreviewPages *self, KitPreviewStep step, int direction)
{
  double value, size;

  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  if (self->adjustment == NULL)
    return;
  value = gtk_adjustment_get_value (self->adjustment);
  size = gtk_adjustment_get_page_size (self->adjustment);
  if (step == KIT_PREVIEW_STEP_LINE)
    scroll_to (self, value + direction * 48);
  else if (step == KIT_PREVIEW_STEP_SCREEN)
    scroll_to (self, value + direction * size * 0.9);
  else if (step == KIT_PREVIEW_STEP_END)
    scroll_to (self, direction < 0 ? 0 : gtk_adjustment_get_upper (self->adjustment));
  else if (direction > 0 || self->page > 0)
    kit_preview_pages_set_page (self, direction > 0 ? self->page + 1 : self->page - 1);
}

/**
 * kit_preview_pages_set_hits:
 * @self: pages
 * @hits: (nullable): PREVIEW_HITS' payload
 */
void
kit_preview_pages_set_hits (KitPreviewPages *self, GVariant *hits)
{
  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  g_clear_pointer (&self->hits, g_variant_unref);
  if (hits != NULL)
    self->hits = g_variant_get_child_value (hits, 0);
  self->hit = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kit_preview_pages_get_n_hits:
 * @self: pages
 *
 * Returns: how many there are
 */
guint
kit_preview_pages_get_n_hits (KitPreviewPages *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), 0);

  return self->hits != NULL ? (guint)g_variant_n_children (self->hits) : 0;
}

/**
 * kit_preview_pages_go_to_hit:
 * @self: pages
 * @hit: below their number
 */
void
kit_preview_pages_go_to_hit (KitPreviewPages *self, guint hit)
{
  double x, y, width, height, top, bottom;
  guint32 page;

  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  if (hit >= kit_preview_pages_get_n_hits (self))
    return;
  self->hit = hit;
  g_variant_get_child (self->hits, hit, "(udddd)", &page, &x, &y, &width, &height);
  if (page >= self->pages->len)
    return;
  y = get_page_top (self, page) + y * self->zoom;
  get_sight (self, &top, &bottom);
  if (y < top || y + height * self->zoom > bottom)
    scroll_to (self, y - (bottom - top) / 3);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kit_preview_pages_get_texture:
 * @self: pages
 * @page: from 0
 *
 * Returns: (transfer none) (nullable): what is drawn of it
 */
GdkTexture *
kit_preview_pages_get_texture (KitPreviewPages *self, guint page)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), NULL);

  return page < self->pages->len ? kit_preview_pages_get_sheet (self, page)->texture : NULL;
}
