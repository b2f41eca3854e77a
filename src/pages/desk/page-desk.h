/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The credit desk: orders and deliveries somebody has to decide on. Signals "journal-requested" and
 * "open-requested" (model, id). */
#define PAGE_TYPE_DESK (page_desk_get_type ())
G_DECLARE_FINAL_TYPE (PageDesk, page_desk, PAGE, DESK, AdwBin)

GtkWidget *page_desk_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_desk_search (PageDesk *self, const char *text);
/* The commercial entity of the row that is open or selected; 0 for nobody. */
gint64 page_desk_get_partner (PageDesk *self);
/* For tests. */
GListModel *page_desk_get_rows (PageDesk *self);

G_END_DECLS
