/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-plan.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A line of an invoice, and how much of it is credited: by quantity, or by amount without tax.
 * Signal "changed". */
#define PAGE_TYPE_CREDIT_LINE_ROW (page_credit_line_row_get_type ())
G_DECLARE_FINAL_TYPE (PageCreditLineRow, page_credit_line_row, PAGE, CREDIT_LINE_ROW, GtkListBoxRow)

GtkWidget *page_credit_line_row_new (BizCreditLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* Puts what was typed into @plan; what does not fit is said below the entry. FALSE then. */
gboolean page_credit_line_row_apply (PageCreditLineRow *self, BizCreditPlan *plan);

G_END_DECLS
