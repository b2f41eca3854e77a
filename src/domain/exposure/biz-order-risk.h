/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/**
 * BizOrderLine:
 * @ordered: in the unit of the line, as all quantities are
 * @delivered: or performed, where it is a service
 * @invoiced: on posted invoices, credit notes taken off
 * @on_delivery: the product is invoiced by what was delivered; else by what was ordered
 * @is_over: nothing more will be delivered: all its transfers are done or cancelled
 * @total: of @ordered, discount and taxes included
 * @price: of one, discount taken off, without taxes; for lines that nothing was ordered of
 *
 * A line of a confirmed order.
 */
typedef struct
{
  BizDecimal ordered;
  BizDecimal delivered;
  BizDecimal invoiced;
  gboolean on_delivery;
  gboolean is_over;
  BizMoney total;
  BizDecimal price;
} BizOrderLine;

/* What of a line is at risk and in no invoice: delivered, and not delivered yet. */
gboolean biz_order_risk_compute (const BizOrderLine *line,
                                 BizMoney *to_invoice,
                                 BizMoney *to_deliver,
                                 GError **error);
/* Takes @prepaid, what down payments have invoiced and no invoice has deducted yet, off what is
 * delivered first and off the rest then; never below 0. */
void biz_order_risk_deduct (const BizMoney *prepaid, BizMoney *to_invoice, BizMoney *to_deliver);

G_END_DECLS
