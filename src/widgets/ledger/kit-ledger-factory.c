/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-factory.h"

#include "erp-row.h"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  /* Row and cell both answer a click in GTK 4.8; ctrl+click would toggle twice. */
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, kit_ledger_cell_new (user_data, item));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kit_ledger_cell_set_row (KIT_LEDGER_CELL (gtk_list_item_get_child (item)),
                           ERP_ROW (gtk_list_item_get_item (item)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kit_ledger_cell_set_row (KIT_LEDGER_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, NULL);
}

static void
recipe_free (gpointer data, GClosure *closure)
{
  KitLedgerRecipe *recipe = data;

  g_clear_object (&recipe->look);
  g_free (recipe);
}

/**
 * kit_ledger_factory_new:
 * @recipe: what the cells have in common; copied, its functions and owners outlive the factory
 *
 * Returns: (transfer full): the factory of one column
 */
GtkListItemFactory *
kit_ledger_factory_new (const KitLedgerRecipe *recipe)
{
  GtkListItemFactory *factory;
  KitLedgerRecipe *copy;

  g_return_val_if_fail (recipe != NULL && KIT_IS_LEDGER_LOOK (recipe->look), NULL);

  factory = gtk_signal_list_item_factory_new ();
  copy = g_memdup2 (recipe, sizeof *recipe);
  g_object_ref (copy->look);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), copy);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_signal_connect_data (factory, "teardown", G_CALLBACK (teardown_cb), copy, recipe_free, 0);
  return factory;
}
