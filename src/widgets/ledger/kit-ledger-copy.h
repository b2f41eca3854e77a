/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-column.h"

G_BEGIN_DECLS

/* Rows that are copied at most. */
#define KIT_LEDGER_COPY_MAX 10000

/* The rows at @positions as a table with tabs, heads first, for a spreadsheet; NULL where one of
 * them is not there yet. Rows of groups are passed over. */
char *kit_ledger_copy_rows (GListModel *rows,
                            GtkBitset *positions,
                            const KitLedgerColumn **columns,
                            gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
char *kit_ledger_copy_items (GPtrArray *items,
                             const KitLedgerColumn **columns,
                             gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
