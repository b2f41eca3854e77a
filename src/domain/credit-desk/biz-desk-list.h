/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-entry.h"
#include "biz-filter.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_DESK_SORT_WORST, /* by standing; in one, by value in each company's currency */
  BIZ_DESK_SORT_DOCUMENT,
  BIZ_DESK_SORT_CUSTOMER,
  BIZ_DESK_SORT_CAUSE,
  BIZ_DESK_SORT_VALUE, /* in the company's currency */
  BIZ_DESK_SORT_CURRENCY,
  BIZ_DESK_SORT_DAYS,
  BIZ_DESK_SORT_REVIEW,
  BIZ_DESK_SORT_WHO,
  BIZ_DESK_SORT_ORDER,
  BIZ_DESK_SORT_SALESPERSON,
  BIZ_DESK_SORT_COMPANY,
} BizDeskSort;

typedef enum
{
  BIZ_DESK_GROUP_NONE,
  BIZ_DESK_GROUP_CUSTOMER, /* the commercial entity */
  BIZ_DESK_GROUP_CAUSE,
  BIZ_DESK_GROUP_COMPANY,
  BIZ_DESK_GROUP_WHO,
  BIZ_DESK_GROUP_STANDING,
  BIZ_DESK_GROUP_CURRENCY,
  BIZ_DESK_N_GROUPS,
} BizDeskGroupBy;

/* Sums of a group: what its row shows. */
#define BIZ_TYPE_DESK_TOTALS (biz_desk_totals_get_type ())
G_DECLARE_FINAL_TYPE (BizDeskTotals, biz_desk_totals, BIZ, DESK_TOTALS, GObject)
/* (element-type BizMoney): one a currency, by code */
GArray *biz_desk_totals_get_sums (BizDeskTotals *self);
/* The same in the currencies of the companies. */
GArray *biz_desk_totals_get_company_sums (BizDeskTotals *self);
/* What @entries (element-type BizDeskEntry) come to. */
BizDeskTotals *biz_desk_totals_new (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

/* The language of the search bar above the desk; judged here, not by the server. */
extern const BizFilterGrammar biz_desk_grammar;
/* @entries that fit @filter (nullable), a new array. NULL with ERP_ERROR_VALIDATION. */
GPtrArray *
biz_desk_select (GPtrArray *entries, BizFilter *filter, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many have each news: the strip above the list. */
void biz_desk_count_news (GPtrArray *entries, guint counts[BIZ_DESK_N_NEWS]);

/* Without ties: ids decide last. Money of different currencies is not compared: each has its
 * place, by code. */
void biz_desk_sort (GPtrArray *entries, BizDeskSort sort, gboolean descending);
/* Moves the sorted @entries group by group; the groups (element-type ErpGroup) come in the order of
 * what is first in them. */
GPtrArray *biz_desk_group (GPtrArray *entries, BizDeskGroupBy by) G_GNUC_WARN_UNUSED_RESULT;

const char *biz_desk_group_by_get_name (BizDeskGroupBy by);
const char *biz_desk_group_by_get_label (BizDeskGroupBy by);
gboolean biz_desk_group_by_from_name (const char *name, BizDeskGroupBy *by);

G_END_DECLS
