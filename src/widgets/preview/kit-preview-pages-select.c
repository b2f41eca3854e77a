/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview-pages-private.h"

#include <math.h>

/* Text of the pages that is selected with the mouse. */

#define GAP KIT_PREVIEW_PAGES_GAP

static double
get_distance (const graphene_rect_t *box, double x, double y)
{
  const double dx = MAX (MAX (box->origin.x - x, x - (box->origin.x + box->size.width)), 0);
  const double dy = MAX (MAX (box->origin.y - y, y - (box->origin.y + box->size.height)), 0);

  /* the line counts more than the place in it */
  return dx + dy * 8;
}

/* The character next to a place. */
static gboolean
find_character (KitPreviewPages *self, double x, double y, guint *index, guint *character)
{
  double top = GAP;
  double best = G_MAXDOUBLE;
  graphene_rect_t area;
  KitPreviewSheet *page;
  guint i = 0;

  while (i + 1 < self->pages->len
         && y > top + ceil (kit_preview_pages_get_sheet (self, i)->height * self->zoom) + GAP / 2.0)
    top += ceil (kit_preview_pages_get_sheet (self, i++)->height * self->zoom) + GAP;
  if (i >= self->pages->len || kit_preview_pages_get_sheet (self, i)->n_boxes == 0)
    return FALSE;

  page = kit_preview_pages_get_sheet (self, i);
  area = kit_preview_pages_get_area (self, i, top);
  x = (x - area.origin.x) / self->zoom;
  y = (y - area.origin.y) / self->zoom;
  for (guint k = 0; k < page->n_boxes; k++)
    {
      const double distance = get_distance (&page->boxes[k], x, y);

      if (distance < best)
        {
          best = distance;
          *character = k;
        }
    }
  *index = i;

  return TRUE;
}

static void
drag_begin_cb (KitPreviewPages *self, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->selected = FALSE;
  if (find_character (self, x, y, &self->anchor_page, &self->anchor))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    self->anchor_page = G_MAXUINT;
}

static void
drag_update_cb (KitPreviewPages *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y;

  if (self->anchor_page == G_MAXUINT || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  self->selected = find_character (self, x + dx, y + dy, &self->head_page, &self->head);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kit_preview_pages_get_selected:
 * @self: pages
 * @index: a page
 * @from: (out): the first selected character
 * @to: (out): the last one
 *
 * Returns: %FALSE where nothing of the page is selected
 */
gboolean
kit_preview_pages_get_selected (KitPreviewPages *self, guint index, guint *from, guint *to)
{
  guint first_page = self->anchor_page, first = self->anchor;
  guint last_page = self->head_page, last = self->head;

  if (first_page > last_page || (first_page == last_page && first > last))
    {
      first_page = self->head_page;
      first = self->head;
      last_page = self->anchor_page;
      last = self->anchor;
    }
  if (!self->selected || index < first_page || index > last_page
      || kit_preview_pages_get_sheet (self, index)->n_boxes == 0)
    return FALSE;
  *from = index == first_page ? first : 0;
  *to = MIN (index == last_page ? last : G_MAXUINT,
             kit_preview_pages_get_sheet (self, index)->n_boxes - 1);

  return *from <= *to;
}

/**
 * kit_preview_pages_add_drag:
 * @self: pages
 *
 * Lets the mouse select text.
 */
void
kit_preview_pages_add_drag (KitPreviewPages *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * kit_preview_pages_dup_selection:
 * @self: pages
 *
 * Returns: (transfer full) (nullable): the selected text of the pages that were in sight
 */
char *
kit_preview_pages_dup_selection (KitPreviewPages *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (KIT_IS_PREVIEW_PAGES (self), NULL);

  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *part = NULL;
      guint from, to;

      if (!kit_preview_pages_get_selected (self, i, &from, &to))
        continue;
      part = g_utf8_substring (kit_preview_pages_get_sheet (self, i)->text, from, to + 1);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, part);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * kit_preview_pages_select_page:
 * @self: pages
 *
 * Selects the text of the page in sight.
 */
void
kit_preview_pages_select_page (KitPreviewPages *self)
{
  g_return_if_fail (KIT_IS_PREVIEW_PAGES (self));

  self->anchor_page = self->head_page = self->page;
  self->anchor = 0;
  self->head = G_MAXUINT;
  self->selected = self->pages->len > 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
