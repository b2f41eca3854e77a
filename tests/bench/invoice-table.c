/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "bench"

#include "invoice-table.h"

#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-json.h"

#include <string.h>

#define N_GROUPS 12

static void
append_row (GString *json, int id)
{
  static const char *const names[] = { "Ackermann Stahlbau GmbH & Co. KG", "Bolt & Daughters Ltd",
                                       "Câbles du Nord SARL", "Dimitriou Marine Supplies A.E.",
                                       "Ekström Fastighetsförvaltning AB" };
  const int cents = (int)((gint64)id * 7919 % 10000000);

  g_string_append_printf (
      json,
      "{\"id\":%d,\"name\":\"INV/2026/%06d\",\"state\":\"posted\",\"move_type\":\"out_invoice\","
      "\"payment_state\":\"%s\",\"partner_id\":{\"id\":%d,\"display_name\":\"%s\"},"
      "\"invoice_date\":\"2026-%02d-%02d\",\"invoice_date_due\":\"2026-12-%02d\","
      "\"amount_total\":%d.%02d,\"amount_residual\":%d.%02d,\"currency_id\":1,"
      "\"company_id\":{\"id\":1,\"display_name\":\"Nord\"},"
      "\"invoice_user_id\":{\"id\":7,\"display_name\":\"Carla Conrads\"},\"ref\":\"PO-%d\","
      "\"journal_id\":{\"id\":3,\"display_name\":\"Sales\"},\"amount_untaxed\":%d.%02d,"
      "\"amount_tax\":0.0,\"amount_total_signed\":%d.%02d,\"amount_residual_signed\":%d.%02d,"
      "\"company_currency_id\":1,\"invoice_origin\":\"S%05d\",\"payment_reference\":\"RF%d\","
      "\"invoice_payment_term_id\":{\"id\":2,\"display_name\":\"30 Days\"}}",
      id, id, id % 3 == 0 ? "paid" : "not_paid", id % 400, names[id % 5], id % N_GROUPS + 1,
      id % 28 + 1, id % 28 + 1, cents / 100, cents % 100, cents / 100, cents % 100, id, cents / 100,
      cents % 100, cents / 100, cents % 100, cents / 100, cents % 100, id % 99999, id);
}

/* Whether only one group is asked for. */
static gboolean
is_in_group (ErpCall *call)
{
  g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);

  return strstr (domain, "invoice_date") != NULL;
}

static JsonNode *
answer_rows (InvoiceTable *self, ErpCall *call)
{
  const gint64 offset = json_node_get_int (erp_call_get_arg (call, "offset"));
  const gint64 limit = json_node_get_int (erp_call_get_arg (call, "limit"));
  const guint n = is_in_group (call) ? self->n_rows / N_GROUPS : self->n_rows;
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_printf (json, "{\"length\":%u,\"records\":[", n);
  for (gint64 i = offset; i < MIN (offset + limit, n); i++)
    {
      if (i > offset)
        g_string_append_c (json, ',');
      append_row (json, (int)i + 1);
    }
  g_string_append (json, "]}");

  return erp_json_literal (json->str);
}

static JsonNode *
answer_groups (InvoiceTable *self)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < N_GROUPS; i++)
    g_string_append_printf (
        json,
        "%s{\"invoice_date:month\":[\"2026-%02u-01\",\"Month %u\"],\"currency_id\":[1,\"EUR\"],"
        "\"move_type\":\"out_invoice\",\"state\":\"posted\",\"company_id\":[1,\"Nord\"],"
        "\"__count\":%u,\"amount_total:sum\":1000.0,\"amount_residual:sum\":500.0,"
        "\"amount_total_signed:sum\":1000.0,\"amount_residual_signed:sum\":500.0}",
        i > 0 ? "," : "", i + 1, i + 1, self->n_rows / N_GROUPS);
  g_string_append_c (json, ']');

  return erp_json_literal (json->str);
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  InvoiceTable *self = user_data;
  const char *method = erp_call_get_method (call);

  if (g_str_equal (method, "formatted_read_group"))
    return answer_groups (self);
  if (g_str_equal (method, "search_count"))
    return json_node_init_int (json_node_alloc (),
                               is_in_group (call) ? self->n_rows / N_GROUPS : self->n_rows);

  return answer_rows (self, call);
}

InvoiceTable *
invoice_table_new (guint n_rows)
{
  InvoiceTable *self = g_new0 (InvoiceTable, 1);
  g_autoptr (ErpCompany) company = erp_company_new (1, "Nord", 1);

  self->n_rows = n_rows;
  self->client = fake_client_new (answer_cb, self);
  self->currencies = biz_currency_table_new_empty ();
  biz_currency_table_add (self->currencies, 1, "EUR", 2);
  self->capabilities = erp_capabilities_new (7, "19.0");
  g_list_store_append (self->capabilities->companies, company);

  return self;
}

void
invoice_table_free (InvoiceTable *self)
{
  g_clear_object (&self->client);
  biz_currency_table_unref (self->currencies);
  g_clear_object (&self->capabilities);
  g_free (self);
}
