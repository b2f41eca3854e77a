/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The lines below an invoice: a name, an amount under the others' decimal points, a currency. */
void page_totals_clear (GtkGrid *grid);
void
page_totals_add (GtkGrid *grid, const char *name, const BizMoney *money, const char *css_class);
/* Untaxed, every tax of @taxes (BizTaxLine), total. */
void page_totals_add_all (GtkGrid *grid,
                          const BizMoney *untaxed,
                          GListModel *taxes,
                          const BizMoney *total);

G_END_DECLS
