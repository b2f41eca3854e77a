/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* One line of the totals below an invoice. Properties: name, base, amount (BizMoney). */
#define BIZ_TYPE_TAX_LINE (biz_tax_line_get_type ())
G_DECLARE_FINAL_TYPE (BizTaxLine, biz_tax_line, BIZ, TAX_LINE, GObject)

BizTaxLine *biz_tax_line_new (const char *name,
                              const BizMoney *base,
                              const BizMoney *amount) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_tax_line_get_name (BizTaxLine *self);
BizMoney biz_tax_line_get_base (BizTaxLine *self);
BizMoney biz_tax_line_get_amount (BizTaxLine *self);

/* The server's "tax_totals" in either of its two forms. Appends to @tax_lines (GListStore of
 * BizTaxLine); @untaxed, @tax and @total are set. FALSE where it is empty or not understood. */
gboolean biz_tax_line_read_totals (JsonNode *tax_totals,
                                   const BizMoney *zero,
                                   GListStore *tax_lines,
                                   BizMoney *untaxed,
                                   BizMoney *tax,
                                   BizMoney *total,
                                   GError **error);

G_END_DECLS
