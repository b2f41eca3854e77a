/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-picture-area.h"

#include <math.h>

/* Narrower it cannot be told what is on it. */
#define MIN_WIDTH 24

struct _KitPictureArea
{
  GtkWidget parent_instance;

  KitDrawing *drawing; /* (owned) */
  int width;
};

G_DEFINE_FINAL_TYPE (KitPictureArea, kit_picture_area, GTK_TYPE_WIDGET)

/**
 * kit_drawing_new:
 * @texture: (transfer full): the points
 * @width: pixels of a widget
 * @height: pixels of a widget
 *
 * Returns: (transfer full): a drawing
 */
KitDrawing *
kit_drawing_new (GdkTexture *texture, int width, int height)
{
  KitDrawing *self = g_rc_box_new0 (KitDrawing);

  self->texture = texture;
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);

  return self;
}

KitDrawing *
kit_drawing_ref (KitDrawing *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_drawing (gpointer data)
{
  KitDrawing *self = data;

  g_clear_object (&self->texture);
}

void
kit_drawing_unref (KitDrawing *self)
{
  g_rc_box_release_full (self, clear_drawing);
}

static int
get_height (KitPictureArea *self, int width)
{
  return MAX (1, (int)round ((double)width * self->drawing->height / self->drawing->width));
}

static GtkSizeRequestMode
kit_picture_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A list gives its rows what they need at least, so that is all of the height. */
static void
kit_picture_area_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  KitPictureArea *self = KIT_PICTURE_AREA (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (MIN_WIDTH, self->width);
      *natural = self->width;
    }
  else
    *minimum = *natural =
        get_height (self, for_size < 0 ? self->width : MIN (for_size, self->width));
}

static void
kit_picture_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KitPictureArea *self = KIT_PICTURE_AREA (widget);
  int width = MIN (gtk_widget_get_width (widget), self->width);

  if (width > 0)
    gdk_paintable_snapshot (GDK_PAINTABLE (self->drawing->texture), snapshot, width,
                            get_height (self, width));
}

static void
kit_picture_area_finalize (GObject *object)
{
  kit_drawing_unref (KIT_PICTURE_AREA (object)->drawing);

  G_OBJECT_CLASS (kit_picture_area_parent_class)->finalize (object);
}

static void
kit_picture_area_class_init (KitPictureAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kit_picture_area_finalize;
  widget_class->get_request_mode = kit_picture_area_get_request_mode;
  widget_class->measure = kit_picture_area_measure;
  widget_class->snapshot = kit_picture_area_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kit_picture_area_init (KitPictureArea *self)
{
}

/**
 * kit_picture_area_new:
 * @drawing: what is shown
 * @width: pixels, 0: as many as it has
 *
 * Returns: (transfer floating): a picture
 */
GtkWidget *
kit_picture_area_new (KitDrawing *drawing, int width)
{
  KitPictureArea *self;

  g_return_val_if_fail (drawing != NULL, NULL);

  self = g_object_new (KIT_TYPE_PICTURE_AREA, NULL);
  self->drawing = kit_drawing_ref (drawing);
  self->width = width > 0 ? MIN (width, drawing->width) : drawing->width;

  return GTK_WIDGET (self);
}
