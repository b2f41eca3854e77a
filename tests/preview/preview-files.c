/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "preview-files.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
preview_files_new_pdf (guint n_pages)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, array, 300, 400);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 20);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("Page %u%s", i + 1, i % 2 == 1 ? " needle" : "");

      cairo_move_to (cr, 40, 100);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

GBytes *
preview_files_new_png (int width, int height)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, array);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

static guint32
sum (const guint8 *data, gsize length)
{
  guint32 crc = 0xFFFFFFFFu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
    }

  return ~crc;
}

GBytes *
preview_files_new_png_bomb (void)
{
  g_autoptr (GBytes) small = preview_files_new_png (8, 8);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&small), &length);
  const guint32 side = GUINT32_TO_BE (60000);
  guint32 crc;

  memcpy (data + 16, &side, 4);
  memcpy (data + 20, &side, 4);
  crc = GUINT32_TO_BE (sum (data + 12, 17));
  memcpy (data + 29, &crc, 4);

  return g_bytes_new_take (data, length);
}

GBytes *
preview_files_new_gif_bomb (void)
{
  static const guint8 bomb[] = { 'G',  'I',  'F', '8', '9',  'a', 0xFF, 0xFF, 0xFF,
                                 0xFF, 0x80, 0,   0,   0,    0,   0,    0xFF, 0xFF,
                                 0xFF, 0x2C, 0,   0,   0,    0,   0xFF, 0xFF, 0xFF,
                                 0xFF, 0,    2,   2,   0x44, 1,   0,    0x3B };

  return g_bytes_new_static (bomb, sizeof bomb);
}

GBytes *
preview_files_new_nested_pdf (guint depth)
{
  GString *text = g_string_new ("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages ");

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "[<</K");
  g_string_append (text, "\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");

  return g_string_free_to_bytes (text);
}

GBytes *
preview_files_new_nested_mail (guint depth)
{
  GString *text = g_string_new ("From: a@example.com\nSubject: deep\nMIME-Version: 1.0\n");

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  g_string_append (text, "Content-Type: text/plain\n\nbottom\n");

  return g_string_free_to_bytes (text);
}

GBytes *
preview_files_new_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

GBytes *
preview_files_cut (GBytes *file, gsize length)
{
  return g_bytes_new_from_bytes (file, 0, MIN (length, g_bytes_get_size (file)));
}
