/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "draw-report.h"

G_BEGIN_DECLS

/* Rows (BizAgeingRow) with a column a bucket; for people the sums and what the accounts say
 * (BizAgeingFoot) below them. @made: (nullable): when it was made, for paper. */
gboolean draw_ageing_report_write (DrawReportFormat format,
                                   const BizAgeingPlan *plan,
                                   GArray *rows,
                                   GArray *feet,
                                   const char *made,
                                   GOutputStream *out,
                                   GCancellable *cancellable,
                                   GError **error);
/* The paper of it, for a printer. */
DrawTablePages *draw_ageing_report_new_pages (const BizAgeingPlan *plan,
                                              GArray *rows,
                                              GArray *feet,
                                              const char *made,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is in a row without a name: "No salesperson". */
const char *draw_ageing_describe_row (const BizAgeingPlan *plan, const BizAgeingRow *row);
/* "1200 Receivable · Company", or the currency where amounts are of documents */
char *draw_ageing_describe_foot (const BizAgeingFoot *foot) G_GNUC_WARN_UNUSED_RESULT;
/* "customer", "group", "salesperson", "company", "currency" */
gboolean draw_ageing_by_from_name (const char *name, BizAgeingBy *by);
const char *draw_ageing_get_head (BizAgeingBy by);

G_END_DECLS
