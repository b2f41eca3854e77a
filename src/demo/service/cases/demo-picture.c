/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-picture.h"

/* Pictures that are sent along: a PNG of one stored block, which needs no library. */

static void
add_number (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guchar *)&big, sizeof big);
}

static guint32
check_chunk (const guchar *data, gsize length)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ (0xedb88320 & (0 - (sum & 1)));
    }
  return ~sum;
}

static void
add_chunk (GByteArray *out, const char *name, const guchar *data, gsize length)
{
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  g_byte_array_append (chunk, (const guchar *)name, 4);
  g_byte_array_append (chunk, data, (guint)length);
  add_number (out, (guint32)length);
  g_byte_array_append (out, chunk->data, chunk->len);
  add_number (out, check_chunk (chunk->data, chunk->len));
}

/* A slope of grey with a dark corner, as of a crushed carton. */
static GByteArray *
draw (int width, int height, guint shade)
{
  GByteArray *rows = g_byte_array_new ();

  for (int y = 0; y < height; y++)
    {
      guchar filter = 0;

      g_byte_array_append (rows, &filter, 1);
      for (int x = 0; x < width; x++)
        {
          guchar pixel = (guchar)(x + 2 * y < height / 2 ? 30 + shade : 120 + shade + x / 2);

          g_byte_array_append (rows, &pixel, 1);
        }
    }
  return rows;
}

static void
add_stored (GByteArray *out, const GByteArray *raw)
{
  guint16 length = GUINT16_TO_LE ((guint16)raw->len);
  guint16 inverse = GUINT16_TO_LE ((guint16)~raw->len);
  guint32 low = 1, high = 0;

  g_byte_array_append (out, (const guchar *)"\x78\x01\x01", 3);
  g_byte_array_append (out, (const guchar *)&length, 2);
  g_byte_array_append (out, (const guchar *)&inverse, 2);
  g_byte_array_append (out, raw->data, raw->len);
  for (guint i = 0; i < raw->len; i++)
    {
      low = (low + raw->data[i]) % 65521;
      high = (high + low) % 65521;
    }
  add_number (out, high << 16 | low);
}

/**
 * demo_picture_make: (skip)
 * @width: pixels
 * @height: pixels; @width * @height below 65000
 * @shade: 0 to 60, how light
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
demo_picture_make (int width, int height, guint shade)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GByteArray) raw = draw (width, height, shade);

  g_assert (raw->len < G_MAXUINT16);
  add_number (head, (guint32)width);
  add_number (head, (guint32)height);
  g_byte_array_append (head, (const guchar *)"\x08\x00\x00\x00\x00", 5);
  add_stored (packed, raw);
  g_byte_array_append (out, (const guchar *)"\x89PNG\r\n\x1a\n", 8);
  add_chunk (out, "IHDR", head->data, head->len);
  add_chunk (out, "IDAT", packed->data, packed->len);
  add_chunk (out, "IEND", (const guchar *)"", 0);
  return g_byte_array_free_to_bytes (out);
}
