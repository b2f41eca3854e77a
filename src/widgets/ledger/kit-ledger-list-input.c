/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person does in a list: keys, clicks, the menu, the selection. */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-list-private.h"

#include "kit-column-view.h"
#include "kit-ledger-copy.h"
#include "kit-ledger-groups.h"

static gboolean
sideways_key_cb (KitLedgerList *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint position = kit_ledger_list_get_selected (self);
  gboolean right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  gboolean left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint go_to;

  if ((!left && !right) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (right == mirrored && kit_column_view_scroll_sideways (self->view, right))
    return GDK_EVENT_STOP;
  if (!kit_ledger_groups_key (self->model, position, right != mirrored, &go_to))
    kit_column_view_scroll_sideways (self->view, right);
  else if (go_to != position)
    kit_ledger_list_select (self, go_to);
  return GDK_EVENT_STOP;
}

/* What is on the screen goes at once; what is not there yet the page has to ask for. */
void
kit_ledger_list_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitLedgerList *self = KIT_LEDGER_LIST (widget);
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self);
  g_autofree const KitLedgerColumn **columns = NULL;
  g_autofree char *text = NULL;

  if (self->columns == NULL || gtk_bitset_is_empty (selected))
    return;
  columns = kit_ledger_columns_get_visible (self->columns);
  if (!kit_ledger_list_is_all_selected (self)
      || gtk_bitset_get_size (selected) == g_list_model_get_n_items (self->model))
    text = kit_ledger_copy_rows (G_LIST_MODEL (self->selection), selected, columns,
                                 self->columns_data);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  else
    g_signal_emit_by_name (self, "copy-requested");
}

static void
popup_menu_at (KitLedgerList *self, double x, double y)
{
  if (self->menu == NULL)
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  KitLedgerList *self = user_data;
  guint position = kit_column_view_pick (self->view, x, y);

  if (position == GTK_INVALID_LIST_POSITION || self->menu == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  kit_column_view_focus_row (self->view, position);
  popup_menu_at (self, x, y);
}

static gboolean
menu_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KitLedgerList *self = KIT_LEDGER_LIST (gtk_widget_get_ancestor (widget, KIT_TYPE_LEDGER_LIST));
  GtkWidget *row;
  graphene_rect_t bounds;

  row = kit_column_view_find_row (self->view, kit_ledger_list_get_selected (self));
  if (row == NULL || self->menu == NULL
      || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->view), &bounds))
    return GDK_EVENT_PROPAGATE;

  popup_menu_at (self, 48, bounds.origin.y + bounds.size.height / 2);
  return GDK_EVENT_STOP;
}

void
kit_ledger_list_init_input (KitLedgerList *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), shortcuts);
  kit_column_view_let_tab_leave (self->view);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sideways_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
kit_ledger_list_set_menu (KitLedgerList *self, GMenuModel *menu)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (menu == NULL)
    return;
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
}

void
kit_ledger_list_set_group_menu (KitLedgerList *self, GMenuModel *menu)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  gtk_menu_button_set_menu_model (self->group_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->group_button), menu != NULL);
}

/**
 * kit_ledger_list_sort:
 * @self: the list
 * @id: a sortable column
 * @descending: the direction
 *
 * As a click on the heading does; emits #KitLedgerList::sort-changed.
 */
void
kit_ledger_list_sort (KitLedgerList *self, const char *id, gboolean descending)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  kit_ledger_columns_sort (self->columns, id, descending);
}

const char *
kit_ledger_list_get_sort (KitLedgerList *self, gboolean *descending)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);

  return kit_ledger_columns_get_sort (self->columns, descending);
}

guint
kit_ledger_list_get_selected (KitLedgerList *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), GTK_INVALID_LIST_POSITION);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION
                                        : gtk_bitset_get_minimum (selected);
}

/**
 * kit_ledger_list_get_n_selected:
 * @self: the list
 *
 * Returns: how many rows are selected, of all of them those that are known
 */
guint
kit_ledger_list_get_n_selected (KitLedgerList *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), 0);

  if (kit_ledger_list_is_all_selected (self))
    return kit_ledger_list_get_count (self);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return (guint)gtk_bitset_get_size (selected) - kit_ledger_groups_count (self->model, selected);
}

/**
 * kit_ledger_list_is_all_selected:
 * @self: the list
 *
 * Returns: whether "all of them" is selected, as a flag that holds for rows nobody has seen yet
 */
gboolean
kit_ledger_list_is_all_selected (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), FALSE);

  return kit_ledger_selection_get_all (self->selection);
}

void
kit_ledger_list_unselect (KitLedgerList *self)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

GtkBitset *
kit_ledger_list_get_selection (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);

  return gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
}

ErpRow *
kit_ledger_list_dup_selected_row (KitLedgerList *self)
{
  guint position = kit_ledger_list_get_selected (self);

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->selection), position);
}

/**
 * kit_ledger_list_select:
 * @self: the list
 * @position: a row
 *
 * Selects @position alone and brings it into view.
 */
void
kit_ledger_list_select (KitLedgerList *self, guint position)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  kit_column_view_scroll_to (self->view, position, TRUE);
}

/**
 * kit_ledger_list_focus_rows:
 * @self: the list
 *
 * Puts the keyboard into the selected row, or into the first visible one and selects it.
 */
void
kit_ledger_list_focus_rows (KitLedgerList *self)
{
  guint position;
  guint last;

  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  position = kit_ledger_list_get_selected (self);
  if (position == GTK_INVALID_LIST_POSITION
      && !kit_column_view_get_visible (
          self->view, g_list_model_get_n_items (G_LIST_MODEL (self->selection)), &position, &last))
    return;
  kit_ledger_list_select (self, position);
  if (!kit_column_view_focus_row (self->view, position))
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}
