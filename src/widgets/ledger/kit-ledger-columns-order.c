/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person has made of the columns: their choice, order and remembered widths. */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-columns-private.h"

#define MIN_WIDTH 40
#define MAX_WIDTH 2000

/* The column at a place of the screen; n_columns where it is none of ours. */
static guint
find_made (KitLedgerColumns *self, guint place)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (self->view), place);
  guint i = 0;

  while (i < self->n_columns && self->made[i] != column)
    i++;
  return i;
}

static void
put_column (KitLedgerColumns *self, guint i, guint place)
{
  if (find_made (self, place) != i)
    gtk_column_view_insert_column (self->view, place, self->made[i]);
}

/**
 * kit_ledger_columns_list:
 * @self: the columns
 *
 * Returns: (transfer container) (array zero-terminated=1): ids in the order on the screen
 */
GStrv
kit_ledger_columns_list (KitLedgerColumns *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint place;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  for (place = 0; place < self->n_columns; place++)
    {
      guint i = find_made (self, place);

      if (i < self->n_columns && self->shown[i])
        g_ptr_array_add (ids, (gpointer)self->columns[i].id);
    }
  g_ptr_array_add (ids, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

const KitLedgerColumn *
kit_ledger_columns_find (KitLedgerColumns *self, const char *id)
{
  guint i;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  i = kit_ledger_columns_find_number (self, id);
  return i < self->n_columns ? &self->columns[i] : NULL;
}

const char *
kit_ledger_columns_get_lead (KitLedgerColumns *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  return self->n_columns > 0 ? self->columns[0].id : NULL;
}

gboolean
kit_ledger_columns_get_wanted (KitLedgerColumns *self, const char *id)
{
  guint i;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), FALSE);

  i = kit_ledger_columns_find_number (self, id);
  return i < self->n_columns && self->wanted[i];
}

/**
 * kit_ledger_columns_set_wanted:
 * @self: the columns
 * @id: one of them; the first one always stays
 * @wanted: whether the person wants to see it
 */
void
kit_ledger_columns_set_wanted (KitLedgerColumns *self, const char *id, gboolean wanted)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  i = kit_ledger_columns_find_number (self, id);
  g_return_if_fail (i < self->n_columns);
  if (i == 0 || self->wanted[i] == wanted)
    return;
  self->custom = TRUE;
  self->wanted[i] = wanted;
  kit_ledger_columns_update_shown (self, i);
  kit_ledger_columns_tell (self, TRUE);
}

/**
 * kit_ledger_columns_move:
 * @self: the columns
 * @id: one of them
 * @by: places, to the end where positive
 */
void
kit_ledger_columns_move (KitLedgerColumns *self, const char *id, int by)
{
  guint i;
  guint place = 0;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  i = kit_ledger_columns_find_number (self, id);
  g_return_if_fail (i < self->n_columns);
  while (place < self->n_columns && find_made (self, place) != i)
    place++;
  if ((by < 0 && place < (guint)-by) || place + (guint)by >= self->n_columns)
    return;
  self->arranging = TRUE;
  put_column (self, i, place + (guint)by);
  self->arranging = FALSE;
  kit_ledger_columns_tell (self, TRUE);
}

/**
 * kit_ledger_columns_reset:
 * @self: the columns
 *
 * Order, widths and choice as the program came.
 */
void
kit_ledger_columns_reset (KitLedgerColumns *self)
{
  guint i;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));

  self->custom = FALSE;
  self->arranging = TRUE;
  for (i = 0; i < self->n_columns; i++)
    {
      self->widths[i] = self->columns[i].width;
      self->wanted[i] = !self->columns[i].hidden;
      put_column (self, i, i);
      kit_ledger_columns_update_shown (self, i);
    }
  self->arranging = FALSE;
  kit_ledger_columns_tell (self, TRUE);
}

/**
 * kit_ledger_columns_get_visible:
 * @self: the columns
 *
 * Returns: (transfer container) (array zero-terminated=1): what is on the screen, in its order
 */
const KitLedgerColumn **
kit_ledger_columns_get_visible (KitLedgerColumns *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint place;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  for (place = 0; place < self->n_columns; place++)
    {
      guint i = find_made (self, place);

      if (i < self->n_columns && gtk_column_view_column_get_visible (self->made[i]))
        g_ptr_array_add (found, (gpointer)&self->columns[i]);
    }
  g_ptr_array_add (found, NULL);
  return (const KitLedgerColumn **)g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

/**
 * kit_ledger_columns_get_layout:
 * @self: the columns
 *
 * Returns: (transfer floating): "a(sib)", ids, widths at the normal font size and whether they are
 *   wanted, in the order on the screen; empty where nothing was ever changed
 */
GVariant *
kit_ledger_columns_get_layout (KitLedgerColumns *self)
{
  GVariantBuilder builder;
  guint place;

  g_return_val_if_fail (KIT_IS_LEDGER_COLUMNS (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  for (place = 0; place < self->n_columns; place++)
    {
      guint i = find_made (self, place);

      if (i < self->n_columns)
        g_variant_builder_add (&builder, "(sib)", self->columns[i].id, self->widths[i],
                               self->wanted[i]);
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
  gboolean wanted;
  guint place = 0;

  g_return_if_fail (KIT_IS_LEDGER_COLUMNS (self));
  g_return_if_fail (g_variant_is_of_type (layout, G_VARIANT_TYPE ("a(sib)")));

  self->arranging = TRUE;
  g_variant_iter_init (&iter, layout);
  while (g_variant_iter_next (&iter, "(&sib)", &id, &width, &wanted))
    {
      guint i = kit_ledger_columns_find_number (self, id);

      if (i == self->n_columns)
        continue;
      self->widths[i] = CLAMP (width, MIN_WIDTH, MAX_WIDTH);
      self->custom = self->custom || wanted == self->columns[i].hidden;
      self->wanted[i] = wanted || i == 0;
      put_column (self, i, place++);
      kit_ledger_columns_update_shown (self, i);
    }
  self->arranging = FALSE;
  kit_ledger_columns_tell (self, FALSE);
}
