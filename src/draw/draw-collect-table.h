/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* Customers of the worklist (element-type BizCollectCustomer) as a table. */
gboolean draw_collect_table_write (DrawTableFormat format,
                                   GPtrArray *customers,
                                   GOutputStream *out,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
