/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-exposure-bar.h"

#include "draw-palette.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 22
#define GAP 6

typedef enum
{
  PART_OVERDUE,
  PART_OPEN, /* not due */
  PART_DELIVERED,
  PART_ORDERED,
  PART_DOCUMENT,
  N_PARTS
} Part;

struct _KitExposureBar
{
  GtkWidget parent_instance;

  GtkWidget *bars;   /* (owned): GtkDrawingArea */
  GtkWidget *legend; /* (owned): GtkGrid */
  BizExposure now;
  BizExposure then;
  gboolean has_now;
  gboolean has_then;
  char *summary; /* (owned) */
};

G_DEFINE_FINAL_TYPE (KitExposureBar, kit_exposure_bar, GTK_TYPE_WIDGET)

static const char *const names[] = {
  [PART_OVERDUE] = N_ ("Overdue"),
  [PART_OPEN] = N_ ("Open, not due"),
  [PART_DELIVERED] = N_ ("Delivered, not invoiced"),
  [PART_ORDERED] = N_ ("Confirmed, not delivered"),
  [PART_DOCUMENT] = N_ ("This document"),
};

static BizMoney
get_part (const BizExposure *figures, Part part)
{
  BizMoney not_due = figures->open;

  switch (part)
    {
    case PART_OVERDUE:
      return figures->overdue;
    case PART_DELIVERED:
      return figures->to_invoice;
    case PART_ORDERED:
      return figures->to_deliver;
    case PART_DOCUMENT:
      return figures->document;
    case PART_OPEN:
    case N_PARTS:
    default:
      biz_money_subtract (&figures->open, &figures->overdue, &not_due, NULL);
      return not_due;
    }
}

static const DrawPalette *
get_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return draw_palette_get (adw_style_manager_get_dark (manager),
                           adw_style_manager_get_high_contrast (manager));
}

static const DrawColour *
get_colour (const DrawPalette *palette, Part part)
{
  /* The second hue is that of what is bad. */
  static const guint hues[] = {
    [PART_OPEN] = 0,
    [PART_DELIVERED] = 4,
    [PART_ORDERED] = 2,
    [PART_DOCUMENT] = 3,
  };

  return part == PART_OVERDUE ? &palette->bad : &palette->hues[hues[part]];
}

static char *
format_amount (const BizMoney *money)
{
  return biz_money_format (money, BIZ_MONEY_SYMBOL);
}

/* The greatest of what both bars show: they have one scale. */
static double
get_scale (KitExposureBar *self)
{
  const BizExposure *both[] = { &self->now, self->has_then ? &self->then : &self->now };
  double most = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      double sum = 0;

      for (guint part = 0; part < N_PARTS; part++)
        sum += (double)MAX (get_part (both[i], (Part)part).minor, 0);
      most = MAX (most, sum);
      if (both[i]->kind != BIZ_LIMIT_NONE)
        most = MAX (most, (double)both[i]->limit.minor);
    }

  return most * 1.04;
}

static void
draw_hatch (cairo_t *cr, double x, double y, double width)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, BAR_HEIGHT);
  cairo_clip (cr);
  cairo_set_line_width (cr, 2);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.55);
  for (double at = x - BAR_HEIGHT; at < x + width; at += 7)
    {
      cairo_move_to (cr, at, y + BAR_HEIGHT);
      cairo_line_to (cr, at + BAR_HEIGHT, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* The limit stands out of the bar on both sides, so that it is seen on any part. */
static void
draw_limit (cairo_t *cr, const DrawPalette *palette, double x, double y)
{
  draw_colour_set (&palette->ink, cr);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, x, y - 4);
  cairo_line_to (cr, x, y + BAR_HEIGHT + 4);
  cairo_stroke (cr);
}

static void
draw_bar (const BizExposure *figures, cairo_t *cr, double scale, double width, double y)
{
  const DrawPalette *palette = get_palette ();
  double x = 0;

  draw_colour_set_faded (&palette->ink, cr, 0.08);
  cairo_rectangle (cr, 0, y, width, BAR_HEIGHT);
  cairo_fill (cr);
  for (guint part = 0; part < N_PARTS; part++)
    {
      BizMoney amount = get_part (figures, (Part)part);
      double length = (double)MAX (amount.minor, 0) / scale * width;

      if (length <= 0)
        continue;
      draw_colour_set (get_colour (palette, (Part)part), cr);
      cairo_rectangle (cr, x, y, MAX (length - 1, 1), BAR_HEIGHT);
      cairo_fill (cr);
      if (part == PART_DOCUMENT)
        draw_hatch (cr, x, y, MAX (length - 1, 1));
      x += length;
    }
  if (figures->kind != BIZ_LIMIT_NONE)
    draw_limit (cr, palette, MAX (1, (double)figures->limit.minor / scale * width), y);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  KitExposureBar *self = user_data;
  double scale;

  if (!self->has_now)
    return;
  scale = get_scale (self);
  draw_bar (&self->now, cr, scale, width, GAP);
  if (self->has_then)
    draw_bar (&self->then, cr, scale, width, GAP * 3 + BAR_HEIGHT);
}

static void
add_cell (KitExposureBar *self, int column, int row, const char *text, gboolean figure)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), figure ? 1 : 0);
  if (figure)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
    }
  gtk_grid_attach (GTK_GRID (self->legend), label, column, row, 1, 1);
}

static void
add_swatch (KitExposureBar *self, int row, const DrawColour *colour)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *markup =
      g_strdup_printf ("<span foreground=\"#%02x%02x%02x\">■</span>", (guint)(colour->red * 255),
                       (guint)(colour->green * 255), (guint)(colour->blue * 255));

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_grid_attach (GTK_GRID (self->legend), label, 0, row, 1, 1);
}

static void
add_row (KitExposureBar *self, int row, const char *name, const BizMoney *now, const BizMoney *then)
{
  g_autofree char *amount = format_amount (now);

  add_cell (self, 1, row, name, FALSE);
  add_cell (self, 2, row, amount, TRUE);
  if (self->has_then)
    {
      g_autofree char *later = format_amount (then);

      add_cell (self, 3, row, later, TRUE);
    }
}

static void
clear_legend (KitExposureBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->legend)) != NULL)
    gtk_grid_remove (GTK_GRID (self->legend), child);
}

static void
fill_legend (KitExposureBar *self)
{
  const DrawPalette *palette = get_palette ();
  int row = 0;

  clear_legend (self);
  if (!self->has_now)
    return;
  if (self->has_then)
    {
      add_cell (self, 2, row, _ ("Now"), TRUE);
      add_cell (self, 3, row++, _ ("Then"), TRUE);
    }
  for (guint part = 0; part < N_PARTS; part++)
    {
      BizMoney now = get_part (&self->now, (Part)part);
      BizMoney then = self->has_then ? get_part (&self->then, (Part)part) : now;

      if (now.minor == 0 && then.minor == 0)
        continue;
      add_swatch (self, row, get_colour (palette, (Part)part));
      add_row (self, row++, _ (names[part]), &now, &then);
    }
  add_row (self, row++, _ ("Exposure"), &self->now.total, &self->then.total);
  if (self->now.kind != BIZ_LIMIT_NONE || (self->has_then && self->then.kind != BIZ_LIMIT_NONE))
    {
      add_row (self, row++,
               self->now.kind == BIZ_LIMIT_DEFAULT ? _ ("Limit (the company’s)") : _ ("Limit"),
               &self->now.limit, &self->then.limit);
      add_row (self, row, _ ("Free"), &self->now.free, &self->then.free);
    }
  else
    add_cell (self, 1, row, _ ("No credit limit is in force."), FALSE);
}

static char *
describe (const BizExposure *figures)
{
  g_autofree char *total = format_amount (&figures->total);
  g_autofree char *limit = format_amount (&figures->limit);
  g_autofree char *used = biz_exposure_describe_used (figures);

  if (figures->kind == BIZ_LIMIT_NONE)
    /* Translators: an amount of money that is at risk with a customer. */
    return g_strdup_printf (_ ("Exposure %s, no credit limit"), total);

  /* Translators: what is at risk, the limit, and how many percent of it that is. */
  return g_strdup_printf (_ ("Exposure %s of %s (%s)"), total, limit, used);
}

static void
update_summary (KitExposureBar *self)
{
  g_clear_pointer (&self->summary, g_free);
  if (!self->has_now)
    self->summary = g_strdup (_ ("The exposure is not known"));
  else if (self->has_then)
    {
      g_autofree char *now = describe (&self->now);
      g_autofree char *then = describe (&self->then);

      /* Translators: what is, and what would be. */
      self->summary = g_strdup_printf (_ ("Now: %s. Then: %s"), now, then);
    }
  else
    self->summary = describe (&self->now);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bars), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->summary, -1);
}

static void
update (KitExposureBar *self)
{
  int n = self->has_now ? 1 + self->has_then : 0;

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->bars), n * (BAR_HEIGHT + 2 * GAP));
  fill_legend (self);
  update_summary (self);
  gtk_widget_queue_draw (self->bars);
}

static void
kit_exposure_bar_dispose (GObject *object)
{
  KitExposureBar *self = KIT_EXPOSURE_BAR (object);

  g_clear_pointer (&self->bars, gtk_widget_unparent);
  g_clear_pointer (&self->legend, gtk_widget_unparent);
  G_OBJECT_CLASS (kit_exposure_bar_parent_class)->dispose (object);
}

static void
kit_exposure_bar_finalize (GObject *object)
{
  g_clear_pointer (&KIT_EXPOSURE_BAR (object)->summary, g_free);
  G_OBJECT_CLASS (kit_exposure_bar_parent_class)->finalize (object);
}

static void
kit_exposure_bar_class_init (KitExposureBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_exposure_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = kit_exposure_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kit_exposure_bar_init (KitExposureBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), GAP);
  self->bars =
      g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_widget_set_hexpand (self->bars, TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bars), draw_cb, self, NULL);
  gtk_widget_set_parent (self->bars, GTK_WIDGET (self));
  self->legend = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->legend), 9);
  gtk_widget_set_parent (self->legend, GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
kit_exposure_bar_new (void)
{
  return g_object_new (KIT_TYPE_EXPOSURE_BAR, NULL);
}

/**
 * kit_exposure_bar_set:
 * @self: the bar
 * @now: (nullable): how it is; %NULL where nothing is known
 * @then: (nullable): how it would be, in the same currency
 */
void
kit_exposure_bar_set (KitExposureBar *self, const BizExposure *now, const BizExposure *then)
{
  g_return_if_fail (KIT_IS_EXPOSURE_BAR (self));

  self->has_now = now != NULL;
  self->has_then = now != NULL && then != NULL;
  if (now != NULL)
    self->now = *now;
  self->then = self->has_then ? *then : self->now;
  update (self);
}

const char *
kit_exposure_bar_get_summary (KitExposureBar *self)
{
  g_return_val_if_fail (KIT_IS_EXPOSURE_BAR (self), NULL);

  return self->summary;
}
