/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "biz-item.h"
#include "erp-listing.h"

G_BEGIN_DECLS

/**
 * biz_item_grammar:
 *
 * What lists of items can be filtered by:
 *
 * - `open` `matched` `partial` `overdue` `receivable` `payable` `credits` (payments and credits
 *   that wait to be used) `paid-but-open` (of documents whose status says that they are paid)
 * - `customer:` `account:` `document:` `ref:` `label:` `journal:` `company:` `currency:` `match:`
 * - `amount:` what is open and `booked:` the whole, in the item's currency, debits positive
 * - `date:` `due:`
 * - anything else: in document, label, reference or partner, or equal to what is open
 */
extern const BizFilterGrammar biz_item_grammar;

typedef enum
{
  BIZ_ITEM_SORT_DATE,
  BIZ_ITEM_SORT_DUE,
  BIZ_ITEM_SORT_PARTNER,
  BIZ_ITEM_SORT_DOCUMENT,
  BIZ_ITEM_SORT_LABEL,
  BIZ_ITEM_SORT_REFERENCE,
  BIZ_ITEM_SORT_ACCOUNT,
  BIZ_ITEM_SORT_JOURNAL,
  BIZ_ITEM_SORT_COMPANY,
  BIZ_ITEM_SORT_CURRENCY,
  BIZ_ITEM_SORT_AMOUNT,
  BIZ_ITEM_SORT_RESIDUAL,
  BIZ_ITEM_SORT_DEBIT,
  BIZ_ITEM_SORT_CREDIT,
  BIZ_ITEM_SORT_OPEN,
  BIZ_ITEM_SORT_MATCHING,
  BIZ_ITEM_SORT_ID,
} BizItemSort;

/* A list of BizItem rows, the earliest due first, nothing loaded yet. */
ErpListing *biz_item_listing_new (ErpClient *client,
                                  BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* Both take effect at the next load. */
void biz_item_listing_set_filter (ErpListing *listing, BizFilter *filter);
void biz_item_listing_set_sort (ErpListing *listing, BizItemSort sort, gboolean descending);
/* "date_maturity asc, id asc" */
char *biz_item_sort_to_order (BizItemSort sort, gboolean descending) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
