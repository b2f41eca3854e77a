/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Open items of a customer to be ticked, with the sum of what is ticked. Signals: "changed" after
 * another tick, "open-requested" (model, id). */
#define PAGE_TYPE_COLLECT_ITEMS (page_collect_items_get_type ())
G_DECLARE_FINAL_TYPE (PageCollectItems, page_collect_items, PAGE, COLLECT_ITEMS, AdwBin)

/* More are not shown, but can be opened as a list. */
#define PAGE_COLLECT_ITEMS_MAX 100

GtkWidget *page_collect_items_new (void) G_GNUC_WARN_UNUSED_RESULT;
void page_collect_items_show (PageCollectItems *self, BizCollectCustomer *customer);
void page_collect_items_set_narrow (PageCollectItems *self, gboolean narrow);
/* (transfer full) (element-type gint64): the invoices that are ticked, each once */
GArray *page_collect_items_get_ticked (PageCollectItems *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
