/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left to credit of an invoice: every note counts once, drafts too, and nothing else. */

#include "biz-credit-source.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define LINE(id, quantity, net, gross)                                                             \
  "{\"id\":" id ",\"display_type\":\"product\",\"product_id\":[7,\"Desk\"],\"name\":\"Desk\","     \
  "\"quantity\":" quantity ",\"product_uom_id\":false,\"price_unit\":100,\"discount\":0,"          \
  "\"tax_ids\":[5],\"price_subtotal\":" net ",\"price_total\":" gross ",\"account_id\":9}"
#define INVOICE                                                                                    \
  "{\"id\":1,\"state\":\"posted\",\"move_type\":\"out_invoice\",\"reversed_entry_id\":false,"      \
  "\"amount_total\":357,\"amount_residual\":357,\"partner_id\":[5,\"Acme\"],\"journal_id\":7,"     \
  "\"invoice_origin\":\"S1\",\"invoice_line_ids\":[" LINE ("11", "3", "300", "357") "]}"
#define NOTE(id, state, type, total, lines)                                                        \
  "{\"id\":" id ",\"state\":\"" state "\",\"move_type\":\"" type                                   \
  "\",\"reversed_entry_id\":[1,\"x\"],\"amount_total\":" total ",\"amount_residual\":" total       \
  ",\"invoice_line_ids\":[" lines "]}"
#define PAGE(rows) "{\"length\":9,\"records\":[" rows "]}"
#define ONE LINE ("21", "1", "100", "119")

static BizCreditSource *
read_page (const char *json, gint64 without, GError **error)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonNode) answer = erp_json_literal (json);

  return biz_credit_source_new_from_json (1, without, answer, &zero, error);
}

static void
test_left (void)
{
  static const struct
  {
    const char *what;
    const char *json;
    gint64 without;
    gint64 left, line_left; /* of the invoice, and of its line without tax */
    guint n_notes;
  } cases[] = {
    { "nothing credited", PAGE (INVOICE), 0, 35700, 30000, 0 },
    { "one", PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "119", ONE)), 0, 23800, 20000,
      1 },
    { "a draft counts", PAGE (INVOICE "," NOTE ("2", "draft", "out_refund", "119", ONE)), 0, 23800,
      20000, 1 },
    { "a cancelled one does not", PAGE (INVOICE "," NOTE ("2", "cancel", "out_refund", "119", ONE)),
      0, 35700, 30000, 0 },
    { "nor does a difference of exchange",
      PAGE (INVOICE "," NOTE ("2", "posted", "entry", "119", ONE)), 0, 35700, 30000, 0 },
    { "nor the one that is being changed",
      PAGE (INVOICE "," NOTE ("2", "draft", "out_refund", "119", ONE)), 2, 35700, 30000, 0 },
    { "two, before the invoice",
      PAGE (NOTE ("2", "posted", "out_refund", "119", ONE) "," NOTE ("3", "draft", "out_refund",
                                                                     "119", ONE) "," INVOICE),
      0, 11900, 10000, 2 },
    { "more than there was", PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "400", "")), 0,
      -4300, 30000, 1 },
    { "by amount, of no line", PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "50", "")), 0,
      30700, 30000, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizCreditSource) source = read_page (cases[i].json, cases[i].without, &error);

      g_test_message ("%s", cases[i].what);
      g_assert_no_error (error);
      g_assert_cmpint (biz_credit_source_get_left (source).minor, ==, cases[i].left);
      g_assert_cmpuint (biz_credit_source_get_n_notes (source), ==, cases[i].n_notes);
      g_assert_cmpint (
          biz_credit_line_get_net_left (biz_credit_source_find_line (source, 11)).minor, ==,
          cases[i].line_left);
      /* the invoice itself stays what it is */
      g_assert_cmpint (biz_credit_source_get_total (source).minor, ==, 35700);
      g_assert_cmpuint (g_list_model_get_n_items (biz_credit_source_get_lines (source)), ==, 1);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *json;
    int code;
  } cases[] = {
    { PAGE (""), ERP_ERROR_MISSING },
    { PAGE (NOTE ("2", "posted", "out_refund", "119", ONE)), ERP_ERROR_MISSING },
    { "{}", ERP_ERROR_PROTOCOL },
    { "[]", ERP_ERROR_PROTOCOL },
    { "false", ERP_ERROR_PROTOCOL },
    { "{\"records\":false}", ERP_ERROR_PROTOCOL },
    { PAGE ("7"), ERP_ERROR_PROTOCOL },
    { PAGE ("{\"id\":1}"), ERP_ERROR_PROTOCOL },
    { PAGE (INVOICE ",{}"), ERP_ERROR_PROTOCOL },
    /* a note that cannot be read would make too much of what is left */
    { PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "\"119\"", ONE)), ERP_ERROR_PROTOCOL },
    { PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "119.001", ONE)), ERP_ERROR_PROTOCOL },
    { PAGE (INVOICE "," NOTE ("2", "posted", "out_refund", "119", "7")), ERP_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizCreditSource) source = read_page (cases[i].json, 0, &error);

      g_test_message ("case %u", i);
      g_assert_null (source);
      test_take_error (&error, cases[i].code);
    }
}

static void
test_head (void)
{
  BizCreditSource *source = read_page (PAGE (INVOICE), 0, NULL);
  g_autoptr (JsonObject) values = biz_credit_source_to_values (source);

  g_assert_cmpint (biz_credit_source_get_id (source), ==, 1);
  g_assert_true (biz_credit_source_is_posted (source));
  g_assert_cmpint (biz_credit_source_get_residual (source).minor, ==, 35700);
  g_assert_cmpint (biz_credit_source_get_slack (source).minor, ==, 0);
  g_assert_null (biz_credit_source_find_line (source, 99));
  g_assert_cmpint (json_object_get_int_member (values, "partner_id"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (values, "journal_id"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (values, "invoice_origin"), ==, "S1");
  /* what the server or the user does not have is left to the server */
  g_assert_false (json_object_has_member (values, "invoice_user_id"));
  test_last_unref (&source);
}

static void
test_domain (void)
{
  g_autoptr (ErpDomain) domain = biz_credit_source_make_domain (25);
  g_autoptr (JsonNode) node = erp_domain_to_json (domain);
  g_autofree char *text = erp_json_to_string (node);

  g_assert_cmpstr (text, ==, "[\"|\",[\"id\",\"=\",25],[\"reversed_entry_id\",\"=\",25]]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/credit-source/left", test_left);
  g_test_add_func ("/biz/credit-source/refused", test_refused);
  g_test_add_func ("/biz/credit-source/head", test_head);
  g_test_add_func ("/biz/credit-source/domain", test_domain);

  return g_test_run ();
}
