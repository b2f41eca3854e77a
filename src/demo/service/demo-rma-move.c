/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"

/* What rmas have to do with transfers: received by one, replaced or sent back by another. */

/**
 * demo_rma_check_done: (skip)
 * @picking: a transfer that is about to be done
 *
 * What an rma says comes back, comes back whole.
 */
gboolean
demo_rma_check_done (DemoEnv *env, gint64 picking, GError **error)
{
  g_autofree char *name = NULL;

  if (demo_env_get_series (env) > 17)
    return TRUE;
  name = demo_db_text (demo_env_get_db (env), NULL,
                       "SELECT r.name FROM stock_move m JOIN rma r ON r.reception_move_id = m.id"
                       " WHERE m.picking_id = ? AND m.state NOT IN ('done', 'cancel')"
                       " AND m.quantity <> r.product_uom_qty LIMIT 1",
                       "i", picking);
  if (name == NULL)
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
               "The quantity has to be that of %s, the return it belongs to.", name);

  return FALSE;
}

static gboolean
set_states (DemoEnv *env, const char *sql, gint64 picking, const char *state, GError **error)
{
  g_autoptr (DemoIds) rmas = demo_db_ids (demo_env_get_db (env), error, sql, "i", picking);

  if (rmas == NULL)
    return FALSE;
  for (guint i = 0; i < rmas->len; i++)
    if (!demo_rma_set_state (env, demo_ids_get (rmas, i), state, error))
      return FALSE;

  return TRUE;
}

#define FULLY_SENT                                                                                 \
  " AND r.product_uom_qty <= COALESCE((SELECT SUM(d.quantity) FROM stock_move d"                   \
  " WHERE d.rma_id = r.id AND d.state <> 'cancel'), 0)"

/**
 * demo_rma_follow_done: (skip)
 * @picking: a transfer that is done
 */
gboolean
demo_rma_follow_done (DemoEnv *env, gint64 picking, GError **error)
{
  return demo_env_get_series (env) > 17
         || (set_states (env,
                         "SELECT r.id FROM stock_move m JOIN rma r ON r.reception_move_id = m.id"
                         " WHERE m.picking_id = ? AND m.state = 'done' AND r.state = 'confirmed'",
                         picking, "received", error)
             && set_states (env,
                            "SELECT DISTINCT r.id FROM stock_move m JOIN rma r ON r.id = m.rma_id"
                            " WHERE m.picking_id = ? AND m.state = 'done'"
                            " AND r.state = 'waiting_replacement'" FULLY_SENT,
                            picking, "replaced", error)
             && set_states (env,
                            "SELECT DISTINCT r.id FROM stock_move m JOIN rma r ON r.id = m.rma_id"
                            " WHERE m.picking_id = ? AND m.state = 'done'"
                            " AND r.state = 'waiting_return'" FULLY_SENT,
                            picking, "returned", error));
}

/**
 * demo_rma_follow_cancel: (skip)
 * @picking: a transfer that is cancelled
 */
gboolean
demo_rma_follow_cancel (DemoEnv *env, gint64 picking, GError **error)
{
  return demo_env_get_series (env) > 17
         || (set_states (env,
                         "SELECT r.id FROM stock_move m JOIN rma r ON r.reception_move_id = m.id"
                         " WHERE m.picking_id = ? AND m.state = 'cancel'",
                         picking, "draft", error)
             && set_states (env,
                            "SELECT DISTINCT r.id FROM stock_move m JOIN rma r ON r.id = m.rma_id"
                            " WHERE m.picking_id = ? AND NOT EXISTS (SELECT 1 FROM stock_move d"
                            " WHERE d.rma_id = r.id AND d.state <> 'cancel')",
                            picking, "received", error));
}

static const DemoField wizard_fields[] = {
  F_INT ("rma_count", "Rma Count"),
  F_SELECT ("type", "Type", "replace:Replace|return:Return to customer", .flags = DEMO_REQUIRED),
  F_M2O ("product_id", "Replace Product", "product.product"),
  F_FLOAT ("product_uom_qty", "Product qty"),
  F_M2O ("product_uom", "Unit of measure", "uom.uom"),
  F_TIME ("scheduled_date", "Scheduled Date", .flags = DEMO_REQUIRED),
  F_M2O ("warehouse_id", "Warehouse", "stock.warehouse", .flags = DEMO_REQUIRED),
  F_BOOL ("rma_return_grouping", "Group RMA returns by customer address and warehouse"),
  { 0 },
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) rmas = demo_env_context_ids (env, "active_ids");
  const char *type = demo_env_context_text (env, "rma_delivery_type");
  gint64 rma = rmas->len > 0 ? demo_ids_get (rmas, 0) : 0;

  if (!demo_vals_has (vals, "rma_count"))
    json_object_set_int_member (vals, "rma_count", rmas->len);
  if (!demo_vals_has (vals, "type") && type != NULL)
    json_object_set_string_member (vals, "type", type);
  if (!demo_vals_has (vals, "scheduled_date"))
    json_object_set_string_member (vals, "scheduled_date", demo_env_now (env));
  if (!demo_vals_has (vals, "warehouse_id") && rma > 0)
    json_object_set_int_member (
        vals, "warehouse_id",
        demo_db_int (demo_env_get_db (env), NULL,
                     "SELECT w.id FROM stock_warehouse w JOIN rma r ON r.company_id = w.company_id"
                     " WHERE r.id = ? LIMIT 1",
                     "i", rma));
  if (!demo_vals_has (vals, "product_uom_qty") && rmas->len == 1)
    demo_vals_set_amount (
        vals, "product_uom_qty",
        demo_db_int (
            demo_env_get_db (env), NULL,
            "SELECT r.product_uom_qty - COALESCE((SELECT SUM(m.quantity) FROM stock_move m"
            " WHERE m.rma_id = r.id AND m.state <> 'cancel'), 0) FROM rma r WHERE r.id = ?",
            "i", rma),
        DEMO_FLOAT_DECIMALS);

  return TRUE;
}

static gboolean
check_may (DemoEnv *env, gint64 rma, gboolean replace, GError **error)
{
  g_autofree char *state = demo_env_get_text (env, "rma", rma, "state");

  if (g_strcmp0 (state, "received") == 0
      || g_strcmp0 (state, replace ? "waiting_replacement" : "waiting_return") == 0
      || (replace && g_strcmp0 (state, "replaced") == 0))
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                       replace ? "This return cannot be replaced as it stands."
                               : "This return cannot go back to the customer as it stands.");

  return FALSE;
}

static gboolean
deliver (DemoEnv *env, gint64 wizard, gint64 rma, gboolean replace, GError **error)
{
  static const char own[] = "rma.delivery.wizard";
  DemoDb *db = demo_env_get_db (env);
  gint64 warehouse = demo_env_get_int (env, own, wizard, "warehouse_id");
  gint64 product = demo_env_get_int (env, own, wizard, "product_id");
  g_autofree char *origin = demo_env_get_text (env, "rma", rma, "name");
  DemoTransfer transfer = {
    .type = demo_env_get_int (env, "stock.warehouse", warehouse,
                              replace ? "out_type_id" : "rma_out_type_id"),
    .partner = demo_env_get_int (env, "rma", rma, "partner_shipping_id"),
    .from = replace ? demo_env_get_int (env, "stock.warehouse", warehouse, "lot_stock_id")
                    : demo_env_get_int (env, "rma", rma, "location_id"),
    .to = demo_transfer_customers (env),
    .origin = origin,
  };
  DemoTransferLine line = {
    .product = product > 0 ? product : demo_env_get_int (env, "rma", rma, "product_id"),
    .quantity = demo_env_get_int (env, own, wizard, "product_uom_qty"),
    .unit = demo_env_get_int (env, own, wizard, "product_uom"),
  };
  gint64 picking, move;

  if (line.unit == 0)
    line.unit = demo_env_get_int (env, "product.template", line.product, "uom_id");
  picking = check_may (env, rma, replace, error) ? demo_transfer_make (env, &transfer, error) : 0;
  move = picking > 0 ? demo_transfer_add (env, picking, &line, error) : 0;

  return move > 0
         && demo_db_exec (db, error, "UPDATE stock_move SET rma_id = ? WHERE id = ?", "ii", rma,
                          move)
         && demo_rma_set_state (env, rma, replace ? "waiting_replacement" : "waiting_return",
                                error);
}

static JsonNode *
action_deliver (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) rmas = demo_env_context_ids (env, "active_ids");
  gint64 wizard = ids->len == 1 ? demo_ids_get (ids, 0) : 0;
  g_autofree char *type = NULL;

  if (wizard == 0 || rmas->len == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "One wizard, and active_ids in the context.");
      return NULL;
    }
  if (demo_env_get_int (env, model->name, wizard, "product_uom_qty") <= 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "The quantity has to be more than nothing.");
      return NULL;
    }
  type = demo_env_get_text (env, model->name, wizard, "type");
  for (guint i = 0; i < rmas->len; i++)
    if (!demo_env_check_access (env, "rma", rmas, DEMO_WRITE, error)
        || !deliver (env, wizard, demo_ids_get (rmas, i), g_strcmp0 (type, "replace") == 0, error))
      return NULL;

  return NULL;
}

const DemoModel demo_rma_delivery_model = {
  .name = "rma.delivery.wizard",
  .label = "RMA Delivery Wizard",
  .table = "rma_delivery_wizard",
  .rec_name = "id",
  .display_sql = "'rma.delivery.wizard,' || $.id",
  .until = 17,
  .transient = TRUE,
  .fields = wizard_fields,
  .methods = (const DemoMethod[]){ { "action_deliver", action_deliver, "" }, { 0 } },
  .access = (const DemoAccessRow[]){ { "base.group_user", DEMO_ALL }, { 0 } },
  .defaults = defaults,
};

static const DemoField operation_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow part_access[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

const DemoModel demo_rma_operation_model = {
  .name = "rma.operation",
  .label = "RMA requested operation",
  .table = "rma_operation",
  .until = 17,
  .fields = operation_fields,
  .access = part_access,
};

static const DemoField team_fields[] = {
  F_INT ("sequence", "Sequence", .value = "1"),
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_M2O ("user_id", "Team Leader", "res.users"),
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

const DemoModel demo_rma_team_model = {
  .name = "rma.team",
  .label = "RMA Team",
  .table = "rma_team",
  .order = "sequence, name",
  .until = 17,
  .company_field = "company_id",
  .fields = team_fields,
  .access = part_access,
};
