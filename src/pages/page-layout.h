/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* Restores the columns of @list out of the settings' @key, and keeps them there from now on. */
void page_layout_keep (KitLedgerList *list, const char *key);

G_END_DECLS
