/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Which positions of a list are selected. Unlike GtkMultiSelection it holds positions and no
 * items, so that it never asks a paged list for rows, and it knows "all of them" as a flag that
 * holds for rows that are not there yet. Property "all". */
#define KIT_TYPE_LEDGER_SELECTION (kit_ledger_selection_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerSelection, kit_ledger_selection, KIT, LEDGER_SELECTION, GObject)

KitLedgerSelection *kit_ledger_selection_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;
gboolean kit_ledger_selection_get_all (KitLedgerSelection *self);

G_END_DECLS
