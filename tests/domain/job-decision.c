/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "job-decision.h"

#include "erp-json.h"

static gint64
get_id (JsonNode *answer)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;

  return array != NULL ? json_array_get_int_element (array, 0) : json_node_get_int (answer);
}

static void
make_quotation (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":1,\"price_unit\":%s}]]}]",
                       ground->partner, ground->product, subject->amount);
  g_autoptr (JsonNode) answer =
      ground_ask (ground, "sale.order", "create", TRUE, 0, "vals_list", values, NULL);

  subject->order = get_id (answer);
  json_object_set_string_member (subject->body, "model", "sale.order");
  json_object_set_int_member (subject->body, "id", subject->order);
  json_object_set_string_member (subject->body, "name", subject->text);
  json_object_set_int_member (subject->body, "company_id", ground->company);
}

static char *
dup_state (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) answer = ground_ask (ground, "sale.order", "read", FALSE, subject->order,
                                            "fields", "[\"state\"]", NULL);
  JsonObject *order = json_array_get_object_element (json_node_get_array (answer), 0);

  return g_strdup (json_object_get_string_member (order, "state"));
}

/* a decision's note */

void
decision_body (Ground *ground, Subject *subject)
{
  g_autofree char *text = g_strdup_printf ("QUITTANCE/1 hold cause=limit\n%s", subject->text);

  make_quotation (ground, subject);
  json_object_set_string_member (subject->body, "decision", "hold");
  json_object_set_string_member (subject->body, "text", text);
  json_object_set_int_member (subject->body, "seen", 0);
}

guint
decision_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"model\",\"=\",\"sale.order\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
      "],[\"body\",\"ilike\",\"QUITTANCE/1 \"],[\"subtype_id.internal\",\"=\",true]]",
      subject->order);

  return ground_count (ground, "mail.message", domain);
}

void
decision_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ground_ask (ground, "sale.order", "message_post", TRUE, subject->order, "body",
                               "\"<p>QUITTANCE/1 release reason=paid</p>\"", "body_is_html", "true",
                               "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                               NULL));
}

/* a quotation confirmed */

void
confirm_body (Ground *ground, Subject *subject)
{
  make_quotation (ground, subject);
  json_object_set_string_member (subject->body, "action", "confirm");
}

guint
confirm_count (Ground *ground, Subject *subject)
{
  g_autofree char *state = dup_state (ground, subject);

  return g_str_equal (state, "sale") || g_str_equal (state, "done");
}

void
confirm_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ground_ask (ground, "sale.order", "action_confirm", TRUE, subject->order, NULL));
}

/* a quotation cancelled */

void
cancel_body (Ground *ground, Subject *subject)
{
  make_quotation (ground, subject);
  json_object_set_string_member (subject->body, "action", "cancel");
}

guint
cancel_count (Ground *ground, Subject *subject)
{
  g_autofree char *state = dup_state (ground, subject);

  return g_str_equal (state, "cancel");
}

void
cancel_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ground_ask (ground, "sale.order", "action_cancel", TRUE, subject->order, NULL));
}

/* a limit */

void
limit_body (Ground *ground, Subject *subject)
{
  g_autofree char *values = g_strdup_printf ("[{\"name\":\"%s\"}]", subject->text);
  g_autoptr (JsonNode) answer =
      ground_ask (ground, "res.partner", "create", TRUE, 0, "vals_list", values, NULL);

  subject->second = get_id (answer);
  json_object_set_int_member (subject->body, "id", subject->second);
  json_object_set_string_member (subject->body, "name", subject->text);
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "after", subject->amount);
  json_object_set_string_member (subject->body, "currency", "USD");
  json_object_set_int_member (subject->body, "digits", 2);
  json_object_set_string_member (subject->body, "model", "res.partner");
  json_object_set_string_member (subject->body, "text", "QUITTANCE/1 limit\nBetter rating");
}

/* The notes; wherever there is one, there is the limit. */
guint
limit_count (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) answer =
      ground_ask (ground, "res.partner", "read", FALSE, subject->second, "fields",
                  "[\"credit_limit\",\"use_partner_credit_limit\"]", NULL);
  JsonObject *partner = json_array_get_object_element (json_node_get_array (answer), 0);
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"res.partner\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"ilike\",\"QUITTANCE/1 limit\"]]",
                       subject->second);
  const guint n = ground_count (ground, "mail.message", domain);

  if (n > 0)
    g_assert_true (json_object_get_boolean_member (partner, "use_partner_credit_limit"));

  return n;
}

/* the same limit, noted by the same user */
void
limit_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *vals =
      g_strdup_printf ("{\"use_partner_credit_limit\":true,\"credit_limit\":%s}", subject->amount);

  json_node_unref (
      ground_ask (ground, "res.partner", "write", TRUE, subject->second, "vals", vals, NULL));
  json_node_unref (ground_ask (ground, "res.partner", "message_post", TRUE, subject->second, "body",
                               "\"<p>QUITTANCE/1 limit</p>\"", "body_is_html", "true",
                               "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                               NULL));
}
