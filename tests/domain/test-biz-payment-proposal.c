/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server proposes to pay: the open amount must come out right, whatever is in between. */

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-payment-proposal.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define GOOD                                                                                       \
  "{\"amount\":116.62,\"payment_difference\":2.38,\"currency_id\":[1,\"EUR\"],\"payment_date\":"   \
  "\"2026-11-22\",\"communication\":\"INV/2026/1\",\"journal_id\":{\"id\":7,\"display_name\":"     \
  "\"Bank\"},\"payment_method_line_id\":{\"id\":3,\"display_name\":\"Manual\"},"                   \
  "\"available_journal_ids\":[{\"id\":7,\"display_name\":\"Bank\",\"code\":\"BNK1\"},{\"id\":8,"   \
  "\"display_name\":\"Cash\"}],\"available_payment_method_line_ids\":[{\"id\":3,"                  \
  "\"display_name\":\"Manual\"}],\"early_payment_discount_mode\":true}"

static BizPaymentProposal *
read_with (const char *member, const char *value, GError **error)
{
  g_autoptr (BizCurrencyTable) table = biz_currency_table_new_empty ();
  g_autoptr (JsonObject) row =
      member != NULL ? test_object_with (GOOD, member, value) : test_object (GOOD);

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "JPY", 0);
  biz_currency_table_add (table, 3, "KWD", 3);

  return biz_payment_proposal_new_from_json (7, row, table, error);
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
    { "amount", "0", TRUE },
    { "amount", "116.625", FALSE },
    { "amount", NULL, FALSE },
    { "payment_difference", "-5", TRUE },
    { "payment_difference", "0.001", FALSE },
    { "payment_difference", "false", TRUE },
    { "payment_difference", NULL, FALSE },
    { "currency_id", "3", TRUE },
    { "currency_id", "2", FALSE },
    { "currency_id", "77", FALSE },
    { "currency_id", "false", FALSE },
    { "payment_date", "false", TRUE },
    { "payment_date", "\"tomorrow\"", FALSE },
    { "communication", "false", TRUE },
    { "communication", "7", FALSE },
    { "journal_id", "false", TRUE },
    { "payment_method_line_id", "false", TRUE },
    { "available_journal_ids", "[]", TRUE },
    { "available_journal_ids", "[7]", FALSE },
    { "available_journal_ids", NULL, FALSE },
    { "available_journal_ids", "[{\"id\":7,\"display_name\":\"x\",\"code\":7}]", FALSE },
    { "available_payment_method_line_ids", "[{\"id\":3,\"display_name\":false}]", TRUE },
    { "available_payment_method_line_ids", "false", FALSE },
    { "early_payment_discount_mode", NULL, TRUE },
    { "early_payment_discount_mode", "\"x\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPaymentProposal) proposal = read_with (cases[i].member, cases[i].value, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((proposal != NULL) == cases[i].ok);
      if (proposal == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

static void
test_values (void)
{
  BizPaymentProposal *proposal = read_with (NULL, NULL, NULL);
  GListModel *journals = biz_payment_proposal_get_journals (proposal);
  g_autoptr (BizChoice) first = g_list_model_get_item (journals, 0);

  g_assert_cmpint (biz_payment_proposal_get_invoice_id (proposal), ==, 7);
  g_assert_cmpint (biz_payment_proposal_get_amount (proposal).minor, ==, 11662);
  g_assert_cmpint (biz_payment_proposal_get_open (proposal).minor, ==, 11900);
  g_assert_true (biz_payment_proposal_get_early_discount (proposal));
  g_assert_cmpint (biz_payment_proposal_get_journal_id (proposal), ==, 7);
  g_assert_cmpint (biz_payment_proposal_get_method_id (proposal), ==, 3);
  g_assert_cmpstr (biz_payment_proposal_get_communication (proposal), ==, "INV/2026/1");
  g_assert_cmpuint (g_list_model_get_n_items (journals), ==, 2);
  g_assert_cmpstr (biz_choice_get_code (first), ==, "BNK1");
  g_assert_cmpuint (test_read_properties (proposal), >=, 8);
  test_last_unref (&proposal);
}

/* What stays open: nothing, a part, and a negative rest for who pays too much; never another
 * currency. */
static void
test_difference (void)
{
  static const struct
  {
    gint64 amount;
    gint64 difference;
  } cases[] = { { 11900, 0 }, { 11662, 238 }, { 0, 11900 }, { 12000, -100 }, { -100, 12000 } };
  g_autoptr (BizPaymentProposal) proposal = read_with (NULL, NULL, NULL);
  const BizMoney dollars = biz_money_from_minor (11900, "USD", 2);
  const BizMoney most = biz_money_from_minor (-G_MAXINT64, "EUR", 2);
  g_autoptr (GError) error = NULL;
  BizMoney difference;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BizMoney amount = biz_money_from_minor (cases[i].amount, "EUR", 2);

      g_assert_true (biz_payment_proposal_get_difference (proposal, &amount, &difference, &error));
      g_assert_cmpint (difference.minor, ==, cases[i].difference);
    }
  g_assert_false (biz_payment_proposal_get_difference (proposal, &dollars, &difference, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
  g_assert_false (biz_payment_proposal_get_difference (proposal, &most, &difference, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/payment-proposal/fields", test_fields);
  g_test_add_func ("/biz/payment-proposal/values", test_values);
  g_test_add_func ("/biz/payment-proposal/difference", test_difference);

  return g_test_run ();
}
