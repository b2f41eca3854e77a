/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_INVOICE_LINE_PRODUCT, /* has amounts, with or without a product */
  BIZ_INVOICE_LINE_SECTION,
  BIZ_INVOICE_LINE_NOTE,
} BizInvoiceLineKind;

/* A line as the server has it, or as it would be (BizInvoicePreview). Properties: id (int64), kind,
 * product-id (int64), product-name, description, quantity, unit, price, discount (percent)
 * (BizDecimal), taxes (their names), subtotal (BizMoney, without tax), total (BizMoney). */
#define BIZ_TYPE_INVOICE_LINE (biz_invoice_line_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceLine, biz_invoice_line, BIZ, INVOICE_LINE, GObject)

#define BIZ_INVOICE_LINE_SPECIFICATION                                                             \
  "{\"display_type\":{},\"product_id\":{\"fields\":{\"display_name\":{}}},\"name\":{},"            \
  "\"quantity\":{},\"product_uom_id\":{\"fields\":{\"display_name\":{}}},\"price_unit\":{},"       \
  "\"discount\":{},\"tax_ids\":{\"fields\":{\"display_name\":{}}},\"price_subtotal\":{},"          \
  "\"price_total\":{},\"account_id\":{\"fields\":{\"display_name\":{}}},\"sequence\":{}}"

BizInvoiceLine *biz_invoice_line_new_from_json (JsonObject *row,
                                                const BizMoney *zero,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizInvoiceLine *biz_invoice_line_new_from_preview (JsonObject *row,
                                                   const BizMoney *zero,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_invoice_line_get_id (BizInvoiceLine *self);
BizInvoiceLineKind biz_invoice_line_get_kind (BizInvoiceLine *self);
gint64 biz_invoice_line_get_product_id (BizInvoiceLine *self);
/* (nullable) */
const char *biz_invoice_line_get_product_name (BizInvoiceLine *self);
const char *biz_invoice_line_get_description (BizInvoiceLine *self);
BizDecimal biz_invoice_line_get_quantity (BizInvoiceLine *self);
/* (nullable) */
const char *biz_invoice_line_get_unit (BizInvoiceLine *self);
BizDecimal biz_invoice_line_get_price (BizInvoiceLine *self);
BizDecimal biz_invoice_line_get_discount (BizInvoiceLine *self);
/* "15%, Eco": empty where there is none */
const char *biz_invoice_line_get_taxes (BizInvoiceLine *self);
/* The ids behind the names; NULL-terminated it is not: @n says how many. */
const gint64 *biz_invoice_line_get_tax_ids (BizInvoiceLine *self, gsize *n);
/* (nullable): where it is booked; 0 and NULL of sections and notes */
const char *biz_invoice_line_get_account (BizInvoiceLine *self);
gint64 biz_invoice_line_get_account_id (BizInvoiceLine *self);
/* The server's order of the lines. */
gint64 biz_invoice_line_get_sequence (BizInvoiceLine *self);
BizMoney biz_invoice_line_get_subtotal (BizInvoiceLine *self);
BizMoney biz_invoice_line_get_total (BizInvoiceLine *self);

G_END_DECLS
