/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-risk.h"

#include "demo-models.h"
#include "demo-sale.h"

#include <string.h>

typedef struct
{
  gint64 partner; /* the commercial entity of who is invoiced */
  gint64 company;
  gint64 amount; /* in the company's currency */
} Order;

static gboolean
load_order (DemoEnv *env, gint64 id, Order *order, GError **error)
{
  g_autoptr (DemoStatement) row =
      demo_db_query (demo_env_get_db (env), error,
                     "SELECT p.commercial_partner_id, o.company_id,"
                     " o.amount_total * 1000000 / o.currency_rate"
                     " FROM sale_order o JOIN res_partner p ON p.id = o.partner_invoice_id"
                     " WHERE o.id = ?",
                     "i", id);

  if (row == NULL || !demo_statement_step (row, error))
    return FALSE;
  order->partner = demo_statement_int (row, 0);
  order->company = demo_statement_int (row, 1);
  order->amount = demo_statement_int (row, 2);

  return TRUE;
}

static gint64
get_int (DemoEnv *env, const Order *order, const char *field)
{
  return demo_env_get_int (env, "res.partner", order->partner, field);
}

/* (nullable): what stands against it */
static const char *
judge (DemoEnv *env, const Order *order)
{
  const gint64 of_orders = get_int (env, order, "risk_sale_order_limit");
  const gint64 limit = get_int (env, order, "credit_limit") / (DEMO_FLOAT_ONE / 100);

  if (get_int (env, order, "risk_exception"))
    return "The customer is over the risk that is allowed.";
  if (of_orders > 0 && get_int (env, order, "risk_sale_order") + order->amount > of_orders)
    return "With this order the customer has more on order than is allowed.";
  if (get_int (env, order, "risk_sale_order_include")
      && get_int (env, order, "risk_total") + order->amount > limit)
    return "With this order the customer is over the risk that is allowed.";

  return NULL;
}

JsonNode *
demo_risk_ask (DemoEnv *env, gint64 order, GError **error)
{
  const char *message;
  gint64 wizard;
  Order facts;

  if (demo_env_get_series (env) > 17 || demo_env_context_true (env, "bypass_risk"))
    return NULL;
  if (!load_order (env, order, &facts, error))
    return NULL;
  demo_env_push_company (env, facts.company);
  message = judge (env, &facts);
  demo_env_pop_company (env);
  if (message == NULL)
    return NULL;
  wizard = demo_db_insert (demo_env_get_db (env), error,
                           "INSERT INTO partner_risk_exceeded_wiz (partner_id, exception_msg,"
                           " origin_reference, continue_method, create_uid, create_date, write_uid,"
                           " write_date) VALUES (?1, ?2, 'sale.order,' || ?3, 'action_confirm', ?4,"
                           " ?5, ?4, ?5)",
                           "isiis", facts.partner, message, order, demo_env_get_uid (env),
                           demo_env_now (env));
  if (wizard <= 0)
    return NULL;

  return demo_json ("{\"type\": \"ir.actions.act_window\", \"name\": \"Partner risk exceeded\","
                    " \"res_model\": \"partner.risk.exceeded.wiz\", \"view_mode\": \"form\","
                    " \"target\": \"new\", \"res_id\": %" G_GINT64_FORMAT "}",
                    wizard);
}

/* The button is hidden from those who may not; the method asks nobody. */
static JsonNode *
button_continue (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *origin = demo_env_get_text (env, "partner.risk.exceeded.wiz",
                                                   demo_ids_get (ids, i), "origin_reference");
      const char *comma = origin != NULL ? strchr (origin, ',') : NULL;
      gint64 order = comma != NULL ? g_ascii_strtoll (comma + 1, NULL, 10) : 0;
      g_autoptr (DemoIds) orders = demo_ids_new ();

      demo_ids_add (orders, order);
      if (!demo_order_confirm (env, orders, error))
        return NULL;
    }

  return demo_json_true ();
}

static const DemoField fields[] = {
  F_M2O ("partner_id", "Customer", "res.partner", .flags = DEMO_READONLY),
  F_TEXT ("exception_msg", "Exception Msg", .flags = DEMO_READONLY),
  F_CHAR ("origin_reference", "Object"),
  F_CHAR ("continue_method", "Continue Method"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static const DemoMethod methods[] = { { "button_continue", button_continue, "" }, { 0 } };

const DemoModel demo_risk_wizard_model = {
  .name = "partner.risk.exceeded.wiz",
  .label = "Partner Risk Exceeded Wizard",
  .table = "partner_risk_exceeded_wiz",
  .transient = TRUE,
  .until = 17,
  .fields = fields,
  .access = access_rows,
  .methods = methods,
};
