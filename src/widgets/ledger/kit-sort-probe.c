/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-sort-probe.h"

struct _KitSortProbe
{
  GtkSorter parent_instance;

  guint column;
};

G_DEFINE_FINAL_TYPE (KitSortProbe, kit_sort_probe, GTK_TYPE_SORTER)

/* Only set while kit_sort_probe_ask () runs, in the main thread. */
static gboolean asking;
static KitSortProbe *answered;

static GtkOrdering
kit_sort_probe_compare (GtkSorter *sorter, gpointer item1, gpointer item2)
{
  if (!asking)
    return GTK_ORDERING_EQUAL;

  if (answered == NULL)
    answered = KIT_SORT_PROBE (sorter);
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
kit_sort_probe_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
kit_sort_probe_class_init (KitSortProbeClass *klass)
{
  GtkSorterClass *sorter_class = GTK_SORTER_CLASS (klass);

  sorter_class->compare = kit_sort_probe_compare;
  sorter_class->get_order = kit_sort_probe_get_order;
}

static void
kit_sort_probe_init (KitSortProbe *self)
{
}

/**
 * kit_sort_probe_new:
 * @column: the number that kit_sort_probe_ask () gives back
 *
 * Returns: (transfer full): a sorter that leaves every order as it is
 */
GtkSorter *
kit_sort_probe_new (guint column)
{
  KitSortProbe *self = g_object_new (KIT_TYPE_SORT_PROBE, NULL);

  self->column = column;
  return GTK_SORTER (self);
}

/**
 * kit_sort_probe_ask:
 * @view_sorter: the sorter of a column view whose columns have probes
 * @column: (out): the primary column
 * @descending: (out): the direction of it
 *
 * Returns: %FALSE where the view is not sorted
 */
gboolean
kit_sort_probe_ask (GtkSorter *view_sorter, guint *column, gboolean *descending)
{
  g_autoptr (GtkStringObject) a = gtk_string_object_new ("a");
  g_autoptr (GtkStringObject) b = gtk_string_object_new ("b");
  GtkOrdering ordering;

  g_return_val_if_fail (GTK_IS_SORTER (view_sorter), FALSE);

  asking = TRUE;
  answered = NULL;
  ordering = gtk_sorter_compare (view_sorter, a, b);
  asking = FALSE;

  if (answered == NULL)
    return FALSE;

  *column = answered->column;
  *descending = ordering == GTK_ORDERING_LARGER;
  answered = NULL;
  return TRUE;
}
