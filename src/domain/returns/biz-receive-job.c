/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-jobs.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Goods that came back are booked in. What came is written onto the lines first, which may be
 * repeated; validating is sent once, with the answer to the question that the server would ask
 * where less came than was expected. Whether it happened is told by the state alone. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "picking");

  /* Translators: the number of a return. */
  return g_strdup_printf (_ ("Receive %s"), name != NULL ? name : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "state", "display_name", "move_ids", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "picking_id"));

  return biz_job_new_search (body, "stock.picking", domain, fields);
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
  JsonObject *picking = biz_job_nth (baseline, 0);
  const char *state = picking != NULL ? biz_job_get_text (picking, "state") : NULL;
  JsonObject *line;

  if (!biz_job_check_exists (baseline, error))
    return FALSE;
  if (g_strcmp0 (state, "done") == 0 || g_strcmp0 (state, "cancel") == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                           g_str_equal (state, "done") ? _ ("Somebody has received it already.")
                                                       : _ ("This return has been cancelled."));
      return FALSE;
    }
  for (guint i = 0; (line = get_line (body, i)) != NULL; i++)
    if (!biz_job_has_id (picking, "move_ids", biz_job_get_id (line, "move_id")))
      {
        g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                             _ ("The transfer has been changed meanwhile. Look at it again."));
        return FALSE;
      }

  return TRUE;
}

/* Absolute values: the same again is the same. */
static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  ErpCall *call = biz_job_new_write (body, "stock.picking", "write");
  JsonObject *vals = json_object_new ();
  JsonArray *commands = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *line;

  for (guint i = 0; (line = get_line (body, i)) != NULL; i++)
    {
      JsonArray *command = json_array_new ();
      JsonObject *move = json_object_new ();
      BizDecimal quantity = { 0 };

      if (json_object_has_member (line, "quantity")
          && biz_decimal_from_json (line, "quantity", &quantity, NULL))
        json_object_set_member (move, "quantity",
                                json_node_copy (json_object_get_member (line, "quantity")));
      json_object_set_boolean_member (move, "picked", biz_return_is_positive (&quantity));
      json_array_add_int_element (command, 1);
      json_array_add_int_element (command, biz_job_get_id (line, "move_id"));
      json_array_add_object_element (command, move);
      json_array_add_array_element (commands, command);
    }
  json_object_set_array_member (vals, "move_ids", commands);
  json_node_take_object (node, vals);
  erp_call_set_id (call, biz_job_get_id (body, "picking_id"));
  erp_call_take_arg (call, "vals", node);

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "stock.picking", "button_validate");
  const gint64 id = biz_job_get_id (body, "picking_id");
  const char *rest = biz_job_get_text (body, "rest");

  erp_call_set_id (call, id);
  erp_call_set_context_bool (call, "skip_sms", TRUE);
  if (g_strcmp0 (rest, "later") == 0 || g_strcmp0 (rest, "never") == 0)
    erp_call_set_context_bool (call, "skip_backorder", TRUE);
  if (g_strcmp0 (rest, "never") == 0)
    {
      g_autofree char *ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", id);

      erp_call_take_context (call, "picking_ids_not_to_backorder", erp_json_literal (ids));
    }

  return call;
}

/* A question means that nothing was done; a report to print, that it was. */
static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *action = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  const char *model = action != NULL ? biz_job_get_text (action, "res_model") : NULL;

  if (g_strcmp0 (model, "stock.backorder.confirmation") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Less came than is expected: say whether the rest comes later."));
  else if (action != NULL && g_strcmp0 (biz_job_get_text (action, "target"), "new") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("The server wants a decision first. Do this one in the browser."));
  else
    return TRUE;

  return FALSE;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *picking = biz_job_nth (answer, 0);

  if (picking == NULL || g_strcmp0 (biz_job_get_text (picking, "state"), "done") != 0)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("stock.picking", biz_job_get_id (body, "picking_id"),
                       biz_job_get_text (picking, "display_name"), result);
}

const ErpJobKind biz_job_receive_kind = {
  .name = BIZ_JOB_RECEIVE,
  .label = N_ ("Return received"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_receive:
 * @plan: what came of a return that was expected
 * @rest: what becomes of what did not
 *
 * Returns: (transfer full): what the job is told
 */
JsonObject *
biz_job_body_new_receive (BizReturnPlan *plan, BizReturnRest rest)
{
  static const char *const words[] = { "none", "later", "never" };
  JsonObject *body = json_object_new ();
  BizTransfer *transfer = biz_return_plan_get_transfer (plan);
  GListModel *rows = biz_return_plan_get_lines (plan);
  JsonArray *lines = json_array_new ();

  json_object_set_int_member (body, "picking_id", biz_transfer_get_id (transfer));
  json_object_set_string_member (body, "picking", biz_transfer_get_name (transfer));
  json_object_set_int_member (body, "company_id", biz_transfer_get_company_id (transfer));
  json_object_set_string_member (body, "rest", words[rest]);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (BizReturnLine) row = g_list_model_get_item (rows, i);
      const gint64 id = biz_return_line_get_id (row);
      const BizDecimal quantity = biz_return_plan_get_quantity (plan, id);
      g_autofree char *text = biz_decimal_to_string (&quantity);
      JsonObject *line = json_object_new ();

      json_object_set_int_member (line, "move_id", id);
      json_object_set_member (line, "quantity", erp_json_literal (text));
      json_array_add_object_element (lines, line);
    }
  json_object_set_array_member (body, "lines", lines);

  return body;
}
