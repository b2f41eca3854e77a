/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-cell.h"

struct _KitLedgerCell
{
  GtkWidget parent_instance;

  guint column;
};

G_DEFINE_FINAL_TYPE (KitLedgerCell, kit_ledger_cell, GTK_TYPE_WIDGET)

static void
kit_ledger_cell_class_init (KitLedgerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "ledgercell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kit_ledger_cell_init (KitLedgerCell *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * kit_ledger_cell_new:
 * @column: the number of its column
 * @title: what that is called
 *
 * Returns: (transfer floating): a cell that says nothing and draws nothing
 */
GtkWidget *
kit_ledger_cell_new (guint column, const char *title)
{
  KitLedgerCell *self = g_object_new (KIT_TYPE_LEDGER_CELL, NULL);

  self->column = column;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title,
                                  -1);
  return GTK_WIDGET (self);
}

guint
kit_ledger_cell_get_column (KitLedgerCell *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_CELL (self), 0);

  return self->column;
}

void
kit_ledger_cell_set_text (KitLedgerCell *self, const char *text)
{
  g_return_if_fail (KIT_IS_LEDGER_CELL (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
