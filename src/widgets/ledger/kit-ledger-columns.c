/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-columns-private.h"

#include "kit-column-view.h"
#include "kit-ledger-factory.h"
#include "kit-sort-probe.h"

#include <glib/gi18n-lib.h>

/* The separator beside a cell. */
#define CELL_EXTRA 1
#define MIN_EXPAND_WIDTH 84
#define MIN_PILL_WIDTH 68
/* Narrower than this, columns that were chosen are left out all the same. */
#define SCROLL_ROOM 560
/* All widths here, and those that are remembered, are pixels at a font in which these figures take
 * so many. */
#define FIGURES "0123456789"
#define FIGURES_WIDTH 83

G_DEFINE_FINAL_TYPE (KitLedgerColumns, kit_ledger_columns, G_TYPE_OBJECT)

enum
{
  LAYOUT_CHANGED,
  SORT_CHANGED,
  WIDTHS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

guint
kit_ledger_columns_find_number (KitLedgerColumns *self, const char *id)
{
  guint i;

  for (i = 0; i < self->n_columns; i++)
    {
      if (g_strcmp0 (self->columns[i].id, id) == 0)
        return i;
    }
  return self->n_columns;
}

static gboolean
is_at_end (const KitLedgerColumn *column)
{
  return column->kind == KIT_LEDGER_MONEY || column->kind == KIT_LEDGER_NUMBER;
}

static gboolean
is_on (KitLedgerColumns *self, guint i)
{
  return self->shown[i] && self->wanted[i];
}

static int
scaled (KitLedgerColumns *self, int width)
{
  return (int)(width * self->scale + 0.5);
}

static int
get_width (KitLedgerColumns *self, guint i)
{
  return scaled (self, i == 0 ? MAX (self->widths[i], self->lead_width) : self->widths[i]);
}

static void
set_width (KitLedgerColumns *self, guint i, int width)
{
  gboolean arranging = self->arranging;

  self->arranging = TRUE;
  gtk_column_view_column_set_fixed_width (self->made[i], width);
  self->arranging = arranging;
}

/* GTK 4.8 takes the width of a hidden column off the room of the others. */
static void
show_column (KitLedgerColumns *self, guint i, gboolean shown)
{
  set_width (self, i, shown ? get_width (self, i) : 0);
  gtk_column_view_column_set_visible (self->made[i], shown);
}

/* Whether the page and the person want it; what does not fit is left out by the next fit. */
void
kit_ledger_columns_update_shown (KitLedgerColumns *self, guint i)
{
  show_column (self, i, is_on (self, i));
}

void
kit_ledger_columns_tell (KitLedgerColumns *self, gboolean by_hand)
{
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
  if (by_hand)
    g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

/* A larger font needs wider columns; in a smaller one the words of the headings still need room. */
static void
update_scale (KitLedgerColumns *self)
{
  g_autoptr (PangoLayout) figures =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->view), FIGURES);
  double scale;
  int width;

  pango_layout_get_pixel_size (figures, &width, NULL);
  scale = MAX ((double)width / FIGURES_WIDTH, 1);
  if (scale == self->scale)
    return;
  self->scale = scale;
  for (guint i = 0; i < self->n_columns; i++)
    if (gtk_column_view_column_get_visible (self->made[i]))
      set_width (self, i, get_width (self, i));
}

/* How far columns that have to stay may be squeezed, step by step: names are cut first, then the
 * tint around a state, and in a very large font the names once more. */
static const struct
{
  gboolean pills;
  int least;
  gboolean scales; /* with the font */
} squeezes[] = {
  { FALSE, MIN_EXPAND_WIDTH, TRUE },
  { TRUE, MIN_PILL_WIDTH, TRUE },
  { FALSE, MIN_EXPAND_WIDTH, FALSE },
};

/* What has to stay gets narrower where it may, or back to its width. */
static void
squeeze (KitLedgerColumns *self, int missing)
{
  g_autofree int *widths = g_new0 (int, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    widths[i] = get_width (self, i);
  for (guint step = 0; step < G_N_ELEMENTS (squeezes); step++)
    {
      const int least =
          squeezes[step].scales ? scaled (self, squeezes[step].least) : squeezes[step].least;

      for (guint i = 0; i < self->n_columns && missing > 0; i++)
        {
          const KitLedgerColumn *column = &self->columns[i];
          const int before = widths[i];

          if (!is_on (self, i) || !column->keep
              || (squeezes[step].pills ? column->kind != KIT_LEDGER_PILL : !column->expand))
            continue;
          widths[i] = MIN (before, MAX (before - missing, least));
          missing -= before - widths[i];
        }
    }
  for (guint i = 0; i < self->n_columns; i++)
    if (is_on (self, i) && self->columns[i].keep
        && (self->columns[i].expand || self->columns[i].kind == KIT_LEDGER_PILL))
      set_width (self, i, widths[i]);
}

static void
width_changed_cb (KitLedgerColumns *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  guint i;

  if (self->arranging)
    return;
  for (i = 0; i < self->n_columns; i++)
    {
      if (self->made[i] == column)
        self->widths[i] =
            (int)(gtk_column_view_column_get_fixed_width (column) / self->scale + 0.5);
    }
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static gboolean
drop_cb (gpointer user_data)
{
  KitLedgerColumns *self = user_data;

  self->drop_source = 0;
  kit_column_view_drop_cells (self->view);
  return G_SOURCE_REMOVE;
}

static void
order_changed_cb (KitLedgerColumns *self)
{
  kit_column_view_place_cells (self->view);
  if (self->whole && self->drop_source == 0)
    self->drop_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, drop_cb, self, NULL);
  if (!self->arranging)
    g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
sorter_changed_cb (KitLedgerColumns *self)
{
  guint column;
  gboolean descending;

  if (!kit_sort_probe_ask (gtk_column_view_get_sorter (self->view), &column, &descending))
    return;
  if (column == self->sort_column && descending == self->descending)
    return;

  self->sort_column = column;
  self->descending = descending;
  g_signal_emit (self, signals[SORT_CHANGED], 0);
}

static void
kit_ledger_columns_finalize (GObject *object)
{
  KitLedgerColumns *self = KIT_LEDGER_COLUMNS (object);

  kit_ledger_columns_remove (self);
  g_free (self->made);
  g_free (self->shown);
  g_free (self->wanted);
  g_free (self->widths);
  g_clear_object (&self->look);
  g_clear_object (&self->places);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (kit_ledger_columns_parent_class)->finalize (object);
}

static void
kit_ledger_columns_class_init (KitLedgerColumnsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kit_ledger_columns_finalize;
  signals[LAYOUT_CHANGED] =
      g_signal_new ("layout-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SORT_CHANGED] =
      g_signal_new ("sort-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WIDTHS_CHANGED] =
      g_signal_new ("widths-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kit_ledger_columns_init (KitLedgerColumns *self)
{
}

static void
add_column (KitLedgerColumns *self, guint i, GtkListItemFactory *factory)
{
  const KitLedgerColumn *column = &self->columns[i];
  g_autoptr (GtkSorter) probe = column->sortable ? kit_sort_probe_new (i) : NULL;

  self->made[i] = gtk_column_view_column_new (_ (column->title), factory);
  kit_ledger_places_add (self->places, self->made[i]);
  self->widths[i] = column->width;
  gtk_column_view_column_set_fixed_width (self->made[i], scaled (self, column->width));
  gtk_column_view_column_set_expand (self->made[i], column->expand);
  gtk_column_view_column_set_resizable (self->made[i], TRUE);
  gtk_column_view_column_set_sorter (self->made[i], probe);
  gtk_column_view_append_column (self->view, self->made[i]);
  if (!self->wanted[i])
    show_column (self, i, FALSE);
  kit_column_view_align_header (self->view, i, is_at_end (column));
  g_signal_connect_object (self->made[i], "notify::fixed-width", G_CALLBACK (width_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->made[i], "notify", G_CALLBACK (kit_column_view_place_cells),
                           self->view, G_CONNECT_SWAPPED);
}

/* Rows that draw all cells, where GTK lets us make them; else its cells. */
static void
add_columns (KitLedgerColumns *self, gpointer user_data, KitLedgerRetryFunc retry, gpointer owner)
{
  g_autoptr (KitLedgerVoice) voice = kit_ledger_voice_new (kit_ledger_row_speak);
  KitLedgerSheet sheet = { .columns = self->columns,
                           .n_columns = self->n_columns,
                           .only = KIT_LEDGER_ALL_COLUMNS,
                           .look = self->look,
                           .places = self->places,
                           .voice = voice,
                           .user_data = user_data,
                           .retry = retry,
                           .owner = owner };
  g_autoptr (GtkListItemFactory) rows = kit_ledger_factory_new (&sheet);

  self->whole = kit_column_view_make_rows (self->view, rows);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->shown[i] = TRUE;
      self->wanted[i] = !self->columns[i].hidden;
      sheet.only = i;
      add_column (self, i, self->whole ? NULL : kit_ledger_factory_new (&sheet));
    }
}

/**
 * kit_ledger_columns_new:
 * @view: a column view without columns
 * @columns: (array length=n_columns): static descriptions
 * @n_columns: how many
 * @user_data: for the functions in @columns
 * @retry: asks for a failed row again
 * @owner: for @retry
 *
 * Returns: (transfer full): the columns, in the view
 */
KitLedgerColumns *
kit_ledger_columns_new (GtkColumnView *view,
                        const KitLedgerColumn *columns,
                        guint n_columns,
                        gpointer user_data,
                        KitLedgerRetryFunc retry,
                        gpointer owner)
{
  KitLedgerColumns *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_COLUMNS, NULL);
  self->view = g_object_ref (view);
  self->look = kit_ledger_look_new (view);
  self->places = kit_ledger_places_new (view);
  update_scale (self);
  self->columns = columns;
  self->n_columns = n_columns;
  self->sort_column = n_columns;
  self->made = g_new0 (GtkColumnViewColumn *, n_columns);
  self->shown = g_new0 (gboolean, n_columns);
  self->wanted = g_new0 (gboolean, n_columns);
  self->widths = g_new0 (int, n_columns);
  add_columns (self, user_data, retry, owner);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
kit_ledger_columns_remove (KitLedgerColumns *self)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  g_clear_handle_id (&self->drop_source, g_source_remove);
  self->arranging = TRUE;
  kit_column_view_make_rows (self->view, NULL);
  for (i = 0; i < self->n_columns; i++)
    {
      gtk_column_view_remove_column (self->view, self->made[i]);
      g_clear_object (&self->made[i]);
    }
  self->n_columns = 0;
  self->sort_column = 0;
  kit_ledger_look_remove (self->look);
  kit_ledger_places_clear (self->places);
}

void
kit_ledger_columns_set_shown (KitLedgerColumns *self, const char *id, gboolean shown)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  i = kit_ledger_columns_find_number (self, id);
  g_return_if_fail (i < self->n_columns);
  self->shown[i] = shown;
  show_column (self, i, is_on (self, i));
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
}

/**
 * kit_ledger_columns_set_lead_width:
 * @self: the columns
 * @width: pixels at the normal font size that the first column takes at least; 0 for its own width
 */
void
kit_ledger_columns_set_lead_width (KitLedgerColumns *self, int width)
{
  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  if (self->n_columns == 0 || self->lead_width == width)
    return;
  self->lead_width = width;
  show_column (self, 0, is_on (self, 0));
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
}

/**
 * kit_ledger_columns_fit:
 * @self: the columns
 * @room: pixels there are
 *
 * Gives the columns the widths that the font asks for, and leaves out some from the end where there
 * is no room for all, but never those that are kept.
 * Where the person has chosen columns, all of them stay and the list is scrolled, unless it is
 * very narrow.
 */
void
kit_ledger_columns_fit (KitLedgerColumns *self, int room)
{
  gboolean scroll;
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  update_scale (self);
  scroll = self->custom && room >= scaled (self, SCROLL_ROOM);
  for (i = 0; i < self->n_columns; i++)
    {
      if (is_on (self, i) && self->columns[i].keep)
        room -= get_width (self, i) + CELL_EXTRA;
    }
  squeeze (self, -room);
  for (i = 0; i < self->n_columns; i++)
    {
      gboolean fits = is_on (self, i);

      if (fits && !self->columns[i].keep)
        {
          room -= get_width (self, i) + CELL_EXTRA;
          fits = room >= 0 || scroll;
        }
      if (fits != gtk_column_view_column_get_visible (self->made[i]))
        show_column (self, i, fits);
    }
}

void
kit_ledger_columns_sort (KitLedgerColumns *self, const char *id, gboolean descending)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  i = kit_ledger_columns_find_number (self, id);
  g_return_if_fail (i < self->n_columns && self->columns[i].sortable);
  gtk_column_view_sort_by_column (self->view, self->made[i],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * kit_ledger_columns_get_sort:
 * @self: the columns
 * @descending: (out): the direction
 *
 * Returns: (transfer none) (nullable): the id of the column that is sorted by
 */
const char *
kit_ledger_columns_get_sort (KitLedgerColumns *self, gboolean *descending)
{
  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  *descending = self->descending;
  return self->sort_column < self->n_columns ? self->columns[self->sort_column].id : NULL;
}

/**
 * kit_ledger_columns_create_sort_menu:
 * @self: the columns
 *
 * Returns: (transfer full): a menu on the actions "ledger-sort.by" and "ledger-sort.descending"
 */
GMenuModel *
kit_ledger_columns_create_sort_menu (KitLedgerColumns *self)
{
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  GMenu *menu = g_menu_new ();
  guint i;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  for (i = 0; i < self->n_columns; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (self->columns[i].title), NULL);

      if (!self->columns[i].sortable)
        continue;
      g_menu_item_set_action_and_target (item, "ledger-sort.by", "s", self->columns[i].id);
      g_menu_append_item (by, item);
    }
  g_menu_append (direction, _ ("_Descending"), "ledger-sort.descending");
  g_menu_append_section (menu, _ ("Sort By"), G_MENU_MODEL (by));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  return G_MENU_MODEL (menu);
}
