/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-opening.h"
#include "draw-report.h"

G_BEGIN_DECLS

/* Balances of a file beside those of the ERP, a row a line (BizOpeningLine); those that are equal
 * only where @all of them are wanted. @subtitle, @made: (nullable): of what, and when it was made
 */
gboolean draw_opening_report_write (DrawReportFormat format,
                                    GArray *lines,
                                    gboolean all,
                                    const char *subtitle,
                                    const char *made,
                                    GOutputStream *out,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
