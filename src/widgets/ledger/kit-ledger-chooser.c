/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-chooser.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 420

struct _KitLedgerChooser
{
  GtkPopover parent_instance;

  KitLedgerColumns *columns; /* (owned) (nullable) */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KitLedgerChooser, kit_ledger_chooser, GTK_TYPE_POPOVER)

static GQuark
id_quark (void)
{
  return g_quark_from_static_string ("kit-column-id");
}

static const char *
get_id (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return row != NULL ? g_object_get_qdata (G_OBJECT (row), id_quark ()) : NULL;
}

static void
toggled_cb (KitLedgerChooser *self, GtkCheckButton *check)
{
  if (self->columns != NULL)
    kit_ledger_columns_set_wanted (self->columns, get_id (GTK_WIDGET (check)),
                                   gtk_check_button_get_active (check));
}

static GtkWidget *
create_button (const char *icon, const char *name, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_focusable (button, FALSE);
  return button;
}

static void
add_row (KitLedgerChooser *self, const char *id, gboolean fixed)
{
  const KitLedgerColumn *column = kit_ledger_columns_find (self->columns, id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new_with_label (_ (column->title));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               kit_ledger_columns_get_wanted (self->columns, id));
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_sensitive (check, !fixed);
  gtk_widget_set_focusable (check, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), create_button ("go-up-symbolic", _ ("Move to the Front (Alt+Up)"),
                                                "chooser.forward", id));
  gtk_box_append (GTK_BOX (box),
                  create_button ("go-down-symbolic", _ ("Move to the End (Alt+Down)"),
                                 "chooser.backward", id));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_qdata (G_OBJECT (row), id_quark (), (gpointer)id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (column->title), -1);
  gtk_list_box_append (self->list, row);
}

/* @focused: (nullable): the row that keeps the keyboard */
static void
fill (KitLedgerChooser *self, const char *focused)
{
  g_autofree GStrv ids = kit_ledger_columns_list (self->columns);
  GtkWidget *child;
  gsize i;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (i = 0; ids[i] != NULL; i++)
    {
      add_row (self, ids[i], g_str_equal (ids[i], kit_ledger_columns_get_lead (self->columns)));
      if (g_strcmp0 (ids[i], focused) == 0)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int)i)));
    }
}

static void
move (KitLedgerChooser *self, const char *id, int by)
{
  kit_ledger_columns_move (self->columns, id, by);
  fill (self, id);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (KIT_LEDGER_CHOOSER (widget), g_variant_get_string (parameter, NULL),
        g_str_equal (name, "chooser.forward") ? -1 : 1);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitLedgerChooser *self = KIT_LEDGER_CHOOSER (widget);

  kit_ledger_columns_reset (self->columns);
  fill (self, NULL);
}

static gboolean
key_cb (KitLedgerChooser *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  const char *id = focus != NULL ? get_id (focus) : NULL;

  if (id == NULL || (state & GDK_ALT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move (self, id, -1);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move (self, id, 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
row_activated_cb (KitLedgerChooser *self, GtkListBoxRow *row)
{
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));

  if (gtk_widget_is_sensitive (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

static void
kit_ledger_chooser_show (GtkWidget *widget)
{
  KitLedgerChooser *self = KIT_LEDGER_CHOOSER (widget);

  fill (self, NULL);
  GTK_WIDGET_CLASS (kit_ledger_chooser_parent_class)->show (widget);
}

static void
kit_ledger_chooser_dispose (GObject *object)
{
  g_clear_object (&KIT_LEDGER_CHOOSER (object)->columns);
  G_OBJECT_CLASS (kit_ledger_chooser_parent_class)->dispose (object);
}

static void
kit_ledger_chooser_class_init (KitLedgerChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_ledger_chooser_dispose;
  widget_class->show = kit_ledger_chooser_show;
  gtk_widget_class_install_action (widget_class, "chooser.forward", "s", move_action);
  gtk_widget_class_install_action (widget_class, "chooser.backward", "s", move_action);
  gtk_widget_class_install_action (widget_class, "chooser.reset", NULL, reset_action);
}

static void
kit_ledger_chooser_init (KitLedgerChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_Reset Columns"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "column-chooser");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "chooser.reset");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * kit_ledger_chooser_new:
 * @columns: the columns to choose from
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
kit_ledger_chooser_new (KitLedgerColumns *columns)
{
  KitLedgerChooser *self;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (columns), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_CHOOSER, NULL);
  self->columns = g_object_ref (columns);
  return GTK_WIDGET (self);
}
