/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chart-picture.h"

#include <stdlib.h>

/* A channel may differ by so much, */
#define TOLERANCE 40
/* and so many pixels in a thousand by more. */
#define OUTLIERS 4

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(gconstpointer)row)[x] & 0xffffff;
}

static gboolean
differs (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 24; shift += 8)
    {
      if (abs ((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)) > TOLERANCE)
        return TRUE;
    }

  return FALSE;
}

static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      n += differs (get_pixel (a, x, y), get_pixel (b, x, y));

  return n;
}

cairo_t *
chart_picture_begin (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);

  return cr;
}

void
chart_picture_end (cairo_t *cr, const char *name)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "chart", file, NULL);
  cairo_surface_t *reference;
  guint n_pixels, n;

  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  if (g_strcmp0 (g_getenv ("CHART_PICTURES"), "write") == 0)
    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (reference), ==,
                   cairo_image_surface_get_width (surface));
  g_assert_cmpint (cairo_image_surface_get_height (reference), ==,
                   cairo_image_surface_get_height (surface));
  n_pixels =
      (guint)(cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface));
  n = count_differences (surface, reference);
  if (n * 1000 > n_pixels * OUTLIERS)
    g_error ("%s: %u of %u pixels differ", path, n, n_pixels);
  cairo_surface_destroy (reference);
  cairo_destroy (cr);
}

gboolean
chart_picture_has_ink (cairo_t *cr, int x, int y, int width, int height, guint32 rgb)
{
  cairo_surface_flush (cairo_get_target (cr));
  for (int j = y; j < y + height; j++)
    for (int i = x; i < x + width; i++)
      if (get_pixel (cairo_get_target (cr), i, j) != rgb)
        return TRUE;

  return FALSE;
}

guint32
chart_picture_get (cairo_t *cr, int x, int y)
{
  cairo_surface_flush (cairo_get_target (cr));

  return get_pixel (cairo_get_target (cr), x, y);
}
