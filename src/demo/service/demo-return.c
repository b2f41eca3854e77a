/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* The wizard that makes the transfer by which something comes back. As the real one, it takes any
 * quantity: who asks has to know what is left. */

#define CODES "incoming:Receipt|outgoing:Delivery|internal:Internal Transfer"

static const DemoField line_fields[] = {
  F_M2O ("product_id", "Product", "product.product", .flags = DEMO_REQUIRED),
  F_FLOAT ("move_quantity", "Move Quantity", .related = "move_id.quantity", .since = 18),
  F_FLOAT ("quantity", "Quantity", .flags = DEMO_REQUIRED, .value = "1.0"),
  F_M2O ("uom_id", "Unit", "uom.uom", .related = "move_id.product_uom"),
  F_M2O ("wizard_id", "Wizard", "stock.return.picking", .flags = DEMO_CASCADE),
  F_M2O ("move_id", "Move", "stock.move"),
  F_BOOL ("to_refund", "Update quantities on SO/PO", .value = "true"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "stock.group_stock_user", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static const DemoAccessRow line_access[] = {
  { "stock.group_stock_user", DEMO_ALL },
  { 0 },
};

const DemoModel demo_return_line_model = {
  .name = "stock.return.picking.line",
  .label = "Return Picking Line",
  .table = "stock_return_picking_line",
  .rec_name = "product_id",
  .display_sql = "(SELECT t.name FROM product_template t WHERE t.id = $.product_id)",
  .transient = TRUE,
  .fields = line_fields,
  .access = line_access,
};

static const DemoField fields[] = {
  F_M2O ("picking_id", "Picking", "stock.picking"),
  F_SELECT ("picking_type_code",
            "Type of Operation",
            CODES,
            .related = "picking_id.picking_type_id.code"),
  F_O2M ("product_return_moves", "Moves", "stock.return.picking.line", "wizard_id"),
  F_M2O ("company_id", "Company", "res.company", .related = "picking_id.company_id"),
  F_M2O ("location_id", "Return Location", "stock.location", .until = 17),
  F_M2O ("original_location_id", "Original Location", "stock.location", .until = 17),
  F_BOOL ("move_dest_exists", "Chained Move Exists", .until = 17),
  F_BOOL ("create_rma", "Create RMAs", .until = 17),
  { 0 },
};

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autofree char *state = NULL;
  gint64 picking = demo_vals_int (vals, "picking_id");

  if (picking == 0 && g_strcmp0 (demo_env_context_text (env, "active_model"), "stock.picking") == 0)
    {
      picking = demo_env_context_int (env, "active_id");
      if (picking > 0)
        json_object_set_int_member (vals, "picking_id", picking);
    }
  /* with lines of one's own nothing is asked; since 19 neither what was sold, whatever its state */
  if (picking == 0 || json_object_has_member (vals, "product_return_moves")
      || (demo_env_get_series (env) >= 18
          && demo_env_get_int (env, "stock.picking", picking, "sale_id") > 0))
    return TRUE;
  state = demo_env_get_text (env, "stock.picking", picking, "state");
  if (g_strcmp0 (state, "done") == 0)
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "Only what was transferred can be returned.");

  return FALSE;
}

/* Without lines the wizard proposes those of the transfer: until 17 with what is left of them,
 * since then with nothing. */
static gboolean
propose_lines (DemoEnv *env, gint64 id, gint64 picking, GError **error)
{
  return demo_db_exec (
      demo_env_get_db (env), error,
      "INSERT INTO stock_return_picking_line (product_id, quantity, wizard_id, move_id, to_refund,"
      " create_uid, create_date, write_uid, write_date)"
      " SELECT m.product_id, CASE WHEN ?3 >= 18 THEN 0 ELSE m.quantity - COALESCE((SELECT"
      "   SUM(b.quantity) FROM stock_move b WHERE b.origin_returned_move_id = m.id"
      "   AND b.state <> 'cancel'), 0) END, ?1, m.id, 1, ?4, ?5, ?4, ?5"
      " FROM stock_move m WHERE m.picking_id = ?2 AND m.state <> 'cancel' ORDER BY m.sequence, "
      "m.id",
      "iiiis", id, picking, (gint64)demo_env_get_series (env), demo_env_get_uid (env),
      demo_env_now (env));
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  gint64 picking = demo_vals_int (vals, "picking_id");

  if (picking == 0 || json_object_has_member (vals, "product_return_moves"))
    return TRUE;
  if (demo_env_get_series (env) < 18
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE stock_return_picking SET (location_id, original_location_id) ="
                        " (SELECT p.location_id, p.location_id FROM stock_picking p"
                        " WHERE p.id = ?2) WHERE id = ?1",
                        "ii", id, picking))
    return FALSE;

  return propose_lines (env, id, picking, error);
}

static gint64
make_transfer (DemoEnv *env, gint64 id, gint64 picking, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 type = demo_env_get_int (env, "stock.picking", picking, "picking_type_id");
  gint64 back = demo_env_get_int (env, "stock.picking.type", type, "return_picking_type_id");
  gint64 wanted =
      demo_env_get_series (env) < 18
          ? demo_db_int (db, NULL, "SELECT location_id FROM stock_return_picking WHERE id = ?", "i",
                         id)
          : 0;
  g_autofree char *name = demo_env_get_text (env, "stock.picking", picking, "name");
  g_autofree char *origin = g_strdup_printf ("Return of %s", name);
  DemoTransfer transfer = {
    .type = back > 0 ? back : type,
    .partner = demo_env_get_int (env, "stock.picking", picking, "partner_id"),
    .from = demo_env_get_int (env, "stock.picking", picking, "location_dest_id"),
    .to = wanted > 0 ? wanted : demo_env_get_int (env, "stock.picking", picking, "location_id"),
    .order = demo_env_get_int (env, "stock.picking", picking, "sale_id"),
    .return_of = picking,
    .origin = origin,
  };

  return demo_transfer_make (env, &transfer, error);
}

/* The lines with a quantity; how many, or -1 with an error. */
static int
add_lines (DemoEnv *env, gint64 id, gint64 transfer, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), error,
      "SELECT l.product_id, l.quantity, COALESCE(m.product_uom, t.uom_id), m.sale_line_id, m.id,"
      " l.to_refund FROM stock_return_picking_line l JOIN product_template t"
      " ON t.id = l.product_id LEFT JOIN stock_move m ON m.id = l.move_id"
      " WHERE l.wizard_id = ? AND l.quantity <> 0 ORDER BY l.id",
      "i", id);
  int n = 0;

  if (rows == NULL)
    return -1;
  while (demo_statement_step (rows, &failure))
    {
      DemoTransferLine line = {
        .product = demo_statement_int (rows, 0),
        .quantity = demo_statement_int (rows, 1),
        .unit = demo_statement_int (rows, 2),
        .sale_line = demo_statement_int (rows, 3),
        .returned = demo_statement_int (rows, 4),
        .to_refund = demo_statement_int (rows, 5) != 0,
      };

      if (demo_transfer_add (env, transfer, &line, error) == 0)
        return -1;
      n++;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (n == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "Say how much comes back of at least one line.");
      return -1;
    }

  return n;
}

static gint64
make_rma (DemoEnv *env, gint64 picking, DemoStatement *row, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autofree char *name = demo_env_get_text (env, "stock.picking", picking, "name");

  json_object_set_string_member (vals, "origin", name);
  json_object_set_int_member (vals, "user_id", demo_env_get_uid (env));
  json_object_set_int_member (vals, "partner_id",
                              demo_env_get_int (env, "stock.picking", picking, "partner_id"));
  json_object_set_int_member (vals, "picking_id", picking);
  json_object_set_int_member (vals, "company_id",
                              demo_env_get_int (env, "stock.picking", picking, "company_id"));
  json_object_set_int_member (vals, "move_id", demo_statement_int (row, 0));
  demo_vals_set_amount (vals, "product_uom_qty", demo_statement_int (row, 1), DEMO_FLOAT_DECIMALS);

  return demo_env_create (env, "rma", vals, error);
}

/* Instead of one transfer, an rma for each line. */
static JsonNode *
create_rmas (DemoEnv *env, gint64 id, gint64 picking, GError **error)
{
  g_autoptr (DemoIds) made = demo_ids_new ();
  g_autoptr (DemoStatement) rows =
      demo_db_query (demo_env_get_db (env), error,
                     "SELECT move_id, quantity FROM stock_return_picking_line"
                     " WHERE wizard_id = ? AND quantity > 0 AND move_id > 0 ORDER BY id",
                     "i", id);

  if (rows == NULL)
    return NULL;
  while (demo_statement_step (rows, error))
    {
      gint64 rma = make_rma (env, picking, rows, error);

      if (rma == 0)
        return NULL;
      demo_ids_add (made, rma);
    }
  if (made->len == 0 || !demo_rma_confirm (env, made, error))
    return NULL;

  return demo_transfer_answer (
      demo_db_int (demo_env_get_db (env), NULL,
                   "SELECT m.picking_id FROM rma r JOIN stock_move m ON m.id = r.reception_move_id"
                   " WHERE r.id = ?",
                   "i", demo_ids_get (made, 0)));
}

static JsonNode *
create_returns (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gint64 id = ids->len == 1 ? demo_ids_get (ids, 0) : 0;
  gint64 picking, transfer;

  if (id == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, "Expected singleton: one wizard.");
      return NULL;
    }
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  picking = demo_env_get_int (env, model->name, id, "picking_id");
  if (demo_env_get_series (env) < 18
      && demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT create_rma FROM stock_return_picking WHERE id = ?", "i", id))
    return create_rmas (env, id, picking, error);
  transfer = make_transfer (env, id, picking, error);
  if (transfer == 0
      || !demo_thread_log (env, "stock.picking", transfer, "Made as a return", "mail.mt_note",
                           error)
      || add_lines (env, id, transfer, error) < 0)
    return NULL;

  return demo_transfer_answer (transfer);
}

static JsonNode *
create_returns_all (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!demo_db_exec (
            demo_env_get_db (env), error,
            "UPDATE stock_return_picking_line SET quantity = (SELECT m.quantity - COALESCE((SELECT"
            " SUM(b.quantity) FROM stock_move b WHERE b.origin_returned_move_id = m.id), 0)"
            " FROM stock_move m WHERE m.id = move_id) WHERE wizard_id = ? AND move_id > 0",
            "i", demo_ids_get (ids, i)))
      return NULL;

  return create_returns (env, model, ids, args, error);
}

static const DemoMethod methods[] = {
  { "create_returns", create_returns, "", 0, 0, 17 },
  { "action_create_returns", create_returns, "", 0, 18 },
  { "action_create_returns_all", create_returns_all, "", 0, 18 },
  { 0 },
};

const DemoModel demo_return_wizard_model = {
  .name = "stock.return.picking",
  .label = "Return Picking",
  .table = "stock_return_picking",
  .rec_name = "id",
  .display_sql = "'stock.return.picking,' || $.id",
  .transient = TRUE,
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .before_create = before_create,
  .after_create = after_create,
};
