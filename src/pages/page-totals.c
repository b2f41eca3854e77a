/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-totals.h"

#include "biz-tax-line.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

void
page_totals_clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

/**
 * page_totals_add:
 * @grid: the lines
 * @name: what the amount is
 * @money: the amount
 * @css_class: (nullable): of all three texts
 *
 * Adds a line below the others.
 */
void
page_totals_add (GtkGrid *grid, const char *name, const BizMoney *money, const char *css_class)
{
  g_autofree char *amount = kit_format_money_aligned (money);
  const char *texts[] = { name, amount, money->currency };
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (grid));
  int row = -1;
  guint i;

  if (last != NULL)
    gtk_grid_query_child (grid, last, NULL, &row, NULL, NULL);
  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), i < 2 ? 1 : 0);
      gtk_label_set_wrap (GTK_LABEL (label), i == 0);
      gtk_widget_set_hexpand (label, i == 0);
      if (i == 1)
        gtk_widget_add_css_class (label, "numeric");
      if (css_class != NULL)
        gtk_widget_add_css_class (label, css_class);
      gtk_grid_attach (grid, label, (int)i, row + 1, 1, 1);
    }
}

void
page_totals_add_all (GtkGrid *grid,
                     const BizMoney *untaxed,
                     GListModel *taxes,
                     const BizMoney *total)
{
  guint n = g_list_model_get_n_items (taxes);
  guint i;

  page_totals_add (grid, _ ("Untaxed"), untaxed, NULL);
  for (i = 0; i < n; i++)
    {
      g_autoptr (BizTaxLine) tax = g_list_model_get_item (taxes, i);
      BizMoney amount = biz_tax_line_get_amount (tax);

      page_totals_add (grid, biz_tax_line_get_name (tax), &amount, NULL);
    }
  page_totals_add (grid, _ ("Total"), total, "heading");
}
