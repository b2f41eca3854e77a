/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* What assistive tools know of a cell of a row that draws its cells itself: where it stands, what
 * its column is called and what it says. There are none in rows that are not seen or pass by. */
#define KIT_TYPE_LEDGER_CELL (kit_ledger_cell_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerCell, kit_ledger_cell, KIT, LEDGER_CELL, GtkWidget)

GtkWidget *kit_ledger_cell_new (guint column, const char *title) G_GNUC_WARN_UNUSED_RESULT;
guint kit_ledger_cell_get_column (KitLedgerCell *self);
void kit_ledger_cell_set_text (KitLedgerCell *self, const char *text);

G_END_DECLS
