/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "job-return.h"

#include "erp-json.h"

/* subject->note is the transfer, subject->line its move. */

static gint64
get_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;

  return array != NULL ? json_array_get_int_element (array, 0) : json_node_get_int (answer);
}

static gint64
find (Ground *ground, const char *model, const char *field, gint64 id)
{
  g_autofree char *domain = g_strdup_printf ("[[\"%s\",\"=\",%" G_GINT64_FORMAT "]]", field, id);
  g_autoptr (JsonNode) answer = ground_ask (ground, model, "search", FALSE, 0, "domain", domain,
                                            "order", "\"id desc\"", "limit", "1", NULL);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (answer)), ==, 1);

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static void
validate (Ground *ground, gint64 picking, gint64 move, int quantity)
{
  g_autofree char *vals = g_strdup_printf ("{\"move_ids\":[[1,%" G_GINT64_FORMAT
                                           ",{\"quantity\":%d,\"picked\":true}]]}",
                                           move, quantity);

  json_node_unref (
      ground_ask (ground, "stock.picking", "write", TRUE, picking, "vals", vals, NULL));
  json_node_unref (ground_ask (ground, "stock.picking", "button_validate", TRUE, picking, "context",
                               "{\"skip_sms\":true}", NULL));
}

static gint64
get_product (Ground *ground)
{
  return get_id (ground_ask (ground, "product.product", "search", FALSE, 0, "domain",
                             "[[\"sale_ok\",\"=\",true],[\"type\",\"in\",[\"consu\",\"product\"]]]",
                             "order", "\"id\"", "limit", "1", NULL));
}

/* Five of some goods, delivered. Returns the product. */
static gint64
deliver (Ground *ground, Subject *subject)
{
  const gint64 product = get_product (ground);
  g_autofree char *values =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":5,\"price_unit\":%s}]]}]",
                       ground->partner, product, subject->amount);

  subject->order =
      get_id (ground_ask (ground, "sale.order", "create", TRUE, 0, "vals_list", values, NULL));
  json_node_unref (ground_ask (ground, "sale.order", "action_confirm", TRUE, subject->order, NULL));
  subject->note = find (ground, "stock.picking", "sale_id", subject->order);
  subject->line = find (ground, "stock.move", "picking_id", subject->note);
  validate (ground, subject->note, subject->line, 5);

  return product;
}

static void
fill_body (Ground *ground, Subject *subject, gint64 product)
{
  g_autofree char *moves = g_strdup_printf ("[%" G_GINT64_FORMAT "]", subject->line);
  g_autofree char *lines =
      g_strdup_printf ("[{\"move_id\":%" G_GINT64_FORMAT ",\"product_id\":%" G_GINT64_FORMAT
                       ",\"quantity\":2,\"wizard_quantity\":2,\"seen\":[]}]",
                       subject->line, product);

  json_object_set_int_member (subject->body, "picking_id", subject->note);
  json_object_set_string_member (subject->body, "picking", subject->text);
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "method",
                                 ground->series < 18 ? "create_returns" : "action_create_returns");
  json_object_set_member (subject->body, "moves", erp_json_literal (moves));
  json_object_set_member (subject->body, "lines", erp_json_literal (lines));
}

void
return_body (Ground *ground, Subject *subject)
{
  const gint64 product = deliver (ground, subject);

  fill_body (ground, subject, product);
}

guint
return_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain = g_strdup_printf ("[[\"origin_returned_move_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"state\",\"!=\",\"cancel\"]]",
                                             subject->line);

  return ground_count (ground, "stock.move", domain);
}

static void
make_return (Ground *ground, gint64 picking, gint64 move, gint64 product)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"picking_id\":%" G_GINT64_FORMAT
                       ",\"product_return_moves\":[[0,0,{\"move_id\":%" G_GINT64_FORMAT
                       ",\"product_id\":%" G_GINT64_FORMAT
                       ",\"quantity\":2,\"to_refund\":true}]]}]",
                       picking, move, product);
  g_autofree char *context =
      g_strdup_printf ("{\"active_model\":\"stock.picking\",\"active_id\":%" G_GINT64_FORMAT
                       ",\"active_ids\":[%" G_GINT64_FORMAT "]}",
                       picking, picking);
  const gint64 wizard = get_id (ground_ask (ground, "stock.return.picking", "create", TRUE, 0,
                                            "vals_list", values, "context", context, NULL));

  json_node_unref (ground_ask (ground, "stock.return.picking",
                               ground->series < 18 ? "create_returns" : "action_create_returns",
                               TRUE, wizard, "context", context, NULL));
}

static gint64
get_product_of (Subject *subject)
{
  JsonArray *lines = json_object_get_array_member (subject->body, "lines");

  return json_object_get_int_member (json_array_get_object_element (lines, 0), "product_id");
}

void
return_elsewhere (Ground *ground, Subject *subject)
{
  make_return (ground, subject->note, subject->line, get_product_of (subject));
}

/* The transfer is the return from here on. */
static gint64
make_expected (Ground *ground, Subject *subject)
{
  const gint64 product = deliver (ground, subject);

  make_return (ground, subject->note, subject->line, product);
  subject->line = find (ground, "stock.move", "origin_returned_move_id", subject->line);
  subject->note = find (ground, "stock.picking", "move_ids", subject->line);

  return product;
}

void
replace_body (Ground *ground, Subject *subject)
{
  const gint64 product = make_expected (ground, subject);

  validate (ground, subject->note, subject->line, 2);
  fill_body (ground, subject, product);
  json_object_set_boolean_member (subject->body, "replaces", TRUE);
}

static void
fill_receive (Ground *ground, Subject *subject, int quantity, const char *rest)
{
  g_autofree char *lines = g_strdup_printf ("[{\"move_id\":%" G_GINT64_FORMAT ",\"quantity\":%d}]",
                                            subject->line, quantity);

  json_object_set_int_member (subject->body, "picking_id", subject->note);
  json_object_set_string_member (subject->body, "picking", subject->text);
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "rest", rest);
  json_object_set_member (subject->body, "lines", erp_json_literal (lines));
}

void
receive_body (Ground *ground, Subject *subject)
{
  make_expected (ground, subject);
  fill_receive (ground, subject, 2, "none");
}

void
receive_part_body (Ground *ground, Subject *subject)
{
  make_expected (ground, subject);
  fill_receive (ground, subject, 1, "never");
}

/* Booked in, and nothing of it waits. */
guint
receive_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "],[\"state\",\"=\",\"done\"]]",
                       subject->note);
  g_autofree char *rest =
      g_strdup_printf ("[[\"backorder_id\",\"=\",%" G_GINT64_FORMAT "]]", subject->note);

  g_assert_cmpuint (ground_count (ground, "stock.picking", rest), ==, 0);

  return ground_count (ground, "stock.picking", domain);
}

void
receive_elsewhere (Ground *ground, Subject *subject)
{
  validate (ground, subject->note, subject->line, 2);
}
