/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-parsed-entry.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *error;

  gboolean needed;
  gboolean valid;
  char *problem; /* (owned) (nullable): what parsing says */
  gboolean writing;
} KitParsedEntryPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KitParsedEntry, kit_parsed_entry, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static KitParsedEntryPrivate *
get_private (KitParsedEntry *self)
{
  return kit_parsed_entry_get_instance_private (self);
}

static void
show_error (KitParsedEntry *self, const char *message)
{
  KitParsedEntryPrivate *priv = get_private (self);

  gtk_label_set_text (GTK_LABEL (priv->error), message != NULL ? message : "");
  gtk_widget_set_visible (priv->error, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (priv->entry, "error");
  else
    gtk_widget_remove_css_class (priv->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
parse (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv = get_private (self);
  g_autofree char *text = g_strstrip (g_strdup (kit_parsed_entry_get_text (self)));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&priv->problem, g_free);
  if (text[0] == '\0')
    {
      priv->valid = !priv->needed;
      if (priv->needed)
        priv->problem = g_strdup (_ ("Fill this in."));
      return;
    }
  priv->valid = KIT_PARSED_ENTRY_GET_CLASS (self)->parse (self, text, &error);
  if (!priv->valid)
    priv->problem = g_strdup (error->message);
}

static void
changed_cb (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv = get_private (self);

  parse (self);
  show_error (self, NULL);
  if (!priv->writing)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Writes the meaning in its usual form; that is no change of meaning. */
static void
tidy (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv = get_private (self);
  g_autofree char *text = NULL;

  if (!priv->valid || kit_parsed_entry_is_empty (self))
    return;
  text = KIT_PARSED_ENTRY_GET_CLASS (self)->format (self);
  if (g_strcmp0 (text, kit_parsed_entry_get_text (self)) == 0)
    return;
  priv->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), text);
  priv->writing = FALSE;
}

static void
leave_cb (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv = get_private (self);

  if (!kit_parsed_entry_is_empty (self) || gtk_label_get_text (GTK_LABEL (priv->error))[0] != '\0')
    kit_parsed_entry_check (self);
  tidy (self);
}

static void
activate_cb (KitParsedEntry *self)
{
  if (kit_parsed_entry_check (self))
    {
      tidy (self);
      g_signal_emit (self, signals[ACTIVATE], 0);
    }
}

static void
kit_parsed_entry_dispose (GObject *object)
{
  KitParsedEntryPrivate *priv = get_private (KIT_PARSED_ENTRY (object));

  g_clear_pointer (&priv->box, gtk_widget_unparent);
  g_clear_pointer (&priv->problem, g_free);
  G_OBJECT_CLASS (kit_parsed_entry_parent_class)->dispose (object);
}

static gboolean
kit_parsed_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_private (KIT_PARSED_ENTRY (widget))->entry);
}

static void
kit_parsed_entry_class_init (KitParsedEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_parsed_entry_dispose;
  widget_class->grab_focus = kit_parsed_entry_grab_focus;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] =
      g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "parsedentry");
}

static void
kit_parsed_entry_init (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv = get_private (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  priv->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (priv->entry, TRUE);
  priv->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (priv->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (priv->error), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (priv->error), 24);
  gtk_widget_add_css_class (priv->error, "error");
  gtk_widget_add_css_class (priv->error, "caption");
  gtk_widget_set_visible (priv->error, FALSE);
  gtk_box_append (GTK_BOX (priv->box), priv->entry);
  gtk_box_append (GTK_BOX (priv->box), priv->error);
  gtk_widget_set_parent (priv->box, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->entry),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->error, NULL, -1);

  priv->valid = TRUE;
  g_signal_connect_swapped (priv->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (priv->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkEntry *
kit_parsed_entry_get_entry (KitParsedEntry *self)
{
  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), NULL);

  return GTK_ENTRY (get_private (self)->entry);
}

const char *
kit_parsed_entry_get_text (KitParsedEntry *self)
{
  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->entry));
}

void
kit_parsed_entry_set_text (KitParsedEntry *self, const char *text)
{
  g_return_if_fail (KIT_IS_PARSED_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->entry), text != NULL ? text : "");
}

gboolean
kit_parsed_entry_is_empty (KitParsedEntry *self)
{
  const char *text;

  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), TRUE);

  text = kit_parsed_entry_get_text (self);
  return text[strspn (text, " \t")] == '\0';
}

gboolean
kit_parsed_entry_is_valid (KitParsedEntry *self)
{
  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), FALSE);

  return get_private (self)->valid;
}

void
kit_parsed_entry_set_needed (KitParsedEntry *self, gboolean needed)
{
  g_return_if_fail (KIT_IS_PARSED_ENTRY (self));

  get_private (self)->needed = needed;
  parse (self);
}

void
kit_parsed_entry_set_error (KitParsedEntry *self, const char *message)
{
  g_return_if_fail (KIT_IS_PARSED_ENTRY (self));

  show_error (self, message);
}

/**
 * kit_parsed_entry_get_error:
 * @self: the entry
 *
 * Returns: (transfer none) (nullable): what is shown below it
 */
const char *
kit_parsed_entry_get_error (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv;

  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), NULL);

  priv = get_private (self);
  return gtk_widget_get_visible (priv->error) ? gtk_label_get_text (GTK_LABEL (priv->error)) : NULL;
}

gboolean
kit_parsed_entry_check (KitParsedEntry *self)
{
  KitParsedEntryPrivate *priv;

  g_return_val_if_fail (KIT_IS_PARSED_ENTRY (self), FALSE);

  priv = get_private (self);
  if (!priv->valid)
    show_error (self, priv->problem);
  return priv->valid;
}

void
kit_parsed_entry_set_name (KitParsedEntry *self, const char *name)
{
  g_return_if_fail (KIT_IS_PARSED_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (get_private (self)->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
kit_parsed_entry_reparse (KitParsedEntry *self)
{
  g_return_if_fail (KIT_IS_PARSED_ENTRY (self));

  changed_cb (self);
}
