/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-column-view.h"

#include <math.h>

static GQuark
item_quark (void)
{
  return g_quark_from_static_string ("kit-list-item");
}

static GtkWidget *
find_list (GtkColumnView *view)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child))
        return child;
    }
  return NULL;
}

/* The item of the first tagged cell at or below @widget. */
static GtkListItem *
find_item_below (GtkWidget *widget)
{
  GtkListItem *item = g_object_get_qdata (G_OBJECT (widget), item_quark ());
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); item == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    item = find_item_below (child);
  return item;
}

static GtkWidget *
get_row_at (GtkColumnView *view, double x, double y)
{
  GtkWidget *list = find_list (view);
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (view), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return widget == list ? NULL : widget;
}

static gboolean
leave_cb (GtkEventControllerKey *controller,
          guint keyval,
          guint keycode,
          GdkModifierType state,
          GtkWidget *view)
{
  GtkWidget *list = find_list (GTK_COLUMN_VIEW (view));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (view));
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  gboolean moved;

  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab && keyval != GDK_KEY_KP_Tab)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || list == NULL || root == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_set_can_focus (list, FALSE);
  moved = gtk_widget_child_focus (root, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return moved ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/**
 * kit_column_view_let_tab_leave:
 * @view: a column view
 *
 * Makes Tab leave the rows instead of walking through all of them.
 */
void
kit_column_view_let_tab_leave (GtkColumnView *view)
{
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (leave_cb), view, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}

/**
 * kit_column_view_tag_cell:
 * @child: the child of @item
 * @item: a list item of one of the view's factories
 *
 * Needed by kit_column_view_pick () and kit_column_view_find_row ().
 */
void
kit_column_view_tag_cell (GtkWidget *child, GtkListItem *item)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_object_set_qdata (G_OBJECT (child), item_quark (), item);
}

/**
 * kit_column_view_drop_cells:
 * @view: a column view with rows of its own, see kit_column_view_make_rows ()
 *
 * Takes cells out of the rows that GTK has put there when columns were moved.
 */
void
kit_column_view_drop_cells (GtkColumnView *view)
{
  GtkWidget *list;
  GtkWidget *row;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  list = find_list (view);
  for (row = list ? gtk_widget_get_first_child (list) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    kit_column_view_leave_row (row);
}

/**
 * kit_column_view_leave_row:
 * @row: a row, which may be empty by now
 *
 * Takes out of it what is not tagged, as GTK does not when the row goes.
 */
void
kit_column_view_leave_row (GtkWidget *row)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (row));

  child = gtk_widget_get_first_child (row);
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (g_object_get_qdata (G_OBJECT (child), item_quark ()) == NULL)
        gtk_widget_unparent (child);
      child = next;
    }
}

/**
 * kit_column_view_find_row:
 * @view: a column view with tagged cells
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the row's widget, %NULL where it is not realised
 */
GtkWidget *
kit_column_view_find_row (GtkColumnView *view, guint position)
{
  GtkWidget *list;
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  list = find_list (view);
  for (row = list ? gtk_widget_get_first_child (list) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkListItem *item = find_item_below (row);

      if (item != NULL && gtk_list_item_get_position (item) == position)
        return row;
    }
  return NULL;
}

/**
 * kit_column_view_focus_row:
 * @view: a column view with tagged cells
 * @position: a position
 *
 * Returns: whether the row took the keyboard focus
 */
gboolean
kit_column_view_focus_row (GtkColumnView *view, guint position)
{
  GtkWidget *row = kit_column_view_find_row (view, position);

  return row != NULL && gtk_widget_grab_focus (row);
}

/**
 * kit_column_view_scroll_to:
 * @view: a column view
 * @position: the position to bring into view
 * @select: whether it becomes the selection
 */
void
kit_column_view_scroll_to (GtkColumnView *view, guint position, gboolean select)
{
  GtkWidget *list;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  list = find_list (view);
  if (list == NULL)
    return;

  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  if (select)
    gtk_widget_activate_action (list, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

/**
 * kit_column_view_get_visible:
 * @view: a column view in a scrolled window, its rows of one height
 * @n_items: how many rows it has
 * @first: (out): the first visible position
 * @last: (out): the last one
 *
 * Returns: %FALSE where nothing is visible
 */
gboolean
kit_column_view_get_visible (GtkColumnView *view, guint n_items, guint *first, guint *last)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double upper = adjustment ? gtk_adjustment_get_upper (adjustment) : 0;
  double value;
  double page;

  if (n_items == 0 || upper <= 0)
    return FALSE;

  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  *first = MIN ((guint)floor (value / upper * n_items), n_items - 1);
  *last = MIN ((guint)ceil ((value + page) / upper * n_items), n_items - 1);
  return TRUE;
}

/**
 * kit_column_view_pick:
 * @view: a column view with tagged cells
 * @x: in @view's coordinates
 * @y: in @view's coordinates
 *
 * Returns: the position there, %GTK_INVALID_LIST_POSITION beside the rows
 */
guint
kit_column_view_pick (GtkColumnView *view, double x, double y)
{
  GtkWidget *row;
  GtkListItem *item;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), GTK_INVALID_LIST_POSITION);

  row = get_row_at (view, x, y);
  item = row != NULL ? find_item_below (row) : NULL;
  return item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

/* What factories made, at or below @widget. */
static void
for_tagged (GtkWidget *widget, void (*func) (GtkWidget *tagged))
{
  GtkWidget *child;

  if (g_object_get_qdata (G_OBJECT (widget), item_quark ()) != NULL)
    {
      func (widget);
      return;
    }
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for_tagged (child, func);
}

/**
 * kit_column_view_redraw_cells:
 * @view: a column view with tagged cells
 *
 * Draws them anew, where what they are drawn with has changed.
 */
void
kit_column_view_redraw_cells (GtkColumnView *view)
{
  GtkWidget *list;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  list = find_list (view);
  if (list != NULL)
    for_tagged (list, gtk_widget_queue_draw);
}

/* A row that is out of sight is not asked again for a place that its child alone needs. */
static void
place (GtkWidget *tagged)
{
  if (gtk_widget_get_first_child (tagged) != NULL)
    gtk_widget_queue_resize (tagged);
  gtk_widget_queue_draw (tagged);
}

/**
 * kit_column_view_place_cells:
 * @view: a column view with tagged cells
 *
 * Lays out anew what is in them, where columns have changed.
 */
void
kit_column_view_place_cells (GtkColumnView *view)
{
  GtkWidget *list;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  list = find_list (view);
  if (list != NULL)
    for_tagged (list, place);
}

/**
 * kit_column_view_make_rows:
 * @view: a column view
 * @factory: (nullable): makes the child of a whole row, which places its cells itself; %NULL goes
 *   back to a cell a column
 *
 * Up to GTK 4.10 the list in a column view has rows from a factory as any other list, which makes a
 * cell a column. Another factory saves thousands of widgets, most of which are never seen. Later
 * ones make rows without a factory and only those that are in sight.
 *
 * Returns: %FALSE where rows cannot be made
 */
gboolean
kit_column_view_make_rows (GtkColumnView *view, GtkListItemFactory *factory)
{
  static const char key[] = "kit-factory-of-gtk";
  GtkListItemFactory *of_gtk;
  GtkListView *list;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);

  list = GTK_LIST_VIEW (find_list (view));
  if (list == NULL || gtk_list_view_get_factory (list) == NULL)
    return FALSE;
  of_gtk = g_object_get_data (G_OBJECT (view), key);
  if (of_gtk == NULL)
    {
      of_gtk = gtk_list_view_get_factory (list);
      g_object_set_data_full (G_OBJECT (view), key, g_object_ref (of_gtk), g_object_unref);
    }
  gtk_list_view_set_factory (list, factory != NULL ? factory : of_gtk);
  return TRUE;
}

/**
 * kit_column_view_get_first_title:
 * @view: a column view
 *
 * Returns: (transfer none) (nullable): the heading of the first column, shown or not; the others
 * are the siblings that follow
 */
GtkWidget *
kit_column_view_get_first_title (GtkColumnView *view)
{
  GtkWidget *header;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  header = gtk_widget_get_first_child (GTK_WIDGET (view));
  return header != NULL ? gtk_widget_get_first_child (header) : NULL;
}

/* The label of a header that nobody else can reach. */
static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }
  return NULL;
}

/**
 * kit_column_view_align_header:
 * @view: a column view
 * @column: the column's number
 * @at_end: whether its title stands over the end of its cells, as it does over numbers
 */
void
kit_column_view_align_header (GtkColumnView *view, guint column, gboolean at_end)
{
  GtkWidget *title;
  GtkWidget *label;
  guint i;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  title = kit_column_view_get_first_title (view);
  for (i = 0; title != NULL && i < column; i++)
    title = gtk_widget_get_next_sibling (title);
  label = title != NULL ? find_label (title) : NULL;
  if (label == NULL)
    return;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), at_end ? 1 : 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (at_end && gtk_widget_get_next_sibling (label) != NULL)
    gtk_widget_insert_after (label, gtk_widget_get_parent (label),
                             gtk_widget_get_next_sibling (label));
}

/**
 * kit_column_view_scroll_sideways:
 * @view: a column view
 * @right: to which side
 *
 * By a column, so that one begins at the edge.
 *
 * Returns: %FALSE where there is nothing more on that side
 */
gboolean
kit_column_view_scroll_sideways (GtkColumnView *view, gboolean right)
{
  GtkAdjustment *adjustment;
  GtkWidget *title;
  double before;
  double by = 0;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);

  adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  before = gtk_adjustment_get_value (adjustment);
  for (title = kit_column_view_get_first_title (view); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_visible (title)
          || !gtk_widget_compute_bounds (title, GTK_WIDGET (view), &bounds))
        continue;
      if (right && bounds.origin.x > 1 && (by == 0 || bounds.origin.x < by))
        by = bounds.origin.x;
      else if (!right && bounds.origin.x < -1 && (by == 0 || bounds.origin.x > by))
        by = bounds.origin.x;
    }
  gtk_adjustment_set_value (adjustment, before + by);
  return gtk_adjustment_get_value (adjustment) != before;
}
