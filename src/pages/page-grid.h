/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Small tables of a record page: texts to the left, figures to the right in one width. */
void page_grid_clear (GtkGrid *grid);
GtkWidget *page_grid_add_text (
    GtkGrid *grid, int column, int row, int width, const char *text, const char *css_class);
/* Wraps and may be selected. */
GtkWidget *page_grid_add_prose (
    GtkGrid *grid, int column, int row, int width, const char *text, const char *css_class);
GtkWidget *
page_grid_add_number (GtkGrid *grid, int column, int row, const char *text, const char *css_class);
GtkWidget *page_grid_add_money (
    GtkGrid *grid, int column, int row, const BizMoney *money, const char *css_class);

G_END_DECLS
