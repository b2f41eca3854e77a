/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-columns.h"

#include "kit-column-view.h"
#include "kit-sort-probe.h"

#include <glib/gi18n-lib.h>

/* The separator beside a cell. */
#define CELL_EXTRA 1
#define MIN_WIDTH 40
#define MIN_EXPAND_WIDTH 84
#define MAX_WIDTH 2000

struct _KitLedgerColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* (owned) */
  const KitLedgerColumn *columns;
  guint n_columns;
  GtkColumnViewColumn **made; /* (owned): in the order of columns */
  gboolean *shown;            /* (owned): by the page, before the width decides */
  int *widths;                /* (owned): of columns that are left out, too */

  guint sort_column; /* n_columns: by none */
  gboolean descending;
  gboolean arranging; /* widths and order change by our own hand */
};

G_DEFINE_FINAL_TYPE (KitLedgerColumns, kit_ledger_columns, G_TYPE_OBJECT)

enum
{
  LAYOUT_CHANGED,
  SORT_CHANGED,
  WIDTHS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
find_column (KitLedgerColumns *self, const char *id)
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

static void
set_width (KitLedgerColumns *self, guint i, int width)
{
  self->arranging = TRUE;
  gtk_column_view_column_set_fixed_width (self->made[i], width);
  self->arranging = FALSE;
}

/* GTK 4.8 takes the width of a hidden column off the room of the others. */
static void
show_column (KitLedgerColumns *self, guint i, gboolean shown)
{
  set_width (self, i, shown ? self->widths[i] : 0);
  gtk_column_view_column_set_visible (self->made[i], shown);
}

/* What has to stay gets narrower where it may, or back to its width. */
static void
squeeze (KitLedgerColumns *self, int missing)
{
  guint i;

  for (i = 0; i < self->n_columns; i++)
    {
      if (self->shown[i] && self->columns[i].keep && self->columns[i].expand)
        set_width (self, i, MAX (self->widths[i] - MAX (missing, 0), MIN_EXPAND_WIDTH));
    }
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
        self->widths[i] = gtk_column_view_column_get_fixed_width (column);
    }
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
order_changed_cb (KitLedgerColumns *self)
{
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
  g_free (self->widths);
  g_object_unref (self->view);
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
add_column (
    KitLedgerColumns *self, guint i, gpointer user_data, KitLedgerRetryFunc retry, gpointer owner)
{
  const KitLedgerColumn *column = &self->columns[i];
  g_autoptr (GtkSorter) probe = column->sortable ? kit_sort_probe_new (i) : NULL;

  self->made[i] = gtk_column_view_column_new (
      _ (column->title), kit_ledger_cell_factory_new (column, i == 0, user_data, retry, owner));
  self->widths[i] = column->width;
  gtk_column_view_column_set_fixed_width (self->made[i], column->width);
  gtk_column_view_column_set_expand (self->made[i], column->expand);
  gtk_column_view_column_set_resizable (self->made[i], TRUE);
  gtk_column_view_column_set_sorter (self->made[i], probe);
  gtk_column_view_append_column (self->view, self->made[i]);
  kit_column_view_align_header (self->view, i, is_at_end (column));
  g_signal_connect_object (self->made[i], "notify::fixed-width", G_CALLBACK (width_changed_cb),
                           self, G_CONNECT_SWAPPED);
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
  guint i;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_COLUMNS, NULL);
  self->view = g_object_ref (view);
  self->columns = columns;
  self->n_columns = n_columns;
  self->sort_column = n_columns;
  self->made = g_new0 (GtkColumnViewColumn *, n_columns);
  self->shown = g_new0 (gboolean, n_columns);
  self->widths = g_new0 (int, n_columns);
  for (i = 0; i < n_columns; i++)
    {
      self->shown[i] = TRUE;
      add_column (self, i, user_data, retry, owner);
    }
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

  self->arranging = TRUE;
  for (i = 0; i < self->n_columns; i++)
    {
      gtk_column_view_remove_column (self->view, self->made[i]);
      g_clear_object (&self->made[i]);
    }
  self->n_columns = 0;
  self->sort_column = 0;
}

void
kit_ledger_columns_set_shown (KitLedgerColumns *self, const char *id, gboolean shown)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  i = find_column (self, id);
  g_return_if_fail (i < self->n_columns);
  self->shown[i] = shown;
  show_column (self, i, shown);
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
}

/**
 * kit_ledger_columns_fit:
 * @self: the columns
 * @room: pixels there are
 *
 * Leaves out columns from the end where there is no room for all, but never those that are kept.
 */
void
kit_ledger_columns_fit (KitLedgerColumns *self, int room)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  for (i = 0; i < self->n_columns; i++)
    {
      if (self->shown[i] && self->columns[i].keep)
        room -= self->widths[i] + CELL_EXTRA;
    }
  squeeze (self, -room);
  for (i = 0; i < self->n_columns; i++)
    {
      gboolean fits = self->shown[i];

      if (fits && !self->columns[i].keep)
        {
          room -= self->widths[i] + CELL_EXTRA;
          fits = room >= 0;
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

  i = find_column (self, id);
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

/**
 * kit_ledger_columns_get_layout:
 * @self: the columns
 *
 * Returns: (transfer floating): "a(si)", ids and widths in the order on the screen
 */
GVariant *
kit_ledger_columns_get_layout (KitLedgerColumns *self)
{
  GListModel *order = gtk_column_view_get_columns (self->view);
  GVariantBuilder builder;
  guint n = g_list_model_get_n_items (order);
  guint i;
  guint j;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(si)"));
  for (i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (order, i);

      for (j = 0; j < self->n_columns; j++)
        {
          if (self->made[j] == column)
            g_variant_builder_add (&builder, "(si)", self->columns[j].id, self->widths[j]);
        }
    }
  return g_variant_builder_end (&builder);
}

/**
 * kit_ledger_columns_set_layout:
 * @self: the columns
 * @layout: what kit_ledger_columns_get_layout () gave; ids that are unknown today are passed over
 */
void
kit_ledger_columns_set_layout (KitLedgerColumns *self, GVariant *layout)
{
  GVariantIter iter;
  const char *id;
  int width;
  guint place = 0;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));
  g_return_if_fail (g_variant_is_of_type (layout, G_VARIANT_TYPE ("a(si)")));

  self->arranging = TRUE;
  g_variant_iter_init (&iter, layout);
  while (g_variant_iter_next (&iter, "(&si)", &id, &width))
    {
      guint i = find_column (self, id);

      if (i == self->n_columns)
        continue;
      self->widths[i] = CLAMP (width, MIN_WIDTH, MAX_WIDTH);
      if (gtk_column_view_column_get_visible (self->made[i]))
        gtk_column_view_column_set_fixed_width (self->made[i], self->widths[i]);
      gtk_column_view_insert_column (self->view, place++, self->made[i]);
    }
  self->arranging = FALSE;
  g_signal_emit (self, signals[WIDTHS_CHANGED], 0);
}
