/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is open on receivable and payable accounts, with the account of each customer and vendor.
 * Signals "journal-requested" and "open-requested" (model, id). */
#define PAGE_TYPE_ITEMS (page_items_get_type ())
G_DECLARE_FINAL_TYPE (PageItems, page_items, PAGE, ITEMS, AdwBin)

GtkWidget *page_items_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_items_search (PageItems *self, const char *text);
/* Whose account is shown or whose item is selected, 0 for nobody. */
gint64 page_items_get_partner (PageItems *self);

G_END_DECLS
