/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-jobs.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A return, or what is sent again of one: the server's own wizard makes the transfer. It copies
 * the transfer that is taken back, with nothing on it that could be a mark of ours, so that it is
 * recognised by its lines: new, by this user, taking back these moves by these quantities, while
 * this user opened no other wizard on the transfer. The wizard takes any quantity: what may come
 * back is counted again just before. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "picking");

  if (name == NULL)
    name = "";

  return json_object_has_member (body, "replaces")
             /* Translators: the number of a return. */
             ? g_strdup_printf (_ ("Replacement for %s"), name)
             /* Translators: the number of a delivery. */
             : g_strdup_printf (_ ("Return of %s"), name);
}

/* The moves, and everything that takes them back. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",         "state",           "quantity",
                                        "picking_id", "product_uom_qty", "product_uom",
                                        "product_id", "create_uid",      "origin_returned_move_id",
                                        NULL };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) own = erp_domain_new ();
  g_autoptr (ErpDomain) back = erp_domain_new ();
  ErpDomain *any[] = { own, back };

  if (!json_object_has_member (body, "moves") || !erp_json_get_ids (body, "moves", &ids, NULL))
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  erp_domain_add_ids (own, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_ids (back, "origin_returned_move_id", "in", (const gint64 *)(gpointer)ids->data,
                      ids->len);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return biz_job_new_search (body, "stock.move", domain, fields);
}

static gboolean
refuse (GError **error, ErpError code, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, code, message);

  return FALSE;
}

static gboolean
read_number (JsonObject *row, const char *member, BizDecimal *value)
{
  return json_object_has_member (row, member) && biz_decimal_from_json (row, member, value, NULL);
}

/* Of an answer: what moved where it is done, else what is to move. */
static gboolean
read_moved (JsonObject *move, BizDecimal *value)
{
  const gboolean done = g_strcmp0 (biz_job_get_text (move, "state"), "done") == 0;

  return biz_decimal_from_json (move, done ? "quantity" : "product_uom_qty", value, NULL);
}

static gboolean
is_cancelled (JsonObject *move)
{
  return g_strcmp0 (biz_job_get_text (move, "state"), "cancel") == 0;
}

/* The ids of the moves that took @move_id back when the person looked. */
static gboolean
was_seen (JsonObject *line, gint64 id)
{
  return biz_job_has_id (line, "seen", id);
}

/* Whatever came since the person looked: he looks again, and never returns more than is left. */
static gboolean
check_line (JsonObject *line, JsonNode *baseline, GError **error)
{
  const gint64 id = biz_job_get_id (line, "move_id");
  JsonObject *move = biz_job_find (baseline, id);
  JsonObject *other;
  BizDecimal delivered, wanted;

  if (move == NULL || g_strcmp0 (biz_job_get_text (move, "state"), "done") != 0)
    return refuse (error, ERP_ERROR_CONFLICT,
                   _ ("The transfer has been changed meanwhile. Look at it again."));
  if (!read_moved (move, &delivered) || !read_number (line, "quantity", &wanted))
    return refuse (error, ERP_ERROR_PROTOCOL, "A quantity cannot be read.");
  if (biz_decimal_compare (&wanted, &delivered) > 0)
    return refuse (error, ERP_ERROR_CONFLICT,
                   _ ("Less was delivered than is to come back. Look at the delivery again."));
  for (guint i = 0; (other = biz_job_nth (baseline, i)) != NULL; i++)
    if (biz_job_get_many2one (other, "origin_returned_move_id") == id && !is_cancelled (other)
        && !was_seen (line, biz_job_get_id (other, "id")))
      return refuse (error, ERP_ERROR_CONFLICT,
                     _ ("Somebody has made a return of it meanwhile. Look at it again."));

  return TRUE;
}

static JsonObject *
get_line (JsonObject *body, guint i)
{
  return json_object_has_member (body, "lines")
             ? biz_job_nth (json_object_get_member (body, "lines"), i)
             : NULL;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *line;

  if (get_line (body, 0) == NULL)
    return refuse (error, ERP_ERROR_VALIDATION, _ ("Say how much of which line."));
  for (guint i = 0; (line = get_line (body, i)) != NULL; i++)
    if (!check_line (line, baseline, error))
      return FALSE;

  return TRUE;
}

static JsonNode *
make_lines (JsonObject *body, gboolean rma)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *commands = json_array_new ();
  JsonObject *line;

  for (guint i = 0; (line = get_line (body, i)) != NULL; i++)
    {
      JsonArray *command = json_array_new ();
      JsonObject *vals = json_object_new ();

      json_object_set_int_member (vals, "move_id", biz_job_get_id (line, "move_id"));
      json_object_set_int_member (vals, "product_id", biz_job_get_id (line, "product_id"));
      if (json_object_has_member (line, "wizard_quantity"))
        json_object_set_member (vals, "quantity",
                                json_node_copy (json_object_get_member (line, "wizard_quantity")));
      /* The order counts it as not delivered; the returns module has its own way. */
      json_object_set_boolean_member (vals, "to_refund", !rma);
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, vals);
      json_array_add_array_element (commands, command);
    }
  json_node_take_array (node, commands);

  return node;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  const gint64 picking = biz_job_get_id (body, "picking_id");
  const gboolean rma = json_object_has_member (body, "rma");
  ErpCall *call = biz_job_new_write (body, "stock.return.picking", "create");
  JsonObject *vals = json_object_new ();

  json_object_set_int_member (vals, "picking_id", picking);
  json_object_set_member (vals, "product_return_moves", make_lines (body, rma));
  /* The module's own place is set by its form alone. */
  if (rma)
    json_object_set_boolean_member (vals, "create_rma", TRUE);
  if (rma && biz_job_get_id (body, "place") != 0)
    json_object_set_int_member (vals, "location_id", biz_job_get_id (body, "place"));
  biz_job_take_vals (call, vals);
  biz_job_set_active (call, "stock.picking", picking);

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  const char *method = biz_job_get_text (body, "method");
  ErpCall *call =
      biz_job_new_write (body, "stock.return.picking", method != NULL ? method : "create_returns");

  erp_call_set_id (call, erp_job_body_get_prepared_id (body));
  biz_job_set_active (call, "stock.picking", biz_job_get_id (body, "picking_id"));

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_action ("stock.picking", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

/* The wizards that this user, and anybody, opened on the transfer since. */
static ErpCall *
rivals (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "picking_id", "create_uid", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "create_date", ">=", erp_job_body_get_since (body));
  erp_domain_add_int (domain, "picking_id", "=", biz_job_get_id (body, "picking_id"));

  return biz_job_new_search (body, "stock.return.picking", domain, fields);
}

/* @uid 0: anybody's. The new move that takes this line back; @n: how many there are. */
static JsonObject *
find_new (JsonObject *line, JsonNode *before, JsonNode *after, gint64 uid, guint *n)
{
  const gint64 id = biz_job_get_id (line, "move_id");
  JsonObject *found = NULL;
  JsonObject *move;

  *n = 0;
  for (guint i = 0; (move = biz_job_nth (after, i)) != NULL; i++)
    {
      if (biz_job_get_many2one (move, "origin_returned_move_id") != id || is_cancelled (move)
          || biz_job_find (before, biz_job_get_id (move, "id")) != NULL
          || (uid != 0 && biz_job_get_many2one (move, "create_uid") != uid))
        continue;
      found = move;
      (*n)++;
    }

  return found;
}

static gboolean
is_what_was_wanted (JsonObject *line, JsonObject *move)
{
  BizDecimal wanted, moved;

  return read_number (line, "wizard_quantity", &wanted) && read_moved (move, &moved)
         && biz_decimal_compare (&wanted, &moved) == 0;
}

static gboolean
has_rival (JsonNode *others, JsonObject *wizard)
{
  JsonObject *other;

  for (guint i = 0; (other = biz_job_nth (others, i)) != NULL; i++)
    if (other != wizard)
      return TRUE;

  return FALSE;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *others, JsonObject **result)
{
  JsonObject *wizard = biz_job_find (others, erp_job_body_get_prepared_id (body));
  /* The module's transfers are made by the system. */
  const gint64 uid = wizard != NULL && !json_object_has_member (body, "rma")
                         ? biz_job_get_many2one (wizard, "create_uid")
                         : 0;
  JsonObject *found = NULL;
  JsonObject *line;
  gint64 picking = 0;
  guint n_all = 0;
  gboolean fits = TRUE;
  g_autofree char *name = NULL;

  for (guint i = 0; (line = get_line (body, i)) != NULL; i++)
    {
      guint n = 0;
      JsonObject *move = find_new (line, baseline, answer, uid, &n);
      const gint64 id = move != NULL ? biz_job_get_many2one (move, "picking_id") : 0;

      n_all += n;
      fits = fits && n == 1 && is_what_was_wanted (line, move) && (found == NULL || id == picking);
      if (move != NULL)
        {
          found = move;
          picking = id;
        }
    }
  if (n_all == 0)
    return ERP_VERDICT_NOT_SEEN;
  if (!fits || (others != NULL && (wizard == NULL || has_rival (others, wizard))))
    return ERP_VERDICT_AMBIGUOUS;
  name = biz_job_dup_many2one_name (found, "picking_id");

  return biz_job_done ("stock.picking", picking, name, result);
}

const ErpJobKind biz_job_return_kind = {
  .name = BIZ_JOB_RETURN,
  .label = N_ ("Return"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .rivals = rivals,
  .judge = judge,
};

/**
 * biz_return_wizard_of:
 * @capabilities: what the server has
 *
 * Since 18 the wizard's button has another name; until 18 it counts in the unit of the product,
 * whatever the unit of the delivery is.
 *
 * Returns: how this server's wizard is used
 */
BizReturnWizard
biz_return_wizard_of (ErpCapabilities *capabilities)
{
  BizReturnWizard wizard = { "create_returns", biz_transfer_has_part_units (capabilities) };

  if (erp_capabilities_has_field (capabilities, "account.move", "reversal_move_ids"))
    wizard.method = "action_create_returns";

  return wizard;
}

static void
set_decimal (JsonObject *object, const char *member, const BizDecimal *value)
{
  g_autofree char *text = biz_decimal_to_string (value);

  json_object_set_member (object, member, erp_json_literal (text));
}

/* What takes the line back as the person sees it. */
static JsonArray *
list_seen (BizReturnBook *book, gint64 move_id)
{
  GListModel *transfers = biz_return_book_get_transfers (book);
  JsonArray *seen = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      GPtrArray *moves = biz_transfer_get_moves (transfer);

      for (guint k = 0; k < moves->len; k++)
        {
          BizTransferMove *move = g_ptr_array_index (moves, k);

          if (move->origin_id == move_id)
            json_array_add_int_element (seen, move->id);
        }
    }

  return seen;
}

/* NULL without an error: nothing of it is planned. */
static JsonObject *
make_line (BizReturnPlan *plan, BizReturnLine *line, gboolean in_product_unit, GError **error)
{
  BizTransferMove *move = biz_return_line_get_move (line);
  const BizDecimal quantity = biz_return_plan_get_quantity (plan, move->id);
  BizDecimal wanted = quantity;
  JsonObject *object;

  if (!biz_return_is_positive (&quantity))
    return NULL;
  if (in_product_unit
      && !biz_return_unit_convert (&quantity, &move->unit, &move->product_unit, &wanted, error))
    return NULL;
  if (in_product_unit && move->unit.id != move->product_unit.id
      && !biz_return_unit_has (&move->product_unit, &wanted))
    {
      /* It would take another quantity back, and say nothing. */
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The server counts returns in the unit of the product, which has no "
                              "such step. Return another quantity of this line."));
      return NULL;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "move_id", move->id);
  json_object_set_int_member (object, "product_id", move->product_id);
  set_decimal (object, "quantity", &quantity);
  set_decimal (object, "wizard_quantity", &wanted);
  json_object_set_array_member (object, "seen",
                                list_seen (biz_return_plan_get_book (plan), move->id));

  return object;
}

/**
 * biz_job_body_new_return:
 * @plan: what comes back of a delivery, or what is sent again of a return
 * @wizard: how the server's wizard is used
 * @rma: whether the returns module keeps a record of it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the job is told
 */
JsonObject *
biz_job_body_new_return (BizReturnPlan *plan,
                         const BizReturnWizard *wizard,
                         gboolean rma,
                         GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  BizTransfer *transfer = biz_return_plan_get_transfer (plan);
  GListModel *rows = biz_return_plan_get_lines (plan);
  JsonArray *lines = json_array_new ();
  JsonArray *moves = json_array_new ();

  json_object_set_array_member (body, "lines", lines);
  json_object_set_array_member (body, "moves", moves);
  json_object_set_int_member (body, "picking_id", biz_transfer_get_id (transfer));
  json_object_set_string_member (body, "picking", biz_transfer_get_name (transfer));
  json_object_set_int_member (body, "company_id", biz_transfer_get_company_id (transfer));
  json_object_set_string_member (body, "method", wizard->method);
  if (biz_return_plan_get_purpose (plan) == BIZ_RETURN_PURPOSE_REPLACE)
    json_object_set_boolean_member (body, "replaces", TRUE);
  else if (rma)
    {
      json_object_set_boolean_member (body, "rma", TRUE);
      json_object_set_int_member (body, "place", biz_transfer_get_rma_place (transfer));
    }
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (BizReturnLine) row = g_list_model_get_item (rows, i);
      g_autoptr (GError) failure = NULL;
      JsonObject *line = make_line (plan, row, wizard->in_product_unit, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (line == NULL)
        continue;
      json_array_add_object_element (lines, line);
      json_array_add_int_element (moves, biz_return_line_get_id (row));
    }

  return g_steal_pointer (&body);
}
