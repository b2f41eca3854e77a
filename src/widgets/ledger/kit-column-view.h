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
gboolean kit_column_view_scroll_sideways (GtkColumnView *view, gboolean right);
guint kit_column_view_pick (GtkColumnView *view, double x, double y);
GtkWidget *kit_column_view_find_row (GtkColumnView *view, guint position);
void kit_column_view_redraw_cells (GtkColumnView *view);
void kit_column_view_place_cells (GtkColumnView *view);
void kit_column_view_align_header (GtkColumnView *view, guint column, gboolean at_end);

/* Rows of one's own instead of a cell a column, NULL for GTK's again; FALSE where GTK insists. */
gboolean kit_column_view_make_rows (GtkColumnView *view, GtkListItemFactory *factory);
/* GTK makes cells for columns that are moved, into such rows too; out of them again. */
void kit_column_view_drop_cells (GtkColumnView *view);
void kit_column_view_leave_row (GtkWidget *row);
/* The headings, in the columns' order: siblings. */
GtkWidget *kit_column_view_get_first_title (GtkColumnView *view);

/* A factory says which list item its child belongs to. */
void kit_column_view_tag_cell (GtkWidget *child, GtkListItem *item);

G_END_DECLS
