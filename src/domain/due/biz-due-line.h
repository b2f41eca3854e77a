/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* One delivery of a line: what left on a day. */
typedef struct
{
  GDate day;
  BizDecimal quantity;
} BizDueMove;

/**
 * BizDueLine:
 * @on_delivery: what is delivered is invoiced; else what is ordered
 * @posted: quantity on posted invoices, credit notes taken off
 * @to_invoice: quantity the server would invoice now; what is on a draft is not in it
 * @value: what is to invoice without taxes, as the server has it ("untaxed_amount_to_invoice"):
 *   quantity to consider × price less discount, less what posted invoices have. Drafts are in it.
 * @delivered_value: the part of @value that has been delivered
 * @since: the oldest delivery that is not on a posted invoice; invalid where nothing of @value is
 *   delivered
 * @since_order: no delivery is recorded; @since is when the order was confirmed
 * @credited: it was invoiced before, and a posted credit note took some of that back
 * @drafts: (nullable): draft invoices that have something of it, with "\n" between
 *
 * A line of a confirmed order with something to invoice.
 */
typedef struct
{
  gint64 id;
  gint64 order_id;
  char *product;
  gboolean on_delivery;
  gboolean is_downpayment;
  BizDecimal ordered;
  BizDecimal delivered;
  BizDecimal invoiced;
  BizDecimal posted;
  BizDecimal to_invoice;
  BizMoney value;
  BizMoney delivered_value;
  GDate since;
  gboolean since_order;
  gboolean credited;
  char *drafts;
  char *deliveries; /* (nullable): transfers that are done, with "\n" between */
} BizDueLine;

void biz_due_line_free (BizDueLine *self);

/* Deliveries go onto invoices in their order: of @moves, any order, the day of the oldest one that
 * the last @open units are from. FALSE where there is none, or nothing is open. */
gboolean
biz_due_find_oldest (const BizDueMove *moves, guint n_moves, const BizDecimal *open, GDate *day);
/* Of @value, which is for @open units, what @delivered_open of them are worth. */
BizMoney
biz_due_share (const BizMoney *value, const BizDecimal *delivered_open, const BizDecimal *open);
/* Days from @since to @today, 0 where that is not past. */
int biz_due_count_days (const GDate *since, const GDate *today);
/* The invoice lag of a line: what is delivered of it × days, in minor units × days. */
gint64 biz_due_line_get_lag (const BizDueLine *self, const GDate *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDueLine, biz_due_line_free)

G_END_DECLS
