/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"

G_BEGIN_DECLS

/* Sums of items with their sign: what is open in each currency, and the books of the companies. */
#define BIZ_TYPE_ITEM_TOTALS (biz_item_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizItemTotals, biz_item_totals, BIZ, ITEM_TOTALS, GObject)

/* In one currency that a company keeps its books in. */
typedef struct
{
  BizMoney debit;
  BizMoney credit;
  BizMoney open;
} BizItemSum;

BizItemTotals *biz_item_totals_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_item_totals_add_item (BizItemTotals *self, BizItem *item, GError **error);
guint64 biz_item_totals_get_count (BizItemTotals *self);
/* What is open, one for each currency of the items. */
const BizMoney *biz_item_totals_get_open (BizItemTotals *self, guint *n);
const BizItemSum *biz_item_totals_get_books (BizItemTotals *self, guint *n);

/* What the server is asked for such sums, beside any other group; a row of the answer is added. */
extern const char *const biz_item_totals_groupby[];
extern const char *const biz_item_totals_aggregates[];
gboolean biz_item_totals_add_row (BizItemTotals *self,
                                  JsonObject *row,
                                  BizCurrencyTable *currencies,
                                  ErpCapabilities *capabilities,
                                  GError **error);
/* The sums of all items in @domain; the answer is a BizItemTotals. */
ErpCall *biz_item_totals_new_call (ErpCapabilities *capabilities,
                                   BizCurrencyTable *currencies,
                                   ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
