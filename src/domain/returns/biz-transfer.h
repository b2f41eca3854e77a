/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-unit.h"
#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_TRANSFER_DELIVERY,
  BIZ_TRANSFER_RETURN,
  BIZ_TRANSFER_REPLACEMENT, /* what came back is sent again */
  BIZ_TRANSFER_OTHER,       /* within the house */
} BizTransferKind;

typedef enum
{
  BIZ_TRANSFER_OPEN,
  BIZ_TRANSFER_DONE,
  BIZ_TRANSFER_CANCELLED,
} BizTransferState;

/**
 * BizTransferMove:
 * @origin_id: the move that this one takes back; 0: none
 * @quantity: in @unit: what moved where it is done, else what is to move
 * @unit: of the move
 * @product_unit: of the product
 * @to_customer: it ends at the customer
 * @is_tracked: by lots or serial numbers
 * @order_line_id: 0: it belongs to no order
 * @order_product_id: what was ordered: another than @product_id where a kit was
 * @order_unit: that the order's line counts in
 * @rma: (nullable): what the returns module calls it
 * @rma_linked: by how many moves it knows that it is sent again
 *
 * A line of a transfer.
 */
typedef struct
{
  gint64 id;
  BizTransferState state;
  gint64 origin_id;
  gint64 product_id;
  char *product;
  BizDecimal quantity;
  BizReturnUnit unit;
  char *unit_name;
  BizReturnUnit product_unit;
  gboolean to_customer;
  gboolean is_tracked;
  gint64 order_line_id;
  gint64 order_product_id;
  BizReturnUnit order_unit;
  BizDecimal ordered;
  BizDecimal price;
  BizDecimal discount;
  gint64 rma_id;
  char *rma;
  char *rma_state;
  guint rma_linked;
} BizTransferMove;

/* Goods on their way between us and a customer, as a returns desk sees them. Immutable but for its
 * kind, which its book knows. */
#define BIZ_TYPE_TRANSFER (biz_transfer_get_type ())
G_DECLARE_FINAL_TYPE (BizTransfer, biz_transfer, BIZ, TRANSFER, GObject)

/* What web_search_read is asked for. @capabilities: (nullable): in tests */
char *biz_transfer_make_specification (ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;
/* Whether factors of units are parts of their reference. */
gboolean biz_transfer_has_part_units (ErpCapabilities *capabilities);
BizTransfer *biz_transfer_new_from_json (JsonObject *row,
                                         gboolean part_units,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_transfer_get_id (BizTransfer *self);
const char *biz_transfer_get_name (BizTransfer *self);
BizTransferState biz_transfer_get_state (BizTransfer *self);
BizTransferKind biz_transfer_get_kind (BizTransfer *self);
void biz_transfer_set_kind (BizTransfer *self, BizTransferKind kind);
gint64 biz_transfer_get_order_id (BizTransfer *self);
/* (nullable) */
const char *biz_transfer_get_order (BizTransfer *self);
gint64 biz_transfer_get_partner_id (BizTransfer *self);
/* (nullable) */
const char *biz_transfer_get_partner (BizTransfer *self);
gint64 biz_transfer_get_company_id (BizTransfer *self);
/* Where the returns module receives what comes back of it; 0: not known */
gint64 biz_transfer_get_rma_place (BizTransfer *self);
/* What the order says of a line that takes back another, where its own transfer knows no order. */
void biz_transfer_inherit_order (BizTransferMove *move, const BizTransferMove *origin);
/* (nullable): when it was done, else when it is planned; UTC */
GDateTime *biz_transfer_get_time (BizTransfer *self);
/* (transfer none) (element-type BizTransferMove): without those that are cancelled */
GPtrArray *biz_transfer_get_moves (BizTransfer *self);
BizTransferMove *biz_transfer_find_move (BizTransfer *self, gint64 id);

G_END_DECLS
