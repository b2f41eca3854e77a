/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* Return merchandise authorisations, one an article; only until 17. */

#define DELIVERED                                                                                  \
  "COALESCE((SELECT SUM(CASE WHEN m.quantity > 0 THEN m.quantity ELSE m.product_uom_qty END)"      \
  " FROM stock_move m WHERE m.rma_id = $.id AND m.state <> 'cancel'), 0)"
#define REMAINING "($.product_uom_qty - " DELIVERED ")"

static const DemoField fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_CHAR ("origin", "Source Document"),
  F_TIME ("date", "Date", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_DATE ("deadline", "Deadline"),
  F_M2O ("user_id", "Responsible", "res.users", .flags = DEMO_INDEX),
  F_M2O ("team_id", "RMA team", "rma.team", .flags = DEMO_READONLY),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_INDEX),
  F_M2O ("partner_id", "Customer", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("partner_shipping_id", "Shipping Address", "res.partner"),
  F_M2O ("partner_invoice_id", "Invoice Address", "res.partner"),
  F_M2O ("commercial_partner_id",
         "Commercial Entity",
         "res.partner",
         .related = "partner_id.commercial_partner_id"),
  F_M2O ("picking_id", "Origin Delivery", "stock.picking", .flags = DEMO_INDEX),
  F_M2O ("move_id", "Origin move", "stock.move", .flags = DEMO_INDEX),
  F_M2O ("product_id", "Product", "product.product"),
  F_FLOAT ("product_uom_qty", "Quantity", .flags = DEMO_REQUIRED),
  F_M2O ("product_uom", "UoM", "uom.uom", .flags = DEMO_REQUIRED),
  F_SELECT ("priority", "Priority", "0:Normal|1:Urgent", .value = "\"1\""),
  F_M2O ("operation_id", "Requested operation", "rma.operation"),
  F_SELECT ("state",
            "State",
            "draft:Draft|confirmed:Confirmed|received:Received|waiting_return:Waiting for return|"
            "waiting_replacement:Waiting for replacement|refunded:Refunded|returned:Returned|"
            "replaced:Replaced|finished:Finished|locked:Locked|cancelled:Canceled",
            .flags = DEMO_NO_COPY | DEMO_INDEX,
            .value = "\"draft\""),
  F_HTML ("description", "Description"),
  F_M2O ("location_id", "Location", "stock.location"),
  F_M2O ("warehouse_id",
         "Warehouse",
         "stock.warehouse",
         .sql = "(SELECT w.id FROM stock_warehouse w WHERE w.rma_loc_id = $.location_id)"),
  F_M2O ("reception_move_id", "Reception move", "stock.move", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_M2O ("refund_id", "Refund", "account.move", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_M2O ("refund_line_id", "Refund Line", "account.move.line", .flags = DEMO_NO_COPY),
  F_O2M ("delivery_move_ids", "Delivery reservation", "stock.move", "rma_id"),
  F_FLOAT ("delivered_qty", "Delivered Qty", .sql = DELIVERED),
  F_FLOAT ("remaining_qty", "Remaining delivered qty", .sql = REMAINING),
  F_BOOL ("can_be_refunded", "Can Be Refunded", .sql = "($.state = 'received')"),
  F_BOOL ("can_be_returned",
          "Can Be Returned",
          .sql = "($.state IN ('received', 'waiting_return') AND " REMAINING " > 0)"),
  F_BOOL ("can_be_replaced",
          "Can Be Replaced",
          .sql = "($.state IN ('received', 'waiting_replacement', 'replaced'))"),
  F_BOOL ("can_be_locked",
          "Can Be Locked",
          .sql = "($.state IN ('received', 'waiting_return', 'waiting_replacement') AND " REMAINING
                 " > 0)"),
  F_BOOL ("sent", "Sent"),
  DEMO_THREAD_FIELDS ("rma"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

/* What follows from the line of the delivery, unless it is said. */
static void
take_move (DemoEnv *env, JsonObject *vals)
{
  gint64 move = demo_vals_int (vals, "move_id");

  if (move == 0 && demo_vals_int (vals, "picking_id") > 0)
    {
      g_autoptr (DemoIds) moves = demo_db_ids (demo_env_get_db (env), NULL,
                                               "SELECT id FROM stock_move WHERE picking_id = ?",
                                               "i", demo_vals_int (vals, "picking_id"));

      move = moves->len == 1 ? demo_ids_get (moves, 0) : 0;
      if (move > 0)
        json_object_set_int_member (vals, "move_id", move);
    }
  if (move == 0)
    return;
  if (demo_vals_int (vals, "product_id") == 0)
    json_object_set_int_member (vals, "product_id",
                                demo_env_get_int (env, "stock.move", move, "product_id"));
  if (!demo_vals_has (vals, "product_uom_qty"))
    demo_vals_set_amount (vals, "product_uom_qty",
                          demo_env_get_int (env, "stock.move", move, "product_uom_qty"),
                          DEMO_FLOAT_DECIMALS);
  if (demo_vals_int (vals, "product_uom") == 0)
    json_object_set_int_member (vals, "product_uom",
                                demo_env_get_int (env, "stock.move", move, "product_uom"));
}

static gint64
find_address (DemoEnv *env, gint64 partner, const char *kind)
{
  gint64 found =
      demo_db_int (demo_env_get_db (env), NULL,
                   "SELECT id FROM res_partner WHERE parent_id = ? AND type = ? AND active"
                   " ORDER BY id LIMIT 1",
                   "is", partner, kind);

  return found > 0 ? found : partner;
}

static void
take_partner (DemoEnv *env, JsonObject *vals)
{
  gint64 partner = demo_vals_int (vals, "partner_id");

  if (partner > 0 && demo_vals_int (vals, "partner_shipping_id") == 0)
    json_object_set_int_member (vals, "partner_shipping_id",
                                find_address (env, partner, "delivery"));
  if (partner > 0 && demo_vals_int (vals, "partner_invoice_id") == 0)
    json_object_set_int_member (vals, "partner_invoice_id", find_address (env, partner, "invoice"));
}

static void
take_place (DemoEnv *env, JsonObject *vals)
{
  gint64 place;

  if (demo_vals_int (vals, "company_id") == 0)
    json_object_set_int_member (vals, "company_id", demo_env_get_company (env));
  if (demo_vals_int (vals, "location_id") > 0)
    return;
  place = demo_db_int (demo_env_get_db (env), NULL,
                       "SELECT rma_loc_id FROM stock_warehouse WHERE company_id = ? LIMIT 1", "i",
                       demo_vals_int (vals, "company_id"));
  if (place > 0)
    json_object_set_int_member (vals, "location_id", place);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *name = g_strdup_printf (
      "RMA%04" G_GINT64_FORMAT,
      1 + demo_db_int (db, NULL, "SELECT seq FROM sqlite_sequence WHERE name = 'rma'", ""));
  gint64 team = demo_db_int (db, NULL, "SELECT id FROM rma_team ORDER BY sequence, id LIMIT 1", "");

  json_object_set_string_member (vals, "name", name);
  if (demo_vals_text (vals, "date") == NULL)
    json_object_set_string_member (vals, "date", demo_env_now (env));
  if (team > 0)
    json_object_set_int_member (vals, "team_id", team);
  take_move (env, vals);
  if (!demo_vals_has (vals, "product_uom_qty"))
    demo_vals_set_amount (vals, "product_uom_qty", DEMO_FLOAT_ONE, DEMO_FLOAT_DECIMALS);
  if (demo_vals_int (vals, "product_uom") == 0)
    json_object_set_int_member (vals, "product_uom",
                                demo_vals_int (vals, "product_id") > 0
                                    ? demo_env_get_int (env, "product.template",
                                                        demo_vals_int (vals, "product_id"),
                                                        "uom_id")
                                    : demo_env_ref (env, "uom.product_uom_unit"));
  take_partner (env, vals);
  take_place (env, vals);

  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_thread_post (env, model->name, id,
                           "<div summary=\"o_mail_notification\"><p>Return asked for</p></div>",
                           "notification", demo_env_ref (env, "rma.mt_rma_draft"), error)
         > 0;
}

/**
 * demo_rma_set_state: (skip)
 * @state: what it is now
 *
 * Changes the state, with the line of the log that goes with it.
 */
gboolean
demo_rma_set_state (DemoEnv *env, gint64 id, const char *state, GError **error)
{
  g_autofree char *before = demo_env_get_text (env, "rma", id, "state");
  const char *subtype = g_str_equal (state, "draft")       ? "rma.mt_rma_draft"
                        : g_str_equal (state, "confirmed") ? "rma.mt_rma_notification"
                                                           : "mail.mt_note";
  gint64 message;

  if (g_strcmp0 (before, state) == 0)
    return TRUE;
  message =
      demo_thread_post (env, "rma", id, "", "notification", demo_env_ref (env, subtype), error);

  return message > 0
         && demo_thread_track (env, message, "rma", "state", "State", before, state, error)
         && demo_db_exec (
             demo_env_get_db (env), error,
             "UPDATE rma SET state = ?2, write_uid = ?3, write_date = ?4 WHERE id = ?1", "isis", id,
             state, demo_env_get_uid (env), demo_env_now (env));
}

static gboolean
check_complete (DemoEnv *env, gint64 id, GError **error)
{
  static const char *const needed[] = { "partner_id", "partner_shipping_id", "partner_invoice_id",
                                        "product_id", "location_id" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (demo_env_get_int (env, "rma", id, needed[i]) == 0)
      {
        g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, "This return still needs: %s.",
                     needed[i]);
        return FALSE;
      }

  return TRUE;
}

/* The transfer on which the article comes back; it changes no order's quantities. */
static gboolean
make_reception (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 place = demo_env_get_int (env, "rma", id, "location_id");
  g_autofree char *origin = demo_env_get_text (env, "rma", id, "name");
  DemoTransfer transfer = {
    .type = demo_db_int (
        db, NULL, "SELECT rma_in_type_id FROM stock_warehouse WHERE rma_loc_id = ?", "i", place),
    .partner = demo_env_get_int (env, "rma", id, "partner_shipping_id"),
    .from = demo_transfer_customers (env),
    .to = place,
    .origin = origin,
  };
  DemoTransferLine line = {
    .product = demo_env_get_int (env, "rma", id, "product_id"),
    .quantity = demo_env_get_int (env, "rma", id, "product_uom_qty"),
    .unit = demo_env_get_int (env, "rma", id, "product_uom"),
    .returned = demo_env_get_int (env, "rma", id, "move_id"),
  };
  gint64 picking = demo_transfer_make (env, &transfer, error);
  gint64 move = picking > 0 ? demo_transfer_add (env, picking, &line, error) : 0;

  return move > 0 && demo_env_set_int (env, "rma", id, "reception_move_id", move, error);
}

/**
 * demo_rma_confirm: (skip)
 * @ids: those in draft among them
 */
gboolean
demo_rma_confirm (DemoEnv *env, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *state = demo_env_get_text (env, "rma", id, "state");

      if (!check_complete (env, id, error))
        return FALSE;
      if (g_strcmp0 (state, "draft") != 0)
        continue;
      if (!make_reception (env, id, error) || !demo_rma_set_state (env, id, "confirmed", error)
          || !demo_thread_follow (env, "rma", id, demo_env_get_int (env, "rma", id, "partner_id"),
                                  error))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
action_confirm (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    demo_rma_confirm (env, ids, error);

  return NULL;
}

/* From a state, or from any but done ones where there is none. */
static JsonNode *
change_state (DemoEnv *env, const DemoIds *ids, const char *from, const char *to, GError **error)
{
  if (!demo_env_check_access (env, "rma", ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *state = demo_env_get_text (env, "rma", id, "state");

      if ((from == NULL || g_strcmp0 (state, from) == 0)
          && !demo_rma_set_state (env, id, to, error))
        return NULL;
    }

  return NULL;
}

static JsonNode *
action_cancel (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE stock_move SET state = 'cancel', quantity = 0 WHERE state <> 'done'"
                       " AND id = (SELECT reception_move_id FROM rma WHERE id = ?)",
                       "i", demo_ids_get (ids, i))
        || !demo_db_exec (demo_env_get_db (env), error,
                          "UPDATE stock_picking SET state = 'cancel' WHERE state <> 'done' AND id ="
                          " (SELECT m.picking_id FROM stock_move m JOIN rma r"
                          " ON r.reception_move_id = m.id WHERE r.id = ?)",
                          "i", demo_ids_get (ids, i)))
      return NULL;

  return change_state (env, ids, NULL, "cancelled", error);
}

static JsonNode *
action_draft (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return change_state (env, ids, "cancelled", "draft", error);
}

static JsonNode *
action_lock (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return change_state (env, ids, "received", "locked", error);
}

static JsonNode *
action_unlock (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return change_state (env, ids, "locked", "received", error);
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state = demo_env_get_text (env, "rma", demo_ids_get (ids, i), "state");

      if (g_strcmp0 (state, "draft") != 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                               "Only a return in draft can be deleted.");
          return FALSE;
        }
    }

  return TRUE;
}

static const DemoMethod methods[] = {
  { "action_confirm", action_confirm, "" }, { "action_cancel", action_cancel, "" },
  { "action_draft", action_draft, "" },     { "action_lock", action_lock, "" },
  { "action_unlock", action_unlock, "" },   { 0 },
};

const DemoModel demo_rma_model = {
  .name = "rma",
  .label = "RMA",
  .table = "rma",
  .order = "date desc, priority",
  .until = 17,
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .before_create = before_create,
  .after_create = after_create,
  .before_unlink = before_unlink,
};
