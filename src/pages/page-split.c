/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-split.h"

/* From here on list and record stand side by side. */
#define SPLIT_WIDTH 960
/* Below this everything stands in one column. */
#define NARROW_WIDTH 520
#define MIN_WIDTH 340
#define RECORD_MIN_WIDTH 460
#define RECORD_MAX_WIDTH 760
#define RECORD_PERCENT 47

struct _PageSplit
{
  GtkWidget parent_instance;

  AdwLeaflet *leaflet; /* (owned) */
  GtkWidget *list;     /* in the leaflet */
  GtkWidget *pane;     /* in the leaflet: holds the record */
  GtkWidget *record;   /* in the pane */
  gboolean split;
  int width;
  int record_width;
  guint resize_source;
};

G_DEFINE_FINAL_TYPE (PageSplit, page_split, GTK_TYPE_WIDGET)

enum
{
  PROP_LIST = 1,
  PROP_RECORD,
  N_PROPS
};

enum
{
  RESIZED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
resized_cb (gpointer user_data)
{
  PageSplit *self = user_data;

  self->resize_source = 0;
  gtk_widget_set_size_request (self->pane, self->split ? self->record_width : -1, -1);
  gtk_widget_set_hexpand (self->pane, !self->split);
  adw_leaflet_set_can_unfold (self->leaflet, self->split);
  g_signal_emit (self, signals[RESIZED], 0);
  return G_SOURCE_REMOVE;
}

static void
page_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PageSplit *self = PAGE_SPLIT (widget);
  int leaflet_width;

  if (width != self->width && self->resize_source == 0)
    self->resize_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, resized_cb, self, NULL);
  self->width = width;
  self->split = width >= SPLIT_WIDTH;
  self->record_width = CLAMP (width * RECORD_PERCENT / 100, RECORD_MIN_WIDTH, RECORD_MAX_WIDTH);
  gtk_widget_measure (GTK_WIDGET (self->leaflet), GTK_ORIENTATION_HORIZONTAL, -1, &leaflet_width,
                      NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->leaflet),
                            &(GtkAllocation){ 0, 0, MAX (leaflet_width, width), height }, baseline);
}

static void
page_split_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  PageSplit *self = PAGE_SPLIT (widget);
  int list_width;
  int record_width;
  int leaflet_width;

  gtk_widget_measure (GTK_WIDGET (self->leaflet), GTK_ORIENTATION_HORIZONTAL, -1, &leaflet_width,
                      natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (GTK_WIDGET (self->leaflet), orientation,
                          for_size < 0 ? -1 : MAX (for_size, leaflet_width), minimum, natural, NULL,
                          NULL);
      return;
    }
  /* List and record part, and the record's lines break, before the window is too small. */
  gtk_widget_measure (self->list, orientation, -1, &list_width, NULL, NULL, NULL);
  gtk_widget_measure (self->record, orientation, -1, &record_width, NULL, NULL, NULL);
  *minimum = MIN (leaflet_width, MAX (list_width, MIN (record_width, MIN_WIDTH)));
}

static void
page_split_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PageSplit *self = PAGE_SPLIT (object);

  switch (prop_id)
    {
    case PROP_LIST:
      self->list = g_value_get_object (value);
      if (self->list != NULL)
        adw_leaflet_prepend (self->leaflet, self->list);
      break;
    case PROP_RECORD:
      self->record = g_value_get_object (value);
      if (self->record != NULL)
        gtk_box_append (GTK_BOX (self->pane), self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
page_split_dispose (GObject *object)
{
  PageSplit *self = PAGE_SPLIT (object);

  g_clear_handle_id (&self->resize_source, g_source_remove);
  if (self->leaflet != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->leaflet));
  self->leaflet = NULL;
  G_OBJECT_CLASS (page_split_parent_class)->dispose (object);
}

static void
page_split_class_init (PageSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = page_split_dispose;
  object_class->set_property = page_split_set_property;
  widget_class->measure = page_split_measure;
  widget_class->size_allocate = page_split_size_allocate;

  props[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_split_init (PageSplit *self)
{
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_unfold (self->leaflet, FALSE);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
  self->pane = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->pane, "record-pane");
  gtk_widget_set_visible (self->pane, FALSE);
  adw_leaflet_append (self->leaflet, self->pane);
}

void
page_split_show_record (PageSplit *self)
{
  g_return_if_fail (PAGE_IS_SPLIT (self));

  gtk_widget_set_visible (self->pane, TRUE);
  adw_leaflet_set_visible_child (self->leaflet, self->pane);
}

void
page_split_hide_record (PageSplit *self)
{
  g_return_if_fail (PAGE_IS_SPLIT (self));

  adw_leaflet_set_visible_child (self->leaflet, self->list);
  gtk_widget_set_visible (self->pane, FALSE);
}

void
page_split_show_list (PageSplit *self)
{
  g_return_if_fail (PAGE_IS_SPLIT (self));

  if (!self->split)
    adw_leaflet_set_visible_child (self->leaflet, self->list);
}

gboolean
page_split_is_record_shown (PageSplit *self)
{
  g_return_val_if_fail (PAGE_IS_SPLIT (self), FALSE);

  return gtk_widget_get_visible (self->pane)
         && (self->split || adw_leaflet_get_visible_child (self->leaflet) == self->pane);
}

gboolean
page_split_is_split (PageSplit *self)
{
  g_return_val_if_fail (PAGE_IS_SPLIT (self), FALSE);

  return self->split;
}

gboolean
page_split_is_narrow (PageSplit *self)
{
  g_return_val_if_fail (PAGE_IS_SPLIT (self), FALSE);

  return self->width < NARROW_WIDTH;
}
