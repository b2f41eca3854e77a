/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DEMO_TAX_MAX 8

/**
 * DemoTax:
 * @id: the record
 * @percent: scaled by a million: 19 % is 19000000
 * @included: the price already contains it
 * @base: (out): what it was computed on, minor units
 * @amount: (out): the tax, minor units
 */
typedef struct
{
  gint64 id;
  gint64 percent;
  gboolean included;
  gint64 base;
  gint64 amount;
} DemoTax;

/**
 * DemoTaxLine:
 * @price: unit price, scaled by a million
 * @quantity: scaled by a million
 * @discount: percent, scaled by a million
 * @taxes: bit n stands for the n-th tax of the document
 * @subtotal: (out): without tax, minor units
 * @total: (out): with tax, minor units
 * @amount: (out): what is booked: @subtotal, or a minor unit beside it, so that the document's
 *   lines add up to its rounded base
 */
typedef struct
{
  gint64 price;
  gint64 quantity;
  gint64 discount;
  guint taxes;
  gint64 subtotal;
  gint64 total;
  gint64 amount;
} DemoTaxLine;

void demo_tax_document (DemoTaxLine *lines,
                        guint n_lines,
                        DemoTax *taxes,
                        guint n_taxes,
                        int digits,
                        gboolean globally);

G_END_DECLS
