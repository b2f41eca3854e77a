/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-row.h"

G_BEGIN_DECLS

/* The columns of a ledger list: makes them, leaves out what does not fit, sorts, and keeps widths
 * and order. Signals "layout-changed" (by the person), "sort-changed", "widths-changed". */
#define KIT_TYPE_LEDGER_COLUMNS (kit_ledger_columns_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerColumns, kit_ledger_columns, KIT, LEDGER_COLUMNS, GObject)

KitLedgerColumns *kit_ledger_columns_new (GtkColumnView *view,
                                          const KitLedgerColumn *columns,
                                          guint n_columns,
                                          gpointer user_data,
                                          KitLedgerRetryFunc retry,
                                          gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
/* Takes them out of the view again; needed before what their functions use is gone. */
void kit_ledger_columns_remove (KitLedgerColumns *self);
/* Whether the page has anything for it; the person decides beside that. */
void kit_ledger_columns_set_shown (KitLedgerColumns *self, const char *id, gboolean shown);
/* Pixels at the normal font size that the lead column takes at least, 0 for its own width. */
void kit_ledger_columns_set_lead_width (KitLedgerColumns *self, int width);
void kit_ledger_columns_fit (KitLedgerColumns *self, int room);
void kit_ledger_columns_sort (KitLedgerColumns *self, const char *id, gboolean descending);
const char *kit_ledger_columns_get_sort (KitLedgerColumns *self, gboolean *descending);
GMenuModel *kit_ledger_columns_create_sort_menu (KitLedgerColumns *self);
/* What the person may choose, in the order on the screen, without what the page has nothing for:
 * ids, NULL-terminated (transfer container). */
GStrv kit_ledger_columns_list (KitLedgerColumns *self) G_GNUC_WARN_UNUSED_RESULT;
const KitLedgerColumn *kit_ledger_columns_find (KitLedgerColumns *self, const char *id);
/* The one that speaks for the row and is never hidden. */
const char *kit_ledger_columns_get_lead (KitLedgerColumns *self);
gboolean kit_ledger_columns_get_wanted (KitLedgerColumns *self, const char *id);
void kit_ledger_columns_set_wanted (KitLedgerColumns *self, const char *id, gboolean wanted);
/* Before the one that stood @by places from it. */
void kit_ledger_columns_move (KitLedgerColumns *self, const char *id, int by);
/* As the program came. */
void kit_ledger_columns_reset (KitLedgerColumns *self);
/* Descriptions of what is on the screen, in its order; NULL-terminated (transfer container). */
const KitLedgerColumn **
kit_ledger_columns_get_visible (KitLedgerColumns *self) G_GNUC_WARN_UNUSED_RESULT;
GVariant *kit_ledger_columns_get_layout (KitLedgerColumns *self);
void kit_ledger_columns_set_layout (KitLedgerColumns *self, GVariant *layout);

G_END_DECLS
