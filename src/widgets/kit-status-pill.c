/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-status-pill.h"

struct _KitStatusPill
{
  GtkWidget parent_instance;

  GtkWidget *label; /* (owned) */
  KitTone tone;
};

G_DEFINE_FINAL_TYPE (KitStatusPill, kit_status_pill, GTK_TYPE_WIDGET)

static void
kit_status_pill_dispose (GObject *object)
{
  KitStatusPill *self = KIT_STATUS_PILL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (kit_status_pill_parent_class)->dispose (object);
}

static void
kit_status_pill_class_init (KitStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_status_pill_dispose;
  gtk_widget_class_set_css_name (widget_class, "statuspill");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
kit_status_pill_init (KitStatusPill *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "status");
  gtk_widget_add_css_class (GTK_WIDGET (self), kit_tone_get_css_class (self->tone));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
kit_status_pill_new (void)
{
  return g_object_new (KIT_TYPE_STATUS_PILL, NULL);
}

/**
 * kit_status_pill_set:
 * @self: the pill
 * @text: the state's translated name
 * @tone: its tint
 */
void
kit_status_pill_set (KitStatusPill *self, const char *text, KitTone tone)
{
  g_return_if_fail (KIT_IS_STATUS_PILL (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (self->tone == tone)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), kit_tone_get_css_class (self->tone));
  gtk_widget_add_css_class (GTK_WIDGET (self), kit_tone_get_css_class (tone));
  self->tone = tone;
}

const char *
kit_status_pill_get_text (KitStatusPill *self)
{
  g_return_val_if_fail (KIT_IS_STATUS_PILL (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}

KitTone
kit_status_pill_get_tone (KitStatusPill *self)
{
  g_return_val_if_fail (KIT_IS_STATUS_PILL (self), KIT_TONE_PLAIN);

  return self->tone;
}
