/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-payment-check.h"
#include "erp-json.h"

#define PAYMENT(id, amount, date)                                                                  \
  "{\"id\":" id ",\"display_name\":\"P" id "\",\"amount\":" amount ",\"currency_id\":[1,\"EUR\"]," \
  "\"date\":\"" date "\"}"

static BizPaymentCheck *
make_check (const char *payments, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (JsonNode) rows = erp_json_literal (payments);
  g_autoptr (JsonNode) accounts =
      erp_json_literal ("[{\"id\":31,\"display_name\":\"600000 Expenses\"}]");

  biz_currency_table_add (currencies, 1, "EUR", 2);

  return biz_payment_check_new_from_json (rows, accounts, currencies, error);
}

/* The same amount, near enough in time; the nearest is named. */
static void
test_equal (void)
{
  static const struct
  {
    const char *payments;
    const char *date;
    const char *finds; /* (nullable): the payment's name */
  } cases[] = {
    { "[]", "2026-11-22", NULL },
    { "[" PAYMENT ("1", "230.0", "2026-11-22") "]", "2026-11-22", "P1" },
    { "[" PAYMENT ("1", "230.0", "2026-11-08") "]", "2026-11-22", "P1" },
    { "[" PAYMENT ("1", "230.0", "2026-11-07") "]", "2026-11-22", NULL },
    { "[" PAYMENT ("1", "230.0", "2026-12-06") "]", "2026-11-22", "P1" },
    { "[" PAYMENT ("1", "230.01", "2026-11-22") "]", "2026-11-22", NULL },
    { "[" PAYMENT ("1", "230.0", "2026-11-12") "," PAYMENT ("2", "230.0", "2026-11-20") "]",
      "2026-11-22", "P2" },
  };
  const BizMoney amount = biz_money_from_minor (23000, "EUR", 2);
  const BizMoney dollars = biz_money_from_minor (23000, "USD", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPaymentCheck) check = make_check (cases[i].payments, &error);
      g_autofree char *found = NULL;
      g_autofree char *other = NULL;
      GDate date;

      g_assert_no_error (error);
      g_date_clear (&date, 1);
      g_date_set_parse (&date, cases[i].date);
      found = biz_payment_check_find_equal (check, &amount, &date);
      g_assert_cmpint (found != NULL, ==, cases[i].finds != NULL);
      if (found != NULL)
        g_assert_true (g_str_has_prefix (found, cases[i].finds));
      other = biz_payment_check_find_equal (check, &dollars, &date);
      g_assert_null (other);
    }
}

static void
test_accounts (void)
{
  g_autoptr (BizPaymentCheck) check = make_check ("[]", NULL);
  g_autoptr (BizChoice) account = g_list_model_get_item (biz_payment_check_get_accounts (check), 0);

  g_assert_cmpint (biz_choice_get_id (account), ==, 31);
}

static void
test_damaged (void)
{
  static const char *const answers[] = {
    "{}", "[7]", "[{}]", "[{\"id\":1,\"currency_id\":[9,\"X\"]}]",
    "[{\"id\":1,\"currency_id\":[1,\"EUR\"],\"amount\":\"x\"}]"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_check (answers[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/payment-check/equal", test_equal);
  g_test_add_func ("/biz/payment-check/accounts", test_accounts);
  g_test_add_func ("/biz/payment-check/damaged", test_damaged);

  return g_test_run ();
}
