/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-service.h"

/**
 * demo_transfer_make: (skip)
 * @transfer: from where to where
 *
 * Returns: a stock.picking that is ready, with a name of its type, or 0
 */
gint64
demo_transfer_make (DemoEnv *env, const DemoTransfer *transfer, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 picking = demo_db_insert (
      db, error,
      "INSERT INTO stock_picking (state, origin, partner_id, picking_type_id, location_id,"
      " location_dest_id, scheduled_date, date_deadline, sale_id, return_id, company_id, priority,"
      " move_type, create_uid, create_date, write_uid, write_date)"
      " SELECT 'assigned', ?2, ?3, t.id, ?4, ?5, ?6, ?6, ?7, ?8, t.company_id, '0', 'direct', ?9,"
      " ?6, ?9, ?6 FROM stock_picking_type t WHERE t.id = ?1",
      "isoiisooi", transfer->type, transfer->origin, transfer->partner, transfer->from,
      transfer->to, demo_env_now (env), transfer->order, transfer->return_of,
      demo_env_get_uid (env));

  if (picking == 0
      || !demo_db_exec (db, error,
                        "UPDATE stock_picking SET name = (SELECT COALESCE(w.code, 'WH') || '/' ||"
                        " t.sequence_code || '/' || PRINTF('%05d', stock_picking.id)"
                        " FROM stock_picking_type t LEFT JOIN stock_warehouse w"
                        " ON w.id = t.warehouse_id WHERE t.id = picking_type_id) WHERE id = ?",
                        "i", picking))
    return 0;

  return picking;
}

/**
 * demo_transfer_add: (skip)
 * @line: what of it
 *
 * Returns: a stock.move of the transfer, all of it reserved, or 0
 */
gint64
demo_transfer_add (DemoEnv *env, gint64 picking, const DemoTransferLine *line, GError **error)
{
  return demo_db_insert (
      demo_env_get_db (env), error,
      "INSERT INTO stock_move (product_id, product_uom_qty, quantity, product_uom, state,"
      " picking_id, location_id, location_dest_id, sale_line_id, partner_id, company_id, origin,"
      " date, to_refund, origin_returned_move_id, sequence, create_uid, create_date, write_uid,"
      " write_date)"
      " SELECT ?2, ?3, ?3, ?4, 'assigned', p.id, p.location_id, p.location_dest_id, ?5,"
      " p.partner_id, p.company_id, p.origin, ?6, ?7, ?8, 10, ?9, ?6, ?9, ?6"
      " FROM stock_picking p WHERE p.id = ?1",
      "iiiiosioi", picking, line->product, line->quantity, line->unit, line->sale_line,
      demo_env_now (env), (gint64)line->to_refund, line->returned, demo_env_get_uid (env));
}

/**
 * demo_transfer_answer: (skip)
 *
 * Returns: (transfer full): what a wizard says that made one transfer
 */
JsonNode *
demo_transfer_answer (gint64 picking)
{
  return demo_json ("{\"name\": \"Returned Picking\", \"type\": \"ir.actions.act_window\","
                    " \"view_mode\": \"form\", \"res_model\": \"stock.picking\","
                    " \"res_id\": %" G_GINT64_FORMAT ", \"context\": {}}",
                    picking);
}

/**
 * demo_transfer_customers: (skip)
 *
 * Returns: the stock.location of what customers have
 */
gint64
demo_transfer_customers (DemoEnv *env)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT id FROM stock_location WHERE usage = 'customer' ORDER BY id LIMIT 1",
                      "");
}
