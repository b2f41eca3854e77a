/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-set.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of rows behind figures; of a new list. */
void page_kpi_columns_install (KitLedgerList *list, BizKpiShape shape);
/* By what a column sorts. */
BizKpiSort page_kpi_columns_get_sort (const char *id);
/* The column by which rows of a kind are sorted at first, and whether downwards. */
const char *page_kpi_columns_get_first (BizKpiShape shape, gboolean *descending);

G_END_DECLS
