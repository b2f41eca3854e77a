/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* What GtkColumnView of GTK 4.8 leaves out. */
void kit_column_view_let_tab_leave (GtkColumnView *view);
void kit_column_view_scroll_to (GtkColumnView *view, guint position, gboolean select);
gboolean kit_column_view_focus_row (GtkColumnView *view, guint position);
gboolean
kit_column_view_get_visible (GtkColumnView *view, guint n_items, guint *first, guint *last);
guint kit_column_view_pick (GtkColumnView *view, double x, double y);
GtkWidget *kit_column_view_find_row (GtkColumnView *view, guint position);
void kit_column_view_redraw_cells (GtkColumnView *view);
void kit_column_view_align_header (GtkColumnView *view, guint column, gboolean at_end);

/* A cell's factory says which list item its child belongs to. */
void kit_column_view_tag_cell (GtkWidget *child, GtkListItem *item);

G_END_DECLS
