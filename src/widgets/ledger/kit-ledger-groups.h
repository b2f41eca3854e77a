/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-paged.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What a list does with groups; @model is any model, in one without groups nothing happens. */
gboolean kit_ledger_groups_is_grouped (GListModel *model);
guint kit_ledger_groups_count (GListModel *model, GtkBitset *positions);
/* Opens or closes the group at @position; FALSE where there is none. */
gboolean kit_ledger_groups_toggle (GListModel *model, guint position);
/* Right opens a group or goes into it, Left closes it or goes out to the one around it. FALSE
 * where the key is none of ours; @go_to is where to go, or @position. */
gboolean kit_ledger_groups_key (GListModel *model, guint position, gboolean inwards, guint *go_to);

G_END_DECLS
