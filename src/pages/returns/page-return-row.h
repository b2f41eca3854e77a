/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-plan.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A line of a delivery or return, and how much of it. Signals "changed" and "activate-next": Enter
 * was pressed in the quantity. */
#define PAGE_TYPE_RETURN_ROW (page_return_row_get_type ())
G_DECLARE_FINAL_TYPE (PageReturnRow, page_return_row, PAGE, RETURN_ROW, GtkListBoxRow)

GtkWidget *page_return_row_new (BizReturnPlan *plan, BizReturnLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* Puts what was typed into the plan; what does not fit is said below the entry. FALSE then. */
gboolean page_return_row_apply (PageReturnRow *self);
/* All that is offered, or nothing. */
void page_return_row_set_all (PageReturnRow *self, gboolean all);
/* FALSE: nothing can be typed */
gboolean page_return_row_focus (PageReturnRow *self);

G_END_DECLS
