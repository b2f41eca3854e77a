/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "draw-table-pages.h"
#include "erp-listing.h"
#include "erp-session.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* Prints all invoices of @listing, also those that are not loaded: they are fetched, with progress
 * and a way to cancel, then the printer is asked for. The columns are the ones that @list shows.
 * @columns_data: for their functions; @page's. @filter: (nullable): which ones, in words. */
void page_list_print_run (GtkWidget *page,
                          ErpSession *session,
                          BizCurrencyTable *currencies,
                          ErpListing *listing,
                          KitLedgerList *list,
                          gpointer columns_data,
                          const char *filter);
/* For rows of @columns (zero-terminated), without any yet; with a head that says when. */
DrawTablePages *page_list_print_new_pages (ErpSession *session,
                                           const KitLedgerColumn *const *columns,
                                           const char *title,
                                           const char *filter) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for the printer, over @page's window, and tells there when it fails. */
void page_list_print_ask (GtkPrintOperation *operation, GtkWidget *page);
/* Over @pages, which it takes; not run yet. */
GtkPrintOperation *page_list_print_new (DrawTablePages *pages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
