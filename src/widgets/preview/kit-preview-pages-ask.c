/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview-pages-private.h"

#include <glib/gi18n-lib.h>

/* What the pages ask of the helper. */

/* Pages that are kept drawn before and after those in sight. */
#define KEPT 2
#define MAX_SPOKEN 4000

static void
drop_far (KitPreviewPages *self, guint first, guint last)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      if (i + KEPT < first || i > last + KEPT)
        g_clear_object (&kit_preview_pages_get_sheet (self, i)->texture);
    }
}

static double
get_drawing_zoom (KitPreviewPages *self)
{
  return CLAMP (self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self)), 0.02, 32);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreviewPages) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) pixels =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);
  g_autoptr (GVariant) data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint32 index, width, height;
  KitPreviewSheet *page;

  if (self->client != KIT_PREVIEW_CLIENT (source))
    return;
  self->asking = FALSE;
  if (pixels == NULL)
    {
      for (guint i = 0; i < self->pages->len; i++)
        kit_preview_pages_get_sheet (self, i)->refused = TRUE;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit_by_name (self, "failed", error);
      return;
    }
  g_variant_get (pixels, "(uuu@ay)", &index, &width, &height, &data);
  if (index < self->pages->len)
    {
      page = kit_preview_pages_get_sheet (self, index);
      bytes = g_variant_get_data_as_bytes (data);
      g_clear_object (&page->texture);
      page->texture = gdk_memory_texture_new ((int)width, (int)height, GDK_MEMORY_DEFAULT, bytes,
                                              (gsize)width * 4);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  kit_preview_pages_ask (self);
}

static void
take_layout (KitPreviewSheet *page, GVariant *layout)
{
  g_autoptr (GVariant) boxes = g_variant_get_child_value (layout, 1);
  const gsize n = g_variant_n_children (boxes);

  g_variant_get_child (layout, 0, "s", &page->text);
  page->boxes = g_new (graphene_rect_t, n + 1);
  page->n_boxes = (guint)n;
  for (gsize i = 0; i < n; i++)
    {
      double x, y, width, height;

      g_variant_get_child (boxes, i, "(dddd)", &x, &y, &width, &height);
      page->boxes[i] = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);
    }
}

typedef struct
{
  KitPreviewPages *self; /* (owned) */
  guint page;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (KitPreviewPages) self = reading->self;
  g_autoptr (GVariant) layout =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, NULL);
  const guint index = reading->page;

  g_free (reading);
  if (self->client != KIT_PREVIEW_CLIENT (source) || index >= self->pages->len)
    return;
  self->asking = FALSE;
  if (layout != NULL && kit_preview_pages_get_sheet (self, index)->text == NULL)
    take_layout (kit_preview_pages_get_sheet (self, index), layout);
  else if (kit_preview_pages_get_sheet (self, index)->text == NULL)
    kit_preview_pages_get_sheet (self, index)->text = g_strdup ("");
  if (index == self->page)
    kit_preview_pages_describe (self);
  kit_preview_pages_ask (self);
}

static void
ask_drawing (KitPreviewPages *self, guint index)
{
  self->asking = TRUE;
  kit_preview_pages_get_sheet (self, index)->drawn_zoom = get_drawing_zoom (self);
  kit_preview_client_ask_async (self->client, PREVIEW_RENDER,
                                g_variant_new ("(ud)", index, get_drawing_zoom (self)),
                                self->cancellable, drawn_cb, g_object_ref (self));
}

static void
ask_text (KitPreviewPages *self, guint index)
{
  Reading *reading = g_new (Reading, 1);

  self->asking = TRUE;
  reading->self = g_object_ref (self);
  reading->page = index;
  kit_preview_client_ask_async (self->client, PREVIEW_READ, g_variant_new ("(u)", index),
                                self->cancellable, read_cb, reading);
}

/**
 * kit_preview_pages_ask:
 * @self: pages
 *
 * First what is in sight, then its text, then one page further.
 */
void
kit_preview_pages_ask (KitPreviewPages *self)
{
  const double zoom = get_drawing_zoom (self);
  guint first, last;
  double top;

  if (self->client == NULL || self->asking || self->pages->len == 0)
    return;
  kit_preview_pages_get_range (self, &first, &last, &top);
  drop_far (self, first, last);
  for (guint i = first; i <= MIN (last + 1, self->pages->len - 1); i++)
    {
      KitPreviewSheet *page = kit_preview_pages_get_sheet (self, i);

      if (!page->refused && (page->texture == NULL || page->drawn_zoom != zoom))
        {
          ask_drawing (self, i);
          return;
        }
    }
  for (guint i = first; i <= last; i++)
    {
      if (kit_preview_pages_get_sheet (self, i)->text == NULL
          && !kit_preview_pages_get_sheet (self, i)->refused)
        {
          ask_text (self, i);
          return;
        }
    }
}

/**
 * kit_preview_pages_describe:
 * @self: pages with a page
 */
void
kit_preview_pages_describe (KitPreviewPages *self)
{
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  const char *words =
      self->pages->len > 0 ? kit_preview_pages_get_sheet (self, self->page)->text : NULL;

  /* Translators: of a document. */
  label = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, self->pages->len);
  text = words != NULL ? g_utf8_substring (words, 0, MIN (MAX_SPOKEN, g_utf8_strlen (words, -1)))
                       : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
