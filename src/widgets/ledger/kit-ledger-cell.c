/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-cell.h"

#include "erp-group.h"
#include "erp-row.h"
#include "kit-column-view.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

/* Between a text and the button beside it. */
#define SPACING 6
/* What stands for a text that is not there yet, of the width there is. */
#define WAITING_SHARE 0.6

struct _KitLedgerCell
{
  GtkWidget parent_instance;

  const KitLedgerRecipe *recipe;
  GtkListItem *item; /* (unowned): whose child this is */
  ErpRow *row;       /* (owned) (nullable) */
  gulong handlers[2];
  GtkWidget *failure; /* (nullable): a button, in the lead cell of a row that failed */

  ErpRowState state;
  gpointer shown_item; /* never followed: tells whether the row has news */
  guint shown_stamp;
  gboolean filled; /* these are those of the row */
  gboolean is_group;

  char *text;     /* (owned) (nullable): made when somebody is to see it */
  KitTone tone;   /* of the text */
  gboolean named; /* for assistive tools */
};

G_DEFINE_FINAL_TYPE (KitLedgerCell, kit_ledger_cell, GTK_TYPE_WIDGET)

static gboolean
is_figures (KitLedgerCell *self)
{
  return self->recipe->column.kind != KIT_LEDGER_TEXT
         && self->recipe->column.kind != KIT_LEDGER_PILL;
}

static KitLedgerFace
get_face (KitLedgerCell *self)
{
  if (self->is_group)
    return is_figures (self) ? KIT_LEDGER_FACE_GROUP_FIGURES : KIT_LEDGER_FACE_GROUP;
  if (self->recipe->column.kind == KIT_LEDGER_PILL && self->state == ERP_ROW_READY)
    return KIT_LEDGER_FACE_PILL;
  return is_figures (self) ? KIT_LEDGER_FACE_FIGURES : KIT_LEDGER_FACE_TEXT;
}

static double
get_xalign (KitLedgerCell *self)
{
  switch (self->recipe->column.kind)
    {
    case KIT_LEDGER_NUMBER:
    case KIT_LEDGER_MONEY:
      return 1;
    case KIT_LEDGER_PILL:
      return 0.5;
    case KIT_LEDGER_TEXT:
    case KIT_LEDGER_DATE:
    default:
      return 0;
    }
}

/* "▾ Acme (12)", further in where it is a group in a group. */
static char *
get_group_title (ErpGroup *group)
{
  g_autofree char *count = kit_format_count (erp_group_get_count (group));

  return g_strdup_printf ("%s%s\u00a0%s (%s)", erp_group_get_level (group) > 0 ? "\u2003" : "",
                          erp_group_get_expanded (group) ? "\u25be" : "\u25b8",
                          erp_group_get_label (group), count);
}

static char *
create_text (KitLedgerCell *self)
{
  const KitLedgerRecipe *recipe = self->recipe;
  gpointer item = erp_row_get_item (self->row);

  self->tone = KIT_TONE_PLAIN;
  if (self->state == ERP_ROW_READY && !self->is_group)
    {
      if (recipe->column.tone != NULL)
        self->tone = recipe->column.tone (item, recipe->user_data);
      return recipe->column.text (item, recipe->user_data);
    }
  if (self->state == ERP_ROW_READY)
    {
      if (recipe->lead)
        return get_group_title (item);
      return recipe->column.group_text != NULL ? recipe->column.group_text (item, recipe->user_data)
                                               : NULL;
    }
  if (!recipe->lead)
    return NULL;
  return g_strdup (self->state == ERP_ROW_FAILED ? _ ("Not loaded") : "\342\200\246");
}

static void
ensure_text (KitLedgerCell *self)
{
  if (self->text != NULL || self->row == NULL)
    return;
  self->text = create_text (self);
  if (self->text == NULL)
    self->text = g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text,
                                  -1);
  self->named = TRUE;
}

/* A new row is mapped before it is known where it stands; it gets no place where it is not seen. */
static gboolean
is_seen (KitLedgerCell *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_get_width (GTK_WIDGET (self)) > 0;
}

static void
forget_text (KitLedgerCell *self)
{
  g_clear_pointer (&self->text, g_free);
  if (is_seen (self))
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      ensure_text (self);
    }
  else if (self->named)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      self->named = FALSE;
    }
}

/* Style classes of a row restyle all of its cells: they are touched when they have to be. */
static void
show_group (KitLedgerCell *self, gboolean is_group)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row == NULL || gtk_widget_has_css_class (row, "group") == is_group)
    return;
  if (is_group)
    gtk_widget_add_css_class (row, "group");
  else
    gtk_widget_remove_css_class (row, "group");
}

static void
retry_cb (KitLedgerCell *self)
{
  if (self->row != NULL)
    self->recipe->retry (gtk_list_item_get_position (self->item), self->recipe->owner);
}

static void
show_failure (KitLedgerCell *self, gboolean failed)
{
  if (!failed)
    {
      g_clear_pointer (&self->failure, gtk_widget_unparent);
      return;
    }
  if (self->failure != NULL)
    return;
  self->failure = gtk_button_new_with_label (_ ("Retry"));
  gtk_widget_add_css_class (self->failure, "flat");
  gtk_widget_set_tooltip_text (self->failure, _ ("Ask the server for these rows again"));
  g_signal_connect_swapped (self->failure, "clicked", G_CALLBACK (retry_cb), self);
  gtk_widget_set_parent (self->failure, GTK_WIDGET (self));
}

/* Looks at the row; what it says of a group may change while the group stays. */
static void
refresh (KitLedgerCell *self)
{
  const ErpRowState state = erp_row_get_state (self->row);
  gpointer item = erp_row_get_item (self->row);
  const gboolean is_group = item != NULL && ERP_IS_GROUP (item);
  const guint stamp = erp_row_get_stamp (self->row);

  if (self->filled && self->state == state && self->shown_item == item && self->shown_stamp == stamp
      && !is_group)
    return;
  self->filled = TRUE;
  self->shown_stamp = stamp;
  self->state = state;
  self->shown_item = item;
  self->is_group = is_group;
  if (self->recipe->lead)
    {
      show_group (self, is_group);
      show_failure (self, state == ERP_ROW_FAILED);
    }
  forget_text (self);
}

/* One listener a row, not one a cell. */
static void
row_changed_cb (KitLedgerCell *self)
{
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = holder != NULL ? gtk_widget_get_parent (holder) : NULL;

  for (holder = row != NULL ? gtk_widget_get_first_child (row) : NULL; holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *cell = gtk_widget_get_first_child (holder);

      if (cell != NULL && KIT_IS_LEDGER_CELL (cell) && KIT_LEDGER_CELL (cell)->row == self->row)
        refresh (KIT_LEDGER_CELL (cell));
    }
}

static void
kit_ledger_cell_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kit_ledger_cell_parent_class)->map (widget);
  if (is_seen (KIT_LEDGER_CELL (widget)))
    ensure_text (KIT_LEDGER_CELL (widget));
}

static void
kit_ledger_cell_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  KitLedgerCell *self = KIT_LEDGER_CELL (widget);
  const KitLedgerFace face =
      self->recipe->column.kind == KIT_LEDGER_PILL ? KIT_LEDGER_FACE_PILL : KIT_LEDGER_FACE_TEXT;
  int least = 0;

  if (self->failure != NULL)
    gtk_widget_measure (self->failure, orientation, -1, &least, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    least = MAX (least, kit_ledger_look_get_height (self->recipe->look, face));
  *minimum = *natural = least;
}

static void
kit_ledger_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitLedgerCell *self = KIT_LEDGER_CELL (widget);
  GtkAllocation area;

  ensure_text (self);
  if (self->failure == NULL)
    return;
  gtk_widget_measure (self->failure, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &area.width, NULL, NULL);
  gtk_widget_measure (self->failure, GTK_ORIENTATION_VERTICAL, -1, NULL, &area.height, NULL, NULL);
  area.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? 0 : width - area.width;
  area.y = (height - area.height) / 2;
  gtk_widget_size_allocate (self->failure, &area, -1);
}

static void
kit_ledger_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KitLedgerCell *self = KIT_LEDGER_CELL (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int height = gtk_widget_get_height (widget);
  int width = gtk_widget_get_width (widget);
  int taken = 0;

  if (self->row == NULL || !kit_ledger_look_is_in_sight (self->recipe->look, widget))
    return;
  if (self->state == ERP_ROW_LOADING)
    {
      kit_ledger_look_draw_waiting (self->recipe->look, snapshot, (int)(width * WAITING_SHARE),
                                    height);
      return;
    }
  if (self->failure != NULL)
    {
      taken = gtk_widget_get_width (self->failure) + SPACING;
      gtk_widget_snapshot_child (widget, self->failure, snapshot);
    }
  ensure_text (self);
  if (self->text[0] == '\0')
    return;
  gtk_snapshot_save (snapshot);
  if (mirrored && taken > 0)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)taken, 0));
  width -= taken;
  kit_ledger_look_draw (self->recipe->look, snapshot, get_face (self), self->tone, self->text,
                        get_xalign (self), mirrored, width, height);
  gtk_snapshot_restore (snapshot);
}

static gboolean
kit_ledger_cell_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip)
{
  KitLedgerCell *self = KIT_LEDGER_CELL (widget);
  const char *text = kit_ledger_cell_get_text (self);

  if (self->row != NULL && erp_row_get_error (self->row) != NULL)
    {
      gtk_tooltip_set_text (tooltip, erp_row_get_error (self->row)->message);
      return TRUE;
    }
  if (text[0] == '\0'
      || kit_ledger_look_get_width (self->recipe->look, get_face (self), self->tone, text)
             <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
kit_ledger_cell_dispose (GObject *object)
{
  KitLedgerCell *self = KIT_LEDGER_CELL (object);

  kit_ledger_cell_set_row (self, NULL);
  g_clear_pointer (&self->failure, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (kit_ledger_cell_parent_class)->dispose (object);
}

static void
kit_ledger_cell_class_init (KitLedgerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_ledger_cell_dispose;
  widget_class->map = kit_ledger_cell_map;
  widget_class->measure = kit_ledger_cell_measure;
  widget_class->size_allocate = kit_ledger_cell_size_allocate;
  widget_class->snapshot = kit_ledger_cell_snapshot;
  widget_class->query_tooltip = kit_ledger_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "ledgercell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kit_ledger_cell_init (KitLedgerCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * kit_ledger_cell_new:
 * @recipe: what the column's cells have in common; outlives the cell
 * @item: whose child it becomes; outlives the cell
 *
 * Returns: (transfer floating): a cell without a row
 */
GtkWidget *
kit_ledger_cell_new (const KitLedgerRecipe *recipe, GtkListItem *item)
{
  KitLedgerCell *self = g_object_new (KIT_TYPE_LEDGER_CELL, NULL);

  self->recipe = recipe;
  self->item = item;
  kit_column_view_tag_cell (GTK_WIDGET (self), item);
  return GTK_WIDGET (self);
}

/**
 * kit_ledger_cell_set_row:
 * @self: the cell
 * @row: (nullable): what it shows
 */
void
kit_ledger_cell_set_row (KitLedgerCell *self, ErpRow *row)
{
  g_return_if_fail (KIT_IS_LEDGER_CELL (self));

  if (self->row != NULL && self->recipe->lead)
    {
      g_clear_signal_handler (&self->handlers[0], self->row);
      g_clear_signal_handler (&self->handlers[1], self->row);
    }
  self->filled = FALSE;
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  if (self->recipe->lead)
    {
      self->handlers[0] =
          g_signal_connect_swapped (row, "notify::item", G_CALLBACK (row_changed_cb), self);
      self->handlers[1] =
          g_signal_connect_swapped (row, "notify::state", G_CALLBACK (row_changed_cb), self);
    }
  refresh (self);
}

/**
 * kit_ledger_cell_get_text:
 * @self: the cell
 *
 * Returns: (transfer none): what it says, whether somebody sees it or not
 */
const char *
kit_ledger_cell_get_text (KitLedgerCell *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_CELL (self), NULL);

  ensure_text (self);
  return self->text != NULL ? self->text : "";
}
