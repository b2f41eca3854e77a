/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks where to, and writes @orders (element-type BizDueOrder), all of them, there. */
void page_due_export_run (GtkWidget *over,
                          ErpSession *session,
                          GPtrArray *orders,
                          DrawTableFormat format);

G_END_DECLS
