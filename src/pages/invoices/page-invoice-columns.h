/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-listing.h"
#include "biz-policy-book.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* What the texts of the columns depend on besides their row. */
typedef struct
{
  GDate today;             /* first: most columns know of it alone */
  BizPolicyBook *policies; /* (nullable) */
} PageInvoiceContext;

/* @context is read at each fill and outlives the list. */
void page_invoice_columns_install (KitLedgerList *list,
                                   const PageInvoiceContext *context,
                                   gboolean has_review);
BizInvoiceSort page_invoice_columns_get_sort (const char *column_id);
char *page_invoice_columns_count (guint count, gboolean exact, gpointer user_data);
/* What an empty list says. */
void page_invoice_columns_set_empty (KitLedgerList *list, gboolean filtered);
/* Selects the row of the invoice @id near the selected one, where it went to; without a row there,
 * nothing is selected. Neither scrolls nor takes the focus. */
void page_invoice_columns_select_id (KitLedgerList *list, gint64 id);

G_END_DECLS
