/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exception.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_EXCEPTION_SORT_WORST, /* by kind, the worst first; in a kind, value × days */
  BIZ_EXCEPTION_SORT_DOCUMENT,
  BIZ_EXCEPTION_SORT_CUSTOMER,
  BIZ_EXCEPTION_SORT_CAUSE,
  BIZ_EXCEPTION_SORT_VALUE,
  BIZ_EXCEPTION_SORT_CURRENCY,
  BIZ_EXCEPTION_SORT_DAYS,
  BIZ_EXCEPTION_SORT_ORDER,
  BIZ_EXCEPTION_SORT_SALESPERSON,
  BIZ_EXCEPTION_SORT_COMPANY,
} BizExceptionSort;

typedef enum
{
  BIZ_EXCEPTION_GROUP_NONE,
  BIZ_EXCEPTION_GROUP_KIND,
  BIZ_EXCEPTION_GROUP_CUSTOMER,
  BIZ_EXCEPTION_GROUP_SALESPERSON,
  BIZ_EXCEPTION_GROUP_COMPANY,
  BIZ_EXCEPTION_GROUP_CURRENCY,
  BIZ_EXCEPTION_N_GROUPS,
} BizExceptionGroupBy;

/* Sums of a group: what its row shows. */
#define BIZ_TYPE_EXCEPTION_TOTALS (biz_exception_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizExceptionTotals, biz_exception_totals, BIZ, EXCEPTION_TOTALS, GObject)
/* (element-type BizMoney): one a currency, by code */
GArray *biz_exception_totals_get_sums (BizExceptionTotals *self);

/* Without ties. Money of different currencies is not compared: each has its place, by code. */
void biz_exception_sort (GPtrArray *exceptions, BizExceptionSort sort, gboolean descending);
/* Moves the sorted @exceptions group by group; the groups (element-type ErpGroup) come in the order
 * of what is first in them. */
GPtrArray *biz_exception_group (GPtrArray *exceptions,
                                BizExceptionGroupBy by) G_GNUC_WARN_UNUSED_RESULT;

const char *biz_exception_group_by_get_name (BizExceptionGroupBy by);
const char *biz_exception_group_by_get_label (BizExceptionGroupBy by);
gboolean biz_exception_group_by_from_name (const char *name, BizExceptionGroupBy *by);

G_END_DECLS
