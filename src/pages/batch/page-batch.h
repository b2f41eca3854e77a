/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The ids of the selected documents; NULL where more than BIZ_BATCH_MAX, or all of them, are. */
GArray *page_batch_list_ids (KitLedgerList *list) G_GNUC_WARN_UNUSED_RESULT;
/* Selects these, as far as their rows are there. */
void page_batch_select_ids (KitLedgerList *list, GArray *ids);
/* A window over @over that posts the selection of @list; NULL, and a word about it, where too much
 * is selected, and NULL where nothing is. */
GtkWindow *page_batch_present_selection (GtkWidget *over,
                                         ErpSession *session,
                                         BizInvoiceStore *store,
                                         KitLedgerList *list);

G_END_DECLS
