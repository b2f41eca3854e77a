/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-journal-item.h"
#include "erp-error.h"
#include "test-values.h"

#define GOOD                                                                                       \
  "{\"id\":5,\"display_type\":\"payment_term\",\"account_id\":[3,\"Receivable\"],\"partner_id\":"  \
  "[4,\"Acme\"],\"name\":\"INV/1\",\"debit\":108.5,\"credit\":0,\"amount_currency\":119,"          \
  "\"currency_id\":[2,\"USD\"],\"date_maturity\":\"2026-12-22\",\"amount_residual\":54.25,"        \
  "\"amount_residual_currency\":59.5,\"reconciled\":false,\"matching_number\":\"P12\"}"

static BizJournalItem *
read_with (const char *member, const char *value, GError **error)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (BizCurrencyTable) table = biz_currency_table_new_empty ();
  g_autoptr (JsonObject) row =
      member != NULL ? test_object_with (GOOD, member, value) : test_object (GOOD);

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "USD", 2);

  return biz_journal_item_new_from_json (row, &zero, table, error);
}

static void
test_values (void)
{
  BizJournalItem *item = read_with (NULL, NULL, NULL);
  g_autofree char *maturity = test_day_text (biz_journal_item_get_maturity (item));

  g_assert_cmpint (biz_journal_item_get_id (item), ==, 5);
  g_assert_cmpstr (biz_journal_item_get_account (item), ==, "Receivable");
  g_assert_cmpstr (biz_journal_item_get_partner (item), ==, "Acme");
  g_assert_cmpstr (biz_journal_item_get_label (item), ==, "INV/1");
  g_assert_cmpstr (biz_journal_item_get_matching (item), ==, "P12");
  /* debit and credit are the company's, the amount is the document's */
  g_assert_cmpstr (biz_journal_item_get_debit (item).currency, ==, "EUR");
  g_assert_cmpint (biz_journal_item_get_debit (item).minor, ==, 10850);
  g_assert_cmpint (biz_journal_item_get_credit (item).minor, ==, 0);
  g_assert_cmpstr (biz_journal_item_get_amount (item).currency, ==, "USD");
  g_assert_cmpint (biz_journal_item_get_amount (item).minor, ==, 11900);
  g_assert_cmpint (biz_journal_item_get_residual (item).minor, ==, 5950);
  g_assert_cmpstr (maturity, ==, "2026-12-22");
  g_assert_true (biz_journal_item_is_instalment (item));
  g_assert_false (biz_journal_item_is_reconciled (item));
  test_last_unref (&item);
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
    { "display_type", "false", TRUE },
    { "account_id", "false", TRUE },
    { "partner_id", "false", TRUE },
    { "name", "false", TRUE },
    { "matching_number", "false", TRUE },
    { "matching_number", "12", FALSE },
    { "debit", "false", TRUE },
    { "debit", "0.001", FALSE },
    { "credit", "\"0\"", FALSE },
    { "amount_currency", "-119", TRUE },
    { "amount_residual_currency", NULL, FALSE },
    { "currency_id", "false", FALSE },
    { "currency_id", "9", FALSE },
    { "date_maturity", "false", TRUE },
    { "date_maturity", "\"2026-13-01\"", FALSE },
    { "reconciled", "true", TRUE },
    { "reconciled", "0", FALSE },
    { "id", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizJournalItem) item = read_with (cases[i].member, cases[i].value, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((item != NULL) == cases[i].ok);
      if (item == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

/* Empty texts are absent, and an empty day is none. */
static void
test_empty (void)
{
  g_autoptr (BizJournalItem) unnamed = read_with ("name", "\"\"", NULL);
  g_autoptr (BizJournalItem) timeless = read_with ("date_maturity", "false", NULL);
  g_autoptr (BizJournalItem) plain = read_with ("display_type", "\"tax\"", NULL);

  g_assert_null (biz_journal_item_get_label (unnamed));
  g_assert_null (biz_journal_item_get_maturity (timeless));
  g_assert_false (biz_journal_item_is_instalment (plain));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/journal-item/values", test_values);
  g_test_add_func ("/biz/journal-item/fields", test_fields);
  g_test_add_func ("/biz/journal-item/empty", test_empty);

  return g_test_run ();
}
