/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "paper-fixture.h"

#include "biz-currency-table.h"
#include "erp-json.h"

static char *
make_lines (guint n_lines)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (
        text,
        "%s{\"id\":%u,\"display_type\":\"product\",\"product_id\":false,\"name\":\"Part %u\","
        "\"quantity\":2.5,\"product_uom_id\":{\"id\":1,\"display_name\":\"kg\"},"
        "\"price_unit\":44.4444,\"discount\":%s,\"tax_ids\":[{\"id\":1,\"display_name\":\"19%%\"}],"
        "\"price_subtotal\":100.0,\"price_total\":119.0}",
        i > 0 ? "," : "", i + 1, i + 1, i == 0 ? "10.0" : "0.0");
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static void
change (JsonObject *object, JsonObject *changes)
{
  g_autoptr (GList) names = json_object_get_members (changes);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data,
                            json_node_copy (json_object_get_member (changes, l->data)));
}

char *
paper_fixture_new_json (guint n_lines, const char *changes)
{
  g_autofree char *lines = make_lines (n_lines);
  const double net = n_lines * 100.0, tax = n_lines * 19.0;
  g_autofree char *json = g_strdup_printf (
      "{\"id\":7,\"name\":\"INV/2026/00007\",\"state\":\"posted\",\"move_type\":\"out_invoice\","
      "\"invoice_date\":\"2026-11-20\",\"invoice_date_due\":\"2026-12-20\",\"currency_id\":1,"
      "\"partner_id\":{\"id\":2,\"name\":\"Überhang & Söhne GmbH\",\"street\":\"Am Ring 5\","
      "\"street2\":false,\"zip\":\"50667\",\"city\":\"Köln\",\"state_id\":false,"
      "\"country_id\":{\"id\":57,\"name\":\"Germany\",\"code\":\"DE\"},\"vat\":\"DE123456788\","
      "\"lang\":\"de_DE\",\"email\":\"k@example.com\",\"phone\":false,\"website\":false},"
      "\"company_id\":{\"id\":1,\"partner_id\":{\"id\":1,\"name\":\"Nordwerk AG\","
      "\"street\":\"Hafenstr. 1\",\"street2\":false,\"zip\":\"20457\",\"city\":\"Hamburg\","
      "\"state_id\":false,\"country_id\":{\"id\":57,\"name\":\"Germany\",\"code\":\"DE\"},"
      "\"vat\":\"DE987654321\",\"lang\":\"de_DE\",\"email\":\"info@nordwerk.example\","
      "\"phone\":\"+49 40 1\",\"website\":false}},"
      "\"partner_bank_id\":{\"id\":3,\"acc_number\":\"DE89370400440532013000\","
      "\"bank_name\":\"Hansebank\",\"bank_bic\":\"COBADEFFXXX\",\"acc_holder_name\":\"Nordwerk "
      "AG\"},\"ref\":\"PO 4711\",\"invoice_origin\":\"S00012\","
      "\"invoice_user_id\":{\"id\":5,\"display_name\":\"Ada Kern\"},"
      "\"invoice_payment_term_id\":{\"id\":4,\"display_name\":\"30 Tage\"},"
      "\"payment_reference\":\"INV/2026/00007\",\"narration\":\"<p>Vielen <b>Dank</b></p>\","
      "\"amount_untaxed\":%.2f,\"amount_tax\":%.2f,\"amount_total\":%.2f,"
      "\"amount_residual\":%.2f,\"tax_totals\":false,\"is_move_sent\":false,"
      "\"invoice_pdf_report_id\":false,\"invoice_line_ids\":%s,\"line_ids\":["
      "{\"id\":90,\"display_type\":\"product\",\"date_maturity\":false,\"amount_currency\":-1.0,"
      "\"discount_date\":false,\"discount_amount_currency\":0.0},"
      "{\"id\":92,\"display_type\":\"payment_term\",\"date_maturity\":\"2026-12-20\","
      "\"amount_currency\":50.0,\"discount_date\":false,\"discount_amount_currency\":0.0},"
      "{\"id\":91,\"display_type\":\"payment_term\",\"date_maturity\":\"2026-11-30\","
      "\"amount_currency\":69.0,\"discount_date\":\"2026-11-27\","
      "\"discount_amount_currency\":67.62}]}",
      net, tax, net + tax, net + tax, lines);
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autofree char *wrapped = g_strdup_printf ("{%s}", changes != NULL ? changes : "");
  g_autoptr (JsonNode) other = erp_json_literal (wrapped);

  change (json_node_get_object (node), json_node_get_object (other));

  return erp_json_to_string (node);
}

BizPaper *
paper_fixture_new_with (guint n_lines, const char *changes)
{
  g_autofree char *json = paper_fixture_new_json (n_lines, changes);
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (GError) error = NULL;
  BizPaper *paper;

  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_currency_table_add (currencies, 2, "USD", 2);
  paper = biz_paper_new_from_json (json_node_get_object (node), currencies, &error);
  g_assert_no_error (error);

  return paper;
}

BizPaper *
paper_fixture_new (guint n_lines)
{
  return paper_fixture_new_with (n_lines, NULL);
}
