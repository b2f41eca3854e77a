/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exception.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* Exceptions (element-type BizException) as a table. */
gboolean draw_exception_table_write (DrawTableFormat format,
                                     GPtrArray *exceptions,
                                     GOutputStream *out,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
