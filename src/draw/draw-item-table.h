/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* The columns of a list of open items: few for a terminal, all for a file. */
typedef struct _DrawItemTable DrawItemTable;

DrawItemTable *draw_item_table_new (DrawTableFormat format,
                                    const GDate *today,
                                    GOutputStream *out) G_GNUC_WARN_UNUSED_RESULT;
void draw_item_table_free (DrawItemTable *self);
gboolean
draw_item_table_add (DrawItemTable *self, BizItem *item, GCancellable *cancellable, GError **error);
gboolean draw_item_table_close (DrawItemTable *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrawItemTable, draw_item_table_free)

G_END_DECLS
