/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-sale.h"
#include "demo-service.h"
#include "demo-thread.h"

/**
 * demo_delivery_create: (skip)
 * @order: a sale.order that was just confirmed
 *
 * Makes the delivery of an order's goods; services need none.
 */
gboolean
demo_delivery_create (DemoEnv *env, gint64 order, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 warehouse = demo_env_get_int (env, "sale.order", order, "warehouse_id");
  gint64 type = demo_env_get_int (env, "stock.warehouse", warehouse, "out_type_id");
  gint64 picking;

  if (type == 0
      || !demo_db_int (db, NULL,
                       "SELECT EXISTS (SELECT 1 FROM sale_order_line l JOIN product_template t"
                       " ON t.id = l.product_id WHERE l.order_id = ? AND t.type <> 'service'"
                       " AND l.product_uom_qty > 0)",
                       "i", order))
    return TRUE;
  picking = demo_db_insert (
      db, error,
      "INSERT INTO stock_picking (state, origin, partner_id, picking_type_id, location_id,"
      " location_dest_id, scheduled_date, date_deadline, sale_id, company_id, priority, move_type,"
      " create_uid, create_date, write_uid, write_date)"
      " SELECT 'assigned', o.name, o.partner_shipping_id, t.id, t.default_location_src_id,"
      " t.default_location_dest_id, COALESCE(o.commitment_date, ?3),"
      " COALESCE(o.commitment_date, ?3), o.id, o.company_id, '0', 'direct', ?4, ?3, ?4, ?3"
      " FROM sale_order o, stock_picking_type t WHERE o.id = ?1 AND t.id = ?2",
      "iisi", order, type, demo_env_now (env), demo_env_get_uid (env));
  if (picking == 0)
    return FALSE;
  return demo_db_exec (
             db, error,
             "UPDATE stock_picking SET name = (SELECT COALESCE(w.code, 'WH') || '/' ||"
             " t.sequence_code || '/' || PRINTF('%05d', stock_picking.id) FROM stock_picking_type t"
             " LEFT JOIN stock_warehouse w ON w.id = t.warehouse_id WHERE t.id = picking_type_id)"
             " WHERE id = ?",
             "i", picking)
         && demo_db_exec (
             db, error,
             "INSERT INTO stock_move (product_id, product_uom_qty, quantity, product_uom, state,"
             " picking_id, location_id, location_dest_id, sale_line_id, partner_id, company_id,"
             " origin, date, price_unit, to_refund, sequence, create_uid, create_date, write_uid,"
             " write_date)"
             " SELECT l.product_id, l.product_uom_qty, l.product_uom_qty,"
             " COALESCE(l.product_uom_id, t.uom_id), 'assigned', p.id, p.location_id,"
             " p.location_dest_id, l.id, p.partner_id, p.company_id, p.origin, p.scheduled_date,"
             " l.price_unit, 1, l.sequence, ?3, ?4, ?3, ?4 FROM sale_order_line l"
             " JOIN product_template t ON t.id = l.product_id, stock_picking p"
             " WHERE l.order_id = ?1 AND p.id = ?2 AND t.type <> 'service' AND l.product_uom_qty > "
             "0"
             " ORDER BY l.sequence, l.id",
             "iiis", order, picking, demo_env_get_uid (env), demo_env_now (env));
}

/**
 * demo_delivery_cancel: (skip)
 * @order: a sale.order that is cancelled
 */
gboolean
demo_delivery_cancel (DemoEnv *env, gint64 order, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  return demo_db_exec (db, error,
                       "UPDATE stock_move SET state = 'cancel', quantity = 0 WHERE state <> 'done'"
                       " AND picking_id IN (SELECT id FROM stock_picking WHERE sale_id = ?)",
                       "i", order)
         && demo_db_exec (db, error,
                          "UPDATE stock_picking SET state = 'cancel' WHERE state <> 'done'"
                          " AND sale_id = ?",
                          "i", order);
}

static JsonNode *
action_assign (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (!demo_db_int (db, NULL,
                        "SELECT EXISTS (SELECT 1 FROM stock_move WHERE picking_id = ?"
                        " AND state NOT IN ('draft', 'cancel', 'done'))",
                        "i", id))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "There is nothing whose availability could be checked.");
          return NULL;
        }
      if (!demo_db_exec (db, error,
                         "UPDATE stock_move SET state = 'assigned', quantity = product_uom_qty"
                         " WHERE picking_id = ? AND state IN ('confirmed', 'partially_available',"
                         " 'waiting')",
                         "i", id)
          || !demo_db_exec (db, error,
                            "UPDATE stock_picking SET state = 'assigned' WHERE id = ?"
                            " AND state IN ('confirmed', 'waiting')",
                            "i", id))
        return NULL;
    }
  return demo_json_true ();
}

static JsonNode *
action_confirm (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_db_exec (db, error,
                       "UPDATE stock_move SET state = 'confirmed' WHERE picking_id = ?"
                       " AND state = 'draft'",
                       "i", demo_ids_get (ids, i))
        || !demo_db_exec (db, error,
                          "UPDATE stock_picking SET state = 'confirmed' WHERE id = ?"
                          " AND state = 'draft'",
                          "i", demo_ids_get (ids, i)))
      return NULL;
  return demo_json_true ();
}

static JsonNode *
action_cancel (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *state = demo_env_get_text (env, "stock.picking", id, "state");

      if (g_strcmp0 (state, "done") == 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "A transfer that is done cannot be cancelled; return it instead.");
          return NULL;
        }
      if (!demo_db_exec (
              db, error,
              "UPDATE stock_move SET state = 'cancel', quantity = 0 WHERE picking_id = ?", "i", id)
          || !demo_db_exec (db, error, "UPDATE stock_picking SET state = 'cancel' WHERE id = ?",
                            "i", id)
          || !demo_rma_follow_cancel (env, id, error)
          || !demo_order_refresh (env, demo_env_get_int (env, "stock.picking", id, "sale_id"),
                                  error))
        return NULL;
    }
  return demo_json_true ();
}

/* What is left over goes to a transfer of its own. */
static gboolean
split_rest (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 rest = demo_db_insert (
      db, error,
      "INSERT INTO stock_picking (state, origin, partner_id, picking_type_id, location_id,"
      " location_dest_id, scheduled_date, date_deadline, sale_id, company_id, backorder_id, "
      "priority,"
      " move_type, create_uid, create_date, write_uid, write_date)"
      " SELECT 'confirmed', origin, partner_id, picking_type_id, location_id, location_dest_id,"
      " scheduled_date, date_deadline, sale_id, company_id, id, priority, move_type, ?2, ?3, ?2, ?3"
      " FROM stock_picking WHERE id = ?1",
      "iis", id, demo_env_get_uid (env), demo_env_now (env));

  return rest > 0
         && demo_db_exec (
             db, error,
             "UPDATE stock_picking SET name = (SELECT COALESCE(w.code, 'WH') || '/' ||"
             " t.sequence_code || '/' || PRINTF('%05d', stock_picking.id) FROM stock_picking_type t"
             " LEFT JOIN stock_warehouse w ON w.id = t.warehouse_id WHERE t.id = picking_type_id)"
             " WHERE id = ?",
             "i", rest)
         && demo_db_exec (
             db, error,
             "INSERT INTO stock_move (product_id, product_uom_qty, quantity, product_uom, state,"
             " picking_id, location_id, location_dest_id, sale_line_id, partner_id, company_id,"
             " origin, date, price_unit, to_refund, sequence, create_uid, create_date, write_uid,"
             " write_date)"
             " SELECT product_id, product_uom_qty - quantity, 0, product_uom, 'confirmed', ?2,"
             " location_id, location_dest_id, sale_line_id, partner_id, company_id, origin, date,"
             " price_unit, to_refund, sequence, ?3, ?4, ?3, ?4 FROM stock_move"
             " WHERE picking_id = ?1 AND state <> 'cancel' AND quantity < product_uom_qty",
             "iiis", id, rest, demo_env_get_uid (env), demo_env_now (env));
}

static gboolean
finish (DemoEnv *env, gint64 id, gboolean backorder, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gboolean rest = demo_db_int (db, NULL,
                               "SELECT EXISTS (SELECT 1 FROM stock_move WHERE picking_id = ?"
                               " AND state <> 'cancel' AND quantity < product_uom_qty)",
                               "i", id)
                  != 0;
  gint64 order = demo_env_get_int (env, "stock.picking", id, "sale_id");

  if (!demo_rma_check_done (env, id, error) || (rest && backorder && !split_rest (env, id, error)))
    return FALSE;
  if (!demo_db_exec (
          db, error,
          "UPDATE stock_move SET state = CASE WHEN quantity > 0 THEN 'done' ELSE 'cancel'"
          " END, product_uom_qty = CASE WHEN ?2 AND quantity > 0 THEN quantity"
          " ELSE product_uom_qty END, picked = 1, date = ?3"
          " WHERE picking_id = ?1 AND state <> 'cancel'",
          "iis", id, (gint64)backorder, demo_env_now (env))
      || !demo_db_exec (db, error,
                        "UPDATE stock_picking SET state = 'done', date_done = ?2, write_uid = ?3,"
                        " write_date = ?2 WHERE id = ?1",
                        "isi", id, demo_env_now (env), demo_env_get_uid (env))
      || !demo_thread_log (env, "stock.picking", id, "Transfer done", "mail.mt_note", error)
      || !demo_rma_follow_done (env, id, error))
    return FALSE;
  return order == 0 || demo_order_refresh (env, order, error);
}

static gboolean
check_ready (DemoEnv *env, gint64 id, GError **error)
{
  g_autofree char *state = demo_env_get_text (env, "stock.picking", id, "state");

  if (g_strcmp0 (state, "done") == 0 || g_strcmp0 (state, "cancel") == 0)
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER, "The transfer is %s already.",
                 g_strcmp0 (state, "done") == 0 ? "done" : "cancelled");
  else if (!demo_db_int (demo_env_get_db (env), NULL,
                         "SELECT EXISTS (SELECT 1 FROM stock_move WHERE picking_id = ?"
                         " AND state <> 'cancel' AND quantity > 0)",
                         "i", id))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "Nothing is reserved or picked: there is nothing to transfer.");
  else
    return TRUE;
  return FALSE;
}

static JsonNode *
ask_about_text (DemoEnv *env, const DemoIds *ids, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);
  g_autofree char *text = json_to_string (list, FALSE);
  gint64 wizard;

  json_object_set_member (vals, "pick_ids", demo_json ("[[6, 0, %s]]", text));
  wizard = demo_env_create (env, "confirm.stock.sms", vals, error);
  if (wizard == 0)
    return NULL;
  return demo_json ("{\"name\": \"SMS\", \"type\": \"ir.actions.act_window\","
                    " \"view_mode\": \"form\", \"res_model\": \"confirm.stock.sms\","
                    " \"target\": \"new\", \"res_id\": %" G_GINT64_FORMAT ","
                    " \"context\": {\"button_validate_picking_ids\": %s}}",
                    wizard, text);
}

static JsonNode *
ask_about_rest (DemoEnv *env, const DemoIds *ids)
{
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);
  g_autofree char *text = json_to_string (list, FALSE);
  g_autoptr (GString) links = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (links, "%s[4, %" G_GINT64_FORMAT "]", i > 0 ? ", " : "",
                            demo_ids_get (ids, i));
  return demo_json ("{\"name\": \"Create Backorder?\", \"type\": \"ir.actions.act_window\","
                    " \"view_mode\": \"form\", \"res_model\": \"stock.backorder.confirmation\","
                    " \"target\": \"new\", \"context\": {\"button_validate_picking_ids\": %s,"
                    " \"default_show_transfers\": false, \"default_pick_ids\": [%s]}}",
                    text, links->str);
}

static gboolean
texts_customers (DemoEnv *env, const DemoIds *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (demo_db_int (demo_env_get_db (env), NULL,
                     "SELECT EXISTS (SELECT 1 FROM stock_picking p JOIN stock_picking_type t"
                     " ON t.id = p.picking_type_id JOIN res_partner c ON c.id = p.partner_id"
                     " WHERE p.id = ? AND t.code = 'outgoing' AND COALESCE(c.phone, '') <> '')",
                     "i", demo_ids_get (ids, i)))
      return TRUE;
  return FALSE;
}

/* Since 18 what is done is passed over; before, it is refused. */
static DemoIds *
list_open (DemoEnv *env, const DemoIds *ids)
{
  DemoIds *open = demo_ids_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "stock.picking", demo_ids_get (ids, i), "state");

      if (demo_env_get_series (env) < 18 || g_strcmp0 (state, "done") != 0)
        demo_ids_add (open, demo_ids_get (ids, i));
    }
  return open;
}

static JsonNode *
button_validate (
    DemoEnv *env, const DemoModel *model, const DemoIds *asked, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) short_ones = demo_ids_new ();
  g_autoptr (DemoIds) ids = list_open (env, asked);

  if (!demo_env_check_access (env, "stock.picking", asked, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!check_ready (env, demo_ids_get (ids, i), error))
        return NULL;
      if (demo_db_int (demo_env_get_db (env), NULL,
                       "SELECT EXISTS (SELECT 1 FROM stock_move WHERE picking_id = ?"
                       " AND state <> 'cancel' AND quantity < product_uom_qty)",
                       "i", demo_ids_get (ids, i)))
        demo_ids_add (short_ones, demo_ids_get (ids, i));
    }
  if (short_ones->len > 0 && !demo_env_context_true (env, "skip_backorder"))
    return ask_about_rest (env, short_ones);
  if (!demo_env_context_true (env, "skip_sms") && texts_customers (env, ids))
    return ask_about_text (env, ids, error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DemoIds) without = demo_env_context_ids (env, "picking_ids_not_to_backorder");

      if (!finish (env, demo_ids_get (ids, i), !demo_ids_has (without, demo_ids_get (ids, i)),
                   error))
        return NULL;
    }
  return demo_json_true ();
}

const DemoMethod demo_picking_methods[] = {
  { "action_confirm", action_confirm, "" },
  { "action_assign", action_assign, "" },
  { "button_validate", button_validate, "" },
  { "action_cancel", action_cancel, "" },
  { 0 },
};

static const DemoField wizard_fields[] = {
  F_M2M ("pick_ids",
         "Pick",
         "stock.picking",
         "stock_picking_sms_rel",
         "confirm_stock_sms_id",
         "stock_picking_id"),
  { 0 },
};

static const DemoField backorder_fields[] = {
  F_M2M ("pick_ids",
         "Pick",
         "stock.picking",
         "stock_picking_backorder_rel",
         "stock_backorder_confirmation_id",
         "stock_picking_id"),
  F_BOOL ("show_transfers", "Show Transfers"),
  { 0 },
};

static const DemoAccessRow wizard_access[] = {
  { "stock.group_stock_user", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static DemoIds *
transfers_of (DemoEnv *env, const DemoIds *wizards, gboolean backorder)
{
  gint64 wizard = wizards->len > 0 ? demo_ids_get (wizards, 0) : 0;

  return demo_db_ids (demo_env_get_db (env), NULL,
                      backorder ? "SELECT stock_picking_id FROM stock_picking_backorder_rel"
                                  " WHERE stock_backorder_confirmation_id = ?"
                                : "SELECT stock_picking_id FROM stock_picking_sms_rel"
                                  " WHERE confirm_stock_sms_id = ?",
                      "i", wizard);
}

static JsonNode *
validate_with (
    DemoEnv *env, const DemoIds *transfers, const char *flag, JsonNode *without, GError **error)
{
  JsonNode *answer;

  demo_env_push_context (env, flag, demo_json_true ());
  demo_env_push_context (env, "picking_ids_not_to_backorder",
                         without != NULL ? without : demo_json ("[]"));
  answer = button_validate (env, NULL, transfers, NULL, error);
  demo_env_pop_context (env);
  demo_env_pop_context (env);
  return answer;
}

static JsonNode *
send_no_text (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) transfers = transfers_of (env, ids, FALSE);
  JsonNode *answer;

  /* What is to become of a rest was asked before. */
  demo_env_push_context (env, "skip_backorder", demo_json_true ());
  answer = validate_with (env, transfers, "skip_sms", NULL, error);
  demo_env_pop_context (env);
  return answer;
}

static JsonNode *
process (DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) transfers = transfers_of (env, ids, TRUE);

  return validate_with (env, transfers, "skip_backorder", NULL, error);
}

static JsonNode *
process_cancel_backorder (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) transfers = transfers_of (env, ids, TRUE);

  return validate_with (env, transfers, "skip_backorder", demo_ids_to_json (transfers), error);
}

static const DemoMethod sms_methods[] = {
  { "dont_send_sms", send_no_text, "" },
  { 0 },
};

static const DemoMethod backorder_methods[] = {
  { "process", process, "" },
  { "process_cancel_backorder", process_cancel_backorder, "" },
  { 0 },
};

const DemoModel demo_sms_wizard_model = {
  .name = "confirm.stock.sms",
  .label = "Confirm Stock SMS",
  .table = "confirm_stock_sms",
  .transient = TRUE,
  .fields = wizard_fields,
  .methods = sms_methods,
  .access = wizard_access,
};

const DemoModel demo_backorder_wizard_model = {
  .name = "stock.backorder.confirmation",
  .label = "Backorder Confirmation",
  .table = "stock_backorder_confirmation",
  .transient = TRUE,
  .fields = backorder_fields,
  .methods = backorder_methods,
  .access = wizard_access,
};
