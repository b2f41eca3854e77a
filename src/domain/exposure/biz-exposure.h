/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"

G_BEGIN_DECLS

/* What is at risk with a customer: what he owes, what he got and was not invoiced yet, what he
 * ordered and did not get yet, and a document that is looked at. */

typedef enum
{
  BIZ_LIMIT_NONE,    /* no limit is in force: none set, or the company uses none */
  BIZ_LIMIT_DEFAULT, /* the company's, for those who have none of their own */
  BIZ_LIMIT_OWN,
} BizLimitKind;

/**
 * BizExposure:
 * @open: receivables, unallocated receipts and credit notes taken off
 * @buckets: of @open by age, the first one not due
 * @overdue: of @open: the buckets but the first
 * @to_invoice: delivered and not invoiced, taxes included; down payments taken off
 * @to_deliver: confirmed, neither delivered nor invoiced, taxes included
 * @document: of the document that is looked at, where it is not in the above already
 * @total: @open + @to_invoice + @to_deliver + @document
 * @insured: of @total: what an insurer bears
 * @limit: 0 where @kind is %BIZ_LIMIT_NONE
 * @free: @limit - @total; below 0 is over the limit; 0 without a limit
 * @used: tenths of a percent of @limit, rounded half up; -1 without a limit
 * @oldest: days that the oldest item owed to us is late; below 1 where nothing is
 *
 * All amounts are in one currency. A plain value, copied by assignment.
 */
typedef struct
{
  BizMoney open;
  BizMoney buckets[BIZ_AGEING_MAX_BUCKETS];
  BizMoney overdue;
  BizMoney to_invoice;
  BizMoney to_deliver;
  BizMoney document;
  BizMoney total;
  BizMoney insured;
  BizMoney limit;
  BizMoney free;
  BizLimitKind kind;
  gint64 used;
  int oldest;
  guint n_items;
  guint n_orders;
} BizExposure;

/* Nothing at all, in the currency of @zero. */
void biz_exposure_init (BizExposure *self, const BizMoney *zero);
/* Computes @open and @overdue of @buckets, @total, @insured (at most the total), @free, @used. */
gboolean biz_exposure_settle (BizExposure *self, GError **error);
gboolean biz_exposure_is_over (const BizExposure *self);
/* Whether anything is open, ordered or limited. */
gboolean biz_exposure_is_empty (const BizExposure *self);
/* Adds figures of the same currency; limits are added where both or one have them. */
gboolean biz_exposure_add (BizExposure *self, const BizExposure *other, GError **error);
/* "87.5 %", "–" without a limit; by the locale */
char *biz_exposure_describe_used (const BizExposure *self) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_limit_kind_to_label (BizLimitKind kind);

G_END_DECLS
