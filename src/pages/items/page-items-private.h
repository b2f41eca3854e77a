/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-items.h"

#include "biz-currency-table.h"
#include "biz-item-grouping.h"
#include "erp-listing.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-item-account.h"
#include "page-item-sum.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageItems
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageItemAccount *account; /* in the record's place */

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpListing *listing;          /* (owned): all items */
  ErpPaged *rows;               /* (owned): what is shown, the listing or groups */
  PageItemSum *sum;             /* (owned) */
  char *searched;               /* (owned) (nullable): what the list was asked with */
  GDate today;
  gboolean loaded;
  guint follow_source;
};

/* (nullable): the first of what is selected, where it is an item that is there. */
BizItem *page_items_get_selected (PageItems *self);
/* Reads everything again that is shown. */
void page_items_reload (PageItems *self);

G_END_DECLS
