/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of customers, against the demo company and its ageing. */

#include "biz-account-store.h"
#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "demo-desk.h"
#include "erp-error.h"

static void
get_day (GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, 31, G_DATE_OCTOBER, 2026);
}

static BizAgeingBook *
read_book (DemoDesk *desk)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate day;

  get_day (&day);
  biz_ageing_read_async (desk->session, currencies, &day, 0, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_ageing_read_finish (result, NULL);
}

static GPtrArray *
read_accounts (DemoDesk *desk, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate day;

  get_day (&day);
  biz_account_read_async (desk->session, currencies, &day, ids, n, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_account_read_finish (result, error);
}

/* What the ageing of that past day says of each customer is what the account says. */
static void
test_accounts (gconstpointer data)
{
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  BizAgeingPlan plan = { .by = BIZ_AGEING_BY_GROUP };
  gint64 ids[12];
  guint n = 0;
  DemoDesk desk;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  book = read_book (&desk);
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  rows = biz_ageing_book_compute (book, &plan, NULL);
  for (guint i = 0; i < rows->len && n < G_N_ELEMENTS (ids); i += 5)
    ids[n++] = g_array_index (rows, BizAgeingRow, i).id;
  g_assert_cmpuint (n, >, 5);
  accounts = read_accounts (&desk, ids, n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, >=, n);
  for (guint i = 0; i < n; i++)
    {
      gint64 expected = 0, found = 0;

      for (guint k = 0; k < rows->len; k++)
        if (g_array_index (rows, BizAgeingRow, k).id == ids[i])
          expected += g_array_index (rows, BizAgeingRow, k).total.minor;
      for (guint k = 0; k < accounts->len; k++)
        {
          const BizAccount *account = g_ptr_array_index (accounts, k);

          if (account->customer.id != ids[i])
            continue;
          g_assert_nonnull (account->customer.name);
          g_assert_nonnull (account->seller.name);
          for (guint item = 0; item < account->items->len; item++)
            found += g_array_index (account->items, BizAgeingItem, item).open.minor;
        }
      g_assert_cmpint (found, ==, expected);
    }
  desk_close (&desk);
}

/* Who is named twice has one account; who is gone has none. */
static void
test_once (void)
{
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  const BizAgeingItem *items;
  gint64 ids[2];
  gint64 gone = 99999999;
  DemoDesk desk;
  gsize n;

  desk_open (&desk, 19, "credit");
  book = read_book (&desk);
  items = biz_ageing_book_get_items (book, &n);
  ids[0] = ids[1] = items[0].group_id;
  accounts = read_accounts (&desk, ids, 2, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    for (guint k = i + 1; k < accounts->len; k++)
      g_assert_cmpint (((BizAccount *)g_ptr_array_index (accounts, i))->company_id, !=,
                       ((BizAccount *)g_ptr_array_index (accounts, k))->company_id);

  none = read_accounts (&desk, &gone, 1, &error);
  g_assert_null (none);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
  desk_close (&desk);
}

static void
test_rights (void)
{
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 1;
  DemoDesk desk;

  desk_open (&desk, 19, "agent");
  accounts = read_accounts (&desk, &id, 1, &error);
  g_assert_null (accounts);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz/account-store/accounts/19", GUINT_TO_POINTER (19), test_accounts);
  g_test_add_data_func ("/biz/account-store/accounts/17", GUINT_TO_POINTER (17), test_accounts);
  g_test_add_func ("/biz/account-store/once", test_once);
  g_test_add_func ("/biz/account-store/rights", test_rights);

  return g_test_run ();
}
