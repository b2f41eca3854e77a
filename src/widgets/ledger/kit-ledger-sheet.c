/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-sheet.h"

#include "erp-group.h"
#include "erp-row.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

static gboolean
is_figures (const KitLedgerColumn *column)
{
  return column->kind != KIT_LEDGER_TEXT && column->kind != KIT_LEDGER_PILL;
}

/* "▾ Acme (12)", further in where it is a group in a group. */
static char *
get_group_title (ErpGroup *group)
{
  g_autofree char *count = kit_format_count (erp_group_get_count (group));

  return g_strdup_printf ("%s%s\u00a0%s (%s)", erp_group_get_level (group) > 0 ? "\u2003" : "",
                          erp_group_get_expanded (group) ? "\u25be" : "\u25b8",
                          erp_group_get_label (group), count);
}

static char *
get_group_text (const KitLedgerSheet *sheet, guint i, ErpGroup *group)
{
  const KitLedgerColumn *column = &sheet->columns[i];

  if (i == 0)
    return get_group_title (group);
  return column->group_text != NULL ? column->group_text (group, sheet->user_data) : NULL;
}

/* Of a row that is not there: the first column speaks for it. */
static char *
get_state_text (guint i, ErpRowState state)
{
  if (i > 0)
    return NULL;
  return g_strdup (state == ERP_ROW_FAILED ? _ ("Not loaded") : "\342\200\246");
}

gboolean
kit_ledger_sheet_is_group (ErpRow *row)
{
  gpointer item = erp_row_get_item (row);

  return item != NULL && ERP_IS_GROUP (item);
}

/**
 * kit_ledger_sheet_create_text:
 * @sheet: the columns
 * @column: one of them
 * @row: a row
 * @tone: (out): how it is said
 *
 * Returns: (transfer full): what the cell says, which may be nothing
 */
char *
kit_ledger_sheet_create_text (const KitLedgerSheet *sheet, guint column, ErpRow *row, KitTone *tone)
{
  const KitLedgerColumn *description = &sheet->columns[column];
  gpointer item = erp_row_get_item (row);
  char *text;

  *tone = KIT_TONE_PLAIN;
  if (erp_row_get_state (row) != ERP_ROW_READY)
    text = get_state_text (column, erp_row_get_state (row));
  else if (ERP_IS_GROUP (item))
    text = get_group_text (sheet, column, item);
  else
    {
      if (description->tone != NULL)
        *tone = description->tone (item, sheet->user_data);
      text = description->text (item, sheet->user_data);
    }
  return text != NULL ? text : g_strdup ("");
}

KitLedgerFace
kit_ledger_sheet_get_face (const KitLedgerSheet *sheet, guint column, ErpRow *row)
{
  const gboolean figures = is_figures (&sheet->columns[column]);

  if (kit_ledger_sheet_is_group (row))
    return figures ? KIT_LEDGER_FACE_GROUP_FIGURES : KIT_LEDGER_FACE_GROUP;
  if (sheet->columns[column].kind == KIT_LEDGER_PILL && erp_row_get_state (row) == ERP_ROW_READY)
    return KIT_LEDGER_FACE_PILL;
  return figures ? KIT_LEDGER_FACE_FIGURES : KIT_LEDGER_FACE_TEXT;
}

double
kit_ledger_sheet_get_xalign (const KitLedgerSheet *sheet, guint column)
{
  switch (sheet->columns[column].kind)
    {
    case KIT_LEDGER_NUMBER:
    case KIT_LEDGER_MONEY:
      return 1;
    case KIT_LEDGER_PILL:
      return 0.5;
    case KIT_LEDGER_TEXT:
    case KIT_LEDGER_DATE:
    default:
      return 0;
    }
}
