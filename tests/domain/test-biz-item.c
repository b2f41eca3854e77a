/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items of receivable and payable accounts: what a row says, what rows come to, and the account
 * that they make. */

#include "biz-item-ledger.h"

#include "biz-currency-table.h"
#include "biz-item-totals.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define ROW                                                                                        \
  "{\"id\":5,\"move_id\":3,\"move_name\":\"INV/1\",\"move_type\":\"out_invoice\","                 \
  "\"name\":\"half\",\"ref\":\"PO 7\",\"date\":\"2026-10-01\",\"date_maturity\":\"2026-11-01\","   \
  "\"account_id\":{\"id\":2,\"display_name\":\"1210 Receivable\"},"                                \
  "\"account_type\":\"asset_receivable\",\"partner_id\":{\"id\":8,\"display_name\":\"Acme\"},"     \
  "\"journal_id\":{\"id\":1,\"display_name\":\"Sales\"},"                                          \
  "\"company_id\":{\"id\":1,\"display_name\":\"North\"},\"debit\":90.0,\"credit\":0.0,"            \
  "\"amount_residual\":45.0,\"company_currency_id\":1,\"amount_currency\":100.0,"                  \
  "\"amount_residual_currency\":50.0,\"currency_id\":2,\"reconciled\":false,"                      \
  "\"matching_number\":\"P4\",\"statement_line_id\":false}"

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "USD", 2);
  biz_currency_table_add (table, 3, "JPY", 0);

  return table;
}

static BizItem *
make_item (JsonObject *row, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();

  return biz_item_new_from_json (row, currencies, error);
}

static void
assert_money (const BizMoney *money, const char *text)
{
  g_autofree char *amount = biz_money_format (money, BIZ_MONEY_MACHINE);
  g_autofree char *whole = g_strdup_printf ("%s %s", money->currency, amount);

  g_assert_cmpstr (whole, ==, text);
}

static void
test_read (void)
{
  g_autoptr (JsonObject) row = test_object (ROW);
  g_autoptr (BizItem) item = make_item (row, NULL);
  const BizItemFacts *facts = biz_item_get_facts (item);
  g_autofree char *title = biz_item_get_title (item);
  g_autofree char *due = test_day_text (&facts->due);

  g_assert_cmpint (biz_item_get_id (item), ==, 5);
  g_assert_cmpint (facts->move_id, ==, 3);
  g_assert_cmpint (facts->account_id, ==, 2);
  g_assert_cmpint (facts->partner_id, ==, 8);
  g_assert_cmpint (facts->statement_line_id, ==, 0);
  g_assert_cmpstr (facts->partner, ==, "Acme");
  g_assert_cmpstr (facts->account, ==, "1210 Receivable");
  g_assert_cmpstr (facts->matching, ==, "P4");
  g_assert_cmpstr (title, ==, "INV/1");
  g_assert_cmpstr (due, ==, "2026-11-01");
  g_assert_cmpint (facts->side, ==, BIZ_ITEM_RECEIVABLE);
  g_assert_cmpint (facts->move_type, ==, BIZ_MOVE_INVOICE);
  assert_money (&facts->debit, "EUR 90.00");
  assert_money (&facts->open, "EUR 45.00");
  assert_money (&facts->amount, "USD 100.00");
  assert_money (&facts->residual, "USD 50.00");
}

static void
test_titles (void)
{
  static const struct
  {
    const char *number, *label, *title;
  } cases[] = {
    { "\"INV/1\"", "\"x\"", "INV/1" },     { "\"/\"", "\"Opening\"", "Opening" },
    { "false", "\"Opening\"", "Opening" }, { "false", "false", "Item 5" },
    { "\"\"", "\"\"", "Item 5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (ROW, "move_name", cases[i].number);
      g_autoptr (JsonObject) label = test_object_with (ROW, "name", cases[i].label);
      g_autoptr (BizItem) item = NULL;
      g_autofree char *title = NULL;

      json_object_set_member (row, "name", json_object_dup_member (label, "name"));
      item = make_item (row, NULL);
      g_assert_nonnull (item);
      title = biz_item_get_title (item);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* What waits to be used is never overdue, and what is settled neither. */
static void
test_overdue (void)
{
  static const struct
  {
    const char *type;
    const char *open;
    const char *residual;
    const char *reconciled;
    const char *today;
    gboolean claim;
    int days;
  } cases[] = {
    { "asset_receivable", "45", "50", "false", "2026-11-22", TRUE, 21 },
    { "asset_receivable", "45", "50", "false", "2026-11-01", TRUE, 0 },
    { "asset_receivable", "45", "50", "false", "2026-10-01", TRUE, 0 },
    { "asset_receivable", "-45", "-50", "false", "2026-11-22", FALSE, 0 },
    { "liability_payable", "-45", "-50", "false", "2026-11-22", TRUE, 21 },
    { "liability_payable", "45", "50", "false", "2026-11-22", FALSE, 0 },
    { "asset_receivable", "0", "50", "false", "2026-11-02", TRUE, 1 },
    { "asset_receivable", "0", "0", "true", "2026-11-22", TRUE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *type = g_strdup_printf ("\"%s\"", cases[i].type);
      g_autoptr (JsonObject) row = test_object_with (ROW, "account_type", type);
      g_autoptr (JsonObject) open = test_object_with (ROW, "amount_residual", cases[i].open);
      g_autoptr (JsonObject) own =
          test_object_with (ROW, "amount_residual_currency", cases[i].residual);
      g_autoptr (BizItem) item = NULL;
      GDate today = test_make_day (cases[i].today);

      json_object_set_member (row, "amount_residual",
                              json_object_dup_member (open, "amount_residual"));
      json_object_set_member (row, "amount_residual_currency",
                              json_object_dup_member (own, "amount_residual_currency"));
      json_object_set_boolean_member (row, "reconciled", g_str_equal (cases[i].reconciled, "true"));
      item = make_item (row, NULL);
      g_assert_nonnull (item);
      g_assert_cmpint (biz_item_is_claim (item), ==, cases[i].claim);
      g_assert_cmpint (biz_item_get_days_overdue (item, &today), ==, cases[i].days);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *member, *value;
  } cases[] = {
    { "id", NULL },           { "id", "\"5\"" },         { "move_id", "\"x\"" },
    { "debit", "\"1\"" },     { "debit", "1.005" },      { "amount_residual", NULL },
    { "currency_id", "77" },  { "currency_id", "[]" },   { "company_currency_id", "77" },
    { "reconciled", "1" },    { "date", "\"x\"" },       { "date_maturity", "12" },
    { "account_type", "{}" }, { "matching_number", "1" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (ROW, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;

      g_assert_null (make_item (row, &error));
      test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

/* @id, day, the company's amount; what is open of it. */
static BizItem *
make_entry (int id, const char *day, int books, const char *amount, const char *open)
{
  g_autoptr (JsonObject) row = test_object (ROW);
  g_autofree char *minus = g_strconcat ("", *amount == '-' ? amount + 1 : "0", NULL);
  double value = g_ascii_strtod (amount, NULL);

  json_object_set_int_member (row, "id", id);
  json_object_set_string_member (row, "date", day);
  json_object_set_int_member (row, "company_currency_id", books);
  json_object_set_int_member (row, "currency_id", books);
  json_object_set_double_member (row, "debit", value > 0 ? value : 0);
  json_object_set_double_member (row, "credit", value < 0 ? g_ascii_strtod (minus, NULL) : 0);
  json_object_set_double_member (row, "amount_currency", value);
  json_object_set_double_member (row, "amount_residual", g_ascii_strtod (open, NULL));
  json_object_set_double_member (row, "amount_residual_currency", g_ascii_strtod (open, NULL));

  return make_item (row, NULL);
}

static GPtrArray *
make_account (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, make_entry (9, "2026-11-03", 1, "-0.10", "-0.10"));
  g_ptr_array_add (items, make_entry (8, "2026-11-03", 3, "500", "500"));
  g_ptr_array_add (items, make_entry (7, "2026-11-02", 1, "-70.25", "0"));
  g_ptr_array_add (items, make_entry (6, "2026-11-01", 1, "100.30", "30.05"));

  return items;
}

static void
test_totals (void)
{
  g_autoptr (GPtrArray) items = make_account ();
  g_autoptr (BizItemTotals) totals = biz_item_totals_new ();
  const BizMoney *open;
  const BizItemSum *books;
  guint n;

  biz_item_totals_get_open (totals, &n);
  g_assert_cmpuint (n, ==, 0);
  for (guint i = 0; i < items->len; i++)
    g_assert_true (biz_item_totals_add_item (totals, items->pdata[i], NULL));
  g_assert_cmpuint (biz_item_totals_get_count (totals), ==, 4);
  open = biz_item_totals_get_open (totals, &n);
  g_assert_cmpuint (n, ==, 2);
  assert_money (&open[0], "EUR 29.95");
  assert_money (&open[1], "JPY 500");
  books = biz_item_totals_get_books (totals, &n);
  g_assert_cmpuint (n, ==, 2);
  assert_money (&books[0].debit, "EUR 100.30");
  assert_money (&books[0].credit, "EUR 70.35");
  assert_money (&books[0].open, "EUR 29.95");
}

/* The server's groups come to the same; what a company of its own keeps its books in is known. */
static void
test_totals_of_server (void)
{
  static const struct
  {
    const char *json;
    gboolean ok;
  } rows[] = {
    { "{\"__count\":3,\"currency_id\":[2,\"USD\"],\"company_id\":[1,\"North\"],\"debit:sum\":90,"
      "\"credit:sum\":10.5,\"amount_residual:sum\":79.5,\"amount_residual_currency:sum\":80}",
      TRUE },
    { "{\"__count\":1,\"currency_id\":[2,\"USD\"],\"company_id\":[1,\"North\"],\"debit:sum\":false,"
      "\"credit:sum\":null,\"amount_residual:sum\":false,\"amount_residual_currency:sum\":false}",
      TRUE },
    { "{\"__count\":1,\"currency_id\":[2,\"USD\"],\"company_id\":[9,\"Unknown\"],\"debit:sum\":1,"
      "\"credit:sum\":0,\"amount_residual:sum\":1,\"amount_residual_currency:sum\":1.5}",
      TRUE },
    { "{\"currency_id\":[2,\"USD\"],\"company_id\":[1,\"North\"]}", FALSE },
    { "{\"__count\":1,\"currency_id\":[99,\"X\"],\"company_id\":[1,\"North\"]}", FALSE },
    { "{\"__count\":1,\"currency_id\":[2,\"USD\"],\"company_id\":[1,\"North\"],"
      "\"amount_residual:sum\":\"1\"}",
      FALSE },
  };
  g_autoptr (BizItemTotals) totals = biz_item_totals_new ();
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");
  g_autoptr (ErpCompany) company = erp_company_new (1, "North", 1);
  const BizItemSum *books;
  guint n;

  g_list_store_append (capabilities->companies, company);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) row = test_object (rows[i].json);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (biz_item_totals_add_row (totals, row, currencies, capabilities, &error), ==,
                       rows[i].ok);
      if (!rows[i].ok)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
  g_assert_cmpuint (biz_item_totals_get_count (totals), >=, 5);
  assert_money (biz_item_totals_get_open (totals, &n), "USD 81.50");
  g_assert_cmpuint (n, ==, 1);
  books = biz_item_totals_get_books (totals, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_money (&books->credit, "EUR 10.50");
  assert_money (&books->open, "EUR 79.50");
}

static void
test_running (void)
{
  static const char *const all[] = { "EUR 34.95", "JPY 500", "EUR 35.05", "EUR 105.30" };
  static const char *const open[] = { "EUR 29.95", "JPY 500", "EUR 30.05", "EUR 30.05" };
  g_autoptr (GPtrArray) items = make_account ();
  g_autoptr (BizItemTotals) opening = biz_item_totals_new ();
  g_autoptr (BizItem) before = make_entry (2, "2026-10-01", 1, "5.00", "0");

  g_assert_true (biz_item_totals_add_item (opening, before, NULL));
  for (guint open_only = 0; open_only < 2; open_only++)
    {
      g_autoptr (BizItemLedger) ledger =
          biz_item_ledger_new (items, opening, NULL, open_only, NULL);
      g_autoptr (GArray) closing = biz_item_ledger_dup_closing (ledger);
      g_autoptr (GArray) start = biz_item_ledger_dup_opening (ledger);

      g_assert_cmpuint (biz_item_ledger_get_n_steps (ledger), ==, 4);
      g_assert_true (biz_item_ledger_has_older (ledger));
      for (guint i = 0; i < 4; i++)
        {
          const BizItemStep *step = biz_item_ledger_get_step (ledger, i);

          g_assert_true (step->item == items->pdata[i]);
          assert_money (&step->balance, open_only ? open[i] : all[i]);
        }
      g_assert_cmpuint (start->len, ==, 1);
      assert_money (&g_array_index (start, BizMoney, 0), open_only ? "EUR 0.00" : "EUR 5.00");
      g_assert_cmpuint (closing->len, ==, 2);
      assert_money (&g_array_index (closing, BizMoney, 0), open_only ? open[0] : all[0]);
      assert_money (&g_array_index (closing, BizMoney, 1), "JPY 500");
    }
}

static void
test_footed (void)
{
  g_autoptr (GPtrArray) items = make_account ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (BizItemTotals) open = biz_item_totals_new ();
  g_autoptr (BizItem) more = make_entry (4, "2026-11-05", 1, "0.01", "0.01");
  g_autoptr (BizItemLedger) ledger = NULL;
  g_autoptr (BizItemLedger) wrong = NULL;
  g_autoptr (BizItemLedger) empty = biz_item_ledger_new (nothing, NULL, NULL, FALSE, NULL);
  g_autoptr (GArray) none = biz_item_ledger_dup_closing (empty);

  for (guint i = 0; i < items->len; i++)
    g_assert_true (biz_item_totals_add_item (open, items->pdata[i], NULL));
  ledger = biz_item_ledger_new (items, NULL, open, FALSE, NULL);
  g_assert_true (biz_item_ledger_is_footed (ledger));
  g_assert_false (biz_item_ledger_has_older (ledger));
  g_assert_true (biz_item_ledger_get_open (ledger) == open);
  g_assert_true (biz_item_totals_add_item (open, more, NULL));
  wrong = biz_item_ledger_new (items, NULL, open, FALSE, NULL);
  g_assert_false (biz_item_ledger_is_footed (wrong));
  g_assert_true (biz_item_ledger_is_footed (empty));
  g_assert_cmpuint (none->len, ==, 0);
}

/* No sum is shown that is not one. */
static void
test_overflow (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItem) large = make_entry (1, "2026-11-01", 1, "40000000000000", "40000000000000");

  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (items, g_object_ref (large));
  g_assert_null (biz_item_ledger_new (items, NULL, NULL, FALSE, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/item/read", test_read);
  g_test_add_func ("/biz/item/titles", test_titles);
  g_test_add_func ("/biz/item/overdue", test_overdue);
  g_test_add_func ("/biz/item/refused", test_refused);
  g_test_add_func ("/biz/item/totals", test_totals);
  g_test_add_func ("/biz/item/totals-of-server", test_totals_of_server);
  g_test_add_func ("/biz/item/running", test_running);
  g_test_add_func ("/biz/item/footed", test_footed);
  g_test_add_func ("/biz/item/overflow", test_overflow);

  return g_test_run ();
}
