/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed-case.h"
#include "demo-service.h"

/* A delivery that came damaged, and whose return is on its way. */

static const DemoSeedCustomer *
find_customer (DemoCaseBook *book, gint64 contact)
{
  GArray *customers = book->seed->customers;

  for (guint i = 0; i < customers->len; i++)
    if (g_array_index (customers, DemoSeedCustomer, i).contact == contact)
      return &g_array_index (customers, DemoSeedCustomer, i);
  return NULL;
}

/* Two of the first line come back, on 17 by an rma. */
static gboolean
send_back (DemoCaseBook *book, gint64 picking, gint64 move, GError **error)
{
  DemoEnv *env = book->seed->env;
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autoptr (DemoIds) made = NULL;
  g_autofree char *origin = NULL, *name = demo_env_get_text (env, "stock.picking", picking, "name");

  origin = g_strdup_printf ("Return of %s", name);
  if (book->desk)
    {
      gint64 type = demo_env_get_int (env, "stock.picking", picking, "picking_type_id");
      DemoTransfer transfer = {
        .type = demo_env_get_int (env, "stock.picking.type", type, "return_picking_type_id"),
        .partner = demo_env_get_int (env, "stock.picking", picking, "partner_id"),
        .from = demo_env_get_int (env, "stock.picking", picking, "location_dest_id"),
        .to = demo_env_get_int (env, "stock.picking", picking, "location_id"),
        .order = demo_env_get_int (env, "stock.picking", picking, "sale_id"),
        .return_of = picking,
        .origin = origin,
      };
      DemoTransferLine line = {
        .product = demo_env_get_int (env, "stock.move", move, "product_id"),
        .quantity = 2 * DEMO_FLOAT_ONE,
        .unit = demo_env_get_int (env, "stock.move", move, "product_uom"),
        .sale_line = demo_env_get_int (env, "stock.move", move, "sale_line_id"),
        .returned = move,
        .to_refund = TRUE,
      };
      gint64 transferred = demo_transfer_make (env, &transfer, error);

      return transferred > 0 && demo_transfer_add (env, transferred, &line, error) > 0;
    }
  json_object_set_string_member (vals, "origin", name);
  json_object_set_int_member (vals, "partner_id",
                              demo_env_get_int (env, "stock.picking", picking, "partner_id"));
  json_object_set_int_member (vals, "picking_id", picking);
  json_object_set_int_member (vals, "move_id", move);
  json_object_set_int_member (vals, "company_id", book->seed->companies[0].id);
  demo_vals_set_amount (vals, "product_uom_qty", 2 * DEMO_FLOAT_ONE, DEMO_FLOAT_DECIMALS);
  made = demo_ids_new_one (demo_env_create (env, "rma", vals, error));
  return demo_ids_get (made, 0) > 0 && demo_rma_confirm (env, made, error);
}

static gboolean
complain (DemoCaseBook *book, gint64 picking, gint64 order, GError **error)
{
  DemoSeed *seed = book->seed;
  DemoEnv *env = seed->env;
  DemoCase self = {
    .customer = find_customer (book, demo_env_get_int (env, "sale.order", order, "partner_id")),
    .kind = DEMO_CASE_DAMAGED,
    .stage = DEMO_CASE_IN_PROGRESS,
    .mailed = TRUE,
    .german = TRUE,
    .owner = seed->agent,
    .priority = 2,
    .opened = ((gint64)seed->today - 2) * 24 * 60 + 8 * 60 + 20,
    .order = order,
  };
  gboolean done;

  if (self.customer == NULL)
    return TRUE;
  self.owned[0] = demo_env_get_text (env, "sale.order", order, "name");
  self.owned[1] = demo_env_get_text (env, "stock.picking", picking, "name");
  self.words = (DemoCaseWords){ .order = self.owned[0], .delivery = self.owned[1], .number = 2 };
  self.subject = g_strdup_printf ("Transportschaden: 2 Stück aus %s", self.owned[1]);
  self.body = g_strdup_printf (
      "<p>Guten Tag,</p><p>aus der Lieferung %s (Auftrag %s) sind zwei Stück zerbrochen"
      " angekommen, Fotos anbei.</p><p>Wir schicken sie heute zurück und bitten um Gutschrift.</p>",
      self.owned[1], self.owned[0]);
  done = demo_case_insert (book, &self, error) && demo_case_talk (book, &self, error)
         && demo_case_finish (book, &self, error);
  demo_case_clear (&self);
  return done;
}

/**
 * demo_seed_add_return: (skip)
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_return (DemoCaseBook *book, GError **error)
{
  g_autoptr (DemoStatement) row = demo_db_query (
      book->seed->db, error,
      "SELECT p.id, p.sale_id, (SELECT m.id FROM stock_move m WHERE m.picking_id = p.id"
      "  AND m.quantity >= 2000000 AND m.state = 'done' ORDER BY m.id LIMIT 1) FROM stock_picking p"
      " JOIN stock_picking_type t ON t.id = p.picking_type_id JOIN sale_order o ON o.id = p.sale_id"
      " WHERE p.state = 'done' AND t.code = 'outgoing' AND p.company_id = ?"
      " AND o.invoice_status = 'invoiced' AND EXISTS (SELECT 1 FROM stock_move m"
      "  WHERE m.picking_id = p.id AND m.quantity >= 2000000 AND m.state = 'done')"
      " ORDER BY p.date_done DESC, p.id DESC LIMIT 1",
      "i", book->seed->companies[0].id);
  gint64 picking, order, move;

  if (row == NULL || !demo_statement_step (row, error))
    return row != NULL;
  picking = demo_statement_int (row, 0);
  order = demo_statement_int (row, 1);
  move = demo_statement_int (row, 2);
  g_clear_pointer (&row, demo_statement_free);
  return complain (book, picking, order, error) && send_back (book, picking, move, error);
}
