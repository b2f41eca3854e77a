/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-list.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of what is to invoice. */
void page_due_columns_install (KitLedgerList *list);
BizDueSort page_due_columns_get_sort (const char *column_id);
char *page_due_columns_count (guint count, gboolean exact, gpointer user_data);
/* "1,200.00 EUR + 30.00 USD"; empty for none. @delivered: of what is delivered. */
char *page_due_columns_format_sums (GArray *sums, gboolean delivered) G_GNUC_WARN_UNUSED_RESULT;
KitTone page_due_columns_get_tone (BizDueCause cause);

G_END_DECLS
