/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-totals.h"
#include "erp-grouping.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_ITEM_GROUP_PARTNER,
  BIZ_ITEM_GROUP_ACCOUNT,
  BIZ_ITEM_GROUP_DUE_MONTH,
  BIZ_ITEM_GROUP_CURRENCY,
  BIZ_ITEM_GROUP_COMPANY,
  BIZ_ITEM_N_GROUPS,
} BizItemGroupBy;

/* "customer", "account"...: for menus and the command line */
const char *biz_item_group_by_get_name (BizItemGroupBy by);
gboolean biz_item_group_by_from_name (const char *name, BizItemGroupBy *by);
/* Translated */
const char *biz_item_group_by_get_label (BizItemGroupBy by);

/* Items in groups of one level; the totals of a group are a BizItemTotals. Domain and order are not
 * set. */
ErpGrouping *biz_item_grouping_new (ErpClient *client,
                                    ErpCapabilities *capabilities,
                                    BizCurrencyTable *currencies,
                                    BizItemGroupBy by) G_GNUC_WARN_UNUSED_RESULT;
/* The groups alone; the answer is a GPtrArray of ErpGroup. */
ErpCall *biz_item_grouping_new_call (ErpCapabilities *capabilities,
                                     BizCurrencyTable *currencies,
                                     BizItemGroupBy by,
                                     ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
