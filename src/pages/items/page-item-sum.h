/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-totals.h"
#include "erp-session.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The sums at the foot of a list of items: of what is selected, else of everything it shows. */
#define PAGE_TYPE_ITEM_SUM (page_item_sum_get_type ())
G_DECLARE_FINAL_TYPE (PageItemSum, page_item_sum, PAGE, ITEM_SUM, GObject)

/* Disposed by its owner before @list ends. */
PageItemSum *page_item_sum_new (KitLedgerList *list,
                                ErpSession *session,
                                BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* Of which items the list is; asks anew. */
void page_item_sum_set_domain (PageItemSum *self, ErpDomain *domain);
/* The selection has changed. */
void page_item_sum_update (PageItemSum *self);

G_END_DECLS
