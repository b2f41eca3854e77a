/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-rows.h"

G_BEGIN_DECLS

/* A quantity and its day: delivered, or invoiced. */
typedef struct
{
  GDate day;
  gint64 picking; /* of a delivery: which transfer */
  BizDecimal quantity;
} BizKpiPart;

/**
 * BizKpiLineFacts:
 * @order: which order
 * @ordered_on: its day
 * @promised: when it was promised; not valid where nobody did
 * @ordered: quantity
 * @delivered: quantity, in the same unit
 * @demand: what its transfers were to bring, in their unit
 * @given_up: of that what was cancelled
 * @is_waiting: a transfer of it is still to come
 * @subtotal: its value without taxes, in the currency of the order
 * @rate: of the currency of the order for one of the company's; 1 where it is the same
 * @deliveries: (element-type BizKpiPart): in the unit of transfers, by day
 * @returned: what came back, in the unit of transfers
 * @invoices: (element-type BizKpiPart): posted ones, in the unit of the order, by day
 * @credited: what was credited, in the unit of the order
 *
 * What is known of a line of an order before anything is concluded.
 */
typedef struct
{
  gint64 order;
  GDate ordered_on;
  GDate promised;
  BizDecimal ordered;
  BizDecimal delivered;
  BizDecimal demand;
  BizDecimal given_up;
  gboolean is_waiting;
  BizMoney subtotal;
  BizDecimal rate;
  GArray *deliveries;
  BizDecimal returned;
  GArray *invoices;
  BizDecimal credited;
} BizKpiLineFacts;

void biz_kpi_line_facts_init (BizKpiLineFacts *self);
void biz_kpi_line_facts_clear (BizKpiLineFacts *self);
/* Adds the deliveries and their invoices, first in first out, and what waits for either. @zero:
 * nothing in the company's currency. */
void biz_kpi_line_facts_conclude (BizKpiLineFacts *self, const BizMoney *zero, BizKpiRows *rows);
/* Of the order's first delivery, which is the earliest one of @first and this line's. */
const BizKpiPart *biz_kpi_line_facts_get_first (const BizKpiLineFacts *self,
                                                const BizKpiPart *first);
/* What of the line went with that delivery, for the fill rate. */
void biz_kpi_line_facts_add_fill (const BizKpiLineFacts *self,
                                  const BizKpiPart *first,
                                  BizKpiRows *rows);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BizKpiLineFacts, biz_kpi_line_facts_clear)

G_END_DECLS
