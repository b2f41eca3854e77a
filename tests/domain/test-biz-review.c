/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-review.h"

#include "biz-currency-table.h"
#include "biz-filter-complete.h"
#include "biz-invoice-filter.h"
#include "biz-invoice-store.h"
#include "biz-review-mark.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

#include <string.h>

#define BASE "[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]]"
#define WAITING "[\"state\",\"=\",\"posted\"],[\"checked\",\"=\",false]"

static void
test_field (void)
{
  static const struct
  {
    const char *version;
    const char *field;
  } cases[] = {
    { "16.0", "to_check" },
    { "17.0", "to_check" },
    { "17.0+e", "to_check" },
    { "saas~17.4", "to_check" },
    { "saas~18.2+e", "checked" },
    { "18.0", "checked" },
    { "19.0", "checked" },
    { "19.0-20260101", "checked" },
    { "", NULL },
    { "unknown", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (biz_review_get_field (cases[i].version), ==, cases[i].field);
}

static void
test_specification (void)
{
  const char *row = biz_invoice_get_row_specification ();

  for (guint i = 17; i <= 19; i += 2)
    {
      g_autofree char *version = g_strdup_printf ("%u.0", i);
      const char *text = biz_review_get_specification (row, version);
      g_autoptr (JsonNode) before = erp_json_literal (row);
      g_autoptr (JsonNode) after = erp_json_literal (text);
      JsonObject *fields = json_node_get_object (after);

      g_assert_cmpuint (json_object_get_size (fields), ==,
                        json_object_get_size (json_node_get_object (before)) + 1);
      g_assert_true (json_object_has_member (fields, i == 17 ? "to_check" : "checked"));
      /* a constant of the program */
      g_assert_true (text == biz_review_get_specification (row, version));
    }
  g_assert_true (biz_review_get_specification (row, NULL) == row);
}

static void
test_filter (void)
{
  static const struct
  {
    const char *version;
    const char *text;
    const char *rest; /* of the domain, behind the base; NULL where it is not understood */
  } cases[] = {
    { "17.0", "check:yes", ",[\"to_check\",\"=\",true]" },
    { "17.0", "check:no", ",[\"to_check\",\"=\",false]" },
    { "17.0", "-check:yes", ",\"!\",[\"to_check\",\"=\",true]" },
    { "19.0", "check:yes", ",\"&\"," WAITING },
    { "19.0", "CHECK:Yes", ",\"&\"," WAITING },
    { "19.0", "check:no", ",\"!\",\"&\"," WAITING },
    { "19.0", "-check:yes", ",\"!\",\"&\"," WAITING },
    { "19.0", "draft check:no", ",[\"state\",\"=\",\"draft\"],\"!\",\"&\"," WAITING },
    { "19.0", "check:", "" },
    { "19.0", "state:draft", ",[\"state\",\"=\",\"draft\"]" },
    { "19.0", "check:perhaps", NULL },
    { NULL, "check:yes", NULL },
  };
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter = biz_filter_parse (biz_review_get_grammar (cases[i].version),
                                                       cases[i].text, today, &error);
      g_autofree char *json = g_strconcat ("[" BASE, cases[i].rest, "]", NULL);
      g_autoptr (ErpDomain) domain = NULL;
      g_autoptr (ErpDomain) wanted = NULL;

      g_test_message ("%s of %s", cases[i].text, cases[i].version);
      if (cases[i].rest == NULL)
        {
          g_assert_null (filter);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      g_assert_no_error (error);
      domain = biz_filter_to_domain (filter);
      wanted = erp_domain_new_from_json (json, &error);
      g_assert_no_error (error);
      if (!erp_domain_equal (domain, wanted))
        {
          g_autoptr (JsonNode) node = erp_domain_to_json (domain);
          g_autofree char *got = erp_json_to_string (node);

          g_error ("%s is\n%s and not\n%s", cases[i].text, got, json);
        }
    }
}

static void
test_completion (void)
{
  const BizFilterGrammar *grammar = biz_review_get_grammar ("19.0");
  g_autoptr (GPtrArray) keys = biz_filter_complete (grammar, "che");
  g_autoptr (GPtrArray) values = biz_filter_complete (grammar, "check:");
  g_autoptr (GPtrArray) none = biz_filter_complete (&biz_invoice_grammar, "check");

  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpstr (((BizFilterSuggestion *)keys->pdata[0])->text, ==, "check:");
  g_assert_nonnull (((BizFilterSuggestion *)keys->pdata[0])->detail);
  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpstr (((BizFilterSuggestion *)values->pdata[0])->text, ==, "check:yes");
  g_assert_cmpstr (((BizFilterSuggestion *)values->pdata[1])->text, ==, "check:no");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (biz_review_get_grammar ("18.0") == grammar);
  g_assert_true (biz_review_get_grammar ("17.0") != grammar);
}

#define ROW                                                                                        \
  "{\"id\":7,\"name\":\"INV/7\",\"state\":\"%s\",\"move_type\":\"out_invoice\","                   \
  "\"payment_state\":\"not_paid\",\"partner_id\":false,\"invoice_date\":false,"                    \
  "\"invoice_date_due\":false,\"amount_total\":1.0,\"amount_residual\":1.0,\"currency_id\":1,"     \
  "\"company_id\":{\"id\":3,\"display_name\":\"B\"},\"invoice_user_id\":false,\"ref\":false%s%s}"

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *currencies = biz_currency_table_new_empty ();

  biz_currency_table_add (currencies, 1, "EUR", 2);

  return currencies;
}

static BizInvoice *
make_invoice (BizCurrencyTable *currencies, const char *state, const char *mark, GError **error)
{
  g_autofree char *json = g_strdup_printf (ROW, state, *mark != '\0' ? "," : "", mark);
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return biz_invoice_new_from_json (json_node_get_object (node), currencies, error);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *state;
    const char *mark;
    gboolean has;
    gboolean to_check;
    gboolean can_mark;
    gboolean can_clear;
  } cases[] = {
    { "posted", "", FALSE, FALSE, FALSE, FALSE },
    { "posted", "\"to_check\":true", TRUE, TRUE, FALSE, TRUE },
    { "posted", "\"to_check\":false", TRUE, FALSE, TRUE, FALSE },
    { "draft", "\"to_check\":true", TRUE, TRUE, FALSE, TRUE },
    { "draft", "\"to_check\":false", TRUE, FALSE, FALSE, FALSE },
    { "posted", "\"checked\":false", TRUE, TRUE, FALSE, TRUE },
    { "posted", "\"checked\":true", TRUE, FALSE, TRUE, FALSE },
    { "draft", "\"checked\":false", TRUE, FALSE, FALSE, FALSE },
    { "cancel", "\"checked\":false", TRUE, FALSE, FALSE, FALSE },
  };
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoice) invoice =
          make_invoice (currencies, cases[i].state, cases[i].mark, &error);
      gboolean to_check;

      g_test_message ("%s %s", cases[i].state, cases[i].mark);
      g_assert_no_error (error);
      g_assert_cmpint (biz_invoice_get_to_check (invoice, &to_check), ==, cases[i].has);
      g_assert_cmpint (to_check, ==, cases[i].to_check);
      g_assert_cmpint (biz_review_can_mark (invoice, TRUE), ==, cases[i].can_mark);
      g_assert_cmpint (biz_review_can_mark (invoice, FALSE), ==, cases[i].can_clear);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (make_invoice (currencies, "posted", "\"checked\":\"x\"", &error));
    g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  }
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  if (user_data != NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, user_data);
      return NULL;
    }
  return erp_json_literal ("true");
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
mark (const char *version, gboolean to_check, char *refuse, char **vals, guint *n, GError **error)
{
  g_autoptr (FakeClient) client = fake_client_new (answer, refuse);
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (BizInvoiceStore) store = biz_invoice_store_new (ERP_CLIENT (client), NULL, currencies);
  g_autoptr (BizInvoice) invoice = make_invoice (currencies, "posted", "", error);
  g_autoptr (GAsyncResult) result = NULL;

  fake_client_set_server_version (client, version);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (count_cb), n);
  biz_review_mark_async (store, invoice, to_check, NULL, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (fake_client_get_n_calls (client) > 0)
    {
      ErpCall *call = fake_client_get_call (client, 0);

      g_assert_cmpstr (erp_call_get_method (call), ==, "write");
      *vals = erp_json_to_string (erp_call_get_arg (call, "vals"));
    }

  return biz_review_mark_finish (result, error);
}

static void
test_mark (void)
{
  static const struct
  {
    const char *version;
    gboolean to_check;
    const char *vals;
  } cases[] = {
    { "17.0", TRUE, "{\"to_check\":true}" },
    { "17.0", FALSE, "{\"to_check\":false}" },
    { "19.0", TRUE, "{\"checked\":false}" },
    { "19.0", FALSE, "{\"checked\":true}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *vals = NULL;
      guint n = 0;

      g_assert_true (mark (cases[i].version, cases[i].to_check, NULL, &vals, &n, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (vals, ==, cases[i].vals);
      g_assert_cmpuint (n, ==, 1);
    }
}

/* Nothing is told to have changed. */
static void
test_refused (void)
{
  static char words[] = "Not you.";
  g_autoptr (GError) error = NULL;
  g_autofree char *vals = NULL;
  guint n = 0;

  g_assert_false (mark ("19.0", FALSE, words, &vals, &n, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  g_clear_error (&error);
  g_clear_pointer (&vals, g_free);
  g_assert_false (mark (NULL, FALSE, NULL, &vals, &n, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_null (vals);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/review/field", test_field);
  g_test_add_func ("/biz/review/specification", test_specification);
  g_test_add_func ("/biz/review/filter", test_filter);
  g_test_add_func ("/biz/review/completion", test_completion);
  g_test_add_func ("/biz/review/rows", test_rows);
  g_test_add_func ("/biz/review/mark", test_mark);
  g_test_add_func ("/biz/review/refused", test_refused);

  return g_test_run ();
}
