/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiOrder:
 * @tags: where it belongs
 * @ordered: day of the order
 * @delivered: its last delivery, when all is delivered; not valid before
 * @invoiced: its last invoice, when all is invoiced; not valid before
 * @paid: the last match of its invoices, when all are paid; not valid before
 */
typedef struct
{
  BizKpiTags tags;
  GDate ordered;
  GDate delivered;
  GDate invoiced;
  GDate paid;
} BizKpiOrder;

/**
 * BizKpiOrderLine:
 * @tags: where it belongs
 * @order: which order
 * @first: day of the order's first delivery; not valid before
 * @ordered: quantity
 * @delivered: quantity of this line in that first delivery, in the same unit
 */
typedef struct
{
  BizKpiTags tags;
  gint64 order;
  GDate first;
  BizDecimal ordered;
  BizDecimal delivered;
} BizKpiOrderLine;

/* A quantity that went to a customer, or came back, in the product's own unit; not negative. */
typedef struct
{
  BizKpiTags tags;
  GDate date;
  gboolean is_return;
  BizDecimal quantity;
} BizKpiMove;

/* An inventory adjustment; the value is signed. */
typedef struct
{
  BizKpiTags tags;
  GDate date;
  BizMoney value;
} BizKpiAdjustment;

/* @leg: one of BIZ_KPI_CYCLE_… */
BizKpiValue *biz_kpi_order_cycle (BizKpi leg,
                                  const BizKpiFrame *frame,
                                  const BizKpiOrder *rows,
                                  gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_fill_lines (const BizKpiFrame *frame,
                                 const BizKpiOrderLine *rows,
                                 gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* By whole orders. */
BizKpiValue *biz_kpi_fill_orders (const BizKpiFrame *frame,
                                  const BizKpiOrderLine *rows,
                                  gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_return_rate (const BizKpiFrame *frame,
                                  const BizKpiMove *rows,
                                  gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_adjustments (const BizKpiFrame *frame,
                                  const BizKpiAdjustment *rows,
                                  gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_adjustments_value (const BizKpiFrame *frame,
                                        const BizKpiAdjustment *rows,
                                        gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
