/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/* One line that the person is writing. Properties, all writable and notifying: product-id (int64),
 * product-name, description, quantity, price (BizDecimal), has-price (FALSE: the server's price),
 * discount (BizDecimal, percent). */
#define BIZ_TYPE_DRAFT_LINE (biz_draft_line_get_type ())
G_DECLARE_FINAL_TYPE (BizDraftLine, biz_draft_line, BIZ, DRAFT_LINE, GObject)

BizDraftLine *biz_draft_line_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_draft_line_set_product (BizDraftLine *self, BizProduct *product);
gint64 biz_draft_line_get_product_id (BizDraftLine *self);
const char *biz_draft_line_get_product_name (BizDraftLine *self);
/* NULL: the server's */
void biz_draft_line_set_description (BizDraftLine *self, const char *description);
const char *biz_draft_line_get_description (BizDraftLine *self);
void biz_draft_line_set_quantity (BizDraftLine *self, const BizDecimal *quantity);
BizDecimal biz_draft_line_get_quantity (BizDraftLine *self);
/* NULL: the server's */
void biz_draft_line_set_price (BizDraftLine *self, const BizDecimal *price);
gboolean biz_draft_line_get_price (BizDraftLine *self, BizDecimal *price);
void biz_draft_line_set_discount (BizDraftLine *self, const BizDecimal *discount);
BizDecimal biz_draft_line_get_discount (BizDraftLine *self);
/* The values of one line for account.move.create. */
JsonNode *biz_draft_line_to_values (BizDraftLine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
