/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-rule.h"
#include "biz-transfer.h"

G_BEGIN_DECLS

/* A line that was delivered, or that came back, and what may become of it. Immutable. Quantities
 * are in the unit of its move. */
#define BIZ_TYPE_RETURN_LINE (biz_return_line_get_type ())
G_DECLARE_FINAL_TYPE (BizReturnLine, biz_return_line, BIZ, RETURN_LINE, GObject)

/* Of a delivery: what may be returned. @refusal: (nullable): why nothing is offered */
BizReturnLine *biz_return_line_new_delivered (BizTransfer *transfer,
                                              BizTransferMove *move,
                                              const BizDecimal *expected,
                                              const BizDecimal *received,
                                              const char *refusal) G_GNUC_WARN_UNUSED_RESULT;
/* Of a return: what may be credited and replaced. @refusal: (nullable): why not credited */
BizReturnLine *biz_return_line_new_returned (BizTransfer *transfer,
                                             BizTransferMove *move,
                                             const BizDecimal *creditable,
                                             const BizDecimal *replaceable,
                                             const char *refusal) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_return_line_get_id (BizReturnLine *self);
BizTransferMove *biz_return_line_get_move (BizReturnLine *self);
const char *biz_return_line_get_product (BizReturnLine *self);
/* (nullable) */
const char *biz_return_line_get_unit (BizReturnLine *self);
/* Delivered; of a return, what came back or is expected. */
BizDecimal biz_return_line_get_quantity (BizReturnLine *self);
BizDecimal biz_return_line_get_expected (BizReturnLine *self);
BizDecimal biz_return_line_get_received (BizReturnLine *self);
BizDecimal biz_return_line_get_returnable (BizReturnLine *self);
BizDecimal biz_return_line_get_creditable (BizReturnLine *self);
BizDecimal biz_return_line_get_replaceable (BizReturnLine *self);
/* (nullable): translated */
const char *biz_return_line_get_refusal (BizReturnLine *self);

G_END_DECLS
