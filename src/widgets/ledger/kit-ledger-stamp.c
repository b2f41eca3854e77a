/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-stamp.h"

struct _KitLedgerStamp
{
  GtkWidget parent_instance;

  PangoLayout *layout; /* (owned) (nullable): until the style changes */
  GdkRGBA color;
};

G_DEFINE_FINAL_TYPE (KitLedgerStamp, kit_ledger_stamp, GTK_TYPE_WIDGET)

enum
{
  RESTYLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_style (KitLedgerStamp *self)
{
  if (self->layout == NULL)
    return;
  g_clear_object (&self->layout);
  g_signal_emit (self, signals[RESTYLED], 0);
}

static void
ensure_style (KitLedgerStamp *self)
{
  if (self->layout != NULL)
    return;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &self->color);
}

static void
kit_ledger_stamp_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kit_ledger_stamp_parent_class)->css_changed (widget, change);
  forget_style (KIT_LEDGER_STAMP (widget));
}

static void
kit_ledger_stamp_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kit_ledger_stamp_parent_class)->system_setting_changed (widget, setting);
  forget_style (KIT_LEDGER_STAMP (widget));
}

/* One line: what the style sheet adds to it comes on top. */
static void
kit_ledger_stamp_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int height = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    pango_layout_get_pixel_size (kit_ledger_stamp_set_text (KIT_LEDGER_STAMP (widget), ""), NULL,
                                 &height);
  *minimum = *natural = height;
}

static void
kit_ledger_stamp_dispose (GObject *object)
{
  KitLedgerStamp *self = KIT_LEDGER_STAMP (object);

  g_clear_object (&self->layout);
  G_OBJECT_CLASS (kit_ledger_stamp_parent_class)->dispose (object);
}

static void
kit_ledger_stamp_class_init (KitLedgerStampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_ledger_stamp_dispose;
  widget_class->css_changed = kit_ledger_stamp_css_changed;
  widget_class->system_setting_changed = kit_ledger_stamp_system_setting_changed;
  widget_class->measure = kit_ledger_stamp_measure;
  gtk_widget_class_set_css_name (widget_class, "stamp");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[RESTYLED] = g_signal_new ("restyled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kit_ledger_stamp_init (KitLedgerStamp *self)
{
  gtk_widget_set_child_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

/**
 * kit_ledger_stamp_new:
 * @css_classes: (array zero-terminated=1): what the style sheet is asked for
 *
 * Returns: (transfer floating): a stamp; styled once it has a parent
 */
GtkWidget *
kit_ledger_stamp_new (const char *const *css_classes)
{
  return g_object_new (KIT_TYPE_LEDGER_STAMP, "css-classes", css_classes, NULL);
}

/**
 * kit_ledger_stamp_set_text:
 * @self: the stamp
 * @text: one line
 *
 * Returns: (transfer none): a layout of @text without limits to its width; shared, so used up
 *   before the next call
 */
PangoLayout *
kit_ledger_stamp_set_text (KitLedgerStamp *self, const char *text)
{
  g_return_val_if_fail (KIT_IS_LEDGER_STAMP (self), NULL);

  ensure_style (self);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  return self->layout;
}

/**
 * kit_ledger_stamp_get_color:
 * @self: the stamp
 *
 * Returns: (transfer none): what texts are drawn in; good until the next call
 */
const GdkRGBA *
kit_ledger_stamp_get_color (KitLedgerStamp *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_STAMP (self), NULL);

  ensure_style (self);
  return &self->color;
}
