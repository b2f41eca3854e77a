/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-line.h"

G_BEGIN_DECLS

/* A line of an invoice, and how much of it is credited already. Sections and notes are lines too,
 * with nothing to credit. */
#define BIZ_TYPE_CREDIT_LINE (biz_credit_line_get_type ())
G_DECLARE_FINAL_TYPE (BizCreditLine, biz_credit_line, BIZ, CREDIT_LINE, GObject)

#define BIZ_CREDIT_LINE_SPECIFICATION                                                              \
  "{\"display_type\":{},\"product_id\":{\"fields\":{\"display_name\":{}}},\"name\":{},"            \
  "\"quantity\":{},\"product_uom_id\":{\"fields\":{\"display_name\":{}}},\"price_unit\":{},"       \
  "\"discount\":{},\"tax_ids\":{\"fields\":{\"display_name\":{}}},\"price_subtotal\":{},"          \
  "\"price_total\":{},\"account_id\":{},\"sale_line_ids\":{}}"

BizCreditLine *biz_credit_line_new_from_json (JsonObject *row,
                                              const BizMoney *zero,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_credit_line_get_id (BizCreditLine *self);
gboolean biz_credit_line_has_amount (BizCreditLine *self);
const char *biz_credit_line_get_description (BizCreditLine *self);
/* (nullable) */
const char *biz_credit_line_get_unit (BizCreditLine *self);
const char *biz_credit_line_get_taxes (BizCreditLine *self);
BizDecimal biz_credit_line_get_quantity (BizCreditLine *self);
BizDecimal biz_credit_line_get_price (BizCreditLine *self);
BizDecimal biz_credit_line_get_discount (BizCreditLine *self);
/* Without tax and with it, as invoiced. */
BizMoney biz_credit_line_get_net (BizCreditLine *self);
BizMoney biz_credit_line_get_gross (BizCreditLine *self);
/* What is not credited yet. */
BizDecimal biz_credit_line_get_quantity_left (BizCreditLine *self);
BizMoney biz_credit_line_get_net_left (BizCreditLine *self);
BizMoney biz_credit_line_get_gross_left (BizCreditLine *self);

/* Takes a line of a credit note off, where that line credits this one. Returns whether it does.
 * @loosely: the same product is enough; otherwise price and words are the same too. */
gboolean biz_credit_line_absorb (BizCreditLine *self, BizCreditLine *credit, gboolean loosely);
/* What quantity x price less discount is: without tax, with it, or neither, where some taxes are in
 * the price and others are not. */
typedef enum
{
  BIZ_CREDIT_BASE_NET,
  BIZ_CREDIT_BASE_GROSS,
  BIZ_CREDIT_BASE_MIXED,
} BizCreditBase;

BizCreditBase biz_credit_line_get_base (BizCreditLine *self);
/* Lines of one key may be credited together: same taxes, same account. */
const char *biz_credit_line_get_key (BizCreditLine *self);
/* The line of a credit note over @quantity or, where @price is not NULL, over that amount. */
JsonObject *biz_credit_line_to_values (BizCreditLine *self,
                                       const BizDecimal *quantity,
                                       const BizMoney *price,
                                       const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
