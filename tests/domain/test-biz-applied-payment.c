/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reduces an invoice, and what could, as the server's widgets list it. */

#include "biz-applied-payment.h"
#include "biz-invoice-credits.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define APPLIED                                                                                    \
  "{\"name\":\"Customer Payment\",\"journal_name\":\"Bank\",\"amount\":50.5,\"currency_id\":1,"    \
  "\"date\":\"2026-11-22\",\"partial_id\":31,\"account_payment_id\":41,\"ref\":\"BNK1 (x)\","      \
  "\"is_exchange\":false,\"is_refund\":false}"

static BizCurrencyTable *
currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "JPY", 0);

  return table;
}

static void
test_fields (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "date", "false", TRUE },
    { "date", "\"22.11.2026\"", FALSE },
    { "date", NULL, FALSE },
    { "amount", "-50.5", TRUE },
    { "amount", "50.505", FALSE },
    { "amount", "\"50\"", FALSE },
    { "amount", NULL, FALSE },
    { "currency_id", NULL, TRUE },
    { "currency_id", "false", TRUE },
    { "currency_id", "[1,\"EUR\"]", TRUE },
    { "currency_id", "77", FALSE },
    { "currency_id", "2", FALSE }, /* half a yen */
    { "partial_id", NULL, TRUE },
    { "partial_id", "false", TRUE },
    { "partial_id", "\"31\"", FALSE },
    { "account_payment_id", NULL, TRUE },
    { "account_payment_id", "false", TRUE },
    { "account_payment_id", "true", FALSE },
    { "is_refund", "true", TRUE },
    { "is_refund", "1", FALSE },
    { "is_exchange", NULL, TRUE },
    { "is_exchange", "\"no\"", FALSE },
    /* words that cannot be read are no reason to hide money */
    { "journal_name", NULL, TRUE },
    { "journal_name", "7", TRUE },
    { "ref", "7", TRUE },
    { "name", NULL, TRUE },
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (BizCurrencyTable) table = currencies ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (APPLIED, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizAppliedPayment) payment =
          biz_applied_payment_new_from_json (row, &zero, table, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((payment != NULL) == cases[i].ok);
      if (payment == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

static void
test_values (void)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (BizCurrencyTable) table = currencies ();
  g_autoptr (JsonObject) row = test_object (APPLIED);
  g_autoptr (JsonObject) exchange = test_object_with (APPLIED, "is_exchange", "true");
  g_autoptr (JsonObject) yen = test_object_with (APPLIED, "currency_id", "2");
  BizAppliedPayment *payment = biz_applied_payment_new_from_json (row, &zero, table, NULL);
  g_autoptr (BizAppliedPayment) difference =
      biz_applied_payment_new_from_json (exchange, &zero, table, NULL);
  g_autoptr (BizAppliedPayment) other = NULL;

  g_assert_cmpint (biz_applied_payment_get_amount (payment).minor, ==, 5050);
  g_assert_cmpstr (biz_applied_payment_get_journal (payment), ==, "Bank");
  g_assert_cmpstr (biz_applied_payment_get_reference (payment), ==, "BNK1 (x)");
  g_assert_cmpint (biz_applied_payment_get_payment_id (payment), ==, 41);
  g_assert_cmpint (biz_applied_payment_get_partial_id (payment), ==, 31);
  g_assert_cmpint (biz_applied_payment_get_line_id (payment), ==, 0);
  g_assert_false (biz_applied_payment_get_is_credit_note (payment));
  g_assert_cmpint (g_date_get_day (biz_applied_payment_get_date (payment)), ==, 22);
  g_assert_cmpuint (test_read_properties (payment), ==, 6);
  /* a difference of exchange is not taken off by hand */
  g_assert_cmpint (biz_applied_payment_get_partial_id (difference), ==, 0);
  /* its own currency, not the invoice's */
  json_object_set_member (yen, "amount", erp_json_literal ("5000"));
  other = biz_applied_payment_new_from_json (yen, &zero, table, NULL);
  g_assert_cmpstr (biz_applied_payment_get_amount (other).currency, ==, "JPY");
  g_assert_cmpint (biz_applied_payment_get_amount (other).minor, ==, 5000);
  test_last_unref (&payment);
}

/* Both lists of an invoice. */
static void
test_credits (void)
{
  static const struct
  {
    const char *row;
    int n_applied; /* -1: refused */
    int n_outstanding;
  } cases[] = {
    { "{}", 0, 0 },
    { "{\"invoice_payments_widget\":false,\"invoice_outstanding_credits_debits_widget\":false}", 0,
      0 },
    { "{\"invoice_payments_widget\":{\"title\":\"x\",\"content\":[" APPLIED "," APPLIED "]}}", 2,
      0 },
    { "{\"invoice_outstanding_credits_debits_widget\":{\"content\":[{\"journal_name\":\"BNK\","
      "\"amount\":7,\"id\":51,\"date\":\"2026-11-01\"}]}}",
      0, 1 },
    { "{\"invoice_payments_widget\":{\"content\":[]}}", 0, 0 },
    { "{\"invoice_payments_widget\":{}}", 0, 0 },
    { "{\"invoice_payments_widget\":{\"content\":false}}", -1, 0 },
    { "{\"invoice_payments_widget\":{\"content\":[7]}}", -1, 0 },
    /* one that cannot be read: the list would lie by leaving it out */
    { "{\"invoice_payments_widget\":{\"content\":[" APPLIED ",{}]}}", -1, 0 },
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (BizCurrencyTable) table = currencies ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object (cases[i].row);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoiceCredits) credits =
          biz_invoice_credits_new_from_json (row, &zero, table, &error);

      g_test_message ("case %u", i);
      if (cases[i].n_applied < 0)
        {
          g_assert_null (credits);
          test_take_error (&error, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (biz_invoice_credits_get_applied (credits)), ==,
                        (guint)cases[i].n_applied);
      g_assert_cmpuint (g_list_model_get_n_items (biz_invoice_credits_get_outstanding (credits)),
                        ==, (guint)cases[i].n_outstanding);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/applied-payment/fields", test_fields);
  g_test_add_func ("/biz/applied-payment/values", test_values);
  g_test_add_func ("/biz/applied-payment/credits", test_credits);

  return g_test_run ();
}
