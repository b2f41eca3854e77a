/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-items.h"
#include "page-list-frame.h"

#include "biz-currency-table.h"
#include "biz-item-grouping.h"
#include "biz-item-store.h"
#include "erp-listing.h"
#include "erp-row.h"
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
  GtkButton *match_button;
  PageItemAccount *account; /* in the record's place */

  PageListFrame *frame;         /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpListing *listing;          /* (owned): all items */
  ErpPaged *rows;               /* (owned): what is shown, the listing or groups */
  PageItemSum *sum;             /* (owned) */
  BizItemStore *store;          /* (owned) */
  GCancellable *picking;        /* (owned) (nullable): of the items to work on */
  gboolean picks_to_take_back;
  GDate today;
  gboolean loaded;
};

/* (nullable): the first of what is selected, where it is an item that is there. */
BizItem *page_items_get_selected (PageItems *self);
/* Reads everything again that is shown. */
void page_items_reload (PageItems *self);
void page_items_update_verbs (PageItems *self);
void page_items_install_verbs (GtkWidgetClass *widget_class);

G_END_DECLS
