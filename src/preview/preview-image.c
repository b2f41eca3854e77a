/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* One picture is one page, a pixel a point. Its size is known and judged before a pixel is
 * decoded. */
#define MAX_PIXELS (64 * 1024 * 1024)

typedef struct
{
  PreviewDocument parent;
  GdkPixbuf *pixbuf;        /* (owned) */
  cairo_surface_t *surface; /* (owned) */
} PreviewImage;

typedef struct
{
  gboolean too_large;
} Size;

static void
image_free (PreviewDocument *document)
{
  PreviewImage *self = (PreviewImage *)document;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->pixbuf);
  g_free (self);
}

static gboolean
image_render (PreviewDocument *document, guint page, cairo_t *cr, GError **error)
{
  PreviewImage *self = (PreviewImage *)document;

  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_paint (cr);

  return TRUE;
}

static const PreviewDocumentClass image_class = { .free = image_free, .render = image_render };

/* Keeps the shown side within what a page may have. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Size *size = user_data;

  size->too_large = width <= 0 || height <= 0 || (gint64)width * height > MAX_PIXELS
                    || width > PREVIEW_MAX_SIDE || height > PREVIEW_MAX_SIDE;
  /* No pixels are wanted: the loaders make room for none and stop. */
  if (size->too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static cairo_surface_t *
make_surface (GdkPixbuf *pixbuf)
{
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const int source_stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *source = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *pixels = cairo_image_surface_get_data (surface);

  if (pixels == NULL)
    return surface;
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = source + (gsize)y * (gsize)source_stride;
      guint32 *to = (guint32 *)(void *)(pixels + (gsize)y * (gsize)stride);

      for (int x = 0; x < width; x++, from += n_channels)
        {
          const guint a = n_channels == 4 ? from[3] : 255;

          to[x] =
              a << 24 | (from[0] * a / 255) << 16 | (from[1] * a / 255) << 8 | (from[2] * a / 255);
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static GdkPixbuf *
decode (GBytes *bytes, const char *type, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, &cause);
  Size size = { FALSE };
  gsize length, done = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GdkPixbuf *pixbuf;
  gboolean good = TRUE;

  if (loader == NULL)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_UNSUPPORTED, type);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &size);
  while (good && !size.too_large && done < length)
    {
      const gsize n = MIN (length - done, 4096);

      good = gdk_pixbuf_loader_write (loader, data + done, n, NULL);
      done += n;
    }
  good = gdk_pixbuf_loader_close (loader, NULL) && good;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (size.too_large)
    g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_TOO_LARGE, "too many pixels");
  else if (!good || pixbuf == NULL)
    g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_DAMAGED, "no picture");
  else
    return gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return NULL;
}

/**
 * preview_image_open:
 * @bytes: a picture
 * @type: its type, as gdk-pixbuf calls it
 * @error: return location
 *
 * Returns: (transfer full): the picture as one page, or %NULL
 */
PreviewDocument *
preview_image_open (GBytes *bytes, const char *type, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, type, error);
  PreviewImage *self;
  GVariantBuilder sizes;

  if (pixbuf == NULL)
    return NULL;

  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  g_variant_builder_add (&sizes, "(dd)", (double)gdk_pixbuf_get_width (pixbuf),
                         (double)gdk_pixbuf_get_height (pixbuf));
  self = g_new0 (PreviewImage, 1);
  self->parent.klass = &image_class;
  self->surface = make_surface (pixbuf);
  self->parent.info = g_variant_ref_sink (
      preview_info_new (PREVIEW_KIND_IMAGE, g_variant_builder_end (&sizes), NULL));

  return &self->parent;
}
