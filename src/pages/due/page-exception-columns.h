/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exception-list.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of exceptions. */
void page_exception_columns_install (KitLedgerList *list);
BizExceptionSort page_exception_columns_get_sort (const char *column_id);
char *page_exception_columns_count (guint count, gboolean exact, gpointer user_data);

G_END_DECLS
