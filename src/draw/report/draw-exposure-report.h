/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-book.h"
#include "draw-report.h"

G_BEGIN_DECLS

/**
 * DrawExposureHow:
 * @plan: how the rows were computed
 * @as_of: the day of receivables
 * @now: the day of orders, which is always today
 * @book: (nullable): the server's own figures stand beside those of its customers and groups
 * @made: (nullable): when it was made, for paper
 */
typedef struct
{
  const BizExposurePlan *plan;
  GDate as_of;
  GDate now;
  BizExposureBook *book;
  const char *made;
} DrawExposureHow;

/* "customer", "group", "company", "salesperson", "currency" */
gboolean draw_exposure_by_from_name (const char *name, BizExposureBy *by);
/* Rows (BizExposureRow); for people a sum a currency below them. */
gboolean draw_exposure_report_write (DrawReportFormat format,
                                     const DrawExposureHow *how,
                                     GArray *rows,
                                     GOutputStream *out,
                                     GCancellable *cancellable,
                                     GError **error);
/* "Receivables at the end of 6/30/26, orders as they are on 11/22/26" */
char *draw_exposure_describe (const DrawExposureHow *how) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
