/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-columns.h"

G_BEGIN_DECLS

/* The actions "by" and "descending" of a list, for its menu and the keyboard. @columns outlives
 * them. */
GSimpleActionGroup *
kit_ledger_sort_create_actions (KitLedgerColumns *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
