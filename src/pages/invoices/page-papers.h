/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* So many documents are read, laid out and shown at once. */
#define PAGE_PAPERS_MAX 200

/* Opens the documents that are selected in @list, whose rows are @rows, on paper; says so where
 * there are too many. Opens nothing where none is selected. */
void page_papers_present_selection (GtkWidget *over,
                                    ErpSession *session,
                                    BizInvoiceStore *store,
                                    KitLedgerList *list,
                                    GListModel *rows);

G_END_DECLS
