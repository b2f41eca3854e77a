/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-transfer.h"

#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

struct _BizTransfer
{
  GObject parent_instance;

  gint64 id;
  char *name; /* (owned) */
  BizTransferState state;
  BizTransferKind kind;
  gint64 order_id;
  char *order; /* (owned) (nullable) */
  gint64 partner_id;
  char *partner; /* (owned) (nullable) */
  gint64 company_id;
  gint64 rma_place;
  GDateTime *time;  /* (owned) (nullable) */
  GPtrArray *moves; /* (owned): BizTransferMove */
};

G_DEFINE_FINAL_TYPE (BizTransfer, biz_transfer, G_TYPE_OBJECT)

#define UNIT "{\"fields\":{\"display_name\":{},\"factor\":{},\"rounding\":{}}}"
#define NAMED "{\"fields\":{\"display_name\":{}}}"

static void
move_free (gpointer data)
{
  BizTransferMove *move = data;

  g_free (move->product);
  g_free (move->unit_name);
  g_free (move->rma);
  g_free (move->rma_state);
  g_free (move);
}

static void
biz_transfer_finalize (GObject *object)
{
  BizTransfer *self = BIZ_TRANSFER (object);

  g_free (self->name);
  g_free (self->order);
  g_free (self->partner);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_ptr_array_unref (self->moves);

  G_OBJECT_CLASS (biz_transfer_parent_class)->finalize (object);
}

static void
biz_transfer_class_init (BizTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_transfer_finalize;
}

static void
biz_transfer_init (BizTransfer *self)
{
  self->kind = BIZ_TRANSFER_OTHER;
  self->moves = g_ptr_array_new_with_free_func (move_free);
}

static gboolean
has_field (ErpCapabilities *capabilities, const char *model, const char *field)
{
  return capabilities != NULL && erp_capabilities_has_field (capabilities, model, field);
}

/**
 * biz_transfer_has_part_units:
 * @capabilities: (nullable): what the server has
 *
 * Until packagings became units of a product, a unit said how many of it fill its reference.
 *
 * Returns: whether factors are read so
 */
gboolean
biz_transfer_has_part_units (ErpCapabilities *capabilities)
{
  return !has_field (capabilities, "product.product", "uom_ids");
}

/**
 * biz_transfer_make_specification:
 * @capabilities: (nullable): what the server has
 *
 * Returns: (transfer full): the fields of stock.picking, with its moves and what they deliver of
 *   an order, so that one request is enough
 */
char *
biz_transfer_make_specification (ErpCapabilities *capabilities)
{
  const gboolean new_name = has_field (capabilities, "account.move", "reversal_move_ids")
                            && !has_field (capabilities, "account.move", "reversal_move_id");
  const gboolean has_rma = has_field (capabilities, "stock.picking", "rma_count");

  return g_strdup_printf (
      "{\"name\":{},\"state\":{},\"date_done\":{},\"scheduled_date\":{},\"create_uid\":{},"
      "\"partner_id\":" NAMED ",\"company_id\":{}%s,\"sale_id\":" NAMED
      ",\"move_ids\":{\"fields\":{\"state\":{},\"quantity\":{},\"product_uom_qty\":{},"
      "\"product_id\":{\"fields\":{\"display_name\":{}%s,\"uom_id\":" UNIT "}},"
      "\"product_uom\":" UNIT ",\"origin_returned_move_id\":{},\"location_dest_usage\":{}%s,"
      "\"sale_line_id\":{\"fields\":{\"product_id\":{},\"%s\":" UNIT
      ",\"product_uom_qty\":{},\"price_unit\":{},\"discount\":{}}}}}}",
      has_rma
          ? ",\"picking_type_id\":{\"fields\":{\"warehouse_id\":{\"fields\":{\"rma_loc_id\":{}}}}}"
          : "",
      has_field (capabilities, "product.product", "tracking") ? ",\"tracking\":{}" : "",
      has_rma
          ? ",\"rma_receiver_ids\":{\"fields\":{\"name\":{},\"state\":{},\"delivery_move_ids\":{}}}"
          : "",
      new_name ? "product_uom_id" : "product_uom");
}

/* Nothing where it is empty, or where it was not asked for. */
static JsonObject *
get_nested (JsonObject *row, const char *member)
{
  JsonNode *node = json_object_get_member (row, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_unit (JsonObject *row, const char *member, gboolean part, BizReturnUnit *unit, char **name)
{
  JsonObject *object = get_nested (row, member);
  const char *text = NULL;

  if (object == NULL)
    return;
  unit->is_part = part;
  if (!erp_json_get_int (object, "id", &unit->id, NULL))
    unit->id = 0;
  if (!json_object_has_member (object, "factor")
      || !biz_decimal_from_json (object, "factor", &unit->factor, NULL))
    unit->factor = biz_decimal_new (0, 0);
  if (!json_object_has_member (object, "rounding")
      || !biz_decimal_from_json (object, "rounding", &unit->rounding, NULL))
    unit->rounding = biz_decimal_new (0, 0);
  if (name != NULL && json_object_has_member (object, "display_name")
      && erp_json_get_string (object, "display_name", &text, NULL))
    *name = g_strdup (text);
}

static gint64
get_reference (JsonObject *row, const char *member)
{
  JsonNode *node = json_object_get_member (row, member);
  gint64 id = 0;

  if (node == NULL)
    return 0;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (!erp_json_get_many2one (row, member, &id, NULL, NULL))
    return 0;

  return id;
}

static gboolean
read_order_line (BizTransferMove *move, JsonObject *row, gboolean part, GError **error)
{
  JsonObject *line = get_nested (row, "sale_line_id");

  if (line == NULL)
    return TRUE;
  if (!erp_json_get_int (line, "id", &move->order_line_id, error)
      || !biz_decimal_from_json (line, "product_uom_qty", &move->ordered, error)
      || !biz_decimal_from_json (line, "price_unit", &move->price, error)
      || !biz_decimal_from_json (line, "discount", &move->discount, error))
    return FALSE;
  move->order_product_id = get_reference (line, "product_id");
  read_unit (line,
             json_object_has_member (line, "product_uom_id") ? "product_uom_id" : "product_uom",
             part, &move->order_unit, NULL);

  return TRUE;
}

static void
read_rma (BizTransferMove *move, JsonObject *row)
{
  JsonArray *records = NULL;
  JsonObject *record = NULL;
  const char *name = NULL;
  const char *state = NULL;
  g_autoptr (GArray) linked = NULL;

  if (!json_object_has_member (row, "rma_receiver_ids")
      || !erp_json_get_array (json_object_get_member (row, "rma_receiver_ids"), &records, NULL)
      || json_array_get_length (records) == 0
      || !erp_json_get_object (json_array_get_element (records, 0), &record, NULL)
      || !erp_json_get_int (record, "id", &move->rma_id, NULL)
      || !erp_json_get_string (record, "name", &name, NULL)
      || !erp_json_get_string (record, "state", &state, NULL))
    return;
  move->rma = g_strdup (name);
  move->rma_state = g_strdup (state);
  if (json_object_has_member (record, "delivery_move_ids")
      && erp_json_get_ids (record, "delivery_move_ids", &linked, NULL))
    move->rma_linked = linked->len;
}

static BizTransferState
read_state (const char *state)
{
  if (g_strcmp0 (state, "done") == 0)
    return BIZ_TRANSFER_DONE;

  return g_strcmp0 (state, "cancel") == 0 ? BIZ_TRANSFER_CANCELLED : BIZ_TRANSFER_OPEN;
}

static gboolean
read_product (BizTransferMove *move, JsonObject *row, gboolean part)
{
  JsonObject *product = get_nested (row, "product_id");
  const char *name = NULL;
  const char *tracking = NULL;

  if (product == NULL || !erp_json_get_int (product, "id", &move->product_id, NULL))
    return FALSE;
  if (json_object_has_member (product, "display_name"))
    erp_json_get_string (product, "display_name", &name, NULL);
  if (json_object_has_member (product, "tracking"))
    erp_json_get_string (product, "tracking", &tracking, NULL);
  move->product = g_strdup (name != NULL ? name : "");
  move->is_tracked = tracking != NULL && !g_str_equal (tracking, "none");
  read_unit (product, "uom_id", part, &move->product_unit, NULL);

  return TRUE;
}

static gboolean
read_move (BizTransfer *self, JsonObject *row, gboolean part, GError **error)
{
  BizTransferMove *move = g_new0 (BizTransferMove, 1);
  const char *state = NULL;
  const char *usage = NULL;

  g_ptr_array_add (self->moves, move);
  if (!erp_json_get_int (row, "id", &move->id, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "location_dest_usage", &usage, error))
    return FALSE;
  move->state = read_state (state);
  move->to_customer = g_strcmp0 (usage, "customer") == 0;
  move->origin_id = get_reference (row, "origin_returned_move_id");
  if (!biz_decimal_from_json (row,
                              move->state == BIZ_TRANSFER_DONE ? "quantity" : "product_uom_qty",
                              &move->quantity, error))
    return FALSE;
  read_unit (row, "product_uom", part, &move->unit, &move->unit_name);
  read_rma (move, row);
  /* A line that nobody can name is nobody's to return. */
  if (move->state == BIZ_TRANSFER_CANCELLED || !read_product (move, row, part))
    {
      g_ptr_array_remove_index (self->moves, self->moves->len - 1);
      return TRUE;
    }

  return read_order_line (move, row, part, error);
}

static gboolean
read_moves (BizTransfer *self, JsonObject *row, gboolean part, GError **error)
{
  JsonArray *rows = NULL;

  if (!json_object_has_member (row, "move_ids"))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "move_ids is missing");
      return FALSE;
    }
  if (!erp_json_get_array (json_object_get_member (row, "move_ids"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *move;

      if (!erp_json_get_object (json_array_get_element (rows, i), &move, error)
          || !read_move (self, move, part, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_transfer_new_from_json:
 * @row: a row of stock.picking
 * @part_units: as biz_transfer_has_part_units () says
 * @error: return location
 *
 * Returns: (transfer full) (nullable): NULL with ERP_ERROR_PROTOCOL
 */
BizTransfer *
biz_transfer_new_from_json (JsonObject *row, gboolean part_units, GError **error)
{
  g_autoptr (BizTransfer) self = NULL;
  JsonObject *type, *house;
  const char *name = NULL;
  const char *state = NULL;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_TRANSFER, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_datetime (row, "date_done", &self->time, error)
      || !read_moves (self, row, part_units, error))
    return NULL;
  if (self->time == NULL && json_object_has_member (row, "scheduled_date")
      && !erp_json_get_datetime (row, "scheduled_date", &self->time, error))
    return NULL;
  self->name = g_strdup (name != NULL ? name : "");
  self->state = read_state (state);
  if (json_object_has_member (row, "sale_id"))
    erp_json_get_many2one (row, "sale_id", &self->order_id, &self->order, NULL);
  if (json_object_has_member (row, "partner_id"))
    erp_json_get_many2one (row, "partner_id", &self->partner_id, &self->partner, NULL);
  self->company_id = get_reference (row, "company_id");
  type = get_nested (row, "picking_type_id");
  house = type != NULL ? get_nested (type, "warehouse_id") : NULL;
  self->rma_place = house != NULL ? get_reference (house, "rma_loc_id") : 0;

  return g_steal_pointer (&self);
}

gint64
biz_transfer_get_id (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), 0);

  return self->id;
}

const char *
biz_transfer_get_name (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  return self->name;
}

BizTransferState
biz_transfer_get_state (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), BIZ_TRANSFER_CANCELLED);

  return self->state;
}

BizTransferKind
biz_transfer_get_kind (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), BIZ_TRANSFER_OTHER);

  return self->kind;
}

void
biz_transfer_set_kind (BizTransfer *self, BizTransferKind kind)
{
  g_return_if_fail (BIZ_IS_TRANSFER (self));

  self->kind = kind;
}

gint64
biz_transfer_get_order_id (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), 0);

  return self->order_id;
}

const char *
biz_transfer_get_order (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  return self->order;
}

gint64
biz_transfer_get_partner_id (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), 0);

  return self->partner_id;
}

const char *
biz_transfer_get_partner (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  return self->partner;
}

gint64
biz_transfer_get_company_id (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), 0);

  return self->company_id;
}

gint64
biz_transfer_get_rma_place (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), 0);

  return self->rma_place;
}

/**
 * biz_transfer_inherit_order:
 * @move: a line that takes back another
 * @origin: that one
 *
 * The returns module receives goods by transfers that belong to no order.
 */
void
biz_transfer_inherit_order (BizTransferMove *move, const BizTransferMove *origin)
{
  if (move->order_line_id != 0)
    return;
  move->order_line_id = origin->order_line_id;
  move->order_product_id = origin->order_product_id;
  move->order_unit = origin->order_unit;
  move->ordered = origin->ordered;
  move->price = origin->price;
  move->discount = origin->discount;
}

GDateTime *
biz_transfer_get_time (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  return self->time;
}

GPtrArray *
biz_transfer_get_moves (BizTransfer *self)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  return self->moves;
}

/**
 * biz_transfer_find_move:
 * @self: a transfer
 * @id: of a move
 *
 * Returns: (transfer none) (nullable): the move
 */
BizTransferMove *
biz_transfer_find_move (BizTransfer *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_TRANSFER (self), NULL);

  for (guint i = 0; i < self->moves->len; i++)
    {
      BizTransferMove *move = g_ptr_array_index (self->moves, i);

      if (move->id == id)
        return move;
    }

  return NULL;
}
