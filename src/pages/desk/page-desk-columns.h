/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-list.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

void page_desk_columns_install (KitLedgerList *list);
BizDeskSort page_desk_columns_get_sort (const char *column_id);
/* A KitLedgerCountFunc. */
char *page_desk_columns_count (guint count, gboolean exact, gpointer user_data);
KitTone page_desk_columns_get_tone (BizDeskStanding standing);
/* "1,000.00 EUR + 200.00 USD" */
char *page_desk_columns_format_sums (GArray *sums) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
