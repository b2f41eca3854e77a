/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-protocol.h"

#include <math.h>
#include <string.h>

#define MAGIC 0x31565051u /* "QPV1" */

static const char *const formats[] = {
  [PREVIEW_OPEN] = "(ss)",
  [PREVIEW_RENDER] = "(ud)",
  [PREVIEW_READ] = "(u)",
  [PREVIEW_SEARCH] = "(s)",
  [PREVIEW_INFO] = PREVIEW_INFO_FORMAT,
  [PREVIEW_PIXELS] = "(uuuay)",
  [PREVIEW_LAYOUT] = "(sa(dddd))",
  [PREVIEW_HITS] = "(a(udddd)b)",
  [PREVIEW_FAILED] = "(u)",
};

GQuark
preview_failure_quark (void)
{
  return g_quark_from_static_string ("preview-failure-quark");
}

static gboolean
is_request (PreviewOpcode opcode)
{
  return opcode >= PREVIEW_OPEN && opcode <= PREVIEW_SEARCH;
}

static gsize
max_length (PreviewOpcode opcode)
{
  return is_request (opcode) ? PREVIEW_MAX_REQUEST : PREVIEW_MAX_REPLY;
}

static gboolean
is_box (double x, double y, double width, double height)
{
  return isfinite (x) && isfinite (y) && isfinite (width) && isfinite (height) && fabs (x) < 1e6
         && fabs (y) < 1e6 && fabs (width) < 1e6 && fabs (height) < 1e6;
}

static gboolean
check_info (GVariant *payload)
{
  g_autoptr (GVariant) sizes = g_variant_get_child_value (payload, 1);
  const gsize n = g_variant_n_children (sizes);
  guint32 kind;

  g_variant_get_child (payload, 0, "u", &kind);
  if (kind >= PREVIEW_N_KINDS || n > PREVIEW_MAX_PAGES
      || ((kind == PREVIEW_KIND_PAGES || kind == PREVIEW_KIND_IMAGE) && n == 0))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double width, height;

      g_variant_get_child (sizes, i, "(dd)", &width, &height);
      if (!isfinite (width) || !isfinite (height) || width < 1 || height < 1
          || width > PREVIEW_MAX_SIDE || height > PREVIEW_MAX_SIDE)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_pixels (GVariant *payload)
{
  g_autoptr (GVariant) data = g_variant_get_child_value (payload, 3);
  guint32 page, width, height;

  g_variant_get (payload, "(uuu@ay)", &page, &width, &height, NULL);

  return width >= 1 && height >= 1 && width <= PREVIEW_MAX_SIDE && height <= PREVIEW_MAX_SIDE
         && (guint64)width * height <= PREVIEW_MAX_PIXELS
         && g_variant_get_size (data) == (gsize)width * height * 4;
}

static gboolean
check_layout (GVariant *payload)
{
  g_autoptr (GVariant) boxes = g_variant_get_child_value (payload, 1);
  const gsize n = g_variant_n_children (boxes);
  const char *text;

  g_variant_get (payload, "(&s@a(dddd))", &text, NULL);
  if ((gsize)g_utf8_strlen (text, -1) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double x, y, width, height;

      g_variant_get_child (boxes, i, "(dddd)", &x, &y, &width, &height);
      if (!is_box (x, y, width, height))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_hits (GVariant *payload)
{
  g_autoptr (GVariant) hits = g_variant_get_child_value (payload, 0);
  const gsize n = g_variant_n_children (hits);

  if (n > PREVIEW_MAX_HITS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double x, y, width, height;
      guint32 page;

      g_variant_get_child (hits, i, "(udddd)", &page, &x, &y, &width, &height);
      if (page >= PREVIEW_MAX_PAGES || !is_box (x, y, width, height))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_payload (PreviewOpcode opcode, GVariant *payload)
{
  double scale;
  guint32 value;

  switch (opcode)
    {
    case PREVIEW_RENDER:
      g_variant_get (payload, "(ud)", &value, &scale);
      return value < PREVIEW_MAX_PAGES && isfinite (scale) && scale > 0.01 && scale <= 32;
    case PREVIEW_READ:
      g_variant_get (payload, "(u)", &value);
      return value < PREVIEW_MAX_PAGES;
    case PREVIEW_INFO:
      return check_info (payload);
    case PREVIEW_PIXELS:
      return check_pixels (payload);
    case PREVIEW_LAYOUT:
      return check_layout (payload);
    case PREVIEW_HITS:
      return check_hits (payload);
    case PREVIEW_FAILED:
      g_variant_get (payload, "(u)", &value);
      return value < PREVIEW_N_FAILURES;
    default:
      return TRUE;
    }
}

/**
 * preview_frame_new:
 * @opcode: what it is
 * @serial: of the request; an answer repeats it
 * @payload: of the format of @opcode; a floating one is taken
 *
 * Returns: (transfer full) (nullable): head and payload; %NULL where they are over a limit
 */
GBytes *
preview_frame_new (PreviewOpcode opcode, guint32 serial, GVariant *payload)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (payload);
  const gsize length = g_variant_get_size (owned);
  guint32 head[4];
  guint8 *frame;

  g_return_val_if_fail (opcode >= PREVIEW_OPEN && opcode <= PREVIEW_FAILED, NULL);
  g_return_val_if_fail (g_variant_is_of_type (owned, G_VARIANT_TYPE (formats[opcode])), NULL);

  if (length > max_length (opcode) || !check_payload (opcode, owned))
    return NULL;

  head[0] = MAGIC;
  head[1] = opcode;
  head[2] = serial;
  head[3] = (guint32)length;
  frame = g_malloc (PREVIEW_HEAD_SIZE + length);
  memcpy (frame, head, PREVIEW_HEAD_SIZE);
  g_variant_store (owned, frame + PREVIEW_HEAD_SIZE);

  return g_bytes_new_take (frame, PREVIEW_HEAD_SIZE + length);
}

/**
 * preview_head_parse:
 * @head: the first bytes of a frame
 * @parsed: (out): what they say
 *
 * Returns: %FALSE where this is no frame, or one that is too long
 */
gboolean
preview_head_parse (const guint8 head[PREVIEW_HEAD_SIZE], PreviewHead *parsed)
{
  guint32 words[4];

  memcpy (words, head, PREVIEW_HEAD_SIZE);
  if (words[0] != MAGIC || words[1] < PREVIEW_OPEN || words[1] > PREVIEW_FAILED
      || words[3] > max_length (words[1]))
    return FALSE;

  parsed->opcode = words[1];
  parsed->serial = words[2];
  parsed->length = words[3];

  return TRUE;
}

/**
 * preview_payload_parse:
 * @opcode: of the head
 * @bytes: what followed the head
 *
 * Returns: (transfer full) (nullable): the payload, in normal form and within all limits
 */
GVariant *
preview_payload_parse (PreviewOpcode opcode, GBytes *bytes)
{
  g_autoptr (GVariant) payload = NULL;

  g_return_val_if_fail (opcode >= PREVIEW_OPEN && opcode <= PREVIEW_FAILED, NULL);

  payload = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (formats[opcode]), bytes, FALSE));
  if (!g_variant_is_normal_form (payload) || !check_payload (opcode, payload))
    return NULL;

  return g_steal_pointer (&payload);
}
