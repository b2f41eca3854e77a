/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-copy.h"

#include "erp-group.h"
#include "erp-row.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One cell: no tab and no line end of its own, no padding for alignment, and nothing that a
 * spreadsheet would compute; amounts keep their minus. */
static void
append_cell (GString *out, const char *text, gboolean is_text)
{
  g_autofree char *clean = kit_format_trim (text != NULL ? text : "");

  g_strdelimit (clean, "\t\r\n", ' ');
  if (is_text && *clean != '\0' && strchr ("=+-@", *clean) != NULL)
    g_string_append_c (out, '\'');
  g_string_append (out, clean);
}

static void
append_head (GString *out, const KitLedgerColumn **columns)
{
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\t');
      append_cell (out, _ (columns[i]->title), TRUE);
    }
  g_string_append_c (out, '\n');
}

static void
append_item (GString *out, gpointer item, const KitLedgerColumn **columns, gpointer user_data)
{
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *text = columns[i]->text (item, user_data);

      if (i > 0)
        g_string_append_c (out, '\t');
      append_cell (out, text,
                   columns[i]->kind == KIT_LEDGER_TEXT || columns[i]->kind == KIT_LEDGER_PILL);
    }
  g_string_append_c (out, '\n');
}

static gboolean
append_row (GString *out, ErpRow *row, const KitLedgerColumn **columns, gpointer user_data)
{
  gpointer item = erp_row_get_item (row);

  if (erp_row_get_state (row) != ERP_ROW_READY)
    return FALSE;
  if (!ERP_IS_GROUP (item))
    append_item (out, item, columns, user_data);

  return TRUE;
}

/**
 * kit_ledger_copy_rows:
 * @rows: a model of #ErpRow
 * @positions: which of them
 * @columns: (array zero-terminated=1): what of them
 * @user_data: for the columns' functions
 *
 * Returns: (transfer full) (nullable): the table
 */
char *
kit_ledger_copy_rows (GListModel *rows,
                      GtkBitset *positions,
                      const KitLedgerColumn **columns,
                      gpointer user_data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (G_IS_LIST_MODEL (rows) && columns != NULL, NULL);

  if (gtk_bitset_get_size (positions) > KIT_LEDGER_COPY_MAX)
    return NULL;
  append_head (out, columns);
  if (!gtk_bitset_iter_init_first (&iter, positions, &position))
    return NULL;
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, position);

      if (row == NULL || !append_row (out, row, columns, user_data))
        return NULL;
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kit_ledger_copy_items:
 * @items: (element-type GObject): records
 * @columns: (array zero-terminated=1): what of them
 * @user_data: for the columns' functions
 *
 * Returns: (transfer full): the same table of records that no list shows
 */
char *
kit_ledger_copy_items (GPtrArray *items, const KitLedgerColumn **columns, gpointer user_data)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (items != NULL && columns != NULL, NULL);

  append_head (out, columns);
  for (guint i = 0; i < items->len; i++)
    append_item (out, items->pdata[i], columns, user_data);

  return g_string_free (out, FALSE);
}
