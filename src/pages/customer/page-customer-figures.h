/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-customer-figures.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The figures of a customer as tiles; each answers when it is pressed: what it is, as of when, what
 * it is made of, and the way to its rows. Signals "rows-requested" (section, filter) and
 * "open-requested" (model, id). */
#define PAGE_TYPE_CUSTOMER_FIGURES (page_customer_figures_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomerFigures, page_customer_figures, PAGE, CUSTOMER_FIGURES, AdwBin)

/* @figures: (element-type BizCustomerFigure) (nullable): NULL while they are not known */
void page_customer_figures_set (PageCustomerFigures *self, GPtrArray *figures, const GDate *as_of);
/* For tests: the button of a figure, and what the answer shown says. */
GtkWidget *page_customer_figures_get_tile (PageCustomerFigures *self, BizFigureKind kind);
const char *page_customer_figures_get_answer (PageCustomerFigures *self);
KitTone page_customer_figures_get_tone (BizStoryTone tone);

G_END_DECLS
