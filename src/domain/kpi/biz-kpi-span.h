/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiSpan:
 * @tags: where it belongs
 * @id: of the order or case; of several open ones of one id count and value take one
 * @record: which record it is of, where @id is none; 0 where nobody asks
 * @since: the day it began
 * @aged: from when its age counts, as the promised day of an order; not valid for @since
 * @until: the day it ended, on which it is no longer open; not valid while it lasts
 * @value: of the order, in the company's currency
 *
 * Something that lasts: a hold, an exception, what is not delivered or not invoiced, a case.
 */
typedef struct
{
  BizKpiTags tags;
  gint64 id;
  gint64 record;
  GDate since;
  GDate aged;
  GDate until;
  BizMoney value;
} BizKpiSpan;

/* From when its age counts. */
GDate biz_kpi_span_get_aged (const BizKpiSpan *self);
/* Those that are open at the end of the frame, of each id the oldest: (element-type BizKpiSpan)
 * (transfer container). */
GPtrArray *biz_kpi_span_list_open (const BizKpiFrame *frame,
                                   const BizKpiSpan *rows,
                                   gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it ended in the period, and how many days it lasted. */
gboolean biz_kpi_span_get_length (const BizKpiSpan *self, const BizKpiFrame *frame, gint64 *days);

/* As of the last day of @frame; @kpi says what the spans are. */

/* BIZ_KPI_EXCEPTIONS, _HOLDS, _CASES */
BizKpiValue *biz_kpi_span_count (BizKpi kpi,
                                 const BizKpiFrame *frame,
                                 const BizKpiSpan *rows,
                                 gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* BIZ_KPI_BACKLOG_DELIVERY, _BACKLOG_INVOICE, _EXCEPTIONS_VALUE, _HOLDS_VALUE */
BizKpiValue *biz_kpi_span_value (BizKpi kpi,
                                 const BizKpiFrame *frame,
                                 const BizKpiSpan *rows,
                                 gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* BIZ_KPI_HOLDS_AGE, _CASES_AGE: the median */
BizKpiValue *biz_kpi_span_age (BizKpi kpi,
                               const BizKpiFrame *frame,
                               const BizKpiSpan *rows,
                               gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* BIZ_KPI_HOLDS_RELEASE: the median of those that ended in the period */
BizKpiValue *biz_kpi_span_length (BizKpi kpi,
                                  const BizKpiFrame *frame,
                                  const BizKpiSpan *rows,
                                  gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* Values by days since the beginning: @sums[0] of those whose age is not yet 1, @sums[i] up to
 * @limits[i - 1] days, @sums[n_limits + 1] longer. FALSE for several currencies or too much. */
gboolean biz_kpi_span_get_ageing (const BizKpiFrame *frame,
                                  const BizKpiSpan *rows,
                                  gsize n_rows,
                                  const guint *limits,
                                  guint n_limits,
                                  BizMoney *sums,
                                  GError **error);

G_END_DECLS
