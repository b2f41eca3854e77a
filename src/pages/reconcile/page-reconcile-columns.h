/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of bank lines on the bench. */
void page_reconcile_columns_install (KitLedgerList *list);
char *page_reconcile_columns_count (guint count, gboolean exact, gpointer user_data);

/* What is on the pill of a line, and how. */
char *page_reconcile_describe_state (BizBenchLine *line) G_GNUC_WARN_UNUSED_RESULT;
KitTone page_reconcile_get_tone (BizBenchLine *line);
/* Who paid, as far as the bank or the ERP says; NULL for nobody. */
const char *page_reconcile_get_payer (BizBenchLine *line);
/* (element-type BizMoney): "120.00 € + $5.00" */
char *page_reconcile_format_sums (GArray *sums) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
