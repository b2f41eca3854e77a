/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-sheet.h"

G_BEGIN_DECLS

/* One row of a ledger list. It draws its cells itself, below the headings and with the looks that
 * all rows share, and makes a text when somebody is to see it: GTK 4.8 keeps 200 rows beside those
 * that are seen, and a widget for each of 24 cells in each of them cannot be scrolled in time.
 * Where GTK insists on making cells (later ones do, for the rows in sight only), it is one of them.
 * It listens to the row's news and has a way to try again where the row failed. */
#define KIT_TYPE_LEDGER_ROW (kit_ledger_row_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerRow, kit_ledger_row, KIT, LEDGER_ROW, GtkWidget)

/* Both outlive the widget. */
GtkWidget *kit_ledger_row_new (const KitLedgerSheet *sheet,
                               GtkListItem *item) G_GNUC_WARN_UNUSED_RESULT;
void kit_ledger_row_set_row (KitLedgerRow *self, ErpRow *row);
/* What it says in a column, seen or not. */
const char *kit_ledger_row_get_text (KitLedgerRow *self, guint column);
/* To assistive tools: the row its number and then column by column, its cells what they say. */
void kit_ledger_row_speak (gpointer row);
/* Whether @text is what it says in one of the columns that are shown. */
gboolean kit_ledger_row_shows (KitLedgerRow *self, const char *text);

G_END_DECLS
