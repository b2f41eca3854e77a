/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-entry.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* Rows behind a figure (element-type BizKpiEntry) as a table. */
gboolean draw_kpi_entry_table_write (DrawTableFormat format,
                                     GPtrArray *entries,
                                     GOutputStream *out,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
