/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-book.h"
#include "biz-filter.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_DUE_SORT_LAG, /* value × days, in each company's currency */
  BIZ_DUE_SORT_ORDER,
  BIZ_DUE_SORT_CUSTOMER,
  BIZ_DUE_SORT_DAYS,
  BIZ_DUE_SORT_VALUE, /* in the company's currency */
  BIZ_DUE_SORT_DELIVERED,
  BIZ_DUE_SORT_CAUSE,
  BIZ_DUE_SORT_SALESPERSON,
  BIZ_DUE_SORT_COMPANY,
  BIZ_DUE_SORT_CURRENCY,
  BIZ_DUE_SORT_SINCE,
  BIZ_DUE_SORT_ORDERED,
  BIZ_DUE_SORT_REFERENCE,
} BizDueSort;

typedef enum
{
  BIZ_DUE_GROUP_NONE,
  BIZ_DUE_GROUP_CUSTOMER,
  BIZ_DUE_GROUP_CAUSE,
  BIZ_DUE_GROUP_SALESPERSON,
  BIZ_DUE_GROUP_COMPANY,
  BIZ_DUE_GROUP_CURRENCY,
  BIZ_DUE_GROUP_AGE, /* of the delivery: to 7, 30, 60 days, older */
  BIZ_DUE_N_GROUPS,
} BizDueGroupBy;

/* Sums of a group: what its row shows. */
#define BIZ_TYPE_DUE_TOTALS (biz_due_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizDueTotals, biz_due_totals, BIZ, DUE_TOTALS, GObject)
/* (element-type BizDueSum) */
GArray *biz_due_totals_get_sums (BizDueTotals *self);

/* @orders that fit @filter (nullable), a new array. NULL with ERP_ERROR_VALIDATION. */
GPtrArray *
biz_due_select (GPtrArray *orders, BizFilter *filter, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without ties: the order's id decides last. Money of different company currencies is not
 * compared: each has its place, by code. */
void biz_due_sort (GPtrArray *orders, BizDueSort sort, gboolean descending);
/* Moves the sorted @orders group by group; the groups (element-type ErpGroup) come in the order of
 * what is first in them. */
GPtrArray *biz_due_group (GPtrArray *orders, BizDueGroupBy by) G_GNUC_WARN_UNUSED_RESULT;

const char *biz_due_group_by_get_name (BizDueGroupBy by);
const char *biz_due_group_by_get_label (BizDueGroupBy by);
gboolean biz_due_group_by_from_name (const char *name, BizDueGroupBy *by);

G_END_DECLS
