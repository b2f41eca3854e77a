/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What a bank line is for: its items, or an account, with what each gets, and what is left. */
#define PAGE_TYPE_RECONCILE_PARTS (page_reconcile_parts_get_type ())
G_DECLARE_FINAL_TYPE (PageReconcileParts, page_reconcile_parts, PAGE, RECONCILE_PARTS, AdwBin)

void page_reconcile_parts_show (PageReconcileParts *self, BizBenchLine *line);
void page_reconcile_parts_set_narrow (PageReconcileParts *self, gboolean narrow);
/* Puts the focus on the amount of the first item. FALSE where there is none. */
gboolean page_reconcile_parts_edit (PageReconcileParts *self);

G_END_DECLS
