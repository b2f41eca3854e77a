/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-listing.h"
#include "biz-item-totals.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of lists of items. @today (GDate) is theirs and outlives the list. */
void page_item_columns_install (KitLedgerList *list, const GDate *today);
BizItemSort page_item_columns_get_sort (const char *column_id);
void page_item_columns_set_empty (KitLedgerList *list, gboolean filtered);
/* A KitLedgerCountFunc. */
char *page_item_columns_count (guint count, gboolean exact, gpointer user_data);
/* "12.50 € + 3.00 $": what is open; "0.00 €" where everything cancels out. */
char *page_item_columns_format_open (BizItemTotals *totals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
