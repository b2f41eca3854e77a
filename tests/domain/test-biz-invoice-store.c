/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-invoice-line.h"
#include "biz-invoice-store.h"
#include "biz-partner.h"
#include "biz-tax-line.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

#include <string.h>

#define ROW(state)                                                                                 \
  "{\"id\":25,\"name\":\"INV/5\",\"state\":\"" state "\",\"move_type\":\"out_invoice\","           \
  "\"payment_state\":\"not_paid\",\"partner_id\":{\"id\":14,\"display_name\":\"Azure\"},"          \
  "\"invoice_date\":\"2026-11-22\",\"invoice_date_due\":\"2026-12-31\",\"amount_total\":230.0,"    \
  "\"amount_residual\":230.0,\"currency_id\":1,\"company_id\":{\"id\":3,\"display_name\":\"B\"},"  \
  "\"invoice_user_id\":false,\"ref\":false}"

#define PREVIEW                                                                                    \
  "{\"value\":{\"currency_id\":1,\"invoice_date_due\":\"2026-12-20\",\"invoice_payment_term_id\":" \
  "{\"id\":4,\"display_name\":\"30 Days\"},\"journal_id\":{\"id\":1,\"display_name\":\"Sales\"},"  \
  "\"tax_totals\":{\"amount_untaxed\":44.99,\"amount_total\":51.74,\"groups_by_subtotal\":{"       \
  "\"Untaxed\":[{\"tax_group_name\":\"15%\",\"tax_group_amount\":6.75,"                            \
  "\"tax_group_base_amount\":44.99}]}},\"invoice_line_ids\":[[0,\"virtual_1\",{\"product_id\":"    \
  "false,\"name\":false,\"quantity\":1.0,\"product_uom_id\":false,\"price_unit\":49.99,"           \
  "\"discount\":10.0,\"tax_ids\":[[4,1,{\"id\":1,\"display_name\":\"15%\"}]],"                     \
  "\"price_subtotal\":44.991,\"price_total\":51.74}]]},\"warning\":{\"title\":\"x\","              \
  "\"message\":\"Over the limit\"}}"

#define PROPOSAL                                                                                   \
  "[{\"id\":1,\"amount\":200.0,\"payment_difference\":30.0,\"payment_date\":\"2026-11-22\","       \
  "\"communication\":\"INV/5\",\"currency_id\":1,\"journal_id\":6,\"payment_method_line_id\":1,"   \
  "\"available_journal_ids\":[{\"id\":6,\"display_name\":\"Bank\",\"code\":\"BNK1\"},{\"id\":7,"   \
  "\"display_name\":\"Cash\",\"code\":\"CSH1\"}],\"available_payment_method_line_ids\":[{\"id\":1" \
  ",\"display_name\":\"Manual\"}]}]"

/* What the server answers, call by call; NULL behind the last. An answer that begins with '!' is a
 * failure: "!UNKNOWN", "!REFUSED", "!OFFLINE". */
typedef struct
{
  const char *const *answers;
  guint n;
} Script;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Script *script = user_data;
  const char *text = script->answers[script->n];

  g_assert_nonnull (text);
  script->n++;
  if (strcmp (text, "!UNKNOWN") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME, "lost");
  else if (strcmp (text, "!REFUSED") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, "must be in draft");
  else if (strcmp (text, "!OFFLINE") == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
  else
    return erp_json_literal (text);

  return NULL;
}

static BizInvoiceStore *
make_store (FakeClient *client)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();

  biz_currency_table_add (currencies, 1, "USD", 2);

  return biz_invoice_store_new (ERP_CLIENT (client), NULL, currencies);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *)user_data != NULL;
}

static void
test_load (void)
{
  static const struct
  {
    const char *answers[2];
    int code; /* -1: an invoice */
  } cases[] = {
    { { "[" ROW ("posted") "]", NULL }, -1 },
    { { "[]", NULL }, ERP_ERROR_MISSING },
    { { "{}", NULL }, ERP_ERROR_PROTOCOL },
    { { "!OFFLINE", NULL }, ERP_ERROR_UNREACHABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { cases[i].answers, 0 };
      g_autoptr (FakeClient) client = fake_client_new (answer, &script);
      g_autoptr (BizInvoiceStore) store = make_store (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GError) error = NULL;

      biz_invoice_store_load_async (store, 25, NULL, take_result_cb, &result);
      fake_loop_until (is_set, &result);
      invoice = biz_invoice_store_load_finish (store, result, &error);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
      if (cases[i].code >= 0)
        {
          g_assert_error (error, ERP_ERROR, cases[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (biz_invoice_get_number (invoice), ==, "INV/5");
    }
}

static void
test_find (void)
{
  static const struct
  {
    const char *answers[2];
    int code;
  } cases[] = {
    { { "{\"length\":1,\"records\":[" ROW ("posted") "]}", NULL }, -1 },
    { { "{\"length\":0,\"records\":[]}", NULL }, ERP_ERROR_MISSING },
    { { "{\"length\":2,\"records\":[" ROW ("posted") "," ROW ("posted") "]}", NULL },
      ERP_ERROR_CONFLICT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { cases[i].answers, 0 };
      g_autoptr (FakeClient) client = fake_client_new (answer, &script);
      g_autoptr (BizInvoiceStore) store = make_store (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GError) error = NULL;

      biz_invoice_store_find_async (store, "INV/5", NULL, take_result_cb, &result);
      fake_loop_until (is_set, &result);
      invoice = biz_invoice_store_find_finish (store, result, &error);
      if (cases[i].code >= 0)
        g_assert_error (error, ERP_ERROR, cases[i].code);
      else
        g_assert_no_error (error);
    }
}

static void
count_changed_cb (BizInvoiceStore *store, gint64 id, gpointer user_data)
{
  g_assert_cmpint (id, ==, 25);
  ++*(guint *)user_data;
}

/* Posting is sent again only when it is not known and was not seen. */
static void
test_post (void)
{
  static const struct
  {
    const char *answers[6];
    int code; /* -1: posted */
    guint n_sent;
  } cases[] = {
    { { "false", "[" ROW ("posted") "]", NULL }, -1, 1 },
    { { "!UNKNOWN", "[" ROW ("posted") "]", NULL }, -1, 1 },
    { { "!UNKNOWN", "[" ROW ("draft") "]", "false", "[" ROW ("posted") "]", NULL }, -1, 2 },
    { { "!UNKNOWN", "[" ROW ("draft") "]", "!UNKNOWN", "[" ROW ("draft") "]", NULL },
      ERP_ERROR_UNKNOWN_OUTCOME,
      2 },
    { { "!UNKNOWN", "!OFFLINE", NULL }, ERP_ERROR_UNKNOWN_OUTCOME, 1 },
    { { "!REFUSED", "[" ROW ("posted") "]", NULL }, -1, 1 },
    { { "!REFUSED", "[" ROW ("draft") "]", NULL }, ERP_ERROR_VALIDATION, 1 },
    { { "!OFFLINE", NULL }, ERP_ERROR_UNREACHABLE, 1 },
    { { "{\"type\":\"ir.actions.act_window\"}", "[" ROW ("draft") "]", NULL },
      ERP_ERROR_VALIDATION,
      1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { cases[i].answers, 0 };
      g_autoptr (FakeClient) client = fake_client_new (answer, &script);
      g_autoptr (BizInvoiceStore) store = make_store (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GError) error = NULL;
      guint n_changed = 0;

      g_signal_connect (store, "changed", G_CALLBACK (count_changed_cb), &n_changed);
      biz_invoice_store_post_async (store, 25, NULL, take_result_cb, &result);
      fake_loop_until (is_set, &result);
      invoice = biz_invoice_store_post_finish (store, result, &error);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (fake_client_count_calls (client, "action_post"), ==, cases[i].n_sent);
      g_assert_null (cases[i].answers[script.n]);
      g_assert_cmpuint (n_changed, ==, cases[i].code < 0);
      if (cases[i].code >= 0)
        g_assert_error (error, ERP_ERROR, cases[i].code);
      else
        g_assert_cmpint (biz_invoice_get_state (invoice), ==, BIZ_STATE_POSTED);
    }
}

/* The other verbs are sent once, whatever becomes of the answer. */
static void
test_act (void)
{
  static const struct
  {
    BizInvoiceVerb verb;
    const char *method;
    const char *answers[4];
    int code;  /* -1: done */
    int state; /* afterwards; -1: gone */
  } cases[] = {
    { BIZ_VERB_RESET, "button_draft", { "null", "[" ROW ("draft") "]", NULL }, -1, 0 },
    { BIZ_VERB_RESET, "button_draft", { "!UNKNOWN", "[" ROW ("draft") "]", NULL }, -1, 0 },
    { BIZ_VERB_RESET,
      "button_draft",
      { "!UNKNOWN", "[" ROW ("posted") "]", NULL },
      ERP_ERROR_UNKNOWN_OUTCOME,
      0 },
    { BIZ_VERB_RESET,
      "button_draft",
      { "!REFUSED", "[" ROW ("posted") "]", NULL },
      ERP_ERROR_VALIDATION,
      0 },
    { BIZ_VERB_RESET,
      "button_draft",
      { "null", "[" ROW ("posted") "]", NULL },
      ERP_ERROR_VALIDATION,
      0 },
    { BIZ_VERB_CANCEL, "button_cancel", { "null", "[" ROW ("cancel") "]", NULL }, -1, 2 },
    { BIZ_VERB_CANCEL,
      "button_cancel",
      { "!UNKNOWN", "!OFFLINE", NULL },
      ERP_ERROR_UNKNOWN_OUTCOME,
      0 },
    { BIZ_VERB_DELETE, "unlink", { "true", "[]", NULL }, -1, -1 },
    { BIZ_VERB_DELETE, "unlink", { "!UNKNOWN", "[]", NULL }, -1, -1 },
    { BIZ_VERB_DELETE,
      "unlink",
      { "!UNKNOWN", "[" ROW ("draft") "]", NULL },
      ERP_ERROR_UNKNOWN_OUTCOME,
      0 },
    { BIZ_VERB_DELETE,
      "unlink",
      { "!REFUSED", "[" ROW ("posted") "]", NULL },
      ERP_ERROR_VALIDATION,
      0 },
    { BIZ_VERB_DELETE, "unlink", { "!OFFLINE", NULL }, ERP_ERROR_UNREACHABLE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { cases[i].answers, 0 };
      g_autoptr (FakeClient) client = fake_client_new (answer, &script);
      g_autoptr (BizInvoiceStore) store = make_store (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GError) error = NULL;
      guint n_changed = 0;
      gboolean done;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_signal_connect (store, "changed", G_CALLBACK (count_changed_cb), &n_changed);
      biz_invoice_store_act_async (store, 25, cases[i].verb, NULL, take_result_cb, &result);
      fake_loop_until (is_set, &result);
      done = biz_invoice_store_act_finish (store, result, &invoice, &error);
      g_assert_cmpuint (fake_client_count_calls (client, cases[i].method), ==, 1);
      g_assert_null (cases[i].answers[script.n]);
      g_assert_cmpint (done, ==, cases[i].code < 0);
      g_assert_cmpuint (n_changed, ==, cases[i].code < 0);
      if (!done)
        g_assert_error (error, ERP_ERROR, cases[i].code);
      else if (cases[i].state < 0)
        g_assert_null (invoice);
      else
        g_assert_cmpint (biz_invoice_get_state (invoice), ==, cases[i].state);
    }
}

static void
test_preview (void)
{
  static const char *const answers[] = { PREVIEW, NULL };
  Script script = { answers, 0 };
  g_autoptr (FakeClient) client = fake_client_new (answer, &script);
  g_autoptr (BizInvoiceStore) store = make_store (client);
  g_autoptr (BizInvoiceDraft) draft = biz_invoice_draft_new (3);
  g_autoptr (BizPartner) partner = biz_partner_new (14, "Azure");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizInvoicePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceLine) line = NULL;
  g_autoptr (BizTaxLine) tax = NULL;
  ErpCall *call;
  BizMoney amount;

  biz_invoice_draft_set_partner (draft, partner);
  biz_invoice_store_preview_async (store, draft, NULL, take_result_cb, &result);
  fake_loop_until (is_set, &result);
  preview = biz_invoice_store_preview_finish (store, result, &error);
  g_assert_no_error (error);

  call = fake_client_get_call (client, 0);
  g_assert_cmpstr (erp_call_get_method (call), ==, "onchange");
  g_assert_false (erp_call_is_write (call));
  g_assert_cmpint (
      json_array_get_int_element (
          json_object_get_array_member (erp_call_get_context (call), "allowed_company_ids"), 0),
      ==, 3);
  amount = biz_invoice_preview_get_total (preview);
  g_assert_cmpint (amount.minor, ==, 5174);
  amount = biz_invoice_preview_get_tax (preview);
  g_assert_cmpint (amount.minor, ==, 675);
  g_assert_cmpstr (biz_invoice_preview_get_terms (preview), ==, "30 Days");
  g_assert_cmpstr (biz_invoice_preview_get_warning (preview), ==, "Over the limit");
  g_assert_cmpint (g_date_get_day (biz_invoice_preview_get_due_date (preview)), ==, 20);
  line = g_list_model_get_item (biz_invoice_preview_get_lines (preview), 0);
  amount = biz_invoice_line_get_subtotal (line);
  g_assert_cmpint (amount.minor, ==, 4499);
  g_assert_cmpstr (biz_invoice_line_get_taxes (line), ==, "15%");
  tax = g_list_model_get_item (biz_invoice_preview_get_tax_lines (preview), 0);
  g_assert_cmpstr (biz_tax_line_get_name (tax), ==, "15%");
}

static void
test_propose (void)
{
  static const char *const answers[] = { PROPOSAL, NULL };
  Script script = { answers, 0 };
  g_autoptr (FakeClient) client = fake_client_new (answer, &script);
  g_autoptr (BizInvoiceStore) store = make_store (client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizPaymentProposal) proposal = NULL;
  g_autoptr (BizChoice) cash = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDate) date = g_date_new_dmy (1, 12, 2026);
  g_autofree char *values = NULL;
  BizMoney amount, difference;

  biz_invoice_store_propose_payment_async (store, 25, 0, 7, date, NULL, take_result_cb, &result);
  fake_loop_until (is_set, &result);
  proposal = biz_invoice_store_propose_payment_finish (store, result, &error);
  g_assert_no_error (error);

  values = erp_json_to_string (erp_call_get_arg (fake_client_get_call (client, 0), "vals"));
  g_assert_cmpstr (values, ==, "{\"journal_id\":7,\"payment_date\":\"2026-12-01\"}");
  amount = biz_payment_proposal_get_open (proposal);
  g_assert_cmpint (amount.minor, ==, 23000);
  g_assert_cmpstr (biz_payment_proposal_get_communication (proposal), ==, "INV/5");
  g_assert_cmpint (biz_payment_proposal_get_method_id (proposal), ==, 1);
  cash = g_list_model_get_item (biz_payment_proposal_get_journals (proposal), 1);
  g_assert_cmpstr (biz_choice_get_code (cash), ==, "CSH1");
  amount = biz_money_from_minor (25000, "USD", 2);
  g_assert_true (biz_payment_proposal_get_difference (proposal, &amount, &difference, NULL));
  g_assert_cmpint (difference.minor, ==, -2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/invoice-store/load", test_load);
  g_test_add_func ("/biz/invoice-store/find", test_find);
  g_test_add_func ("/biz/invoice-store/post", test_post);
  g_test_add_func ("/biz/invoice-store/act", test_act);
  g_test_add_func ("/biz/invoice-store/preview", test_preview);
  g_test_add_func ("/biz/invoice-store/propose", test_propose);

  return g_test_run ();
}
