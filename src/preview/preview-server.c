/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-server.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static GBytes *
fail (guint32 serial, int failure)
{
  return preview_frame_new (PREVIEW_FAILED, serial, g_variant_new ("(u)", (guint32)failure));
}

static gboolean
read_all (int fd, guint8 *data, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      const gssize n = read (fd, data + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += (gsize)n;
    }

  return TRUE;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize done = 0; done < length;)
    {
      const gssize n = write (fd, data + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += (gsize)n;
    }

  return TRUE;
}

/**
 * preview_server_read_file:
 * @fd: a descriptor; it may be a pipe that never ends
 * @error: return location
 *
 * Returns: (transfer full): what was in it, or %NULL with PREVIEW_FAILURE_TOO_LARGE or _DAMAGED
 */
GBytes *
preview_server_read_file (int fd, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (65536);

  for (;;)
    {
      const gssize n = read (fd, buffer, 65536);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_DAMAGED, "not readable");
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      if (array->len + (gsize)n > PREVIEW_MAX_FILE)
        {
          g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_TOO_LARGE, "too large");
          return NULL;
        }
      g_byte_array_append (array, buffer, (guint)n);
    }
}

static gboolean
get_size (PreviewDocument *document, guint page, double *width, double *height)
{
  g_autoptr (GVariant) sizes = g_variant_get_child_value (document->info, 1);

  if (page >= g_variant_n_children (sizes))
    return FALSE;
  g_variant_get_child (sizes, page, "(dd)", width, height);

  return TRUE;
}

static GVariant *
pack (cairo_surface_t *surface, guint page, guint width, guint height)
{
  const gsize row = (gsize)width * 4;
  const int stride = cairo_image_surface_get_stride (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  guint8 *packed = g_malloc (row * height);

  for (guint y = 0; y < height; y++)
    memcpy (packed + y * row, pixels + (gsize)y * (gsize)stride, row);

  return g_variant_new ("(uuu@ay)", page, width, height,
                        g_variant_new_from_data (G_VARIANT_TYPE ("ay"), packed, row * height, TRUE,
                                                 g_free, packed));
}

static GBytes *
render (PreviewDocument *document, guint32 serial, GVariant *request)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  GBytes *frame = NULL;
  double scale, width, height;
  guint32 page;
  gboolean good;

  g_variant_get (request, "(ud)", &page, &scale);
  if (document->klass->render == NULL || !get_size (document, page, &width, &height))
    return fail (serial, PREVIEW_FAILURE_REQUEST);
  /* A page that is too large for this zoom is drawn coarser. */
  scale = MIN (scale, sqrt (PREVIEW_MAX_PIXELS / 2.0 / (width * height)));
  scale = MIN (scale, (PREVIEW_MAX_SIDE - 1) / MAX (width, height));
  width = MAX (1, ceil (width * scale));
  height = MAX (1, ceil (height * scale));

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)width, (int)height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  good = document->klass->render (document, page, cr, &error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (good && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    frame = preview_frame_new (PREVIEW_PIXELS, serial,
                               pack (surface, page, (guint)width, (guint)height));
  cairo_surface_destroy (surface);

  return frame != NULL ? frame : fail (serial, PREVIEW_FAILURE_DAMAGED);
}

static GBytes *
open_document (GBytes *bytes, PreviewDocument **document, guint32 serial, GVariant *request)
{
  g_autoptr (GError) error = NULL;
  const char *name, *media_type;
  GBytes *frame;

  g_variant_get (request, "(&s&s)", &name, &media_type);
  *document = preview_document_open (bytes, name, media_type, &error);
  if (*document == NULL)
    return fail (serial, error->code);
  frame = preview_frame_new (PREVIEW_INFO, serial, (*document)->info);

  return frame != NULL ? frame : fail (serial, PREVIEW_FAILURE_TOO_LARGE);
}

static GBytes *
read_page (PreviewDocument *document, guint32 serial, GVariant *request)
{
  GBytes *frame = NULL;
  double width, height;
  guint32 page;

  g_variant_get (request, "(u)", &page);
  if (document->klass->read == NULL || !get_size (document, page, &width, &height))
    return fail (serial, PREVIEW_FAILURE_REQUEST);
  frame = preview_frame_new (PREVIEW_LAYOUT, serial, document->klass->read (document, page));

  return frame != NULL ? frame : fail (serial, PREVIEW_FAILURE_DAMAGED);
}

static GBytes *
search (PreviewDocument *document, guint32 serial, GVariant *request)
{
  GBytes *frame = NULL;
  const char *needle;

  g_variant_get (request, "(&s)", &needle);
  if (document->klass->search == NULL)
    return fail (serial, PREVIEW_FAILURE_REQUEST);
  frame = preview_frame_new (PREVIEW_HITS, serial, document->klass->search (document, needle));

  return frame != NULL ? frame : fail (serial, PREVIEW_FAILURE_DAMAGED);
}

/**
 * preview_server_answer:
 * @bytes: the file
 * @document: (inout): the document, %NULL until the first request
 * @head: of the request
 * @request: a payload that was parsed
 *
 * Returns: (transfer full): a frame
 */
GBytes *
preview_server_answer (GBytes *bytes,
                       PreviewDocument **document,
                       const PreviewHead *head,
                       GVariant *request)
{
  if ((head->opcode == PREVIEW_OPEN) != (*document == NULL))
    return fail (head->serial, PREVIEW_FAILURE_REQUEST);

  switch (head->opcode)
    {
    case PREVIEW_OPEN:
      return open_document (bytes, document, head->serial, request);
    case PREVIEW_RENDER:
      return render (*document, head->serial, request);
    case PREVIEW_READ:
      return read_page (*document, head->serial, request);
    case PREVIEW_SEARCH:
      return search (*document, head->serial, request);
    default:
      return fail (head->serial, PREVIEW_FAILURE_REQUEST);
    }
}

/* NULL: the other end is gone, or said what is no request. */
static GVariant *
next_request (int fd, PreviewHead *head, gboolean *gone)
{
  g_autoptr (GBytes) payload = NULL;
  guint8 raw[PREVIEW_HEAD_SIZE];
  guint8 *data;

  *gone = !read_all (fd, raw, sizeof raw);
  if (*gone || !preview_head_parse (raw, head) || head->opcode > PREVIEW_SEARCH)
    return NULL;
  data = g_malloc (MAX (head->length, 1));
  payload = g_bytes_new_take (data, head->length);
  if (!read_all (fd, data, head->length))
    return NULL;

  return preview_payload_parse (head->opcode, payload);
}

/**
 * preview_server_run:
 * @socket_fd: where requests come from and answers go
 * @file_fd: the file
 *
 * Returns: %FALSE where the other end said nonsense
 */
gboolean
preview_server_run (int socket_fd, int file_fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = preview_server_read_file (file_fd, &error);
  PreviewDocument *document = NULL;
  gboolean good = TRUE;
  gboolean gone = FALSE;

  while (good && !gone)
    {
      g_autoptr (GBytes) answer = NULL;
      g_autoptr (GVariant) request = NULL;
      PreviewHead head;

      request = next_request (socket_fd, &head, &gone);
      if (request == NULL)
        {
          good = gone;
          break;
        }
      if (bytes == NULL)
        answer = fail (head.serial, error->code);
      else
        answer = preview_server_answer (bytes, &document, &head, request);
      gone = !write_all (socket_fd, answer);
    }
  preview_document_free (document);

  return good;
}
