/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-sale.h"
#include "demo-thread.h"

static const DemoAccessRow place_access[] = {
  { "base.group_user", DEMO_READ },
  { "stock.group_stock_manager", DEMO_ALL },
  { 0 },
};

#define USAGES                                                                                     \
  "supplier:Vendor|view:Virtual|internal:Internal|customer:Customer|"                              \
  "inventory:Inventory Loss|production:Production|transit:Transit"

static const DemoField location_fields[] = {
  F_CHAR ("name", "Location Name", .flags = DEMO_REQUIRED),
  F_CHAR ("complete_name", "Full Location Name"),
  F_SELECT ("usage",
            "Location Type",
            USAGES,
            .flags = DEMO_REQUIRED | DEMO_INDEX,
            .value = "\"internal\""),
  F_M2O ("location_id", "Parent Location", "stock.location", .flags = DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company"),
  F_ACTIVE,
  { 0 },
};

const DemoModel demo_location_model = {
  .name = "stock.location",
  .label = "Inventory Locations",
  .table = "stock_location",
  .order = "complete_name, id",
  .display_sql = "COALESCE($.complete_name, $.name)",
  .company_field = "company_id",
  .fields = location_fields,
  .access = place_access,
};

static const DemoField warehouse_fields[] = {
  F_CHAR ("name", "Warehouse", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "Short Name", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED),
  F_M2O ("partner_id", "Address", "res.partner"),
  F_M2O ("lot_stock_id", "Location Stock", "stock.location"),
  F_M2O ("in_type_id", "In Type", "stock.picking.type"),
  F_M2O ("out_type_id", "Out Type", "stock.picking.type"),
  F_BOOL ("rma", "RMA related", .value = "true", .flags = DEMO_ONLY_THERE, .until = 17),
  F_M2O ("rma_loc_id", "RMA Location", "stock.location", .flags = DEMO_ONLY_THERE, .until = 17),
  F_M2O (
      "rma_in_type_id", "RMA In Type", "stock.picking.type", .flags = DEMO_ONLY_THERE, .until = 17),
  F_M2O ("rma_out_type_id",
         "RMA Out Type",
         "stock.picking.type",
         .flags = DEMO_ONLY_THERE,
         .until = 17),
  F_ACTIVE,
  { 0 },
};

const DemoModel demo_warehouse_model = {
  .name = "stock.warehouse",
  .label = "Warehouse",
  .table = "stock_warehouse",
  .order = "id",
  .company_field = "company_id",
  .fields = warehouse_fields,
  .access = place_access,
};

static const DemoField type_fields[] = {
  F_CHAR ("name", "Operation Type", .flags = DEMO_REQUIRED),
  F_SELECT ("code",
            "Type of Operation",
            "incoming:Receipt|outgoing:Delivery|internal:Internal Transfer",
            .flags = DEMO_REQUIRED,
            .value = "\"outgoing\""),
  F_CHAR ("sequence_code", "Sequence Prefix", .flags = DEMO_REQUIRED),
  F_M2O ("warehouse_id", "Warehouse", "stock.warehouse"),
  F_M2O ("default_location_src_id", "Source Location", "stock.location"),
  F_M2O ("default_location_dest_id", "Destination Location", "stock.location"),
  F_M2O ("default_location_return_id", "Default returns location", "stock.location", .until = 17),
  F_M2O ("return_picking_type_id", "Operation Type for Returns", "stock.picking.type"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  { 0 },
};

const DemoModel demo_picking_type_model = {
  .name = "stock.picking.type",
  .label = "Picking Type",
  .table = "stock_picking_type",
  .order = "id",
  .display_sql = "COALESCE((SELECT w.name || ': ' FROM stock_warehouse w"
                 " WHERE w.id = $.warehouse_id), '') || $.name",
  .company_field = "company_id",
  .fields = type_fields,
  .access = place_access,
};

#define STATES                                                                                     \
  "draft:Draft|waiting:Waiting Another Operation|confirmed:Waiting|assigned:Ready|done:Done|"      \
  "cancel:Cancelled"

static const DemoField picking_fields[] = {
  F_CHAR ("name", "Reference", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_SELECT ("state",
            "Status",
            STATES,
            .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX | DEMO_REQUIRED,
            .value = "\"draft\""),
  F_CHAR ("origin", "Source Document", .flags = DEMO_INDEX),
  F_M2O ("partner_id", "Contact", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("picking_type_id", "Operation Type", "stock.picking.type", .flags = DEMO_REQUIRED),
  F_SELECT ("picking_type_code",
            "Type of Operation",
            "incoming:Receipt|outgoing:Delivery|internal:Internal Transfer",
            .related = "picking_type_id.code"),
  F_M2O ("location_id", "Source Location", "stock.location", .flags = DEMO_REQUIRED),
  F_M2O ("location_dest_id", "Destination Location", "stock.location", .flags = DEMO_REQUIRED),
  F_TIME ("scheduled_date", "Scheduled Date"),
  F_TIME ("date_deadline", "Deadline"),
  F_TIME ("date_done", "Date of Transfer", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_TIME ("date", "Creation Date", .sql = "$.create_date"),
  F_M2O ("sale_id", "Sales Order", "sale.order", .flags = DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_O2M ("move_ids", "Stock Moves", "stock.move", "picking_id", .flags = DEMO_COPY),
  F_M2O ("backorder_id", "Back Order of", "stock.picking", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_O2M ("backorder_ids", "Back Orders", "stock.picking", "backorder_id"),
  F_M2O ("return_id", "Return of", "stock.picking", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_O2M ("return_ids", "Returns", "stock.picking", "return_id"),
  F_INT ("return_count",
         "# Returns",
         .sql = "(SELECT COUNT(*) FROM stock_picking r WHERE r.return_id = $.id)"),
  F_SELECT ("priority", "Priority", "0:Normal|1:Urgent", .value = "\"0\""),
  F_SELECT ("move_type",
            "Shipping Policy",
            "direct:As soon as possible|one:When all products are ready",
            .value = "\"direct\""),
  F_M2O ("user_id", "Responsible", "res.users"),
  F_INT ("rma_count",
         "RMA count",
         .flags = DEMO_ONLY_THERE,
         .until = 17,
         .sql = "(SELECT COUNT(*) FROM rma r WHERE r.picking_id = $.id)"),
  F_HTML ("note", "Notes"),
  DEMO_THREAD_FIELDS ("stock.picking"),
  { 0 },
};

static const DemoAccessRow picking_access[] = {
  { "stock.group_stock_user", DEMO_ALL },
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static gboolean
picking_before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 type = demo_vals_int (vals, "picking_type_id");

  if (type == 0
      || !demo_move_check_exists (env, "stock.picking.type", "stock_picking_type", type, error))
    {
      if (type == 0)
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                             "A transfer needs its type.");
      return FALSE;
    }
  json_object_set_int_member (vals, "company_id",
                              demo_env_get_int (env, "stock.picking.type", type, "company_id"));
  json_object_set_string_member (vals, "state", "draft");
  if (demo_vals_int (vals, "location_id") == 0)
    json_object_set_int_member (vals, "location_id",
                                demo_env_get_int (env, "stock.picking.type", type,
                                                  "default_location_src_id"));
  if (demo_vals_int (vals, "location_dest_id") == 0)
    json_object_set_int_member (vals, "location_dest_id",
                                demo_env_get_int (env, "stock.picking.type", type,
                                                  "default_location_dest_id"));
  if (demo_vals_text (vals, "scheduled_date") == NULL)
    json_object_set_string_member (vals, "scheduled_date", demo_env_now (env));
  return TRUE;
}

static gboolean
picking_after_create (
    DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE stock_picking SET name = (SELECT COALESCE(w.code, 'WH') || '/' ||"
                       " t.sequence_code || '/' || PRINTF('%05d', stock_picking.id)"
                       " FROM stock_picking_type t LEFT JOIN stock_warehouse w"
                       " ON w.id = t.warehouse_id WHERE t.id = picking_type_id)"
                       " WHERE id = ? AND name IS NULL",
                       "i", id);
}

static gboolean
picking_before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "stock.picking", demo_ids_get (ids, i), "state");

      if (g_strcmp0 (state, "done") == 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "A transfer that is done cannot be deleted.");
          return FALSE;
        }
    }
  return TRUE;
}

const DemoModel demo_picking_model = {
  .name = "stock.picking",
  .label = "Transfer",
  .table = "stock_picking",
  .order = "priority desc, scheduled_date asc, id desc",
  .company_field = "company_id",
  .fields = picking_fields,
  .methods = demo_picking_methods,
  .mixins = demo_thread_mixins,
  .access = picking_access,
  .before_create = picking_before_create,
  .after_create = picking_after_create,
  .before_unlink = picking_before_unlink,
};

static const DemoField move_fields[] = {
  F_CHAR ("name", "Description", .until = 18),
  F_CHAR ("description_picking", "Description of Picking"),
  F_M2O ("product_id", "Product", "product.product", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_FLOAT ("product_uom_qty", "Demand", .value = "1.0"),
  F_FLOAT ("quantity", "Quantity", .flags = DEMO_NO_COPY),
  F_M2O ("product_uom", "Unit", "uom.uom", .flags = DEMO_REQUIRED),
  F_BOOL ("picked", "Picked", .flags = DEMO_NO_COPY),
  F_SELECT ("state",
            "Status",
            "draft:New|waiting:Waiting Another Move|confirmed:Waiting|"
            "partially_available:Partially Available|assigned:Available|done:Done|"
            "cancel:Cancelled",
            .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX,
            .value = "\"draft\""),
  F_M2O ("picking_id", "Transfer", "stock.picking", .flags = DEMO_INDEX | DEMO_CASCADE),
  F_SELECT ("picking_code",
            "Type of Operation",
            "incoming:Receipt|outgoing:Delivery|internal:Internal Transfer",
            .related = "picking_id.picking_type_id.code"),
  F_M2O ("location_id", "Source Location", "stock.location", .flags = DEMO_REQUIRED),
  F_M2O ("location_dest_id", "Destination Location", "stock.location", .flags = DEMO_REQUIRED),
  F_SELECT ("location_dest_usage",
            "Destination Location Type",
            USAGES,
            .related = "location_dest_id.usage"),
  F_M2O ("sale_line_id", "Sale Line", "sale.order.line", .flags = DEMO_INDEX),
  F_M2O ("partner_id", "Destination Address", "res.partner"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_CHAR ("origin", "Source Document"),
  F_CHAR ("reference", "Reference", .related = "picking_id.name"),
  F_TIME ("date", "Date Scheduled", .flags = DEMO_INDEX),
  F_TIME ("date_deadline", "Deadline", .related = "picking_id.date_deadline"),
  F_FLOAT ("price_unit", "Unit Price", .flags = DEMO_NO_COPY),
  F_M2O ("origin_returned_move_id",
         "Origin return move",
         "stock.move",
         .flags = DEMO_INDEX | DEMO_NO_COPY),
  F_O2M ("returned_move_ids", "All returned moves", "stock.move", "origin_returned_move_id"),
  F_BOOL ("to_refund", "Update quantities on SO/PO", .value = "true"),
  F_O2M ("rma_ids", "RMAs", "rma", "move_id", .flags = DEMO_ONLY_THERE, .until = 17),
  F_O2M ("rma_receiver_ids",
         "RMA receivers",
         "rma",
         "reception_move_id",
         .flags = DEMO_ONLY_THERE,
         .until = 17),
  F_M2O ("rma_id",
         "RMA return",
         "rma",
         .flags = DEMO_ONLY_THERE | DEMO_INDEX | DEMO_NO_COPY,
         .until = 17),
  F_BOOL ("is_inventory", "Inventory"),
  F_INT ("sequence", "Sequence", .value = "10"),
  { 0 },
};

static gboolean
move_before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 picking = demo_vals_int (vals, "picking_id");
  gint64 product = demo_vals_int (vals, "product_id");
  static const char *const places[] = { "location_id", "location_dest_id", "company_id" };

  if (product == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "A stock move needs a product.");
      return FALSE;
    }
  if (demo_vals_int (vals, "product_uom") == 0)
    json_object_set_int_member (vals, "product_uom",
                                demo_env_get_int (env, "product.template", product, "uom_id"));
  for (guint i = 0; picking > 0 && i < G_N_ELEMENTS (places); i++)
    if (demo_vals_int (vals, places[i]) == 0)
      json_object_set_int_member (vals, places[i],
                                  demo_env_get_int (env, "stock.picking", picking, places[i]));
  if (demo_vals_text (vals, "date") == NULL)
    json_object_set_string_member (vals, "date", demo_env_now (env));
  return TRUE;
}

static gboolean
move_before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "stock.move", demo_ids_get (ids, i), "state");

      if (g_strcmp0 (state, "done") == 0
          && (json_object_has_member (vals, "quantity")
              || json_object_has_member (vals, "product_uom_qty")))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "The quantity of a move that is done cannot change.");
          return FALSE;
        }
    }
  if (demo_vals_amount (vals, "quantity", DEMO_FLOAT_DECIMALS) < 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "A quantity to deliver is not negative.");
      return FALSE;
    }
  return TRUE;
}

const DemoModel demo_stock_move_model = {
  .name = "stock.move",
  .label = "Stock Move",
  .table = "stock_move",
  .order = "sequence, id",
  .display_sql =
      "COALESCE((SELECT p.name || '/' FROM stock_picking p WHERE p.id = $.picking_id), '')"
      " || COALESCE((SELECT t.name FROM product_template t WHERE t.id = $.product_id), '')",
  .company_field = "company_id",
  .fields = move_fields,
  .access = picking_access,
  .before_create = move_before_create,
  .before_write = move_before_write,
};
