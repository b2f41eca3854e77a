/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ticket.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Proposes a category for a case that has none, with the words that decided; a person accepts it.
 * Invisible where there is nothing to propose. Signal "changed": the case was given it. */
#define PAGE_TYPE_CATEGORY_BAR (page_category_bar_get_type ())
G_DECLARE_FINAL_TYPE (PageCategoryBar, page_category_bar, PAGE, CATEGORY_BAR, AdwBin)

GtkWidget *page_category_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: nothing is proposed. The same case again keeps what was said of it. */
void page_category_bar_show (PageCategoryBar *self, ErpSession *session, BizTicket *ticket);
/* FALSE where nothing is proposed. */
gboolean page_category_bar_accept (PageCategoryBar *self);

G_END_DECLS
