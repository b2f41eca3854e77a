/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-look.h"

#include "kit-column-view.h"
#include "kit-ledger-stamp.h"

#define N_TONES (KIT_TONE_BAD + 1)
/* Of a row that is not there yet. */
#define WAITING_HEIGHT 8
#define WAITING_ALPHA 0.07f

struct _KitLedgerLook
{
  GObject parent_instance;

  GtkColumnView *view;                            /* (unowned): until it is removed from it */
  GtkWidget *stamps[KIT_LEDGER_N_FACES][N_TONES]; /* (nullable): children of the view */
  GSignalGroup *scrolled;                         /* (owned): of the adjustment from side to side */
  guint redraw_source;
};

G_DEFINE_FINAL_TYPE (KitLedgerLook, kit_ledger_look, G_TYPE_OBJECT)

static const char *const face_classes[] = {
  [KIT_LEDGER_FACE_TEXT] = "text",
  [KIT_LEDGER_FACE_FIGURES] = "numeric",
  [KIT_LEDGER_FACE_PILL] = "status",
  [KIT_LEDGER_FACE_GROUP] = "group",
  [KIT_LEDGER_FACE_GROUP_FIGURES] = "group-numeric",
};

/* Groups have no tones. */
static KitLedgerStamp *
get_stamp (KitLedgerLook *self, KitLedgerFace face, KitTone tone)
{
  return KIT_LEDGER_STAMP (self->stamps[face][face >= KIT_LEDGER_FACE_GROUP ? 0 : tone]);
}

static gboolean
redraw_cb (gpointer user_data)
{
  KitLedgerLook *self = user_data;

  self->redraw_source = 0;
  kit_column_view_redraw_cells (self->view);
  return G_SOURCE_REMOVE;
}

/* One change of the theme restyles all stamps. */
static void
restyled_cb (KitLedgerLook *self)
{
  if (self->redraw_source == 0)
    self->redraw_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, redraw_cb, self, NULL);
}

static void
add_stamp (KitLedgerLook *self, KitLedgerFace face, KitTone tone)
{
  const char *classes[] = { face_classes[face], kit_tone_get_css_class (tone), NULL, NULL };
  GtkWidget *stamp;

  if (face == KIT_LEDGER_FACE_GROUP_FIGURES)
    {
      classes[0] = "group";
      classes[2] = "numeric";
    }
  stamp = kit_ledger_stamp_new (classes);
  self->stamps[face][tone] = stamp;
  gtk_widget_set_parent (stamp, GTK_WIDGET (self->view));
  g_signal_connect_object (stamp, "restyled", G_CALLBACK (restyled_cb), self, G_CONNECT_SWAPPED);
}

/* Cells that could not be seen were not drawn. */
static void
scrolled_cb (KitLedgerLook *self)
{
  if (self->view != NULL)
    kit_column_view_redraw_cells (self->view);
}

static void
kit_ledger_look_dispose (GObject *object)
{
  kit_ledger_look_remove (KIT_LEDGER_LOOK (object));
  G_OBJECT_CLASS (kit_ledger_look_parent_class)->dispose (object);
}

static void
kit_ledger_look_class_init (KitLedgerLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_ledger_look_dispose;
}

static void
kit_ledger_look_init (KitLedgerLook *self)
{
  self->scrolled = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scrolled, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_group_connect_swapped (self->scrolled, "changed", G_CALLBACK (scrolled_cb), self);
}

/**
 * kit_ledger_look_new:
 * @view: whose cells are drawn
 *
 * Returns: (transfer full): the looks, in the view
 */
KitLedgerLook *
kit_ledger_look_new (GtkColumnView *view)
{
  KitLedgerLook *self;
  guint face, tone;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_LOOK, NULL);
  self->view = view;
  for (face = 0; face < KIT_LEDGER_N_FACES; face++)
    for (tone = 0; tone < (face >= KIT_LEDGER_FACE_GROUP ? 1 : N_TONES); tone++)
      add_stamp (self, face, tone);
  g_object_bind_property (view, "hadjustment", self->scrolled, "target", G_BINDING_SYNC_CREATE);
  return self;
}

void
kit_ledger_look_remove (KitLedgerLook *self)
{
  guint face, tone;

  g_return_if_fail (KIT_IS_LEDGER_LOOK (self));

  g_clear_handle_id (&self->redraw_source, g_source_remove);
  for (face = 0; face < KIT_LEDGER_N_FACES; face++)
    for (tone = 0; tone < N_TONES; tone++)
      g_clear_pointer (&self->stamps[face][tone], gtk_widget_unparent);
  g_clear_object (&self->scrolled);
  self->view = NULL;
}

/**
 * kit_ledger_look_get_height:
 * @self: the looks
 * @face: how a text is set
 *
 * Returns: pixels that a line takes, with the tint around it
 */
int
kit_ledger_look_get_height (KitLedgerLook *self, KitLedgerFace face)
{
  int height;

  g_return_val_if_fail (KIT_IS_LEDGER_LOOK (self), 0);

  if (self->view == NULL)
    return 0;
  gtk_widget_measure (GTK_WIDGET (get_stamp (self, face, KIT_TONE_PLAIN)), GTK_ORIENTATION_VERTICAL,
                      -1, &height, NULL, NULL, NULL);
  return height;
}

/**
 * kit_ledger_look_get_width:
 * @self: the looks
 * @face: how @text is set
 * @tone: its tone
 * @text: one line
 *
 * Returns: pixels that @text takes where there is room for all of it
 */
int
kit_ledger_look_get_width (KitLedgerLook *self, KitLedgerFace face, KitTone tone, const char *text)
{
  KitLedgerStamp *stamp;
  GtkBorder padding;
  int width;

  g_return_val_if_fail (KIT_IS_LEDGER_LOOK (self), 0);

  if (self->view == NULL)
    return 0;
  stamp = get_stamp (self, face, tone);
  gtk_style_context_get_padding (gtk_widget_get_style_context (GTK_WIDGET (stamp)), &padding);
  pango_layout_get_pixel_size (kit_ledger_stamp_set_text (stamp, text), &width, NULL);
  return width + padding.left + padding.right;
}

/**
 * kit_ledger_look_draw:
 * @self: the looks
 * @snapshot: what is drawn to
 * @face: how @text is set
 * @tone: its tone
 * @text: one line; cut at its end where there is no room for all of it
 * @xalign: 0 for the start of the line, 1 for its end
 * @mirrored: whether lines start at the right
 * @area: where
 */
void
kit_ledger_look_draw (KitLedgerLook *self,
                      GtkSnapshot *snapshot,
                      KitLedgerFace face,
                      KitTone tone,
                      const char *text,
                      double xalign,
                      gboolean mirrored,
                      const GdkRectangle *area)
{
  KitLedgerStamp *stamp;
  PangoLayout *layout;
  PangoRectangle ink;
  GtkBorder padding = { 0 };
  int width = area->width;

  g_return_if_fail (KIT_IS_LEDGER_LOOK (self));

  if (self->view == NULL || width <= 0)
    return;
  stamp = get_stamp (self, face, tone);
  if (face == KIT_LEDGER_FACE_PILL)
    {
      GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (stamp));
      const int pill = kit_ledger_look_get_height (self, face);

      gtk_style_context_get_padding (style, &padding);
      gtk_snapshot_render_background (snapshot, style, area->x, area->y + (area->height - pill) / 2,
                                      width, pill);
    }
  layout = kit_ledger_stamp_set_text (stamp, text);
  pango_layout_get_pixel_extents (layout, NULL, &ink);
  width -= padding.left + padding.right;
  if (ink.width > width)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
      pango_layout_get_pixel_extents (layout, NULL, &ink);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (
          (float)(area->x + padding.left - ink.x
                  + (int)((mirrored ? 1 - xalign : xalign) * MAX (width - ink.width, 0) + 0.5)),
          (float)(area->y + (area->height - ink.height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, kit_ledger_stamp_get_color (stamp));
  gtk_snapshot_restore (snapshot);
}

/**
 * kit_ledger_look_draw_waiting:
 * @self: the looks
 * @snapshot: what is drawn to
 * @area: where a text is to stand that is not there yet
 */
void
kit_ledger_look_draw_waiting (KitLedgerLook *self, GtkSnapshot *snapshot, const GdkRectangle *area)
{
  GskRoundedRect outline;
  GdkRGBA color;

  g_return_if_fail (KIT_IS_LEDGER_LOOK (self));

  if (self->view == NULL || area->width <= 0)
    return;
  color = *kit_ledger_stamp_get_color (get_stamp (self, KIT_LEDGER_FACE_TEXT, KIT_TONE_PLAIN));
  color.alpha *= WAITING_ALPHA;
  gsk_rounded_rect_init_from_rect (
      &outline,
      &GRAPHENE_RECT_INIT ((float)area->x,
                           (float)area->y + (float)(area->height - WAITING_HEIGHT) / 2,
                           (float)area->width, WAITING_HEIGHT),
      3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}
