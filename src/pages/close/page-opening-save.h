/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-opening-comparison.h"
#include "draw-report.h"

G_BEGIN_DECLS

/* Writes a comparison to a file, complete or not at all, in a worker thread. @all: customers that
 * agree, too; @subtitle, @made: what stands over paper. */
void page_opening_save_async (BizOpeningComparison *comparison,
                              GFile *file,
                              DrawReportFormat format,
                              gboolean all,
                              const char *subtitle,
                              const char *made,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean page_opening_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
