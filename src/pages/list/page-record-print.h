/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/**
 * PageRecordPaper:
 * @title: what the list is, translated
 * @filter: (nullable): which ones, in words
 * @count: how many, in words
 * @sum: (nullable): what @sums are of, translated
 * @sums: (nullable) (element-type BizMoney): one a currency
 *
 * What stands around the rows.
 */
typedef struct
{
  const char *title;
  const char *filter;
  const char *count;
  const char *sum;
  GArray *sums;
} PageRecordPaper;

/* Prints @records, all of which are at hand, with the columns that @list shows; @columns_data: for
 * their functions, @page's. Rows are made a few at a time, then the printer is asked for. */
void page_record_print_run (GtkWidget *page,
                            ErpSession *session,
                            KitLedgerList *list,
                            gpointer columns_data,
                            GPtrArray *records,
                            const PageRecordPaper *paper);
/* The same at once; not run yet. */
GtkPrintOperation *page_record_print_new (GtkWidget *page,
                                          ErpSession *session,
                                          KitLedgerList *list,
                                          gpointer columns_data,
                                          GPtrArray *records,
                                          const PageRecordPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
