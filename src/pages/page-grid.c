/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-grid.h"

#include "kit-format.h"

void
page_grid_clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

GtkWidget *
page_grid_add_text (
    GtkGrid *grid, int column, int row, int width, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, width, 1);
  return label;
}

GtkWidget *
page_grid_add_prose (
    GtkGrid *grid, int column, int row, int width, const char *text, const char *css_class)
{
  GtkWidget *label = page_grid_add_text (grid, column, row, width, text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

GtkWidget *
page_grid_add_number (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = page_grid_add_text (grid, column, row, 1, text, css_class);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_halign (label, GTK_ALIGN_FILL);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/**
 * page_grid_add_money:
 * @grid: the table
 * @column: where
 * @row: where
 * @money: the amount; zero leaves the cell empty, as a ledger does
 * @css_class: (nullable): of the text
 *
 * Returns: (transfer none): the label
 */
GtkWidget *
page_grid_add_money (
    GtkGrid *grid, int column, int row, const BizMoney *money, const char *css_class)
{
  g_autofree char *text = money->minor != 0 ? kit_format_money_aligned (money) : g_strdup ("");

  return page_grid_add_number (grid, column, row, text, css_class);
}
