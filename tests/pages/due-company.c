/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "due-company.h"

#include "biz-job-kinds.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"

#include <string.h>

#define USD 1

typedef struct
{
  int id;
  int partner;
  const char *customer;
  int value;
  int days; /* since the delivery, -1: nothing is delivered */
} Order;

static const Order orders[] = {
  { 1, 14, "Azure Interior", 1000, 2 }, { 2, 15, "Deco Addict", 300, 20 },
  { 3, 14, "Azure Interior", 70, 40 },  { 4, 16, "Bonn Bikes", 5000, -1 },
  { 5, 15, "Deco Addict", 210, 10 },
};

/* "2026-11-20 12:00:00" */
static char *
get_time (int days_ago)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days_ago);

  return g_date_time_format (then, "%Y-%m-%d 12:00:00");
}

/* What every line says of its order. */
static char *
describe_line (const Order *order, const char *product, int quantity, int delivered, int subtotal)
{
  return g_strdup_printf ("\"order_id\":{\"id\":%d,\"display_name\":\"S%05d\",\"date_order\":"
                          "\"2026-01-05 08:00:00\",\"currency_rate\":1.0,\"client_order_ref\":"
                          "false,\"partner_invoice_id\":{\"id\":%d},\"partner_shipping_id\":{"
                          "\"id\":%d}},\"order_partner_id\":{\"id\":%d,\"display_name\":\"%s\"},"
                          "\"salesman_id\":{\"id\":7,\"display_name\":\"Anna\"},\"company_id\":{"
                          "\"id\":1,\"display_name\":\"North\"},\"currency_id\":{\"id\":1},"
                          "\"product_id\":{\"id\":3,\"display_name\":\"%s\",\"invoice_policy\":"
                          "\"order\"},\"product_uom_qty\":%d,\"qty_delivered\":%d,"
                          "\"price_subtotal\":%d",
                          order->id, order->id, order->partner, order->partner, order->partner,
                          order->customer, product, quantity, delivered, subtotal);
}

static JsonNode *
make_page (GString *records, guint n)
{
  g_autofree char *json = g_strdup_printf ("{\"length\":%u,\"records\":[%s]}", n, records->str);

  return erp_json_literal (json);
}

static JsonNode *
answer_due (DueCompany *self)
{
  g_autoptr (GString) records = g_string_new (NULL);
  guint n = self->empty ? 0 : G_N_ELEMENTS (orders);

  for (guint i = 0; i < n; i++)
    {
      const Order *order = &orders[i];
      gboolean delivered = order->days >= 0;
      g_autofree char *day = get_time (MAX (order->days, 0));
      g_autofree char *line = describe_line (order, "Desk", 1, delivered ? 1 : 0, order->value);
      g_autofree char *moves =
          delivered ? g_strdup_printf ("{\"id\":%d,\"state\":\"done\",\"date\":\"%s\",\"quantity\":"
                                       "1,\"location_dest_usage\":\"customer\",\"reference\":"
                                       "\"WH/OUT/%05d\"}",
                                       order->id, day, order->id)
                    : g_strdup ("");

      g_string_append_printf (records,
                              "%s{\"id\":%d,%s,\"qty_invoiced\":0,\"qty_to_invoice\":1,"
                              "\"untaxed_amount_to_invoice\":%d,\"is_downpayment\":false,"
                              "\"move_ids\":[%s]}",
                              i > 0 ? "," : "", order->id * 10, line, order->value, moves);
    }
  return make_page (records, n);
}

/* What the wizard's window looks at. */
static JsonNode *
answer_orders (ErpCall *call)
{
  g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);
  const char *ids = strstr (domain, "\"in\",[");
  g_autoptr (GString) records = g_string_new (NULL);
  guint n = 0;

  /* One order with all that hangs on it: nobody here asks what it says. */
  if (ids == NULL)
    return make_page (records, 0);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (strchr (ids, '0' + orders[i].id) == NULL)
        continue;
      g_string_append_printf (records,
                              "%s{\"id\":%d,\"name\":\"S%05d\",\"state\":\"sale\","
                              "\"amount_total\":%d,\"currency_id\":{\"id\":1},"
                              "\"invoice_ids\":[]}",
                              n > 0 ? "," : "", orders[i].id, orders[i].id, orders[i].value);
      n++;
    }
  return make_page (records, n);
}

static JsonNode *
answer_moves (DueCompany *self)
{
  g_autofree char *past = get_time (5);
  g_autofree char *ahead = get_time (-5);
  g_autofree char *late = describe_line (&orders[1], "Chair", 10, 5, 200);
  g_autofree char *later = describe_line (&orders[2], "Lamp", 10, 8, 100);
  g_autofree char *json = g_strdup_printf (
      "{\"length\":2,\"records\":[{\"id\":1,\"state\":\"assigned\",\"product_uom_qty\":5,"
      "\"date_deadline\":\"%s\",\"picking_id\":{\"id\":7,\"display_name\":\"WH/OUT/00007\","
      "\"backorder_id\":false},\"sale_line_id\":{\"id\":91,%s}},"
      "{\"id\":2,\"state\":\"assigned\",\"product_uom_qty\":2,\"date_deadline\":\"%s\","
      "\"picking_id\":{\"id\":9,\"display_name\":\"WH/OUT/00009\",\"backorder_id\":{\"id\":8}},"
      "\"sale_line_id\":{\"id\":92,%s}}]}",
      past, late, ahead, later);

  return erp_json_literal (self->empty ? "{\"length\":0,\"records\":[]}" : json);
}

static JsonNode *
answer_prices (DueCompany *self)
{
  g_autofree char *line = describe_line (&orders[0], "Desk", 10, 10, 900);
  g_autofree char *json =
      g_strdup_printf ("{\"length\":1,\"records\":[{\"id\":93,%s,\"price_unit\":90.0,"
                       "\"technical_price_unit\":100.0}]}",
                       line);

  return erp_json_literal (self->empty ? "{\"length\":0,\"records\":[]}" : json);
}

static gboolean
is (ErpCall *call, const char *model, const char *method)
{
  return g_str_equal (erp_call_get_model (call), model)
         && g_str_equal (erp_call_get_method (call), method);
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  DueCompany *self = user_data;

  if (self->fail)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TIMEOUT,
                           "The server did not answer in time.");
      return NULL;
    }
  if (is (call, "sale.order.line", "web_search_read"))
    return json_object_has_member (json_node_get_object (erp_call_get_arg (call, "specification")),
                                   "price_unit")
               ? answer_prices (self)
               : answer_due (self);
  if (is (call, "sale.order.line", "formatted_read_group"))
    return erp_json_literal (
        self->empty ? "[]"
                    : "[{\"currency_id\":[1,\"USD\"],\"__extra_domain\":[],\"__count\":5,"
                      "\"untaxed_amount_to_invoice:sum\":6580.0}]");
  if (is (call, "sale.order.line", "fields_get"))
    return erp_json_literal ("{\"price_unit\":{\"type\":\"float\"},"
                             "\"technical_price_unit\":{\"type\":\"float\"}}");
  if (is (call, "mail.message", "search_read"))
    return erp_json_literal (
        self->empty ? "[]"
                    : "[{\"id\":9,\"model\":\"sale.order\",\"res_id\":5,"
                      "\"date\":\"2026-11-20 08:00:00\",\"create_uid\":[7,\"Anna\"],"
                      "\"author_id\":[9,\"Anna\"],\"body\":\"<p>QUITTANCE/1 hold cause=limit<br>"
                      "Over the limit</p>\"}]");
  if (is (call, "stock.move", "web_search_read"))
    return answer_moves (self);
  if (is (call, "sale.order", "web_search_read"))
    return answer_orders (call);
  g_error ("not foreseen: %s.%s", erp_call_get_model (call), erp_call_get_method (call));
}

static ErpCapabilities *
make_capabilities (gboolean sales)
{
  ErpCapabilities *capabilities = erp_capabilities_new (7, "19.0");
  g_autoptr (ErpCompany) company = erp_company_new (1, "North", USD);
  gint64 id = USD;

  capabilities->zone = g_strdup ("UTC");
  capabilities->name = g_strdup ("Anna");
  capabilities->login = g_strdup ("anna");
  capabilities->company_id = 1;
  g_hash_table_insert (capabilities->currencies, g_memdup2 (&id, sizeof id),
                       erp_currency_new (USD, "USD", "$", TRUE, 2));
  g_list_store_append (capabilities->companies, company);
  if (sales)
    {
      ErpCapabilitiesModel *picking = erp_capabilities_ensure_model (capabilities, "stock.picking");

      picking->rights = ERP_RIGHT_READ;
      picking->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (picking->fields, g_strdup ("sale_id"), NULL);
      g_hash_table_add (capabilities->groups, g_strdup ("sales_team.group_sale_salesman"));
    }
  return capabilities;
}

DueCompany *
due_company_new (const char *role)
{
  g_autoptr (ErpCapabilities) capabilities = make_capabilities (g_str_equal (role, "sales"));
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "https://erp.example", "test", "anna");
  g_autoptr (GError) error = NULL;
  DueCompany *self = g_new0 (DueCompany, 1);

  self->client = fake_client_new (answer_cb, self);
  fake_client_set_server_time (self->client, g_get_real_time ());
  self->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (self->client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (self->journal);
  self->session = erp_session_new (ERP_CLIENT (self->client), capabilities, profile, self->journal);
  return self;
}

void
due_company_free (DueCompany *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->journal);
  fake_loop_drain ();
  g_clear_object (&self->client);
  g_free (self);
}
