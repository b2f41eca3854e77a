/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-filter-chips.h"

#include "kit-format.h"

#include <glib/gi18n-lib.h>

struct _KitFilterChips
{
  GtkWidget parent_instance;

  const char *token; /* (nullable): of the chip that is on; static */
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (KitFilterChips, kit_filter_chips, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_token_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "token");
}

static void
toggled_cb (KitFilterChips *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->token = get_token_of (GTK_WIDGET (button));
  if (!self->writing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
kit_filter_chips_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kit_filter_chips_parent_class)->dispose (object);
}

static void
kit_filter_chips_class_init (KitFilterChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_filter_chips_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kit_filter_chips_init (KitFilterChips *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chips");
}

GtkWidget *
kit_filter_chips_new (void)
{
  return g_object_new (KIT_TYPE_FILTER_CHIPS, NULL);
}

/**
 * kit_filter_chips_set_chips:
 * @self: the row
 * @chips: (array length=n_chips): static
 * @n_chips: how many
 */
void
kit_filter_chips_set_chips (KitFilterChips *self, const KitFilterChip *chips, gsize n_chips)
{
  GtkToggleButton *first = NULL;

  g_return_if_fail (KIT_IS_FILTER_CHIPS (self));
  g_return_if_fail (chips != NULL && n_chips > 0);
  g_return_if_fail (gtk_widget_get_first_child (GTK_WIDGET (self)) == NULL);

  self->token = chips[0].token;
  for (gsize i = 0; i < n_chips; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (chips[i].label));

      gtk_widget_add_css_class (button, "chip");
      g_object_set_data (G_OBJECT (button), "token", (gpointer)chips[i].token);
      g_object_set_data (G_OBJECT (button), "label", (gpointer)_ (chips[i].label));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
}

const char *
kit_filter_chips_get_token (KitFilterChips *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_CHIPS (self), NULL);

  return self->token;
}

const char *
kit_filter_chips_get_label (KitFilterChips *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_CHIPS (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL && self->token != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (get_token_of (child), self->token) == 0)
      return g_object_get_data (G_OBJECT (child), "label");

  return NULL;
}

/**
 * kit_filter_chips_set_token:
 * @self: the row
 * @token: (nullable): the chip to switch on
 *
 * Returns: whether one has this token; otherwise nothing changes
 */
gboolean
kit_filter_chips_set_token (KitFilterChips *self, const char *token)
{
  g_return_val_if_fail (KIT_IS_FILTER_CHIPS (self), FALSE);

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      if (g_strcmp0 (get_token_of (button), token) != 0)
        continue;
      self->writing = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      self->writing = FALSE;
      return TRUE;
    }
  return FALSE;
}

/**
 * kit_filter_chips_set_offered:
 * @self: the row
 * @token: (nullable): a chip; one that is not there is left alone
 * @offered: whether it is shown; the one that is on always is
 */
void
kit_filter_chips_set_offered (KitFilterChips *self, const char *token, gboolean offered)
{
  g_return_if_fail (KIT_IS_FILTER_CHIPS (self));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (get_token_of (button), token) == 0)
      gtk_widget_set_visible (button,
                              offered || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

/**
 * kit_filter_chips_set_count:
 * @self: the row
 * @token: (nullable): a chip; one that is not there is left alone
 * @count: what its label says beside the words; below 0 for nothing
 */
void
kit_filter_chips_set_count (KitFilterChips *self, const char *token, int count)
{
  g_return_if_fail (KIT_IS_FILTER_CHIPS (self));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const char *label = g_object_get_data (G_OBJECT (button), "label");
      g_autofree char *number = count >= 0 ? kit_format_count ((guint64)count) : NULL;
      g_autofree char *text = NULL;

      if (g_strcmp0 (get_token_of (button), token) != 0)
        continue;
      /* Translators: a condition, and how many records fit it. */
      text = number != NULL ? g_strdup_printf (_ ("%s  %s"), label, number) : g_strdup (label);
      gtk_button_set_label (GTK_BUTTON (button), text);
    }
}
