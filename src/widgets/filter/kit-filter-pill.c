/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-filter-pill.h"

#include "biz-filter-complete.h"

#include <glib/gi18n-lib.h>

#define MAX_CHARS 28

struct _KitFilterPill
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *close;
  char *token;   /* (owned) */
  char *problem; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (KitFilterPill, kit_filter_pill, GTK_TYPE_WIDGET)

enum
{
  EDIT,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edit_cb (KitFilterPill *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static void
remove_cb (KitFilterPill *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
key_cb (KitFilterPill *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_BackSpace && keyval != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[REMOVE], 0);
  return GDK_EVENT_STOP;
}

static void
kit_filter_pill_dispose (GObject *object)
{
  KitFilterPill *self = KIT_FILTER_PILL (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->close, gtk_widget_unparent);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (kit_filter_pill_parent_class)->dispose (object);
}

static void
kit_filter_pill_class_init (KitFilterPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_filter_pill_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterpill");
  signals[EDIT] =
      g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] =
      g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kit_filter_pill_init (KitFilterPill *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (edit_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_focusable (self->close, FALSE);
  gtk_widget_set_tooltip_text (self->close, _ ("Remove (Delete)"));
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_set_parent (self->close, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Any day does: what a token means today is the page's to know. */
static char *
find_problem (const BizFilterGrammar *grammar, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2026);
  filter = biz_filter_parse (grammar, token, &day, &error);
  return filter == NULL ? g_strdup (error->message) : NULL;
}

/**
 * kit_filter_pill_new:
 * @grammar: what the list knows
 * @token: one part of a filter
 *
 * Returns: (transfer floating): the pill
 */
GtkWidget *
kit_filter_pill_new (const BizFilterGrammar *grammar, const char *token)
{
  KitFilterPill *self;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  GtkWidget *label;

  g_return_val_if_fail (grammar != NULL && token != NULL, NULL);

  self = g_object_new (KIT_TYPE_FILTER_PILL, NULL);
  self->token = g_strdup (token);
  self->problem = find_problem (grammar, token);
  words = biz_filter_describe (grammar, token);
  label = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_button_set_child (GTK_BUTTON (self->button), label);
  gtk_widget_set_tooltip_text (self->button, self->problem != NULL ? self->problem : token);
  /* Translators: %s is a condition of the filter; for assistive tools. */
  name = g_strdup_printf (_ ("Condition %s, press to edit, Delete to remove"), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (self->problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  return GTK_WIDGET (self);
}

const char *
kit_filter_pill_get_token (KitFilterPill *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_PILL (self), NULL);

  return self->token;
}

const char *
kit_filter_pill_get_problem (KitFilterPill *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_PILL (self), NULL);

  return self->problem;
}
