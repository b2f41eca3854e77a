/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-book.h"
#include "draw-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes the pages of @report, and behind them a chart for each figure of @book whose past is
 * known: three a page. */
gboolean draw_kpi_pages_write (DrawReport *report,
                               BizKpiBook *book,
                               GOutputStream *out,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
