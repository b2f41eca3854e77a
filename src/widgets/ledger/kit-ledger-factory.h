/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-row.h"

G_BEGIN_DECLS

/* Makes the rows, or the cells of one column; keeps a copy of @sheet. */
GtkListItemFactory *kit_ledger_factory_new (const KitLedgerSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
