/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-book.h"
#include "draw-report.h"

G_BEGIN_DECLS

/* Every figure of every company in @book. Programs get a row each with all its words and inputs;
 * people get the figures, and below each, where @explain, how it is made. */
gboolean draw_kpi_report_write (DrawReportFormat format,
                                BizKpiBook *book,
                                gboolean explain,
                                GOutputStream *out,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
