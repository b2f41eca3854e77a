/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench-line.h"

G_BEGIN_DECLS

/* Marks the entry of a line as one that somebody is to look at again, or takes the mark off. Says
 * how it is and not what changes: repeated without harm. @line knows it afterwards. */
void biz_bench_mark_async (ErpSession *session,
                           BizBenchLine *line,
                           gboolean to_check,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean biz_bench_mark_finish (GAsyncResult *result, GError **error);

G_END_DECLS
