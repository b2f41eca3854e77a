/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-ledger-column.h"

G_BEGIN_DECLS

typedef void (*KitLedgerRetryFunc) (guint position, gpointer owner);

/* Cells of one column: a text that refills itself when its ErpRow changes. The lead column also
 * speaks for the row: still loading, or failed with a way to try again. */
GtkListItemFactory *kit_ledger_cell_factory_new (const KitLedgerColumn *column,
                                                 gboolean lead,
                                                 gpointer user_data,
                                                 KitLedgerRetryFunc retry,
                                                 gpointer owner) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
