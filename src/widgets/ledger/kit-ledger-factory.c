/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-factory.h"

#include "erp-row.h"
#include "kit-column-view.h"

/* Of a list item: GTK's widget around the child. */
#define ROW_KEY "kit-row"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const KitLedgerSheet *sheet = user_data;

  /* Row and cell both answer a click in GTK 4.8; ctrl+click would toggle twice. */
  if (sheet->only != KIT_LEDGER_ALL_COLUMNS)
    gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, kit_ledger_row_new (sheet, item));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (item), ROW_KEY, gtk_widget_get_parent (child));
  kit_ledger_row_set_row (KIT_LEDGER_ROW (child), ERP_ROW (gtk_list_item_get_item (item)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kit_ledger_row_set_row (KIT_LEDGER_ROW (gtk_list_item_get_child (item)), NULL);
}

/* The row is still there, its child may be gone. */
static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const KitLedgerSheet *sheet = user_data;
  GtkWidget *row = g_object_get_data (G_OBJECT (item), ROW_KEY);

  if (row != NULL && sheet->only == KIT_LEDGER_ALL_COLUMNS)
    kit_column_view_leave_row (row);
  gtk_list_item_set_child (item, NULL);
}

static void
sheet_free (gpointer data, GClosure *closure)
{
  KitLedgerSheet *sheet = data;

  g_clear_object (&sheet->look);
  g_clear_object (&sheet->places);
  g_clear_object (&sheet->voice);
  g_free (sheet);
}

/**
 * kit_ledger_factory_new:
 * @sheet: what the rows have in common; copied, its functions and owners outlive the factory
 *
 * Returns: (transfer full): the factory of the rows, or of one column
 */
GtkListItemFactory *
kit_ledger_factory_new (const KitLedgerSheet *sheet)
{
  GtkListItemFactory *factory;
  KitLedgerSheet *copy;

  g_return_val_if_fail (sheet != NULL && KIT_IS_LEDGER_LOOK (sheet->look), NULL);

  factory = gtk_signal_list_item_factory_new ();
  copy = g_memdup2 (sheet, sizeof *sheet);
  g_object_ref (copy->look);
  g_object_ref (copy->places);
  g_object_ref (copy->voice);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), copy);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_signal_connect_data (factory, "teardown", G_CALLBACK (teardown_cb), copy, sheet_free, 0);
  return factory;
}
