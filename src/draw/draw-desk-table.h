/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-entry.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* What is on the credit desk (element-type BizDeskEntry), as a table in a file. */
gboolean draw_desk_table_write (DrawTableFormat format,
                                GPtrArray *entries,
                                GOutputStream *out,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
