/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-detail.h"
#include "biz-exposure.h"
#include "biz-sale-order.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What the pane of the desk tells in small tables. Each clears what was there. */
typedef void (*PageDeskOpen) (gpointer user_data, const char *model, gint64 id);

void page_desk_story_clear (GtkGrid *grid);
/* @figures: (nullable) */
void page_desk_story_fill_ageing (GtkGrid *grid, const BizExposure *figures, gboolean narrow);
void page_desk_story_fill_payments (GtkGrid *grid, const BizDeskDetail *detail, gboolean narrow);
/* FALSE where there are none. */
gboolean page_desk_story_fill_decisions (GtkGrid *grid, const BizDeskDetail *detail);
/* Open cases and disputed invoices. FALSE where there are none. */
gboolean page_desk_story_fill_cases (GtkGrid *grid,
                                     const BizDeskDetail *detail,
                                     PageDeskOpen open,
                                     gpointer user_data);
void page_desk_story_fill_lines (GtkGrid *grid, const BizSaleOrder *order, gboolean narrow);

G_END_DECLS
