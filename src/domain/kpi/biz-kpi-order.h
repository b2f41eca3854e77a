/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiOrder:
 * @tags: where it belongs
 * @id: which order; 0 where nobody asks
 * @ordered: day of the order
 * @delivered: its last delivery, when all is delivered; not valid before
 * @invoiced: its last invoice, when all is invoiced; not valid before
 * @paid: the last match of its invoices, when all are paid; not valid before
 */
typedef struct
{
  BizKpiTags tags;
  gint64 id;
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
  gint64 order; /* which; 0 where nobody asks */
  GDate date;
  gboolean is_return;
  BizDecimal quantity;
} BizKpiMove;

/* An inventory adjustment; the value is signed. */
typedef struct
{
  BizKpiTags tags;
  gint64 id; /* which movement; 0 where nobody asks */
  GDate date;
  BizMoney value;
} BizKpiAdjustment;

/* Whether the order came to the end of @leg in the period: from when, until when, in how many days.
 */
gboolean biz_kpi_order_get_leg (const BizKpiOrder *self,
                                BizKpi leg,
                                const BizKpiFrame *frame,
                                GDate *start,
                                GDate *end,
                                gint64 *days);
/* Whether it is a line to deliver of an order whose first delivery was in the period. */
gboolean biz_kpi_order_line_is_counted (const BizKpiOrderLine *self, const BizKpiFrame *frame);
/* Whether all of it went with that delivery. */
gboolean biz_kpi_order_line_is_filled (const BizKpiOrderLine *self);
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
