/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-places.h"

#include "kit-column-view.h"

/* On both sides of what a cell says; the headings have the same in the style sheet. */
#define CELL_PADDING 8
/* The separator before each column but the first, visible or not. */
#define SEPARATOR 1

struct _KitLedgerPlaces
{
  GObject parent_instance;

  GtkColumnView *view; /* (unowned) (nullable): until cleared */
  GPtrArray
      *columns;   /* (owned) (element-type GtkColumnViewColumn): by number, for their addresses */
  GArray *places; /* (owned): of KitLedgerPlace */
};

G_DEFINE_FINAL_TYPE (KitLedgerPlaces, kit_ledger_places, G_TYPE_OBJECT)

static guint
get_number (KitLedgerPlaces *self, guint at)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (self->view), at);
  guint number = 0;

  while (number < self->columns->len && self->columns->pdata[number] != column)
    number++;
  return number;
}

static void
add_place (KitLedgerPlaces *self, GtkWidget *title, guint at, guint number)
{
  const int separator = at > 0 ? SEPARATOR : 0;
  KitLedgerPlace place = { .column = number };
  graphene_rect_t bounds;

  if (number == self->columns->len || !gtk_widget_get_visible (title)
      || !gtk_widget_compute_bounds (title, GTK_WIDGET (self->view), &bounds))
    return;
  place.in_sight = bounds.origin.x < (float)gtk_widget_get_width (GTK_WIDGET (self->view))
                   && bounds.origin.x + bounds.size.width > 0;
  place.x = (int)bounds.origin.x + separator + CELL_PADDING;
  place.width = MAX ((int)bounds.size.width - separator - 2 * CELL_PADDING, 0);
  g_array_append_val (self->places, place);
}

static void
find_places (KitLedgerPlaces *self)
{
  GtkWidget *title = kit_column_view_get_first_title (self->view);
  guint at;

  g_array_set_size (self->places, 0);
  for (at = 0; title != NULL; at++, title = gtk_widget_get_next_sibling (title))
    add_place (self, title, at, get_number (self, at));
}

static void
kit_ledger_places_finalize (GObject *object)
{
  KitLedgerPlaces *self = KIT_LEDGER_PLACES (object);

  g_ptr_array_unref (self->columns);
  g_array_unref (self->places);
  G_OBJECT_CLASS (kit_ledger_places_parent_class)->finalize (object);
}

static void
kit_ledger_places_class_init (KitLedgerPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kit_ledger_places_finalize;
}

static void
kit_ledger_places_init (KitLedgerPlaces *self)
{
  self->columns = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (KitLedgerPlace));
}

/**
 * kit_ledger_places_new:
 * @view: whose columns they are
 *
 * Returns: (transfer full): places of no column yet
 */
KitLedgerPlaces *
kit_ledger_places_new (GtkColumnView *view)
{
  KitLedgerPlaces *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_PLACES, NULL);
  self->view = view;
  return self;
}

void
kit_ledger_places_add (KitLedgerPlaces *self, GtkColumnViewColumn *column)
{
  g_return_if_fail (KIT_IS_LEDGER_PLACES (self));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  g_ptr_array_add (self->columns, column);
}

void
kit_ledger_places_clear (KitLedgerPlaces *self)
{
  g_return_if_fail (KIT_IS_LEDGER_PLACES (self));

  self->view = NULL;
  g_array_set_size (self->places, 0);
}

/**
 * kit_ledger_places_get:
 * @self: the places
 * @row: a row of the view
 * @n_places: (out): how many columns are shown
 * @origin: (out): where @row starts, from side to side
 *
 * Returns: (transfer none) (array length=n_places): as the headings stand; good until the next call
 */
const KitLedgerPlace *
kit_ledger_places_get (KitLedgerPlaces *self, GtkWidget *row, guint *n_places, int *origin)
{
  double x = 0;

  g_return_val_if_fail (KIT_IS_LEDGER_PLACES (self), NULL);

  if (self->view != NULL)
    {
      find_places (self);
      gtk_widget_translate_coordinates (row, GTK_WIDGET (self->view), 0, 0, &x, NULL);
    }
  *origin = (int)x;
  *n_places = self->places->len;
  return (const KitLedgerPlace *)(gpointer)self->places->data;
}
