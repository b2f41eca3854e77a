/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiDelivery:
 * @tags: where it belongs
 * @order: which order; 0 where nobody asks
 * @delivered: the day the delivery was done
 * @invoiced: the invoice date; not valid where it is not invoiced
 * @value: what was delivered, of the company's currency
 *
 * A delivered line and its invoice.
 */
typedef struct
{
  BizKpiTags tags;
  gint64 order;
  GDate delivered;
  GDate invoiced;
  BizMoney value;
} BizKpiDelivery;

/**
 * BizKpiDocument:
 * @tags: where it belongs
 * @id: which record; 0 where nobody asks
 * @date: the invoice date
 * @is_credit: whether it is a credit note
 * @total: with tax, never negative
 * @reason: (nullable): the reason code of a credit note
 * @corrected: when an invoice was first reversed or corrected; not valid for never
 * @disputed: when it was first disputed; not valid for never
 *
 * A posted invoice or credit note.
 */
typedef struct
{
  BizKpiTags tags;
  gint64 id;
  GDate date;
  gboolean is_credit;
  BizMoney total;
  const char *reason;
  GDate corrected;
  GDate disputed;
} BizKpiDocument;

/* Whether it was invoiced in the period, and how many days later. */
gboolean
biz_kpi_delivery_get_lag (const BizKpiDelivery *self, const BizKpiFrame *frame, gint64 *days);
/* Whether it waits for its invoice as of the last day, and for how many days. */
gboolean
biz_kpi_delivery_get_age (const BizKpiDelivery *self, const BizKpiFrame *frame, gint64 *days);
BizKpiValue *biz_kpi_lag_median (const BizKpiFrame *frame,
                                 const BizKpiDelivery *rows,
                                 gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_lag_p90 (const BizKpiFrame *frame,
                              const BizKpiDelivery *rows,
                              gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* Of what is delivered and not yet invoiced. */
BizKpiValue *biz_kpi_lag_open (const BizKpiFrame *frame,
                               const BizKpiDelivery *rows,
                               gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* From sums, as a server adds them up; both positive. */
BizKpiValue *biz_kpi_credit_rate_of_sums (const BizKpiFrame *frame,
                                          const BizMoney *invoiced,
                                          const BizMoney *credited) G_GNUC_WARN_UNUSED_RESULT;
/* Of one reason, or of all where @reason is NULL; "" are credit notes that have none. */
BizKpiValue *biz_kpi_credit_rate (const BizKpiFrame *frame,
                                  const BizKpiDocument *rows,
                                  gsize n_rows,
                                  const char *reason) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_first_time_right (const BizKpiFrame *frame,
                                       const BizKpiDocument *rows,
                                       gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* From counts, as a server has them. */
BizKpiValue *biz_kpi_first_time_right_of_counts (const BizKpiFrame *frame,
                                                 gint64 invoices,
                                                 gint64 corrected) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_dispute_rate_of_counts (const BizKpiFrame *frame,
                                             gint64 invoices,
                                             gint64 disputed) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_dispute_rate (const BizKpiFrame *frame,
                                   const BizKpiDocument *rows,
                                   gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
