/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-cell.h"

G_BEGIN_DECLS

/* Makes the cells of one column; keeps a copy of @recipe. */
GtkListItemFactory *
kit_ledger_factory_new (const KitLedgerRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
