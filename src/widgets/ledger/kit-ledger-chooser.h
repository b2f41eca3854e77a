/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-columns.h"

G_BEGIN_DECLS

/* Which columns a list shows, and in which order: rows to tick, moved by buttons or Alt+Up and
 * Alt+Down. */
#define KIT_TYPE_LEDGER_CHOOSER (kit_ledger_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerChooser, kit_ledger_chooser, KIT, LEDGER_CHOOSER, GtkPopover)

GtkWidget *kit_ledger_chooser_new (KitLedgerColumns *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
