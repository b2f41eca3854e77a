/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-record-search.h"

#include "biz-partner.h"
#include "biz-product.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

/* As many customers as the text says, named by it. */
static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  gboolean *failing = user_data;
  g_autoptr (GString) json = g_string_new ("{\"length\":0,\"records\":[");
  g_autofree char *domain = erp_json_to_string (erp_call_get_arg (call, "domain"));
  guint n = g_strstr_len (domain, -1, "many") != NULL ? BIZ_RECORD_SEARCH_LIMIT + 1 : 1;

  if (*failing)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    g_string_append_printf (json,
                            "%s{\"id\":%u,\"display_name\":\"%s\",\"ref\":\"K1\",\"email\":false,"
                            "\"city\":\"Kiel\",\"vat\":false}",
                            i > 0 ? "," : "", i + 1,
                            g_strstr_len (domain, -1, "old") != NULL ? "old" : "new");
  g_string_append (json, "]}");

  return erp_json_literal (json->str);
}

static gboolean
is_idle (gpointer user_data)
{
  return !biz_record_search_get_loading (user_data);
}

static void
test_latest_wins (void)
{
  gboolean failing = FALSE;
  g_autoptr (FakeClient) client = fake_client_new (answer, &failing);
  g_autoptr (BizRecordSearch) search = biz_record_search_new_partners (ERP_CLIENT (client));
  g_autoptr (BizPartner) partner = NULL;

  fake_client_hold (client, TRUE);
  biz_record_search_set_text (search, "old");
  biz_record_search_set_text (search, "  new ");
  biz_record_search_set_text (search, "new");
  g_assert_true (biz_record_search_get_loading (search));
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 2);
  fake_client_hold (client, FALSE);
  while (fake_client_get_n_waiting (client) > 0)
    fake_client_release (client, 0);
  fake_loop_until (is_idle, search);
  fake_loop_drain ();

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 1);
  partner = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_cmpstr (biz_partner_get_name (partner), ==, "new");
  g_assert_cmpstr (biz_partner_get_details (partner), ==, "K1 · Kiel");
  g_assert_false (biz_record_search_get_more (search));
}

static void
test_more_and_empty (void)
{
  gboolean failing = FALSE;
  g_autoptr (FakeClient) client = fake_client_new (answer, &failing);
  g_autoptr (BizRecordSearch) search = biz_record_search_new_partners (ERP_CLIENT (client));

  biz_record_search_set_text (search, "many");
  fake_loop_until (is_idle, search);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, BIZ_RECORD_SEARCH_LIMIT);
  g_assert_true (biz_record_search_get_more (search));
  biz_record_search_set_text (search, " ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 0);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
}

static void
test_failure (void)
{
  gboolean failing = TRUE;
  g_autoptr (FakeClient) client = fake_client_new (answer, &failing);
  g_autoptr (BizRecordSearch) search = biz_record_search_new_partners (ERP_CLIENT (client));

  biz_record_search_set_text (search, "a");
  fake_loop_until (is_idle, search);
  g_assert_error (biz_record_search_get_error (search), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  failing = FALSE;
  biz_record_search_set_text (search, "a");
  fake_loop_until (is_idle, search);
  g_assert_null (biz_record_search_get_error (search));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 1);
}

static void
test_domain (void)
{
  gboolean failing = TRUE;
  g_autoptr (FakeClient) client = fake_client_new (answer, &failing);
  g_autoptr (BizRecordSearch) search = biz_record_search_new_products (ERP_CLIENT (client));
  g_autofree char *domain = NULL;

  biz_record_search_set_company (search, 3);
  biz_record_search_set_text (search, "desk");
  fake_loop_until (is_idle, search);
  domain = erp_json_to_string (erp_call_get_arg (fake_client_get_call (client, 0), "domain"));
  g_assert_cmpstr (domain, ==,
                   "[[\"sale_ok\",\"=\",true],\"|\",\"|\",[\"name\",\"ilike\",\"desk\"],"
                   "[\"default_code\",\"ilike\",\"desk\"],[\"barcode\",\"ilike\",\"desk\"],"
                   "\"|\",[\"company_id\",\"=\",false],[\"company_id\",\"parent_of\",3]]");
}

static void
test_product (void)
{
  g_autoptr (JsonNode) row = erp_json_literal (
      "{\"id\":4,\"display_name\":\"[D1] Desk\",\"default_code\":\"D1\",\"lst_price\":750.5,"
      "\"uom_id\":{\"id\":1,\"display_name\":\"Units\"}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BizProduct) product = biz_product_new_from_json (json_node_get_object (row), &error);
  BizDecimal price;

  g_assert_no_error (error);
  price = biz_product_get_price (product);
  g_assert_cmpint (price.mantissa, ==, 7505);
  g_assert_cmpstr (biz_product_get_unit (product), ==, "Units");
  g_assert_cmpstr (biz_product_get_code (product), ==, "D1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/record-search/latest-wins", test_latest_wins);
  g_test_add_func ("/biz/record-search/more-and-empty", test_more_and_empty);
  g_test_add_func ("/biz/record-search/failure", test_failure);
  g_test_add_func ("/biz/record-search/domain", test_domain);
  g_test_add_func ("/biz/record-search/product", test_product);

  return g_test_run ();
}
