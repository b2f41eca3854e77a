/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "biz-invoice-line.h"

G_BEGIN_DECLS

/* One line that the person is writing. Properties, all writable and notifying: product-id (int64),
 * product-name, description, quantity, price (BizDecimal), has-price (FALSE: the server's price),
 * discount (BizDecimal, percent). */
#define BIZ_TYPE_DRAFT_LINE (biz_draft_line_get_type ())
G_DECLARE_FINAL_TYPE (BizDraftLine, biz_draft_line, BIZ, DRAFT_LINE, GObject)

BizDraftLine *biz_draft_line_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizDraftLine *biz_draft_line_new_of_kind (BizInvoiceLineKind kind) G_GNUC_WARN_UNUSED_RESULT;
BizDraftLine *biz_draft_line_new_from_line (BizInvoiceLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* What @line says, as a change of @origin; a new line where that is NULL. */
BizDraftLine *biz_draft_line_new_rebased (BizDraftLine *line,
                                          BizInvoiceLine *origin) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the line on the server; NULL for a new one */
BizInvoiceLine *biz_draft_line_get_origin (BizDraftLine *self);
BizInvoiceLineKind biz_draft_line_get_kind (BizDraftLine *self);
/* 0: the server's */
gint64 biz_draft_line_get_account_id (BizDraftLine *self);
void biz_draft_line_set_account_id (BizDraftLine *self, gint64 account_id);
/* NULL: the server's */
const gint64 *biz_draft_line_get_taxes (BizDraftLine *self, gsize *n);
void biz_draft_line_set_taxes (BizDraftLine *self, const gint64 *ids, gsize n);
/* What is not as it is on the server. */
JsonObject *biz_draft_line_to_changes (BizDraftLine *self) G_GNUC_WARN_UNUSED_RESULT;
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
