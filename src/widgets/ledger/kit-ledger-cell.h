/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-ledger-column.h"
#include "kit-ledger-look.h"

G_BEGIN_DECLS

/* One cell of a ledger list. It draws its text itself, with the looks that all cells share, and
 * makes it when somebody is to see it: of the 200 rows that GTK 4.8 keeps, most are never seen.
 * The lead column's cell also speaks for the row: it listens to the row's news and hands them to
 * the cells beside it, and has a way to try again where the row failed. */
#define KIT_TYPE_LEDGER_CELL (kit_ledger_cell_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerCell, kit_ledger_cell, KIT, LEDGER_CELL, GtkWidget)

typedef void (*KitLedgerRetryFunc) (guint position, gpointer owner);

/* What all cells of a column have in common. */
typedef struct
{
  KitLedgerColumn column;
  KitLedgerLook *look;
  gboolean lead;
  gpointer user_data; /* for the functions in column */
  KitLedgerRetryFunc retry;
  gpointer owner; /* for retry */
} KitLedgerRecipe;

/* Both outlive the cell. */
GtkWidget *kit_ledger_cell_new (const KitLedgerRecipe *recipe,
                                GtkListItem *item) G_GNUC_WARN_UNUSED_RESULT;
void kit_ledger_cell_set_row (KitLedgerCell *self, ErpRow *row);
/* What it says, seen or not. */
const char *kit_ledger_cell_get_text (KitLedgerCell *self);

G_END_DECLS
