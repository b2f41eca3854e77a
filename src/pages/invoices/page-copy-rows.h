/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "erp-paged.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* Puts what is selected in @list into the clipboard as a table, also rows that are not there: those
 * are fetched, with progress over a dialog that can be cancelled. More than the list copies at once
 * are refused in words. @columns_data: for the functions of the list's columns; @page's. */
void page_copy_rows_run (GtkWidget *page,
                         KitLedgerList *list,
                         ErpPaged *rows,
                         ErpClient *client,
                         BizCurrencyTable *currencies,
                         gpointer columns_data);

G_END_DECLS
