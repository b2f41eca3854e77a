/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-choice.h"
#include "biz-find-customer.h"
#include "biz-find.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-capabilities-private.h"
#include "erp-json.h"

#include "fake-client.h"

#include <string.h>

typedef struct
{
  const char *answer; /* JSON; NULL for an error */
  gboolean done;
  GError *error;
  GPtrArray *invoices;
} Wait;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Wait *wait = user_data;

  if (wait->answer == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not yours");
      return NULL;
    }
  return erp_json_literal (wait->answer);
}

static gboolean
is_done (gpointer user_data)
{
  return ((Wait *)user_data)->done;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->invoices = biz_find_finish (ERP_CLIENT (source), result, &wait->error);
  wait->done = TRUE;
}

static void
ask (Wait *wait, FakeClient *client, const char *text)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  biz_find_async (ERP_CLIENT (client), currencies, text, &today, NULL, found_cb, wait);
  fake_loop_until (is_done, wait);
}

static void
test_find_asks_once (void)
{
  Wait wait = { .answer = "{\"length\":0,\"records\":[]}" };
  g_autoptr (FakeClient) client = fake_client_new (answer_cb, &wait);
  ErpCall *call;
  g_autofree char *domain = NULL;

  ask (&wait, client, "INV/2026/00012");
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.invoices->len, ==, 0);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
  call = fake_client_get_call (client, 0);
  g_assert_false (erp_call_is_write (call));
  g_assert_cmpint (json_node_get_int (erp_call_get_arg (call, "limit")), ==, BIZ_FIND_LIMIT);
  domain = erp_json_to_string (erp_call_get_arg (call, "domain"));
  g_assert_nonnull (strstr (domain, "INV/2026/00012"));
  g_assert_nonnull (strstr (domain, "out_invoice"));
  g_ptr_array_unref (wait.invoices);
}

/* The person is still typing a word of the filter: nothing is asked, nothing is wrong. */
static void
test_find_half_a_word (void)
{
  Wait wait = { .answer = NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_cb, &wait);

  ask (&wait, client, "amount:>x");
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.invoices->len, ==, 0);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 0);
  g_ptr_array_unref (wait.invoices);
}

static void
test_find_refused (void)
{
  static const char *const answers[] = { NULL, "[7]", "{\"records\":7}", "{\"records\":[{}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Wait wait = { .answer = answers[i] };
      g_autoptr (FakeClient) client = fake_client_new (answer_cb, &wait);

      ask (&wait, client, "acme");
      g_assert_null (wait.invoices);
      g_assert_true (wait.error != NULL && wait.error->domain == ERP_ERROR);
      g_clear_error (&wait.error);
    }
}

static void
customers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->invoices = biz_find_customer_finish (ERP_CLIENT (source), result, &wait->error);
  wait->done = TRUE;
}

static void
ask_customers (Wait *wait, FakeClient *client, ErpRights rights, const char *text)
{
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");

  erp_capabilities_ensure_model (capabilities, "res.partner")->rights = rights;
  biz_find_customer_async (ERP_CLIENT (client), capabilities, text, NULL, customers_cb, wait);
  fake_loop_until (is_done, wait);
}

static void
test_find_customer (void)
{
  static const struct
  {
    ErpRights rights;
    const char *text;
    const char *answer;
    const char *names; /* NULL for an error */
    guint n_calls;
  } cases[] = {
    { ERP_RIGHT_READ, " deco ",
      "{\"length\":2,\"records\":[{\"id\":4,\"display_name\":\"Deco\",\"ref\":\"C4\"},"
      "{\"id\":9,\"display_name\":\"Decora\",\"ref\":false}]}",
      "Deco/C4 Decora/- ", 1 },
    { ERP_RIGHT_READ, "deco", "{\"length\":0,\"records\":[]}", "", 1 },
    /* Who may not read partners, and who typed nothing, asks nobody. */
    { 0, "deco", NULL, "", 0 },
    { ERP_RIGHT_READ, "  ", NULL, "", 0 },
    { ERP_RIGHT_READ, "deco", "{\"records\":7}", NULL, 1 },
    { ERP_RIGHT_READ, "deco", "{\"records\":[{\"display_name\":\"Deco\"}]}", NULL, 1 },
    { ERP_RIGHT_READ, "deco", NULL, NULL, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Wait wait = { .answer = cases[i].answer };
      g_autoptr (FakeClient) client = fake_client_new (answer_cb, &wait);
      g_autoptr (GString) names = g_string_new (NULL);

      g_test_message ("%u", i);
      ask_customers (&wait, client, cases[i].rights, cases[i].text);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, cases[i].n_calls);
      if (cases[i].names == NULL)
        {
          g_assert_true (wait.error != NULL && wait.error->domain == ERP_ERROR);
          g_clear_error (&wait.error);
          continue;
        }
      g_assert_no_error (wait.error);
      for (guint k = 0; k < wait.invoices->len; k++)
        {
          BizChoice *choice = g_ptr_array_index (wait.invoices, k);
          const char *code = biz_choice_get_code (choice);

          g_string_append_printf (names, "%s/%s ", biz_choice_get_name (choice),
                                  code != NULL ? code : "-");
        }
      g_assert_cmpstr (names->str, ==, cases[i].names);
      g_ptr_array_unref (wait.invoices);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/find/asks-once", test_find_asks_once);
  g_test_add_func ("/biz/find/half-a-word", test_find_half_a_word);
  g_test_add_func ("/biz/find/refused", test_find_refused);
  g_test_add_func ("/biz/find/customer", test_find_customer);
  return g_test_run ();
}
