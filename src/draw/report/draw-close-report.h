/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close.h"
#include "draw-report.h"

G_BEGIN_DECLS

/* The list that a period is closed by, with the lock dates below it. @made: (nullable): when and by
 * whom it was made. */
gboolean draw_close_report_write (DrawReportFormat format,
                                  BizClose *close,
                                  const char *made,
                                  GOutputStream *out,
                                  GCancellable *cancellable,
                                  GError **error);
/* "Period-close-2026-10-31-Nordlicht.pdf" */
char *draw_close_report_make_name (DrawReportFormat format,
                                   BizClose *close) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
