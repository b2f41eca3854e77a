/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/* A product as the search offers it. Properties: id (int64), name (with its code), code, price
 * (BizDecimal, of the list, in the company's currency), unit. */
#define BIZ_TYPE_PRODUCT (biz_product_get_type ())
G_DECLARE_FINAL_TYPE (BizProduct, biz_product, BIZ, PRODUCT, GObject)

#define BIZ_PRODUCT_SPECIFICATION                                                                  \
  "{\"display_name\":{},\"default_code\":{},\"lst_price\":{},"                                     \
  "\"uom_id\":{\"fields\":{\"display_name\":{}}}}"

BizProduct *biz_product_new (gint64 id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
BizProduct *biz_product_new_from_json (JsonObject *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_product_get_id (BizProduct *self);
const char *biz_product_get_name (BizProduct *self);
const char *biz_product_get_code (BizProduct *self);
BizDecimal biz_product_get_price (BizProduct *self);
const char *biz_product_get_unit (BizProduct *self);

G_END_DECLS
