/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-plan-private.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A plan as JSON: as the lines of a credit note, and as what was wished. */

static BizMoney
get_zero (BizCreditPlan *self)
{
  const BizMoney total = biz_credit_source_get_total (self->source);

  return biz_money_zero (total.currency, total.digits);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, message);

  return FALSE;
}

/**
 * biz_credit_plan_to_commands:
 * @self: a plan
 *
 * Returns: (transfer full): the lines of the credit note
 */
JsonNode *
biz_credit_plan_to_commands (BizCreditPlan *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *commands = json_array_new ();

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), node);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizCreditRow *row = &g_array_index (self->rows, BizCreditRow, i);
      const gboolean net = biz_credit_line_get_base (row->line) == BIZ_CREDIT_BASE_NET;
      const char *words = biz_credit_line_get_description (row->line);
      g_autofree char *name = NULL;
      JsonArray *command = json_array_new ();

      if (row->by_amount)
        name =
            row->shared ? g_strdup (self->label) : g_strdup_printf ("%s: %s", self->label, words);
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, biz_credit_line_to_values (row->line, &row->quantity,
                                                                         !row->by_amount ? NULL
                                                                         : net           ? &row->net
                                                                               : &row->gross,
                                                                         name));
      json_array_add_array_element (commands, command);
    }
  json_node_take_array (node, commands);

  return node;
}

static JsonNode *
lines_to_wish (BizCreditPlan *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizCreditRow *row = &g_array_index (self->rows, BizCreditRow, i);
      JsonObject *line = json_object_new ();
      g_autofree char *text = row->by_amount ? biz_money_format (&row->net, BIZ_MONEY_MACHINE)
                                             : biz_decimal_to_string (&row->quantity);

      json_object_set_int_member (line, "id", biz_credit_line_get_id (row->line));
      json_object_set_member (line, row->by_amount ? "net" : "quantity", erp_json_literal (text));
      json_array_add_object_element (lines, line);
    }
  json_node_take_array (node, lines);

  return node;
}

JsonNode *
biz_credit_plan_to_wish (BizCreditPlan *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *wish = json_object_new ();

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), node);

  json_object_set_string_member (wish, "label", self->label);
  if (self->has_amount)
    {
      g_autofree char *text = biz_money_format (&self->amount, BIZ_MONEY_MACHINE);

      json_object_set_member (wish, "amount", erp_json_literal (text));
    }
  else
    json_object_set_member (wish, "lines", lines_to_wish (self));
  json_node_take_object (node, wish);

  return node;
}

static gboolean
set_wished_line (BizCreditPlan *self, JsonObject *line, GError **error)
{
  const BizMoney zero = get_zero (self);
  BizDecimal quantity;
  BizMoney net;
  gint64 id = 0;

  if (!erp_json_get_int (line, "id", &id, error))
    return FALSE;
  if (json_object_has_member (line, "net"))
    return biz_money_from_json (line, "net", &zero, &net, error)
           && biz_credit_plan_set_net (self, id, &net, error);

  return biz_decimal_from_json (line, "quantity", &quantity, error)
         && biz_credit_plan_set_quantity (self, id, &quantity, error);
}

/**
 * biz_credit_plan_set_wish:
 * @self: an empty plan
 * @wish: of biz_credit_plan_to_wish ()
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it does not fit what is left any more
 */
gboolean
biz_credit_plan_set_wish (BizCreditPlan *self, JsonNode *wish, GError **error)
{
  JsonObject *object = NULL;
  JsonArray *lines = NULL;
  const BizMoney zero = get_zero (self);
  BizMoney amount;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);

  if (!erp_json_get_object (wish, &object, error))
    return FALSE;
  if (json_object_has_member (object, "amount"))
    return biz_money_from_json (object, "amount", &zero, &amount, error)
           && biz_credit_plan_set_amount (self, &amount, error);
  if (!json_object_has_member (object, "lines")
      || !erp_json_get_array (json_object_get_member (object, "lines"), &lines, NULL))
    return refuse (error, _ ("What was to be credited cannot be read. Start again."));
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !set_wished_line (self, line, error))
        return FALSE;
    }

  return biz_credit_plan_check (self, error);
}
