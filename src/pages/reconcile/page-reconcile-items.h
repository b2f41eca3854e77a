/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Open items to choose from for a bank line: those of its customer and its amount, or what is
 * searched. Choosing is "reconcile.toggle-item" of the page around it. Signal "left" when somebody
 * goes back to the lines. */
#define PAGE_TYPE_RECONCILE_ITEMS (page_reconcile_items_get_type ())
G_DECLARE_FINAL_TYPE (PageReconcileItems, page_reconcile_items, PAGE, RECONCILE_ITEMS, AdwBin)

void page_reconcile_items_show (PageReconcileItems *self, BizBenchLine *line);
void page_reconcile_items_search (PageReconcileItems *self);

G_END_DECLS
