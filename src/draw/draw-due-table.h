/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* Writes @orders (element-type BizDueOrder, settled), all of them, in their order; blocks. */
gboolean draw_due_table_write (DrawTableFormat format,
                               GPtrArray *orders,
                               GOutputStream *out,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
