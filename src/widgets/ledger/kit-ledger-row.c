/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-row.h"

#include "erp-row.h"
#include "kit-column-view.h"
#include "kit-format.h"
#include "kit-ledger-cell.h"

#include <glib/gi18n-lib.h>

/* Between a text and the button beside it. */
#define SPACING 6
/* What stands for a text that is not there yet, of the width there is. */
#define WAITING_SHARE 0.6

typedef struct
{
  char *text;   /* (owned) (nullable): made when somebody is to see it */
  KitTone tone; /* of the text */
} Cell;

struct _KitLedgerRow
{
  GtkWidget parent_instance;

  const KitLedgerSheet *sheet;
  GtkListItem *item; /* (unowned): whose child this is */
  ErpRow *row;       /* (owned) (nullable) */
  gulong handlers[2];
  GtkWidget *failure; /* (nullable): a button, beside the lead of a row that failed */

  ErpRowState state;
  gpointer shown_item; /* never followed: tells whether the row has news */
  guint shown_stamp;
  gboolean filled; /* these are those of the row */

  Cell *cells; /* (owned): of all columns */
  guint n_cells;

  GPtrArray *spoken; /* (owned): of KitLedgerCell, children; none while it does not speak */
  gboolean named;    /* what has the focus speaks for the row */
};

G_DEFINE_FINAL_TYPE (KitLedgerRow, kit_ledger_row, GTK_TYPE_WIDGET)

static gboolean
is_whole (KitLedgerRow *self)
{
  return self->sheet->only == KIT_LEDGER_ALL_COLUMNS;
}

static gboolean
has_lead (KitLedgerRow *self)
{
  return is_whole (self) || self->sheet->only == 0;
}

/* GTK's row: around this one or around its cell. */
static GtkWidget *
get_row_widget (KitLedgerRow *self)
{
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));

  return holder == NULL || is_whole (self) ? holder : gtk_widget_get_parent (holder);
}

/* What is called as the row: what takes the focus, or the cell itself. */
static GtkWidget *
get_holder (KitLedgerRow *self)
{
  return is_whole (self) ? gtk_widget_get_parent (GTK_WIDGET (self)) : GTK_WIDGET (self);
}

static const Cell *
ensure_cell (KitLedgerRow *self, guint i)
{
  Cell *cell = &self->cells[i];

  if (cell->text != NULL || self->row == NULL)
    return cell;
  cell->text = kit_ledger_sheet_create_text (self->sheet, i, self->row, &cell->tone);
  return cell;
}

/* The columns that it draws, in its own coordinates less @origin. */
static const KitLedgerPlace *
get_places (KitLedgerRow *self, KitLedgerPlace *own, guint *n_places, int *origin)
{
  const KitLedgerPlace *places =
      kit_ledger_places_get (self->sheet->places, GTK_WIDGET (self), n_places, origin);

  if (is_whole (self))
    return places;
  for (guint i = 0; i < *n_places; i++)
    if (places[i].column == self->sheet->only)
      {
        *own = places[i];
        *n_places = 1;
        return own;
      }
  *n_places = 0;
  return places;
}

/* What it says to assistive tools is no longer so. */
static void
fall_silent (KitLedgerRow *self)
{
  GtkWidget *holder = get_holder (self);

  kit_ledger_voice_remove (self->sheet->voice, self);
  g_ptr_array_set_size (self->spoken, 0);
  if (self->named && holder != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL);
  self->named = FALSE;
}

static void
forget_texts (KitLedgerRow *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    g_clear_pointer (&self->cells[i].text, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->spoken->len > 0)
    kit_ledger_row_speak (self);
  else
    fall_silent (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    kit_ledger_voice_add (self->sheet->voice, self);
}

/* Style classes of a row are touched when they have to be. */
static void
show_group (KitLedgerRow *self, gboolean is_group)
{
  GtkWidget *row = get_row_widget (self);

  if (row == NULL || gtk_widget_has_css_class (row, "group") == is_group)
    return;
  if (is_group)
    gtk_widget_add_css_class (row, "group");
  else
    gtk_widget_remove_css_class (row, "group");
}

static void
retry_cb (KitLedgerRow *self)
{
  if (self->row != NULL)
    self->sheet->retry (gtk_list_item_get_position (self->item), self->sheet->owner);
}

static void
show_failure (KitLedgerRow *self, gboolean failed)
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
refresh (KitLedgerRow *self)
{
  const ErpRowState state = erp_row_get_state (self->row);
  gpointer item = erp_row_get_item (self->row);
  const gboolean is_group = kit_ledger_sheet_is_group (self->row);
  const guint stamp = erp_row_get_stamp (self->row);

  if (self->filled && self->state == state && self->shown_item == item && self->shown_stamp == stamp
      && !is_group)
    return;
  self->filled = TRUE;
  self->shown_stamp = stamp;
  self->state = state;
  self->shown_item = item;
  if (has_lead (self))
    {
      show_group (self, is_group);
      show_failure (self, state == ERP_ROW_FAILED);
    }
  forget_texts (self);
}

static void
kit_ledger_row_map (GtkWidget *widget)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);

  GTK_WIDGET_CLASS (kit_ledger_row_parent_class)->map (widget);
  if (self->row != NULL)
    kit_ledger_voice_add (self->sheet->voice, self);
}

static void
kit_ledger_row_unmap (GtkWidget *widget)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);

  kit_ledger_voice_remove (self->sheet->voice, self);
  g_ptr_array_set_size (self->spoken, 0);
  GTK_WIDGET_CLASS (kit_ledger_row_parent_class)->unmap (widget);
}

static void
kit_ledger_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);
  int least = 0;

  if (self->failure != NULL)
    gtk_widget_measure (self->failure, orientation, -1, &least, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      least = MAX (least, kit_ledger_look_get_height (self->sheet->look, KIT_LEDGER_FACE_TEXT));
      least = MAX (least, kit_ledger_look_get_height (self->sheet->look, KIT_LEDGER_FACE_PILL));
    }
  *minimum = *natural = least;
}

/* The button stands at the end of the lead. */
static void
place_failure (KitLedgerRow *self, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkAllocation area;

  gtk_widget_measure (self->failure, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &area.width, NULL, NULL);
  gtk_widget_measure (self->failure, GTK_ORIENTATION_VERTICAL, -1, NULL, &area.height, NULL, NULL);
  area.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? x : x + width - area.width;
  area.y = (gtk_widget_get_height (widget) - area.height) / 2;
  gtk_widget_size_allocate (self->failure, &area, -1);
}

/* Whether its cells are those that are shown. */
static gboolean
is_spoken (KitLedgerRow *self, const KitLedgerPlace *places, guint n_places)
{
  guint i = 0;

  if (self->spoken->len != n_places)
    return FALSE;
  while (i < n_places && kit_ledger_cell_get_column (self->spoken->pdata[i]) == places[i].column)
    i++;
  return i == n_places;
}

static void
kit_ledger_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);
  const KitLedgerPlace *places;
  KitLedgerPlace own;
  guint n_places;
  int origin;

  if (self->failure == NULL && self->spoken->len == 0)
    return;
  places = get_places (self, &own, &n_places, &origin);
  if (!is_spoken (self, places, n_places))
    kit_ledger_voice_add (self->sheet->voice, self);
  for (guint i = 0; i < n_places; i++)
    {
      GtkAllocation area = { places[i].x - origin, 0, places[i].width, height };

      if (i < self->spoken->len)
        gtk_widget_size_allocate (self->spoken->pdata[i], &area, -1);
      if (self->failure != NULL && places[i].column == 0)
        place_failure (self, area.x, area.width);
    }
}

static void
draw_cell (KitLedgerRow *self, GtkSnapshot *snapshot, const KitLedgerPlace *place, int origin)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRectangle area = { place->x - origin, 0, place->width, gtk_widget_get_height (widget) };
  const Cell *cell;

  if (self->state == ERP_ROW_LOADING)
    {
      area.width = (int)(area.width * WAITING_SHARE);
      kit_ledger_look_draw_waiting (self->sheet->look, snapshot, &area);
      return;
    }
  if (self->failure != NULL && place->column == 0)
    {
      const int taken = gtk_widget_get_width (self->failure) + SPACING;

      area.x += mirrored ? taken : 0;
      area.width -= taken;
    }
  cell = ensure_cell (self, place->column);
  if (cell->text[0] != '\0')
    kit_ledger_look_draw (self->sheet->look, snapshot,
                          kit_ledger_sheet_get_face (self->sheet, place->column, self->row),
                          cell->tone, cell->text,
                          kit_ledger_sheet_get_xalign (self->sheet, place->column), mirrored,
                          &area);
}

static void
kit_ledger_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);
  const KitLedgerPlace *places;
  KitLedgerPlace own;
  guint n_places;
  int origin;

  if (self->row == NULL)
    return;
  places = get_places (self, &own, &n_places, &origin);
  for (guint i = 0; i < n_places; i++)
    if (places[i].in_sight)
      draw_cell (self, snapshot, &places[i], origin);
  if (self->failure != NULL)
    gtk_widget_snapshot_child (widget, self->failure, snapshot);
}

static gboolean
kit_ledger_row_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (widget);
  const KitLedgerPlace *places;
  KitLedgerPlace own;
  const Cell *cell;
  guint n_places;
  int origin;
  guint i = 0;

  if (self->row == NULL || keyboard_mode)
    return FALSE;
  places = get_places (self, &own, &n_places, &origin);
  while (i < n_places && (x < places[i].x - origin || x >= places[i].x - origin + places[i].width))
    i++;
  if (i == n_places)
    return FALSE;
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ places[i].x - origin, 0, places[i].width,
                                                      gtk_widget_get_height (widget) });
  if (erp_row_get_error (self->row) != NULL)
    {
      gtk_tooltip_set_text (tooltip, erp_row_get_error (self->row)->message);
      return TRUE;
    }
  cell = ensure_cell (self, places[i].column);
  if (cell->text[0] == '\0'
      || kit_ledger_look_get_width (self->sheet->look,
                                    kit_ledger_sheet_get_face (self->sheet, places[i].column,
                                                               self->row),
                                    cell->tone, cell->text)
             <= places[i].width)
    return FALSE;
  gtk_tooltip_set_text (tooltip, cell->text);
  return TRUE;
}

static void
kit_ledger_row_dispose (GObject *object)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (object);

  kit_ledger_row_set_row (self, NULL);
  kit_ledger_voice_remove (self->sheet->voice, self);
  g_ptr_array_set_size (self->spoken, 0);
  g_clear_pointer (&self->failure, gtk_widget_unparent);
  G_OBJECT_CLASS (kit_ledger_row_parent_class)->dispose (object);
}

static void
kit_ledger_row_finalize (GObject *object)
{
  KitLedgerRow *self = KIT_LEDGER_ROW (object);

  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
  g_ptr_array_unref (self->spoken);
  G_OBJECT_CLASS (kit_ledger_row_parent_class)->finalize (object);
}

static void
kit_ledger_row_class_init (KitLedgerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kit_ledger_row_dispose;
  object_class->finalize = kit_ledger_row_finalize;
  widget_class->map = kit_ledger_row_map;
  widget_class->unmap = kit_ledger_row_unmap;
  widget_class->measure = kit_ledger_row_measure;
  widget_class->size_allocate = kit_ledger_row_size_allocate;
  widget_class->snapshot = kit_ledger_row_snapshot;
  widget_class->query_tooltip = kit_ledger_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "ledgerrow");
}

static void
kit_ledger_row_init (KitLedgerRow *self)
{
  self->spoken = g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * kit_ledger_row_new:
 * @sheet: what the rows have in common; outlives the widget
 * @item: whose child it becomes; outlives the widget
 *
 * Returns: (transfer floating): a widget without a row
 */
GtkWidget *
kit_ledger_row_new (const KitLedgerSheet *sheet, GtkListItem *item)
{
  const gboolean whole = sheet->only == KIT_LEDGER_ALL_COLUMNS;
  KitLedgerRow *self =
      g_object_new (KIT_TYPE_LEDGER_ROW, "accessible-role",
                    whole ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_LABEL, NULL);

  if (whole)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  self->sheet = sheet;
  self->item = item;
  self->n_cells = sheet->n_columns;
  self->cells = g_new0 (Cell, self->n_cells);
  kit_column_view_tag_cell (GTK_WIDGET (self), item);
  return GTK_WIDGET (self);
}

/**
 * kit_ledger_row_set_row:
 * @self: the widget
 * @row: (nullable): what it shows
 */
void
kit_ledger_row_set_row (KitLedgerRow *self, ErpRow *row)
{
  g_return_if_fail (KIT_IS_LEDGER_ROW (self));

  if (self->row != NULL)
    {
      g_clear_signal_handler (&self->handlers[0], self->row);
      g_clear_signal_handler (&self->handlers[1], self->row);
    }
  self->filled = FALSE;
  g_set_object (&self->row, row);
  if (row == NULL)
    {
      fall_silent (self);
      return;
    }
  self->handlers[0] = g_signal_connect_swapped (row, "notify::item", G_CALLBACK (refresh), self);
  self->handlers[1] = g_signal_connect_swapped (row, "notify::state", G_CALLBACK (refresh), self);
  refresh (self);
}

/**
 * kit_ledger_row_get_text:
 * @self: the widget
 * @column: one of the sheet's columns
 *
 * Returns: (transfer none): what it says there, whether somebody sees it or not
 */
const char *
kit_ledger_row_get_text (KitLedgerRow *self, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (KIT_IS_LEDGER_ROW (self), NULL);
  g_return_val_if_fail (column < self->sheet->n_columns, NULL);

  cell = ensure_cell (self, column);
  return cell->text != NULL ? cell->text : "";
}

static void
speak_cells (KitLedgerRow *self, const KitLedgerPlace *places, guint n_places)
{
  if (!is_spoken (self, places, n_places))
    {
      g_ptr_array_set_size (self->spoken, 0);
      for (guint i = 0; i < n_places; i++)
        {
          const KitLedgerColumn *column = &self->sheet->columns[places[i].column];
          GtkWidget *cell = kit_ledger_cell_new (places[i].column, _ (column->title));

          gtk_widget_set_parent (cell, GTK_WIDGET (self));
          g_ptr_array_add (self->spoken, cell);
        }
    }
  for (guint i = 0; i < n_places; i++)
    kit_ledger_cell_set_text (self->spoken->pdata[i], ensure_cell (self, places[i].column)->text);
}

/* "INV/2026/00001, Customer: Acme, Status: Open" */
static char *
create_sentence (KitLedgerRow *self, const KitLedgerPlace *places, guint n_places)
{
  g_autoptr (GString) words = g_string_new (ensure_cell (self, 0)->text);

  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *text = kit_format_trim (ensure_cell (self, places[i].column)->text);

      if (places[i].column == 0 || text[0] == '\0')
        continue;
      g_string_append (words, ", ");
      /* Translators: the heading of a column, then what stands in it. */
      g_string_append_printf (words, _ ("%s: %s"), _ (self->sheet->columns[places[i].column].title),
                              text);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * kit_ledger_row_speak:
 * @row: a #KitLedgerRow with a row
 *
 * Tells assistive tools what it says: as a whole where it takes the focus, and cell by cell.
 */
void
kit_ledger_row_speak (gpointer row)
{
  KitLedgerRow *self = row;
  g_autofree char *words = NULL;
  const KitLedgerPlace *places;
  KitLedgerPlace own;
  guint n_places;
  int origin;

  g_return_if_fail (KIT_IS_LEDGER_ROW (self));
  g_return_if_fail (self->row != NULL);

  if (is_whole (self))
    {
      places = get_places (self, &own, &n_places, &origin);
      speak_cells (self, places, n_places);
      words = create_sentence (self, places, n_places);
    }
  else
    words = g_strdup (ensure_cell (self, self->sheet->only)->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_holder (self)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  self->named = TRUE;
}

/**
 * kit_ledger_row_shows:
 * @self: the widget
 * @text: what a cell may say
 *
 * Returns: whether one of the columns that are shown says @text
 */
gboolean
kit_ledger_row_shows (KitLedgerRow *self, const char *text)
{
  const KitLedgerPlace *places;
  KitLedgerPlace own;
  guint n_places;
  int origin;

  g_return_val_if_fail (KIT_IS_LEDGER_ROW (self), FALSE);

  places = get_places (self, &own, &n_places, &origin);
  for (guint i = 0; i < n_places; i++)
    if (g_strcmp0 (kit_ledger_row_get_text (self, places[i].column), text) == 0)
      return TRUE;
  return FALSE;
}
