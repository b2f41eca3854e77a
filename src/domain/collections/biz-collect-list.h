/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "biz-filter.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_COLLECT_SORT_SCORE,
  BIZ_COLLECT_SORT_CUSTOMER,
  BIZ_COLLECT_SORT_OVERDUE,
  BIZ_COLLECT_SORT_CHASEABLE,
  BIZ_COLLECT_SORT_OPEN,
  BIZ_COLLECT_SORT_BUCKET_1,
  BIZ_COLLECT_SORT_BUCKET_2,
  BIZ_COLLECT_SORT_BUCKET_3,
  BIZ_COLLECT_SORT_BUCKET_4,
  BIZ_COLLECT_SORT_CURRENCY,
  BIZ_COLLECT_SORT_OLDEST,
  BIZ_COLLECT_SORT_PAID,
  BIZ_COLLECT_SORT_CONTACT,
  BIZ_COLLECT_SORT_NEXT,
  BIZ_COLLECT_SORT_PROMISE,
  BIZ_COLLECT_SORT_DISPUTE,
  BIZ_COLLECT_SORT_LEVEL,
  BIZ_COLLECT_SORT_RATING,
  BIZ_COLLECT_SORT_LATE,
  BIZ_COLLECT_SORT_SALESPERSON,
  BIZ_COLLECT_SORT_COMPANY,
} BizCollectSort;

typedef enum
{
  BIZ_COLLECT_GROUP_NONE,
  BIZ_COLLECT_GROUP_SALESPERSON,
  BIZ_COLLECT_GROUP_COMPANY,
  BIZ_COLLECT_GROUP_RATING,
  BIZ_COLLECT_GROUP_PROMISE,
  BIZ_COLLECT_GROUP_LEVEL,
  BIZ_COLLECT_N_GROUPS,
} BizCollectGroupBy;

/* Sums of customers in one currency. */
typedef struct
{
  BizMoney open;
  BizMoney overdue;
  BizMoney chaseable;
  BizMoney buckets[BIZ_COLLECT_N_BUCKETS];
} BizCollectSum;

/* Sums of a group: what its row shows. */
#define BIZ_TYPE_COLLECT_TOTALS (biz_collect_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizCollectTotals, biz_collect_totals, BIZ, COLLECT_TOTALS, GObject)
/* (element-type BizCollectSum): one a currency, by code */
GArray *biz_collect_totals_get_sums (BizCollectTotals *self);

/* (transfer full) (element-type BizCollectSum): of @customers, one a currency, by code */
GArray *biz_collect_sum (GPtrArray *customers) G_GNUC_WARN_UNUSED_RESULT;
/* What leads from the overdue of the list to that of the ageing, a line a currency, in words; empty
 * where both are the same. @customers: all in the list; @others: biz_collect_book_get_others () */
char *biz_collect_describe_bridge (GPtrArray *customers,
                                   GPtrArray *others) G_GNUC_WARN_UNUSED_RESULT;
/* @customers that fit @filter (nullable), a new array. NULL with ERP_ERROR_VALIDATION. */
GPtrArray *biz_collect_select (GPtrArray *customers,
                               BizFilter *filter,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without ties: the score, then the name decide last. Money of different currencies is not
 * compared: each has its place, by code. The score is compared as converted. */
void biz_collect_sort (GPtrArray *customers, BizCollectSort sort, gboolean descending);
/* Moves the sorted @customers group by group; the groups (element-type ErpGroup) come in the order
 * of what is first in them. */
GPtrArray *biz_collect_group (GPtrArray *customers, BizCollectGroupBy by) G_GNUC_WARN_UNUSED_RESULT;

const char *biz_collect_group_by_get_name (BizCollectGroupBy by);
const char *biz_collect_group_by_get_label (BizCollectGroupBy by);
gboolean biz_collect_group_by_from_name (const char *name, BizCollectGroupBy *by);

/* Translated */
const char *biz_collect_promise_to_label (BizCollectPromise promise);
const char *biz_collect_bucket_to_label (guint bucket);

G_END_DECLS
